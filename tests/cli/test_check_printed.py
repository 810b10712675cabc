"""forlob printed: a draft's figures checked without running a notebook."""

import json

import pandas as pd
import pytest

from forlob.measures.csv_text import to_csv_text
from forlob.measures.table import COLUMNS
from tests.end_to_end.line import forlob, lille


@pytest.fixture
def line(tmp_path):
    return lille(tmp_path)


def count(line, *rows, folder=""):
    """Writes a measures.csv of (measure, n, of, to)."""
    names = dict.fromkeys(["project", "by", "group", "subgroup", "third", "at", "from"], "")
    names |= {"programme": "lille", "unit": "participations"}
    made = [{**names, "measure": m, "n": n, "of": of, "to": to, "suppressed": False} for m, n, of, to in rows]
    table = pd.DataFrame(made, columns=COLUMNS)
    table = table.astype(dict.fromkeys(("value", "ci_low", "ci_high"), float))
    (line.processed / folder).mkdir(parents=True, exist_ok=True)
    (line.processed / folder / "measures.csv").write_text(to_csv_text(table), encoding="utf-8")


def printed(line, draft, *options):
    file = line.folder / "draft.yaml"
    file.write_text(draft, encoding="utf-8")
    return forlob(
        "printed", str(line.programme), str(file), "--processed", str(line.processed), "--lang", "en", *options
    )


DRAFT = "figures: [{measure: participants.enrolled, n: 10}, {measure: plans.started, n: 8, of: 10, percent: 80}]"


def test_a_draft_that_agrees(line):
    count(line, ("participants.enrolled", 10, None, ""), ("plans.started", 8, 10, ""))
    done = printed(line, DRAFT)
    assert (done.code, done.err) == (0, "")
    assert "Printed against computed, 4 figures: 4 equal." in done.out


def test_a_figure_that_differs_is_named_and_is_exit_code_6(line):
    count(line, ("participants.enrolled", 10, None, ""), ("plans.started", 7, 10, ""))
    done = printed(line, DRAFT)
    assert done.code == 6
    assert (
        "≠ Different: Participants with an action plan (The programme as a whole), Number: printed 8, computed 7"
        in done.out
    )


def test_figures_that_contradict_one_another_before_anything_is_computed(line):
    done = printed(line, DRAFT.replace("80", "81"))
    assert done.code == 6
    assert "no measures.csv" in done.out
    assert "81% is printed; 8 of 10 is 80%" in done.out
    assert printed(line, DRAFT).code == 0


def test_a_figure_of_an_unknown_measure_is_no_agreement(line):
    count(line, ("participants.enrolled", 10, None, ""))
    done = printed(line, "figures: [{measure: participants.enroled, n: 10}]")
    assert (done.code, "not computed" in done.out) == (6, True)
    assert "(did you mean participants.enrolled?)" in done.out
    done = printed(line, "figures: [{measure: status.final, group: jobb, n: 10}]")
    assert "did you mean" not in done.out  # No group of it is computed either.


def test_figures_to_a_date_are_those_of_the_report_cut_to_it(line):
    draft = "figures: [{measure: plans.started, to: 2012-06-30, n: 5}]"
    count(line, ("plans.started", 8, 10, ""))
    assert printed(line, draft).code == 6
    count(line, ("plans.started", 5, 10, "2012-06-30"), folder="to-2012-06-30")
    assert printed(line, draft).code == 0


def test_as_json(line):
    count(line, ("participants.enrolled", 10, None, ""), ("plans.started", 8, 10, ""))
    done = printed(line, DRAFT.replace("80", "81"), "--json")
    said = json.loads(done.out)
    assert done.code == said["exit_code"] == 6
    assert said["computed"] is True
    assert {figure["mark"] for figure in said["figures"]} == {"equal", "rounding"}
    assert [check["verdict"] for check in said["checks"] if check["kind"] == "share"] == ["differs"]


@pytest.mark.parametrize(
    ("draft", "sentence"),
    [
        ("figures: []", "holds no printed figures"),
        ("figures: [{measure: m, nn: 1}]", "line 1: m: unknown key nn; did you mean n?"),
        ("figures: [", "is not valid YAML"),
    ],
)
def test_a_file_that_cannot_be_used(line, draft, sentence):
    done = printed(line, draft)
    assert (done.code, done.out) == (2, "")
    assert sentence in done.err and "Traceback" not in done.err


def test_a_programme_without_printed_figures_wants_a_file(line):
    done = forlob("printed", str(line.programme))
    assert done.code == 2
    assert "has no file of printed figures. Name one" in done.err


def test_a_file_that_is_no_measures_table(line):
    line.processed.mkdir()
    (line.processed / "measures.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    done = printed(line, DRAFT)
    assert done.code == 2
    assert "is not a measures table. Run `forlob run " in done.err
