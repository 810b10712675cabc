"""Measures and findings as CSV that a Danish Excel opens by a double click: codes with their labels beside them.

Semicolons, a decimal comma, a byte order mark and CRLF. A text that Excel would take for a formula, or turn into a date
or a number, has an apostrophe put before it.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from forlob.measures.table import CODES, dimensions_in
from forlob.show import numbers
from forlob.show.gated_rows import Row
from forlob.show.words import Words

#: What Excel reads as the beginning of a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
#: Texts that Excel would turn into a date or a number: 2012-03, 09-12, 1-4, 01, 1e5.
TURNED = re.compile(r"\d{1,4}[-/.:]\d{1,4}([-/.:]\d{1,4})?|0\d+|\d+[eE]\d+|\d{12,}")


class Date(str):
    """A text that Excel is to read as a date."""


def measures_for_excel(rows: Iterable[Mapping[str, Any]], words: Words) -> str:
    """The measures table: one measure (of a project, group and subgroup) a row, each code followed by its label."""
    heads = [
        words.ui(name)
        for name in (
            "excel_project", "project", "excel_measure", "measure", "excel_by", "excel_by_label",
            "excel_group", "excel_group_label", "excel_subgroup", "excel_subgroup_label",
            "excel_third", "excel_third_label", "excel_at", "excel_from", "excel_to", "number", "of", "excel_value",
            "excel_unit", "excel_low", "excel_high", "excel_suppressed", "definition",
        )
    ]  # fmt: skip

    @cache
    def labels(measure: str, by: str, group: str, subgroup: str, third: str) -> list[str]:
        """Measure, what it is split by and its codes, each with its label, and the definition."""
        row = Row(measure, by=by, group=group, subgroup=subgroup, third=third)
        dimensions = words.joined([words.dimension(name) for name in dimensions_in(by)])
        named = [measure, words.measure(measure), by, dimensions, group, words.group(row) if group else ""]
        named += [subgroup, words.subgroup(row) if subgroup else "", third, words.third(row) if third else ""]
        return [*named, words.definition(measure)]

    def cells(row: Mapping[str, Any]) -> Sequence[object]:
        *named, definition = labels(row["measure"], row["by"], *(row[name] for name in CODES))
        return [
            *(row["project"], words.project(row["project"]), *named),
            *(row["at"], _day(row["from"]), _day(row["to"])),
            *(_number(row["n"]), _number(row["of"]), _number(row["value"])),
            words.unit(row["unit"]) if row["unit"] else "",
            *(_number(row["ci_low"]), _number(row["ci_high"]), words.ui("excel_yes") if row["suppressed"] else ""),
            definition,
        ]

    return _csv(heads, map(cells, rows))


def findings_for_excel(findings: Iterable[Mapping[str, Any]], words: Words, with_message: bool) -> str:
    """The findings, one a row, in words; the public's go without their messages."""
    names = ["severity", "register", "file", "row", "column", "rule", "what_happens", "action"]
    heads = [words.ui(name) for name in (*names, *(["message"] if with_message else []))]

    def cells(finding: Mapping[str, Any]) -> Sequence[object]:
        rule, register = finding["rule"], finding["register"]
        said = [words.severity(finding["severity"]), words.register(register) if register else "", finding["file"]]
        said += [_whole(finding["row"]), finding["column"], words.rule(rule), words.rule_definition(rule)]
        return [*said, finding["action"], *([finding["message"]] if with_message else [])]

    return _csv(heads, map(cells, findings))


def _day(text: str) -> Date:
    """A date as Excel reads it in Denmark, whatever the language of the words."""
    return Date(numbers.day(text, "da") if text else "")


def _csv(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(heads)
    written = lru_cache(maxsize=None, typed=True)(_cell)  # most cells are codes and labels that come again
    writer.writerows([[written(cell) for cell in row] for row in rows])
    return "\ufeff" + out.getvalue()


def _cell(cell: object) -> str:
    """A number with a decimal comma, or a text on one line that Excel leaves as it is.

    >>> _cell(0.5), _cell("=1+1"), _cell("2012-03")
    ('0,5', "'=1+1", "'2012-03")
    """
    if isinstance(cell, int | float):
        return repr(cell).replace(".", ",") if isinstance(cell, float) else str(cell)
    if isinstance(cell, Date):
        return str(cell)
    text = " ".join(str(cell).split()) if not str(cell).startswith(("\t", "\r")) else str(cell)
    return f"'{text}" if text.startswith(FORMULA) or TURNED.fullmatch(text) else text


def _number(value: Any) -> object:
    """A plain number, or nothing."""
    if numbers.missing(value):
        return ""
    return int(value) if float(value).is_integer() else float(value)


def _whole(value: Any) -> object:
    return "" if value == "" or numbers.missing(value) else int(value)
