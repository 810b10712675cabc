"""Populations: what one counted thing is, and the rows of the registers that hold one each."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from forlob.measures.data import Data
from forlob.measures.registrations import with_nobody_left_out


@dataclass(frozen=True)
class Population:
    """What is counted: one row of `rows` a thing.

    `unit`: what n and of count, in the measures table. `rows`: data -> the rows, None where there is no such register.
    `of_participations`: whether each is about one participation, so that what these are split by splits it too.
    `of_people`: whether few of them tell of few people; `shared`: whether projects may have the same one.
    """

    name: str
    unit: str
    rows: Callable[[Data], pd.DataFrame | None]
    of_participations: bool = True
    of_people: bool = True
    shared: bool = False


def _register(name: str, *columns: str) -> Callable[[Data], pd.DataFrame | None]:
    return lambda data: data.register(name, *columns)


def _companies(data: Data) -> pd.DataFrame | None:
    """Each company once."""
    table = data.register("companies", "company_id")
    return None if table is None else table.drop_duplicates("company_id")


def _efforts(data: Data) -> pd.DataFrame | None:
    """The efforts at enrolment, with a row without one for each participation of which none is registered."""
    table = data.register("parallel_efforts", "participation_id", "effort")
    known = data.register("participants", "participation_id")
    return None if table is None or known is None else with_nobody_left_out(table, known, "effort")


PARTICIPATIONS = Population("participation", "participations", _register("participants"))
EXPECTED = Population(
    "expected participation", "participations", lambda data: None, of_participations=False, of_people=False
)
PERSONS = Population("person", "persons", _register("participants"), shared=True)
PLACEMENTS = Population("placement", "placements", _register("placements"))
EVENTS = Population("event", "registrations", _register("events", "participation_id"))
TASKS = Population("task", "registrations", _register("tasks", "participation_id"))
EFFORTS = Population("parallel effort", "registrations", _efforts)
HOURS = Population("time registration", "hours", _register("time_registrations", "hours"))
COMPANIES = Population("company", "companies", _companies, of_participations=False, shared=True)
ANSWERS = Population("answer", "answers", _register("answers"), of_participations=False)
RESPONDENTS = Population("respondent", "respondents", _register("answers"), of_participations=False)
STAGES = Population("participant at a stage", "participants", _register("stages"), of_participations=False)
#: What the cleaning read: measures of these are counted from what it tells, not from the registers.
ROWS_READ = Population("row of an extract", "rows", lambda data: None, of_participations=False)
#: The numbers of a report themselves, shown and not.
NUMBERS = Population("number of the report", "numbers", lambda data: None, of_participations=False, of_people=False)
#: What is counted of something else than registers.
NOT_OF_REGISTERS = (ROWS_READ, NUMBERS)
CELLS = Population("cell of a register", "cells", lambda data: None, of_participations=False)
DELIVERED = Population("delivered count", "", _register("aggregates"), of_participations=False)
#: Counts of what was said, and by whom, are shown however small: docs/decisions/interview-counts-are-not-suppressed.md.
EXCERPTS = Population("excerpt", "excerpts", _register("excerpts"), of_participations=False, of_people=False)
INFORMANTS = Population("informant", "informants", _register("excerpts"), of_participations=False, of_people=False)
NORMS = Population("published norm", "", lambda data: None, of_participations=False, of_people=False)
