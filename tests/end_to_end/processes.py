"""Commands that run while a test goes on, and the processes that they start."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]


def begun(*arguments: object, checkout: Path = ROOT, **environment: str) -> subprocess.Popen:
    """`forlob` of a checkout with these arguments, as a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "forlob", *map(str, arguments)],
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": str(checkout / "pipeline"), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # Ctrl-C is heard also where the tests run in the background, which ignores it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def until(true, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.02)


def processes_of(folder: Path) -> list[int]:
    """The processes whose environment names a folder: kernels of a run, wherever they were started from."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                alive = (entry / "stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
                said = (entry / "environ").read_bytes() + (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if alive and os.fsencode(folder) in said:
                found.append(int(entry.name))
    return found
