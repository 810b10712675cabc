"""Tables of findings: what was found in the extracts, by rule and one by one."""

import pandas as pd

from forlob.show import numbers
from forlob.show.markdown import table
from forlob.show.outputs import Table
from forlob.show.words import Words

SEVERITIES = ("error", "set_aside", "repaired", "note")


def findings(found: pd.DataFrame, words: Words, *, key="findings", caption="") -> Table:
    """Rule, severity, register, how many, what happens: one row a rule, severity and register, the gravest first."""
    sizes = found.groupby(["severity", "rule", "register"], dropna=False, sort=False, observed=True).size()
    rows = [(*(_text(part) for part in parts), int(size)) for parts, size in sizes.items()]
    rows = sorted(rows, key=lambda row: (_grave(row[0]), row[1], row[2]))
    cells = [
        [
            words.rule(rule),
            words.severity(severity),
            words.register(register) if register else numbers.NO_VALUE,
            numbers.number(size, words.language),
            words.rule_definition(rule),
        ]
        for severity, rule, register, size in rows
    ]
    heads = [words.ui(name) for name in ("rule", "severity", "register", "count", "what_happens")]
    caption = caption or words.ui("caption_findings")
    return table(heads, cells, words, key=key, caption=caption, measures=[], right=[3])


def finding_list(found: pd.DataFrame, words: Words, *, key="finding-list", caption="", most: int = 200) -> Table:
    """Every finding with its file, row and column, at most `most` of them; findings.csv says more."""
    cells = [
        [
            words.severity(_text(finding.severity)),
            words.rule(_text(finding.rule)),
            _text(finding.file),
            numbers.NO_VALUE if numbers.missing(finding.row) else str(int(finding.row)),
            _text(finding.column) or numbers.NO_VALUE,
        ]
        for finding in found.head(most).itertuples()
    ]
    heads = [words.ui(name) for name in ("severity", "rule", "file", "row", "column")]
    caption = caption or words.ui("caption_finding_list")
    return table(heads, cells, words, key=key, caption=caption, measures=[], right=[3])


def _text(value) -> str:
    return "" if numbers.missing(value) else str(value)


def _grave(severity: str) -> int:
    return SEVERITIES.index(severity) if severity in SEVERITIES else len(SEVERITIES)
