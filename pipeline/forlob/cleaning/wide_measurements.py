"""Measurements from a file with a column an item and wave: each filled cell is one."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from forlob.cleaning.columns import Mapped, headers_of, names_of, place_of
from forlob.cleaning.findings import make, of_file
from forlob.cleaning.labelled_numbers import number_or_label
from forlob.cleaning.spelling import texts
from forlob.cleaning.to_codes import replaced
from forlob.cleaning.to_dates import to_dates
from forlob.cleaning.wide_headers import REGISTER, score_columns
from forlob.extracts.raw_tables import RawTable
from forlob.programme.extract_models import Extract
from forlob.programme.scale_models import Scale
from forlob.programme.wide_models import AfterEnrolment, WaveColumn, WideMeasurements

#: What a row keeps until its participation is known: days after an enrolment that the file does not tell, and the
#: enrolment that it does.
AFTER, OF_ENROLMENT = "after", "of_enrolment"


def measured_wide(
    mapped: Mapped, table: RawTable, extract: Extract, wide: WideMeasurements, scales: Mapping[str, Scale]
) -> Mapped:
    """One row a filled cell of a column of scores, in place of one row a person; in the order of rows and columns.

    `measured_on` is the day of the wave: the one given, that of a column, or so many days after the enrolment. That is
    the file's own where it feeds participants; else `after` holds the days until the participation is known.
    """
    others = [headers_of(table, extract.registers[register], register) for register in extract.registers]
    taken = mapped.used | frozenset(place for places in others for place in places)
    waves, findings = _wave_columns(table, wide)
    columns, used, found = score_columns(table, extract, wide, scales, taken | frozenset(waves.values()))
    findings += found
    enrolled = _own_enrolment(table, extract)
    rows, declared = mapped.frame, extract.registers[REGISTER].values.get("score", {})
    if "instrument" not in rows and not all(column.instrument for column in columns):
        message = f"nothing tells the instrument of {REGISTER}; say constants: {{instrument: ...}}, or declare scales"
        findings.append(of_file("column_missing", table.file, message, table.header_row, "instrument", REGISTER))
    filled = {column: texts(table.cells[column.place].loc[rows.index]) != "" for column in columns}
    parts = []
    for name, wave in wide.waves.items():
        here = [column for column in columns if column.wave == name]
        if not here:
            continue
        anything = pd.concat([filled[column] for column in here], axis=1).any(axis=1)
        days = pd.DataFrame({"measured_on": pd.Series("", rows.index, dtype=object)})
        if isinstance(wave, AfterEnrolment):
            days = _after_enrolment(days, wave.days, enrolled)
        elif isinstance(wave, WaveColumn):
            if name in waves:
                days["measured_on"], found = _days(rows[anything], table, waves[name], extract)
                findings += found
        else:
            days["measured_on"] = pd.Timestamp(wave)
        for column in here:
            of_cell: dict[str, str | int] = {
                "item": column.item,
                "score_header": table.header[column.place],
                "place": column.place,
            }
            of_cell |= {"instrument": column.instrument} if column.instrument else {}
            of_cell |= {"respondent": column.respondent} if column.respondent else {}
            cells = table.cells[column.place].loc[rows.index].astype(object)
            cells = number_or_label(cells, table.numbers.get(column.place), "number", declared)
            part = rows.drop(columns=["measured_on", "item", "score"], errors="ignore").join(days)
            parts.append(part.assign(score=cells, **of_cell)[filled[column]])
    made = ["measured_on", "instrument", "item", "score", "respondent"]
    frame = pd.concat(parts).sort_values(["row", "place"], kind="stable", ignore_index=True) if parts else rows.head(0)
    return replace(
        mapped,
        frame=frame.drop(columns="place", errors="ignore"),
        headers={**dict.fromkeys(made, ""), **mapped.headers},
        used=mapped.used | used | frozenset(waves.values()),
        findings=[*mapped.findings, *findings],
        looked_at=frozenset(["measured_on"]),
    )


def _wave_columns(table: RawTable, wide: WideMeasurements) -> tuple[dict[str, int], list[pd.DataFrame]]:
    """Wave -> the place of the column with its day."""
    places: dict[str, int] = {}
    findings = []
    for name, wave in wide.waves.items():
        if isinstance(wave, WaveColumn):
            place, found = place_of(table, wave.column, REGISTER, under=f"wide under {REGISTER}")
            findings += found
            places |= {} if place is None else {name: place}
    return places, findings


def _days(rows: pd.DataFrame, table: RawTable, place: int, extract: Extract) -> tuple[pd.Series, list[pd.DataFrame]]:
    """The days of a wave in a column of the file, of the rows with a score in it; each cell is looked at once."""
    header, mapping = table.header[place], extract.registers[REGISTER]
    where = rows[["file", "row"]]
    cells = replaced(table.cells[place].loc[rows.index], mapping.values.get("measured_on", {}))
    severity = {"error": "error", "not_registered": "repaired", None: None}[mapping.when_unknown("measured_on")]
    formats = extract.format.dates_of("measured_on")
    days, found = to_dates(cells, where, formats, register=REGISTER, header=header, severity=severity)
    empty = texts(cells) == ""
    if empty.any():
        message = "measured_on is empty; fill it in in the source"
        found.append(make("value_missing", REGISTER, where[empty], header, message, severity="note"))
    return days.astype(object).where(days.notna(), ""), found


def _after_enrolment(days: pd.DataFrame, number: int, enrolled: pd.Series | None) -> pd.DataFrame:
    if enrolled is None:
        return days.assign(**{AFTER: float(number)})
    own = enrolled.reindex(days.index)
    at = (own + pd.Timedelta(days=number)).astype(object).where(own.notna(), "")
    return days.assign(measured_on=at, **{OF_ENROLMENT: own})


def _own_enrolment(table: RawTable, extract: Extract) -> pd.Series | None:
    """The enrolment in each row of the file; None where it feeds no participants."""
    mapping = extract.registers.get("participants")
    if mapping is None:
        return None
    cells = pd.Series(extract.constants.get("enrolled_on", ""), table.cells.index, dtype=object)
    for name in names_of(mapping.columns.get("enrolled_on", "enrolled_on")):
        place, _ = place_of(table, name)
        if place is not None:
            cells = cells.where(texts(cells) != "", table.cells[place].astype(object))
    where = pd.DataFrame({"file": table.file, "row": cells.index}, index=cells.index)
    cells = replaced(cells, mapping.values.get("enrolled_on", {}))
    return to_dates(cells, where, extract.format.dates_of("enrolled_on"), register="participants", header="")[0]
