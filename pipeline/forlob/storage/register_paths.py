"""Which files a register lies in: a folder each, a Parquet file for every project in it.

    registers/plans/assens.parquet     the rows of one project
    registers/plans/+all.parquet       the rows without a project, or all where the register has no such column
    registers/plans/+order.parquet     project (empty: none) and rows of each run: the order of the whole register

A name with + is no project's.
"""

from pathlib import Path

REST, ORDER = "+all.parquet", "+order.parquet"


def part_file(register: Path, project: str) -> Path:
    """Where the rows of a project lie; of an empty one those without a project."""
    return register / (f"{project}.parquet" if project else REST)


def file_of(register: Path, project: str) -> Path:
    """What a reader of the project reads: its own file, else the one that has the columns."""
    own = part_file(register, project)
    return own if own.is_file() else part_file(register, "")


def register_files(folder: Path, project: str | None = None) -> list[Path]:
    """All files that `read_registers` reads, of one project or of all; none where nothing is cleaned yet."""
    names = sorted(path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
    if project is None:
        return [file for name in names for file in sorted(name.iterdir())]
    return [file_of(name, project) for name in names]
