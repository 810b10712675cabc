"""`forlob watch` with somebody at work beside it: what it makes is what `forlob report` would make from the start."""

import contextlib
import os
import queue
import shutil
import signal
import threading
import time
from pathlib import Path
from typing import TextIO

import psutil
import pytest

from tests.end_to_end.line import Line, lille, repeatable
from tests.end_to_end.notebooks import write_notebook
from tests.end_to_end.processes import ROOT, begun, processes_of, until

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in /proc"),
]


class Watching:
    """`forlob watch` in a process of its own, and the lines that it says."""

    def __init__(self, line: Line, tmp: Path, checkout: Path = ROOT) -> None:
        tmp.mkdir()
        self.line, self.tmp = line, tmp
        self.process = begun("watch", *line.arguments, "--renderer", "builtin", checkout=checkout, TMPDIR=str(tmp))
        self.lines: queue.Queue[str] = queue.Queue()
        for stream in (self.process.stdout, self.process.stderr):
            threading.Thread(target=self._hear, args=(stream,), daemon=True).start()

    def _hear(self, stream: TextIO) -> None:
        for said in stream:
            self.lines.put(said)

    def says(self, beginning: str, seconds: float = 120) -> str:
        """The next line that begins so."""
        end = time.monotonic() + seconds
        while True:
            said = self.lines.get(timeout=max(0.1, end - time.monotonic()))
            assert "Traceback" not in said
            if said.startswith(beginning):
                return said

    def report(self) -> None:
        """Wait for the next report."""
        self.says("Report: ")

    def end(self) -> None:
        os.killpg(self.process.pid, signal.SIGINT)
        began = time.monotonic()
        assert self.process.wait(10) == 0
        assert time.monotonic() - began < 2
        until(lambda: not processes_of(self.line.folder), 2)
        assert list(self.tmp.glob("pymp-*")) == []


@contextlib.contextmanager
def watching(line: Line, tmp: Path, checkout: Path = ROOT):
    watch = Watching(line, tmp, checkout)
    try:
        yield watch
    finally:
        for left in {watch.process.pid, *processes_of(line.folder)}:
            with contextlib.suppress(ProcessLookupError):
                os.kill(left, signal.SIGKILL)
        watch.process.wait()


def change(file: Path, old: str, new: str, encoding: str = "utf-8") -> None:
    text = file.read_bytes().decode(encoding)
    assert old in text
    file.write_bytes(text.replace(old, new, 1).encode(encoding))


def as_from_the_start(line: Line, folder: Path) -> dict[str, bytes]:
    """The site that a first `forlob report` makes of what the line has now."""
    fresh = Line(folder)
    for part in (line.programme.parent, line.raw):
        shutil.copytree(part, folder / part.name)
    assert fresh.run().code == 0
    return repeatable(fresh.site)


def test_a_day_at_work(line: Line, tmp_path):
    """An answer is fixed, a notebook of one's own changed, a mistake typed into programme.yaml and fixed."""
    own = line.programme.parent / "outcomes.ipynb"
    shutil.copyfile(ROOT / "notebooks" / "outcomes.ipynb", own)
    with watching(line, tmp_path / "tmp") as watch:
        watch.says("Waiting for changes")

        change(line.raw / "planer.csv", "9001;16-01-2012", "9001;17-01-2012")
        assert watch.says(time.strftime("%H:")).endswith("planer.csv changed\n")
        watch.report()
        assert repeatable(line.site) == as_from_the_start(line, tmp_path / "first")

        write_notebook(own, "print('seven and a half')", public=[3])
        assert watch.says(time.strftime("%H:")).endswith("outcomes.ipynb changed\n")
        watch.report()
        assert "seven and a half" in line.page("projects/nordby")

        line.change_programme("id: lille", "id: lille\ncolour: red")
        assert "colour" in watch.says("forlob: ")
        watch.says(f"The report of {line.programme} is as it was before. Waiting for changes")
        line.change_programme("colour: red", "")
        watch.report()

        change(line.raw / "deltagere.csv", "Projekt", "Projekter", "cp1252")
        assert "deltagere.csv" in watch.says("forlob: ")
        change(line.raw / "deltagere.csv", "Projekter", "Projekt", "cp1252")
        watch.report()

        line.programme.rename(line.folder / "elsewhere.yaml")
        assert "no such programme" in watch.says("forlob: ")
        (line.folder / "elsewhere.yaml").rename(line.programme)
        watch.report()
        assert repeatable(line.site) == as_from_the_start(line, tmp_path / "last")
        watch.end()


def test_ctrl_c_while_it_works(line: Line, tmp_path):
    """As `forlob report` ends: what was there before stays."""
    before, began = repeatable(line.site), tmp_path / "began"
    with watching(line, tmp_path / "tmp") as watch:
        watch.says("Waiting for changes")
        cell = f"import pathlib, time; pathlib.Path({str(began)!r}).touch(); time.sleep(600)"
        write_notebook(line.programme.parent / "progression.ipynb", cell)
        until(began.exists, 60)
        os.killpg(watch.process.pid, signal.SIGINT)
        assert watch.process.wait(2) == 130
        until(lambda: not processes_of(line.folder), 2)
        assert repeatable(line.site) == before


def test_the_code_is_changed(tmp_path):
    """Words of the report: it has the new ones, by the same process, which has nothing left of what it had before."""
    checkout, line = tmp_path / "checkout", lille(tmp_path)
    for part in ("pipeline", "notebooks", "reports/theme", "programmes"):
        shutil.copytree(ROOT / part, checkout / part, ignore=shutil.ignore_patterns("__pycache__"))
    with watching(line, tmp_path / "tmp", checkout) as watch:
        watch.says("Waiting for changes")
        assert "På tværs af projekter" in line.page("index")
        front = checkout / "pipeline" / "forlob" / "site" / "front.py"
        change(front, "def page(", "def page((")
        assert f"{front}, line " in watch.says("forlob: ")
        change(front, "def page((", "def page(")
        watch.says("Waiting for changes")
        change(
            checkout / "pipeline" / "forlob" / "show" / "words.yaml", "På tværs af projekter", "Alle projekter under ét"
        )
        watch.says("Waiting for changes")
        assert "Alle projekter under ét" in line.page("index")
        children = psutil.Process(watch.process.pid).children()
        assert len(children) == 2 and all(child.status() != psutil.STATUS_ZOMBIE for child in children)
        watch.end()
