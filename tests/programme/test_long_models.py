"""Long files in programme.yaml: what stands in the documentation is accepted, what cannot be read is named."""

import re
import textwrap

import pytest

from forlob.errors import ConfigError
from forlob.programme.extract_models import Extract
from forlob.programme.read_programme import read_programme

HEAD = "id: trial\ntitle: {da: Forsøget, en: The trial}\nprojects:\n  north: {name: Nord}\n"
LISTS = "code_lists: {stage: {a: {da: A}}}\n"
FILE = "extracts:\n  - file: svar.csv\n"
LONG = "    long: {question: Q, answer: A}\n"
PLANS = "    registers:\n      plans:\n"


def wrong(folder, text: str) -> str:
    path = folder / "programme.yaml"
    path.write_text(HEAD + FILE + text, encoding="utf-8")
    with pytest.raises(ConfigError) as raised:
        read_programme(path)
    return str(raised.value).replace(f"{folder}/", "")


def test_the_example_of_the_documentation_is_accepted(tmp_path, checkout):
    text = (checkout / "docs" / "programme-yaml.md").read_text(encoding="utf-8")
    example = re.search(r"(?m)^    extracts:\n(?:    .*\n|\n)+", text)[0]
    path = tmp_path / "programme.yaml"
    path.write_text(HEAD + LISTS + textwrap.dedent(example), encoding="utf-8")
    (extract,) = read_programme(path).extracts
    assert extract.long.row == ["Borger-id", "Skemanummer"]
    assert extract.registers["participants"].row == ["Borger-id"]
    assert extract.registers["tasks"].columns["task"].each
    assert {name for name, mapping in extract.registers.items() if not mapping.by_question} == {
        "measurements",
        "answers",
    }


@pytest.mark.filterwarnings("error")
def test_it_is_written_as_it_was_read():
    """What a notebook sees of the configuration is compared as JSON: a key that went would be a change unseen."""
    columns = {"participant_id": "Id", "gender": {"question": "Køn"}, "state": {"first_of": ["A", "B"]}}
    long, registers = {"question": "Q", "answer": "A"}, {"participants": {"columns": columns}}
    written = Extract(file="svar.csv", long=long, registers=registers).model_dump(mode="json")
    read_again = written["registers"]["participants"]["columns"]
    assert read_again["gender"]["question"] == "Køn" and read_again["state"]["first_of"] == ["A", "B"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            LONG + PLANS + "        columns: {started_on: {question: Start}}\n",
            "programme.yaml, line 9, extracts.0.registers.plans: does not say which answers make one row of plans. "
            "Add row: with the columns that are equal in it.",
        ),
        (
            PLANS + "        columns: {started_on: {question: Start}}\n",
            "programme.yaml, line 9, extracts.0.registers.plans.columns.started_on: names a question of a file that is "
            "not long. Add long: to the file.",
        ),
        (
            PLANS + "        forms: Plan\n",
            "programme.yaml, line 9, extracts.0.registers.plans.forms: is for long files only. Add long: to the file, "
            "or delete it.",
        ),
        (
            LONG + PLANS + "        row: id\n        columns: {started_on: {question: Start, form: Plan}}\n",
            "programme.yaml, line 11, extracts.0.registers.plans.columns.started_on: names a form of a file without "
            "them. Add form: below long:, or delete it.",
        ),
        (
            LONG + PLANS + "        row: id\n        columns:\n          started_on: {question: S, each: true}\n"
            "          participant_id: {question: P, each: true}\n",
            "programme.yaml, line 13, extracts.0.registers.plans.columns.participant_id: has each, as started_on has. "
            "Leave it at one of them.",
        ),
        (
            "    long: {question: Q, answr: A}\n" + PLANS + "        row: id\n",
            "programme.yaml, line 7, extracts.0.long.answr: unknown key; did you mean answer? Known here: question, "
            "answer, form, date, row.",
        ),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path, text, sentence):
    assert sentence in wrong(tmp_path, text).splitlines()
