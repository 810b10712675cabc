"""Measures and findings beside the pages: nothing of a cell is lost, and the public's findings cite no answer."""

import csv
import io

import pytest

from forlob.measures.table import COLUMNS
from forlob.programme.programme import Programme
from forlob.show.words import Words
from forlob.site.exports import downloads, write_tables
from forlob.storage.csv_lines import csv_lines

NAMES = ["severity", "register", "file", "row", "column", "rule", "action", "message"]
#: A header of two lines, the first ended by a carriage return as old systems do.
FOUND = ["repaired", "participants", "a.csv", "2", "Køn\r(kode)", "spelling", "read as the code", "read as male"]


@pytest.fixture
def written(tmp_path):
    words = Words("da", Programme(id="p", title="P", extracts=[{"file": "a.csv", "registers": {"participants": {}}}]))

    def write(profile: str, *findings: list[str]) -> dict[str, list[list[str]]]:
        write_tables(tmp_path, csv_lines([COLUMNS]), csv_lines([NAMES, *findings]), words, profile, False)
        files = ("findings.csv", "findings-excel.csv")
        tables = {file: (tmp_path / file).read_bytes().decode("utf-8-sig") for file in files}
        return {
            file: list(csv.reader(io.StringIO(text, newline=""), delimiter=";" if "excel" in file else ","))
            for file, text in tables.items()
        }

    return write


def test_a_header_of_two_lines_is_as_it_stands_in_the_extract(written):
    tables = written("internal", FOUND)
    assert tables["findings.csv"] == [NAMES, FOUND]
    assert tables["findings-excel.csv"][1][4] == "Køn (kode)"


def test_the_message_is_not_the_publics_and_else_has_its_column_without_a_finding_too(written):
    assert written("public", FOUND)["findings.csv"] == [NAMES[:-1], FOUND[:-1]]
    assert "Besked" not in written("public")["findings-excel.csv"][0]
    assert written("internal")["findings-excel.csv"][0][-1] == "Besked"
    assert written("internal")["findings.csv"] == [NAMES]


def test_where_small_numbers_are_protected_there_is_no_list_of_findings(tmp_path):
    """Nor is one offered for download."""
    words = Words("da", Programme(id="p", title="P", extracts=[{"file": "a.csv", "registers": {"participants": {}}}]))
    write_tables(tmp_path, csv_lines([COLUMNS]), csv_lines([NAMES, FOUND]), words, "public", True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["codebook.csv", "measures-excel.csv", "measures.csv"]
    offered = set(downloads(words, [], True))
    assert offered == set(downloads(words, [], False)) - {"findings.csv", "findings-excel.csv"}
