"""All registers together, and how the register system writes them."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from examples.social_mentors import around, companies, participants, schedule
from examples.social_mentors.hours import UNITS
from examples.social_mentors.sources import programme
from examples.sources import code_list

CODE_LIST = {"effort": "parallel_effort", "category": "time_category", "ownership": "company_ownership"}
DATES = {"enrolled_on", "birth_date", "exited_on", "started_on", "done_on"}
AS_THEY_ARE = {"participant_id", "mentor_id", "company_id", "name", "weeks"}


@dataclass(frozen=True)
class Registers:
    """Canonical columns and codes; `participation` is the label of a row of participants."""

    participants: pd.DataFrame
    parallel_efforts: pd.DataFrame
    events: pd.DataFrame
    tasks: pd.DataFrame
    companies: pd.DataFrame
    company_participants: pd.DataFrame
    time_registrations: pd.DataFrame


def make_registers(seed: int) -> Registers:
    """Each register draws from a generator of its own, so that a change in one leaves the others as they were."""
    draws = [np.random.default_rng([seed, number]) for number in range(7)]
    participations = participants.enrol(draws[0])
    time = schedule.register(draws[1], participations)
    firms = companies.register(draws[2])
    return Registers(
        participants=participations,
        parallel_efforts=around.parallel_efforts(draws[3], participations),
        events=around.events(draws[4], participations),
        tasks=around.tasks(draws[5], participations, time),
        companies=firms,
        company_participants=companies.attach(draws[6], participations, firms),
        time_registrations=time,
    )


def as_written(registers: Registers) -> dict[str, pd.DataFrame]:
    """Table -> its cells, with the headers and answers of programme.yaml: a sheet is named file#sheet. In a workbook
    dates and numbers are dates and numbers, in a CSV file they are text."""
    tables = {}
    for extract in programme()["extracts"]:
        ((name, mapping),) = extract["registers"].items()
        sheet = extract["format"].get("sheet")
        register, written = getattr(registers, name), {}
        for column, header in mapping["columns"].items():
            written[header] = pd.Series(_cells(register, column, sheet is None), index=register.index, dtype=object)
        tables[f"{extract['file']}#{sheet}" if sheet else extract["file"]] = pd.DataFrame(written, dtype=object)
    return tables


def _cells(register: pd.DataFrame, column: str, as_text: bool) -> list:
    """The cells of a canonical column; a missing value is an empty text."""
    if column == "time_of_day":
        return [f"{minute // 60:02d}:{minute % 60:02d}" for minute in register["minute"]]
    if column == "hours":
        return [danish(units / UNITS) for units in register["units"]]
    if column == "project":
        names = {project: facts["name"] for project, facts in programme()["projects"].items()}
        return [names[project] for project in register["project"]]
    if column in DATES or column == "date":
        days = pd.to_datetime(register[column])
        return ["" if pd.isna(day) else f"{day:%d-%m-%Y}" if as_text else day.date() for day in days]
    if column in AS_THEY_ARE:
        return ["" if pd.isna(cell) else int(cell) if column == "weeks" else cell for cell in register[column]]
    answers = {code: item["da"] for code, item in code_list(CODE_LIST.get(column, column)).items()}
    return ["" if pd.isna(code) else answers[code] for code in register[column]]


def danish(number: float) -> str:
    """A number with a decimal comma and no zeros at its end.

    >>> danish(0.25)
    '0,25'
    """
    return f"{number:.2f}".rstrip("0").rstrip(".").replace(".", ",")
