"""The cleaning of big extracts on a Dask cluster."""

import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from forlob.big.workers import CHUNKS, JOBS, SCHEDULER
from forlob.intake import CHUNKS_FROM
from tests.end_to_end.cluster import again_run, kill
from tests.end_to_end.line import Line, contents, no_traceback, repeatable
from tests.end_to_end.processes import begun, until

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc"),
]


def test_nobody_at_the_address_to_clean(line: Line, small_is_big):
    before = contents(line.folder)
    for command in ("clean", "check"):
        done = line.run(command, "--force", "--scheduler", "tcp://127.0.0.1:9")
        assert done.code == 2 and no_traceback(done)
        assert "--scheduler tcp://127.0.0.1:9: no scheduler answers there" in done.err
    assert contents(line.folder) == before


def test_chunks_cleaned_on_a_cluster(cluster, line: Line, small_is_big, finished):
    cleaned_there = again_clean(line, cluster.address)
    assert f"clean in chunks: 2 workers at {cluster.address}" in cleaned_there.err
    assert cleaned(line.processed) == cleaned(finished.processed)  # which was cleaned in memory
    findings = line.processed / "findings.csv"
    findings.unlink()
    assert line.run("check", "--scheduler", cluster.address).code == 0
    assert findings.read_bytes() == (finished.processed / "findings.csv").read_bytes()
    for log in cluster.folder.glob("[12].log"):
        assert "Traceback" not in log.read_text(encoding="utf-8")


def test_chunks_with_a_worker_lost_in_the_middle(own_cluster, kvik, tmp_path):
    """The second of two workers is killed while it is at a chunk; the first one cleans that too."""
    own_cluster.worker()
    lost = own_cluster.worker()
    processed = tmp_path / "processed"
    folders = ("--raw", kvik.raw, "--processed", processed, "--reports", tmp_path / "site")
    process = begun("clean", "kvik", *folders, "--scheduler", own_cluster.address, **{CHUNKS_FROM: "100000"})
    until(lambda: len(list(processed.glob(f"{CHUNKS}*/plans-*.arrow"))) >= 6 or process.poll() is not None, 120)
    kill(lost)
    assert process.poll() is None
    out, err = process.communicate(timeout=280)
    assert process.returncode == 0, err
    assert cleaned(processed) == cleaned(kvik.processed)
    assert not list(processed.glob(f"{CHUNKS}*"))


def test_chunks_with_no_worker_left(own_cluster, line: Line, small_is_big):
    """The only worker is killed; half a minute later the cleaning ends, and earlier results are unchanged."""
    lost = own_cluster.worker()
    before = contents(line.processed)
    process = begun("clean", *line.arguments, "--force", "--scheduler", own_cluster.address)
    until(lambda: list(line.processed.glob(f"{CHUNKS}*/plans-*.arrow")) or process.poll() is not None, 60)
    kill(lost)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 2 and "Traceback" not in err
    assert f"--scheduler {own_cluster.address}: no worker is left. Run again when it is back." in err
    assert contents(line.processed) == before


def test_ctrl_c_while_workers_clean_chunks(cluster, line: Line, small_is_big, finished):
    """It ends at once; the workers end the chunks that they are at for nobody, and clean the next time."""
    process = begun("clean", *line.arguments, "--force", "--scheduler", cluster.address)
    until(lambda: list(line.processed.glob(f"{CHUNKS}*/plans-*.arrow")) or process.poll() is not None, 60)
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


def test_the_option_decides_where_chunks_are_cleaned(line: Line, small_is_big, finished, monkeypatch):
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
