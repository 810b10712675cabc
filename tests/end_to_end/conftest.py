"""The finished reports that the tests share: those of the examples, and the small programme's."""

import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from forlob.intake import CHUNKS_FROM
from tests.end_to_end.cluster import Cluster
from tests.end_to_end.line import Line, forlob, lille

ROOT = Path(__file__).parents[2]
#: Read while the tests are collected: each test runs without it.
GIVEN = os.environ.get("FORLOB_DATA")


@dataclass(frozen=True)
class Report:
    """An example from its extracts to its report."""

    programme: str
    raw: Path
    processed: Path
    site: Path


def _report(programme: str, data: Path) -> Report:
    folders = (data / "raw", data / "processed", data.parent / "site")
    return Report(programme, *(folder / programme for folder in folders))


def _is_whole(report: Report) -> bool:
    return (report.processed / "measures.csv").is_file() and (report.site / "index.html").is_file()


def _is_of_today(report: Report) -> bool:
    folders = ["--raw", report.raw, "--processed", report.processed, "--reports", report.site]
    said = forlob("status", report.programme, *map(str, folders)).out
    return said.count("up to date") == 3


@pytest.fixture(scope="session")
def kvik(tmp_path_factory) -> Report:
    return _example("kvik", tmp_path_factory)


@pytest.fixture(scope="session")
def social_mentors(tmp_path_factory) -> Report:
    return _example("social-mentors", tmp_path_factory)


@pytest.fixture(scope="session")
def brug_for_alle(tmp_path_factory) -> Report:
    return _example("brug-for-alle", tmp_path_factory)


@pytest.fixture(scope="session")
def progression_scales(tmp_path_factory) -> Report:
    return _example("progression-scales", tmp_path_factory)


def _example(programme: str, tmp_path_factory) -> Report:
    """The report that `make test-data` has made, named by FORLOB_DATA or of today's code; else a new one."""
    if GIVEN and _is_whole(_report(programme, Path(GIVEN))):
        return _report(programme, Path(GIVEN))
    made = _report(programme, ROOT / "build" / "test" / "data")
    if _is_whole(made) and _is_of_today(made):
        return made
    return _made_once(programme, tmp_path_factory.getbasetemp().parent / f"{programme}-{os.getppid()}")


def _made_once(programme: str, folder: Path) -> Report:
    """An example below `folder`, made by the first of the test processes that needs it."""
    report, done = _report(programme, folder / "data"), folder / "done"
    try:
        folder.mkdir()
    except FileExistsError:
        while not done.exists():
            time.sleep(0.5)
    else:
        run = [sys.executable, "-m"]
        subprocess.run([*run, "examples", programme, report.raw], cwd=ROOT, check=True)
        folders = ["--raw", report.raw, "--processed", report.processed, "--reports", report.site]
        subprocess.run([*run, "forlob", "report", programme, *folders, "--quiet", "--renderer", "builtin"], cwd=ROOT)
        done.touch()
    assert _is_whole(report), f"{programme} could not be made"
    return report


@pytest.fixture(scope="session")
def finished(tmp_path_factory) -> Line:
    """The report of the small programme. Read it; a test that changes something takes `line`."""
    line = lille(tmp_path_factory.mktemp("lille"))
    done = line.run()
    assert done.code == 0, done.err
    return line


@pytest.fixture
def line(finished, tmp_path) -> Line:
    """A finished report of the small programme that a test may do anything with."""
    shutil.copytree(finished.folder, tmp_path / "lille")
    return Line(tmp_path / "lille")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """A scheduler and two workers, for tests that do them no harm."""
    made = Cluster(tmp_path_factory.mktemp("cluster"))
    try:
        made.begin()
        made.worker()
        made.worker()
        yield made
    finally:
        made.end()


@pytest.fixture
def own_cluster(tmp_path_factory):
    """A scheduler without workers, for a test to do anything with."""
    made = Cluster(tmp_path_factory.mktemp("own"))
    try:
        made.begin()
        yield made
    finally:
        made.end()


@pytest.fixture
def small_is_big(monkeypatch) -> None:
    """Extracts of half a kilobyte are cleaned in chunks, of a hundred bytes."""
    monkeypatch.setenv(CHUNKS_FROM, "500")
