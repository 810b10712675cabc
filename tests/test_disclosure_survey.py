"""The gate before the funnel, delivered counts and the survey: worked out by hand, with the smallest count at 5."""

import numpy as np
import pandas as pd

from forlob.disclosure.gate import protect
from forlob.measures.table import COLUMNS
from forlob.programme.programme import Programme
from tests.rows_of import count, share, statistic

MIN = 5


def table(*rows, project="north"):
    made = pd.concat(rows, ignore_index=True)
    return made.assign(programme="p", project=project, **{"from": "", "to": ""}, suppressed=False)[COLUMNS]


def funnel(*numbers):
    """The rows of a funnel: target group, first interview, team meeting ..."""
    names = ["target_group", "first_interview", "team_meeting", "employment_offer"][: len(numbers)]
    rows = [count("funnel.reached by stage", numbers[0], "participants", names[0])]
    for at, (name, n) in enumerate(zip(names[1:], numbers[1:], strict=True), 1):
        rows.append(share("funnel.reached by stage", n, numbers[0], "participants", name))
        rows.append(share("funnel.of_previous by stage", n, numbers[at - 1], "participants", name))
    return rows


def hidden(gated):
    rows = gated[gated["suppressed"]]
    parts = zip(rows["measure"], rows["group"], rows["subgroup"], strict=True)
    return {" ".join(part for part in parts_ if part) for parts_ in parts}


def gate(*rows, **options):
    return protect(table(*rows), MIN, **options)


def test_a_small_stage_is_hidden_in_both_its_rows_and_as_the_denominator_of_the_next():
    """Three had a team meeting, none an offer: of 3 is not shown either."""
    found = gate(*funnel(60, 30, 3, 0))
    assert hidden(found) == {"funnel.reached team_meeting", "funnel.of_previous team_meeting"}
    offer = found[(found["measure"] == "funnel.of_previous") & (found["group"] == "employment_offer")].iloc[0]
    assert offer["of"] is None and offer["n"] == 0


def test_all_but_a_few_is_hidden_too():
    """58 of 60 were interviewed: two were not."""
    assert "funnel.reached first_interview" in hidden(gate(*funnel(60, 58, 20, 10)))


def test_all_but_a_few_of_the_step_before_is_hidden():
    """Of 30 interviewed 28 had a meeting: two had not, though 32 of the target group had not."""
    found = hidden(gate(*funnel(60, 30, 28, 10)))
    assert {"funnel.reached team_meeting", "funnel.reached first_interview"} & found


def test_a_funnel_of_many_is_shown():
    assert hidden(gate(*funnel(600, 300, 200, 100))) == set()


def test_the_programme_does_not_give_away_what_a_project_hides():
    """3 of North came to the meeting; 23 of the programme less South's 20 would tell, so South's is hidden too."""
    north, south = table(*funnel(60, 30, 3)), table(*funnel(80, 50, 20), project="south")
    found = protect(pd.concat([north, south, table(*funnel(140, 80, 23), project="")]), MIN)
    met = found[(found["measure"] == "funnel.reached") & (found["group"] == "team_meeting")]
    assert dict(zip(met["project"], met["suppressed"], strict=True)) == {"north": True, "south": True, "": False}


def test_a_delivered_count_is_the_count_that_it_stands_for():
    rows = [
        *funnel(60, 3),
        count(
            "aggregates.delivered by measure, group",
            3,
            "participants",
            "funnel.reached by stage",
            "first_interview",
            at="2012-06-30",
        ),
    ]
    found = gate(*rows)
    assert "aggregates.delivered funnel.reached by stage first_interview" in hidden(found)
    assert "funnel.reached first_interview" in hidden(found)


def likert(**numbers):
    of = sum(numbers.values())
    return share("survey.likert by question, answer", list(numbers.values()), of, "respondents", "q", list(numbers))


def test_a_small_answer_group_takes_another_with_it():
    assert hidden(gate(likert(low=40, neither=3, high=30, unsure=9))) == {
        "survey.likert q neither",
        "survey.likert q unsure",
    }


def test_health_is_whole_in_its_groups():
    rows = share(
        "survey.self_rated_health by self_rated_health",
        [2, 20, 30],
        52,
        "respondents",
        ["excellent", "good", "poor_or_fair"],
    )
    assert hidden(gate(rows)) == {"survey.self_rated_health excellent", "survey.self_rated_health good"}


def test_few_who_answered_have_no_mean_and_no_interval():
    rows = [
        share("survey.who5_scored", 4, 4, "respondents"),
        statistic("survey.who5_mean", 4, 37.0, "points", interval=(30.0, 44.0)),
    ]
    found = gate(*rows)
    assert hidden(found) == {"survey.who5_scored", "survey.who5_mean"}
    assert all(np.isnan(found.loc[1, name]) for name in ("value", "ci_low", "ci_high"))


def test_the_norm_counts_nobody():
    assert hidden(gate(statistic("survey.who5_norm", None, 70.0, "points"))) == set()


def test_few_between_the_two_bounds_of_well_being():
    """22 under 50 and 20 under 35: two lie between."""
    rows = [share("survey.who5_scored", 60, 60, "respondents")]
    rows += [share(f"survey.who5_under_{bound}", n, 60, "respondents") for bound, n in ((50, 22), (35, 20))]
    assert len(hidden(gate(*rows)) & {"survey.who5_under_50", "survey.who5_under_35"}) >= 1


def test_the_response_rate_is_of_the_invited():
    rows = [count("survey.invited", 40, "respondents"), share("survey.answered", 37, 40, "respondents")]
    assert "survey.answered" in hidden(gate(*rows))  # three did not answer
    rows = [count("survey.invited", 40, "respondents"), share("survey.answered", 20, 40, "respondents")]
    assert hidden(gate(*rows)) == set()


def test_influence_has_a_denominator_of_its_own_after_each_stage():
    rows = share(
        "survey.influence_on_goal by stage", [3, 20], [30, 40], "respondents", ["first_interview", "team_meeting"]
    )
    assert hidden(gate(rows)) == {"survey.influence_on_goal first_interview"}


ANSWERS = {"little": "Slet ikke", "much": "Meget", "very": "Rigtig meget", "unsure": "Ved ikke"}
ASKED = Programme.model_validate(
    {
        "id": "p",
        "title": "P",
        "extracts": [{"file": "x.csv", "registers": {"answers": None}}],
        "survey": {
            "form": "Survey",
            "likert": {"degree": ["q"]},
            "influence": {"answers": "degree", "counts": ["much"], "on_goal": {"team_meeting": "felt"}},
        },
        "code_lists": {
            "question": {"q": {"da": "Hvor meget?", "en": "How much?"}},
            "degree": {code: {"da": text, "en": code} for code, text in ANSWERS.items()},
        },
    }
)


def as_written(question="Hvor meget?", given_twice=0, **numbers):
    """The rows of the statistics page: participants by answer as written, of whom some gave the last one again."""
    names, n = [ANSWERS.get(code, code) for code in numbers], list(numbers.values())
    answers, group = [*n[:-1], n[-1] + given_twice], f"Survey: {question}"
    return [
        share("answers.given by question, answer", answers, sum(answers), "answers", group, names),
        share("answers.participants by question, answer", n, sum(n), "participants", group, names),
    ]


def hidden_of(found, measure):
    return set(found.loc[found["suppressed"] & (found["measure"] == measure), "subgroup"])


def test_the_statistics_page_hides_the_answers_that_the_survey_hides():
    """`little` is 3; alone the statistics page and the survey could each hide another one beside it."""
    n = {"little": 3, "much": 30, "very": 40, "unsure": 9}
    found = gate(likert(**n), *as_written(**n), programme=ASKED)
    assert hidden_of(found, "survey.likert") == {"little", "unsure"}
    for measure in ("answers.given", "answers.participants"):
        assert hidden_of(found, measure) == {"Slet ikke", "Ved ikke"}


def test_what_only_the_statistics_page_must_hide_the_survey_hides_too():
    """Two wrote something that is no answer: with all 89 others known, of 91, a reader would know them."""
    n = {"little": 10, "much": 30, "very": 40, "unsure": 9}
    found = gate(likert(**n), *as_written(**n, **{"noget andet": 2}), programme=ASKED)
    assert hidden_of(found, "survey.likert") == {"unsure"}
    assert hidden_of(found, "answers.participants") == {"Ved ikke", "noget andet"}
    assert found.loc[found["measure"] == "survey.likert", "of"].isna().all()  # 89 of 91 have answered as one could


def test_those_who_changed_their_answer_are_a_rest():
    """Nine said unsure and six of them in the end: both are shown only where three would not be known from it."""
    before = {"little": 10, "much": 33, "very": 40, "unsure": 9}
    found = gate(likert(**{**before, "unsure": 6}), *as_written(**before), programme=ASKED)
    shown = found[~found["suppressed"] & found["subgroup"].isin(["unsure", "Ved ikke"])]
    assert set(shown["measure"]) == {"answers.given", "answers.participants"}


def test_answers_that_the_survey_puts_together_are_their_sum():
    """high is much and very: with 43 and 40 shown a reader would know the 3."""
    grouped = ASKED.model_copy(update={"groups": {"degree": {"high": ["much", "very"]}}})
    found = gate(
        likert(little=20, high=43, unsure=9), *as_written(little=20, much=3, very=40, unsure=9), programme=grouped
    )
    assert {"Meget", "Rigtig meget"} <= hidden_of(found, "answers.participants")


def test_influence_is_hidden_with_the_answers_that_it_is_made_of():
    """Two said little: a second answer is hidden, and not much, for that would take the influence with it."""
    felt = share("survey.influence_on_goal by stage", [6], [40], "respondents", ["team_meeting"])
    found = gate(felt, *as_written("felt", little=2, much=6, very=23, unsure=9), programme=ASKED)
    assert hidden_of(found, "answers.participants") == {"Slet ikke", "Ved ikke"}
    found = gate(felt.assign(n=3), *as_written("felt", little=7, much=3, very=21, unsure=9), programme=ASKED)
    assert {"Meget"} < hidden_of(found, "answers.participants")
    assert found[found["measure"] == "survey.influence_on_goal"]["suppressed"].all()


def test_another_form_with_the_same_question_is_not_linked():
    n = {"little": 3, "much": 30, "very": 40, "unsure": 9}
    rows = [table.assign(group="Another: Hvor meget?") for table in as_written(little=9, much=5, very=40, unsure=30)]
    found = gate(likert(**n), *rows, programme=ASKED)
    assert hidden_of(found, "answers.participants") == set()
