"""From the entries of programme.yaml to what is there: an entry of many files or sheets becomes one for each."""

from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from forlob.extracts.file_names import WILD, composed, left_open, natural
from forlob.extracts.snapshot_order import ranks_of
from forlob.programme.extract_models import Extract
from forlob.programme.programme import Programme

#: The word for all sheets of a workbook.
ALL = "all"


class Part(Extract):
    """One of the files or sheets of an entry: `entry`, its place in programme.yaml; `rank`: its place among the entry's
    snapshots, oldest first.
    """

    entry: int
    rank: int


def expanded(programme: Programme, raw: Path) -> Programme:
    """The programme with one entry a file. An entry that no file fits stays as it is, which reading then tells.

    Raises ConfigError where snapshots cannot be put in order by the names of their files or sheets.
    """
    made = [part for place, extract in enumerate(programme.extracts) for part in _parts(extract, place, raw)]
    return programme.model_copy(update={"extracts": made})


def files_of(programme: Programme, raw: Path) -> dict[str, Path]:
    """Name below `raw` -> path of each file that the programme's entries name, whether it is there or not."""
    return {name: raw / name for extract in programme.extracts for name in _names(extract, raw)}


def _parts(extract: Extract, place: int, raw: Path) -> list[Extract]:
    names = _names(extract, raw)
    if names == [extract.file] and not (extract.snapshots or extract.format.sheets or extract.project_from):
        return [extract]
    found = [(name, sheet) for name in names for sheet in _sheets(extract, raw / name)]
    there = names != [extract.file] or (raw / extract.file).is_file()
    ranks = ranks_of(found, extract) if there and extract.snapshots else dict.fromkeys(found, 0)
    content = dict(extract)
    parts: list[Extract] = []
    for name, sheet in sorted(found, key=lambda one: ranks[one]):
        form = extract.format.model_copy(update={"sheet": sheet, "sheets": []})
        own = {**content, "file": name, "format": form, "constants": _with_project(extract, name, sheet)}
        parts.append(Part.model_construct(**own, entry=place, rank=ranks[name, sheet]))
    return parts


def _sheets(extract: Extract, file: Path) -> list[str | None]:
    """The sheets of a workbook that are read; of one that cannot be read, or has none such, what reading misses."""
    asked = extract.format.sheets
    if not asked:
        return [extract.format.sheet]
    # Whether pages are stale is asked often, and pandas takes long to import.
    from forlob.extracts.file_kinds import kind_of
    from forlob.extracts.raw_tables import FileProblem
    from forlob.extracts.read_excel import open_workbook

    try:
        with open_workbook(file, kind_of(file), extract.format.timezone) as book:
            names = list(book.names)
    except (FileProblem, OSError):
        return [None]
    if asked == [ALL]:
        return [*names]
    fitting = [name for name in names if any(fnmatchcase(composed(name), composed(one)) for one in asked)]
    return [*fitting] or [asked[0]]


def _with_project(extract: Extract, name: str, sheet: str | None) -> dict[str, Any]:
    """The constants of a part, with the project that its sheet or file is named after."""
    if extract.project_from is None:
        return extract.constants
    if extract.project_from == "sheet":
        return {**extract.constants, "project": sheet or ""}
    return {**extract.constants, "project": left_open(composed(extract.file), composed(name)).strip(" _-")}


def _names(extract: Extract, raw: Path) -> list[str]:
    """The files of an entry below `raw`; its own name where it is no pattern, or nothing fits it."""
    if not WILD.search(extract.file) or (raw / extract.file).is_file() or not raw.is_dir():
        return [extract.file]
    wanted = composed(extract.file)
    paths = (path.relative_to(raw).as_posix() for path in raw.rglob("*") if path.is_file())
    fitting = [name for name in paths if fnmatchcase(composed(name), wanted) and not _is_hidden(name)]
    same_depth = [name for name in fitting if name.count("/") == wanted.count("/")]
    return sorted(same_depth, key=natural) or [extract.file]


def _is_hidden(name: str) -> bool:
    """Whether a file is one that a program left beside another, such as ~$list.xlsx."""
    return any(part.startswith((".", "~$")) for part in name.split("/"))
