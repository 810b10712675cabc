"""The models of programme.yaml: what the extracts look like, the projects, the facts, disclosure."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Discriminator, Field, PrivateAttr, Tag, model_validator

from forlob.programme.code_lists import built_in, list_name
from forlob.programme.code_models import CodeItem, Group
from forlob.programme.long_models import Long, Question, Texts
from forlob.programme.pages import OF_A_PROJECT, OF_THE_PROGRAMME, usual_pages
from forlob.programme.participation_models import IdRule, Participations
from forlob.programme.project_models import Disclosure, Project
from forlob.programme.registers import REGISTERS
from forlob.programme.row_models import Marks, Wanted
from forlob.programme.scale_models import Scale
from forlob.programme.survey_models import Norm, Survey
from forlob.programme.value_types import (
    TIMEZONE,
    Code,
    Constant,
    DateFormat,
    Day,
    Delimiter,
    Encoding,
    Id,
    Label,
    Separator,
    SnapshotOrder,
    Strict,
    Zone,
    dates_by_column,
    ids_by_column,
    kind_of_column,
    split_by_column,
    unknown_by_column,
)
from forlob.programme.wide_models import AnyWide

Language = Literal["da", "en"]
WhenUnknown = Literal["error", "not_registered"]


class Period(Strict):
    from_: Day | None = Field(None, alias="from")
    to: Day | None = None


class Format(Strict):
    """How a file is written. What is left out is found out from the file."""

    encoding: Encoding | None = None
    delimiter: Delimiter | None = None
    decimal: Literal[".", ","] | None = None
    dates: Annotated[dict[str, Annotated[list[DateFormat], Field(min_length=1)]], BeforeValidator(dates_by_column)] = {}
    sheet: Code | None = None
    sheets: Texts = []
    header_row: int = Field(1, ge=1)
    timezone: Zone = TIMEZONE
    swapped: list[Code] | None = None

    @model_validator(mode="after")
    def _sheet_or_sheets(self) -> Self:
        if self.sheet and self.sheets:
            raise ValueError("give either sheet or sheets")
        return self

    def dates_of(self, column: str) -> list[str] | None:
        """The date formats listed for a canonical column, or for all; None where none are."""
        return self.dates.get(column, self.dates.get("default"))


class OneHot(Strict):
    """An answer spread over several columns: the column that says `when` names it."""

    one_hot: Annotated[dict[Code, Code], Field(min_length=1)]
    when: list[Code] = ["yes", "ja", "1", "x", "true"]


class FirstOf(Strict):
    """The first of several columns that is filled."""

    first_of: Annotated[list[Code], Field(min_length=1)]


Column = Annotated[
    Annotated[Code, Tag("Header")]
    | Annotated[OneHot, Tag("OneHot")]
    | Annotated[FirstOf, Tag("FirstOf")]
    | Annotated[Question, Tag("Question")],
    Discriminator(kind_of_column),
]


class RegisterMapping(Strict):
    """How one register is read from a file: canonical column -> the file's, the file's answer -> code.

    `split`: column -> what stands between two answers in one of its cells, each of which is a row of its own.
    Of excerpts alone: `speaker` says where a file without a column of speakers tells who speaks, in the text (`A: ...`)
    or by the source, each being the interview of one informant; `theme_levels` parts a theme from the one below it.
    `key`: the columns of the register or of the file by which a row is known again in a newer snapshot. `duplicates`:
    what becomes of rows that are equal. Of a long file: `row`, the columns whose cells are equal in one row of the
    register; `forms` and `questions`, those that the register is read from, all where none are named.
    """

    columns: dict[str, Column] = {}
    values: dict[str, dict[Code, Code | None]] = {}
    unknown: Annotated[dict[str, WhenUnknown], BeforeValidator(unknown_by_column)] = {}
    split: Annotated[dict[str, Separator], Field(max_length=1), BeforeValidator(split_by_column)] = {}
    wide: AnyWide | None = None
    speaker: Literal["text", "source"] | None = None
    theme_levels: Annotated[Code, Field(min_length=1)] | None = None
    row: Texts = []
    forms: Texts = []
    questions: Texts = []
    key: Texts = []
    duplicates: Literal["keep", "set_aside"] | None = None

    @property
    def by_question(self) -> bool:
        """Whether questions of a long file are columns of the register."""
        return bool(self.row) or any(isinstance(source, Question) for source in self.columns.values())

    def split_column(self, register: str) -> tuple[str, str]:
        """The column whose cells hold several answers, and what parts them; empty texts where there is none."""
        coded = [name for name, kind in REGISTERS[register].columns.items() if kind == "code"]
        for column, separator in self.split.items():
            return column or (coded[0] if len(coded) == 1 else ""), separator
        return "", ""

    def when_unknown(self, column: str) -> WhenUnknown | None:
        return self.unknown.get(column, self.unknown.get(""))


class ByColumn(Strict):
    """The order of snapshots by a column of theirs: the day that a row was drawn on."""

    column: Code


class Extract(Strict):
    """What is read from a file, or from all files whose names fit a pattern such as extract_*.csv.

    `project_from`: the name of the sheet, or what the pattern leaves open of the file's, is the project of its rows.
    `snapshots`: the files, or the days of one file, are states of the same registers, of which the newest counts;
    `order` says which is the newest: a date in the file's name by its format, `name` or a column; `gone`: what becomes
    of rows that the newest has no more. `where`: column -> what its cells say in the rows of the table; `skip`: marks
    of rows that are none, such as totals; `until`: marks of the row where the table ends.
    """

    file: str
    snapshots: Literal["newest_counts"] | None = None
    order: SnapshotOrder | ByColumn | None = None
    gone: Literal["drop", "keep"] | None = None
    project_from: Literal["sheet", "file"] | None = None
    format: Format = Format()
    long: Long | None = None
    constants: dict[str, Constant] = {}
    where: dict[Code, Wanted] = {}
    skip: Marks = {}
    until: Marks = {}
    registers: Annotated[
        dict[str, Annotated[RegisterMapping, BeforeValidator(lambda v: {} if v is None else v)]], Field(min_length=1)
    ]

    @property
    def leaves_out(self) -> bool:
        """Whether some rows of the file are no rows of its table."""
        return bool(self.where or self.skip or self.until)

    @model_validator(mode="after")
    def _of_snapshots(self) -> Self:
        if self.snapshots is None and (self.order or self.gone):
            raise ValueError("order and gone are for snapshots: add snapshots: newest_counts, or delete them")
        return self


class Pages(Strict):
    """The notebooks of a project's page and of the programme, in the order of the report; None: the usual ones."""

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
    def project_pages(self) -> list[str]:
        """The notebooks of a project's page."""
        return usual_pages(OF_A_PROJECT, self.fed) if self.pages.project is None else self.pages.project

    @property
    def programme_pages(self) -> list[str]:
        """The notebooks of the programme as a whole, a page each."""
        return usual_pages(OF_THE_PROGRAMME, self.fed) if self.pages.programme is None else self.pages.programme

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
