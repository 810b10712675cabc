"""The headers of measurements in a wide file: which item and wave each column holds."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

import pandas as pd

from forlob.cleaning.findings import of_file
from forlob.cleaning.to_codes import code_of, is_known, known_answers
from forlob.extracts.raw_tables import RawTable
from forlob.programme.extract_models import Extract
from forlob.programme.scale_models import Scale
from forlob.programme.value_types import LabelPair
from forlob.programme.wide_models import WideMeasurements

REGISTER = "measurements"
FIX = f"fix wide under {REGISTER} in programme.yaml"


@dataclass(frozen=True)
class Scores:
    """A column of scores; `instrument` and `respondent` are empty where the header does not tell them."""

    place: int
    item: str
    wave: str
    instrument: str = ""
    respondent: str = ""


def score_columns(
    table: RawTable, extract: Extract, wide: WideMeasurements, scales: Mapping[str, Scale], taken: frozenset[int]
) -> tuple[list[Scores], frozenset[int], list[pd.DataFrame]]:
    """The columns whose header fits the pattern, in their order; places that need no other note; findings.

    The item is a code or label of the scale (`values.item` first), or where no scales are declared what the header
    says. The instrument is what the header or the constants say, else the one scale that has the item. `taken`: columns
    that are something else.
    """
    mapping = extract.registers[REGISTER]
    values = {column: mapping.values.get(column, {}) for column in ("item", "instrument", "respondent")}
    known = _Known(scales, values, str(extract.constants.get("instrument", "")))
    named, any_wave = _pattern(wide, known, wide.waves), _pattern(wide, known, None)
    found: list[pd.DataFrame] = []
    columns: list[Scores] = []
    strange: dict[int, str] = {}
    unknown: dict[int, str] = {}
    for place, header in enumerate(table.header):
        text = " ".join(unicodedata.normalize("NFC", header).split())
        if place in taken or not text:
            continue
        if fits := named.fullmatch(text):
            wave = _wave(fits, wide)
            item, instrument, problem = known.item(fits["item"], fits.groupdict().get("instrument") or "")
            if problem:
                strange[place] = f"the header fits wide.columns, but {problem}"
                if "is no item" in problem:
                    unknown[place] = fits["item"].casefold()
            elif item is not None:
                respondent = known.code("respondent", fits.groupdict().get("respondent") or "")
                columns.append(Scores(place, item, wave, instrument, respondent))
            else:
                strange[place] = ""
        elif (fits := any_wave.fullmatch(text)) and scales and known.item(fits["item"], "")[0]:
            strange[place] = f"the header names the wave {fits['wave']!r}, which waves does not list; add it, or"
    found += _missing(table, wide, columns)
    found += _twice(table, columns)
    missing = known.names_but({column.item for column in columns})
    for place, said in strange.items():
        header = table.header[place]
        near = get_close_matches(unknown.get(place, ""), missing, 1, 0.6)
        if near:
            message = f"{said} (is it {missing[near[0]]!r}?); correct its name, or add it to values.item"
            found.append(of_file("column_missing", table.file, message, table.header_row, header, REGISTER))
        elif said:
            said = said if said.endswith("or") else f"{said};"
            found.append(of_file("column_not_used", table.file, f"{said} its scores are not read", column=header))
    return columns, frozenset([*strange, *(column.place for column in columns)]), found


class _Known:
    """The scales of the programme as the headers may name them."""

    def __init__(self, scales: Mapping[str, Scale], values: Mapping[str, Mapping], constant: str):
        self.values = values
        self.instruments = known_answers({code: scale.name for code, scale in scales.items()}, values["instrument"])
        self.constant = (code_of(constant, self.instruments) or constant) if constant else ""
        self.scales = {code: scale for code, scale in scales.items() if self.constant in ("", code)}
        self.answers = {code: known_answers(scale.items, values["item"]) for code, scale in self.scales.items()}
        labels: dict[str, LabelPair] = {}
        for scale in self.scales.values():
            labels |= scale.respondents
        self.respondents = known_answers(labels, values["respondent"])

    def names_but(self, there: set[str]) -> dict[str, str]:
        """Name in small letters -> code or label as declared, of the items that are not `there`."""
        items = [pair for scale in self.scales.values() for pair in scale.items.items() if pair[0] not in there]
        return {name.casefold(): name for code, label in items for name in (code, label.da, label.en) if name}

    def item(self, text: str, named: str) -> tuple[str | None, str, str]:
        """The item and instrument that a header means, or what is wrong; no item where `values` says null."""
        instrument = (code_of(named, self.instruments) or named) if named else ""
        if is_known(text, self.values["item"]) and code_of(text, self.values["item"]) is None:
            return None, "", ""
        if not self.scales:
            return code_of(text, self.values["item"]) or text, instrument, ""
        asked = {code: self.answers[code] for code in ([instrument] if instrument in self.answers else self.answers)}
        items = {code: code_of(text, answers) for code, answers in asked.items()}
        of_scale = {code: item for code, item in items.items() if item in self.scales[code].items}
        if not of_scale:
            return None, "", f"{text!r} is no item of {' or '.join(asked)}"
        if len(of_scale) > 1:
            return None, "", f"{' and '.join(of_scale)} have the item {text!r}: say constants: {{instrument: ...}}"
        [(code, item)] = of_scale.items()
        return item, "" if self.constant else code, ""

    def code(self, column: str, text: str) -> str:
        return (code_of(text, self.respondents) or text) if text else ""


def _pattern(wide: WideMeasurements, known: _Known, waves: Iterable[str] | None) -> re.Pattern:
    """The pattern as a regular expression; without waves any name of one fits."""
    listed = {
        "wave": waves or (),
        "instrument": [name for name, code in known.instruments.items() if code in known.scales],
        "respondent": [name for name, code in known.respondents.items() if code],
    }
    made = ""
    for part in re.split(r"(\{\w+\})", " ".join(wide.columns.split())):
        if not part.startswith("{"):
            made += re.escape(part)
            continue
        name = part[1:-1]
        words = sorted(listed.get(name, ()), key=len, reverse=True)
        made += f"(?P<{name}>{'|'.join(map(re.escape, words)) or '.+'})"
    return re.compile(unicodedata.normalize("NFC", made), re.IGNORECASE)


def _wave(fits: re.Match, wide: WideMeasurements) -> str:
    said = fits.groupdict().get("wave")
    return next(name for name in wide.waves if said is None or name.casefold() == said.casefold())


def _missing(table: RawTable, wide: WideMeasurements, columns: list[Scores]) -> list[pd.DataFrame]:
    """An error for each wave that no column is of."""
    there = {column.wave for column in columns}
    listed = ", ".join(header for header in table.header[:12] if header)
    missing = [name for name in wide.waves if name not in there]
    if not columns:
        missing = missing[:1]
    return [
        of_file(
            "column_missing",
            table.file,
            f"no header is an item of the wave {name} in the form {wide.columns} (the file has {listed}); {FIX}",
            table.header_row,
            register=REGISTER,
        )
        for name in missing
    ]


def _twice(table: RawTable, columns: list[Scores]) -> list[pd.DataFrame]:
    """An error for each column whose item and wave another one has too."""
    seen: set[tuple] = set()
    found = []
    for column in columns:
        key = (column.item, column.wave, column.instrument, column.respondent)
        if key in seen:
            message = f"another column is {column.item} of the wave {column.wave} too; leave one, or rename the other"
            name = table.header[column.place]
            found.append(of_file("column_twice", table.file, message, table.header_row, name, REGISTER))
        seen.add(key)
    return found
