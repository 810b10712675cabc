"""The models of wide files in programme.yaml: a column a month or week, or a column an item and wave."""

import re
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, Discriminator, Field, Tag, model_validator

from forlob.programme.value_types import Code, Day, Strict

#: What may stand in braces in the pattern of the headers of measurements.
PLACES = ("item", "wave", "instrument", "respondent")
AFTER = re.compile(r"([+-]?)\s*(\d{1,5})\s*(day|week)s?", re.IGNORECASE)
#: Days of each unit.
UNITS = {"day": 1, "week": 7}


class Wide(Strict):
    """Spells as a column a month or week: headers by a date format, or each header's first day."""

    headers: str | None = None
    columns: dict[Code, Day] | None = None
    step: Literal["month", "week"] = "month"

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.headers is None) == (self.columns is None):
            raise ValueError("give either headers (a date format) or columns (header: first day)")
        return self


class WaveColumn(Strict):
    """The day of a wave stands in a column of the file."""

    column: Code


class AfterEnrolment(Strict):
    """The day of a wave is so many days after the enrolment."""

    days: int


def _after(value: Any) -> Any:
    """'+90 days' as a number of days after the enrolment."""
    found = AFTER.fullmatch(value.strip()) if isinstance(value, str) else None
    if not found:
        return value
    return {"days": int(found[1] + found[2]) * UNITS[found[3].lower()]}


def _kind_of_wave(value: Any) -> str:
    if isinstance(value, BaseModel):
        return type(value).__name__
    if isinstance(value, dict):
        return "WaveColumn" if "column" in value else "AfterEnrolment"
    return "Date"


#: When a wave was: a day, a number of days after the enrolment, or a column of the file.
Wave = Annotated[
    Annotated[Day, Tag("Date")]
    | Annotated[WaveColumn, Tag("WaveColumn")]
    | Annotated[AfterEnrolment, Tag("AfterEnrolment")],
    Discriminator(_kind_of_wave),
    BeforeValidator(_after),
]


class WideMeasurements(Strict):
    """Measurements as a column an item and wave: the pattern of their headers, and when each wave was."""

    columns: str
    waves: Annotated[dict[Code, Wave], Field(min_length=1)]

    @model_validator(mode="after")
    def _pattern(self) -> Self:
        named = re.findall(r"\{(.*?)\}", self.columns)
        unknown = [name for name in named if name not in PLACES]
        if unknown:
            raise ValueError(f"{{{unknown[0]}}} is not known in columns; write {{item}} and {{wave}}")
        if "item" not in named or len(named) > len(set(named)):
            raise ValueError('columns should name {item} once, and {wave}, such as "{item}_{wave}"')
        if "wave" not in named and len(self.waves) > 1:
            raise ValueError("columns should name {wave}, as there are several")
        return self


def kind_of_wide(value: Any) -> str:
    if isinstance(value, BaseModel):
        return type(value).__name__
    asked = isinstance(value, dict) and ("waves" in value or isinstance(value.get("columns"), str))
    return "WideMeasurements" if asked else "Wide"


#: How a register is read from a wide file.
AnyWide = Annotated[
    Annotated[Wide, Tag("Wide")] | Annotated[WideMeasurements, Tag("WideMeasurements")], Discriminator(kind_of_wide)
]
