"""Registers from a long file: one answer a row, the questions of a form being the columns of a register."""

import random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forlob.cleaning.clean import clean
from tests.cleaning.stories import KEY, found, messages, programme, table, values

LONG = {"question": "Spørgsmål", "answer": "Svar", "form": "Skema", "date": "Dato", "row": ["Borger-id", "Nr"]}
HEAD = "Borger-id; Skema; Nr; Dato; Spørgsmål; Svar"
PARTICIPATIONS = """
    participant_id; project; enrolled_on
    1; north; 2012-01-10
    2; north; 2012-02-01
"""
PLACEMENTS = {
    "participant_id": "Borger-id",
    "started_on": {"question": "Start", "form": "Praktik"},
    "ended_on": {"question": "Slut", "form": "Praktik"},
    "form": {"question": "Form"},
}
TWO_PLACEMENTS = """
    1; Praktik; 7; 01-03-2012; Start; 01-02-2012
    1; Praktik; 7; 01-03-2012; Slut; 28-02-2012
    1; Praktik; 7; 01-03-2012; Form; Enkeltplads
    1; Praktik; 8; 01-05-2012; Start; 01-04-2012
    1; Praktik; 8; 01-05-2012; Form; Virksomhedscenter
"""


def read(rows, registers, long=None, head=HEAD, **more):
    """What becomes of a long file that feeds some registers, beside two participations."""
    extracts = [
        {"file": "participations.csv", "registers": {"participants": None}},
        {
            "file": "svar.csv",
            "format": {"dates": ["%d-%m-%Y"]},
            "long": LONG if long is None else long,
            "registers": registers,
        },
    ]
    tables = {0: table(PARTICIPATIONS, "participations.csv"), 1: table(f"{head}\n{rows.strip()}", "svar.csv")}
    return clean(programme(extracts, **more), tables, lambda: KEY)


def placements(cleaned):
    return values(cleaned, "placements", "participant_id", "started_on", "ended_on", "form")


def test_the_answers_of_a_form_are_a_row_and_two_forms_are_two():
    cleaned = read(TWO_PLACEMENTS, {"placements": {"columns": PLACEMENTS}})
    assert placements(cleaned) == [
        ("1", "2012-02-01", "2012-02-28", "single"),
        ("1", "2012-04-01", None, "company_centre"),
    ]
    assert found(cleaned) == [("open_end", "note", "placements", 5, "Praktik: Slut")]
    assert cleaned.rows.values.tolist() == [["participants", 2, 2, 0], ["placements", 2, 2, 0]]


def test_a_finding_points_to_the_row_of_the_answer():
    rows = TWO_PLACEMENTS.replace("28-02-2012", "30-02-2012").replace("Enkeltplads", "Enkelt plads?")
    rows = rows.replace("Virksomhedscenter", "et eller andet")
    cleaned = read(rows, {"placements": {"columns": PLACEMENTS}})
    assert found(cleaned, "open_end") == [
        ("bad_date", "repaired", "placements", 3, "Praktik: Slut"),
        ("spelling", "repaired", "placements", 4, "Form"),
        ("unknown_answer", "repaired", "placements", 6, "Form"),
    ]


def test_a_contradiction_between_answers_points_to_the_later_of_them():
    cleaned = read(TWO_PLACEMENTS.replace("28-02-2012", "28-01-2012"), {"placements": {"columns": PLACEMENTS}})
    assert found(cleaned, "open_end") == [("ends_before_start", "repaired", "placements", 3, "Praktik: Slut")]


def test_of_two_answers_to_a_question_the_latest_counts_wherever_it_stands():
    rows = """
    1; Praktik; 7; 01-06-2012; Start; 05-02-2012
    1; Praktik; 7; 01-03-2012; Start; 01-02-2012
    2; Praktik; 9; 01-03-2012; Start; 01-03-2012
    """
    cleaned = read(
        rows,
        {
            "placements": {"columns": {"participant_id": "Borger-id", "started_on": "Start"}}
            | {"row": ["Borger-id", "Nr"]}
        },
    )
    assert values(cleaned, "placements", "started_on") == ["2012-02-05", "2012-03-01"]
    assert found(cleaned) == [("answered_twice", "repaired", "placements", 3, "Start")]
    assert messages(cleaned, "answered_twice") == ["another answer stands in row 2, which counts"]


def test_without_a_date_the_last_in_the_file_counts():
    rows = "1; Praktik; 7; ; Start; 05-02-2012\n1; Praktik; 7; ; Start; 01-02-2012"
    cleaned = read(rows, {"placements": {"columns": PLACEMENTS}}, {**LONG, "date": None})
    assert values(cleaned, "placements", "started_on") == ["2012-02-01"]
    assert found(cleaned, "open_end", "column_not_used", "question_not_answered") == [
        ("answered_twice", "repaired", "placements", 2, "Praktik: Start")
    ]


def test_every_answer_to_a_question_of_several_is_a_row_that_shares_the_other_answers():
    rows = """
    1; Besøg; 3; 01-03-2012; Opgave; Kontakt til sagsbehandler
    1; Besøg; 3; 01-03-2012; Hvornår; 28-02-2012
    1; Besøg; 3; 01-03-2012; Opgave; Ledsagelse af borgeren
    1; Besøg; 3; 01-03-2012; Opgave; ???
    """
    tasks = {
        "participant_id": "Borger-id",
        "task": {"question": "Opgave", "each": True},
        "done_on": {"question": "Hvornår"},
    }
    cleaned = read(rows, {"tasks": {"columns": tasks}})
    assert values(cleaned, "tasks", "task", "done_on") == [
        ("contact_caseworker", "2012-02-28"),
        ("accompany", "2012-02-28"),
        (None, "2012-02-28"),
    ]
    assert found(cleaned) == [("unknown_answer", "repaired", "tasks", 5, "Opgave")]


def test_an_answer_delivered_twice_is_one():
    rows = "1; Besøg; 3; 01-03-2012; Opgave; Ledsagelse af borgeren\n" * 2
    each = {"participant_id": "Borger-id", "task": {"question": "Opgave", "each": True}, "done_on": "Dato"}
    cleaned = read(rows, {"tasks": {"columns": each}})
    assert cleaned.rows.values.tolist()[1] == ["tasks", 2, 1, 1]
    assert found(cleaned) == [("duplicate_row", "set_aside", "tasks", 3, "")]
    one = {**each, "task": {"question": "Opgave"}}
    cleaned = read(rows, {"tasks": {"columns": one}})
    assert cleaned.rows.values.tolist()[1] == ["tasks", 1, 1, 0]
    assert found(cleaned) == [("duplicate_row", "note", "tasks", 3, "")]


def test_what_stands_beside_an_answer_may_be_read_in_its_place():
    stages = {
        "participant_id": "Borger-id",
        "stage": {"question": "Trin", "each": True},
        "reached_on": {"question": "Trin", "column": "Dato"},
    }
    rows = "1; Samtale; 3; 01-03-2012; Trin; interview\n1; Samtale; 3; 02-04-2012; Trin; offer"
    lists = {"stage": {"interview": {"da": "Samtale"}, "offer": {"da": "Tilbud"}}}
    cleaned = read(rows, {"stages": {"columns": stages}}, code_lists=lists)
    assert values(cleaned, "stages", "stage", "reached_on") == [("interview", "2012-03-01"), ("offer", "2012-04-02")]


def test_unanswered_questions_make_no_row_but_a_participant():
    rows = """
    1; Praktik; 7; 01-03-2012; Start;
    1; Indskrivning; 1; 01-03-2012; Køn; Mand
    2; Indskrivning; 2; 01-03-2012; Køn;
    2; Praktik; 4; 01-03-2012; Start; 01-03-2012
    """
    people = {"participant_id": "Borger-id", "enrolled_on": "Dato", "gender": {"question": "Køn"}}
    extracts = [
        {
            "file": "svar.csv",
            "format": {"dates": ["%d-%m-%Y"]},
            "constants": {"project": "north"},
            "long": LONG,
            "registers": {
                "participants": {"columns": people, "row": "Borger-id", "forms": "Indskrivning"},
                "placements": {"columns": {"participant_id": "Borger-id", "started_on": {"question": "Start"}}},
            },
        }
    ]
    cleaned = clean(programme(extracts), {0: table(HEAD + rows, "svar.csv")}, lambda: KEY)
    assert values(cleaned, "participants", "participant_id", "gender") == [("1", "male"), ("2", None)]
    assert values(cleaned, "placements", "participant_id") == ["2"]
    assert found(cleaned) == []


def test_questions_and_forms_spelt_otherwise_are_read():
    rows = TWO_PLACEMENTS.replace("8; 01-05-2012; Start", "8; 01-05-2012; start:").replace(
        "1; Praktik; 8", "1; PRAKTIK; 8"
    )
    cleaned = read(rows, {"placements": {"columns": PLACEMENTS}})
    assert len(placements(cleaned)) == 2
    assert found(cleaned, "open_end") == [
        ("header_spelling", "repaired", "placements", 5, "Praktik"),
        ("header_spelling", "repaired", "placements", 5, "Start"),
    ]


def test_a_needed_question_that_nobody_asks_is_an_error_and_another_is_not_registered():
    columns = {**PLACEMENTS, "started_on": {"question": "Begyndt"}, "hours_per_week": {"question": "Timer om ugen"}}
    cleaned = read(TWO_PLACEMENTS, {"placements": {"columns": columns}})
    assert found(cleaned, "column_not_used", "value_missing", "open_end") == [
        ("column_missing", "error", "placements", None, "Begyndt"),
        ("question_not_answered", "note", "placements", None, "Timer om ugen"),
    ]


def test_a_question_like_one_that_is_there_is_an_error_that_names_it():
    cleaned = read(TWO_PLACEMENTS, {"placements": {"columns": {**PLACEMENTS, "form": {"question": "Formen"}}}})
    assert messages(cleaned, "column_missing") == [
        "no row of the file has this question (is it 'Form'?); fix columns under placements in programme.yaml"
    ]


def test_a_form_that_nobody_has_filled_in_is_a_note():
    """Nobody has ended yet: the question is asked in another form too, which is not the one meant."""
    columns = {**PLACEMENTS, "ended_on": {"question": "Start", "form": "Praktikslut"}}
    cleaned = read(TWO_PLACEMENTS, {"placements": {"columns": columns}})
    assert messages(cleaned, "question_not_answered") == [
        "no row of the file has this question in the form Praktikslut (is it 'Praktik'?); "
        "fix its name, if anybody has answered it"
    ]
    assert [placement[2] for placement in placements(cleaned)] == [None, None]


def test_a_column_beside_the_answer_must_be_there():
    columns = {**PLACEMENTS, "ended_on": {"question": "Slut", "column": "Datto"}}
    cleaned = read(TWO_PLACEMENTS, {"placements": {"columns": columns}})
    assert ("column_missing", "error", "placements", 1, "Datto") in found(cleaned)


def test_questions_that_nobody_reads_are_notes_without_personal_data():
    rows = TWO_PLACEMENTS + "1; Praktik; 7; 01-03-2012; Kontakt til 010190-1234; ring til 010190-1234"
    cleaned = read(rows, {"placements": {"columns": PLACEMENTS}})
    assert found(cleaned, "open_end") == [
        ("identifier_in_text", "repaired", "", 7, "Kontakt til […]"),
        ("column_not_used", "note", "", None, "Kontakt til […]"),
    ]
    assert not cleaned.findings.astype(str).apply(lambda column: column.str.contains("010190")).any(axis=None)


def test_the_same_file_feeds_answers_too():
    answers = {"participant_id": "Borger-id", "form": "Skema", "question": "Spørgsmål", "answer": "Svar"}
    registers = {"placements": {"columns": PLACEMENTS}, "answers": {"columns": answers | {"answered_on": "Dato"}}}
    cleaned = read(TWO_PLACEMENTS + "1; Andet; 9; 01-03-2012; Hvordan går det?; Godt", registers)
    assert len(placements(cleaned)) == 2 and len(cleaned.registers["answers"]) == 6
    assert found(cleaned, "open_end") == []


def test_a_register_may_be_the_answers_of_some_forms_themselves():
    measurements = {
        "participant_id": "Borger-id",
        "instrument": "Skema",
        "item": "Spørgsmål",
        "score": "Svar",
        "measured_on": "Dato",
    }
    rows = TWO_PLACEMENTS + "1; Trivsel; 9; 01-03-2012; Jeg er glad; 4\n1; Trivsel; 9; 01-03-2012; Bemærkning; ok"
    only = {"columns": measurements, "forms": "Trivsel", "questions": ["jeg er glad"]}
    cleaned = read(rows, {"placements": {"columns": PLACEMENTS}, "measurements": only})
    assert values(cleaned, "measurements", "item", "score") == [("Jeg er glad", 4.0)]
    assert found(cleaned, "open_end") == [
        ("header_spelling", "repaired", "measurements", 7, "jeg er glad"),
        ("column_not_used", "note", "", None, "Bemærkning"),
    ]


def test_rows_with_too_many_cells_and_orphans_reconcile():
    rows = (
        TWO_PLACEMENTS + "1; Praktik; 9; 01-03-2012; Start; 01-03-2012; x\n3; Praktik; 9; 01-03-2012; Start; 01-03-2012"
    )
    cleaned = read(rows, {"placements": {"columns": PLACEMENTS}})
    assert cleaned.rows.values.tolist()[1] == ["placements", 3, 2, 1]
    assert found(cleaned, "open_end") == [
        ("orphan", "set_aside", "placements", 8, "Borger-id"),
        ("ragged_row", "repaired", "placements", 7, ""),
    ]


def test_a_missing_column_of_the_long_file_is_an_error():
    cleaned = read(TWO_PLACEMENTS, {"placements": {"columns": PLACEMENTS}}, {**LONG, "answer": "Besvarelse"})
    assert found(cleaned, "column_not_used") == [("column_missing", "error", "placements", 1, "Besvarelse")]
    cleaned = read(TWO_PLACEMENTS, {"placements": {"columns": PLACEMENTS}}, {**LONG, "row": ["Borger-id", "Løbenr"]})
    assert found(cleaned, "column_not_used") == [("column_missing", "error", "placements", 1, "Løbenr")]


def test_an_answer_may_be_spread_over_questions():
    rows = """
    1; Praktik; 7; 01-03-2012; Start; 01-02-2012
    1; Praktik; 7; 01-03-2012; Enkeltplads?; nej
    1; Praktik; 7; 01-03-2012; Center?; ja
    """
    form = {"one_hot": {"Enkeltplads?": "single", "Center?": "company_centre"}}
    columns = {"participant_id": "Borger-id", "started_on": {"question": "Start"}, "form": form}
    assert values(read(rows, {"placements": {"columns": columns}}), "placements", "form") == ["company_centre"]


PEOPLE = st.dictionaries(
    st.tuples(st.sampled_from("12"), st.integers(1, 4)),
    st.fixed_dictionaries(
        {
            "Start": st.dates(min_value=pd.Timestamp("2012-02-01").date(), max_value=pd.Timestamp("2012-12-31").date()),
            "Slut": st.none() | st.dates(min_value=pd.Timestamp("2013-01-01").date()),
            "Form": st.sampled_from([None, "Enkeltplads", "Virksomhedscenter", "virksomhedscenter ", "?"]),
        }
    ),
    min_size=1,
)


@settings(max_examples=15, deadline=None)
@given(PEOPLE, st.integers(0, 99))
def test_a_register_is_the_same_delivered_long_and_wide(people, seed):
    """Every placement as one row with a column a question, and as one row an answer, in any order."""
    wide = [
        [who, str(number), *(_text(answers[question]) for question in ("Start", "Slut", "Form"))]
        for (who, number), answers in people.items()
    ]
    long = [
        [who, "Praktik", str(number), "", question, _text(answer)]
        for (who, number), answers in people.items()
        for question, answer in answers.items()
        if answer
    ]
    random.Random(seed).shuffle(long)
    columns = {"participant_id": "Borger-id", "started_on": "Start", "ended_on": "Slut", "form": "Form"}
    wide_rows = "Borger-id; Nr; Start; Slut; Form\n" + "\n".join("; ".join(row) for row in wide)
    extracts = [{"file": "c.csv", "registers": {"participants": None}}]
    one = [*extracts, {"file": "w.csv", "registers": {"placements": {"columns": columns}}}]
    columns = {"participant_id": "Borger-id"} | {
        column: {"question": name} for column, name in columns.items() if column != "participant_id"
    }
    two = [
        *extracts,
        {"file": "l.csv", "long": {**LONG, "date": None}, "registers": {"placements": {"columns": columns}}},
    ]
    participations = table(PARTICIPATIONS, "c.csv")
    a = clean(programme(one), {0: participations, 1: table(wide_rows, "w.csv")}, lambda: KEY)
    rows = "\n".join("; ".join(row) for row in long)
    b = clean(programme(two), {0: participations, 1: table(f"{HEAD}\n{rows}", "l.csv")}, lambda: KEY)
    names = ["participant_id", "started_on", "ended_on", "form"]
    assert sorted(map(str, values(a, "placements", *names))) == sorted(map(str, values(b, "placements", *names)))
    assert a.rows.values.tolist() == b.rows.values.tolist()
    rules = ["spelling", "unknown_answer", "open_end"]
    count = [cleaned.findings["rule"].value_counts().reindex(rules).fillna(0).tolist() for cleaned in (a, b)]
    assert count[0] == count[1]


def _text(answer) -> str:
    return "" if answer is None else str(answer)


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_the_answers_does_not_matter_where_each_is_given_once(order):
    rows = "\n".join(TWO_PLACEMENTS.strip().splitlines()[::order])
    cleaned = read(rows, {"placements": {"columns": PLACEMENTS}})
    assert sorted(placements(cleaned), key=str) == [
        ("1", "2012-02-01", "2012-02-28", "single"),
        ("1", "2012-04-01", None, "company_centre"),
    ]
