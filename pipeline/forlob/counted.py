"""The measures counted on a page, and what of them may be shown."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from forlob.disclosure.decision import applied, decision_of, is_withheld, of_registers, read_decision
from forlob.disclosure.decision_on_cleaning import decision_on_cleaning
from forlob.disclosure.gate import without_rare_answers
from forlob.measures import quality
from forlob.measures.catalogue import all_measures, lines_of_report
from forlob.measures.codebook import Entry
from forlob.measures.contributions import behind_each
from forlob.measures.data import Counting, Data
from forlob.measures.declared import Measure, Split
from forlob.measures.rows import combine, compute, compute_each, with_ten_digits
from forlob.measures.table import COLUMNS, KEYS, line
from forlob.own.measures_file import asked_splits, use_own_measures
from forlob.printed.read_printed import further_dates, read_printed
from forlob.programme.codes_used import with_codes_used
from forlob.programme.programme import Programme
from forlob.programme.selection import Selection, as_date, projects_of, selected
from forlob.storage.decision_file import HIDDEN
from forlob.storage.register_files import count_filled, read_registers
from forlob.storage.used_codes import read_codes_used
from forlob.storage.workspace import DISCLOSURE, Workspace, register_files

if TYPE_CHECKING:
    from forlob.cleaning.result import CleaningResult


class Counted:
    """The registers of a page, the rows of the measures table counted from them so far, and the gate before these."""

    def __init__(
        self, programme: Programme, selection: Selection, folders: Workspace, whole: Programme | None = None
    ) -> None:
        """`programme`: as the page sees it; `whole`: as it is written, where that is more."""
        self.programme, self.selection, self.folders = programme, selection, folders
        self.whole = whole or programme
        use_own_measures(programme)
        self.project = selection.project or None
        self.table = pd.DataFrame(columns=COLUMNS)
        self._done: dict[tuple[str, str], Counting] = {}
        self._unrecorded: dict[str, Counting] = {}
        self._data: dict[tuple[str | None, str, str], Data] = {}
        self._cleaned: CleaningResult | None = None
        self._gated: tuple[pd.DataFrame, pd.DataFrame] | None = None  # the rows, and what of them may be shown

    @cached_property
    def registers(self) -> dict[str, pd.DataFrame]:
        """The cleaned registers of the page's project, participant or mentor."""
        return selected(read_registers(self.folders.registers, self.project), self.selection)

    @cached_property
    def _as_used(self) -> Programme:
        """The programme without the built-in codes that none of its registers uses, be it in another project."""
        used = read_codes_used(self.folders.registers)
        return self.programme if used is None else with_codes_used(self.programme, used)

    @cached_property
    def printed_dates(self) -> list[tuple[str, str]]:
        """The further from- and to-dates that printed figures name; none where the page itself is cut."""
        cut = self.selection.from_date or self.selection.to_date
        return [] if cut else further_dates(read_printed(self.programme))

    def data(self, project: str | None = None, from_date: str = "", to_date: str = "") -> Data:
        """The registers of the page, or of one of its projects, cut to the page's dates or to those given."""
        scope = (project or self.project, from_date or self.selection.from_date, to_date or self.selection.to_date)
        if scope not in self._data:
            first, last = as_date("from", scope[1]), as_date("to", scope[2])
            self._data[scope] = Data.of(self._as_used, self.registers, scope[0], first, last)
        return self._data[scope]

    def refresh(self) -> None:
        """Take measures.py as it is now; what the gate knows is counted anew where it has changed."""
        if use_own_measures(self.programme):
            self._forget_decision()

    def _forget_decision(self) -> None:
        self.__dict__.pop("_decision", None)
        self._gated = None

    def measure(self, *measures: Counting, projects: bool = False) -> None:
        """Count measures for the page's project or programme, also at the further dates that printed figures name.

        `projects`: on the programme's page also for each project. What is counted already is not counted again, unless
        its code is another now.
        """
        self.refresh()
        measures = tuple(latest(measure) for measure in measures)
        self._forget_stale(measures)
        dates = [("", ""), *self.printed_dates]
        if whole := self._not_yet(measures, ""):
            self.table = combine(self.table, compute_each((self.data(None, *pair) for pair in dates), *whole))
            self._is_counted(whole, "")
        if projects and not self.project and (each := self._not_yet(measures, "projects")):
            own = projects_of(self.registers, self.selection, self.programme)
            self.table = combine(self.table, compute_each((self.data(project) for project in own), *each))
            self._is_counted(each, "projects")

    def _not_yet(self, measures: Iterable[Counting], where: str) -> list[Counting]:
        wanted = {measure.line: measure for measure in measures}
        return [measure for name, measure in wanted.items() if (name, where) not in self._done]

    def _forget_stale(self, measures: Iterable[Counting]) -> None:
        """Drop the rows of measures that are declared anew; those of a cell always, as they may use its variables."""
        for measure in measures:
            before = [self._done[key] for key in ((measure.line, ""), (measure.line, "projects")) if key in self._done]
            one = _declared(measure)
            of_a_cell = isinstance(one, Measure) and one.is_of_a_cell
            if before and (of_a_cell or any(_declared(other) is not one for other in before)):
                self.table = self.table[[other != measure.line for other in _lines(self.table)]]
                self._done = {key: other for key, other in self._done.items() if key[0] != measure.line}

    def _is_counted(self, measures: Iterable[Counting], where: str) -> None:
        self._done |= {(measure.line, where): measure for measure in measures}
        self._unrecorded |= {measure.line: measure for measure in measures}

    def measure_completeness(self, projects: bool = False) -> None:
        """Count how complete the registers are, or those of each project; files that may be big are not read for it."""
        tables = []
        for project in [self.project] if self.project else self.programme.projects if projects else [None]:
            counts = count_filled(self.folders.registers, project)
            if project:
                of_nobody = {file.parent.name for file in register_files(self.folders.registers)} - counts.keys()
                linking = {"company_participants", "placements"} if of_nobody else set()
                registers = read_registers(self.folders.registers, project, only=of_nobody | linking)
                own = Data.of(self.programme, registers, project).registers
                counts |= {name: quality.filled(own[name]) for name in of_nobody}
            tables.append(
                self.rows_of_counts(quality.completeness, quality.of_filled(dict(sorted(counts.items()))), project)
            )
        further = [] if projects else self.printed_dates
        tables += [compute(self.data(None, *pair), quality.completeness) for pair in further]
        self.add([quality.completeness], *tables)

    def rows_of_counts(self, measure: Measure, rows: pd.DataFrame | None, project: str | None) -> pd.DataFrame:
        """The rows of a measure counted without registers, for a project or the programme."""
        return compute(Data(self.programme, project, {}, None, None, None), lambda data: measure.named(rows))

    def measure_cleaning(self, cleaned: CleaningResult) -> None:
        """Count what the cleaning of the programme came to, for the page's project or the programme."""
        self._cleaned = cleaned
        self._forget_decision()
        self.add(quality.OF_CLEANING, self._of_cleaning(cleaned.of(self.project or ""), self.project))

    def _of_cleaning(self, result: CleaningResult, project: str | None) -> pd.DataFrame:
        return combine(*(self.rows_of_counts(one, one(result), project) for one in quality.OF_CLEANING))

    def measure_hidden(self) -> None:
        """Count the numbers that are not shown, of the page's project or of the programme with its projects."""
        names = of_registers(self._decision)[HIDDEN]
        self.add([quality.hidden], self.rows_of_counts(quality.hidden, quality.hidden(names), self.project))

    def add(self, measures: Iterable[Counting], *tables: pd.DataFrame) -> None:
        """Add rows of measures, which are not counted again."""
        self._done |= {(measure.line, where): measure for measure in measures for where in ("", "projects")}
        self._unrecorded |= {measure.line: measure for measure in measures}
        self.table = combine(self.table, *tables)

    def to_record(self) -> tuple[pd.DataFrame, list[Entry]]:
        """The rows, as they may be shown, of what was counted since this was last asked; and what is known of it."""
        new, self._unrecorded = self._unrecorded, {}
        if not new:
            return pd.DataFrame(columns=COLUMNS), []
        table = self.gated()
        rows = table[[line in new for line in _lines(table)]]
        return rows, list({measure.entry.measure: measure.entry for measure in new.values()}.values())

    def gated(self) -> pd.DataFrame:
        """The counted rows as they may be shown under the page's profile.

        What that is has been decided for the programme and all its projects together: what one page or chart shows must
        not depend on what another does. A row that the decision does not know is not shown; none is where nothing is
        shown of the project.
        """
        if not self.is_protected or self.table.empty:
            return self.table
        if self._gated is None or self._gated[0] is not self.table:
            table = self.table[self._is_known(_lines(self.table))].reset_index(drop=True)
            shown = without_rare_answers(applied(self._decision, table)[COLUMNS], self.programme)
            shown = shown.iloc[:0] if self.is_withheld else shown
            self._gated = self.table, shown
        return self._gated[1]

    def unknown_to_gate(self, *lines: str) -> list[str]:
        """Those of some measures that the gate of a public page does not know: they are shown in internal ones only."""
        if not self.is_protected:
            return []
        return [line for line, known in zip(lines, self._is_known(lines), strict=True) if not known]

    @property
    def is_protected(self) -> bool:
        """Whether small numbers are not shown."""
        return self.selection.min_cell(self.programme) > 1

    @property
    def is_withheld(self) -> bool:
        """Whether nothing is shown of the page's project, or of the programme, to protect its participants."""
        dates = self.selection.from_date, self.selection.to_date
        return self.is_protected and is_withheld(self._decision, self.project or "", *dates)

    def _is_known(self, lines: Iterable[str]) -> list[bool]:
        """Which measures the gate knows how to protect: those of the report itself."""
        known = {*lines_of_report(), *(split.line for split in asked_splits(self.whole) if split.measure.is_protected)}
        return [line in known for line in lines]

    @cached_property
    def _decision(self) -> pd.DataFrame:
        made = Path(os.environ.get(DISCLOSURE) or os.devnull)
        if made.is_file():  # a command runs the notebook, and has decided before
            return _of_project(read_decision(made), self.project)
        return _of_project(self.decide(self._cleaned), self.project)

    def decide(self, cleaned: CleaningResult | None = None) -> pd.DataFrame:
        """Which numbers of the programme and its projects may be shown: a decision (`disclosure/decision.py`).

        `cleaned`: what the cleaning of the whole programme came to; without it nothing of it may be shown.
        """
        decision = decision_of(*self.decided_from())
        if cleaned is None:
            return decision
        whole, programme = self._of_all, self.whole
        rows = [whole._of_cleaning(cleaned.of(project or ""), project) for project in (*programme.projects, None)]
        of_cleaning = decision_on_cleaning(combine(*rows), decision, cleaned.findings, programme.disclosure.min_cell)
        return pd.concat([decision, of_cleaning], ignore_index=True)

    def decided_from(self) -> tuple[pd.DataFrame, Programme, pd.DataFrame]:
        """The rows of all measures that may be public, of the programme and its projects; the programme; and who stands
        behind the rows.
        """
        whole = self._of_all
        dates = [("", ""), *whole.printed_dates]
        scopes = [whole.data(scope, *pair) for scope in (*self.whole.projects, None) for pair in dates]
        asked = (split for split in asked_splits(self.whole) if split.measure.is_protected)
        measures = {measure.line: measure for measure in (*all_measures(), *asked)}.values()
        return compute_each(scopes, *measures), self.whole, behind_each(scopes, *measures)

    @cached_property
    def _of_all(self) -> Counted:
        """The same of the programme and all its projects."""
        return self if not self.project else Counted(self.whole, replace(self.selection, project=""), self.folders)

    def rows(self, *lines: str, dates: bool = False) -> pd.DataFrame:
        """What may be shown of measures already counted, in the order asked for and with ten digits.

        Further dates only with `dates`.
        """
        counted = {line for line, _ in self._done}
        missing = [line for line in lines if line not in counted]
        if missing:
            raise KeyError(f"{missing[0]} is not counted on this page; give it to page.measure first")
        if self.table.empty:
            return pd.DataFrame(columns=COLUMNS)
        table = self.gated()
        order = {line: place for place, line in enumerate(lines)}
        places = np.array([order.get(line, -1) for line in _lines(table)])
        wanted = places >= 0
        if not dates:
            wanted &= (table["from"] == self.selection.from_date) & (table["to"] == self.selection.to_date)
        chosen = np.flatnonzero(wanted)
        rows = with_ten_digits(table.iloc[chosen[np.argsort(places[chosen], kind="stable")]])
        return rows.assign(at_source=self._at_source(rows)) if self.table["suppressed"].any() else rows

    def _at_source(self, rows: pd.DataFrame) -> list[bool]:
        """Which rows were suppressed before any gate, by whoever delivered their counts."""
        hidden = set(self.table.loc[self.table["suppressed"].astype(bool), KEYS].itertuples(index=False, name=None))
        return [key in hidden for key in rows[KEYS].itertuples(index=False, name=None)]


def _of_project(decision: pd.DataFrame, project: str | None) -> pd.DataFrame:
    return decision[decision["project"] == project] if project else decision


def latest(measure: Counting) -> Counting:
    """A measure as its module has it now; split as it was."""
    if isinstance(measure, Split):
        return Split(measure.measure.latest, measure.dimensions)
    return measure.latest if isinstance(measure, Measure) else measure


def _declared(measure: Counting) -> Any:
    """What tells a measure from another of its name: what is declared again is another."""
    return measure.measure if isinstance(measure, Split) else measure


def _lines(table: pd.DataFrame) -> list[str]:
    """The measure of each row with what it is split by."""
    return [line(*both) for both in zip(table["measure"], table["by"], strict=True)]
