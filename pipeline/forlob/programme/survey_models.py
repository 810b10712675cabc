"""The models of a survey in programme.yaml: which questions are what, and the norms that stand beside their results."""

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from forlob.programme.value_types import Code, Label, Strict

#: The answers of WHO-5: six, from 0 to 5 points.
WHO5 = "who5"
ITEMS_OF_WHO5 = 5
HEALTH = "self_rated_health"


class Norm(Strict):
    """A mean that others have measured, and where it is published."""

    mean: float = Field(ge=0, le=100)
    source: Label


class Influence(Strict):
    """Questions on influence, a question a stage of the funnel; `counts` are the answers that mean influence."""

    answers: Code = "likert_agreement"
    counts: list[Code] = ["some_or_high"]
    on_goal: dict[Code, Code] = {}
    on_conversation: dict[Code, Code] = {}


class Survey(Strict):
    """Which form of the register answers is the survey (None: all of it is), and which of its questions are what.

    Questions are codes of the code list `question`, or the texts of the extract. `likert`: code list of the answers
    -> the questions answered from it, in the order of the report. `who5_coded_from`: the lowest number that WHO-5 was
    answered with (None: 0, unless the answers look otherwise); `who5_limits`: the scores below which respondents are
    counted.
    """

    form: Code | None = None
    likert: dict[Code, list[Code]] = {}
    self_rated_health: Code | None = None
    influence: Influence = Influence()
    who5: list[Code] = []
    who5_coded_from: Literal[0, 1] | None = None
    who5_limits: Annotated[list[Annotated[float, Field(gt=0, le=100)]], Field(min_length=1)] = [50, 35]

    @model_validator(mode="after")
    def _five_items(self) -> Self:
        if self.who5 and len(set(self.who5)) != ITEMS_OF_WHO5:
            raise ValueError("who5 is five different questions, or none")
        if len(set(self.who5_limits)) < len(self.who5_limits):
            raise ValueError("who5_limits names a score twice")
        return self

    def questions(self) -> Iterator[tuple[str, str]]:
        """(question, the code list of its answers), of every question that has one."""
        for answers, asked in self.likert.items():
            yield from ((question, answers) for question in asked)
        if self.self_rated_health:
            yield self.self_rated_health, HEALTH
        for asked_after in (self.influence.on_goal, self.influence.on_conversation):
            yield from ((question, self.influence.answers) for question in asked_after.values())
        yield from ((question, WHO5) for question in self.who5)
