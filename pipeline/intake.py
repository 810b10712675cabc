"""Takes a programme's extracts in: reads them, cleans them, and keeps registers and findings."""

from collections.abc import Mapping

from pipeline.cleaning.clean import Cleaned, clean
from pipeline.cleaning.findings import errors, sentence
from pipeline.cleaning.schemas import broken
from pipeline.config.programme import Programme
from pipeline.errors import ExtractsUnusable
from pipeline.extracts.read_extract import read_extract
from pipeline.extracts.tables import FileProblem, RawTable
from pipeline.storage.atomic import write_text
from pipeline.storage.registers import write_registers
from pipeline.storage.secret import get_key
from pipeline.storage.workspace import Workspace


def read_extracts(programme: Programme, folders: Workspace) -> dict[int, RawTable | FileProblem]:
    """Place in `programme.extracts` -> the file's cells, or why they cannot be read."""
    tables: dict[int, RawTable | FileProblem] = {}
    for place, extract in enumerate(programme.extracts):
        try:
            tables[place] = read_extract(folders.raw, extract)
        except FileProblem as problem:
            tables[place] = problem
    return tables


def clean_extracts(programme: Programme, tables: Mapping[int, RawTable | FileProblem]) -> Cleaned:
    """The cleaned registers, each checked against its schema, and the findings."""
    cleaned = clean(programme, tables, get_key)
    for register, frame in cleaned.registers.items():
        problem = broken(register, frame, programme)
        if problem:
            raise AssertionError(f"{register} does not hold its schema after cleaning: {problem}")
    return cleaned


def keep(cleaned: Cleaned, folders: Workspace) -> None:
    """Write findings.csv and, where no finding is an error, the registers.

    Raises ExtractsUnusable where one is: the registers of the last good extracts stay as they are.
    """
    keep_findings(cleaned, folders)
    wrong = errors(cleaned.findings)
    if not wrong.empty:
        raise ExtractsUnusable("\n".join(sentence(finding) for _, finding in wrong.head(10).iterrows()))
    write_registers(folders.registers, cleaned.registers)


def keep_findings(cleaned: Cleaned, folders: Workspace) -> None:
    write_text(folders.findings, cleaned.findings.to_csv(index=False, lineterminator="\n"))
