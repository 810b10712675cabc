"""The errors that are shown to a user as one paragraph, without a traceback, and the exit code of each.

ForlobError
├── UsageError          2  wrong use of a command
│   └── ConfigError     2  programme.yaml or a code list cannot be used
├── ExtractsUnusable    3  the extracts cannot be used; findings.csv says why
├── NotebookFailed      4  a notebook raised; the other pages are there
└── RenderError         5  the pages could not be made into a site
"""


class ForlobError(Exception):
    """An error meant for the reader of the terminal: one clear paragraph and an exit code."""

    exit_code = 1

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows of it: the line of the cell, and the paragraph."""
        line, trace = 0, self.__traceback__
        while trace is not None:
            line = trace.tb_lineno if trace.tb_frame.f_code.co_name == "<module>" else line
            trace = trace.tb_next
        return [f"Cell, line {line}", f"{type(self).__name__}: {self}"]


class UsageError(ForlobError):
    exit_code = 2


class ConfigError(UsageError):
    pass


class ExtractsUnusable(ForlobError):
    exit_code = 3


class NotebookFailed(ForlobError):
    exit_code = 4


class RenderError(ForlobError):
    exit_code = 5


def own_error(name: str) -> type[ForlobError] | None:
    """The class of this name among those above; None where there is none, as for a KeyError of a notebook."""
    kinds = [ForlobError]
    for kind in kinds:
        kinds += kind.__subclasses__()
    return next((kind for kind in kinds if kind.__name__ == name), None)
