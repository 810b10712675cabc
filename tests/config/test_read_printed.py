"""The file of printed figures."""

import pytest

from pipeline.config.programme import Programme
from pipeline.config.read_printed import PrintedFigure, further_dates, read_printed
from pipeline.errors import ConfigError


def read(tmp_path, text: str | None) -> list[PrintedFigure]:
    if text is not None:
        (tmp_path / "printed.yaml").write_text(text, encoding="utf-8")
    extracts = [{"file": "f", "registers": {"plans": None}}]
    content = {"id": "p", "title": "P", "extracts": extracts, "projects": {"a": {"name": "A"}}, "folder": tmp_path}
    return read_printed(Programme.model_validate({**content, "printed_figures": "printed.yaml"}))


def test_figures_of_the_whole_come_before_those_of_the_projects(tmp_path):
    figures = read(
        tmp_path,
        """
        projects: {a: {figures: [{measure: plans.started, n: 69, of: 72, percent: 96}]}}
        figures: [{measure: participants.by_match_group, group: 2, to: 2012-12-31, n: 0, note: x}]
    """,
    )
    assert figures == [
        PrintedFigure("participants.by_match_group", group="2", to_date="2012-12-31", n=0),
        PrintedFigure("plans.started", "a", n=69, of=72, percent=96),
    ]
    assert further_dates(figures) == [("", "2012-12-31")]


def test_no_file_is_named(tmp_path):
    programme = Programme.model_validate(
        {"id": "p", "title": "P", "extracts": [{"file": "f", "registers": {"plans": None}}]}
    )
    assert read_printed(programme) == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (None, "no such file"),
        ("figures: [", "line 1: is not valid YAML"),
        ("- x", "It holds figures: and projects:"),
        ("projects: [a]", "It holds figures: and projects:"),
        ("figures: x", "figures: should be a list"),
        ("projects: {a: {figures: {x: 1}}}", "figures: should be a list"),
        ("projects: {b: {figures: []}}", "b is not a project of p"),
        ("figures: [x]", "a figure without a measure"),
        ("figures: [{n: 1}]", "a figure without a measure"),
        ("figures: [{measure: m, pct: 1}]", "m: unknown key pct. A figure has measure, project,"),
        ("figures: [{measure: m, n: many}]", "m: n: 'many' is not a number"),
    ],
)
def test_what_is_no_printed_figure(tmp_path, text, sentence):
    with pytest.raises(ConfigError) as raised:
        read(tmp_path, text)
    assert sentence in str(raised.value)


def test_empty_parts_are_no_figures(tmp_path):
    assert read(tmp_path, "figures:\nprojects: {a: }\n") == []
