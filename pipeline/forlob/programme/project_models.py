"""The models of programme.yaml that tell of its projects, and of what may be published of them."""

from typing import Self

from pydantic import Field, model_validator

from forlob.programme.value_types import Code, Day, Label, LabelPair, Strict


class TargetGroup(Strict):
    match_groups: list[Code] = []
    age_from: int | None = None
    age_to: int | None = None


class Project(Strict):
    name: Label
    municipality: str | None = None
    also_written: list[Code] = []
    grant_dkk: int | None = None
    target_group: TargetGroup | None = None
    expected_participants: int | None = None
    expected_is_synthetic: bool = False
    cash_benefit_recipients_in_target_group: dict[Code, int] = {}
    closed: Day | None = None
    places: int | None = None
    mentors: int | None = None


class Disclosure(Strict):
    """Counts from 1 to below min_cell are suppressed in the public profile; `because` is printed on the method page."""

    min_cell: int = Field(5, ge=0)
    because: Label = LabelPair(da="")

    @model_validator(mode="after")
    def _reason(self) -> Self:
        if self.min_cell < 5 and not self.because.da.strip():
            raise ValueError("a min_cell below 5 needs a reason: add because")
        return self
