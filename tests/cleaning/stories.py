"""Short stories for the tests of cleaning: a programme of two projects, and registers written as small tables."""

import csv
from collections.abc import Mapping
from typing import Any

import pandas as pd

from forlob.cleaning.clean import Cleaned, clean
from forlob.cleaning.schemas import broken
from forlob.extracts.raw_tables import RawTable, raw_table
from forlob.programme.check_names import wrong_names
from forlob.programme.programme import Programme

PROJECTS = {
    "north": {"name": {"da": "Nordprojektet", "en": "The north project"}, "also_written": ["Nord"]},
    "south": {"name": {"da": "Sydprojektet", "en": "The south project"}, "also_written": ["Syd", "Sønder Å"]},
}
#: Three participations: 1 in both projects, one after the other; 2 in north, still enrolled.
PARTICIPATIONS = """
    participant_id; project; enrolled_on; exited_on
    1; north; 2012-01-10; 2012-03-31
    1; south; 2012-06-01; 2012-09-30
    2; north; 2012-02-01;
"""
KEY = b"a key for tests"


def table(text: str, file: str = "f.csv", decimal: str = ",") -> RawTable:
    """A raw table of semicolon-separated lines; the first line with text is row 1, spaces after a delimiter go."""
    lines = [line.strip() for line in text.strip("\n").splitlines()]
    records = csv.reader(lines, delimiter=";", skipinitialspace=True)
    return raw_table(file, dict(enumerate(records, 1)), 1, decimal=decimal)


def programme(extracts: Any, **more: Any) -> Programme:
    """A checked programme of the two projects."""
    content = {"id": "p", "title": "P", "projects": PROJECTS, "extracts": extracts, **more}
    made = Programme.model_validate(content)
    assert wrong_names(made) == []
    return made


def story(
    registers: Mapping[str, str | RawTable],
    mapping: Mapping[str, Any] | None = None,
    format: Any = None,
    constants: Any = None,
    **more: Any,
) -> Cleaned:
    """What becomes of registers with one file each, <register>.csv; `mapping`: register -> how it is read."""
    extracts = [
        {
            "file": f"{name}.csv",
            "registers": {name: (mapping or {}).get(name)},
            "format": format or {},
            "constants": constants or {},
        }
        for name in registers
    ]
    made = programme(extracts, **more)
    tables = {
        place: table(text, f"{name}.csv") if isinstance(text, str) else text
        for place, (name, text) in enumerate(registers.items())
    }
    cleaned = clean(made, tables, lambda: KEY)
    for name, frame in cleaned.registers.items():
        assert broken(name, frame, made) is None
    return cleaned


def found(cleaned: Cleaned, *but: str) -> list[tuple]:
    """(rule, severity, register, row, column) of each finding, without the rules `but`."""
    rows = cleaned.findings[~cleaned.findings["rule"].isin(but)]
    fields = ("rule", "severity", "register", "row", "column")
    return [tuple(None if pd.isna(row[f]) else row[f] for f in fields) for row in rows.to_dict("records")]


def messages(cleaned: Cleaned, rule: str) -> list[str]:
    return list(cleaned.findings.loc[cleaned.findings["rule"] == rule, "message"])


def values(cleaned: Cleaned, register: str, *columns: str) -> list:
    """The cells of columns, row by row; dates as YYYY-MM-DD, nothing as None."""
    frame = cleaned.registers[register]
    rows = [tuple(_plain(row[column]) for column in columns) for row in frame.to_dict("records")]
    return [row[0] for row in rows] if len(columns) == 1 else rows


def _plain(value: Any) -> Any:
    if pd.isna(value):
        return None
    return value.isoformat()[:10] if isinstance(value, pd.Timestamp) else value
