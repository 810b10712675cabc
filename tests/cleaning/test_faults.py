"""What is wrong with an extract is never silent: whatever it changes of a register has a finding there."""

import datetime
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from forlob.cleaning.clean import Cleaned, clean
from forlob.extracts.read_extract import read_extract
from tests.cleaning.stories import programme

HEADS = {
    "participants": ["participant_id", "project", "enrolled_on", "exited_on", "gender", "weight"],
    "placements": ["participant_id", "project", "started_on", "ended_on", "form", "hours_per_week"],
}
FIRST = datetime.datetime(2012, 1, 1)
DAY, LATER = st.integers(0, 80), st.integers(1, 60)
PERSON = st.tuples(DAY, LATER, st.sampled_from(["north", "south"]), st.sampled_from(["Mand", "Kvinde"]))
PEOPLE = st.lists(PERSON, min_size=4, max_size=9)
Rows = dict[str, list[list]]


def _day(number: int) -> datetime.datetime:
    return FIRST + datetime.timedelta(days=number)


def rows_of(people: list[tuple]) -> Rows:
    """Extracts without a fault: each participant is in one project and has one placement within the stay."""
    participants, placements = [], []
    for number, (begun, days, project, gender) in enumerate(people, 1):
        person = f"p{number}"
        participants.append([person, project, _day(begun), _day(begun + days), gender, 1.5])
        start = begun + days // 2
        placements.append([person, project, _day(start), _day(begun + days), "Enkeltplads", 20])
    return {"participants": participants, "placements": placements}


def write(folder: Path, rows: Rows, mend: Callable[[str, Worksheet], None] | None = None) -> None:
    for register, below in rows.items():
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        for row in [HEADS[register], *below]:
            sheet.append(row)
        if mend:
            mend(register, sheet)
        book.save(folder / f"{register}.xlsx")


def cleaned_below(folder: Path) -> Cleaned:
    extracts = [{"file": f"{name}.xlsx", "registers": {name: None}} for name in HEADS]
    made = programme(extracts, extract_date="2012-12-31", period={"from": "2012-01-01"})
    tables = {place: read_extract(folder, extract) for place, extract in enumerate(made.extracts)}
    return clean(made, tables, lambda: b"a key for tests")


def content(cleaned: Cleaned) -> dict[str, Counter[tuple]]:
    """Register -> its rows in no order."""
    return {
        name: Counter(tuple(map(str, row)) for row in frame.drop(columns="participation_id").itertuples(index=False))
        for name, frame in cleaned.registers.items()
    }


def said(cleaned: Cleaned) -> Counter[tuple]:
    """The findings by register, rule and column."""
    return Counter(cleaned.findings[["register", "rule", "column"]].itertuples(index=False, name=None))


def _cell(column: int, value: object) -> Callable[[list[list], int], None]:
    def put(rows: list[list], at: int) -> None:
        rows[at][column] = value

    return put


def _twice(rows: list[list], at: int) -> None:
    rows.insert(at, list(rows[at]))


def _total(rows: list[list], at: int) -> None:
    rows.append(["I alt", None, None, None, None, len(rows)])


def _ended_before(rows: list[list], at: int) -> None:
    rows[at][3] = rows[at][2] - datetime.timedelta(days=9)


def _without_end_too(rows: list[list], at: int) -> None:
    rows.insert(at, [*rows[at][:3], None, *rows[at][4:]])


#: What people and programs do to a table: rows and the place of one -> the rows with the fault.
FAULTS: dict[str, Callable[[list[list], int], None]] = {
    "an id with a space that nobody sees": lambda rows, at: _cell(0, f"{rows[at][0]}\u200b")(rows, at),
    "an id that nobody has": _cell(0, "p99"),
    "no id": _cell(0, None),
    "an id in scientific notation": _cell(0, "1,90185E+09"),
    "another spelling of the project": _cell(1, "NORD"),
    "a project that is none": _cell(1, "Øst"),
    "a day that is none": _cell(2, "31-02-2012"),
    "a day in words": _cell(2, "i foråret"),
    "a year of two digits": _cell(2, "03-02-12"),
    "a day before the period": _cell(2, datetime.datetime(2010, 1, 1)),
    "a day to come": _cell(2, datetime.datetime(2031, 1, 1)),
    "an end to come": _cell(3, datetime.datetime(2031, 1, 1)),
    "an end before the start": _ended_before,
    "a row without its end before it": _without_end_too,
    "an answer that is none": _cell(4, "Ukendt svar"),
    "several answers": _cell(4, "Mand;Kvinde"),
    "a number in words": _cell(5, "tyve"),
    "an error value": _cell(5, "#REF!"),
    "a row twice": _twice,
    "a total below": _total,
}


def _merged(register: str, sheet: Worksheet) -> None:
    sheet.merge_cells("B2:B3")


def _hidden(register: str, sheet: Worksheet) -> None:
    sheet.row_dimensions[3].hidden = True


def _formula(register: str, sheet: Worksheet) -> None:
    sheet["D2"] = "=C2+10"


def differences(folder: Path, people: list[tuple], *faults: tuple[str, str, int]) -> tuple[list[str], Counter[tuple]]:
    """The registers that faults change, all where they are errors, and the findings that they add."""
    write(folder, rows_of(people))
    clean_reading, rows = cleaned_below(folder), rows_of(people)
    for fault, register, at in faults:
        FAULTS[fault](rows[register], at % len(rows[register]))
    write(folder, rows)
    reading = cleaned_below(folder)
    before, after = content(clean_reading), content(reading)
    changed = [register for register in HEADS if before[register] != after.get(register)]
    return changed, said(reading) - said(clean_reading)


FOUR = [(0, 9, "north", "Mand"), (5, 9, "north", "Kvinde"), (9, 4, "south", "Mand"), (3, 8, "south", "Mand")]


@pytest.mark.parametrize("register", HEADS)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_that_changes_something_has_a_finding(tmp_path, fault, register):
    changed, found = differences(tmp_path, FOUR, (fault, register, 1))
    assert found, f"{changed} changed, and nothing says so"


FAULT = st.tuples(st.sampled_from(sorted(FAULTS)), st.sampled_from(sorted(HEADS)), st.integers(0, 8))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(people=PEOPLE, faults=st.lists(FAULT, min_size=2, max_size=4))
def test_several_faults_do_not_hide_one_another(tmp_path, people, faults):
    """A register that differs has a finding of its own, or about a file as a whole; a row may have come to nobody."""
    changed, found = differences(tmp_path, people, *faults)
    told = {register for register, *_ in found}
    assert not changed or told & {*changed, ""}, f"{changed} changed by {faults}, and only {told} tell"


@pytest.mark.parametrize(
    ("mend", "rule"), [(_merged, "merged_cells"), (_hidden, "hidden_rows"), (_formula, "formula_without_value")]
)
def test_what_a_reader_of_cells_cannot_see_has_a_finding(tmp_path, mend, rule):
    people = [(0, 9, "north", "Mand"), (5, 9, "north", "Kvinde"), (9, 4, "south", "Mand"), (3, 8, "south", "Mand")]
    write(tmp_path, rows_of(people), mend)
    assert any(finding[1] == rule for finding in said(cleaned_below(tmp_path)))
