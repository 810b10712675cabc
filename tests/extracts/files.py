"""Reads a file of given bytes, for the tests of the readers."""

from pathlib import Path
from typing import Any

from forlob.extracts.raw_tables import FileProblem, RawTable
from forlob.extracts.read_extract import read_extract
from forlob.programme.extract_models import Extract


def read(folder: Path, content: bytes, name: str = "f.csv", **form: Any) -> RawTable:
    (folder / name).write_bytes(content)
    return read_extract(folder, Extract.model_validate({"file": name, "format": form, "registers": {"plans": None}}))


def rows(table: RawTable) -> dict[int, list]:
    """Physical row -> its cells."""
    return {int(row): list(cells) for row, cells in zip(table.cells.index, table.cells.to_numpy(), strict=True)}


def problem(folder: Path, content: bytes, name: str = "f.csv", **form: Any) -> tuple[str, int | None, str]:
    """(rule, row, message) of why a file cannot be read."""
    try:
        read(folder, content, name, **form)
    except FileProblem as found:
        return found.rule, found.row, found.message
    raise AssertionError("the file was read")
