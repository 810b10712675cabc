"""Puts finished files and folders in place in one step, so that what is there is never half a result."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def staged_folder(final: Path, keep: Callable[[Path], bool] = lambda path: False) -> Iterator[Path]:
    """An empty folder beside `final`, which takes its place when the block ends well, and vanishes when it does not.

    What stands in the old `final` and answers to `keep` moves into the new one.
    """
    final.parent.mkdir(parents=True, exist_ok=True)
    restore(final, keep)
    new = Path(tempfile.mkdtemp(prefix=f".{final.name}.new-{os.getpid()}-", dir=final.parent))
    new.chmod(0o755)
    try:
        yield new
        if final.exists():
            os.replace(final, _aside(final))
        os.replace(new, final)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    finally:
        restore(final, keep)


def restore(final: Path, keep: Callable[[Path], bool] = lambda path: False) -> None:
    """End an exchange of folders, also one that was killed in the middle.

    The old folder comes back where there is no new one, else what answers to `keep`; what runs that are no more have
    left beside it goes away.
    """
    old = _aside(final)
    if old.exists() and not final.exists():
        os.replace(old, final)
    for path in old.iterdir() if old.exists() else ():
        if keep(path) and not (final / path.name).exists():
            os.replace(path, final / path.name)
    shutil.rmtree(old, ignore_errors=True)
    for left in final.parent.glob(f".{final.name}.new-*"):
        if not runs(left.name.removeprefix(f".{final.name}.new-").partition("-")[0]):
            shutil.rmtree(left, ignore_errors=True)


def write_text(path: Path, text: str) -> None:
    """Write a file beside `path` and put it in place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, new = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        os.chmod(new, 0o644)
        os.replace(new, path)
    except BaseException:
        os.unlink(new)
        raise


def _aside(final: Path) -> Path:
    return final.parent / f".{final.name}.old"


def runs(process: str) -> bool:
    """Whether a process may still be there; where that cannot be said, the answer is yes.

    One that has died and that nobody has asked about yet, as in a container without an init, is not there.
    """
    import psutil  # asked for only where something was left behind

    try:
        return psutil.Process(int(process)).status() != psutil.STATUS_ZOMBIE
    except (psutil.NoSuchProcess, OverflowError):
        return False
    except (psutil.Error, ValueError):
        return True
