"""What the cleaning is told of where its chunks go, and what is left of a cleaning that was stopped."""

import os
import subprocess
import sys

import pytest

from forlob.big.workers import CHECK, CHUNKS, JOBS, SCHEDULER, folder_of_chunks
from forlob.programme.read_programme import read_programme
from forlob.run import cleaners as module
from forlob.run.cleaners import cleaners
from forlob.storage.workspace import Workspace
from tests.end_to_end.line import lille


@pytest.fixture
def given(tmp_path):
    line = lille(tmp_path)
    line.processed.mkdir()
    return read_programme(line.programme), Workspace(line.programme, line.raw, line.processed, line.site)


def told(given, jobs=None, scheduler="") -> dict[str, str]:
    with cleaners(*given, jobs, scheduler, print) as environment:
        return environment


def test_so_many_processes_as_are_asked_for(given):
    assert told(given, jobs=3) == {JOBS: "3", SCHEDULER: "", CHECK: ""}


def test_as_many_as_the_machine_has_room_for(given, monkeypatch):
    monkeypatch.setattr(module, "side_by_side", lambda each: (5, "fewer"))
    assert told(given)[JOBS] == "5"


def test_small_extracts_need_no_scheduler(given):
    assert told(given, scheduler="tcp://127.0.0.1:9") == {JOBS: "", SCHEDULER: "", CHECK: ""}


def test_what_a_cleaning_that_is_no_more_has_left_goes_away(given):
    processed = given[1].processed
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    for process in (ended.pid, os.getpid()):
        (processed / f"{CHUNKS}{process}-x").mkdir()
    told(given)
    assert [path.name for path in processed.iterdir()] == [f"{CHUNKS}{os.getpid()}-x"]


def test_chunks_are_for_their_user_alone_and_go_at_the_end(given):
    processed = given[1].processed
    with folder_of_chunks(processed) as folder:
        assert folder.stat().st_mode & 0o777 == 0o700
        (folder / "chunk").touch()
    assert not list(processed.iterdir())
