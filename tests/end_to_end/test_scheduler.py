"""Notebooks, and the cleaning of big extracts, on a Dask cluster: a real scheduler and real workers, over TCP.

One cluster of two workers serves all tests but those that do it harm.
"""

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

from pipeline.intake import PIECES_FROM
from pipeline.pieces.folder import PIECES
from pipeline.pieces.workers import JOBS, SCHEDULER
from tests.end_to_end.line import Line, contents, forlob, measures, no_traceback, repeatable
from tests.end_to_end.notebooks import write_notebook
from tests.end_to_end.test_interrupted import ROOT, until

PAGES = "pages: {project: [progression, outcomes], programme: [programme]}"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc"),
]


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


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
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


def again(line: Line, address: str, *options: str):
    """The report from its extracts, by the workers at an address."""
    shutil.rmtree(line.processed)
    shutil.rmtree(line.site)
    return line.run("report", "--scheduler", address, *options)


def test_a_report_is_the_same_wherever_it_runs(cluster, line: Line, finished):
    done = again(line, cluster.address)
    assert done.code == 0, done.err
    assert f"2 workers at {cluster.address}" in done.err and "[5/5]" in done.err
    assert repeatable(line.processed) == repeatable(finished.processed)
    assert repeatable(line.site) == repeatable(finished.site)
    assert "run: nothing to do" in line.run("report").err  # where it ran is no reason to run it again


def test_kvik_with_a_worker_lost_in_the_middle(own_cluster, kvik, tmp_path):
    """The second of two workers is killed while a notebook runs on it; the first one runs that notebook too."""
    own_cluster.worker()
    lost = own_cluster.worker()
    folders = ("--raw", kvik.raw, "--processed", tmp_path / "processed", "--reports", tmp_path / "site")
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", "report", "kvik", *map(str, folders), "--scheduler", own_cluster.address],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    until(lambda: len(list((tmp_path / "processed").glob(".made/*/*.ipynb"))) >= 3 and kernels(lost), 120)
    at_work = kernels(lost)
    kill(lost)
    out, err = process.communicate(timeout=280)
    assert process.returncode == 0, err
    until(lambda: not any(one.is_running() and one.status() != psutil.STATUS_ZOMBIE for one in at_work), 10)
    begun = re.findall(r"\[ *\d+/44\] (.*) \(", err)
    assert len(begun) == len(set(begun)) == 44
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
    assert "lille: programme failed in cell 3: ZeroDivisionError: division by zero" in done.out
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
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", "report", *line.arguments, "--scheduler", cluster.address],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    until(lambda: began.exists() or process.poll() is not None, 60)
    stopped = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert time.monotonic() - stopped < 2
    assert process.returncode == 130 and "Traceback" not in err
    assert err.splitlines()[-1] == "forlob: stopped; what was there before is as it was."
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


def test_nobody_at_the_address_to_clean(line: Line, small_is_big):
    before = contents(line.folder)
    for command in ("clean", "check"):
        done = line.run(command, "--force", "--scheduler", "tcp://127.0.0.1:9")
        assert done.code == 2 and no_traceback(done)
        assert "--scheduler tcp://127.0.0.1:9: no scheduler answers there" in done.err
    assert contents(line.folder) == before


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
    with (other / "pipeline" / "selection.py").open("a", encoding="utf-8") as file:
        file.write("# newer\n")
    own_cluster.worker(PYTHONPATH=str(other))
    for command in ("run", "clean"):
        done = again_run(line, own_cluster.address, command)
        assert done.code == 2 and no_traceback(done)
        assert "has another version of this package; install the same one there, and start it anew." in done.err


def again_run(line: Line, address: str, command: str = "run"):
    """A step once more, by the workers at an address."""
    return forlob(command, *line.arguments, "--force", "--scheduler", address)


@pytest.fixture
def small_is_big(monkeypatch) -> None:
    """Extracts of half a kilobyte are cleaned in pieces, of a hundred bytes."""
    monkeypatch.setenv(PIECES_FROM, "500")


def test_pieces_cleaned_on_a_cluster(cluster, line: Line, small_is_big, finished):
    cleaned_there = again_clean(line, cluster.address)
    assert f"clean in pieces: 2 workers at {cluster.address}" in cleaned_there.err
    assert cleaned(line.processed) == cleaned(finished.processed)  # which was cleaned in memory
    findings = line.processed / "findings.csv"
    findings.unlink()
    assert line.run("check", "--scheduler", cluster.address).code == 0
    assert findings.read_bytes() == (finished.processed / "findings.csv").read_bytes()
    for log in cluster.folder.glob("[12].log"):
        assert "Traceback" not in log.read_text(encoding="utf-8")


def test_pieces_with_a_worker_lost_in_the_middle(own_cluster, kvik, tmp_path):
    """The second of two workers is killed while it is at a piece; the first one cleans that too."""
    own_cluster.worker()
    lost = own_cluster.worker()
    processed = tmp_path / "processed"
    folders = ("--raw", kvik.raw, "--processed", processed, "--reports", tmp_path / "site")
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", "clean", "kvik", *map(str, folders), "--scheduler", own_cluster.address],
        cwd=ROOT,
        env={**os.environ, PIECES_FROM: "100000"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    until(lambda: len(list(processed.glob(f"{PIECES}*/plans-*.arrow"))) >= 6 or process.poll() is not None, 120)
    kill(lost)
    assert process.poll() is None
    out, err = process.communicate(timeout=280)
    assert process.returncode == 0, err
    assert cleaned(processed) == cleaned(kvik.processed)
    assert not list(processed.glob(f"{PIECES}*"))


def test_pieces_with_no_worker_left(own_cluster, line: Line, small_is_big):
    """The only worker is killed; half a minute later the cleaning ends, and what was there before is as it was."""
    lost = own_cluster.worker()
    before = contents(line.processed)
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", "clean", *line.arguments, "--force", "--scheduler", own_cluster.address],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    until(lambda: list(line.processed.glob(f"{PIECES}*/plans-*.arrow")) or process.poll() is not None, 60)
    kill(lost)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 2 and "Traceback" not in err
    assert f"--scheduler {own_cluster.address}: no worker is left. Run again when it is back." in err
    assert contents(line.processed) == before


def test_ctrl_c_while_workers_clean_pieces(cluster, line: Line, small_is_big, finished):
    """It ends at once; the workers end the pieces that they are at for nobody, and clean the next time."""
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", "clean", *line.arguments, "--force", "--scheduler", cluster.address],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    until(lambda: list(line.processed.glob(f"{PIECES}*/plans-*.arrow")) or process.poll() is not None, 60)
    assert process.poll() is None
    stopped = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert time.monotonic() - stopped < 2
    assert process.returncode == 130 and "Traceback" not in err
    assert cleaned(line.processed) == cleaned(finished.processed)
    again_clean(line, cluster.address)
    assert cleaned(line.processed) == cleaned(finished.processed)


def test_a_worker_that_does_not_see_the_folder(own_cluster, line: Line, small_is_big):
    """Over its folder of results a worker sees an empty one."""
    elsewhere = ("unshare", "--mount", "--map-root-user", "sh", "-c", 'mount -t tmpfs none "$0" && exec "$@"')
    elsewhere = (*elsewhere, str(line.processed))
    if not shutil.which("unshare") or subprocess.run([*elsewhere, "true"], capture_output=True).returncode:
        pytest.skip("needs a system that lets a process see other folders (unshare)")
    own_cluster.worker()
    own_cluster.worker(*elsewhere)
    before = contents(line.processed)
    done = again_run(line, own_cluster.address, "clean")
    assert done.code == 2 and no_traceback(done)
    assert re.search(rf"worker tcp://[\d.:]+ does not see {line.processed} as it is here; start it where", done.err)
    assert contents(line.processed) == before


def test_the_option_decides_where_pieces_are_cleaned(line: Line, small_is_big, finished, monkeypatch):
    """What an environment says of jobs and schedulers is nothing to the command."""
    monkeypatch.setenv(SCHEDULER, "tcp://127.0.0.1:9")
    monkeypatch.setenv(JOBS, "many")
    shutil.rmtree(line.processed)
    for command in ("check", "clean"):
        done = line.run(command, "--jobs", "2")
        assert done.code == 0, done.err
    assert cleaned(line.processed) == cleaned(finished.processed)


def again_clean(line: Line, address: str):
    """The registers from the extracts, by the workers at an address."""
    shutil.rmtree(line.processed)
    done = line.run("clean", "--scheduler", address)
    assert done.code == 0, done.err
    return done


def cleaned(processed: Path) -> dict[str, bytes]:
    """What a cleaning makes: registers, findings and its notebook."""
    made = repeatable(processed)
    return {name: made[name] for name in made if name.startswith(("registers/", "findings.csv", "clean.ipynb"))}
