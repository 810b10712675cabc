"""Notebooks on a Dask cluster, and what is said of a scheduler and workers that cannot be used."""

import os
import re
import shutil
import signal
import time
from pathlib import Path

import psutil
import pytest

from tests.end_to_end.cluster import again_run, kernels, kill
from tests.end_to_end.line import Line, contents, measures, no_traceback, repeatable
from tests.end_to_end.notebooks import write_notebook
from tests.end_to_end.processes import ROOT, begun, until

PAGES = "pages: {project: [progression, outcomes], programme: [programme]}"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc"),
]


def again(line: Line, address: str, *options: str):
    """The report from its extracts, by the workers at an address."""
    shutil.rmtree(line.processed)
    shutil.rmtree(line.site)
    return line.run("report", "--scheduler", address, *options)


def test_a_report_is_the_same_wherever_it_runs(cluster, line: Line, finished):
    done = again(line, cluster.address)
    assert done.code == 0, done.err
    assert f"2 workers at {cluster.address}" in done.err and "[6/6]" in done.err
    assert repeatable(line.processed) == repeatable(finished.processed)
    assert repeatable(line.site) == repeatable(finished.site)
    assert "run: nothing to do" in line.run("report").err  # where it ran is no reason to run it again


def test_kvik_with_a_worker_lost_in_the_middle(own_cluster, kvik, tmp_path):
    """The second of two workers is killed while a notebook runs on it; the first one runs that notebook too."""
    own_cluster.worker()
    lost = own_cluster.worker()
    folders = ("--raw", kvik.raw, "--processed", tmp_path / "processed", "--reports", tmp_path / "site")
    process = begun("report", "kvik", *folders, "--scheduler", own_cluster.address)
    until(lambda: len(list((tmp_path / "processed").glob(".made/*/*.ipynb"))) >= 3 and kernels(lost), 120)
    at_work = kernels(lost)
    kill(lost)
    out, err = process.communicate(timeout=280)
    assert process.returncode == 0, err
    until(lambda: not any(one.is_running() and one.status() != psutil.STATUS_ZOMBIE for one in at_work), 10)
    notebooks = re.findall(r"\[ *\d+/46\] (.*) \(", err)
    assert len(notebooks) == len(set(notebooks)) == 46
    left_out = {"provenance.json"}
    for made, here in ((tmp_path / "processed", kvik.processed), (tmp_path / "site", kvik.site)):
        assert len(repeatable(here)) > 20
        assert repeatable(made).keys() - left_out == repeatable(here).keys() - left_out
        assert repeatable(made) == repeatable(here)
    assert {row["measure"] for row in measures(tmp_path / "processed" / "measures.csv")}


def test_a_notebook_that_fails_on_a_worker(cluster, line: Line):
    write_notebook(line.programme.parent / "programme.ipynb", "1 / 0")
    done = again(line, cluster.address)
    assert done.code == 4 and no_traceback(done)
    assert "lille: programme failed in cell 3, line 1: ZeroDivisionError: division by zero" in done.out
    assert line.measure("participants.enrolled", "nordby")["n"] == "14"


def test_a_notebook_that_workers_die_of(own_cluster, line: Line):
    """Its cell kills the worker, each time it is tried; the others are done, and the report says what happened."""
    own_cluster.worker()
    own_cluster.worker()
    deadly = "import psutil\npsutil.Process().parent().parent().kill()\nimport time; time.sleep(60)"
    write_notebook(line.programme.parent / "programme.ipynb", deadly)
    done = again(line, own_cluster.address)
    assert done.code == 4 and no_traceback(done)
    assert "lille: programme failed in cell 2: Stopped: each worker that ran the notebook died" in done.out
    assert line.measure("participants.enrolled", "nordby")["n"] == "14"


def test_ctrl_c_ends_the_notebooks_on_the_workers(cluster, line: Line, tmp_path):
    go, began = tmp_path / "go", tmp_path / "began"
    wait = f"import pathlib, time\npathlib.Path({str(began)!r}).touch()\n"
    wait += f"while not pathlib.Path({str(go)!r}).exists():\n    time.sleep(0.05)"
    write_notebook(line.programme.parent / "waiting.ipynb", wait)
    line.change_programme(PAGES, "pages: {project: [progression], programme: [waiting]}")
    assert line.run("clean").code == 0
    before = contents(line.site, line.processed / "notebooks")
    process = begun("report", *line.arguments, "--scheduler", cluster.address)
    until(lambda: began.exists() or process.poll() is not None, 60)
    stopped = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert time.monotonic() - stopped < 2
    assert process.returncode == 130 and "Traceback" not in err
    assert err.splitlines()[-1] == "forlob: stopped; earlier results are unchanged."
    assert contents(line.site, line.processed / "notebooks") == before
    until(lambda: not [kernel for worker in cluster.processes for kernel in kernels(worker)], 2)
    go.touch()
    assert line.run("report", "--scheduler", cluster.address).code == 0


def test_nobody_at_the_address(line: Line):
    before = contents(line.site)
    began = time.monotonic()
    done = again_run(line, "tcp://127.0.0.1:9")
    assert time.monotonic() - began < 10
    assert done.code == 2 and no_traceback(done)
    assert "--scheduler tcp://127.0.0.1:9: no scheduler answers there; docs/more-machines.md says how to start" in (
        done.err
    )
    assert contents(line.site) == before


@pytest.mark.parametrize("address", ["10.0.0.5:nonsense", "nonsense://x", "tcp://"])
def test_an_address_that_is_none(line: Line, address):
    done = again_run(line, address)
    assert done.code == 2 and no_traceback(done)
    assert f"--scheduler {address}: no scheduler answers there" in done.err


@pytest.mark.parametrize("command", ["run", "clean"])
def test_a_scheduler_without_workers(own_cluster, line: Line, small_is_big, command):
    done = again_run(line, own_cluster.address, command)
    assert done.code == 2 and no_traceback(done)
    assert f"--scheduler {own_cluster.address}: the scheduler has no workers" in done.err


def test_a_worker_with_other_code(own_cluster, line: Line, small_is_big, tmp_path):
    other = tmp_path / "other"
    for part in ("pipeline", "notebooks"):
        shutil.copytree(ROOT / part, other / part, ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints"))
    with (other / "pipeline" / "forlob" / "programme" / "selection.py").open("a", encoding="utf-8") as file:
        file.write("# newer\n")
    own_cluster.worker(PYTHONPATH=str(other / "pipeline"))
    for command in ("run", "clean"):
        done = again_run(line, own_cluster.address, command)
        assert done.code == 2 and no_traceback(done)
        assert "has another version of this package; install the same one there, and start it again." in done.err
