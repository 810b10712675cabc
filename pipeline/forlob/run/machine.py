"""What of this machine a run may use: its cores and its memory, and so how many notebooks or chunks at a time."""

import os
from pathlib import Path

import psutil

#: Bytes that a notebook and the process that drives it take (`docs/benchmarks.md`), with room to spare.
A_NOTEBOOK = 300 * 2**20
#: And what a process takes that cleans chunks of extracts.
A_CHUNK = 800 * 2**20
GROUP = Path("/sys/fs/cgroup")


def side_by_side(group: Path = GROUP, each: int = A_NOTEBOOK) -> tuple[int, str]:
    """How many, and in words why they are fewer than there are cores.

    `group`: what limits this process, on Linux. `each`: the bytes that one takes.
    """
    wanted, room = cores(group), max(1, memory_left(group) // each)
    if room >= wanted:
        return wanted, ""
    return room, f"{room} at a time and not {wanted}: there is no memory for more"


def cores(group: Path = GROUP) -> int:
    """The cores that this process may use."""
    there = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    allowed, _, period = _text(group / "cpu.max").partition(" ")
    return max(1, min(there, int(allowed) // int(period))) if allowed.isdigit() and period.isdigit() else there


def memory_left(group: Path = GROUP) -> int:
    """The bytes of memory that are left to this process."""
    left = psutil.virtual_memory().available
    most, used = _text(group / "memory.max"), _text(group / "memory.current")
    return max(0, min(left, int(most) - int(used))) if most.isdigit() and used.isdigit() else left


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except OSError:
        return ""
