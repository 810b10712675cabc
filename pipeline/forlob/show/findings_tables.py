"""Tables of findings: what was found in the extracts, by rule and one by one."""

from typing import Any

import pandas as pd

from forlob.show import alt_texts, numbers
from forlob.show.fits import fits
from forlob.show.gated_rows import lines_of, records
from forlob.show.markdown import table
from forlob.show.outputs import Table
from forlob.show.words import Words

SEVERITIES = ("error", "set_aside", "repaired", "note")


@fits(count="register, severity, rule")
def findings(rows: pd.DataFrame, words: Words, *, key: str = "findings", caption: str = "") -> Table:
    """Rule, severity, register, how many, what happens: rows of quality.findings, the gravest first."""
    shown = sorted(records(rows), key=lambda row: (_grave(row.subgroup), row.third, row.group))
    cells = [
        [
            words.rule(row.third),
            words.severity(row.subgroup),
            words.register(row.group) if row.group else numbers.NO_VALUE,
            alt_texts.cell(row, words),
            words.rule_definition(row.third),
        ]
        for row in shown
    ]
    heads = [words.ui(name) for name in ("rule", "severity", "register", "count", "what_happens")]
    caption = caption or words.ui("caption_findings")
    return table(heads, cells, words, key=key, caption=caption, measures=lines_of(shown), right=[3])


def finding_list(
    found: pd.DataFrame, words: Words, *, key: str = "finding-list", caption: str = "", most: int = 200
) -> Table:
    """Every finding with its file, row and column, at most `most` of them; findings.csv says more."""
    told = ("severity", "rule", "file", "row", "column")
    cells = [
        [
            words.severity(_text(severity)),
            words.rule(_text(rule)),
            _text(file),
            numbers.NO_VALUE if numbers.missing(row) else str(int(row)),
            _text(column) or numbers.NO_VALUE,
        ]
        for severity, rule, file, row, column in zip(*(found[name].head(most) for name in told), strict=True)
    ]
    heads = [words.ui(name) for name in ("severity", "rule", "file", "row", "column")]
    caption = caption or words.ui("caption_finding_list")
    return table(heads, cells, words, key=key, caption=caption, measures=[], right=[3])


def _text(value: Any) -> str:
    return "" if numbers.missing(value) else str(value)


def _grave(severity: str) -> int:
    return SEVERITIES.index(severity) if severity in SEVERITIES else len(SEVERITIES)
