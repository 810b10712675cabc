"""The models of programme.yaml: what the extracts look like, the projects, the facts, disclosure."""

from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from forlob.programme.code_lists import built_in, list_name
from forlob.programme.long_models import Long, Question, Texts
from forlob.programme.pages import OF_A_PROJECT, OF_THE_PROGRAMME, usual_pages
from forlob.programme.registers import REGISTERS
from forlob.programme.row_models import Marks, Wanted
from forlob.programme.scale_models import Scale
from forlob.programme.survey_models import Norm, Survey
from forlob.programme.value_types import (
    Code,
    Constant,
    DateFormat,
    Day,
    Delimiter,
    Encoding,
    Id,
    Label,
    LabelPair,
    Separator,
    Strict,
    dates_by_column,
    kind_of_column,
    kind_of_group,
    split_by_column,
    unknown_by_column,
)
from forlob.programme.wide_models import AnyWide

Language = Literal["da", "en"]
WhenUnknown = Literal["error", "not_registered"]


class CodeItem(LabelPair):
    """One answer of a code list."""

    status: str | None = None
    has_length: bool = False


class Period(Strict):
    from_: Day | None = Field(None, alias="from")
    to: Day | None = None


class Span(Strict):
    """A group of numbers: from and to, both included; an end left out is open."""

    from_: float | None = Field(None, alias="from")
    to: float | None = None


class Format(Strict):
    """How a file is written. What is left out is found out from the file."""

    encoding: Encoding | None = None
    delimiter: Delimiter | None = None
    decimal: Literal[".", ","] | None = None
    dates: Annotated[dict[str, Annotated[list[DateFormat], Field(min_length=1)]], BeforeValidator(dates_by_column)] = {}
    sheet: Code | None = None
    header_row: int = Field(1, ge=1)

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
Group = Annotated[Annotated[list[Code], Tag("Members")] | Annotated[Span, Tag("Span")], Discriminator(kind_of_group)]


class RegisterMapping(Strict):
    """How one register is read from a file: canonical column -> the file's, the file's answer -> code.

    `split`: column -> what stands between two answers in one of its cells, each of which is a row of its own.
    Of excerpts alone: `speaker` says where a file without a column of speakers tells who speaks, in the text (`A: ...`)
    or by the source, each being the interview of one informant; `theme_levels` parts a theme from the one below it.
    Of a long file: `row`, the columns whose cells are equal in one row of the register; `forms` and `questions`, those
    that the register is read from, all where none are named.
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


class Extract(Strict):
    """A file and what is read from it.

    `where`: column -> what its cells say in the rows of the table; `skip`: marks of rows that are none, such as totals;
    `until`: marks of the row where the table ends.
    """

    file: str
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


class TargetGroup(Strict):
    match_groups: list[Code] = []
    age_from: int | None = None
    age_to: int | None = None


class Project(Strict):
    name: Label
    municipality: str | None = None
    also_written: list[Code] = []
    grant_dkk: int | None = None
    target_group: TargetGroup | None = None
    expected_participants: int | None = None
    expected_is_synthetic: bool = False
    cash_benefit_recipients_in_target_group: dict[Code, int] = {}
    closed: Day | None = None
    places: int | None = None
    mentors: int | None = None


class Disclosure(Strict):
    """Counts from 1 to below min_cell are suppressed in the public profile; `because` is printed on the method page."""

    min_cell: int = Field(5, ge=0)
    because: Label = LabelPair(da="")

    @model_validator(mode="after")
    def _reason(self) -> Self:
        if self.min_cell < 5 and not self.because.da.strip():
            raise ValueError("a min_cell below 5 needs a reason: add because")
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
    extracts: Annotated[list[Extract], Field(min_length=1)]
    code_lists: dict[str, dict[Code, CodeItem]] = {}
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

    def code_list(self, column: str) -> dict[str, CodeItem]:
        """Code -> labels for a canonical column, built-in and own; empty where there is no list."""
        if column not in self._lists:
            self._lists[column] = self._code_list(column)
        return self._lists[column]

    @cached_property
    def _lists(self) -> dict[str, dict[str, CodeItem]]:
        return {}

    def _code_list(self, column: str) -> dict[str, CodeItem]:
        name = list_name(column)
        own = {**self.code_lists.get(name, {}), **self.code_lists.get(column, {})}
        known = {code: CodeItem(**item) for code, item in built_in().get(name, {}).items()}
        return {**known, **own}

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

    def expected_participants(self, project: str | None) -> int | None:
        """The expected number of a project, or of the programme where every project has one."""
        if project is not None:
            return self.projects[project].expected_participants
        each = [p.expected_participants for p in self.projects.values() if p.expected_participants is not None]
        return sum(each) if each and len(each) == len(self.projects) else None
