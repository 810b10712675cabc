"""Extracts drawn again and again: the newest state of each row counts."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from forlob.cleaning.clean import Cleaned, clean
from forlob.errors import ConfigError
from forlob.extracts.expand import expanded, files_of
from forlob.extracts.raw_tables import FileProblem, RawTable
from forlob.extracts.read_extract import read_extract
from forlob.programme.programme import Programme
from tests.cleaning.stories import PROJECTS, found, messages, values

PEOPLE = "id;sted;start;slut;praktik"
COLUMNS = {"participant_id": "id", "project": "sted"}
BOTH = {
    "participants": {"columns": {**COLUMNS, "enrolled_on": "start", "exited_on": "slut"}},
    "placements": {"columns": {**COLUMNS, "started_on": "praktik"}},
}


def cleaned_below(raw: Path, made: Programme) -> Cleaned:
    programme = expanded(made, raw)
    tables: dict[int, RawTable | FileProblem] = {}
    for place, extract in enumerate(programme.extracts):
        try:
            tables[place] = read_extract(raw, extract)
        except FileProblem as problem:
            tables[place] = problem
    return clean(programme, tables, lambda: b"a key for tests")


ONLY = {"participants": BOTH["participants"]}


@pytest.fixture
def read(tmp_path):
    """What becomes of the files of an entry: `read({"m07.csv": "id;..."}, file="m*.csv", ...)`."""

    def read(files: dict[str, str], registers=BOTH, **entry) -> Cleaned:
        raw = tmp_path / "raw"
        raw.mkdir(exist_ok=True)
        for file in raw.iterdir():
            file.unlink()
        for name, text in files.items():
            (raw / name).write_text(text, encoding="utf-8")
        extract = {"file": "*.csv", "registers": registers, "format": {"delimiter": ";"}, **entry}
        made = Programme.model_validate({"id": "p", "title": "P", "projects": PROJECTS, "extracts": [extract]})
        return cleaned_below(raw, made)

    return read


JULY = f"{PEOPLE}\n1;north;2023-02-01;;2023-03-01\n2;north;2023-02-01;2023-07-31;"
AUGUST = f"{PEOPLE}\n1;north;2023-02-01;2023-08-15;2023-03-01\n2;north;2023-02-01;;"


def test_the_newest_state_of_a_row_stands(read):
    """Ann has left since July and her placement is one; Bo's exit was a slip that was taken back."""
    cleaned = read({"m07.csv": JULY, "m08.csv": AUGUST}, snapshots="newest_counts", order="name")
    assert values(cleaned, "participants", "participant_id", "exited_on") == [("1", "2023-08-15"), ("2", None)]
    assert values(cleaned, "placements", "started_on") == ["2023-03-01"]
    assert found(cleaned) == [
        ("superseded", "set_aside", "participants", 2, ""),
        ("superseded", "set_aside", "participants", 3, ""),
        ("superseded", "set_aside", "placements", 2, ""),
    ]
    assert messages(cleaned, "superseded")[0] == "the snapshot m08.csv has the row's newer state"
    assert cleaned.rows.values.tolist() == [["participants", 4, 2, 2], ["placements", 2, 1, 1]]


def test_without_snapshots_they_are_parts_of_one_extract(read):
    """The same files: the placement is one as its row is; Bo's exit stands, as nothing says which is newer."""
    cleaned = read({"m07.csv": JULY, "m08.csv": AUGUST})
    assert values(cleaned, "participants", "participant_id", "exited_on") == [("1", "2023-08-15"), ("2", "2023-07-31")]
    assert values(cleaned, "placements", "started_on") == ["2023-03-01"]


def test_an_exit_moved_to_an_earlier_day_is_moved(read):
    late, early = (f"{PEOPLE}\n1;north;2023-02-01;{day};" for day in ("2023-07-31", "2023-05-31"))
    cleaned = read({"2023-07.csv": late, "2023-08.csv": early}, ONLY, snapshots="newest_counts", order="%Y-%m")
    assert values(cleaned, "participants", "exited_on") == ["2023-05-31"]


def test_the_date_in_the_name_decides_and_not_the_name(read):
    old, new = (f"{PEOPLE}\n1;north;2023-02-01;{day};" for day in ("", "2023-05-31"))
    cleaned = read({"01-2024.csv": new, "12-2023.csv": old}, ONLY, snapshots="newest_counts", order="%m-%Y")
    assert values(cleaned, "participants", "exited_on") == ["2023-05-31"]
    with pytest.raises(ConfigError, match="sidste.csv has no date of the form %m-%Y in its name"):
        read({"01-2024.csv": new, "sidste.csv": old}, ONLY, snapshots="newest_counts", order="%m-%Y")


OLD, NEW = (f"{PEOPLE}\n1;north;2023-02-01;{day};" for day in ("2023-03-01", ""))


@pytest.mark.parametrize(
    ("old", "new", "order"),
    [
        ("0751_20240115.csv", "jc10100101_20240201.csv", "%Y%m%d"),
        ("u_marts_2024.csv", "u_april_2024.csv", "%B_%Y"),
        ("u_maj2024.csv", "u_okt2024.csv", "%b%Y"),
        ("0751_2023.csv", "0101_2024.csv", "%Y"),
        ("u_2024-01.csv", "u_2024-01 rettet.csv", "name"),
    ],
)
def test_the_newest_by_the_date_that_the_names_hold(read, old, new, order):
    """Ann's exit of the older file was taken back in the newer one."""
    cleaned = read({old: OLD, new: NEW}, ONLY, snapshots="newest_counts", order=order)
    assert values(cleaned, "participants", "participant_id", "exited_on") == [("1", None)]
    assert messages(cleaned, "superseded") == [f"the snapshot {new} has the row's newer state"]


def test_files_of_one_date_are_parts_of_one_snapshot(read):
    """A file a project and month: in February north's exit is taken back, and south is as it was."""
    north, south = ("1;north;2023-02-01;{};", "2;south;2023-02-01;2023-12-01;job\n3;south;2023-03-01;;")
    files = {
        "north_2024-01.csv": f"{PEOPLE}\n{north.format('2023-12-01')}",
        "south_2024-01.csv": f"{PEOPLE}\n{south}",
        "north_2024-02.csv": f"{PEOPLE}\n{north.format('')}",
        "south_2024-02.csv": f"{PEOPLE}\n{south}",
    }
    cleaned = read(files, ONLY, snapshots="newest_counts", order="%Y-%m")
    exits = values(cleaned, "participants", "participant_id", "exited_on")
    assert exits == [("1", None), ("2", "2023-12-01"), ("3", None)]
    assert len(messages(cleaned, "superseded")) == 3 and not messages(cleaned, "gone")


def test_a_row_in_two_files_of_one_date_is_an_error(read):
    """A corrected file beside the one that it corrects: nothing says which of them counts."""
    files = {"u_2024-01.csv": OLD, "u_2024-01 rettet.csv": NEW}
    cleaned = read(files, ONLY, snapshots="newest_counts", order="%Y-%m")
    assert ("snapshot_order", "error", "participants", 2, "") in found(cleaned)
    assert messages(cleaned, "snapshot_order")[0].startswith("the row stands in u_2024-01")
    assert values(
        read(
            {**files, "u_2024-01.csv": f"{PEOPLE}\n9;south;2023-02-01;;"},
            ONLY,
            snapshots="newest_counts",
            order="%Y-%m",
        ),
        "participants",
        "participant_id",
    ) == ["1", "9"]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (
            ["u_2024-01.csv", "2023-01 til 2024-02.csv"],
            "2023-01 til 2024-02.csv has several dates of the form %Y-%m in its name: write under order: in",
        ),
    ],
)
def test_names_that_do_not_tell_the_newest_are_refused(read, names, said):
    with pytest.raises(ConfigError, match=re.escape(said)):
        read(dict.fromkeys(names, OLD), ONLY, snapshots="newest_counts", order="%Y-%m")


@pytest.mark.parametrize("order", [{"column": "måned"}, {"column": "måned", "dates": "%Y-%m"}])
def test_the_column_of_the_order_may_be_a_month(read, order):
    """September's row counts, not August's; a month that cannot be read is an error."""
    form = {"delimiter": ";", "dates": {"enrolled_on": "%Y-%m-%d", "exited_on": "%Y-%m-%d", "måned": "%Y-%m"}}
    if "dates" in order:
        del form["dates"]["måned"]
    head = "måned;id;sted;start;slut\n2024-09;1;north;2023-02-01;\n2024-08;1;north;2023-02-01;2023-07-01"
    asked = {"registers": ONLY, "snapshots": "newest_counts", "order": order, "format": form}
    assert values(read({"all.csv": head}, **asked), "participants", "exited_on") == [None]
    wrong = read({"all.csv": f"{head}\nmaj;2;north;2023-02-01;"}, **asked)
    assert ("bad_date", "error", "participants", 4, "måned") in found(wrong)


def test_a_month_of_digits_alone_is_no_day_of_a_spreadsheet(tmp_path):
    head = ["month", "participant_id", "project", "enrolled_on", "exited_on"]
    made = Workbook()
    for row in (head, [202409, "1", "north", "2023-02-01", None], [202408, "1", "north", "2023-02-01", "2023-03-01"]):
        made.active.append(row)
    made.save(tmp_path / "f.xlsx")
    entry = {"file": "f.xlsx", "registers": {"participants": None}, "snapshots": "newest_counts"}
    entry["order"] = {"column": "month", "dates": "%Y%m"}
    programme = Programme.model_validate({"id": "p", "title": "P", "projects": PROJECTS, "extracts": [entry]})
    cleaned = cleaned_below(tmp_path, programme)
    assert values(cleaned, "participants", "exited_on") == [None]
    assert messages(cleaned, "superseded") == ["the snapshot of 2024-09-01 has the row's newer state"]


def test_where_nothing_is_said_the_names_are_the_order_and_that_is_said(read):
    old, new = (f"{PEOPLE}\n1;north;2023-02-01;{day};" for day in ("2023-03-01", ""))
    cleaned = read({"m9.csv": old, "m10.csv": new}, ONLY, snapshots="newest_counts")
    assert values(cleaned, "participants", "exited_on") == [None]
    assert ("snapshot_order", "note", "participants", None, "") in found(cleaned)


def test_rows_that_the_newest_lacks_are_dropped_or_kept(read):
    two, one = f"{PEOPLE}\n1;north;2023-02-01;;\n2;north;2023-02-01;;", f"{PEOPLE}\n1;north;2023-02-01;;"
    files = {"m07.csv": two, "m08.csv": one}
    dropped = read(files, ONLY, snapshots="newest_counts", order="name")
    assert values(dropped, "participants", "participant_id") == ["1"]
    assert ("gone", "set_aside", "participants", 3, "") in found(dropped)
    assert messages(dropped, "gone") == [
        "the newest snapshot m08.csv has the row no more; if it should count, write gone: keep"
    ]
    kept = read(files, ONLY, snapshots="newest_counts", order="name", gone="keep")
    assert values(kept, "participants", "participant_id") == ["1", "2"]
    assert ("gone", "note", "participants", 3, "") in found(kept)


TIMES = {
    "participants": {"columns": {**COLUMNS, "enrolled_on": "start"}},
    "time_registrations": {"columns": {**COLUMNS, "category": "hvad", "date": "dag", "minutes": "min"}},
}


def test_a_key_that_stands_twice_in_one_snapshot_is_no_key(read):
    """Two visits on one day, of 30 and 45 minutes in July and 30 and 50 in August: those of August stand, both."""
    head = "id;sted;start;hvad;dag;min"
    july = f"{head}\n1;north;2023-02-01;home;2023-03-01;30\n1;north;2023-02-01;home;2023-03-01;45"
    august = f"{head}\n1;north;2023-02-01;home;2023-03-01;30\n1;north;2023-02-01;home;2023-03-01;50"
    cleaned = read({"m07.csv": july, "m08.csv": august}, TIMES, snapshots="newest_counts", order="name")
    assert sorted(values(cleaned, "time_registrations", "hours")) == [0.5, 50 / 60]


def test_two_placements_of_the_newest_snapshot_with_one_key_stand_both(read):
    """They differ in their end alone; each is of the newest state, and none of them a correction of the other."""
    registers = {"placements": {"columns": {**COLUMNS, "started_on": "start", "ended_on": "slut"}}}
    july, august = (
        f"id;sted;start;slut\n1;north;2023-03-01;{a}\n1;north;2023-03-01;{b}"
        for a, b in (("2023-03-05", "2023-03-20"), ("2023-03-10", "2023-03-25"))
    )
    cleaned = read({"m07.csv": july, "m08.csv": august}, registers, snapshots="newest_counts", order="name")
    assert sorted(values(cleaned, "placements", "ended_on")) == ["2023-03-10", "2023-03-25"]


def test_a_newest_snapshot_that_lacks_most_rows_is_an_error_unless_it_is_said_what_becomes_of_them(read):
    """Of August the file of south is missing: two of three participations are gone."""
    head, of_south = PEOPLE, "\n2;south;2023-02-01;;\n3;south;2023-02-01;;"
    files = {"m07.csv": f"{head}\n1;north;2023-02-01;;{of_south}", "m08.csv": f"{head}\n1;north;2023-02-01;;"}
    cleaned = read(files, ONLY, snapshots="newest_counts", order="name")
    assert ("mostly_lost", "error", "participants", None, "") in found(cleaned)
    assert messages(cleaned, "mostly_lost")[0].startswith("the newest snapshot lacks 2 rows of participants")
    said = read(files, ONLY, snapshots="newest_counts", order="name", gone="drop")
    assert values(said, "participants", "participant_id") == ["1"]


def test_a_register_that_begins_in_a_later_snapshot(read):
    """No placement yet in the only month there is: the column is there, and empty."""
    cleaned = read({"m07.csv": f"{PEOPLE}\n1;north;2023-02-01;;"}, BOTH, snapshots="newest_counts", order="name")
    assert [finding[:3] for finding in found(cleaned, "snapshot_order")] == [("no_rows", "note", "placements")]
    assert cleaned.registers["placements"].empty


def test_one_file_may_hold_all_snapshots_by_a_column(read):
    head = "udtræk;id;sted;start;slut"
    rows = "2023-08-31;1;north;2023-02-01;\n2023-07-31;1;north;2023-02-01;2023-07-01\n2023-07-31;2;north;2023-02-01;"
    cleaned = read({"all.csv": f"{head}\n{rows}"}, ONLY, snapshots="newest_counts", order={"column": "udtræk"})
    assert values(cleaned, "participants", "participant_id", "exited_on") == [("1", None)]
    assert messages(cleaned, "superseded") == ["the snapshot of 2023-08-31 has the row's newer state"]
    assert not messages(cleaned, "column_not_used")


def test_a_key_may_be_the_files_own_number(read):
    """The start of placement 7 was put right in August: by its number it is the same one."""
    registers = {"placements": {"key": ["nr"], "columns": {**COLUMNS, "started_on": "start"}}}
    july, august = (f"nr;id;sted;start\n7;1;north;{day}" for day in ("2023-03-01", "2023-03-08"))
    cleaned = read(
        {"m07.csv": july, "m08.csv": august}, registers, snapshots="newest_counts", order="name", gone="keep"
    )
    assert values(cleaned, "placements", "started_on") == ["2023-03-08"]


def test_a_pattern_reads_the_files_of_its_folder(tmp_path):
    for name in ("a_1.csv", "a_10.csv", "a_2.csv", "b.csv", "~$a_3.csv", "below/a_4.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    made = Programme.model_validate(
        {"id": "p", "title": "P", "extracts": [{"file": "a_*.csv", "registers": {"plans": None}}]}
    )
    assert list(files_of(made, tmp_path)) == ["a_1.csv", "a_2.csv", "a_10.csv"]
    assert [extract.file for extract in expanded(made, tmp_path).extracts] == ["a_1.csv", "a_2.csv", "a_10.csv"]


STATE = st.tuples(st.sampled_from("ab"), st.integers(1, 3), st.none() | st.integers(4, 9))


@settings(max_examples=15, deadline=None)
@given(st.lists(st.lists(STATE, max_size=4, unique_by=lambda row: row[:2]), min_size=1, max_size=4))
def test_the_newest_snapshot_alone_is_what_counts_where_the_gone_are_dropped(tmp_path_factory, months):
    """Of plans with one state each, all snapshots come to what the newest alone would."""
    folder = tmp_path_factory.mktemp("raw")
    head = "participant_id;started_on;ended_on;form"
    lines = [
        "\n".join(
            [head, *(f"{who};{date(2023, start, 1)};{date(2023, end, 1) if end else ''};" for who, start, end in rows)]
        )
        for rows in [*months, [("z", 1, None)]]
    ]
    for number, text in enumerate(lines):
        (folder / f"m{number}.csv").write_text(text if text != head else f"{head}\nz;2023-01-01;;", encoding="utf-8")

    def states(pattern: str, **more) -> list[tuple]:
        extract = {"file": pattern, "registers": {"placements": None}, **more}
        made = Programme.model_validate({"id": "p", "title": "P", "extracts": [extract]})
        cleaned = cleaned_below(folder, made)
        return sorted(map(str, values(cleaned, "placements", "participant_id", "started_on", "ended_on")))

    newest = f"m{len(months) - 1}.csv"
    (folder / f"m{len(months)}.csv").unlink()
    assert states("m*.csv", snapshots="newest_counts", order="name", gone="drop") == states(newest)


def test_a_row_without_the_day_of_its_snapshot_is_an_error(read):
    rows = "udtræk;id;sted;start;slut\n2023-08-31;1;north;2023-02-01;\n;2;north;2023-02-01;"
    cleaned = read({"all.csv": rows}, ONLY, snapshots="newest_counts", order={"column": "udtræk"})
    assert found(cleaned, "gone") == [("value_missing", "error", "participants", 3, "udtræk")]


def test_a_file_of_many_may_be_empty_but_not_all(read):
    full, empty = f"{PEOPLE}\n1;north;2023-02-01;;", f"{PEOPLE}\n"
    some = read({"m07.csv": empty, "m08.csv": full}, ONLY)
    assert [finding[:2] for finding in found(some, "column_not_used")] == [("no_rows", "note")]
    assert {finding[:2] for finding in found(read({"m07.csv": empty, "m08.csv": empty}, ONLY))} == {
        ("no_rows", "error")
    }
