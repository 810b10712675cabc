"""The quotes that a researcher has chosen: read strictly, with the line of what is wrong."""

import pytest

from forlob.errors import ConfigError
from forlob.programme.programme import Programme
from forlob.programme.read_quotes import Quote, read_quotes


def quotes(folder, text: str | None):
    if text is not None:
        (folder / "texts").mkdir()
        (folder / "texts" / "quotes.yaml").write_text(text, encoding="utf-8")
    extracts = [{"file": "x.csv", "registers": {"excerpts": None}}]
    return read_quotes(Programme.model_validate({"id": "p", "title": "P", "extracts": extracts, "folder": folder}))


def test_a_quote_is_known_by_its_first_words_and_keeps_its_place(tmp_path):
    made = quotes(tmp_path, "# chosen\n- begins: Vi hilser\n- {excerpt_id: 7, theme: Naboskab}\n")
    assert made == [
        Quote("texts/quotes.yaml, line 2", begins="Vi hilser"),
        Quote("texts/quotes.yaml, line 3", excerpt_id="7", theme="Naboskab"),
    ]


def test_without_a_file_there_are_none(tmp_path):
    assert quotes(tmp_path, None) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("begins: Vi", "should be a list"),
        ("- Vi hilser", "line 1: should be keys and values"),
        ("- begins: Vi\n- begin: Ja\n", "line 2: unknown key begin; did you mean begins?"),
        ("- theme: Naboskab", "line 1: says neither begins nor excerpt_id"),
        ("- begins: ' '", "line 1: says neither begins nor excerpt_id"),
        ("- begins: [Vi]", "line 1: begins: should be text"),
        ("- begins: true", "line 1: begins: should be text"),
    ],
)
def test_what_is_no_quote_is_said_with_its_line(tmp_path, text, said):
    with pytest.raises(ConfigError, match="quotes.yaml") as problem:
        quotes(tmp_path, text)
    assert said in str(problem.value)
