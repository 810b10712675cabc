"""`forlob watch`: makes reports again whenever something changes that they are made from.

The process stays, and with it the fork server of kernels: a change costs no imports. A change of the code ends both and
begins anew, so that nothing is ever made by the code of before.
"""

import atexit
import contextlib
import itertools
import os
import sys
import sysconfig
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from pipeline.config.read_programme import read_programme
from pipeline.errors import ForlobError
from pipeline.run import forked
from pipeline.run.code import PACKAGE
from pipeline.run.execute import prepare_environment
from pipeline.site.site_pages import theme_folder
from pipeline.storage.workspace import PROGRAMME_FILE, find_programme, notebooks_folder, workspace

#: Seconds between two looks at the files. Nobody tells of what other machines change on a network drive.
EVERY = 0.5
#: So many of the files that changed are named.
MOST = 3

#: File -> when it was changed, its size and inode.
Seen = dict[str, tuple[int, int, int]]


def watch(
    names: Sequence[str],
    folders: Mapping[str, str | None],
    make: Callable[[str, bool], None],
    say: Callable[[str], None],
) -> int:
    """Make the reports of `names`, and make them again after each change, until Ctrl-C; 0 where it came while waiting.

    `folders`: those that are not the usual ones, as `workspace` takes them. `make` is told whether it is again. Raises
    UsageError where a programme is not there.
    """
    _bury()
    forked.PRELOADED.append("pipeline.run.warm_cleaning")
    code = _code()
    for again in itertools.count():
        files = Files.of(names, folders)
        before = files.seen()
        for name in names:
            make(name, again > 0)
        try:
            if not again:
                _be_warm(find_programme(names[0]))
                say("Waiting for changes; Ctrl-C ends.")
            changed = _changed(files, before | code)
        except KeyboardInterrupt:
            break
        say(f"{time.strftime('%H:%M:%S')}  {changed} changed")
        if _code() != code:
            _begin_anew()
    return 0


@dataclass(frozen=True)
class Files:
    """All files below some folders, but hidden ones and those below others."""

    below: Sequence[Path]
    but: Collection[str] = ()

    @classmethod
    def of(cls, names: Iterable[str], folders: Mapping[str, str | None]) -> "Files":
        """What reports are made from but the code, which may lie in one folder with what they make."""
        below, made = [notebooks_folder(), theme_folder()], set()
        for name in names:
            file = find_programme(name)
            below.append(file.parent)
            with contextlib.suppress(ForlobError):  # the report says what is wrong with programme.yaml
                of_programme = workspace(file, read_programme(file).id, **folders)
                below.append(of_programme.raw)
                made |= {str(of_programme.processed), str(of_programme.site)}
        return cls(below, made)

    def seen(self) -> Seen:
        """The files as they are now."""
        seen = {}
        for place in self.below:
            for folder, folders, files in os.walk(place):
                folders[:] = [name for name in folders if _counts(name) and os.path.join(folder, name) not in self.but]
                seen |= _state(os.path.join(folder, name) for name in files if _counts(name))
        return seen


def _counts(name: str) -> bool:
    return not name.startswith(".") and name != "__pycache__"


def _state(files: Iterable[str]) -> Seen:
    seen = {}
    for file in files:
        with contextlib.suppress(OSError):  # just removed
            about = os.stat(file)
            seen[file] = (about.st_mtime_ns, about.st_size, about.st_ino)
    return seen


def _code() -> Seen:
    """This package, and the folder in which packages are installed."""
    return Files([PACKAGE]).seen() | _state([sysconfig.get_path("purelib")])


def _changed(files: Files, before: Seen) -> str:
    """Wait until the files or the code are no longer as they were, and nobody is writing them; what changed."""
    last: Seen = {}
    while (now := files.seen() | _code()) == before or now != last:
        last = now
        time.sleep(EVERY)
    names = sorted({Path(path).name for path in before.keys() | now.keys() if before.get(path) != now.get(path)})
    more = [f"{len(names) - MOST} more"] if len(names) > MOST else []
    return ", ".join([*names[:MOST], *more])


def _be_warm(programme_file: Path) -> None:
    """Have ready what the first change needs, also where the report was up to date."""
    prepare_environment({PROGRAMME_FILE: str(programme_file)})
    forked.begin()
    import papermill  # noqa: F401


def _begin_anew() -> NoReturn:
    """Put a new process in the place of this one, by the same command line."""
    atexit._run_exitfuncs()  # the fork server's folder goes; what takes the place of a process is no end of it
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(sys.executable, [sys.executable, *(part for part in sys.orig_argv[1:] if part != "--force")])


def _bury() -> None:
    """Take note that the processes which this one had before it began anew have ended, as a parent must."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
