"""Twice the same is nothing new: a second run does nothing, and a run elsewhere makes the same bytes."""

import json

import pytest

from tests.end_to_end.line import LILLE, Line, contents, forlob, lille, moments, repeatable

pytestmark = pytest.mark.slow


def test_a_second_report_does_nothing_and_says_so(line: Line):
    before = contents(line.folder), moments(line.folder)
    done = line.run()
    assert done.code == 0
    assert all(f"{step}: nothing to do" in done.err for step in ("clean", "run", "render"))
    assert (contents(line.folder), moments(line.folder)) == before
    assert done.out.rstrip().endswith(f"Report: {line.site / 'index.html'}")


def test_forced_in_another_folder_the_same_bytes_come_out(finished: Line, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    other = lille(tmp_path / "elsewhere")
    assert other.run("report", "--force", "--jobs", "1").code == 0
    assert repeatable(other.site) == repeatable(finished.site)
    made, here = repeatable(other.processed), repeatable(finished.processed)
    assert made.keys() == here.keys()
    assert {name for name in made if made[name] != here[name]} == set()


def test_each_step_does_its_own_part_and_no_more(finished: Line, tmp_path):
    line = lille(tmp_path)
    nothing_yet = line.run("run")
    assert nothing_yet.code == 2 and "forlob clean" in nothing_yet.err
    assert line.run("clean").code == 0
    made = {path.name for path in line.processed.iterdir()}
    assert made == {".state.json", "clean.ipynb", "findings.csv", "registers"}
    assert line.run("render").code == 2
    assert not line.site.exists()
    assert line.run("run", "--quiet").code == 0
    assert (line.processed / "measures.csv").read_bytes() == (finished.processed / "measures.csv").read_bytes()
    assert line.run("render").code == 0
    assert "nothing to do" in line.run("report").err
    assert repeatable(line.site) == repeatable(finished.site)


def test_check_writes_findings_and_nothing_else(tmp_path):
    line = lille(tmp_path)
    done = line.run("check", "--json")
    assert done.code == 0
    (said,) = json.loads(done.out)
    assert said["findings"] == {"error": 0, "set_aside": 0, "repaired": 0, "note": 0} and said["exit_code"] == 0
    assert [path.name for path in line.processed.iterdir()] == ["findings.csv"]


def test_only_what_depends_on_a_change_is_done_anew(line: Line):
    pages = moments(line.processed / "registers")
    text = line.programme.parent / "texts" / "nordby.da.md"
    text.parent.mkdir()
    text.write_text("# Nordby\n\n## Organisering {#organisation}\n\nTo konsulenter.\n", encoding="utf-8")
    steps = json.loads(line.run("status", "--json").out)[0]["steps"]
    assert steps == {"clean": "", "run": "2 of 6 notebooks are stale", "render": "known after run"}
    assert moments(line.processed / "registers") == pages


def test_a_page_that_was_removed_is_made_again(line: Line):
    page = line.site / "projects" / "sydby.html"
    content = page.read_bytes()
    page.unlink()
    done = line.run()
    assert "run: nothing to do" in done.err and page.read_bytes() == content


def test_the_extracts_are_left_alone(finished: Line):
    assert repeatable(finished.raw) == repeatable(LILLE / "raw")


def test_the_summary_is_one_line_of_json(line: Line):
    (said,) = json.loads(line.run("report", "--json").out)
    assert said["exit_code"] == 0 and said["failed"] == {} and said["programme"] == "lille"
    assert said["report"] == str(line.site / "index.html")


def test_several_programmes_take_no_folders_of_one(line: Line):
    done = forlob("status", str(line.programme), str(line.programme), "--raw", str(line.raw))
    assert done.code == 2 and "Name one" in done.err
