"""Extracts and a programme.yaml that cannot be used, each the small programme's with one thing wrong.

An error names file, row and column and says what to do, in one paragraph; the last good report stays as it was.
"""

import csv
import json
from collections.abc import Callable

import pytest

from tests.end_to_end.line import Done, Line, contents, no_traceback

PARTICIPATIONS, PLANS = "deltagere.csv", "planer.csv"
ENCODING = {PARTICIPATIONS: "cp1252", PLANS: "utf-8"}


def text(line: Line, file: str) -> str:
    return (line.raw / file).read_bytes().decode(ENCODING[file])


def write(line: Line, file: str, content: str, encoding: str = "") -> None:
    (line.raw / file).write_bytes(content.encode(encoding or ENCODING[file]))


def replace(file: str, old: str, new: str) -> Callable[[Line], None]:
    def change(line: Line) -> None:
        content = text(line, file)
        assert content.count(old) == 1
        write(line, file, content.replace(old, new))

    return change


def with_other_delimiter(line: Line) -> None:
    write(line, PARTICIPATIONS, text(line, PARTICIPATIONS).replace(";", ","))


def twice_the_same_column(line: Line) -> None:
    rows = [row.split(";") for row in text(line, PARTICIPATIONS).splitlines()]
    write(line, PARTICIPATIONS, "\r\n".join(";".join([*row, row[4]]) for row in rows) + "\r\n")


def without_a_column(line: Line) -> None:
    rows = [row.split(";") for row in text(line, PARTICIPATIONS).splitlines()]
    write(line, PARTICIPATIONS, "\r\n".join(";".join(row[:2] + row[3:]) for row in rows) + "\r\n")


#: name: what is done, the rule of the finding, and what the message holds
UNUSABLE = {
    "a file that is missing": (
        lambda line: (line.raw / PLANS).unlink(),
        "file_missing",
        [PLANS, "put"],
    ),
    "another delimiter": (
        with_other_delimiter,
        "wrong_delimiter",
        [PARTICIPATIONS, "row 1", "the delimiter ';'", "set format.delimiter to ','"],
    ),
    "UTF-8 where cp1252 is said": (
        lambda line: write(line, PARTICIPATIONS, text(line, PARTICIPATIONS), "utf-8"),
        "wrong_encoding",
        [PARTICIPATIONS, "row 1", "UTF-8", "set format.encoding to utf-8"],
    ),
    "cp1252 where UTF-8 is said": (
        lambda line: write(line, PLANS, text(line, PLANS), "cp1252"),
        "wrong_encoding",
        [PLANS, "row 1", "cp1252", "set format.encoding"],
    ),
    "a column that is missing": (
        without_a_column,
        "column_missing",
        [PARTICIPATIONS, "column Startdato", "no such column", "fix columns"],
    ),
    "a column twice": (
        twice_the_same_column,
        "column_twice",
        [PARTICIPATIONS, "column Køn", "leave one"],
    ),
    "an empty file": (
        lambda line: write(line, PLANS, ""),
        "empty_file",
        [PLANS, "empty", "deliver it again"],
    ),
    "a header only": (
        lambda line: write(line, PLANS, text(line, PLANS).splitlines()[0] + "\r\n"),
        "no_rows",
        [PLANS, "header", "deliver it again"],
    ),
    "a file that breaks off in a row": (
        lambda line: write(line, PLANS, text(line, PLANS).partition("9;29-05-2012")[0]),
        "damaged_file",
        [PLANS, "row 10", "1 of 2 cells", "break off", "deliver it again"],
    ),
    "a day that is not, of enrolment": (
        replace(PARTICIPATIONS, "06-02-2012;23-11-1988", "31-02-2012;23-11-1988"),
        "bad_date",
        [PARTICIPATIONS, "row 4", "column Startdato", "'31-02-2012'", "correct it in the source"],
    ),
    "a project that nobody declared": (
        replace(PARTICIPATIONS, "9009;Nordby", "9009;Vestby"),
        "unknown_project",
        [PARTICIPATIONS, "row 10", "column Projekt", "'Vestby'", "declare it under projects in programme"],
    ),
    "an enrolment left empty": (
        replace(PARTICIPATIONS, "9004;Nordby;20-02-2012", "9004;Nordby;"),
        "value_missing",
        [PARTICIPATIONS, "row 5", "column Startdato"],
    ),
}


def findings(line: Line) -> list[dict[str, str]]:
    with (line.processed / "findings.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def is_one_paragraph(done: Done, said: list[str]) -> bool:
    one = done.err.count("\n") == 1 and done.err.startswith("forlob: ") and no_traceback(done)
    return one and all(part in done.err for part in said)


@pytest.mark.parametrize("case", UNUSABLE)
def test_extracts_that_cannot_be_used(line: Line, case: str):
    change, rule, said = UNUSABLE[case]
    good = contents(line.processed, line.site)
    change(line)
    done = line.run("report", "--quiet")
    assert done.code == 3, done
    assert is_one_paragraph(done, said), done.err
    (error,) = [finding for finding in findings(line) if finding["severity"] == "error"]
    assert (error["rule"], error["action"]) == (rule, "nothing is written")
    now = contents(line.processed, line.site)
    assert {path.name for path in now if now[path] != good.get(path)} == {"findings.csv"}
    assert now.keys() == good.keys()


def test_what_check_says_is_what_report_says(line: Line):
    good = contents(line.processed, line.site)
    UNUSABLE["a day that is not, of enrolment"][0](line)
    said = line.run("check")
    assert said.code == 3 and "31-02-2012" in said.err
    now = contents(line.processed, line.site)
    assert {path.name for path in now if now[path] != good.get(path)} == {"findings.csv"}


def test_several_errors_are_all_named_and_once_mended_all_is_well(line: Line):
    good = contents(line.site)
    sound = text(line, PARTICIPATIONS)
    for case in ("a day that is not, of enrolment", "a project that nobody declared"):
        UNUSABLE[case][0](line)
    done = line.run("report", "--quiet")
    assert done.code == 3 and no_traceback(done)
    assert "31-02-2012" in done.err and "Vestby" in done.err and done.err.count("\n") == 2
    write(line, PARTICIPATIONS, sound)
    assert line.run().code == 0
    remade = contents(line.site)
    assert {path.name for path in remade if remade[path] != good[path]} <= {"provenance.json"}


def test_an_answer_that_must_be_known(line: Line):
    """Undeclared answers are an error only in a column that programme.yaml says so of."""
    line.change_programme("        columns:\n", "        unknown: {match_group: error}\n        columns:\n")
    assert line.run("check").code == 0
    replace(PARTICIPATIONS, "23-11-1988;Kvinde;Matchgruppe 3", "23-11-1988;Kvinde;Matchgruppe 8")(line)
    good = contents(line.processed / "registers", line.site)
    done = line.run("report", "--quiet")
    assert done.code == 3
    said = [
        PARTICIPATIONS,
        "row 4",
        "column Matchgruppe",
        "'Matchgruppe 8'",
        "add it to values.match_group or code_lists",
    ]
    assert is_one_paragraph(done, said), done.err
    assert contents(line.processed / "registers", line.site) == good


def test_what_can_be_repaired_is_and_is_said(line: Line):
    """The exit on 31 February is no date, its reason stays; an answer nobody declared is not registered."""
    replace(PARTICIPATIONS, "30-04-2012;Job", "31-02-2012;Job")(line)
    replace(PARTICIPATIONS, "23-11-1988;Kvinde;Matchgruppe 3", "23-11-1988;Kvinde;Matchgruppe 8")(line)
    done = line.run()
    assert done.code == 0 and "2 repaired" in done.out
    found = [(row["severity"], row["rule"], row["row"], row["column"]) for row in findings(line)]
    assert sorted(found) == [
        ("repaired", "bad_date", "2", "Slutdato"),
        ("repaired", "unknown_answer", "4", "Matchgruppe"),
    ]
    assert line.measure("participants.enrolled by match_group", "", "not_registered")["n"] == "1"
    assert line.measure("participants.enrolled by match_group", "", "3")["n"] == "7"
    assert line.measure("exits.job")["n"] == "4"
    page = line.page("quality")
    assert "deltagere.csv 2 Slutdato" in page and "deltagere.csv 4 Matchgruppe" in page


def test_where_many_rows_are_set_aside_it_is_said_wherever_one_looks(line: Line):
    """Of the participations the last six are not delivered: three of 19 plans have none, and one of ten placements."""
    write(line, PARTICIPATIONS, "".join(text(line, PARTICIPATIONS).splitlines(keepends=True)[:-6]))
    done = line.run()
    cause = "the participants are missing from the register of participants"
    assert done.code == 0 and f"lille: 3 of the 19 rows of plans were set aside (orphan): {cause}\n" in done.out
    assert "placements" not in done.out
    for page in ("index", "quality"):
        said = (
            "Indsatsplaner: 3 af 19 rækker er udeladt (række uden kendt deltager). Sandsynlig årsag: deltagerne mangler"
        )
        assert said in line.page(page)
        assert "af 10 rækker" not in line.page(page)
    assert 'href="quality.html">Siden om datakvalitet' in (line.site / "index.html").read_text(encoding="utf-8")
    told = json.loads(line.run("report", "--json").out)[0]["lost"]
    assert told == [{"register": "plans", "rows": 3, "of": 19, "by": "orphan", "cause": "unknown"}]


def test_rows_that_the_figures_do_not_lack_are_no_reason_to_warn(line: Line):
    """All plans are delivered twice, and what was before April is outside the programme's period."""
    write(line, PLANS, text(line, PLANS) + text(line, PLANS).partition("\n")[2])
    line.change_programme("from: 2012-01-01", "from: 2012-04-01")
    done = line.run()
    assert done.code == 0 and "19 rows set aside" not in done.out and "rows of" not in done.out
    assert "Mange rækker" not in line.page("index") + line.page("quality")


def test_where_many_cells_cannot_be_read_it_is_said_too(line: Line):
    """The ends of placements are written as 2012.04.27: ten of ten; and of the exits two of 24 are no dates."""
    rows = [row.split(";") for row in (line.raw / "praktik.csv").read_text(encoding="cp1252").splitlines()]
    ends = [row[3] if row[3] == "Slutdato" else ".".join(reversed(row[3].split("-"))) for row in rows]
    changed = "\n".join(";".join([*row[:3], end]) for row, end in zip(rows, ends, strict=True)) + "\n"
    (line.raw / "praktik.csv").write_text(changed, encoding="cp1252")
    write(line, PARTICIPATIONS, text(line, PARTICIPATIONS).replace("13-08-2012;SU", "x;SU"))
    done = line.run()
    cause = "the dates are not written as format.dates says"
    line_of = f"lille: 10 of the 10 cells of Slutdato in placements could not be read: {cause}\n"
    assert done.code == 0 and line_of in done.out
    assert "in participants" not in done.out
    for page in ("index", "quality"):
        said = "Virksomhedspraktikker: 10 af 10 celler i Slutdato kunne ikke læses. Sandsynlig årsag: datoerne"
        assert f"Mange rækker eller celler mangler {said}" in line.page(page)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("extract_date:", "extrat_date:", ["programme.yaml", "extrat_date", "extract_date"]),
        ("enrolled_on: Startdato", "enroled_on: Startdato", ["programme.yaml", "enroled_on", "enrolled_on"]),
        ("encoding: utf-8", "encoding: utf-9", ["programme.yaml", "utf-9"]),
        ("min_cell: 0, because: synthetic participants", "min_cell: 0", ["programme.yaml", "because"]),
        ("id: lille", "id: [lille", ["programme.yaml"]),
    ],
)
def test_a_programme_that_cannot_be_read(line: Line, old, new, said):
    good = contents(line.processed, line.site)
    line.change_programme(old, new)
    done = line.run("report")
    assert done.code == 2
    assert is_one_paragraph(done, said), done.err
    assert contents(line.processed, line.site) == good
