"""What forlob new makes of measurements side by side: a column an item and wave, and the scales that they are on."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forlob.guess.column_kinds import Column
from forlob.guess.score_grid import score_grid
from forlob.programme.wide_models import AfterEnrolment, WaveColumn
from tests.cli.conftest import cleaned

PEOPLE = "Borger-id;Startdato;Køn\n1;02-01-2023;Mand\n2;03-01-2023;Kvinde\n3;01-03-2023;Mand\n"


def errors(found):
    return found.findings[found.findings["severity"] == "error"]


def table(header, *rows):
    """The columns of a table as forlob new sees them."""
    return [
        Column(at, name, tuple(row[at] for row in rows if row[at] != "")) for at, name in enumerate(header.split(";"))
    ]


def grid_of(header, *rows):
    """(pattern, waves, items) of the grid in a table; None where there is none."""
    grid = score_grid(table(header, *(row.split(";") for row in rows)))
    return grid and (grid.pattern, list(grid.waves), list(grid.items))


def lines(text, start, end):
    """The lines from the one that begins with a word to the one before another, without comments."""
    rest = [line.partition("#")[0].rstrip() for line in text.splitlines()]
    first = rest.index(start)
    return [line for line in rest[first : rest.index(end, first) if end else None] if line]


def test_scores_side_by_side_are_measurements(begin, capsys):
    """Two items in two waves: person 1 has all four scores, person 2 the two of the first wave; 9 is no answer.

    The day of the first wave stands in the file. That of the second does not: ninety days after the enrolment is
    proposed, 2 April for person 1. Person 3 has answered nothing but 9, in the second wave.
    """
    scores = (
        "Borger-id;Trivsel_t0;Søvn_t0;Trivsel_t1;Søvn_t1;Dato_t0\n1;2;3;5;4;09-01-2023\n2;1;4;;;10-01-2023\n3;;;9;9;\n"
    )
    code, text, programme = begin({"deltagere.csv": PEOPLE, "glad.csv": scores})
    assert code == 0
    assert lines(text, "  - file: glad.csv", "projects:") == [
        "  - file: glad.csv",
        '    format: {encoding: utf-8, delimiter: ";", dates: ["%d-%m-%Y"]}',
        "    registers:",
        "      measurements:",
        "        columns:",
        "          participant_id: Borger-id",
        '        wide: {columns: "{item}_{wave}", waves: {t0: {column: Dato_t0}, t1: "+90 days"}}',
        '        values: {score: {"9": null}}',
    ]
    assert lines(text, "scales:", None) == [
        "scales:",
        "  glad:",
        "    name: {da: glad, en: glad}",
        "    from: 1",
        "    to: 5",
        "    items:",
        "      trivsel: {da: Trivsel, en: Trivsel}",
        "      sovn: {da: Søvn, en: Søvn}",
    ]
    said = capsys.readouterr().out
    assert said.count("are Trivsel and Søvn items of a scale, measured in the waves t0, t1?") == 1
    assert "measurements needs" not in said
    assert said.count("when was t1? No column tells") == 1 and said.count("is 9 no answer?") == 1
    assert said.count("the lowest and highest score possible; those in the file are from 1 to 5") == 1
    found = cleaned(programme)
    assert errors(found).empty
    rows = found.registers["measurements"][["participant_id", "item", "measured_on", "score"]]
    assert [(p, item, day.date(), score) for p, item, day, score in rows.dropna().itertuples(index=False)] == [
        ("1", "trivsel", date(2023, 1, 9), 2),
        ("1", "sovn", date(2023, 1, 9), 3),
        ("1", "trivsel", date(2023, 4, 2), 5),
        ("1", "sovn", date(2023, 4, 2), 4),
        ("2", "trivsel", date(2023, 1, 10), 1),
        ("2", "sovn", date(2023, 1, 10), 4),
    ]


def test_scores_beside_the_participants(begin):
    """Items of one word and a number are a scale of that name, the others one of the file's name."""
    people = (
        "Borger-id;Startdato;Køn;WHO5_1_start;WHO5_2_start;humor_start;WHO5_1_slut;WHO5_2_slut;humor_slut\n"
        "1;02-01-2023;Mand;0;3;7;5;4;10\n2;03-01-2023;Kvinde;2;2;1;;;\n"
    )
    programme = begin({"deltagere.csv": people})[2]
    registers = programme.extracts[0].registers
    assert list(registers) == ["participants", "measurements"]
    assert registers["measurements"].columns == {"participant_id": "Borger-id"}
    assert registers["measurements"].wide.waves == {"start": AfterEnrolment(days=0), "slut": AfterEnrolment(days=90)}
    scales = {code: (scale.from_, scale.to, list(scale.items)) for code, scale in programme.scales.items()}
    assert scales == {"who5": (0, 5, ["who5_1", "who5_2"]), "deltagere": (1, 10, ["humor"])}
    found = cleaned(programme)
    assert errors(found).empty
    assert len(found.registers["participants"]) == 2 and len(found.registers["measurements"]) == 9
    assert set(found.registers["measurements"]["instrument"]) == {"who5", "deltagere"}


def test_the_day_of_the_first_wave_may_be_that_of_the_enrolment(begin):
    people = "Borger-id;Start dato;Køn;A start;B start;A slut;B slut\n1;02-01-2023;Mand;1;2;3;4\n"
    registers = begin({"deltagere.csv": people})[2].extracts[0].registers
    assert registers["participants"].columns["enrolled_on"] == "Start dato"
    assert registers["measurements"].wide.waves["start"] == WaveColumn(column="Start dato")


def test_files_of_the_same_items_share_their_scale(begin):
    """Two places ask the same two items; in the second the answers go up to 7. A third file has one of them too."""
    head = "Borger-id;q1_t0;q2_t0;q1_t1;q2_t1\n"
    other = "Borger-id;q1_t0;q9_t0;q1_t1;q9_t1\n2;1;2;3;1\n"
    files = {"nord.csv": head + "1;1;2;3;4\n", "syd.csv": head + "2;7;2;3;4\n", "vest.csv": other}
    programme = begin({"deltagere.csv": PEOPLE, **files})[2]
    assert {code: (scale.from_, scale.to) for code, scale in programme.scales.items()} == {
        "nord": (1, 7),
        "vest": (1, 3),
    }
    said = [extract.constants.get("instrument") for extract in programme.extracts]
    assert said == [None, "nord", "nord", "vest"]
    found = cleaned(programme)
    assert errors(found).empty
    assert found.registers["measurements"]["instrument"].value_counts().to_dict() == {"nord": 8, "vest": 4}


def test_the_file_of_scores_may_be_all_there_is(begin):
    """No name says that Kode is the id; what the file tells of persons makes it the participants too."""
    people = "Kode;Køn;A_t0;B_t0;A_t1;B_t1\nx1;Mand;1;2;3;4\nx2;Kvinde;2;2;3;4\n"
    registers = begin({"trivsel.csv": people})[2].extracts[0].registers
    assert registers["measurements"].columns == {"participant_id": "Kode"}
    assert registers["participants"].columns["participant_id"] == "Kode"


@pytest.mark.parametrize(
    ("headers", "pattern", "waves", "items"),
    [
        ("humor-uge0;søvn-uge0;humor-uge4;søvn-uge4", "{item}-{wave}", ["uge0", "uge4"], ["humor", "søvn"]),
        ("humor_uge_0;søvn_uge_0;humor_uge_4;søvn_uge_4", "{item}_{wave}", ["uge_0", "uge_4"], ["humor", "søvn"]),
        ("t0_q1;t0_q2;t1_q1;t1_q2", "{wave}_{item}", ["t0", "t1"], ["q1", "q2"]),
        ("q1t0;q2t0;q1t1;q2t1", "{item}{wave}", ["t0", "t1"], ["q1", "q2"]),
        ("GladFør;GladEfter;RoFør;RoEfter", "{item}{wave}", ["Før", "Efter"], ["Glad", "Ro"]),
        ("Glad (før);Ro (før);Glad (efter);Ro (efter)", "{item} ({wave})", ["før", "efter"], ["Glad", "Ro"]),
        (
            "Er du glad? 3 mdr;Ro? 3 mdr;Er du glad? 1 md;Ro? 1 md",
            "{item}? {wave}",
            ["3 mdr", "1 md"],
            ["Er du glad", "Ro"],
        ),
        ("Glad 3 mdr;Ro 3 mdr;Glad 12 mdr;Ro 12 mdr", "{item} {wave}", ["3 mdr", "12 mdr"], ["Glad", "Ro"]),
        ("Glad.2022;Ro.2022;Glad.2023;Ro.2023", "{item}.{wave}", ["2022", "2023"], ["Glad", "Ro"]),
        ("Glad_T0;Ro_t0;Glad_T1;Ro_t1", "{item}_{wave}", ["t0", "t1"], ["Glad", "Ro"]),
    ],
)
def test_which_headers_name_an_item_and_a_wave(headers, pattern, waves, items):
    assert grid_of(headers, "1;2;3;4", "2;2;3;5") == (pattern, waves, items)


def test_waves_of_bare_numbers_are_known_by_their_dates():
    numbers = "Glad_1;Ro_1;Glad_2;Ro_2"
    assert grid_of(numbers, "1;2;3;4") is None
    with_days = grid_of(f"{numbers};Dato_1;Dato_2", "1;2;3;4;09-01-2023;09-04-2023")
    assert with_days == ("{item}_{wave}", ["1", "2"], ["Glad", "Ro"])


@pytest.mark.parametrize(
    ("headers", "row", "why"),
    [
        ("Løn_t0;Timer_t0;Løn_t1;Timer_t1", "24000;37;25000;30", "no small numbers"),
        ("Vægt_t0;Fedt_t0;Vægt_t1;Fedt_t1", "7,5;2,5;7,1;2,2", "no whole numbers"),
        ("Vægt_t0;Fedt_t0;Vægt_t1;Fedt_t1", "7.5;2.5;7;2 6;1;6.5;3.5", "half of them no whole numbers"),
        ("Glad_t0;Glad_t1;Glad_t2", "1;2;3", "one item"),
        ("Glad_t0;Ro_t0;Håb_t0", "1;2;3", "one wave"),
        ("Glad_t0;Glad_t1;Ro_t1;Ro_t2", "1;2;3;4", "no two items in the same waves"),
        ("WHO5_1;WHO5_2;GSE_1;GSE_2", "1;2;3;4", "numbers of items, not of waves"),
        ("Mentor_t0;Kursus_t0;Mentor_t1;Kursus_t1", "0;1;1;0", "ticks"),
        ("Glad_t0;glad_t0;Ro_t0;Glad_t1;Ro_t1", "1;2;3;4;5", "an item twice in a wave"),
        ("Børn;Timer pr. uge;Alder;Matchgruppe", "1;2;3;4", "no waves"),
    ],
)
def test_what_is_no_grid_of_scores(headers, row, why):
    assert grid_of(headers, *row.split(" ")) is None, why


def test_an_item_of_other_waves_is_left_to_the_researcher():
    found = grid_of("Glad_t0;Ro_t0;Glad_t1;Ro_t1;Håb_t1", "1;2;3;4;5")
    assert found == ("{item}_{wave}", ["t0", "t1"], ["Glad", "Ro"])


@pytest.mark.parametrize(
    ("waves", "days"),
    [
        ("uge0 uge12", [AfterEnrolment(days=0), AfterEnrolment(days=84)]),
        ("1mdr 3mdr", [AfterEnrolment(days=30), AfterEnrolment(days=90)]),
        ("dag1 dag30", [AfterEnrolment(days=1), AfterEnrolment(days=30)]),
        ("måling1 måling2", [AfterEnrolment(days=0), AfterEnrolment(days=90)]),
        ("2022 2023", [date(2022, 1, 1), date(2023, 1, 1)]),
        ("2022-05 2023-05", [date(2022, 5, 1), date(2023, 5, 1)]),
        ("2022-05-31 2023-05-01", [date(2022, 5, 31), date(2023, 5, 1)]),
    ],
)
def test_when_waves_are_proposed_to_be(begin, waves, days):
    first, second = waves.split()
    head = f"Borger-id;Glad_{first};Ro_{first};Glad_{second};Ro_{second}\n"
    code, text, programme = begin({"deltagere.csv": PEOPLE, "skema.csv": head + "1;1;2;3;4\n"})
    assert list(programme.extracts[1].registers["measurements"].wide.waves.values()) == days
    assert ("decide: when was" in text) == (waves != "2022-05-31 2023-05-01")


def test_where_no_file_tells_the_enrolment_waves_are_days(begin):
    """A number of days after an enrolment that nothing tells could not be read."""
    code, text, programme = begin({"skema.csv": "Borger-id;A_t0;B_t0;A_t1;B_t1\n1;1;2;3;4\n"})
    assert code == 0
    waves = programme.extracts[0].registers["measurements"].wide.waves
    assert set(waves.values()) == {date(1900, 1, 1)} and "write its day in place of 1900-01-01" in text


ITEMS = st.lists(st.sampled_from(["Glad", "Ro", "Håb", "q1", "q2", "WHO5_1"]), min_size=2, max_size=6, unique=True)
WAVES = st.lists(st.sampled_from(["t0", "t1", "slut", "uge4", "2023"]), min_size=2, max_size=5, unique=True)


@given(ITEMS, WAVES, st.sampled_from("_- ."), st.randoms(use_true_random=False))
def test_a_grid_is_found_in_any_order_of_its_columns(items, waves, between, chance):
    headers = [f"{item}{between}{wave}" for item in items for wave in waves]
    chance.shuffle(headers)
    scores = [str(at % 4) for at in range(len(headers))]
    found = grid_of(";".join(["Køn", *headers]), ";".join(["M", *scores]))
    assert found is not None
    pattern, in_waves, of_items = found
    assert pattern == f"{{item}}{between}{{wave}}"
    assert (sorted(in_waves), sorted(of_items)) == (sorted(waves), sorted(items))
