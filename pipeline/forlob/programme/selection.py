"""What a run selects of a programme: a project, a mentor, a participant, participations with a code, a period, a
language and a profile.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from forlob.errors import UsageError
from forlob.programme.programme import Programme

if TYPE_CHECKING:
    import pandas as pd


#: The code that selects those of whom it is not known.
NOT_REGISTERED = "not_registered"
#: Part of a selection -> the option of the command line that names it.
OPTIONS = {
    "project": "--project",
    "mentor": "--mentor",
    "participant": "--participant",
    "where": "--where",
    "from_date": "--from",
    "to_date": "--to",
    "language": "--lang",
    "profile": "--profile",
}


@dataclass(frozen=True)
class Selection:
    """All as text, empty where nothing is selected; dates are YYYY-MM-DD."""

    project: str = ""
    mentor: str = ""
    participant: str = ""
    from_date: str = ""
    to_date: str = ""
    language: str = ""
    profile: str = "public"
    where: str = ""

    @property
    def folder(self) -> str:
        """The name of the selection's own folder below the usual one; empty for the main report."""
        named = {
            "project": self.project,
            "mentor": self.mentor,
            "participant": self.participant,
            "where": self.where.replace("=", "-"),
            "from": self.from_date,
            "to": self.to_date,
            "lang": self.language,
            "profile": "" if self.profile == "public" else self.profile,
        }
        return "_".join(f"{key}-{value}" for key, value in named.items() if value)

    @property
    def options(self) -> list[str]:
        """The options of the command line that select it."""
        given = [(option, getattr(self, name)) for name, option in OPTIONS.items()]
        return [part for option, value in given if value not in ("", "public") for part in (option, value)]

    def min_cell(self, programme: Programme) -> int:
        """The smallest count of people that is shown; 0 where all are, as in the internal profile."""
        return 0 if self.profile == "internal" else programme.disclosure.min_cell

    def parameters(self, programme: Programme) -> dict[str, str]:
        """The parameters that a notebook is run with, beside `programme`."""
        return asdict(replace(self, language=self.language or programme.language))


def check_selection(selection: Selection, programme: Programme) -> None:
    """Raises UsageError where a selection names what the programme lacks, or what its profile may not show."""
    for name, value in asdict(selection).items():
        if not isinstance(value, str):
            raise UsageError(f"parameter {name}: {value!r} is not text; give it in quotes.")
    if selection.project and selection.project not in programme.projects:
        known = ", ".join(programme.projects)
        raise UsageError(f"project: {programme.id} has no project {selection.project!r}. It has {known}.")
    if selection.language not in ("", "da", "en"):
        raise UsageError(f"language: {selection.language!r} is not da or en.")
    if selection.profile not in ("public", "internal"):
        raise UsageError(f"profile: {selection.profile!r} is not public or internal.")
    if selection.participant and selection.profile != "internal":
        raise UsageError(
            "participant: the figures of one participant need the internal profile. Add --profile internal."
        )
    if selection.where:
        if selection.profile != "internal":
            raise UsageError(
                "where: the figures of some participations need the internal profile. Add --profile internal."
            )
        _check_where(*where_of(selection), programme)
    first, last = as_date("from", selection.from_date), as_date("to", selection.to_date)
    if first and last and first > last:
        raise UsageError(f"from: {first} is later than to: {last}.")
    for name in ("mentor", "participant"):
        value = getattr(selection, name)
        if set(value) & set("/\\\0") or value.startswith("."):
            raise UsageError(f"{name}: an id holds no slash and begins with no point.")


def where_of(selection: Selection) -> tuple[str, str]:
    """The column and the code that participations are selected by: `gender=female`."""
    column, _, code = selection.where.partition("=")
    return column.strip(), code.strip()


def _check_where(column: str, code: str, programme: Programme) -> None:
    kinds = programme.columns_of("participants")
    coded = [name for name, kind in kinds.items() if kind == "code" and name not in ("participant_id", "project")]
    if column not in coded or not code:
        raise UsageError(
            f"where: write a column and a code, such as gender=female. The columns are {', '.join(coded)}."
        )
    known = [*programme.code_list(column), NOT_REGISTERED]
    if len(known) > 1 and code not in known:
        raise UsageError(f"where: {column} has no code {code!r}. It has {', '.join(known)}.")


def as_date(name: str, text: str) -> date | None:
    """A date of the form 2013-03-31, None for an empty text. Raises UsageError for anything else."""
    try:
        day = date.fromisoformat(text) if text else None
    except (ValueError, TypeError):
        day = None
    if text and (day is None or day.isoformat() != text):
        raise UsageError(f"{name}: {text!r} is not a date of the form 2013-03-31.")
    return day


def selected(registers: dict[str, pd.DataFrame], selection: Selection) -> dict[str, pd.DataFrame]:
    """The registers of one project, one participant or one mentor.

    Of participations with a code there is what is registered about them; what is about no participation is left out.
    A mentor's registers are the mentor's own rows and the participations that these belong to, with all else of those
    participations. Of a participant or mentor there are the companies alone that one of the participations is attached
    to or placed in. Raises UsageError where the registers have no such participant or mentor.
    """
    chosen = dict(registers)
    if selection.project:
        chosen = _where(chosen, "project", {selection.project})
    if selection.participant:
        chosen = _where(chosen, "participant_id", {selection.participant})
        _somebody(chosen, "participant_id", "participant")
    if selection.where:
        chosen = _with_code(chosen, *where_of(selection))
    if selection.mentor:
        own = _where(chosen, "mentor_id", {selection.mentor})
        _somebody(own, "mentor_id", "mentor")
        participations = {
            participation
            for frame in own.values()
            if {"mentor_id", "participation_id"} <= set(frame)
            for participation in frame["participation_id"].dropna()
        }
        chosen = _where(_where(chosen, "participation_id", participations), "mentor_id", {selection.mentor})
    return _with_own_companies(chosen) if _of_some(selection) else chosen


def _of_some(selection: Selection) -> bool:
    """Whether some participations are selected, whatever their project."""
    return bool(selection.participant or selection.mentor or selection.where)


def projects_of(registers: dict[str, pd.DataFrame], selection: Selection, programme: Programme) -> list[str]:
    """The projects that a report of the selection is about: those that the selected participations are in, else all.

    Raises UsageError where the registers have no such participant or mentor.
    """
    if selection.project:
        return [selection.project]
    if not _of_some(selection):
        return list(programme.projects)
    participations = selected(registers, selection).get("participants")
    return [name for name in programme.projects if participations is None or (participations["project"] == name).any()]


def _with_own_companies(registers: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    names = ("company_participants", "placements")
    links = [registers[name] for name in names if "company_id" in registers.get(name, ())]
    if not links or "company_id" not in registers.get("companies", ()):
        return registers
    known = {company for frame in links for company in frame["company_id"].dropna()}
    return {**registers, "companies": _where({"": registers["companies"]}, "company_id", known)[""]}


def _with_code(registers: dict[str, pd.DataFrame], column: str, code: str) -> dict[str, pd.DataFrame]:
    """What is registered about participations with a code. Raises UsageError where the register has no such column."""
    participants = registers.get("participants")
    if participants is None or column not in participants:
        raise UsageError(f"where: the register of participants has no column {column}.")
    own = participants[column].isna() if code == NOT_REGISTERED else participants[column] == code
    ids = set(participants.loc[own.fillna(False).astype(bool), "participation_id"])
    companies = {name: frame for name, frame in registers.items() if name == "companies"}
    about = {name: frame for name, frame in registers.items() if "participation_id" in frame}
    return {**companies, **_where(about, "participation_id", ids)}


def _where(registers: dict[str, pd.DataFrame], column: str, wanted: set[Any]) -> dict[str, pd.DataFrame]:
    return {name: frame[frame[column].isin(wanted)] if column in frame else frame for name, frame in registers.items()}


def _somebody(registers: dict[str, pd.DataFrame], column: str, what: str) -> None:
    if all(frame.empty for frame in registers.values() if column in frame):
        raise UsageError(f"{what}: the registers have no such {what}.")
