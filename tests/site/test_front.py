"""The front page says what the report is about, also where the programme has no participations."""

import subprocess
import sys

import pandas as pd
import pytest

from forlob.programme.read_programme import read_programme
from forlob.show.words import Words
from forlob.site import front
from forlob.storage.workspace import find_programme


@pytest.fixture
def words():
    return Words("da", read_programme(find_programme("brug-for-alle")))


def measures(*rows):
    """Rows of measure, group, subgroup, n, of."""
    table = pd.DataFrame(rows, columns=["measure", "by", "group", "n", "of"])
    empty = dict.fromkeys(("project", "from", "to", "unit"), "")
    return table.assign(**empty, value=None, ci_low=None, ci_high=None, suppressed=False)


def page(rows, words):
    return front.page(words.programme, rows.to_dict("records"), words, [("funnel.md", "Tragten", "")], [])


def test_a_funnel_is_led_by_its_target_group_and_shares_are_of_that(words):
    rows = measures(
        ("funnel.reached", "stage", "target_group", 2600, None),
        ("funnel.reached", "stage", "first_interview", 1300, 2600),
        ("funnel.reached", "stage", "self_supporting", 260, 2600),
        ("funnel.of_previous", "stage", "self_supporting", 260, 520),
    )
    shown = page(rows, words)
    assert "en målgruppe på 2.600 personer" in shown
    assert "**10 %**" in shown and "260 af 2.600" in shown
    assert "520" not in shown


def test_interviews_are_led_by_the_number_of_informants(words):
    shown = page(measures(("themes.informants", "work", "", 3, 4)), words)
    assert "(informanter: 4)" in shown


def test_what_is_suppressed_leads_no_page(words):
    rows = measures(
        ("funnel.reached", "stage", "target_group", None, None), ("themes.informants", "theme", "work", None, None)
    )
    rows["suppressed"] = True
    assert words.ui("front_lead_plain") in page(rows, words)


def test_pages_are_made_without_pandas_where_nothing_is_printed():
    """To import it takes longer than to make the pages."""
    modules = "forlob.cli.report, forlob.site.exports, forlob.site.make_pages, forlob.site.render_quarto"
    code = f"import sys, {modules}\nprint('pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
