"""Checks the names that `survey` and `norms` of programme.yaml use."""

from collections.abc import Iterable, Iterator

from forlob.programme.programme import Programme
from forlob.programme.survey_models import WHO5
from forlob.programme.yaml_errors import nearest

Problem = tuple[list, str]


def in_survey(programme: Programme) -> Iterator[Problem]:
    """Unknown code lists, answers, stages and norms; a question whose answers would come from two lists."""
    for norm in programme.norms:
        yield from _unknown(["norms", norm], norm, "norm", [WHO5, *programme.scales])
    survey = programme.survey
    if survey is None:
        return
    lists: dict[str, str] = {}
    for question, answers in survey.questions():
        first = lists.setdefault(question, answers)
        if first != answers:
            yield ["survey"], f"{question} is answered from {first} and from {answers}. Leave it in one place."
    for answers in survey.likert:
        yield from _no_list(programme, ["survey", "likert", answers], answers)
    influence = survey.influence
    where = ["survey", "influence"]
    yield from _no_list(programme, [*where, "answers"], influence.answers)
    known = [*programme.code_list(influence.answers), *programme.groups.get(influence.answers, {})]
    for code in influence.counts if known else []:
        yield from _unknown([*where, "counts"], code, f"code of {influence.answers}", known)
    for part, asked in (("on_goal", influence.on_goal), ("on_conversation", influence.on_conversation)):
        for stage in asked:
            yield from _unknown([*where, part, stage], stage, "stage", programme.code_list("stage"))


def _no_list(programme: Programme, where: list, name: str) -> Iterator[Problem]:
    if not programme.code_list(name):
        known = nearest(name, programme.code_lists)
        yield where, f"{name} is not a code list{known or '.'} Fix it, or add it to code_lists."


def _unknown(where: list, name: str, what: str, known: Iterable[str]) -> Iterator[Problem]:
    known = list(known)
    if name not in known:
        yield where, f"{name} is no {what}{nearest(name, known) or '.'} Known here: {', '.join(known[:30])}."
