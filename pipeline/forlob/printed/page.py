"""The page of replication: printed figures beside computed ones, and beside one another."""

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape as html_escape
from typing import Any, SupportsFloat

import pandas as pd

from forlob.disclosure.cells import as_said
from forlob.measures.csv_text import as_table
from forlob.printed import printed_tables
from forlob.printed.all_checks import all_checks
from forlob.printed.beside_computed import EQUAL, MARKS, compare
from forlob.printed.printed_figure import PrintedFigure
from forlob.printed.sentences import figure_name, sentence
from forlob.printed.verdicts import AGREES, DISCREPANCIES, ROUNDING, Check
from forlob.programme.programme import Programme
from forlob.show import numbers
from forlob.show.markdown import escape
from forlob.show.words import Words
from forlob.storage.csv_lines import csv_lines

#: The tables that go with the page.
FILES = {"replication.csv": "download_replication", "printed_checks.csv": "download_printed_checks"}
CHECK_COLUMNS = [
    *("kind", "verdict", "project", "measure", "by", "group", "subgroup", "third", "at", "from", "to"),
    *("found", "low", "high"),
]
CHECK_COLUMNS += ["printed", "sentence"]


class Replication:
    """What the page and its tables show: the comparison and the checks."""

    def __init__(
        self,
        figures: Sequence[PrintedFigure],
        measures: Sequence[Mapping[str, Any]],
        programme: Programme,
        words: Words,
    ):
        self.words = words
        self.compared = compare(figures, as_table(measures))
        self.checks = all_checks(figures, programme)

    @property
    def discrepancies(self) -> list[Check]:
        return [check for check in self.checks if check.verdict in DISCREPANCIES]

    def page(self) -> str:
        """The Markdown of the page: how much agrees, what does not, and last all figures, folded."""
        ui, words = self.words.ui, self.words
        rows = self.compared
        parts = [self._lead(), ui("replication_rule")]
        unequal = rows[rows["mark"] != EQUAL]
        if len(unequal):
            order = unequal["mark"].map({"different": 0, "missing": 1, "rounding": 2, "suppressed": 3})
            shown = unequal.assign(order=order).sort_values("order", kind="stable").drop(columns="order")
            caption = ui("caption_printed_differences")
            made = printed_tables.compared(shown, words, key="printed-differences", caption=caption)
            parts += [f"## {ui('printed_differences')}", made.markdown]
        parts += [f"## {ui('printed_among_themselves')}", *self._among_themselves()]
        parts += [f"## {ui('printed_all')}", *self._sections(), f"## {ui('downloads')}", _downloads(words)]
        return "\n\n".join(parts)

    def files(self) -> dict[str, str]:
        """The text of each of the tables that go with the page."""
        return {"replication.csv": comparison_text(self.compared), "printed_checks.csv": self._checks_text()}

    def _lead(self) -> str:
        ui = self.words.ui
        counts = Counter(self.compared["mark"])
        marks = [ui(f"marks_{mark}", count=self._number(counts[mark])) for mark in MARKS if counts[mark]]
        wrong = len(self.discrepancies)
        key = (
            "replication_some_differ" if wrong > 1 else "replication_one_differs" if wrong else "replication_all_agree"
        )
        agree = ui(key, count=self._number(wrong))
        if not marks:
            return f"{ui('replication_none')} {agree}"
        return ui(
            "replication_lead", all=self._number(sum(counts.values())), marks=self.words.joined(marks), agree=agree
        )

    def _among_themselves(self) -> list[str]:
        ui = self.words.ui
        parts = [ui("printed_checks_lead", count=self._number(len(self.checks)))]
        if not self.discrepancies:
            parts.append(ui("printed_no_discrepancies"))
        for verdict in (*DISCREPANCIES, ROUNDING):
            found = [check for check in self.checks if check.verdict == verdict]
            if found:
                parts += [f"### {ui(f'checks_{verdict}')}", self._listed(found)]
        agree = [check for check in self.checks if check.verdict == AGREES]
        if agree:
            parts += _folded(ui("checks_agree", count=self._number(len(agree))), self._listed(agree))
        return parts

    def _listed(self, checks: Sequence[Check]) -> str:
        """A sentence a check; the figure that it is about stands out where the sentence begins with it."""
        lines = []
        for check in checks:
            text, about = sentence(check, self.words), figure_name(check.cell, self.words)
            rest = text.removeprefix(about)
            space = " " if rest.startswith(" ") else ""
            lines.append(f"- **{escape(about)}**{space}{escape(rest)}" if rest != text else f"- {escape(text)}")
        return "\n".join(lines)

    def _sections(self) -> list[str]:
        """The figures of the whole and of each project, each project folded."""
        parts = []
        for place, (project, rows) in enumerate(self.compared.groupby("project", sort=False), 1):
            where = printed_tables.place(str(project), self.words)
            equal = int((rows["mark"] == EQUAL).sum())
            key = "fold_all_equal" if equal == len(rows) else "fold_some_equal"
            said = self.words.ui(key, count=self._number(len(rows)), equal=self._number(equal))
            caption = self.words.ui("caption_printed_of", where=where)
            made = printed_tables.compared(rows, self.words, key=f"printed-{place}", caption=caption, project=False)
            parts += _folded(f"{where}: {said}", made.markdown)
        return parts

    def _checks_text(self) -> str:
        rows = []
        for check in self.checks:
            cell = as_said(check.cell)
            key = [cell.project, *cell[4:10], cell.from_, cell.to]
            found = [_text(number) for number in (check.found, *check.interval, check.printed.number)]
            rows.append([check.kind, check.verdict, *key, *found, sentence(check, self.words)])
        return csv_lines([CHECK_COLUMNS, *rows])

    def _number(self, count: int) -> str:
        return numbers.number(count, self.words.language)


def comparison_text(compared: pd.DataFrame) -> str:
    """The comparison as CSV, one printed number a row; printed numbers keep their digits."""
    rows = compared.astype(object).where(compared.notna(), "").values.tolist()
    place = list(compared.columns).index("computed")
    for row in rows:
        row[place] = _text(row[place]) if row[place] != "" else ""
    return csv_lines([compared.columns, *rows])


def _downloads(words: Words) -> str:
    return "\n".join(f"- [{words.ui(text)}]({file})" for file, text in FILES.items())


def _folded(summary: str, content: str) -> list[str]:
    opened = f'```{{=html}}\n<details class="fold"><summary>{html_escape(summary)}</summary>\n```'
    return [opened, content, "```{=html}\n</details>\n```"]


def _text(number: SupportsFloat) -> str:
    """A number without a superfluous point; a fraction that does not end to six decimals."""
    return f"{float(number):.6f}".rstrip("0").rstrip(".")
