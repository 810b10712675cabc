"""A Dask cluster for tests: a real scheduler and real workers, over TCP."""

import contextlib
import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from tests.end_to_end.line import Line, forlob
from tests.end_to_end.processes import until


@dataclass
class Cluster:
    """A scheduler and its workers, each a process group of its own."""

    folder: Path
    address: str = ""
    processes: list[subprocess.Popen] = field(default_factory=list)

    def begin(self) -> None:
        file = self.folder / "scheduler.json"
        self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file))
        until(lambda: file.is_file() and file.read_text(encoding="utf-8").endswith("}"), 30)
        self.address = json.loads(file.read_text(encoding="utf-8"))["address"]
        assert self.address.startswith("tcp://")

    def worker(self, *before: str, **environment: str) -> subprocess.Popen:
        """One more worker, as soon as the scheduler knows it; `before`: what its command line begins with."""
        number = len(self.processes)
        options = ("--nthreads", "1", "--name", f"w{number}", "--local-directory", str(self.folder / f"w{number}"))
        process = self._start("worker", self.address, *options, before=before, **environment)
        until(lambda: "Registered to" in (self.folder / f"{number}.log").read_text(encoding="utf-8"), 60)
        return process

    def _start(self, kind: str, *options: str, before: tuple[str, ...] = (), **environment: str) -> subprocess.Popen:
        with (self.folder / f"{len(self.processes)}.log").open("w", encoding="utf-8") as log:
            process = subprocess.Popen(
                [*before, sys.executable, "-m", "dask", kind, *options, "--no-dashboard"],
                cwd=self.folder,
                env={**os.environ, **environment},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.processes.append(process)
        return process

    def end(self) -> None:
        for process in self.processes:
            kill(process)


def kill(process: subprocess.Popen) -> None:
    """End a worker at once, its nanny and the kernels' server with it."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)


def kernels(process: subprocess.Popen) -> list[psutil.Process]:
    """The processes of notebooks that a worker is at: what its fork server has forked."""
    found = []
    with contextlib.suppress(psutil.NoSuchProcess):
        for one in psutil.Process(process.pid).children(recursive=True):
            with contextlib.suppress(psutil.NoSuchProcess):
                if "forkserver" in " ".join(one.cmdline()) and "forkserver" in " ".join(one.parent().cmdline()):
                    found.append(one)
    return found


def again_run(line: Line, address: str, command: str = "run"):
    """A step once more, by the workers at an address."""
    return forlob(command, *line.arguments, "--force", "--scheduler", address)
