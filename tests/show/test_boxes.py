"""Boxes of a page: what is known is shown, what is not is left out."""

import re

import pandas as pd
import pypandoc
import pytest

from forlob.programme.programme import Programme
from forlob.show import boxes
from forlob.show.words import Words
from tests.show import examples


@pytest.fixture
def programme():
    return Programme(
        id="trial",
        title="Trial",
        period={"from": "2011-10-01", "to": "2013-04-30"},
        extracts=[{"file": "a.csv", "registers": {"participants": None}}],
        projects={
            "assens": {
                "name": "Afklaring for alle",
                "closed": "2013-03-31",
                "grant_dkk": 1020751,
                "target_group": {"match_groups": [2, 3], "age_from": 18, "age_to": 40},
                "expected_participants": 69,
                "cash_benefit_recipients_in_target_group": {"match_2": 359, "match_3": 1690},
            },
            "thisted": {"name": "Pit Stop", "expected_participants": 69, "expected_is_synthetic": True},
            "brondby": {
                "name": "Kurs",
                "target_group": {"match_groups": [2], "age_from": 25},
                "places": 40,
                "mentors": 3,
            },
        },
    )


def _definitions(markdown: str) -> dict[str, str]:
    html = pypandoc.convert_text(markdown, "html", format="markdown")
    return dict(re.findall(r"<dt>(.*?)</dt>\s*<dd>\s*(?:<p>)?(.*?)(?:</p>)?\s*</dd>", html, flags=re.S))


def test_the_facts_of_assens(programme):
    made = boxes.facts("assens", examples.expected_and_actual(), Words("da", programme))
    assert made.markdown.startswith("::: {.facts}\n")
    assert _definitions(made.markdown) == {
        "Bevilling": "1.020.751 kr.",
        "Målgruppe": "Matchgruppe 2 og 3, 18-40 år",
        "Forventet antal deltagere": "69",
        "Faktisk antal deltagere": "72",
        "Målgruppens størrelse i kommunen": "359 i matchgruppe 2, 1.690 i matchgruppe 3",
        "Periode": "01-10-2011 til 31-03-2013",
    }
    assert made.measures == ["participants.expected", "participants.enrolled"]


def test_the_same_facts_in_english(programme):
    told = _definitions(boxes.facts("assens", examples.expected_and_actual(), Words("en", programme)).markdown)
    assert told["Grant"] == "DKK 1,020,751"
    assert told["Target group"] == "Match groups 2 and 3, aged 18–40"
    assert told["Period"] == "1 October 2011 to 31 March 2013"


def test_a_made_up_number_is_marked_and_what_is_unknown_left_out(programme):
    told = _definitions(boxes.facts("thisted", examples.expected_and_actual(), Words("da", programme)).markdown)
    assert told == {
        "Forventet antal deltagere": "69 (opdigtet til eksemplet)",
        "Faktisk antal deltagere": "72",
        "Periode": "01-10-2011 til 30-04-2013",
    }


def test_places_mentors_and_open_ages(programme):
    told = _definitions(boxes.facts("brondby", examples.table(), Words("da", programme)).markdown)
    assert told["Målgruppe"] == "Matchgruppe 2, 25 år og derover"
    assert (told["Pladser"], told["Mentorer"]) == ("40", "3")


def test_key_figures_are_shares_with_their_counts_and_counts_alone():
    made = boxes.key_figures(pd.concat([examples.expected_and_actual(), examples.key_shares()]), Words("da"))
    assert "::: {.key-figure}\n**72**\nDeltagere\n:::" in made.markdown
    assert "**71 %**\nDeltagere i virksomhedspraktik\n[51 af 72]{.detail}" in made.markdown
    html = pypandoc.convert_text(made.markdown, "html", format="markdown")
    assert html.count('class="key-figure"') == 7
    assert html.count('class="key-figures"') == 1


def test_a_suppressed_key_figure_has_no_number():
    made = boxes.key_figures(examples.table(examples.suppressed("exits.job", 72)), Words("da"))
    assert "**:**\nAfmeldt til job\n:::" in made.markdown


def test_the_model_has_a_box_for_each_text_supplied_and_the_profile():
    sections = {"referral": "By the *caseworker*.\n\n- one\n- two", "placement": "Two hours a week.", "mentor": "  "}
    profile = pd.concat([examples.age_and_match(), examples.education()])
    made = boxes.effort_model(sections, profile, Words("en"))
    html = pypandoc.convert_text(made.markdown, "html", format="markdown")
    assert re.findall(r"<h4[^>]*>(.*?)</h4>", html) == ["Referral", "Company placement", "Participant profile"]
    assert "<em>caseworker</em>" in html
    assert (
        "<strong>Education:</strong> Basic school: 47 (65%); Basic school not completed: 15 (21%); Upper"
        in " ".join(html.split())
    )
    assert "<h4>Referral</h4>" in made.html


def test_a_note_and_the_line_of_measures():
    made = boxes.note("warning", "Husk: 5 *", "Tekst.\n\n- a")
    assert made.markdown == "::: {.callout-warning}\n#### Husk: 5 \\*\n\nTekst.\n\n- a\n:::\n"
    with pytest.raises(ValueError, match="not tip"):
        boxes.note("tip", "", "")
    line = boxes.measures_line(["plans.started", "exits.job"], Words("da"))
    assert line.markdown == "::: {.measures}\nNøgletal: `plans.started`, `exits.job`\n:::\n"
    assert (
        line.html
        == '<div class="measures">\n<p>Nøgletal: <code>plans.started</code>, <code>exits.job</code></p>\n</div>'
    )
