"""The models of programme.yaml that say when two rows are of one participant, and of one participation."""

from typing import Literal, Self

from pydantic import Field, model_validator

from forlob.programme.value_types import Strict


class IdRule(Strict):
    """How ids are made alike: padded with zeros, without zeros before them, or counted by each project for itself."""

    pad: int | None = Field(None, ge=1, le=40)
    strip_zeros: bool = False
    per_project: bool = False

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if self.pad and self.strip_zeros:
            raise ValueError("give either pad or strip_zeros")
        return self


class Participations(Strict):
    """`new`: a participant who comes back to a project begins a new participation; `same`: goes on with the first."""

    reenrolment: Literal["new", "same"] = "new"
