"""Measurements on the scales that programme.yaml declares: known items, scores in range."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from forlob.cleaning.findings import make
from forlob.cleaning.to_codes import known_answers, to_codes
from forlob.programme.scale_models import Scale
from forlob.programme.value_types import LabelPair

Found = list[pd.DataFrame]


def on_scales(
    rows: pd.DataFrame,
    scales: Mapping[str, Scale],
    headers: Mapping[str, Any],
    severities: Mapping[str, str | None],
    names: Iterable[str] = (),
) -> tuple[pd.DataFrame, Found]:
    """The rows with codes of the declared instruments, items and respondents, and scores within their range.

    An instrument, item or respondent that is not declared is an unknown_answer, a score outside the range of its
    instrument a bad_number: the cell becomes not registered, unless `severities` (column -> severity) says otherwise.
    A scale without respondents takes them as they are written; without scales all rows are as they were.
    `headers`: column -> the file's own name of it, of a score also one for each row.
    """
    if not scales or "instrument" not in rows:
        return rows, []
    names, findings = tuple(names), []

    def read(column: str, of: pd.Series, labels: Mapping[str, LabelPair]) -> None:
        cells = rows.loc[of, column].fillna("")
        codes, found = to_codes(
            cells,
            rows.loc[of, ["file", "row"]],
            known_answers(labels, {}),
            register="measurements",
            column=column,
            header=headers[column],
            severity=severities.get(column),
            names=names,
            declared_under="scales",
        )
        rows.loc[of, column] = codes
        findings.extend(found)

    rows = rows.copy()
    read("instrument", pd.Series(True, rows.index), {code: scale.name for code, scale in scales.items()})
    for code, scale in scales.items():
        own = (rows["instrument"] == code).fillna(False).astype(bool)
        for column, labels in (("item", scale.items), ("respondent", scale.respondents)):
            if labels and column in rows and own.any():
                read(column, own, labels)
        if "score" in rows:
            outside = own & ((rows["score"] < scale.from_) | (rows["score"] > scale.to))
            if outside.any():
                said = f" lies outside the scale {code} from {scale.from_:g} to {scale.to:g}; correct it in the source"
                message = rows.loc[outside, "score"].map("{:g}".format) + said
                severity = severities.get("score")
                findings.append(
                    make("bad_number", "measurements", rows[outside], headers["score"], message, severity=severity)
                )
                rows["score"] = rows["score"].mask(outside)
    return rows, findings
