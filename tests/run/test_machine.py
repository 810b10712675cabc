"""How many notebooks run at a time: what the machine, and the group that limits a process, leave."""

import os

import psutil
import pytest

from forlob.run import machine
from forlob.run.machine import A_NOTEBOOK, cores, memory_left, side_by_side

GB = 2**30


@pytest.fixture
def there(monkeypatch):
    """A machine of 8 cores with 16 GB left."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: set(range(8)), raising=False)
    memory = psutil.virtual_memory()._replace(available=16 * GB)
    monkeypatch.setattr(machine.psutil, "virtual_memory", lambda: memory)


def limited(group, **files: str):
    for name, text in files.items():
        (group / name.replace("_", ".")).write_text(text + "\n", encoding="ascii")
    return group


def test_as_many_as_there_are_cores(there, tmp_path):
    assert side_by_side(tmp_path) == (8, "")


def test_a_group_may_use_fewer_cores(there, tmp_path):
    """A quota of 250 ms in 100 ms are two and a half cores: two notebooks at a time."""
    assert cores(limited(tmp_path, cpu_max="250000 100000")) == 2
    assert cores(limited(tmp_path, cpu_max="max 100000")) == 8
    assert cores(limited(tmp_path, cpu_max="50000 100000")) == 1


def test_a_group_may_use_less_memory(there, tmp_path):
    assert memory_left(limited(tmp_path, memory_max=str(4 * GB), memory_current=str(GB))) == 3 * GB
    assert memory_left(limited(tmp_path, memory_max="max", memory_current=str(GB))) == 16 * GB


def test_fewer_where_memory_is_short(there, tmp_path):
    group = limited(tmp_path, memory_max=str(3 * A_NOTEBOOK + 1), memory_current="0")
    assert side_by_side(group) == (3, "3 at a time and not 8: there is no memory for more")


def test_one_at_least(there, tmp_path):
    group = limited(tmp_path, memory_max="5", memory_current="9")
    assert side_by_side(group)[0] == 1
