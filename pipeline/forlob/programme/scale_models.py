"""The model of scales in programme.yaml: the instruments that participants are measured with, and their items."""

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from forlob.programme.value_types import Code, Label, Strict


class Baseline(Strict):
    """A first measurement is a baseline where it lies at most so many days before or after the enrolment."""

    within_days: int = Field(60, ge=0)


def _any_baseline(given: Any) -> Any:
    """`any` as None: the first measurement is the baseline, whenever it was made."""
    if given == "any":
        return None
    if not isinstance(given, dict | Baseline):
        raise ValueError("write any (the first measurement, whenever it was made) or {within_days: 60}")
    return given


class Composite(Strict):
    """A score made of the items of another scale: their mean or their sum, by one respondent on one day.

    `of`: that scale; `items`: those of its items, all unless told; `missing`: how many of them may be missing, the mean
    of the others standing for each.
    """

    of: Code
    how: Literal["mean", "sum"]
    items: list[Code] = []
    missing: int = Field(0, ge=0)


class Scale(Strict):
    """An instrument: its items in the order of the report, the range of a score, and what counts as a change.

    A score lies from `from` to `to`, both included. `real_change` is the least difference between two scores that
    counts as one; without it any difference does. `respondents` are those who report, in the order of the report;
    without them whoever the register names. `baseline`: which first measurement counts as one; None: any. `composite`:
    what its one item is made of, where it is not measured itself.
    """

    name: Label
    items: dict[Code, Label] = Field(min_length=1)
    from_: float = Field(alias="from")
    to: float
    direction: Literal["higher_is_better", "lower_is_better"] = "higher_is_better"
    real_change: float | None = Field(None, gt=0)
    respondents: dict[Code, Label] = {}
    baseline: Annotated[Baseline | None, BeforeValidator(_any_baseline)] = Baseline()
    composite: Composite | None = None

    @model_validator(mode="after")
    def _range(self) -> Self:
        if not self.from_ < self.to:
            raise ValueError("from should be below to; with direction: lower_is_better a low score is the good one")
        if self.real_change is not None and self.real_change > self.to - self.from_:
            raise ValueError("real_change is larger than the whole range from from to to")
        if self.composite is not None and len(self.items) != 1:
            raise ValueError("a scale with composite has one item, which names it")
        return self
