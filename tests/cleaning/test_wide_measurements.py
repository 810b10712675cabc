"""Measurements from a file with a column an item and wave."""

import pytest

from forlob.cleaning.clean import clean
from forlob.programme.check_names import wrong_names
from forlob.programme.programme import Programme
from tests.cleaning.stories import KEY, PARTICIPATIONS, PROJECTS, found, messages, programme, table, values

SCALES = {"ladder": {"name": "Stigen", "items": {"sleep": "Søvn", "mood": "Humør"}, "from": 0, "to": 10}}
WAVES = {"t0": "2012-02-15", "t1": "+90 days", "t2": {"column": "Dato_t2"}}
SHEET = """
    nr; Søvn_t0; Humør_t0; Søvn_t1; Humør_t1; Søvn_t2; Humør_t2; Dato_t2
    1; 3; 4; 5; ; 7; 8; 2012-03-01
    2; 2; 2; ; ; 9; ; 2012-04-02
"""


def read(text=SHEET, columns="{item}_{wave}", waves=None, scales=None, participations=PARTICIPATIONS, **entry):
    """What becomes of one wide file beside the three participations."""
    mapping = {"columns": {"participant_id": "nr"}, "wide": {"columns": columns, "waves": waves or WAVES}}
    mapping |= entry.pop("mapping", {})
    extracts = [
        {"file": "p.csv", "registers": {"participants": None}},
        {"file": "m.csv", "registers": {"measurements": mapping}, **entry},
    ]
    made = programme(extracts, **({"scales": SCALES} if scales is None else scales))
    return clean(made, {0: table(participations, "p.csv"), 1: table(text, "m.csv")}, lambda: KEY)


def scores(cleaned):
    return values(cleaned, "measurements", "participant_id", "project", "measured_on", "item", "score")


def test_each_filled_cell_is_a_measurement_on_the_day_of_its_wave():
    """Person 2 enrolled on 1 February; person 1's first enrolment was on 10 January, and 90 days on is 9 April."""
    cleaned = read()
    assert scores(cleaned) == [
        ("1", "north", "2012-02-15", "sleep", 3.0),
        ("1", "north", "2012-02-15", "mood", 4.0),
        ("1", "north", "2012-04-09", "sleep", 5.0),
        ("1", "north", "2012-03-01", "sleep", 7.0),
        ("1", "north", "2012-03-01", "mood", 8.0),
        ("2", "north", "2012-02-15", "sleep", 2.0),
        ("2", "north", "2012-02-15", "mood", 2.0),
        ("2", "north", "2012-04-02", "sleep", 9.0),
    ]
    assert set(values(cleaned, "measurements", "instrument")) == {"ladder"}
    assert found(cleaned, "participation_unclear") == []
    assert cleaned.rows.to_numpy().tolist()[1] == ["measurements", 8, 8, 0]


def test_a_wave_after_enrolment_counts_from_the_enrolment_in_the_same_row():
    """The file feeds participants: 1 was enrolled twice, and 60 days after the first lies in the second stay."""
    text = """
        nr; ind; ud; sted; Søvn 0; Søvn 1
        1; 2012-01-10; 2012-01-31; Nord; 3; 4
        1; 2012-03-01; ; Syd; 5; 6
    """
    columns = {"participant_id": "nr", "project": "sted", "enrolled_on": "ind", "exited_on": "ud"}
    wide = {"columns": "{item} {wave}", "waves": {0: "+0 days", 1: "+8 weeks"}}
    registers = {
        "participants": {"columns": columns},
        "measurements": {"columns": {"participant_id": "nr"}, "wide": wide},
    }
    made = programme([{"file": "f.csv", "registers": registers}], scales=SCALES)
    cleaned = clean(made, {0: table(text)}, lambda: KEY)
    assert scores(cleaned) == [
        ("1", "north", "2012-01-10", "sleep", 3.0),
        ("1", "north", "2012-03-06", "sleep", 4.0),
        ("1", "south", "2012-03-01", "sleep", 5.0),
        ("1", "south", "2012-04-26", "sleep", 6.0),
    ]
    assert found(cleaned) == []


def test_the_same_as_an_entry_a_column():
    """24 entries or three lines: three items, two waves, and the same rows."""
    text = "nr; d0; d1; q1_t0; q2_t0; q1_t1; q2_t1\n1; 2012-02-01; 2012-03-01; 1; 2; 3; \n"
    text += "2; 2012-02-02; 2012-03-02; 4; ; 5; 6"
    values_ = {"values": {"item": {"1": "sleep", "2": "mood"}}}
    wide = read(
        text,
        "q{item}_{wave}",
        {"t0": {"column": "d0"}, "t1": {"column": "d1"}},
        mapping={
            "columns": {"participant_id": "nr"},
            "wide": {"columns": "q{item}_{wave}", "waves": {"t0": {"column": "d0"}, "t1": {"column": "d1"}}},
            **values_,
        },
    )
    extracts = [{"file": "p.csv", "registers": {"participants": None}}]
    for item, name in (("q1", "sleep"), ("q2", "mood")):
        for wave in ("0", "1"):
            columns = {"participant_id": "nr", "measured_on": f"d{wave}", "score": f"{item}_t{wave}"}
            constants = {"instrument": "ladder", "item": name}
            extracts.append(
                {"file": "m.csv", "constants": constants, "registers": {"measurements": {"columns": columns}}}
            )
    tables = {0: table(PARTICIPATIONS, "p.csv"), **{place: table(text, "m.csv") for place in range(1, 5)}}
    many = clean(programme(extracts, scales=SCALES), tables, lambda: KEY)
    wanted = [row for row in scores(many) if row[-1] is not None]
    assert sorted(scores(wide)) == sorted(wanted)
    assert found(wide) == []


def test_findings_name_the_column_of_the_file_and_each_day_is_looked_at_once():
    """A score of 11, a score that is a word, and one day that is none for two scores."""
    cleaned = read(SHEET.replace("3; 4; 5", "11; x; 5").replace("2012-03-01", "snart"))
    assert (
        found(cleaned)
        == [
            ("bad_date", "repaired", "measurements", 2, "Dato_t2"),
            ("bad_number", "repaired", "measurements", 2, "Humør_t0"),
            ("bad_number", "repaired", "measurements", 2, "Søvn_t0"),
            ("participation_unclear", "note", "measurements", 2, ""),
        ]
        or [f[0] for f in found(cleaned)].count("bad_date") == 1
    )


def test_a_wave_that_is_not_listed_and_an_item_that_is_misspelt():
    cleaned = read(SHEET.replace("Humør_t1", "Humør_t9"))
    assert messages(cleaned, "column_not_used") == [
        "the header names the wave 't9', which waves does not list; add it, or its scores are not read"
    ]
    cleaned = read(SHEET.replace("Søvn_t", "Sleeep_t"))
    assert {finding[:2] for finding in found(cleaned)} == {("column_missing", "error")}
    assert "'Sleeep' is no item of ladder (is it 'sleep'?)" in messages(cleaned, "column_missing")[0]
    cleaned = read(SHEET.replace("Humør_t", "Humr_t"))
    assert "'Humr' is no item of ladder (is it 'Humør'?)" in messages(cleaned, "column_missing")[0]


def test_a_column_that_is_no_item_is_noted_and_may_be_said_to_be_none():
    text = SHEET.replace("Dato_t2", "Dato_t2; Status_t0").replace("2012-03-01", "2012-03-01; ok")
    cleaned = read(text)
    assert messages(cleaned, "column_not_used") == [
        "the header fits wide.columns, but 'Status' is no item of ladder; its scores are not read"
    ]
    cleaned = read(text, mapping={"values": {"item": {"Status": None}}})
    assert messages(cleaned, "column_not_used") == []


def test_a_wave_without_a_column_is_an_error_that_names_it():
    cleaned = read(waves={**WAVES, "t7": "2012-05-01"})
    assert "no header is an item of the wave t7" in messages(cleaned, "column_missing")[0]
    cleaned = read(columns="{wave}-{item}")
    assert len(messages(cleaned, "column_missing")) == 1


def test_the_instrument_and_the_respondent_may_stand_in_the_header():
    scales = {"who": {"name": "WHO", "items": {"1": "Glad"}, "from": 0, "to": 5}, **SCALES}
    scales["ladder"] = {**SCALES["ladder"], "items": {"1": "Søvn"}}
    text = "nr; who_1_borger; ladder_1_borger; ladder_1_mentor\n2; 5; 9; 8"
    cleaned = read(text, "{instrument}_{item}_{respondent}", {"t0": "2012-03-01"}, {"scales": scales})
    assert values(cleaned, "measurements", "instrument", "item", "respondent", "score") == [
        ("who", "1", "borger", 5.0),
        ("ladder", "1", "borger", 9.0),
        ("ladder", "1", "mentor", 8.0),
    ]
    cleaned = read(
        text.replace("ladder_1_mentor", "1_x"), "{item}_{respondent}", {"t0": "2012-03-01"}, {"scales": scales}
    )
    assert "have the item '1': say constants: {instrument: ...}" in " ".join(messages(cleaned, "column_not_used"))


def test_without_scales_the_items_are_what_the_headers_say():
    cleaned = read(scales={}, constants={"instrument": "stige"})
    assert set(values(cleaned, "measurements", "instrument", "item")) == {("stige", "Søvn"), ("stige", "Humør")}
    cleaned = read(scales={})
    assert messages(cleaned, "column_missing") == [
        "nothing tells the instrument of measurements; say constants: {instrument: ...}, or declare scales"
    ]


@pytest.mark.parametrize(
    ("register", "wide", "said"),
    [
        ("spells", {"columns": "{item}_{wave}", "waves": WAVES}, "has the keys headers"),
        ("measurements", {"headers": "%b.%y"}, "has the keys columns (a pattern) and waves"),
        ("plans", {"headers": "%b.%y"}, "only spells and measurements are"),
        ("measurements", {"columns": "{item}_{wave}", "waves": {"t1": "+90 days"}}, "no file feeds participants"),
    ],
)
def test_what_is_wrong_with_wide_is_said(register, wide, said):
    extract = {"file": "f.csv", "registers": {register: {"wide": wide}}}
    made = Programme.model_validate({"id": "p", "title": "P", "projects": PROJECTS, "extracts": [extract]})
    assert any(said in problem for _, problem in wrong_names(made))


@pytest.mark.parametrize("columns", ["{wave}", "{item}_{week}", "{item}", "{item}{item}_{wave}"])
def test_a_pattern_names_item_and_wave_once(columns):
    wide = {"columns": columns, "waves": {"a": "2012-01-01", "b": "2012-01-02"}}
    extract = {"file": "f.csv", "registers": {"measurements": {"wide": wide}}}
    with pytest.raises(ValueError, match="columns|known"):
        Programme.model_validate({"id": "p", "title": "P", "projects": PROJECTS, "extracts": [extract]})
