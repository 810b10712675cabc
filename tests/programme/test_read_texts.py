"""The prose of a project's page."""

import pytest

from forlob.errors import ConfigError
from forlob.programme.programme import Programme
from forlob.programme.read_texts import read_texts


def read(tmp_path, content: bytes) -> dict:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.da.md").write_bytes(content)
    extracts = [{"file": "f", "registers": {"plans": None}}]
    return read_texts(
        Programme.model_validate({"id": "p", "title": "P", "extracts": extracts, "folder": tmp_path}), "a", "da"
    )


def test_a_section_begins_with_a_heading_that_has_a_name(tmp_path):
    text = "Før.\n## Indsatsen {#effort}\n\nTo linjer\n\n### Under\nog én.\n##  Egne ord {#own-words}\nSlut\n"
    assert read(tmp_path, text.encode("utf-8-sig")) == {
        "effort": ("Indsatsen", "To linjer\n\n### Under\nog én."),
        "own-words": ("Egne ord", "Slut"),
    }


def test_no_file_is_no_text(tmp_path):
    programme = Programme.model_validate(
        {"id": "p", "title": "P", "extracts": [{"file": "f", "registers": {"plans": None}}]}
    )
    assert read_texts(programme, "nobody", "da") == {}


def test_a_text_that_is_not_utf8_is_an_error(tmp_path):
    with pytest.raises(ConfigError, match=r"a\.da\.md: is not UTF-8"):
        read(tmp_path, "## Før {#a}\n".encode("cp1252"))
