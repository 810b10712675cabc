"""What differs between two measures tables, as forlob compare says it."""

import json
from pathlib import Path

import pandas as pd
import pytest

from forlob.cli.main import main
from forlob.measures.csv_text import to_csv_text
from forlob.measures.table import COLUMNS


def row(measure, n=None, of=None, value=None, suppressed=False, **key):
    names = {
        "programme": "demo",
        "project": "",
        **dict.fromkeys(["by", "group", "subgroup", "third", "at"], ""),
        "from": "",
        "to": "",
        "unit": "participations",
    }
    figures = {"n": n, "of": of, "value": value, "ci_low": None, "ci_high": None, "suppressed": suppressed}
    return {**names, "measure": measure, **figures, **key}


@pytest.fixture
def table(tmp_path):
    """Writes a measures.csv into a folder of its own and gives the folder."""

    def write(folder, *rows):
        made = pd.DataFrame(rows, columns=COLUMNS)
        numbers = {name: made[name].astype(float) for name in ("value", "ci_low", "ci_high")}
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "measures.csv").write_text(to_csv_text(made.assign(**numbers)), encoding="utf-8")
        return str(tmp_path / folder)

    return write


def test_one_number_changed_one_row_came_one_went(table, capsys):
    """Aarhus has one more in a job; Odense is new; the exits for education are no longer there."""
    enrolled = row("participants.enrolled", 8)
    old = table("old", enrolled, row("exits.job", 2, 8, 0.25, project="aarhus"), row("exits.education", 1, 8, 0.125))
    new = table(
        "new",
        enrolled,
        row("exits.job", 3, 8, 0.375, project="aarhus"),
        row("exits.job", 1, 4, 0.25, project="odense", to="2012-12-31"),
    )
    assert main(["compare", old, f"{new}/measures.csv"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "exits.education",
        "  removed  all projects, participations: n 1, of 8, value 0.125",
        "exits.job",
        "  changed  aarhus, participations: n 2 -> 3, value 0.25 -> 0.375",
        "  added    odense, to 2012-12-31, participations: n 1, of 4, value 0.25",
        "Rows: 1 changed, 1 added, 1 removed, 1 equal.",
    ]


def test_equal_tables_are_said_to_be_equal(table, capsys):
    """The order of the rows is no difference, nor are more digits of a share, as tables had them before."""
    plans, third = row("plans.started", 5), row("exits.job", 1, 3, 1 / 3)
    folders = old, _ = table("old", plans, third), table("new", third, plans)
    before = Path(old) / "measures.csv"
    text = before.read_text(encoding="utf-8")
    before.write_text(text.replace("0.3333333333", "0.3333333333333333"), encoding="utf-8")
    assert main(["compare", *folders]) == 0
    assert capsys.readouterr().out == "No differences. Rows: 2 equal.\n"


def test_a_figure_that_is_now_suppressed_is_a_difference(table, capsys):
    folders = table("old", row("exits.job", 3, 8, 0.375)), table("new", row("exits.job", None, 8, None, True))
    assert main(["compare", *folders]) == 0
    assert "all projects, participations: n 3 -> none, value 0.375 -> none" in capsys.readouterr().out


def test_only_the_mark_of_suppression_differs(table, capsys):
    folders = table("old", row("exits.job", 3)), table("new", row("exits.job", 3, suppressed=True))
    main(["compare", *folders])
    assert "all projects, participations: suppressed no -> yes" in capsys.readouterr().out


def test_two_programmes_are_named_where_both_differ(table, capsys):
    folders = table("old", row("exits.job", 3)), table("new", row("exits.job", 3, programme="other"))
    main(["compare", *folders])
    said = capsys.readouterr().out
    assert "added    other, all projects, participations: n 3" in said and "removed  demo, all projects" in said


def test_json_gives_the_rows(table, capsys):
    old, new = row("exits.job", 2, 8, 0.25), row("exits.job", 3, 8, 0.375)
    assert main(["compare", "--json", table("old", old), table("new", new, row("plans.started", 5))]) == 0
    said = json.loads(capsys.readouterr().out)
    (changed,), (added,) = said["changed"], said["added"]
    assert (changed["measure"], changed["old"], changed["new"]) == (
        "exits.job",
        {"n": 2, "value": 0.25},
        {"n": 3, "value": 0.375},
    )
    assert (added["measure"], added["n"], added["of"]) == ("plans.started", 5, None)
    assert (said["removed"], said["equal"]) == ([], 0)


def test_a_folder_without_measures_is_wrong_use(table, tmp_path, capsys):
    (tmp_path / "empty").mkdir()
    assert main(["compare", table("old"), str(tmp_path / "empty")]) == 2
    said = capsys.readouterr().err
    assert "holds no measures.csv" in said and "Traceback" not in said


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"programme;measure\nx;y\n", "it has no column programme"),
        (",".join(COLUMNS).encode() + b"\np,,m\n", "a row that is too short"),
        (b"\xff\xfe\x00", "cannot be read as UTF-8"),
        (",".join(COLUMNS).encode() + b"\np,,m,,,,,,,,many,,,,,,\n", "not a number"),
        (",".join(COLUMNS).encode() + b"\n" + b"p,,m,,,,,,,,1,,,,,,\n" * 2, "one row twice (programme p, measure m)"),
    ],
)
def test_a_file_that_is_no_measures_table_is_wrong_use(content, sentence, table, tmp_path, capsys):
    (tmp_path / "other.csv").write_bytes(content)
    assert main(["compare", table("old"), str(tmp_path / "other.csv")]) == 2
    assert sentence in capsys.readouterr().err


def test_a_table_of_before_is_read_by_the_names_of_today(table, tmp_path, capsys):
    """The women are the same number; the total of the tasks of a pathway is a split by that pathway alone."""
    old = tmp_path / "old.csv"
    old.write_text(
        "programme,project,measure,group,subgroup,from,to,n,of,value,unit,ci_low,ci_high,suppressed\n"
        "demo,,participants.by_gender,female,,,,4,8,0.5,participations,,,false\n"
        "demo,,crosstab.pathway_by_task,retention,total,,,9,9,1.0,registrations,,,false\n"
        "demo,,participants.cumulative,2012-03,,,,5,,,participations,,,false\n",
        encoding="utf-8",
    )
    new = table(
        "new",
        row("participants.enrolled", 4, 8, 0.5, by="gender", group="female"),
        row("tasks.registered", 7, 9, by="pathway", group="retention", unit="registrations"),
        row("participants.cumulative", 5, at="2012-03"),
    )
    assert main(["compare", str(old), new]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "tasks.registered by pathway",
        "  changed  all projects, group retention, registrations: n 9 -> 7, value 1 -> none",
        "Rows: 1 changed, 0 added, 0 removed, 2 equal.",
    ]
