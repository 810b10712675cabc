"""Finding an extract's file, and reading it by what it is."""

import unicodedata

import pytest

from forlob.extracts.raw_tables import FileProblem
from forlob.extracts.read_extract import read_extract
from forlob.programme.extract_models import Extract
from tests.extracts.files import problem, read


def missing(folder, name: str) -> str:
    with pytest.raises(FileProblem) as raised:
        read_extract(folder, Extract.model_validate({"file": name, "registers": {"plans": None}}))
    assert raised.value.rule == "file_missing"
    return raised.value.message


def test_a_missing_file_names_what_is_there(tmp_path):
    (tmp_path / "deltagere.csv").write_text("a;b\n1;2")
    assert missing(tmp_path, "deltager.csv") == (
        "the file is not in the folder of extracts (the folder holds deltagere.csv); put it there or fix file: in "
        "programme.yaml"
    )
    assert "the folder is empty or not there" in missing(tmp_path / "none", "x.csv")
    assert "not in the folder" in missing(tmp_path.parent, tmp_path.name)


def test_a_name_may_be_written_with_letters_of_one_or_two_characters(tmp_path):
    (tmp_path / unicodedata.normalize("NFD", "forløb-på.csv")).write_text("a;b\n1;2")
    name = unicodedata.normalize("NFC", "forløb-på.csv")
    assert read_extract(tmp_path, Extract.model_validate({"file": name, "registers": {"plans": None}})).header == [
        "a",
        "b",
    ]


def test_the_ending_may_be_in_capitals_and_any_other_ending_is_text(tmp_path):
    assert problem(tmp_path, b"x", "f.XLSX")[0] == "wrong_encoding"
    assert read(tmp_path, b"a;b\n1;2", "f.txt").header == ["a", "b"]


def test_a_file_of_no_bytes(tmp_path):
    for name in ("f.csv", "f.xlsx", "f.parquet"):
        assert problem(tmp_path, b"", name)[0] == "empty_file"
