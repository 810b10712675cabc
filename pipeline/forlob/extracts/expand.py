"""From the entries of programme.yaml to what is there: an entry of many files or sheets becomes one for each."""

import re
import unicodedata
from datetime import date, datetime
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from forlob.errors import ConfigError
from forlob.programme.extract_models import Extract
from forlob.programme.programme import Programme
from forlob.programme.value_types import Day

#: What makes a name the pattern of many.
WILD = re.compile(r"[*?\[]")
#: The word for all sheets of a workbook.
ALL = "all"
#: What each part of a date format looks like in a name.
PARTS = {"%Y": r"\d{4}", "%y": r"\d{2}", "%m": r"\d{1,2}", "%d": r"\d{1,2}", "%b": r"[^\W\d_]+", "%B": r"[^\W\d_]+"}


class Part(Extract):
    """One of the files or sheets of an entry: `entry`, its place in programme.yaml; `drawn_on`: the day of a snapshot,
    where its name tells it; `rank`: its place among the entry's files, oldest first.
    """

    entry: int
    rank: int
    drawn_on: Day | None = None


def expanded(programme: Programme, raw: Path) -> Programme:
    """The programme with one entry a file. An entry that no file fits stays as it is, which reading then tells.

    Raises ConfigError where the files of snapshots cannot be put in order by their names.
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
    days = {name: _day_in(name, extract) for name in names}
    ordered = sorted(names, key=lambda name: (days[name] or date.min, _natural(name)))
    content = dict(extract)
    parts: list[Extract] = []
    for rank, name in enumerate(ordered):
        for sheet in _sheets(extract, raw / name):
            form = extract.format.model_copy(update={"sheet": sheet, "sheets": []})
            own = {**content, "file": name, "format": form, "constants": _with_project(extract, name, sheet)}
            parts.append(Part.model_construct(**own, entry=place, rank=rank, drawn_on=days[name]))
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
    before, wild, after = composed(Path(extract.file).name).partition("*")
    own = composed(Path(name).name)
    open_part = own.removeprefix(before).removesuffix(after) if wild and not WILD.search(after) else Path(own).stem
    return {**extract.constants, "project": open_part.strip(" _-")}


def _names(extract: Extract, raw: Path) -> list[str]:
    """The files of an entry below `raw`; its own name where it is no pattern, or nothing fits it."""
    if not WILD.search(extract.file) or (raw / extract.file).is_file() or not raw.is_dir():
        return [extract.file]
    wanted = composed(extract.file)
    paths = (path.relative_to(raw).as_posix() for path in raw.rglob("*") if path.is_file())
    fitting = [name for name in paths if fnmatchcase(composed(name), wanted) and not _is_hidden(name)]
    same_depth = [name for name in fitting if name.count("/") == wanted.count("/")]
    return sorted(same_depth, key=_natural) or [extract.file]


def _is_hidden(name: str) -> bool:
    """Whether a file is one that a program left beside another, such as ~$list.xlsx."""
    return any(part.startswith((".", "~$")) for part in name.split("/"))


def _day_in(name: str, extract: Extract) -> date | None:
    """The day of a snapshot by the date in its name; None where the order is another."""
    form = extract.order
    if extract.snapshots is None or not isinstance(form, str) or form == "name":
        return None
    pattern = "".join(PARTS.get(part, re.escape(part)) for part in re.findall(r"%.|[^%]", form))
    for found in re.finditer(pattern, composed(Path(name).name)):
        try:
            return datetime.strptime(found[0], form).date()
        except ValueError:
            continue
    said = f"{name} has no date of the form {form} in its name. Rename the file, or fix order: in programme.yaml."
    raise ConfigError(said)


def _natural(name: str) -> list[tuple[int, str]]:
    """The parts of a name, so that month 10 comes after month 9."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", name)]


def composed(name: str) -> str:
    """A name with each letter in one piece: å may be one character, or a and a ring."""
    return unicodedata.normalize("NFC", name)
