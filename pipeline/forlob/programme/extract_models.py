"""The models of programme.yaml that say what the extracts look like, and how their registers are read from them."""

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator

from forlob.programme.long_models import Long, Question, Texts
from forlob.programme.registers import REGISTERS
from forlob.programme.row_models import Marks, Wanted
from forlob.programme.value_types import (
    OWN_KINDS,
    TIMEZONE,
    Code,
    Constant,
    DateFormat,
    Delimiter,
    Encoding,
    Label,
    Separator,
    SnapshotOrder,
    Strict,
    Zone,
    dates_by_column,
    kind_of_column,
    split_by_column,
    unknown_by_column,
)
from forlob.programme.wide_models import AnyWide

WhenUnknown = Literal["error", "not_registered"]


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


class OwnColumn(Strict):
    """A column of participants that the programme names itself: its header under its kind, and its label."""

    code: Code | None = None
    number: Code | None = None
    date: Code | None = None
    label: Label | None = None

    @model_validator(mode="after")
    def _of_one_kind(self) -> Self:
        if sum(getattr(self, kind) is not None for kind in OWN_KINDS) != 1:
            raise ValueError("should name one header: {code: header}, {number: header} or {date: header}")
        return self

    @property
    def kind(self) -> str:
        return "code" if self.code is not None else "number" if self.number is not None else "date"

    @property
    def header(self) -> str:
        return self.code or self.number or self.date or ""


Column = Annotated[
    Annotated[Code, Tag("Header")]
    | Annotated[OneHot, Tag("OneHot")]
    | Annotated[FirstOf, Tag("FirstOf")]
    | Annotated[Question, Tag("Question")]
    | Annotated[OwnColumn, Tag("OwnColumn")],
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
    def own_columns(self) -> dict[str, OwnColumn]:
        """The columns that the programme names itself."""
        return {name: source for name, source in self.columns.items() if isinstance(source, OwnColumn)}

    def columns_of(self, register: str) -> dict[str, str]:
        """Column -> kind of a register, as it is read from this file: its canonical columns and the programme's own."""
        return {**REGISTERS[register].columns, **{name: own.kind for name, own in self.own_columns.items()}}

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
