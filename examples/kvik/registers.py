"""The registers of all projects together, and how the register system writes them: as text, in Danish."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from examples.kvik import exits, participations, placements, plans, twice
from examples.kvik.counts import Counts, count_all
from examples.kvik.sources import programme
from examples.sources import code_list

#: Canonical columns that are not in a code list are written as they are; these are dates.
DATES = {"enrolled_on", "birth_date", "exited_on", "started_on", "ended_on"}
CODE_LIST = {"form": "placement_form"}


@dataclass(frozen=True)
class Registers:
    """Canonical columns and codes; `participation` in plans and placements is the label of a row of participants."""

    participants: pd.DataFrame
    plans: pd.DataFrame
    placements: pd.DataFrame


def make_registers(seed: int) -> Registers:
    """Every project's participations, plans and placements, in the order of the participants' numbers. Each project
    draws from a generator of its own, so that a change in one leaves the others as they were."""
    made, first = [], 0
    for number, (project, counts) in enumerate(count_all().items()):
        made.append(_project(np.random.default_rng([seed, number]), project, counts, first))
        first += counts.enrolled
    participants, *others = (pd.concat(parts) for parts in zip(*made, strict=True))
    participants = twice.people(participants)
    participants["participant_id"] = twice.identifiers(participants)
    participants = participants.sort_values(["participant_id", "enrolled_on"])
    return Registers(participants, *[_of_participants(register, participants) for register in others])


def _project(
    rng: np.random.Generator, project: str, counts: Counts, first: int
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Participations, plans and placements of a project; its participations are labelled from `first` on."""
    enrolled = participations.enrol(rng, project, counts)
    enrolled = exits.leave(rng, enrolled.set_axis(range(first, first + len(enrolled))), counts)
    return enrolled, plans.plan(rng, enrolled, counts.plans), placements.place(rng, enrolled, counts)


def _of_participants(register: pd.DataFrame, participants: pd.DataFrame) -> pd.DataFrame:
    register = register.assign(
        participant_id=participants["participant_id"].loc[register["participation"]].to_numpy(),
        project=participants["project"].loc[register["participation"]].to_numpy(),
    )
    return register.sort_values(["participant_id", "started_on"], kind="stable").reset_index(drop=True)


def as_written(registers: Registers) -> dict[str, pd.DataFrame]:
    """File name -> its table, with the headers and the answers that programme.yaml says it has; every cell is text.

    The rows keep the labels of the register's rows.
    """
    tables = {}
    for extract in programme()["extracts"]:
        ((name, mapping),) = extract["registers"].items()
        register = getattr(registers, name)
        answers = mapping.get("values", {})
        cells = {header: _cells(register[column], column, answers) for column, header in mapping["columns"].items()}
        tables[extract["file"]] = pd.DataFrame(cells, dtype=object)
    return tables


def _cells(values: pd.Series, column: str, answers: dict) -> pd.Series:
    if column in DATES:
        return values.dt.strftime("%d-%m-%Y").astype(object)
    if column == "project":
        return values.map({project: facts["municipality"] for project, facts in programme()["projects"].items()})
    if column == "hours_per_week":
        return values.map(lambda hours: f"{hours:.1f}".replace(".", ","))
    if column in ("participant_id", "remark"):
        return values
    labels = {code: item["da"] for code, item in code_list(CODE_LIST.get(column, column)).items()}
    labels |= {code: answer for answer, code in answers.get(column, {}).items()}
    return values.map(labels)
