"""The file of printed figures."""

import pytest

from forlob.errors import ConfigError
from forlob.printed.read_printed import PrintedFigure, further_dates, read_printed
from forlob.programme.programme import Programme


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
        figures: [{measure: participants.enrolled, by: match_group, group: 2, to: 2012-12-31, n: 0, note: x}]
    """,
    )
    assert figures == [
        PrintedFigure("participants.enrolled", by="match_group", group="2", to_date="2012-12-31", n=0),
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
        ("figures: [{measure: m, procent: 1}]", "line 1: m: unknown key procent; did you mean percent? A figure has"),
        ("figures:\n  - {measure: m, n: 1}\n  - {measure: k, n: -1}", "line 3: k: n: -1 is below zero"),
        ("figures: [{measure: m, n: .nan}]", "m: n: nan is not a number"),
        ("figures: [{measure: m, group: g, question: q}]", "m: has both group and question"),
        ("figures: [{measure: m, group: g, n: 1}]", "m: has a group and does not say what it is split by. Add by, "),
        ("figures: [{measure: m, subgroup: s, percent: {x: 1}}]", "m: has a subgroup and numbers by group"),
        ("figures: [{measure: m, percent: {x: high}}]", "m: percent: 'high' is not a number"),
        ("figures: [{measure: m, project: aa, n: 1}]", "aa is not a project of p; did you mean a?"),
        ("also_printed: [{n: 1}]", "a figure without a measure"),
        ("also_printed: x", "also_printed: should be a list"),
        ("note: x\nfigure: [{measure: m, n: 1}]", "line 2: unknown key figure; did you mean figures?"),
        ("tabel_3: [{measure: m, n: 1}]", "line 1: unknown key tabel_3. Figures stand under figures or also_printed."),
        ("figures: [{measure: m, n: many}]", "m: n: 'many' is not a number"),
    ],
)
def test_what_is_no_printed_figure(tmp_path, text, sentence):
    with pytest.raises(ConfigError) as raised:
        read(tmp_path, text)
    assert sentence in str(raised.value)


def test_a_question_has_a_figure_an_answer_also_where_it_cannot_be_read(tmp_path):
    text = "figures: [{measure: survey.likert, question: wants_job, of: 600, percent: {agree: 47, neither: null}}]"
    asked = {"measure": "survey.likert", "by": "question, answer", "group": "wants_job"}
    assert read(tmp_path, text) == [
        PrintedFigure(**asked, subgroup="agree", of=600, percent=47),
        PrintedFigure(**asked, subgroup="neither", of=600),
    ]


def test_without_a_group_the_numbers_are_those_of_groups(tmp_path):
    assert read(tmp_path, "figures: [{measure: m, by: d, n: {1: 3, x: 4}}]") == [
        PrintedFigure("m", by="d", group="1", n=3),
        PrintedFigure("m", by="d", group="x", n=4),
    ]


def test_what_is_printed_again_comes_last_with_its_chapter_and_kind(tmp_path):
    text = """
        also_printed: [{measure: m, n: 42, chapter: companies, of_kind: participants}]
        figures: [{measure: m, n: 26, chapter: 3}]
        projects: {a: {figures: [{measure: m, n: 1}]}}
        discrepancies: ["42 is wrong", {measure: m, n: 43}]
    """
    figures = read(tmp_path, text)
    assert [(f.project, f.n, f.chapter, f.of_kind, f.line) for f in figures] == [
        ("", 26, "3", "", 3),
        ("a", 1, "", "", 4),
        ("", 42, "companies", "participants", 2),
    ]


def test_numbers_keep_the_digits_that_are_printed(tmp_path):
    figures = read(tmp_path, "figures: [{measure: m, value: 7.50}, {measure: m, value: .3}, {measure: m, n: 2e3}]")
    assert [str(figure.value) for figure in figures[:2]] == ["7.50", "0.3"]
    assert figures[2].n == 2000


def test_an_age_band_is_no_number(tmp_path):
    """YAML takes 20_25 for 2025."""
    (figure,) = read(tmp_path, "figures: [{measure: m, by: age_band, group: 20_25, n: 1}]")
    assert figure.group == "20_25"


@pytest.mark.parametrize(("name", "count"), [("social-mentors", 73), ("brug-for-alle", 31), ("kvik", 65)])
def test_the_published_files_are_read_as_they_are(name, count, shared_folder):
    from tests.printed.stories import published

    figures, _ = published(shared_folder / "domain" / "published" / f"{name}.yaml")
    assert len(figures) == count
    assert [f.chapter for f in figures if f.chapter][:1] == (["companies"] if name == "social-mentors" else [])


def test_empty_parts_are_no_figures(tmp_path):
    assert read(tmp_path, "figures:\nprojects: {a: }\n") == []
