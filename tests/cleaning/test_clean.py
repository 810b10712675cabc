"""The cleaning as a whole: what is reported together, and what holds for any extract."""

import pandas as pd
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from forlob.cleaning.clean import Cleaned, clean
from forlob.extracts.raw_tables import FileProblem, RawTable, raw_table
from tests.cleaning.stories import KEY, PARTICIPATIONS, found, programme, story, table

#: A case takes a tenth of a second, so there are few, and a failing one is shown as it was found.
FEW = settings(max_examples=8, phases=[Phase.explicit, Phase.generate])


def test_all_problems_of_all_files_are_reported_at_once():
    extracts = [
        {"file": f"{name}.csv", "registers": {name: None}} for name in ("participants", "plans", "placements", "tasks")
    ]
    tables = {
        0: table("participant_id; project; enrolled_on\n1; Øst; 2012-01-10\n2; north; 2012-02-31", "participants.csv"),
        1: FileProblem("file_missing", "the file is not there"),
        2: table("participant_id; started_on; ended_on\n1; 2012-02-31; x", "placements.csv"),
        3: table("participant_id; task\n1; Flyvning", "tasks.csv"),
    }
    cleaned = clean(programme(extracts), tables, lambda: KEY)
    assert cleaned.registers == {}
    assert found(cleaned) == [
        ("file_missing", "error", "", None, ""),
        ("unknown_project", "error", "participants", 2, "project"),
        ("bad_date", "error", "participants", 3, "enrolled_on"),
        ("column_missing", "error", "tasks", 1, "done_on"),
        ("bad_date", "repaired", "placements", 2, "ended_on"),
        ("bad_date", "repaired", "placements", 2, "started_on"),
        ("unknown_answer", "repaired", "tasks", 2, "task"),
    ]


def test_rows_are_counted_by_register():
    plans = "participant_id; started_on\n1; 2012-02-01\n1; 2012-02-01\n7; 2012-02-01"
    cleaned = story({"participants": PARTICIPATIONS, "plans": plans})
    assert cleaned.rows.to_dict("records") == [
        {"register": "participants", "read": 3, "kept": 3, "set_aside": 0},
        {"register": "plans", "read": 3, "kept": 1, "set_aside": 2},
    ]


def test_what_of_the_cleaning_is_about_one_project():
    """Of the plans one is of each of person 1's participations and one of nobody; the second participation in south
    stands twice.
    """
    participations = PARTICIPATIONS + "    1; south; 2012-06-01; 2012-08-31\n    3; south; 2012-07-01; 2012-05-01\n"
    plans = "participant_id; started_on; other\n1; 2012-02-01; a\n1; 2012-07-01; b\n9; 2012-07-01; c"
    cleaned = story({"participants": participations, "plans": plans})
    south = cleaned.result.of("south")
    assert south.rows.to_dict("records") == [
        {"project": "south", "register": "participants", "read": 3, "kept": 2, "set_aside": 1},
        {"project": "south", "register": "plans", "read": 1, "kept": 1, "set_aside": 0},
    ]
    assert found(south) == [
        ("duplicate_participation", "set_aside", "participants", 5, ""),
        ("exit_before_enrolment", "repaired", "participants", 6, "exited_on"),
        ("column_not_used", "note", "", None, "other"),
    ]
    assert ("orphan", "set_aside", "plans", 4, "participant_id") in found(cleaned)


def test_a_programme_of_counts_and_excerpts_needs_no_participants():
    aggregates = "measure; n; of; project; as_of\nfunnel.first_interview; 1.234; 2.000; ; 2013-06-30"
    excerpts = "source; speaker; theme; text\nfokusgruppe; A; naboskab; Vi mødes 12345678"
    cleaned = story({"aggregates": aggregates, "excerpts": excerpts})
    assert cleaned.registers["aggregates"].iloc[0].to_dict() | {"project": None} == {
        "project": None,
        "measure": "funnel.first_interview",
        "n": 1234.0,
        "of": 2000.0,
        "as_of": pd.Timestamp("2013-06-30"),
    }
    assert cleaned.registers["excerpts"]["text"].tolist() == ["Vi mødes […]"]


def test_the_types_are_those_of_the_architecture():
    head = "participant_id; project; enrolled_on; age; gender; weight; exited_on\n"
    cleaned = story({"participants": head + "1; north; 2012-01-10; 34; Mand; 1,5;"})
    assert {name: str(dtype) for name, dtype in cleaned.registers["participants"].dtypes.items()} == {
        "participation_id": "Int64",
        "participant_id": "string",
        "project": "string",
        "enrolled_on": "datetime64[us]",
        "age": "Int64",
        "gender": "string",
        "weight": "float64",
        "exited_on": "datetime64[us]",
    }


def test_a_register_may_lose_all_its_rows():
    rows = "participant_id; category; date; minutes; mentor_id; time_of_day\n1; home; 2011-02-01; 30; m; 10:00"
    placements = "participant_id; started_on; ended_on; form\n1; 2011-02-01; ; Enkeltplads"
    registers = {"participants": PARTICIPATIONS, "time_registrations": rows, "placements": placements}
    cleaned = story(registers, period={"from": "2012-01-01"})
    assert [len(cleaned.registers[name]) for name in ("participants", "placements", "time_registrations")] == [3, 0, 0]


def test_nobody_may_be_left():
    participations = "participant_id; project; enrolled_on; birth_date; exited_on\n1; north; 2011-01-10; 1990-01-01;"
    placements = "participant_id; started_on; ended_on; company_id\n1; 2012-02-01; ; 7"
    efforts = "participant_id; effort\n1; none"
    registers = {"participants": participations, "placements": placements, "parallel_efforts": efforts}
    cleaned = story(registers, period={"from": "2012-01-01"})
    assert [len(frame) for frame in cleaned.registers.values()] == [0, 0, 0]


# ---- Any extract: participants and placements with cells of all kinds ----

IDS = st.sampled_from(["1", "2", " 2", "3", "", "010190-1234"])
DAYS = st.sampled_from(["2012-01-10", "10-02-2012", "2012-02-31", "", "2012-03-05", "x", "2013-01-01", "41000"])
PROJECT = st.sampled_from(["north", "Nord ", "SYD", "Øst", ""])
ANSWER = st.sampled_from(["Mand", "kvinde", "KVINDE", "", "?", "Uoplyst", "Mnad"])
NUMBER = st.sampled_from(["37,5", "37.5", "", "x", "1.000", "-4"])
PARTICIPATION = st.tuples(IDS, PROJECT, DAYS, DAYS, ANSWER, NUMBER)
PLACEMENT = st.tuples(IDS, PROJECT, DAYS, DAYS, NUMBER)
HEADERS = {
    "participants": ["participant_id", "project", "enrolled_on", "exited_on", "gender", "weight"],
    "placements": ["participant_id", "project", "started_on", "ended_on", "hours_per_week"],
}
EXTRACTS = st.fixed_dictionaries(
    {
        "participants": st.lists(PARTICIPATION, min_size=1, max_size=30),
        "placements": st.lists(PLACEMENT, min_size=1, max_size=30),
    }
)


def raw(register: str, rows: list, file: str = "") -> RawTable | FileProblem:
    try:
        records = dict(enumerate([HEADERS[register], *rows], 1))
        return raw_table(file or f"{register}.csv", records, 1, decimal=",")
    except FileProblem as problem:
        return problem


def cleaned_of(extracts: dict[str, list], split: int | None = None) -> Cleaned:
    """Everything that is unreadable becomes not registered; `split` puts the rows after it into a second file."""
    files, tables = [], {}
    for register, rows in extracts.items():
        for part in [rows] if split is None else [rows[:split], rows[split:]]:
            if part:
                name = f"{register}{len(files)}.csv"
                tables[len(files)] = raw(register, part, name)
                files.append({"file": name, "registers": {register: {"unknown": "not_registered"}}})
    made = programme(files, period={"from": "2012-01-01", "to": "2012-12-31"})
    return clean(made, tables, lambda: KEY)


def content(cleaned: Cleaned) -> dict[str, list]:
    """Each register's rows in no order, without the numbers of the participations."""
    return {
        name: sorted(tuple(map(str, row)) for row in frame.drop(columns="participation_id").itertuples(index=False))
        for name, frame in cleaned.registers.items()
    }


def no_file_is_empty(cleaned: Cleaned) -> bool:
    return not (cleaned.findings["severity"] == "error").any()


@FEW
@given(EXTRACTS)
def test_rows_read_are_rows_kept_and_rows_set_aside(extracts):
    cleaned = cleaned_of(extracts)
    if no_file_is_empty(cleaned):
        aside = cleaned.findings[cleaned.findings["severity"] == "set_aside"].groupby("register").size()
        for row in cleaned.rows.to_dict("records"):
            assert row["read"] == sum(any(cell.strip() for cell in r) for r in extracts[row["register"]])
            assert row["kept"] == len(cleaned.registers[row["register"]])
            assert row["read"] == row["kept"] + aside.get(row["register"], 0)


@FEW
@given(EXTRACTS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_placement(extracts, random):
    """Of participations, the last in the file is kept where nothing else tells duplicates apart."""
    shuffled = {**extracts, "placements": random.sample(extracts["placements"], len(extracts["placements"]))}
    assert content(cleaned_of(extracts)) == content(cleaned_of(shuffled))


@FEW
@given(EXTRACTS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_participation_that_stands_once(extracts, random):
    once = {(r[0].strip(), r[1].strip().casefold()): r for r in extracts["participants"]}
    rows = list(once.values())
    shuffled = {**extracts, "participants": random.sample(rows, len(rows))}
    original = content(cleaned_of({**extracts, "participants": rows}))
    if not any("Nord " in r and "north" in [o[1] for o in rows] for r in rows):
        assert content(cleaned_of(shuffled)) == original


@FEW
@given(EXTRACTS, st.integers(1, 6))
def test_two_files_are_as_one(extracts, split):
    one, two = cleaned_of(extracts), cleaned_of(extracts, split)
    if no_file_is_empty(one) and no_file_is_empty(two):
        assert content(one) == content(two)
        assert one.rows.equals(two.rows)


@FEW
@given(EXTRACTS)
def test_every_filled_cell_that_cannot_be_read_has_one_finding(extracts):
    cleaned = cleaned_of(extracts)
    rules = ["bad_date", "bad_number", "unknown_answer", "unknown_project"]
    unread = cleaned.findings[cleaned.findings["rule"].isin(rules)]
    assert not unread.duplicated(["file", "row", "column"]).any()
    bad = {
        "enrolled_on": DAY_ERRORS,
        "exited_on": DAY_ERRORS,
        "started_on": DAY_ERRORS,
        "ended_on": DAY_ERRORS,
        "project": {"Øst"},
        "gender": {"?", "Mnad"},
        "weight": {"x", "37.5"},
        "hours_per_week": {"x", "37.5"},
    }
    expected = set()
    for register, rows in extracts.items():
        seen = set()
        for number, row in enumerate(rows, 2):
            stripped = tuple(cell.strip() for cell in row)
            cells = zip(HEADERS[register], stripped, strict=True) if stripped not in seen else ()
            expected |= {(f"{register}", number, column) for column, cell in cells if cell in bad.get(column, ())}
            seen.add(stripped)
    assert set(zip(unread["register"], unread["row"], unread["column"], strict=True)) == expected


DAY_ERRORS = {"2012-02-31", "x", "41000"}
CLEAN_PARTICIPATIONS = st.lists(
    st.tuples(
        st.sampled_from(["north", "Sydprojektet"]),
        st.dates(pd.Timestamp("2012-01-01").date(), pd.Timestamp("2012-06-30").date()),
        st.integers(0, 100),
        st.sampled_from(["Mand", "Kvinde", ""]),
    ),
    min_size=1,
    max_size=8,
)


@FEW
@given(CLEAN_PARTICIPATIONS)
def test_a_clean_extract_has_no_findings(participations):
    rows = [
        [str(number), project, str(day), str(day + pd.Timedelta(days=length)), gender, ""]
        for number, (project, day, length, gender) in enumerate(participations)
    ]
    placements = [[row[0], row[1], row[2], row[3], "37,5"] for row in rows]
    cleaned = cleaned_of({"participants": rows, "placements": placements})
    assert found(cleaned) == []
    assert cleaned.rows["kept"].tolist() == [len(rows)] * 2


@FEW
@given(
    CLEAN_PARTICIPATIONS, st.sampled_from([str.upper, str.lower, lambda text: f"  {text} ", lambda text: f"{text}."])
)
def test_case_spaces_and_punctuation_lead_to_the_same_codes(participations, change):
    rows = [[str(n), project, str(day), "", gender, ""] for n, (project, day, _, gender) in enumerate(participations)]
    changed = [[row[0], change(row[1]), *row[2:4], change(row[4]) if row[4] else "", ""] for row in rows]
    one, other = cleaned_of({"participants": rows}), cleaned_of({"participants": changed})
    assert content(one) == content(other)
    assert set(other.findings["rule"]) <= {"spelling"}


def test_the_same_extract_gives_the_same_bytes():
    text = "participant_id; started_on; ended_on\n2; 2012-02-31; x\n2; 2012-02-01; 2012-01-01\n7; 2012-02-01;"
    one, other = (story({"participants": PARTICIPATIONS, "placements": text}) for _ in range(2))
    assert one.findings.to_csv() == other.findings.to_csv()
    assert all(one.registers[name].equals(other.registers[name]) for name in one.registers)
