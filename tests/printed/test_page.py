"""The page of replication and the tables that go with it."""

import csv
import io
import re

import pytest

from forlob.measures.table import COLUMNS
from forlob.printed.page import Replication
from forlob.show.words import Words
from tests.printed.stories import figure, programme


def measures(**counts):
    names = {
        "programme": "trial",
        "project": "",
        "group": "",
        "subgroup": "",
        "from": "",
        "to": "",
        "unit": "participations",
    }
    empty = {"of": None, "value": None, "ci_low": None, "ci_high": None, "suppressed": False}
    rows = [{**names, **empty, "measure": name.replace("_", ".", 1), "n": n} for name, n in counts.items()]
    return [{**dict.fromkeys(COLUMNS), **row} for row in rows]


def made(*figures, language="da", **counts):
    about = programme()
    return Replication(figures, measures(**counts), about, Words(language, about))


ENROLLED, PLANS = figure("participants.enrolled", 10), figure("plans.started", 8)


def test_what_is_not_equal_stands_above_what_is():
    page = made(ENROLLED, PLANS, participants_enrolled=10, plans_started=7).page()
    assert page.startswith("Siden holder 2 trykte tal op mod de beregnede: 1 er ens og 1 afviger.")
    above, _, below = page.partition("## Alle trykte tal")
    assert "Deltagere med indsatsplan" in above and "≠ Forskellig" in above
    assert not re.search(r"\| = Ens", above)
    assert re.search(r"\| = Ens", below)
    assert "Programmet som helhed: 2 tal, 1 ens" in below


def test_all_equal_has_no_table_of_differences():
    page = made(ENROLLED, PLANS, language="en", participants_enrolled=10, plans_started=8).page()
    assert "Where printed and computed are not equal" not in page
    assert "2 equal. The printed figures do not contradict one another." in page
    assert "No printed figures contradict one another." in page


def test_figures_that_contradict_each_other_are_listed_with_the_figure_in_bold():
    twelve = figure("plans.started", 12, chapter="summary")
    page = made(ENROLLED, PLANS, twelve, participants_enrolled=10, plans_started=8).page()
    assert "### Passer ikke sammen" in page
    assert (
        "- **Deltagere med indsatsplan** (hele programmet) er trykt som 8, og et andet sted (»summary«) som 12." in page
    )
    assert "| Kapitel |" in page.replace("  ", " ")


def test_a_suppressed_number_is_a_sign_and_not_computed_says_so():
    shown = made(ENROLLED, PLANS, participants_enrolled=10)
    assert "? ikke beregnet" in shown.page()
    table = [{**row, "n": None, "suppressed": True} for row in measures(participants_enrolled=10)]
    about = programme()
    page = Replication([ENROLLED], table, about, Words("da", about)).page()
    assert "diskretioneret" in page and "1 er diskretioneret" in page


def test_printed_digits_are_shown_and_kept_in_the_table():
    shown = made(figure("time.hours_per_participant", value=7.45))
    assert "7,45" in shown.page()
    (row,) = csv.DictReader(io.StringIO(shown.files()["replication.csv"]))
    assert (row["what"], row["printed"], row["computed"], row["mark"]) == ("value", "7.45", "", "missing")


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_checks_are_a_table_as_well(language):
    shown = made(ENROLLED, figure("plans.started", 8, percent=81), language=language)
    (row,) = csv.DictReader(io.StringIO(shown.files()["printed_checks.csv"]))
    assert (row["kind"], row["verdict"], row["found"], row["printed"]) == ("share", "differs", "80", "81")
    assert row["sentence"].count(".") >= 1


def test_no_figure_is_text_that_means_something_else():
    page = made(figure("plans.started", 8, chapter="3 | *x* <b>"), participants_enrolled=1).page()
    assert "<b>" not in page
    assert "3 \\| \\*x\\* \\<b\\>" in page
