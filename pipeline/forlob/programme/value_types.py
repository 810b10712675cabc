"""The kinds of value in programme.yaml that YAML itself does not know: codes, days, date formats, ids."""

import codecs
from datetime import date, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

#: A day that every date format must be able to write and read again.
PROBE = datetime(2012, 11, 25)


#: The zone of the clocks that registers are kept by, where nothing else is said.
TIMEZONE = "Europe/Copenhagen"


class Strict(BaseModel):
    """Frozen, and an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


def _text(value: Any) -> Any:
    """YAML reads 2 as a number and true as a truth value; a code, an answer or a header is text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int | float) else value


def _day(value: Any) -> Any:
    if isinstance(value, int | float):
        raise ValueError("should be a date such as 2013-03-31")
    return value


def _date_format(value: str) -> str:
    try:
        read = datetime.strptime(PROBE.strftime(value), value)
    except ValueError:
        read = None
    if read is None or (read.date(), read.tzinfo) != (PROBE.date(), None):
        raise ValueError("is not a format of a whole date: write the day as %d, the month as %m, the year as %Y")
    return value


def _snapshot_order(value: str) -> str:
    year, month = ("%Y" in value or "%y" in value), ("%m" in value or "%b" in value or "%B" in value)
    if value != "name" and not (year and month):
        raise ValueError("should be the form of the date in the files' names, such as %Y-%m, or name, or {column: ...}")
    return value


def _delimiter(value: str) -> str:
    value = {"\\t": "\t", "tab": "\t"}.get(value, value)
    if len(value) != 1 or value in '"\r\n\0':
        raise ValueError('should be one character, such as ";"')
    return value


def _encoding(value: str) -> str:
    try:
        codecs.lookup(value)
        value.encode("ascii")
        "".encode(value)
    except (LookupError, ValueError):
        raise ValueError("is not an encoding: use utf-8 or cp1252") from None
    return value


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("is not a time zone: use a name such as Europe/Copenhagen or UTC") from None
    return value


def _constant(value: Any) -> Any:
    if not isinstance(value, str | int | float | date):
        raise ValueError("should be one value")
    return _text(value) if isinstance(value, bool) else value


def _date_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def ids_by_column(value: Any) -> Any:
    """The rules of ids by column; those that name none are for participant_id."""
    of_one = isinstance(value, dict) and not any(isinstance(rule, dict) for rule in value.values())
    return {"participant_id": value} if of_one and value else value


def dates_by_column(value: Any) -> Any:
    """The formats of a file as column -> formats, those of all columns under `default`."""
    if value is None:
        return {}
    if isinstance(value, dict):
        return {column: _date_list(formats) for column, formats in value.items()}
    return {"default": _date_list(value)}


def unknown_by_column(value: Any) -> Any:
    """What happens to unknown cells as column -> what, that of all columns under the empty name."""
    return {"": value} if isinstance(value, str) else value


def split_by_column(value: Any) -> Any:
    """What parts the answers of a cell as column -> text, that of the register's one coded column under no name."""
    return {"": value} if isinstance(value, str) else value


def labels(value: Any) -> Any:
    """A text alone stands for both languages."""
    return {"da": value, "en": value} if isinstance(value, str) else value


#: Kinds of a column that a programme names itself.
OWN_KINDS = {"code", "number", "date"}


def kind_of_column(value: Any) -> str:
    if isinstance(value, BaseModel):  # as it is written again
        return type(value).__name__
    if not isinstance(value, dict):
        return "Header"
    if "question" in value:
        return "Question"
    if OWN_KINDS & set(value):
        return "OwnColumn"
    return "FirstOf" if "first_of" in value else "OneHot"


def kind_of_group(value: Any) -> str:
    return "Span" if isinstance(value, dict | BaseModel) else "Members"


Code = Annotated[str, BeforeValidator(_text)]
#: An id names folders too.
Id = Annotated[Code, Field(pattern=r"^\w[\w.-]*$", max_length=80)]
Day = Annotated[date, BeforeValidator(_day)]
DateFormat = Annotated[str, AfterValidator(_date_format)]
SnapshotOrder = Annotated[str, AfterValidator(_snapshot_order)]
Encoding = Annotated[str, AfterValidator(_encoding)]
#: What stands between two answers in a cell.
Separator = Annotated[Code, Field(min_length=1)]
Zone = Annotated[str, AfterValidator(_zone)]
Delimiter = Annotated[str, AfterValidator(_delimiter)]
#: Any one value: a text, a number or a date.
Constant = Annotated[Any, BeforeValidator(_constant)]


class LabelPair(Strict):
    da: str
    en: str = ""

    def in_language(self, language: str) -> str:
        return self.en or self.da if language == "en" else self.da


#: A name in Danish and English.
Label = Annotated[LabelPair, BeforeValidator(labels)]
