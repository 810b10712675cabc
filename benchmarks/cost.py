"""What a command costs: the CPU of all processes that it starts, also those that outlive it, and its time."""

import contextlib
import ctypes
import os
import platform
import resource
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True)
class Cost:
    """Seconds; `memory`: the most bytes that all its processes together had to themselves, where that was looked at."""

    cpu: float
    wall: float
    memory: int = 0

    def __str__(self) -> str:
        return f"{self.cpu:.2f} s of CPU, {self.wall:.2f} s"


def cost_of(
    command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None, memory: bool = False
) -> Cost:
    """Run a command to its end. Raises CalledProcessError with what it said where it fails."""
    # A fork server goes after the process that it worked for; as its new parent we are told what it has used.
    ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    before, began = _used(), time.perf_counter()
    done, most = threading.Event(), [0]
    if memory:
        threading.Thread(target=_watch, args=(done, most), daemon=True).start()
    process = subprocess.run(
        command, cwd=folder, env={**os.environ, **(environment or {})}, capture_output=True, text=True, check=False
    )
    wall = time.perf_counter() - began
    done.set()
    while True:
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            break
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, process.stdout, process.stderr)
    return Cost(_used() - before, wall, most[0])


@contextlib.contextmanager
def staying(command: Sequence[str], folder: Path) -> Iterator[Callable[[str, Callable[[], None]], Cost]]:
    """A command that stays, and what each thing that happens to it costs, until its next line that begins so."""
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def cost(line: str, happens: Callable[[], None]) -> Cost:
        before, began = _at_rest(process.pid), time.perf_counter()
        happens()
        assert any(said.startswith(line) for said in process.stdout), "it has ended"
        wall = time.perf_counter() - began
        return Cost(_at_rest(process.pid) - before, wall)

    try:
        yield cost
    finally:
        process.terminate()
        process.communicate()


def _at_rest(pid: int) -> float:
    """The CPU of a process and all that it started, as soon as they do nothing for a second."""
    last, used = -1.0, 0.0
    while used - last > 0.05:
        time.sleep(1)
        processes = [psutil.Process(pid), *psutil.Process(pid).children()]
        last, used = used, sum(sum(process.cpu_times()[:4]) for process in processes)
    return used


def _watch(done: threading.Event, most: list[int]) -> None:
    """The memory of all processes below this one, twice a second; of what they share nothing is counted."""
    while not done.wait(0.5):
        held = 0
        for process in psutil.Process().children(recursive=True):
            with contextlib.suppress(psutil.NoSuchProcess):
                about = process.memory_info()
                held += about.rss - about.shared
        most[0] = max(most[0], held)


def machine() -> str:
    """The machine in a few words."""
    model = next(
        (line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")),
        platform.machine(),
    )
    memory = next((int(line.split()[1]) for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0)
    cores = len(os.sched_getaffinity(0))
    python = platform.python_version()
    return f"{cores} cores ({model}), {memory / 2**20:.0f} GB of memory, {platform.system()}, Python {python}"


def _lines(path: str) -> list[str]:
    return Path(path).read_text(encoding="utf-8").splitlines()


def _used() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
