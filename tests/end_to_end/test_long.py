"""A programme delivered only as long answers gives the same measures as the same one delivered wide."""

import csv
import random

import pytest

from tests.end_to_end.line import lille, measures

pytestmark = pytest.mark.slow

EXTRACTS = """\
extracts:
  - file: svar.csv                    # every answer of the web register, in the order in which they were given
    format: {encoding: utf-8, delimiter: ";", dates: ["%d-%m-%Y"]}
    long: {form: Skema, question: Spørgsmål, answer: Svar, row: [Borger-id, Skemanummer]}
    registers:
      participants:
        row: Borger-id                # the enrolment and the exit are two forms of one participation
        columns:
          participant_id: Borger-id
          project: Jobcenter
          enrolled_on: {question: Startdato, form: Indskrivning}
          birth_date: {question: Fødselsdato}
          gender: {question: Køn}
          match_group: {question: Matchgruppe}
          exited_on: {question: Slutdato, form: Afslutning}
          exit_reason: {question: Afmeldingsårsag}
      plans:
        columns: {participant_id: Borger-id, started_on: {question: Påbegyndt}}
      placements:
        columns:
          participant_id: Borger-id
          form: {question: Form}
          started_on: {question: Startdato, form: Praktik}
          ended_on: {question: Slutdato, form: Praktik}
"""
FILES = {
    "deltagere.csv": ("cp1252", {"Slutdato": "Afslutning", "Afmeldingsårsag": "Afslutning", "": "Indskrivning"}),
    "planer.csv": ("utf-8", {"": "Indsatsplan"}),
    "praktik.csv": ("cp1252", {"": "Praktik"}),
}


def deliver_long(raw) -> None:
    """Put one file of answers in place of the registers' files: one row an answer, unanswered questions left out."""
    answers, jobcentre = [], {}
    for name, (encoding, forms) in FILES.items():
        with (raw / name).open(encoding=encoding, newline="") as file:
            for number, row in enumerate(csv.DictReader(file, delimiter=";"), 1):
                who = row.pop("Borger-id")
                jobcentre.setdefault(who, row.pop("Projekt", None))
                for question, answer in row.items():
                    form = forms.get(question, forms[""])
                    if answer:
                        answers.append([who, jobcentre[who], form, f"{form[:2]}{number}", question, answer])
        (raw / name).unlink()
    random.Random(2012).shuffle(answers)
    with (raw / "svar.csv").open("w", encoding="utf-8", newline="") as file:
        head = ["Borger-id", "Jobcenter", "Skema", "Skemanummer", "Spørgsmål", "Svar"]
        csv.writer(file, delimiter=";").writerows([head, *answers])


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """The small programme delivered wide and long, counted."""
    wide, long = (lille(tmp_path_factory.mktemp(name)) for name in ("wide", "long"))
    text = long.programme.read_text(encoding="utf-8")
    start, end = text.index("extracts:"), text.index("pages:")
    long.programme.write_text(text[:start] + EXTRACTS + text[end:], encoding="utf-8")
    deliver_long(long.raw)
    for line in (wide, long):
        for command in ("clean", "run"):
            done = line.run(command)
            assert done.code == 0, done.err
    return wide, long


def test_the_measures_are_the_same_to_the_byte(both):
    wide, long = ((line.processed / "measures.csv").read_bytes() for line in both)
    assert len(measures(both[0].processed / "measures.csv")) > 300
    assert wide == long


def test_the_findings_are_of_the_same_things(both):
    wide, long = (measures(line.processed / "findings.csv") for line in both)
    assert sorted((f["register"], f["rule"], f["column"]) for f in wide) == sorted(
        (f["register"], f["rule"], f["column"].removeprefix("Praktik: ").removeprefix("Afslutning: ")) for f in long
    )
