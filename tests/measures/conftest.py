"""Registers in a few words: rows as dicts, with the types of cleaned registers."""

import pandas as pd
import pytest

from forlob.measures.data import Data
from forlob.measures.table import CODES
from forlob.programme.programme import Programme

NUMBERS = dict.fromkeys(["hours", "weeks", "weight", "score", "value"], "float64") | {
    "participation_id": "Int64",
    "age": "Int64",
}


def frame(rows, columns=()):
    """A register; dates as text, what is not given is missing. `columns` are there even where no row has them."""
    table = pd.DataFrame(rows, columns=list(dict.fromkeys([*(key for row in rows for key in row), *columns])))
    for name in table:
        if name.endswith(("_on", "date")) or name == "as_of":
            table[name] = pd.to_datetime(table[name], format="ISO8601").astype("datetime64[us]")
        else:
            table[name] = table[name].astype(NUMBERS.get(name, "string"))
    return table


def participants(*rows):
    """Participations, numbered from 1; each in project north, enrolled on 2 January 2012, unless said otherwise."""
    usual = {"project": "north", "enrolled_on": "2012-01-02", "exited_on": None, "exit_reason": None}
    return frame([{"participation_id": n, "participant_id": f"p{n}", **usual, **row} for n, row in enumerate(rows, 1)])


def programme(**keys):
    names = {"north": {"name": "North"}, "south": {"name": "South"}}
    extracts = [{"file": "x.csv", "registers": {"participants": None}}]
    return Programme.model_validate({"id": "test", "title": "Test", "extracts": extracts, "projects": names, **keys})


class Story:
    """What a test tells of: `story.data(participants=[...], plans=[...], closing="2012-12-31")`."""

    frame = staticmethod(frame)
    participants = staticmethod(participants)
    programme = staticmethod(programme)

    def data(self, project=None, from_date=None, to_date=None, keys=None, closing="2012-12-31", **registers):
        participations = registers.pop("participants", None)
        tables = {name: rows if isinstance(rows, pd.DataFrame) else frame(rows) for name, rows in registers.items()}
        if participations is not None:
            tables["participants"] = (
                participations if isinstance(participations, pd.DataFrame) else participants(*participations)
            )
        known = programme(**{"extract_date": closing, **(keys or {})})
        return Data.of(known, tables, project, from_date, to_date)


@pytest.fixture(scope="session")
def story():
    return Story()


@pytest.fixture(scope="session")
def numbers():
    """Rows as {group: n}, or {(group, subgroup): n}, or by the point of a curve too, or of another column."""

    def read(rows, column="n", unit=None):
        rows = rows if unit is None else rows[rows["unit"] == unit]
        keys = [tuple(filter(None, key)) for key in zip(*(rows[name] for name in (*CODES, "at")), strict=True)]
        return {key if len(key) > 1 else (*key, "")[0]: n for key, n in zip(keys, rows[column], strict=True)}

    return read


@pytest.fixture(scope="session")
def by_code():
    """Registrations of each task, or event, and below them the participants."""

    def read(module, data):
        code = {"tasks": "task", "events": "event"}[module.__name__.rpartition(".")[2]]
        return pd.concat([module.registered(data, code), module.participants(data, code)], ignore_index=True)

    return read
