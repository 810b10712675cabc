"""Where a forked kernel begins. Imports nothing, so that whoever asks for kernels need not import what they hold."""

from typing import Any


def start(*given: Any) -> None:
    """Be a kernel; in the fork server everything that it needs is imported already."""
    from forlob.run.warm import be_kernel

    be_kernel(*given)
