"""Reads the data files of SPSS, Stata and SAS: answers by their value labels, dates as dates."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from forlob.extracts.file_kinds import Kind
from forlob.extracts.raw_tables import FileProblem, RawTable, raw_table
from forlob.extracts.value_labels import labelled, numbers_of
from forlob.programme.extract_models import Format

#: Kind -> the program it is of, and the function of pyreadstat that reads it.
PROGRAMS: dict[Kind, tuple[str, str]] = {
    "sav": ("SPSS", "read_sav"),
    "dta": ("Stata", "read_dta"),
    "sas7bdat": ("SAS", "read_sas7bdat"),
    "xport": ("SAS", "read_xport"),
}
#: The encoding that is tried where a file does not hold to the one that it names.
SECOND_ENCODING = "WINDOWS-1252"


def read_statistics(path: Path, name: str, form: Format, kind: Kind) -> RawTable:
    """One row an observation, the first being row 2; the header holds the names of the variables.

    A value that has a label is the label, where more than half of a variable's different values have one, or it says
    that there is no answer; `numbers` of the table has its number. What a variable declares as missing is empty. Raises
    FileProblem where the file cannot be read, or pyreadstat is missing.
    """
    program, reader = PROGRAMS[kind]
    try:
        import pyreadstat
    except ImportError:
        message = (
            f"files of {program} are read by pyreadstat, which is not installed: pip install 'forlob[statistics]'; "
            "or export the file as CSV, with the labels of its answers"
        )
        raise FileProblem("wrong_encoding", message) from None
    columns, about = _read(getattr(pyreadstat, reader), path, form, program)
    labels = [about.variable_value_labels.get(header) for header in columns]
    cells = [labelled(list(column), own) for column, own in zip(columns.values(), labels, strict=True)]
    records: dict[int, list] = {1: list(columns)}
    records |= {number: list(row) for number, row in enumerate(zip(*cells, strict=True), 2)}
    numbers = {place: numbers_of(own) for place, own in enumerate(labels) if own}
    return raw_table(name, records, 1, decimal=form.decimal or ".", numbers=numbers)


def _read(reader: Callable, path: Path, form: Format, program: str) -> tuple[dict[str, Any], Any]:
    for encoding in dict.fromkeys([form.encoding, form.encoding or SECOND_ENCODING]):
        try:
            return reader(str(path), output_format="dict", encoding=encoding)
        except OSError:
            raise
        except Exception:  # a damaged file makes pyreadstat raise what it likes
            continue
    message = f"the file is not one of {program} or is damaged; export it again, or as CSV with labels"
    raise FileProblem("wrong_encoding", message)
