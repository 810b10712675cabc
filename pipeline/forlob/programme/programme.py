"""The models of programme.yaml: what the extracts look like, the projects, the facts, disclosure."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, PrivateAttr

from forlob.programme.code_lists import built_in, list_name
from forlob.programme.code_models import CodeItem, Group
from forlob.programme.extract_models import Extract, OwnColumn
from forlob.programme.pages import OF_A_PROJECT, OF_THE_PROGRAMME, named_pages, usual_pages
from forlob.programme.participation_models import IdRule, Participations
from forlob.programme.project_models import Disclosure, Project
from forlob.programme.registers import REGISTERS
from forlob.programme.scale_models import Scale
from forlob.programme.survey_models import Norm, Survey
from forlob.programme.value_types import (
    Code,
    Day,
    Id,
    Label,
    Strict,
    ids_by_column,
)

Language = Literal["da", "en"]


class Period(Strict):
    from_: Day | None = Field(None, alias="from")
    to: Day | None = None


class Pages(Strict):
    """The notebooks of a project's page and of the programme, in the order of the report; None: the usual ones.

    Those that begin with + come after the usual ones.
    """

    project: list[str] | None = None
    programme: list[str] | None = None


#: The status group of those who left for a job, for education, or whatever a programme's own list counts as such.
SELF_SUPPORTING = "self_supporting"


class Programme(Strict):
    """programme.yaml. `folder` is where it lies; the projects stand in the order of the report."""

    id: Id
    title: Label
    language: Language = "da"
    period: Period = Period()
    extract_date: Day | None = None
    synthetic: bool = False
    participations: Participations = Participations()
    ids: Annotated[dict[Code, IdRule], BeforeValidator(ids_by_column)] = {}
    extracts: Annotated[list[Extract], Field(min_length=1)]
    code_lists: dict[str, dict[Code, CodeItem]] = {}
    replace_code_lists: list[str] = []
    groups: dict[str, dict[Code, Group]] = {}
    exit_status: dict[Code, str] = {}
    projects: dict[Id, Project] = {}
    scales: dict[Code, Scale] = {}
    norms: dict[Code, Norm] = {}
    survey: Survey | None = None
    names_to_mask: list[Code] = []
    disclosure: Disclosure = Disclosure()
    printed_figures: str | None = None
    pages: Pages = Pages()
    breakdowns: dict[Code, list[Code | list[Code]]] = {}
    folder: Path = Path()
    _used: Mapping[str, frozenset[str]] | None = PrivateAttr(None)

    def counting(self, used: Mapping[str, frozenset[str]]) -> Self:
        """The programme with only these of the built-in codes of some lists (`codes_used.py` says which)."""
        known = self.model_copy()
        known.__dict__.pop("_lists", None)
        known._used = used
        return known

    @property
    def knows_codes_used(self) -> bool:
        """Whether its code lists are without the built-in codes that it does not use."""
        return self._used is not None

    def code_list(self, column: str) -> dict[str, CodeItem]:
        """Code -> labels for a canonical column, built-in (unless replaced) and own; empty where there is no list."""
        if column not in self._lists:
            self._lists[column] = self._code_list(column)
        return self._lists[column]

    @cached_property
    def _lists(self) -> dict[str, dict[str, CodeItem]]:
        return {}

    def _code_list(self, column: str) -> dict[str, CodeItem]:
        name = list_name(column)
        own = {**self.code_lists.get(name, {}), **self.code_lists.get(column, {})}
        if name in self.replace_code_lists:
            return own
        used = None if self._used is None else self._used.get(name)
        known = {code: item for code, item in built_in().get(name, {}).items() if used is None or code in used}
        return {**{code: CodeItem(**item) for code, item in known.items()}, **own}

    def status_of(self, exit_reason: str) -> str:
        """The status group of an exit reason; `other` where neither programme.yaml nor the code list says."""
        item = self.code_list("exit_reason").get(exit_reason)
        return self.exit_status.get(exit_reason) or (item and item.status) or "other"

    @property
    def stages(self) -> list[str]:
        """The stages of the funnel in their order: the programme's own, and then those that the built-in list adds."""
        return list(dict.fromkeys([*self.code_lists.get("stage", {}), *self.code_list("stage")]))

    @property
    def fed(self) -> set[str]:
        """The registers that some extract feeds."""
        return {register for extract in self.extracts for register in extract.registers}

    @property
    def own_columns(self) -> dict[str, OwnColumn]:
        """The columns of participants that the programme names itself."""
        mappings = [
            extract.registers["participants"] for extract in self.extracts if "participants" in extract.registers
        ]
        return {name: own for mapping in reversed(mappings) for name, own in mapping.own_columns.items()}

    def columns_of(self, register: str) -> dict[str, str]:
        """Column -> kind of a register: its canonical columns, and of participants the programme's own."""
        own = self.own_columns if register == "participants" else {}
        return {**REGISTERS[register].columns, **{name: column.kind for name, column in own.items()}}

    @property
    def project_pages(self) -> list[str]:
        """The notebooks of a project's page."""
        return named_pages(self.pages.project, usual_pages(OF_A_PROJECT, self.fed))

    @property
    def programme_pages(self) -> list[str]:
        """The notebooks of the programme as a whole, a page each."""
        return named_pages(self.pages.programme, usual_pages(OF_THE_PROGRAMME, self.fed))

    @property
    def self_supporting(self) -> list[str]:
        """The exit reasons of the status group self_supporting, in the order of the code list."""
        return [reason for reason in self.code_list("exit_reason") if self.status_of(reason) == SELF_SUPPORTING]

    def cut_off(self, project: str | None, register: str = "participants") -> date | None:
        """The last day that counts in a register: the earliest given of the project's closing day, the end of the
        period and the day of the extract.

        Of registers that follow participants up only the day of the extract. None where none is given.
        """
        given = [self.extract_date]
        if not REGISTERS[register].follows_up:
            given += [self.period.to, self.projects[project].closed if project in self.projects else None]
        return min((day for day in given if day is not None), default=None)

    def expected_participants(self, project: str | None) -> int | None:
        """The expected number of a project, or of the programme where every project has one."""
        if project is not None:
            return self.projects[project].expected_participants
        each = [p.expected_participants for p in self.projects.values() if p.expected_participants is not None]
        return sum(each) if each and len(each) == len(self.projects) else None
