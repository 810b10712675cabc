"""Tables: what is written in the pipes is what pandoc reads out of them."""

import json

import pandas as pd
import pypandoc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forlob.show import tables
from forlob.show.markdown import escape, table
from forlob.show.words import Words
from tests.rows_of import count
from tests.show import examples

DA, EN = Words("da"), Words("en")


def _plain(inlines) -> str:
    """The text of pandoc's inlines."""
    if isinstance(inlines, dict):
        if inlines["t"] in ("Str", "Code"):
            return inlines["c"] if isinstance(inlines["c"], str) else inlines["c"][-1]
        return " " if inlines["t"] in ("Space", "SoftBreak") else _plain(inlines.get("c", []))
    return "".join(_plain(part) for part in inlines) if isinstance(inlines, list) else ""


def read(markdown: str) -> tuple[list[list[str]], str, str, list[str]]:
    """(rows with the head first, caption, id, alignments) of the one table of a text."""
    blocks = json.loads(pypandoc.convert_text(markdown, "json", format="markdown"))["blocks"]
    assert [block["t"] for block in blocks] == ["Table"], blocks
    (name, _, _), caption, columns, head, bodies, _ = blocks[0]["c"]
    rows = [*head[1], *bodies[0][3]]
    return (
        [[_plain(cell[4]) for cell in row[1]] for row in rows],
        _plain(caption[1]),
        name,
        [c[0]["t"] for c in columns],
    )


def test_counts_of_assens():
    rows, caption, name, aligned = read(tables.counts(examples.education(), DA, key="edu", zeros=False).markdown)
    assert rows[0] == ["Højeste fuldførte uddannelse", "Antal", "Andel"]
    assert rows[1:3] == [["Har ikke afsluttet folkeskolen", "15", "21 %"], ["Folkeskole", "47", "65 %"]]
    assert rows[-1] == ["Uoplyst", "3", "4 %"]
    assert caption == "Deltagere fordelt på uddannelse"
    assert name == "tbl-edu"
    assert aligned == ["AlignLeft", "AlignRight", "AlignRight"]


def test_sorted_with_a_total():
    rows, *_ = read(tables.counts(examples.education(), EN, sort=True, total=True).markdown)
    assert rows[1] == ["Basic school", "47", "65%"]
    assert rows[-1] == ["Total", "72", "100%"]


def test_suppressed_cells_are_a_sign_that_the_caption_explains():
    rows, caption, *_ = read(tables.counts(examples.few(), DA).markdown)
    assert ["Erhvervsuddannelse (faglig uddannelse)", ":", ":"] in rows
    assert caption.endswith("”:” betyder diskretioneret: tallet bygger på for få")
    assert read(tables.counts(examples.education(), DA).markdown)[1] == "Deltagere fordelt på uddannelse"


def test_measures_with_intervals():
    made = examples.row("exits.self_supporting", 14, 72, ci_low=0.1192, ci_high=0.3003)
    rows, *_ = read(tables.measures(examples.table(made), DA).markdown)
    assert rows == [
        ["Nøgletal", "Antal", "Ud af", "Andel", "95 %-interval"],
        ["Selvforsørgende (job eller uddannelse)", "14", "72", "19 %", "12–30 %"],
    ]


def test_groups_against_measures():
    rows, caption, *_ = read(tables.by_group(examples.match_groups(), DA, zeros=False).markdown)
    assert rows[0] == ["Matchgruppe", "Deltagere", "Virksomhedspraktik", "Selvforsørgende"]
    assert rows[1] == ["Matchgruppe 2", "55 (76 %)", "42 (76 %)", "13 (24 %)"]
    assert caption == "Nøgletal efter matchgruppe"


def test_groups_against_subgroups_and_what_is_not_there():
    rows, *_ = read(tables.by_group(examples.hours_by_day(), EN).markdown)
    assert rows[0] == ["Category", "09–12", "12–17", "06–09"]
    assert rows[2] == ["Workplace", "300.0 (19%)", "–", "21.3 (1%)"]


def test_registrations_beside_participants():
    made = [
        examples.row("tasks.registered by task", n, of, group="conversation", unit=u)
        for n, of, u in ((40, 90, "registrations"), (12, 30, "participants"))
    ]
    rows, *_ = read(tables.by_group(examples.table(*made), DA).markdown)
    assert rows == [
        ["Opgave", "Registreringer", "Deltagere"],
        ["Samtale med borgeren (sparring, coaching, rådgivning)", "40 (44 %)", "12 (40 %)"],
    ]


def test_projects_end_with_the_programme():
    both = pd.concat([examples.self_supporting(), examples.ages_by_project()])
    made = tables.projects(both, DA)
    rows, *_ = read(made.markdown)
    assert rows[0] == ["Projekt", "Selvforsørgende", "Under 30 år", "30 år og derover"]
    assert len(rows) == 1 + 14 + 1
    assert rows[-1] == ["Hele programmet", "897 (27 %)", "2.236 (68 %)", "1.053 (32 %)"]
    assert "**Hele programmet**" in made.markdown


def test_medians_reached_and_not():
    rows, *_ = read(tables.medians(examples.medians(), DA).markdown)
    assert rows[0] == ["Nøgletal", "I risiko", "Median, dage"]
    assert [row[2] for row in rows[1:]] == ["12", "63,5", "241", "Ikke nået"]


def test_hours_have_a_decimal_and_a_total():
    rows, *_ = read(tables.hours(examples.hours(), DA).markdown)
    assert rows[0] == ["Kategori", "Timer", "Andel"]
    assert rows[1] == ["Hjem", "1.234,5", "73 %"]
    assert rows[-1] == ["I alt", "1.699,5", "100 %"]


def test_statistics_by_project_where_there_are_several():
    made = [
        examples.row("answers.given by question, answer", 52, 69, group="participants: match_group", subgroup="2"),
        examples.row(
            "answers.given by question, answer",
            8,
            10,
            group="Skema A: Hvorfor: nu?",
            subgroup="Fordi",
            project="brondby",
        ),
    ]
    rows, *_ = read(tables.statistics(examples.table(*made), DA).markdown)
    assert [row[0] for row in rows[1:3]] == ["assens: Deltagere: Matchgruppe", "Matchgruppe 2"]
    assert rows[2][1:] == ["52", "75 %"]
    assert [row[0] for row in rows[3:]] == ["brondby: Skema A: Hvorfor: nu?", "Fordi"]
    rows, *_ = read(tables.statistics(examples.table(made[0]), DA).markdown)
    assert rows[0] == ["Spørgsmål og svar", "Antal", "Andel"]


def test_quality_tables():
    filled = examples.row(
        "quality.completeness by register, column", 69, 72, group="placements", subgroup="form", unit="cells"
    )
    assert read(tables.completeness(examples.table(filled), DA).markdown)[0][1] == [
        "Virksomhedspraktikker",
        "Praktikform",
        "69",
        "72",
        "96 %",
    ]
    kept = [
        examples.row("quality.rows by register, step", n, group="plans", subgroup=s)
        for s, n in (("kept", 3281), ("read", 3290), ("set_aside", 9))
    ]
    rows, *_ = read(tables.rows_kept(examples.table(*kept), EN).markdown)
    assert rows == [["Register", "Rows read", "Rows kept", "Rows set aside"], ["Action plans", "3,290", "3,281", "9"]]


@pytest.fixture
def found():
    columns = ["severity", "register", "file", "row", "column", "rule", "action", "message"]
    rows = [
        ["note", "plans", "a.csv", 3, "Dato", "second_date_format", "counted as it is", "12 | 2011-10-03"],
        ["set_aside", "plans", "a.csv", 9, "", "orphan", "the row is left out", "unknown"],
        ["note", "plans", "a.csv", 1400, "Dato", "second_date_format", "counted as it is", ""],
        ["error", "", "b.csv", None, "", "file_missing", "nothing is written", "not there"],
    ]
    table = pd.DataFrame(rows, columns=columns)
    return table.astype({name: "Int64" if name == "row" else "string" for name in columns})


def test_findings_by_rule_gravest_first_without_what_is_hidden():
    keys = [("plans", "note", "second_date_format"), ("plans", "set_aside", "orphan"), ("", "note", "rows_left_out")]
    found = count("quality.findings by register, severity, rule", [1400, 3, 1], "findings", *zip(*keys, strict=True))
    rows, *_ = read(tables.findings(found.assign(suppressed=[False, True, False]), DA).markdown)
    assert [row[:4] for row in rows[1:]] == [
        ["Række uden kendt deltager", "Udeladt", "Indsatsplaner", ":"],
        ["Rækker uden for tabellen", "Note", "–", "1"],
        ["Flere datoformater", "Note", "Indsatsplaner", "1.400"],
    ]


def test_findings_one_by_one(found):
    rows, *_ = read(tables.finding_list(found, EN).markdown)
    assert rows[1] == ["Note", "Several date formats", "a.csv", "3", "Dato"]
    assert rows[3][3] == "1400"
    assert rows[4][3:5] == ["–", "–"]
    assert len(read(tables.finding_list(found, EN, most=2).markdown)[0]) == 3


def test_no_rows_is_a_sentence():
    for name in (
        "counts",
        "measures",
        "by_group",
        "projects",
        "medians",
        "hours",
        "statistics",
        "completeness",
        "rows_kept",
    ):
        made = getattr(tables, name)(examples.table(), EN)
        assert made.markdown == "There are no figures to show."
    assert tables.findings(pd.DataFrame(columns=["severity", "rule", "register"]), EN).measures == []


def test_html_says_the_same():
    made = tables.counts(examples.education(), DA)
    assert '<td style="text-align:right">65 %</td>' in made.html
    assert "<caption>Deltagere fordelt på uddannelse</caption>" in made.html
    assert "&lt;b&gt;" in table(["a"], [["<b>"]], DA, key="k", caption="c", measures=[]).html


@settings(max_examples=8)
@given(st.lists(st.text("ab*_`|<>[]{}()$#~^@!\\\"'&;:-.+=/% æ1", min_size=1, max_size=24), min_size=20, max_size=60))
def test_any_text_comes_back_as_it_was(texts):
    made = table(["Head", "n"], [*([text, "1"] for text in texts), ["x", "2"]], DA, key="k", caption="c", measures=[])
    assert [row[0] for row in read(made.markdown)[0][1:-1]] == [" ".join(text.split()) for text in texts]


def test_escaped_text_is_on_one_line():
    assert escape("a|b\n*c*") == r"a\|b \*c\*"
