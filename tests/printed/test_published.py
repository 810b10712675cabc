"""The published files, read where they are: what does not add up in them is found without being told."""

from dataclasses import replace

import pytest

from forlob.printed.all_checks import all_checks
from forlob.printed.sentences import sentence
from forlob.printed.verdicts import DISCREPANCIES, ROUNDING
from forlob.show.words import Words
from tests.conftest import CHECKOUT
from tests.printed.stories import published, said

#: As listed by hand in the file, under discrepancies:, which nothing reads.
SOCIAL_MENTORS = [
    ("twice", "differs", "participants.enrolled by pathway", "retention"),
    ("said_to_count", "differs", "companies.registered by ownership", ""),
    ("share", "differs", "participants.enrolled by benefit", "unemployment_or_sickness_benefit"),
    ("projects", "dates", "time.hours", ""),
    ("projects", "dates", "time.hours by category", "other"),
]


@pytest.fixture(params=["beside", "kept"])
def social_mentors(request):
    if request.param == "kept":
        return published(CHECKOUT / "tests/published/social-mentors.yaml")
    folder = request.getfixturevalue("shared_folder")
    return published(folder / "domain/published/social-mentors.yaml")


def test_all_discrepancies_of_the_social_mentors_are_found_and_no_other(social_mentors):
    found = [said(check) for check in all_checks(*social_mentors) if check.verdict in DISCREPANCIES]
    assert found == SOCIAL_MENTORS


def test_the_numbers_that_the_list_names(social_mentors):
    found = {said(check)[2:]: check for check in all_checks(*social_mentors) if check.verdict in DISCREPANCIES}
    hours = found["time.hours", ""]
    assert [int(term.number) for term in hours.terms] == [265, 410, 281]
    assert (hours.found, hours.printed.number) == (956, 922)
    (hint,) = hours.hints
    assert (hint.name, hint.cells[0].group, hint.numbers) == ("all_in_group", "other", (34,))
    other = found["time.hours by category", "other"]
    assert (round(other.found), other.printed.number) == (292, 258)
    retention = found["participants.enrolled by pathway", "retention"]
    assert (retention.found, retention.printed.number) == (42, 26)
    share = found["participants.enrolled by benefit", "unemployment_or_sickness_benefit"]
    assert (round(share.found), share.printed.number) == (30, 33)
    split = found["companies.registered by ownership", ""]
    assert (split.found, split.printed.number) == (25, 29)
    (hint,) = split.hints
    assert (hint.name, hint.cells[0].measure) == ("counts_instead", "companies.registered")


def test_what_rounding_explains_is_no_error(social_mentors):
    """The shares by time of day come to 99.3; home, work and contact to 351, 145 and 168 hours of 351, 147 and 166."""
    rounded = [check for check in all_checks(*social_mentors) if check.verdict == ROUNDING]
    assert {(check.kind, check.cell.group): float(round(check.found, 1)) for check in rounded} == {
        ("projects", "home"): 351.0,
        ("projects", "work"): 145.2,
        ("projects", "contact"): 168.2,
        ("hundred", ""): 99.3,
    }


def test_the_sentence_names_the_dates_the_gap_and_where_it_lies(social_mentors):
    figures, about = social_mentors
    hours = next(check for check in all_checks(figures, about) if said(check)[1:3] == ("dates", "time.hours"))
    assert sentence(hours, Words("en", about)) == (
        "Hours registered: the projects come to Herlev 265 + Odense 410 + Viborg 281 = 956 (no cut-off date); for the "
        "whole programme 922 is printed (up to and including 10 September 2008). The difference is 34. The cut-off "
        "dates differ, and what was registered between them may explain it. The whole difference of 34 lies in the "
        "group “Other (authorities, bank, transport)”; the other groups agree."
    )


@pytest.mark.parametrize("name", ["kvik", "brug-for-alle"])
def test_no_false_alarm(name, shared_folder):
    figures, about = published(shared_folder / f"domain/published/{name}.yaml")
    found = all_checks(figures, about)
    assert found
    assert [said(check) for check in found if check.verdict in DISCREPANCIES] == []


def test_an_illegible_figure_is_no_error_and_is_worked_out(shared_folder):
    """47, 32 and 15 are printed, of which the fourth cannot be read: 6."""
    figures, about = published(shared_folder / "domain/published/brug-for-alle.yaml")
    (check,) = [check for check in all_checks(figures, about) if check.verdict == ROUNDING]
    (hint,) = check.hints
    assert (check.found, hint.name, hint.cells[0].subgroup, hint.numbers) == (94, "unread_share", "neither", (6,))


@pytest.mark.parametrize("name", ["kvik", "social-mentors"])
def test_a_changed_count_of_a_split_is_noticed(name, shared_folder):
    """Every printed count that is all of something is tied to another figure: one more is one discrepancy more."""
    figures, about = published(shared_folder / f"domain/published/{name}.yaml")
    before = {said(check) for check in all_checks(figures, about) if check.verdict in DISCREPANCIES}
    tied = [
        place
        for place, figure in enumerate(figures)
        if figure.n is not None and figure.group and figure.project and not figure.chapter
    ]
    assert len(tied) > 5
    for place in tied:
        changed = [*figures]
        changed[place] = replace(figures[place], n=figures[place].n + 1)
        after = {said(check) for check in all_checks(changed, about) if check.verdict in DISCREPANCIES}
        assert after - before, figures[place]
