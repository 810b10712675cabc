"""A report that is killed or stopped in the middle: what was there before is whole, and the next run completes."""

import contextlib
import os
import signal
import time
from pathlib import Path

import nbformat
import psutil
import pytest
from nbformat.v4 import new_code_cell

from forlob.big.workers import CHUNKS
from forlob.intake import CHUNKS_FROM
from tests.end_to_end.line import Line, contents
from tests.end_to_end.notebooks import write_notebook
from tests.end_to_end.processes import ROOT, begun, processes_of, until

PAGES = "pages: {project: [progression, outcomes], programme: [programme]}"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc"),
]


@pytest.fixture(params=["clean", "waiting"])
def running(line: Line, tmp_path, request):
    """A report in the middle of cleaning, or of the other notebooks: a cell waits for a file that nobody writes."""
    go, began = tmp_path / "go", tmp_path / "began"
    wait = [
        "import pathlib, time",
        f"pathlib.Path({str(began)!r}).touch()",
        f"while not pathlib.Path({str(go)!r}).exists():",
        "    time.sleep(0.05)",
    ]
    own = line.programme.parent / f"{request.param}.ipynb"
    if request.param == "clean":
        notebook = nbformat.read(ROOT / "notebooks" / "clean.ipynb", as_version=4)
        notebook.cells.insert(2, new_code_cell("\n".join(wait)))
        nbformat.write(notebook, own)
    else:
        write_notebook(own, "\n".join(wait))
        line.change_programme(PAGES, "pages: {project: [progression], programme: [waiting]}")
    (tmp_path / "tmp").mkdir()
    process = begun("report", *line.arguments, "--renderer", "builtin", TMPDIR=str(tmp_path / "tmp"))
    try:
        until(lambda: began.exists() or process.poll() is not None, 120)
        assert process.poll() is None, process.communicate()[1]
        yield line, process, go
    finally:
        for left in {process.pid, *processes_of(line.folder)}:
            with contextlib.suppress(ProcessLookupError):
                os.kill(left, signal.SIGKILL)
        process.communicate()


def made(line: Line) -> dict[Path, bytes]:
    """All results of the report but clean.ipynb's, which the change of programme.yaml has already led to again."""
    return contents(line.site, line.processed / "notebooks") | {
        line.processed / "measures.csv": (line.processed / "measures.csv").read_bytes()
    }


def is_completed_by_the_next_run(line: Line, go: Path) -> None:
    go.touch()
    done = line.run()
    assert done.code == 0, done.err
    assert line.measure("participants.enrolled", "nordby")["n"] == "14"
    left = [path for path in (*line.processed.iterdir(), *line.folder.iterdir()) if path.name.startswith(".")]
    assert sorted(path.name for path in left) == [".made", ".pages", ".state.json"]


def test_killed_in_the_middle(running, finished):
    line, process, go = running
    before = {line.folder / path.relative_to(finished.folder): data for path, data in made(finished).items()}
    os.kill(process.pid, signal.SIGKILL)
    process.wait(10)
    assert made(line) == before
    until(lambda: not processes_of(line.folder), 10)
    is_completed_by_the_next_run(line, go)


def test_stopped_by_ctrl_c(running, finished):
    line, process, go = running
    before = {line.folder / path.relative_to(finished.folder): data for path, data in made(finished).items()}
    began = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert time.monotonic() - began < 2
    assert process.returncode == 130 and "Traceback" not in err
    assert err.splitlines()[-1] == "forlob: stopped; earlier results are unchanged."
    assert made(line) == before
    until(lambda: not processes_of(line.folder), 2)
    is_completed_by_the_next_run(line, go)


@pytest.mark.parametrize("seconds", [0.0, 0.4, 1.2])
def test_stopped_while_modules_are_imported(line: Line, seconds):
    """So long after it has begun the process that kernels are forked from."""
    process = begun("report", *line.arguments, "--force")
    until(lambda: len(psutil.Process(process.pid).children()) == 2 or process.poll() is not None, 60)
    time.sleep(seconds)
    began = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert time.monotonic() - began < 2
    assert process.returncode == 130 and "Traceback" not in err
    until(lambda: not processes_of(line.folder), 2)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_stopped_while_pieces_are_cleaned(line: Line, tmp_path, how):
    """The processes that clean pieces end with the command, and the pieces go: at once, or with the next cleaning."""
    before = contents(line.processed)
    process = begun("clean", *line.arguments, "--force", "--jobs", "2", **{CHUNKS_FROM: "500"})
    until(lambda: list(line.processed.glob(f"{CHUNKS}*/plans-*.arrow")) or process.poll() is not None, 120)
    assert process.poll() is None, process.communicate()[1]
    began = time.monotonic()
    os.killpg(process.pid, how)
    out, err = process.communicate(timeout=20)
    until(lambda: not processes_of(line.folder), 2)
    assert time.monotonic() - began < 2
    assert "Traceback" not in err
    if how == signal.SIGINT:
        assert process.returncode == 130
        assert contents(line.processed) == before
    assert line.run("clean", "--force").code == 0
    assert contents(line.processed).keys() == before.keys()
    assert not list(line.processed.glob(f"{CHUNKS}*"))


def test_an_exchange_that_was_cut_short_is_made_good(line: Line):
    """Killed between the two renames: the old site lies aside, and the new one is not yet there."""
    good = contents(line.site)
    line.site.rename(line.site.parent / f".{line.site.name}.old")
    assert line.run().code == 0
    now = contents(line.site)
    assert {path: now[path] for path in good if path.name != "provenance.json"} == {
        path: data for path, data in good.items() if path.name != "provenance.json"
    }
    assert not (line.site.parent / f".{line.site.name}.old").exists()
