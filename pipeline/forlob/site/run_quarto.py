"""Runs Quarto once as a process of its own: streams what it says, ends it in time, turns a failure into one message."""

import contextlib
import os
import re
import signal
import subprocess
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path

from forlob.errors import RenderError

ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
PROGRESS = re.compile(r"^\s*\[\s*(\d+)/(\d+)\]\s+(\S.*)$")
# Lines of a failure that tell the reader nothing: where in Quarto's own code it happened, what went well before.
NOISE = re.compile(r"^(\s*at |\s*Stack trace|Output created|WARN|pandoc\s|  (to|output-file|standalone)\b|\W*$)")
LAST = 4
SETTINGS = ("QUARTO_PROFILE", "QUARTO_LOG", "QUARTO_LOG_LEVEL")
FOLDERS = {"TMPDIR": "tmp", "XDG_CACHE_HOME": "cache", "XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": "config"}


def run_quarto(
    command: list[str], project: Path, seconds: float, progress: Callable[[str], None] | None = None
) -> None:
    """Runs `command` in the project folder; each line that it says goes to `progress` at once.

    Raises RenderError where it cannot start, fails or takes longer than `seconds`.

    Ctrl-C ends Quarto and what it started before it is passed on.
    """
    try:
        process = subprocess.Popen(
            command,
            cwd=project,
            env=_environment(project.parent),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
    except OSError as error:
        raise RenderError(f"Quarto cannot be started: {error}.") from error
    late = threading.Event()

    def end_late() -> None:
        late.set()
        _end(process)

    timer = threading.Timer(seconds, end_late)
    timer.daemon = True
    timer.start()
    try:
        page, said = _listen(process, progress)
        status = process.wait()
    finally:
        timer.cancel()
        if process.poll() is None:
            _end(process)
            process.wait()
    if late.is_set():
        raise RenderError(f"Quarto was not done after {seconds:g} seconds{_while(page)} and was ended.")
    if status != 0:
        last = " / ".join(said) or "it said nothing"
        raise RenderError(f"Quarto stopped with exit status {status}{_while(page)}: {last}")


def _listen(process: subprocess.Popen[str], progress: Callable[[str], None] | None) -> tuple[str, list[str]]:
    """The page that Quarto named last and the last lines that say something; each line goes to `progress` at once."""
    page = ""
    said: deque[str] = deque(maxlen=LAST)
    for raw in process.stdout or ():
        line = ESCAPE.sub("", raw).rstrip()
        found = PROGRESS.match(line)
        if found:
            page = found[3]
            said.clear()
        elif not NOISE.match(line):
            said.append(" ".join(line.split()))
        if progress and line.strip():
            progress(line)
    return page, list(said)


def _while(page: str) -> str:
    return f" while it rendered {page}" if page else ""


def _environment(folder: Path) -> dict[str, str]:
    """The caller's environment without Quarto's settings; caches and temporary files go to `folder`."""
    environment = {key: value for key, value in os.environ.items() if key not in SETTINGS}
    for key, name in FOLDERS.items():
        (folder / name).mkdir(exist_ok=True)
        environment[key] = str(folder / name)
    return environment | {"NO_COLOR": "1"}


def _end(process: subprocess.Popen[str]) -> None:
    """Ends the process and everything that it started."""
    if not hasattr(os, "killpg"):
        process.kill()
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
