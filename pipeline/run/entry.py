"""Where a forked kernel begins. Imports nothing, so that whoever asks for kernels need not import what they hold."""


def start(connection_file: str, environment: dict[str, str], folder: str | None) -> None:
    """Be a kernel; in the fork server everything that it needs is imported already."""
    from pipeline.run.warm import run_kernel

    run_kernel(connection_file, environment, folder)
