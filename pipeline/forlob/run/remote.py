"""What a worker of a cluster does: checks that it has the same code and files, and executes a notebook."""

import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from forlob.errors import UsageError
from forlob.run import digests, forked
from forlob.run.code import environment
from forlob.run.execute import Executed, execute, prepare_environment
from forlob.run.fingerprints import package_files
from forlob.storage.workspace import notebooks_folder

#: The environment variable by which the kernels of one run are known on all workers.
RUN = "FORLOB_RUN"


@dataclass(frozen=True)
class Expected:
    """What a worker must have as the one that sends it work has it.

    `files`: path -> digest of the content. `large`: path -> size. `folder`: made for this run, where the worker writes;
    only one that shares it finds it. Empty: nowhere.
    """

    code: str
    environment: tuple[tuple[str, str], ...]
    files: tuple[tuple[str, str], ...]
    large: tuple[tuple[str, int], ...] = ()
    folder: str = ""

    @classmethod
    def here(cls, files: Iterable[Path], large: Iterable[Path] = (), folder: str = "") -> "Expected":
        small = tuple((str(path), digests.of_file(path)) for path in files)
        sizes = tuple((str(path), _size(path)) for path in large)
        return cls(_code(), tuple(environment().items()), small, sizes, folder)

    def differs(self) -> str:
        """How this process is not as expected, and what to do, in words; empty where it is."""
        unseen = [path for path, digest in self.files if digests.of_file(Path(path)) != digest]
        unseen += [path for path, size in self.large if _size(Path(path)) != size]
        unseen += [str(Path(path).parent) for path in [self.folder] if path and not Path(path).is_dir()]
        if unseen:
            return f"does not see {unseen[0]} as it is here; start it where the shared folder has the same path"
        if self.folder and not os.access(self.folder, os.R_OK | os.W_OK | os.X_OK):
            return f"may not write in {Path(self.folder).parent}; start it as the user who runs forlob"
        if _code_as_begun() != _code():
            return "began before its code was last changed; start it again"
        if _code() != self.code:
            return "has another version of this package; install the same one there, and start it again"
        for name, here in environment().items():
            expected = dict(self.environment)[name]
            if here != expected:
                return f"has {_difference(name, expected, here)}; install what requirements.lock says there"
        return ""


def execute_there(
    source: str, parameters: Mapping[str, str], folders: Mapping[str, str], run: str, expected: Expected
) -> tuple[Executed, str]:
    """Execute a notebook on a worker, and bring it back as text.

    `source`: a path, or the name of a notebook that comes with the package. Raises UsageError where the worker is not
    as it must be.
    """
    wrong = checked(run, expected)
    if wrong:
        raise UsageError(f"a worker that came later {wrong}.")
    prepare_environment(dict(folders))
    notebook = Path(source) if Path(source).is_absolute() else notebooks_folder() / source
    with tempfile.TemporaryDirectory() as temporary:
        output = Path(temporary) / notebook.name
        done = execute(notebook, output, parameters, {**os.environ, **folders, RUN: run})
        return done, output.read_text(encoding="utf-8")


@cache
def checked(run: str, expected: Expected) -> str:
    """How this worker differs, asked once a run: workers may come while it goes on."""
    return expected.differs()


def end_kernels(run: str) -> None:
    """End the notebooks of a run that this worker is at."""
    forked.end_kernels(lambda environment: environment.get(RUN) == run)


def _size(path: Path) -> int:
    """The bytes of a file; -1 where there is none."""
    return path.stat().st_size if path.is_file() else -1


def _difference(name: str, expected: str, here: str) -> str:
    """What of Python or the packages is not the same, in words."""
    if name != "packages":
        return f"{name} {here}, not {expected}"
    lacking = sorted({*expected.split()} - {*here.split()}) or sorted({*here.split()} - {*expected.split()})
    said = ", ".join(package.removesuffix(".dist-info").replace("-", " ") for package in lacking[:3])
    return f"other packages ({said}{' ...' if len(lacking) > 3 else ''})"


def _code() -> str:
    """A digest of the package and its notebooks, as they lie on the disk."""
    notebooks = {path.name: digests.of_notebook(path) for path in sorted(notebooks_folder().glob("*.ipynb"))}
    return digests.of_text(sorted(package_files().items()), notebooks)


@cache
def _code_as_begun() -> str:
    """The same when this process first asked: what it has imported, whatever lies there by now."""
    return _code()
