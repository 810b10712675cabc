"""What the checks of printed figures say, in Danish and English."""

import pytest

from forlob.printed.all_checks import all_checks
from forlob.printed.sentences import sentence
from forlob.show.words import Words
from tests.printed.stories import figure, programme

ABOUT = programme()


def said(language, *figures, kind=""):
    """The first discrepancy's sentence, or the first of a kind."""
    checks = all_checks(figures, ABOUT)
    return sentence(next(check for check in checks if not kind or check.kind == kind), Words(language, ABOUT))


ENROLLED = figure("participants.enrolled", 1072)
MEN = figure("participants.enrolled by gender", 1000, group="male")
WOMEN = figure("participants.enrolled by gender", 71, group="female")
HOURS = figure("time.hours", 265)
CASES = {
    "a share": (
        [figure("plans.started", 51, of=72, percent=72)],
        "Deltagere med indsatsplan (hele programmet): trykt er 72 %; 51 af 72 er 70,8 %. Forskellen er 1,2 "
        "procentpoint, mere end afrunding kan forklare.",
        "Participants with an action plan (the whole programme): 72% is printed; 51 of 72 is 70.8%. The difference is "
        "1.2 points, more than rounding can explain.",
    ),
    "a group too few": (
        [ENROLLED, MEN, WOMEN],
        "Deltagere fordelt på køn (hele programmet): grupperne giver 1.000 + 71 = 1.071; »Deltagere« er trykt som "
        "1.072. Forskellen er 1: et tal er forkert, eller en gruppe er ikke trykt.",
        "Participants by gender (the whole programme): the groups come to 1,000 + 71 = 1,071; “Participants” is "
        "printed as 1,072. The difference is 1: a figure is wrong, or a group is not printed.",
    ),
    "two chapters": (
        [figure("time.hours", 7, "north"), figure("time.hours", 8, "north", chapter="summary")],
        "Registrerede timer (North) er trykt som 7, og et andet sted (»summary«) som 8. Forskellen er 1.",
        "Hours registered (North) is printed as 7, and elsewhere (“summary”) as 8. The difference is 1.",
    ),
    "a mean": (
        [HOURS, figure("participants.enrolled", 18), figure("time.hours_per_participant", value=14.5)],
        "Timer pr. deltager (hele programmet) er trykt som 14,5; 265 delt med 18 er 14,72. Forskellen er 0,22, mere "
        "end afrunding kan forklare.",
        "Hours per participant (the whole programme) is printed as 14.5; 265 divided by 18 is 14.72. The difference is "
        "0.22, more than rounding can explain.",
    ),
    "a whole number": (
        [figure("plans.started", of=51, percent=58)],
        "Deltagere med indsatsplan (hele programmet): trykt er 58 % af 51, altså mellem 29,3 og 29,8, og det skal være "
        "et helt antal. Det kan ikke passe.",
        "Participants with an action plan (the whole programme): 58% of 51 is printed, that is between 29.3 and 29.8, "
        "and must be a whole number. That cannot be.",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("figures", "danish", "english"), CASES.values(), ids=CASES)
def test_a_discrepancy_in_one_sentence(figures, danish, english):
    assert said("da", *figures) == danish
    assert said("en", *figures) == english


def test_every_check_can_be_said(shared_folder):
    """No place of a sentence is left unfilled, and each ends."""
    from tests.printed.stories import published

    for name in ("kvik", "social-mentors", "brug-for-alle"):
        figures, about = published(shared_folder / f"domain/published/{name}.yaml")
        for check in all_checks(figures, about):
            for language in ("da", "en"):
                text = sentence(check, Words(language, about))
                assert text.endswith(".") and not set(text) & set("{}"), text
                assert "check_" not in text and "verdict_" not in text and "hint_" not in text
