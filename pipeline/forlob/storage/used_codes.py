"""Which codes occur in the cleaned registers of a programme: a small file beside them.

A page of one project reads that project's registers alone; what the others use, it reads here. List of codes -> the
codes of it that some row has, in order.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd
import pyarrow.compute as pc
import pyarrow.parquet as pq

from forlob.programme.code_lists import list_name
from forlob.programme.registers import REGISTERS
from forlob.storage.workspace import CODES_USED, ORDER

#: Columns of codes that cleaning makes.
MADE = {"participants": ("exit_status",), "time_registrations": ("time_of_day",)}
#: The columns of delivered counts that may tell of a stage: by the name of the measure, or by its group.
OF_STAGES = ("measure", "group")
FUNNEL = "funnel."


def write_codes_used(folder: Path, registers: Mapping[str, pd.DataFrame] | None = None) -> None:
    """Write which codes the registers use; without `registers`, those of the files below the folder."""
    found: dict[str, set[str]] = {}
    for register, column, values in _of_files(folder) if registers is None else _of_frames(registers):
        if register == "aggregates":
            values = {value.removeprefix(FUNNEL) for value in values}
        found.setdefault(list_name(column), set()).update(values)
    listed = {name: sorted(found.get(name, ())) for name in sorted(all_lists() | set(found))}
    (folder / CODES_USED).write_text(json.dumps(listed, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_codes_used(folder: Path) -> dict[str, list[str]] | None:
    """List -> the codes of it that the programme's registers use; None where an older cleaning did not say."""
    file = folder / CODES_USED
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else None


def all_lists() -> set[str]:
    """The lists that columns of registers take their codes from."""
    return {list_name(column) for register in REGISTERS for column in _columns(register)} - {*OF_STAGES} | {"stage"}


def _columns(register: str) -> list[str]:
    coded = [column for column, kind in REGISTERS[register].columns.items() if kind == "code"]
    return [*OF_STAGES] if register == "aggregates" else list(dict.fromkeys([*coded, *MADE.get(register, ())]))


def _of_frames(registers: Mapping[str, pd.DataFrame]) -> Iterator[tuple[str, str, set[str]]]:
    for register, frame in registers.items():
        for column in _columns(register):
            if column in frame:
                yield register, _named(column), set(map(str, frame[column].dropna().unique()))


def _of_files(folder: Path) -> Iterator[tuple[str, str, set[str]]]:
    for register in sorted(path.name for path in folder.iterdir() if path.is_dir()):
        for file in sorted((folder / register).iterdir()):
            if file.name == ORDER:
                continue
            there = set(pq.read_schema(file).names)
            columns = [column for column in _columns(register) if column in there]
            table = pq.ParquetFile(file, read_dictionary=columns).read(columns, use_threads=False)
            for column in columns:
                values = pc.unique(table[column].combine_chunks()).dictionary_decode().drop_null().to_pylist()
                yield register, _named(column), set(values)


def _named(column: str) -> str:
    return "stage" if column in OF_STAGES else column
