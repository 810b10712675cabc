"""Tables of two columns against each other, of lengths, and of weighted time."""

import pytest

from forlob.measures.codebook import Entry
from forlob.show import tables
from forlob.show.words import Words
from tests.show import examples
from tests.show.examples import row, suppressed, table


def lines(shown) -> list[list[str]]:
    """The cells of a pipe table, without its rule and caption."""
    rows = [line for line in shown.markdown.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in rows]
    return [cells[0], *cells[2:]]


@pytest.fixture
def crossed():
    return examples.crossed()


def test_registrations_and_participants_beside_each_other_with_both_totals(crossed):
    """Integration has 12 + 4 = 16 registrations; conversations 12 + 8 = 20. A task that nobody had is left out."""
    shown = tables.crosstab(crossed, Words("da"), turned=True)
    assert lines(shown) == [
        ["Opgave", "Fastholdelse, registreringer", "Fastholdelse, deltagere", "Indslusning, registreringer",
         "Indslusning, deltagere", "I alt, registreringer", "I alt, deltagere"],
        ["Samtale med borgeren (sparring, coaching, rådgivning)", "8 (80 %)", "3", "12 (75 %)", "5", "20 (77 %)", "8"],
        ["Ledsagelse af borgeren", "2 (20 %)", "2", "4 (25 %)", "3", "6 (23 %)", "5"],
        ["**I alt**", "**10**", "**4**", "**16**", "**6**", "**26**", "**10**"],
    ]  # fmt: skip
    assert "Andelene er af registreringerne inden for samme baggrund for mentorstøtte." in shown.caption
    assert "En deltager tæller én gang" in shown.caption


def test_shares_of_the_other_total(crossed):
    """Of 20 conversations 12 were with the integration pathway."""
    shown = tables.crosstab(crossed, Words("en"), shares="subgroup", units=["registrations"])
    assert lines(shown)[0] == ["Pathway", "Conversation with the participant", "Accompanying the participant", "Total"]
    assert lines(shown)[2] == ["Support to enter a job", "12 (60%)", "4 (67%)", "16 (62%)"]
    assert lines(shown)[3] == ["**Total**", "**20**", "**6**", "**26**"]
    assert "with the same task" in shown.caption and "counts once" not in shown.caption


def test_without_shares(crossed):
    shown = tables.crosstab(crossed, Words("da"), shares="", units=["registrations"])
    assert lines(shown)[1][1:] == ["8", "2", "10"]


def test_a_measure_that_is_a_share_keeps_its_own():
    """Of 6 women 3 are in a job, 2 of the 4 young and 1 of the 2 others: shares of the women, not of the 3."""
    words = Words("en", codebook={"exits.job": Entry("exits.job", kind="share", en="In a job")})
    cells = [("women", "young", 2, 4), ("women", "others", 1, 2)]
    shown = tables.crosstab(
        table(
            *(row("exits.job", n, of, by="gender, age", group=g, subgroup=s) for g, s, n, of in cells),
            row("exits.job", 3, 6, by="gender", group="women"),
        ),
        words,
    )
    assert lines(shown)[1][1:] == ["2 (50%)", "1 (50%)", "3 (50%)"]
    assert shown.caption.endswith("Each share is of those in the cell's own group.")


def test_a_suppressed_cell_has_no_number_and_a_suppressed_total_gives_no_share():
    rows = examples.crossed()
    hidden = (rows["group"] == "integration") & rows["subgroup"].isin(["accompany", ""])
    rows = rows.assign(suppressed=hidden, n=rows["n"].mask(hidden))
    shown = tables.crosstab(rows, Words("da"), turned=True)
    assert lines(shown)[1][3] == "12" and lines(shown)[2][3] == ":" and lines(shown)[3][3] == "**:**"
    assert "diskretioneret" in shown.caption


def test_a_programmes_own_answers_have_their_own_labels(crossed):
    from forlob.programme.programme import Programme

    extracts = [{"file": "a.csv", "registers": {"participants": None}}]
    lists = {"pathway": {"retention": {"da": "Bliv i job"}}}
    own = Programme.model_validate({"id": "p", "title": "P", "extracts": extracts, "code_lists": lists})
    heads = lines(tables.crosstab(crossed, Words("da", own), turned=True, units=["participants"]))[0]
    assert heads == ["Opgave", "Bliv i job", "Indslusning", "I alt"]


def test_lengths():
    about = {"group": "course", "unit": "weeks", "project": ""}
    rows = table(
        row("durations.of_event by event", 3, value=3.0, **about),
        suppressed("durations.of_event by event", **{**about, "group": "work_trial"}),
        row("durations.of_event by event", 0, value=None, **{**about, "group": "company_placement"}),
        row("durations.mean_of_event by event", 3, value=5.96, **about),
    )
    shown = lines(tables.lengths(rows, Words("da")))
    assert shown == [
        ["Hændelse", "Med længde", "Median, uger", "Gennemsnit, uger"],
        ["Kursus eller opkvalificering", "3", "3,0", "6,0"],
        ["Afklaring eller arbejdsprøvning", ":", ":", "–"],
    ]


def test_weighted_time_has_the_unweighted_number_beside_it():
    rows = table(
        row("weighted.with_time by category", 2, 3, group="work", value=0.505, unit="participations"),
        row("weighted.hours_per_participant_with_time by category", 2, group="work", value=7.505, unit="hours"),
    )
    assert lines(tables.weighted(rows, Words("en"))) == [
        ["Category", "Unweighted number of participations", "Share with time, weighted",
         "Hours per participant with time, weighted"],
        ["Workplace", "2", "51%", "7.5"],
    ]  # fmt: skip
