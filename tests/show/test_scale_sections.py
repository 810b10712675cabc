"""Measurements on scales as they are shown: what stands together, how numbers are written, and what is not drawn."""

import re

import pytest

from forlob.programme.programme import Programme
from forlob.show import charts, scale_sections, tables
from forlob.show.gated_rows import Row
from forlob.show.words import Words
from tests.show import examples
from tests.show.charts_of_all_kinds import drawn

LADDER = {
    "name": {"da": "Jobstigen", "en": "The job ladder"},
    "items": {"belief": {"da": "Tro på job", "en": "Belief"}, "sleep": {"da": "Søvn", "en": "Sleep"}},
    "from": 1,
    "to": 10,
    "respondents": {"participant": {"da": "Borger", "en": "Participant"}},
}
STRAIN = {"name": "Strain", "items": {"worry": "Worry"}, "from": 0, "to": 4, "direction": "lower_is_better"}


@pytest.fixture
def words():
    extracts = [{"file": "a.csv", "registers": {"measurements": None}}]
    made = {"id": "t", "title": "T", "extracts": extracts, "scales": {"ladder": LADDER, "strain": STRAIN}}
    return Words("da", Programme.model_validate(made))


def counts(measure, n, of, by="participant", item="ladder: belief"):
    return examples.row(f"progression.{measure}", n, of, group=item, subgroup=by)


def test_codes_are_shown_by_their_names_and_others_as_they_are_written(words):
    assert words.code("item", "ladder: belief") == "Jobstigen: Tro på job"
    assert words.code("respondent", "participant") == "Borger"
    assert words.code("item", "Spindelvæv: Netværk") == "Spindelvæv: Netværk"
    assert words.code("respondent", "not_registered") == "Uoplyst"


def test_items_stand_by_instrument_and_respondent(words):
    of = {("ladder: belief", "participant"), ("ladder: belief", "mentor"), ("strain: worry", "not_registered")}
    rows = [Row("progression.first", group=g, subgroup=by) for g, by in sorted(of, reverse=True)]
    rows.append(Row("progression.first", group="ladder: sleep", subgroup="participant"))
    assert [(s.name, [i.label for i in s.items]) for s in scale_sections.sections(rows, words)] == [
        ("Jobstigen – Borger", ["Tro på job", "Søvn"]),
        ("Jobstigen – mentor", ["Tro på job"]),
    ]
    assert "Strain – Uoplyst" in [s.name for s in scale_sections.sections(rows, words, everybody=True)]


@pytest.mark.parametrize(
    ("value", "said"), [(0.84, "+0,8"), (-0.25, "−0,3"), (0.04, "0,0"), (-0.04, "0,0"), (None, "–"), (12, "+12,0")]
)
def test_a_change_carries_its_sign(words, value, said):
    assert scale_sections.signed(value, words) == said


def test_an_interval_shows_by_two_decimals_whether_nought_is_within(words):
    row = Row("progression.change by item, respondent", value=0.5, ci_low=0.04, ci_high=0.96)
    assert scale_sections.change_interval(row, words) == "+0,04 til +0,96"
    assert scale_sections.change_interval(Row("progression.change by item, respondent", suppressed=True), words) == ":"
    assert scale_sections.change_interval(Row("progression.change by item, respondent", value=1.0), words) == "–"


def test_who_is_measured_is_said_in_a_line_with_those_measured_once(words):
    rows = examples.table(
        *(counts("measured", n, 46, item=f"ladder: {item}") for item, n in (("belief", 42), ("sleep", 40))),
        *(counts("only_once", 3, of, item=f"ladder: {item}") for item, of in (("belief", 42), ("sleep", 40))),
    )
    said = tables.who_is_measured(rows, words).markdown.replace("\\", "")
    assert said == "- Jobstigen – Borger: 40–42 af 46 indskrevne er målt mindst én gang; 3 af dem kun én gang.\n"


def test_the_table_of_who_is_measured_holds_reports_of_unknown_respondents(words):
    rows = examples.table(*(counts("measured", n, 46, by) for by, n in (("participant", 42), ("not_registered", 1))))
    said = tables.response(rows, words).markdown
    assert "| Tro på job | 42 (91 %) | – | – |" in said
    assert "**Jobstigen – Uoplyst**" in said and "| Tro på job | 1 (2 %) |" in said


def test_latest_report_and_change_have_a_row_an_item_below_who_reports():
    report = tables.reports(examples.first_and_latest(), Words("en")).markdown
    assert "| **Spindelvæv – Borger** |  |  |  |\n| Tro på at komme i job | 4.5 | 5.3 | 42 |" in report
    change = tables.changes(examples.changes(), Words("da")).markdown
    assert "| Søvnbesvær | −0,41 | −0,71 til −0,11 | 38 |" in change


def test_a_suppressed_mean_is_a_sign_and_never_nought(words):
    rows = [examples.suppressed(f"progression.{name}", group="ladder: belief", subgroup="participant", unit="points")
            for name in ("first", "latest")]  # fmt: skip
    assert "| Tro på job | : | : | : |" in tables.reports(examples.table(*rows), words).markdown
    assert "Tro på job: : → :" in charts.first_and_latest(examples.table(*rows), words).alt


def test_charts_tell_their_figures():
    assert "Tro på at komme i job: 4,5 → 5,3" in drawn("first-and-latest").alt
    assert "Søvnbesvær: −0,41, 95 %-interval −0,71 til −0,11" in drawn("changes").alt
    assert "Fremgang: 11 af 38 (29 %), Uændret: 26 af 38 (68 %), Tilbagegang: 1 af 38 (3 %)" in drawn("turned").alt
    assert "Borger: 4,5 (n = 42) → " in drawn("by-quarter").alt


def test_the_course_is_dashed_to_means_of_few_and_ends_before_means_of_fewer():
    """Six lines in three charts: three whole steps each, one dashed to the 8; the quarter of two is not drawn."""
    svg = drawn("by-quarter").svg
    assert svg.count("stroke-dasharray") == 6
    assert len(re.findall(r"stroke-width: 2\.4", svg)) == 18
    assert "0–4" in drawn("by-quarter").alt
