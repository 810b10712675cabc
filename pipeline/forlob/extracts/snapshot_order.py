"""Which of the files or sheets of an entry is the newest snapshot, by the dates in their names or the names' order."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from forlob.errors import ConfigError
from forlob.extracts.dates_in_names import dates_in
from forlob.extracts.file_names import composed, natural
from forlob.programme.extract_models import ByColumn, Extract

#: A file and its sheet, if one is named.
Place = tuple[str, str | None]
NAME = "name"
NO_ORDER = (
    "The sheets of {} are snapshots, and nothing says which is the newest. In programme.yaml write under order: the "
    'form of the date in the names of the sheets, such as "%Y-%m", or name (the order of their names).'
)
UNDATED = "{} has no date of the form {} in its name. Rename it, or fix order: in programme.yaml."
UNDATED_SHEET = (
    "The sheet {} has no date of the form {} in its name. Rename it, fix order: in programme.yaml, or name the sheets "
    "to read under format.sheets."
)
#: What to do where a date does not tell.
MORE_EXACT = (
    "write under order: in programme.yaml a more exact form, such as %Y-%m-%d or one with the text beside the date, or "
    "name (the order of the names)."
)
SEVERAL = "{} has several dates of the form {} in its name: " + MORE_EXACT
TIE = "{} and {} are of one date by order: {}, so that nothing says which is the newer. Delete one, or " + MORE_EXACT


def ranks_of(places: Sequence[Place], extract: Extract) -> dict[Place, int]:
    """Place -> its rank among the snapshots of an entry, the oldest being 0. Files of one date, such as one a project,
    are parts of one snapshot; that no row stands in two of them is seen when they are read.

    The sheets of a file are parts of one snapshot, or a snapshot each: where all their names have a date of the form
    `order`, and in a file without such a date that is the only one; never where they are projects. Raises ConfigError
    where nothing tells which snapshot is the newest.
    """
    files = sorted({file for file, _ in places}, key=natural)
    unread = bool(extract.format.sheets) and any(sheet is None for _, sheet in places)
    if unread or isinstance(extract.order, ByColumn):
        return {place: files.index(place[0]) for place in places}
    form = None if extract.order in (None, NAME) else str(extract.order)
    names = {place: composed(place[1] or "") for place in places}
    sheets_count = len(places) > len(files) and extract.project_from != "sheet"
    if sheets_count and form and all(dates_in(name, form) for name in names.values()):
        return _by_day({place: f"sheet {place[1]} of {place[0]}" for place in places}, names, form)
    if sheets_count and len(files) == 1 and not (form and dates_in(_name(files[0]), form)):
        if extract.order is None:
            raise ConfigError(NO_ORDER.format(files[0]))
        if form:
            undated = next(place for place in places if not dates_in(names[place], form))
            raise ConfigError(UNDATED_SHEET.format(f"{undated[1]} of {undated[0]}", form))
        ordered = sorted(places, key=lambda place: natural(names[place]))
        return {place: ordered.index(place) for place in places}
    if form is None:
        return {place: files.index(place[0]) for place in places}
    whole: dict[Place, str] = {(file, None): file for file in files}
    ranks = _by_day(whole, {place: _name(place[0]) for place in whole}, form, in_parts=True)
    return {place: ranks[place[0], None] for place in places}


def _by_day(
    called: Mapping[Place, str], names: Mapping[Place, str], form: str, in_parts: bool = False
) -> dict[Place, int]:
    """Ranks by the one date in each name; `called`: how messages call places; `in_parts`: two may be of one date."""
    of_day: dict[date, Place] = {}
    day_of: dict[Place, date] = {}
    for place, name in names.items():
        days = dates_in(name, form)
        if not days:
            raise ConfigError(UNDATED.format(called[place], form))
        if len(days) > 1:
            raise ConfigError(SEVERAL.format(called[place], form))
        day_of[place] = days.pop()
        other = of_day.setdefault(day_of[place], place)
        if other != place and not in_parts:
            raise ConfigError(TIE.format(called[other], called[place], form))
    ranks = {day: rank for rank, day in enumerate(sorted(of_day))}
    return {place: ranks[day] for place, day in day_of.items()}


def _name(file: str) -> str:
    return composed(Path(file).name)
