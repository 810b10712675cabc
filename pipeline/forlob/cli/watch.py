"""`forlob watch`: makes reports again whenever something changes that they are made from.

The process stays, and with it the fork server of kernels: a change costs no imports. A change of the code ends both and
begins again; what had been begun by the code of before counts as made by that, and is made again.
"""

import ast
import atexit
import contextlib
import itertools
import os
import signal
import sys
import sysconfig
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import psutil

from forlob.errors import ForlobError
from forlob.extracts.expand import files_of
from forlob.programme.read_programme import read_programme
from forlob.run import forked
from forlob.run.code import PACKAGE
from forlob.run.execute import prepare_environment
from forlob.run.fingerprints import package_files
from forlob.site.site_folder import theme_folder
from forlob.storage.workspace import PROGRAMME_FILE, find_programme, notebooks_folder, workspace

#: Seconds between two looks at the files. Nobody tells of what other machines change on a network drive.
EVERY = 0.5
#: So many of the files that changed are named.
MOST = 3

#: File -> when it was changed, its size and inode.
Seen = dict[str, tuple[int, int, int, int]]
#: What reports are made from, and the code.
Looks = tuple[Seen, Seen]


def watch(
    names: Sequence[str],
    folders: Mapping[str, str | None],
    make: Callable[[str, bool], bool],
    say: Callable[[str], None],
) -> int:
    """Make the reports of `names`, and make them again after each change, until Ctrl-C; 0 where it came while waiting.

    `folders`: those that are not the usual ones, as `workspace` takes them. `make` is told whether it is again,
    and says whether it could. Raises UsageError where a programme is not there.
    """
    code = _code()
    package_files()  # what is made is made by the code of now, whatever is done to the files
    _hear_endings()
    programmes = [find_programme(name) for name in names]
    prepare_environment({PROGRAMME_FILE: str(programmes[0])})
    forked.begin(also=["forlob.run.warm_cleaning"])
    of_all = [notebooks_folder(), theme_folder()]
    for again in itertools.count():
        files = Files.of(of_all, programmes, folders)
        before = (files.seen(), code)
        older = [name for name in names if not make(name, again > 0)]
        try:
            if not again:
                import papermill  # noqa: F401  # the first change has need of it
            as_before = f"The report of {', '.join(older)} is as it was before. " if older else ""
            say(f"{as_before}Waiting for changes; Ctrl-C ends.")
            _wait(files, before, say)
        except KeyboardInterrupt:
            break
    return 0


def _wait(files: "Files", before: Looks, say: Callable[[str], None]) -> None:
    """Wait for a change, and say what changed. One of the code ends this process, once it can be read."""
    code = before[1]
    while True:
        now = _changed(files, before)
        say(f"{time.strftime('%H:%M:%S')}  {_named(before, now)} changed")
        if now[1] == code:
            return
        wrong = _not_python(file for file, state in now[1].items() if file.endswith(".py") and state != code.get(file))
        if not wrong:
            _begin_anew()
        say(f"forlob: {wrong}. Fix it, and the report is made.")
        before = now


@dataclass(frozen=True)
class Files:
    """All files below some folders, but hidden ones and those below others."""

    below: Sequence[Path]
    but: Collection[str] = ()

    @classmethod
    def of(cls, of_all: Iterable[Path], programmes: Iterable[Path], folders: Mapping[str, str | None]) -> "Files":
        """What reports are made from but the code, which may lie in one folder with what they make.

        A folder is looked at by the name that it was given: it may be a link that is put elsewhere.
        """
        below, made = [*of_all], set()
        for file in programmes:
            below.append(file.parent)
            with contextlib.suppress(ForlobError):  # the report says what is wrong with programme.yaml
                programme = read_programme(file)
                of_programme = workspace(file, programme.id, **folders, selection="")
                raw = Path(folders.get("raw") or of_programme.raw)
                below += [raw, *files_of(programme, raw).values()]
                made |= {str(of_programme.processed), str(of_programme.site)}
        return cls(below, made)

    def seen(self) -> Seen:
        """The files as they are now."""
        seen = _state(str(place) for place in self.below if place.is_file())
        for place in self.below:
            for folder, folders, files in os.walk(place):
                inside = {name: os.path.join(folder, name) for name in folders if _counts(name)}
                folders[:] = [name for name, path in inside.items() if os.path.realpath(path) not in self.but]
                seen |= _state(os.path.join(folder, name) for name in files if _counts(name))
        return seen


def _counts(name: str) -> bool:
    return not name.startswith(".") and name != "__pycache__"


def _state(files: Iterable[str]) -> Seen:
    seen = {}
    for file in files:
        with contextlib.suppress(OSError):  # just removed
            about = os.stat(file)
            seen[file] = (about.st_mtime_ns, about.st_ctime_ns, about.st_size, about.st_ino)
    return seen


def _code() -> Seen:
    """This package, and the folder in which packages are installed."""
    return Files([PACKAGE]).seen() | _state([sysconfig.get_path("purelib")])


def _changed(files: Files, before: Looks) -> Looks:
    """Wait until the files or the code are no longer as they were, and nobody is writing them; how they are then."""
    last: Looks = ({}, {})
    while (now := (files.seen(), _code())) == before or now != last:
        last = now
        time.sleep(EVERY)
    return now


def _named(before: Looks, now: Looks) -> str:
    """The files that differ, the first of them by name: below the folder that we are in, how they are reached."""
    old, new = before[0] | before[1], now[0] | now[1]
    here = f"{Path.cwd()}{os.sep}"
    names = sorted(path.removeprefix(here) for path in old.keys() | new.keys() if old.get(path) != new.get(path))
    more = [f"{len(names) - MOST} more"] if len(names) > MOST else []
    return ", ".join([*names[:MOST], *more])


def _not_python(files: Iterable[str]) -> str:
    """What is wrong with the first of some modules that is no Python; empty where all are."""
    for file in files:
        try:
            ast.parse(Path(file).read_bytes(), file)
        except SyntaxError as error:
            return f"{file}, line {error.lineno}: {error.msg}"
        except (OSError, ValueError) as error:
            return f"{file}: {error}"
    return ""


def _begin_anew() -> NoReturn:
    """Put a new process in the place of this one, by the same command line."""
    atexit._run_exitfuncs()  # the fork server's folder goes; what takes the place of a process is no end of it
    children = psutil.Process().children()
    for child in children:
        child.kill()
    psutil.wait_procs(children)
    sys.stdout.flush()
    sys.stderr.flush()
    forced = ("--fo", "--for", "--forc", "--force")
    os.execv(sys.executable, [sys.executable, *(part for part in sys.orig_argv[1:] if part not in forced)])


def _hear_endings() -> None:
    """End by a closed terminal, or where the machine asks it, as by Ctrl-C."""
    for ending in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, ending, None)  # not everywhere
        if number and signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler)
