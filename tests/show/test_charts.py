"""Every chart: the same bytes each time, readable by eye, by screen reader and by machine."""

import re
import subprocess
import sys
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
import pytest

from forlob.show import charts
from forlob.show.charts.look import WIDTH, text_width
from forlob.show.charts.svg import same_everywhere
from forlob.show.words import Words
from tests.show import examples
from tests.show.charts_of_all_kinds import CHARTS, digests, draw, drawn

SVG = "{http://www.w3.org/2000/svg}"
BOTH = pytest.mark.parametrize("language", ["da", "en"])
ALL = pytest.mark.parametrize("name", list(CHARTS))


def _texts(svg: str) -> list[tuple[str, float, float, float, float]]:
    """(text, left, top, right, bottom) of every text, its width measured as the layout does."""
    boxes = []
    for text in ElementTree.fromstring(svg).iter(f"{SVG}text"):
        style = dict(part.split(": ") for part in text.get("style").split("; "))
        size = float(style["font-size"].removesuffix("px"))
        wide = text_width(text.text, size, style.get("font-weight") in ("bold", "700"))
        x, y = float(text.get("x")), float(text.get("y"))
        left = x - {"start": 0, "middle": 0.5, "end": 1}[style["text-anchor"]] * wide
        boxes.append((text.text, left, y - 0.72 * size, left + wide, y + 0.2 * size))
    return boxes


def test_the_same_bytes_in_two_processes():
    here = Path(__file__).parents[2]
    command = [sys.executable, "-m", "tests.show.charts_of_all_kinds", "da"]
    other = subprocess.run(command, cwd=here, capture_output=True, text=True, check=True, encoding="utf-8")
    assert other.stdout.splitlines() == digests("da")


@ALL
def test_places_have_two_decimals_and_ids_are_numbers(name):
    """Digits that a processor decides are further down, and matplotlib's ids are made of all digits."""
    svg = drawn(name, "da").svg
    places = re.findall(r'<[^>]*?\b(?:d|x|y|width|height)="([^"]*)"', svg)
    assert places and not [place for place in places if re.search(r"\.\d{3}", place)]
    assert not re.findall(r'id="[^"]*[a-z][0-9a-f]{10}"', svg)


def test_a_text_keeps_its_decimals():
    assert "1.2345" in same_everywhere('<text x="1.2345">1.2345</text>')
    assert same_everywhere('<path d="M 0.004 -0.001 L 204.882813 12.5"/>') == '<path d="M 0 0 L 204.88 12.5"/>'


def test_settings_of_the_notebook_change_nothing():
    before = draw("curves").svg
    with matplotlib.rc_context(
        {"font.size": 22, "axes.facecolor": "red", "svg.fonttype": "path", "lines.linewidth": 9}
    ):
        assert draw("curves").svg == before


@BOTH
@ALL
def test_a_chart_says_what_it_shows(name, language):
    chart = drawn(name, language)
    root = ElementTree.fromstring(chart.svg)
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == chart.caption
    assert root.findtext(f"{SVG}desc") == chart.alt
    assert len(chart.alt) > 40
    assert chart.alt.endswith(".")
    assert chart.caption in chart.alt
    assert "{" not in chart.alt


@ALL
def test_ids_begin_with_the_key_and_all_references_are_met(name):
    svg = drawn(name, "da").svg
    ids = re.findall(r'\bid="([^"]+)"', svg)
    assert len(ids) == len(set(ids))
    assert all(one == name or one.startswith(f"{name}-") for one in ids)
    assert set(re.findall(r"url\(#([^)]+)\)|href=\"#([^\"]+)\"", svg)) <= {(one, "") for one in ids} | {
        ("", one) for one in ids
    }
    assert "<style>#" in svg
    assert "*{" in svg
    assert "DejaVu" not in svg
    assert "<date" not in svg


@BOTH
@ALL
def test_texts_neither_touch_each_other_nor_leave_the_chart(name, language):
    chart = drawn(name, language)
    height = float(ElementTree.fromstring(chart.svg).get("height"))
    boxes = _texts(chart.svg)
    assert boxes
    for text, left, top, right, bottom in boxes:
        assert left >= -1 and right <= WIDTH + 1 and top >= -1 and bottom <= height + 1, text
    for one, other in combinations(boxes, 2):
        across = min(one[3], other[3]) - max(one[1], other[1])
        down = min(one[4], other[4]) - max(one[2], other[2])
        assert across <= 1 or down <= 1, (one[0], other[0])


@ALL
def test_no_text_is_smaller_than_nine_points(name):
    sizes = [float(size) for size in re.findall(r"font-size: ([0-9.]+)px", drawn(name, "da").svg)]
    assert min(sizes) >= 12  # pixels at the chart's own width: 9 points


def test_the_printed_figures_of_assens_are_told():
    assert "Forventet antal deltagere: 69; Faktisk antal deltagere: 72" in drawn("expected-and-actual").alt
    assert "Deltagere i virksomhedspraktik: 51 af 72 (71 %)" in drawn("shares").alt
    assert "Deltagere med indsatsplan: 69 af 72 (96 %)" in drawn("shares").alt
    assert "Selvforsørgende: 14 af 72 (19 %); Progression: 15 af 72 (21 %)" in drawn("status").alt
    assert "Matchgruppe 2, indskrevne: 55 af 72 (76 %)" in drawn("match-groups").alt
    assert "Under 30 years: 60 of 72 (83%)" in drawn("age-and-match", "en").alt
    assert "Indskrevne ender på 3.289" in drawn("curves").alt
    assert "oktober 2011 til april 2013" in drawn("curves").alt
    assert "Andre årsager efter 18 måneder: 70 %" in drawn("incidence").alt
    assert "Dage til afmelding: median 241 dage (n = 72)" in drawn("medians").alt
    assert "Virksomhedspraktikkens længde i dage: median ikke nået (n = 72)" in drawn("medians").alt
    assert "Hjem: 1.234,5 af 1.699,5 (73 %)" in drawn("hours").alt


def test_the_printed_figures_of_brug_for_alle_are_told():
    assert "Første samtale: 4.301 af 5.859 (73 %)" in drawn("funnel").alt
    assert "Teammøde: 3.186 af 5.859 (54 %), 74 % af trinnet før" in drawn("funnel").alt
    assert "Selvforsørgende: diskretioneret" in drawn("funnel-few").alt
    assert "Første samtale, Hele programmet: 19.760 af 26.000 (76 %)" in drawn("funnels").alt
    assert "Tror du på, at du kommer i job? Slet ikke/i mindre grad: 52 %, Hverken/eller: 6 %" in drawn("likert").alt
    assert "Hele programmet: 34,7 (33,7–35,8) (n = 595); Norm 70." in drawn("wellbeing").alt


def test_what_is_suppressed_of_a_scale_is_hatched_once():
    assert drawn("likert").svg.count("url(#likert-h") == 1
    assert "Slet ikke/i mindre grad: diskretioneret" in drawn("likert").alt


def test_texts_stand_at_the_marks():
    shown = [text for text, *_ in _texts(drawn("shares", "da").svg)]
    assert "51 (71 %)" in shown
    assert "69 (96%)" in [text for text, *_ in _texts(drawn("shares", "en").svg)]


def test_a_suppressed_row_is_a_hatched_sign_and_never_zero():
    chart = drawn("shares-suppressed", "da")
    shown = [text for text, *_ in _texts(chart.svg)]
    assert shown.count(":") == 2
    assert shown.count("0 (0 %)") == 1  # not registered, which is truly 0
    assert "”:” betyder diskretioneret: tallet bygger på for få" in shown
    assert chart.svg.count("url(#shares-suppressed-h") == 2
    assert "Erhvervsuddannelse (faglig uddannelse): diskretioneret" in chart.alt


@pytest.mark.parametrize("name", ["match_groups", "status", "age_and_match", "expected_and_actual"])
def test_what_is_all_suppressed_shows_no_number(name):
    rows = {
        "match_groups": [
            examples.suppressed(f"{name} by match_group", 3, group="2")
            for name in ("placements.started", "exits.self_supporting")
        ],
        "status": [examples.suppressed("participants.enrolled by status_group", 72, group="progression")],
        "age_and_match": [examples.suppressed("participants.enrolled by match_group", 72, group="2")],
        "expected_and_actual": [examples.suppressed("participants.enrolled")],
    }[name]
    chart = getattr(charts, name)(examples.table(*rows), Words("da"))
    assert "diskretioneret" in chart.alt
    assert not [text for text, *_ in _texts(chart.svg) if re.search(r"\d+ \(", text) or text == "0"]


def test_a_suppressed_month_is_a_gap_in_its_line():
    rows = [examples.row("plans.cumulative", n, at=f"2012-0{month}") for month, n in ((1, 5), (2, 8), (4, 20), (5, 30))]
    rows.insert(2, examples.suppressed("plans.cumulative", at="2012-03"))
    whole = charts.curves(examples.table(*[row for row in rows if not row["suppressed"]]), Words("da"), key="c")
    gap = charts.curves(examples.table(*rows), Words("da"), key="c")
    lines = [svg.count("stroke-width: 2.6") for svg in (whole.svg, gap.svg)]
    assert lines == [1, 2]


def test_a_month_between_two_gaps_is_a_dot_and_a_line_that_ends_early_says_when():
    """Enrolled 6, hidden, 11, hidden, hidden; plans 1 to 5: a line, its end, and two dots of the enrolled."""
    months = [f"2012-0{n}" for n in range(1, 6)]
    plans = [examples.row("plans.cumulative", n, at=month) for n, month in enumerate(months, 1)]
    known = {"2012-01": 6, "2012-03": 11}
    enrolled = [
        examples.row("participants.cumulative", known[month], at=month)
        if month in known
        else examples.suppressed("participants.cumulative", at=month)
        for month in months
    ]
    chart = charts.curves(examples.table(*plans, *enrolled), Words("da"), key="c")
    lines = charts.curves(examples.table(*plans), Words("da"), key="c")
    assert chart.caption.endswith("(huller: diskretionerede tal)") and "huller" not in lines.caption
    assert ">11 (marts 2012)<" in chart.svg and ">5<" in chart.svg
    assert dots(chart.svg) - dots(lines.svg) == 2 + 1, "of two months, and at the end"


def test_a_curve_that_is_split_has_a_line_a_group():
    """Women 1 to 3, men 2 to 6: two lines named by their groups, beside another measure by both."""
    line = "placements.cumulative by gender"
    rows = [
        examples.row(line, n, group=group, at=f"2012-0{month}")
        for group, each in (("female", (1, 2, 3)), ("male", (2, 4, 6)))
        for month, n in enumerate(each, 1)
    ]
    alone = charts.curves(examples.table(*rows), Words("en"), key="c")
    assert {"Female", "Male", "3", "6"} <= {text for text, *_ in _texts(alone.svg)} and dots(alone.svg) == 2
    plans = examples.row("plans.cumulative", 4, at="2012-01")
    alt = charts.curves(examples.table(plans, *rows), Words("en"), key="c").alt
    assert "placement, Female" in alt and "placement, Male" in alt, alt


def dots(svg: str) -> int:
    return svg.count("<use ")


def test_projects_stand_by_share_and_the_programme_is_named():
    chart = drawn("self-supporting", "da")
    shown = [text for text, *_ in _texts(chart.svg)]
    assert shown.index("randers") < shown.index("odense") < shown.index("brondby")
    assert "Hele programmet 27 %" in shown
    assert "ligger på 27 % i programmet. Højest: randers: 118 af 297 (40 %)" in chart.alt


def test_a_group_of_one_reason_is_one_bar_named_by_it():
    shown = " ".join(text for text, *_ in _texts(drawn("status", "en").svg))
    assert "Unrelated to the intervention (parental leave, moved, sick)" in shown
    assert "Left for reasons unrelated" not in shown
    assert "Still in company placement" in shown


@pytest.mark.parametrize("name", charts.__all__)
def test_without_rows_a_chart_says_so(name):
    chart = getattr(charts, name)(examples.table(), Words("en"))
    ElementTree.fromstring(chart.svg)
    assert "There are no figures to show" in chart.alt


@pytest.mark.parametrize("name", charts.__all__)
def test_one_suppressed_row_alone_does_not_fail(name):
    row = examples.suppressed("spells.in_state by state", 72, group="3", at="2012-01")
    ElementTree.fromstring(getattr(charts, name)(examples.table(row), Words("da")).svg)


def test_an_unknown_chart_is_named_with_those_there_are():
    with pytest.raises(AttributeError, match="there is no charts.pies. The charts are age_and_match"):
        charts.pies  # noqa: B018


def test_the_geometry_of_every_kind_of_chart_is_compared_with_its_numbers():
    """Each is drawn by `read` in a test of its marks."""
    tests = Path(__file__).parent.glob("test_marks_*.py")
    read = {name for test in tests for name in re.findall(r'\bread\(\s*"(\w+)"', test.read_text(encoding="utf-8"))}
    assert read == set(charts.MODULES)
