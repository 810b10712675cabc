"""Counts measures for a notebook and shows them: what is shown is counted, protected and recorded."""

import sys
from collections.abc import Callable, Iterable
from types import ModuleType
from typing import Any

import pandas as pd

from forlob.cleaning.identifiers import masked
from forlob.counted import Counted, latest
from forlob.errors import UsageError
from forlob.measures.catalogue import by_name, codebook
from forlob.measures.data import Counting
from forlob.measures.declared import By, Measure, Split
from forlob.notebook import in_lab
from forlob.notebook.mistakes import checked_caption, checked_fit, checked_kind, checked_measures
from forlob.notebook.nothing import why_nothing
from forlob.own.asked_for import OWN
from forlob.own.measures_file import asked_splits, own_module
from forlob.programme.programme import Programme
from forlob.programme.seen_by import seen_by
from forlob.programme.selection import Selection
from forlob.show import boxes, numbers, tables
from forlob.show.outputs import Record, display
from forlob.show.words import Words
from forlob.storage.workspace import Workspace

#: What a page shows: a measure, whole or split.
Shown = Counting
#: A caption in both languages, or one for both.
Caption = dict[str, str] | str | None

#: With so many projects a table may have a column for each.
FEW_PROJECTS = 4


class CountingPage:
    """One notebook's page: its registers, the measures counted so far, and what has been shown of them."""

    def __init__(self, notebook: str, programme: Programme, selection: Selection, folders: Workspace) -> None:
        self.notebook, self.selection, self.folders = notebook, selection, folders
        self.programme = seen_by(programme, selection.project)
        self.counted = Counted(self.programme, selection, folders, whole=programme)
        self.project = selection.project or None
        self.words = Words(selection.language, self.programme, codebook())
        self._keys: dict[str, int] = {}

    @property
    def own(self) -> ModuleType:
        """The measures of measures.py beside programme.yaml: `page.show(tables.measures, page.own.late)`."""
        self.counted.refresh()
        return own_module(self.programme)

    def measure(self, *measures: Counting, projects: bool = False) -> None:
        """Count measures that are not shown, for measures.csv; `projects`: of every project too."""
        self._counted(measures, projects=projects)
        self._record()

    def rows(self, *measures: Shown, by: By = "", projects: bool = False) -> pd.DataFrame:
        """Measures as rows of the measures table, protected as what is shown is, and recorded.

        `by`: a dimension that each is split by, or two. `projects`: with the rows of all projects.
        """
        found = self._rows(self._counted(measures, by, projects), projects)
        self._record()
        return found.reset_index(drop=True)

    def register(self, name: str) -> pd.DataFrame:
        """A copy of a cleaned register, as the page counts it: its project, mentor and days alone.

        It tells of people one by one: show it in a cell tagged `note`, which is on no page. Raises UsageError where
        there is none of the name.
        """
        registers = self.counted.data().registers
        if name not in registers:
            raise UsageError(f"there is no register {name}. This page has {', '.join(sorted(registers)) or 'none'}.")
        return registers[name].copy()

    def source(self, measure: Shown) -> None:
        """Show the function that counts a measure, folded."""
        for one in checked_measures("page.source", (measure,)):
            declared = one.measure if isinstance(one, Split) else one
            source = masked(declared.source, self.programme.names_to_mask)
            display(boxes.source_of(declared.name, source, self.words))

    def show(
        self,
        kind: Callable[..., Any],
        *measures: Shown,
        by: By = "",
        caption: Caption = None,
        projects: bool = False,
        dates: bool = False,
        totals: bool = False,
        only_with: Shown | None = None,
        **options: Any,
    ) -> None:
        """Count measures and show them as a chart or table of a kind; nothing where the programme has no such register.

        `by`: a dimension that each is split by, or two; of measures that are split by different ones give each as
        `measure.by(...)`. `projects`: with the rows of all projects, not the page's own alone; nothing on a project's
        own page. `dates`: with those of the further dates of printed figures; nothing where there are none.
        `totals`: of measures split by two dimensions, with the rows that are split by one of them, and by none.
        `only_with`: a measure without whose rows there is nothing to show. `caption`: a text, or language -> text,
        where the kind's own will not do; {cut_off} in it is the last day counted. Raises UsageError for what is no
        kind, no measure, or no option of the kind.
        """
        checked_kind(kind, options)
        checked_fit(kind, checked_measures("page.show", measures, by))
        captions = checked_caption(caption, self.words.language)
        if totals:
            measures, by = tuple(self._with_totals(measures, by)), ""
        names = self._counted(measures, by, projects)
        there = not (projects and self.project) and not (dates and not self.counted.printed_dates)
        wanted = only_with is None or not self.counted.rows(*self._counted([only_with])).empty
        rows = self._rows(names, projects, dates) if there and wanted else pd.DataFrame()
        if rows.empty:
            is_told = self.counted.unknown_to_gate(*names) or self.counted.is_withheld
            if there and wanted and not is_told and not in_lab.is_of_report():
                in_lab.say(why_nothing(checked_measures("page.show", measures, by), self.counted.data()))
            return self._record()
        if "{cut_off}" in captions:
            captions = captions.replace("{cut_off}", numbers.day(self.counted.data().cut_off, self.words.language))
        self._display(kind(rows, self.words, key=self._key(kind.__name__), caption=captions, **options), kind)

    def figure(self, figure: Any, alt: Caption = None, caption: Caption = None) -> None:
        """Show a figure of your own, of matplotlib or seaborn, in a notebook of your own.

        `alt`: what it shows, in words, for those who cannot see it; a text, or language -> text. A public page shows it
        where the cell is tagged `public`: no disclosure control knows what it tells. Raises UsageError without `alt`.
        """
        from forlob.show.charts.svg import of_figure  # with matplotlib

        drawn = getattr(figure, "figure", None) or figure
        said = checked_caption(alt, self.words.language).strip()
        if not hasattr(drawn, "savefig") or not said:
            raise UsageError('page.figure takes a figure and what it shows in words: page.figure(fig, alt="...").')
        text = checked_caption(caption, self.words.language)
        display(of_figure(drawn, key=self._key("figure"), caption=text, alt=said), protected=False)
        if pyplot := sys.modules.get("matplotlib.pyplot"):
            pyplot.close(drawn)  # else it is shown again at the end of the cell

    def show_beside(self, beside: Callable[..., Any], each: Callable[..., Any], *measures: Shown) -> None:
        """Show measures with a column a project where the projects are few, else as a table of each project."""
        if len(self.programme.projects) <= FEW_PROJECTS:
            return self.show(beside, *measures, projects=True)
        names = self._counted(measures, projects=True)
        for project in self.programme.projects:
            rows = self.counted.rows(*names)
            rows = rows[rows["project"] == project]
            if not rows.empty:
                key, caption = self._key(each.__name__), self.words.project(project)
                self._display(each(rows, self.words, key=key, caption=caption, zeros=False), each)
        self._record()

    def breakdowns(self, *modules: Any) -> None:
        """Show the splits that programme.yaml asks for under `breakdowns`, of the measures of some modules: tables.

        One of the researcher's own stands where the measure is that it is of.
        """
        names = [module.__name__.rpartition(".")[2] for module in modules]
        for asked in asked_splits(self.programme, pages=False):
            measure = asked.measure
            if _module(measure) in names:
                self.show({"median": tables.medians, "mean": tables.means}.get(measure.kind, tables.measures), asked)

    def _display(self, output: Any, kind: Any = None) -> None:
        """Display what shows counted rows, with all rows that were counted for it.

        What a `kind` of the researcher's own makes of them, nothing has checked.
        """
        if kind is None or _is_built_in(kind):
            return display(output, self._to_record())
        self._record()
        display(output, protected=False)

    def _record(self) -> None:
        """Keep the rows counted since the last output, where there are any."""
        record = self._to_record()
        if not record.table.empty:
            display(record)

    def _to_record(self) -> Record:
        return Record(*self.counted.to_record())

    def _rows(self, names: list[str], projects: bool = False, dates: bool = False) -> pd.DataFrame:
        """What may be shown of counted measures: of all projects, or of the page's alone."""
        rows = self.counted.rows(*names, dates=dates)
        return rows if projects else rows[rows["project"] == (self.project or "")]

    def _counted(self, measures: Iterable[Shown], by: By = "", projects: bool = False) -> list[str]:
        """The names of measures with what they are split by; they are counted if they are not yet.

        Of those that a public page may not show it is said. Raises UsageError for what is no measure.
        """
        self.counted.refresh()
        given = [latest(measure) for measure in checked_measures("page.show", measures, by)]
        self.words.codebook.update((measure.entry.measure, measure.entry) for measure in given)
        for measure in given:
            _declared_once(measure)
        self.counted.measure(*given, projects=projects)
        lines = list(dict.fromkeys(measure.line for measure in given))
        for one in self.counted.unknown_to_gate(*lines):
            display(boxes.note("note", "", self.words.ui("internal_only", measure=self.words.measure(one))))
        return lines

    def _with_totals(self, measures: Iterable[Shown], by: By) -> list[Shown]:
        found: list[Shown] = []
        for split in checked_measures("page.show", measures, by):
            if not isinstance(split, Split):
                raise UsageError("totals=True is of measures that are split: say by which dimensions with by=.")
            found += [split, *(split.measure.by(dimension) for dimension in split.dimensions), split.measure]
        return found

    def _key(self, kind: str) -> str:
        """A name for a chart or table, once on its page."""
        self._keys[kind] = self._keys.get(kind, 0) + 1
        return f"{self.notebook}-{kind}-{self._keys[kind]}".replace("_", "-")


def _is_built_in(kind: Any) -> bool:
    return str(getattr(kind, "__module__", "")).startswith("forlob.show.")


def _module(measure: Measure) -> str:
    """The module of a measure; of one of the researcher's own that of the measure that it is of."""
    module = measure.name.partition(".")[0]
    if module != OWN:
        return module
    if measure.of is not None:
        return _module(measure.of)
    alike = (name for name, other in by_name().items() if other.population == measure.population)
    return next((name.partition(".")[0] for name in alike if not name.startswith(f"{OWN}.")), "participants")


def _declared_once(measure: Counting) -> None:
    """Raises UsageError where another measure than that of measures.py has its name: one of a cell, or of a module."""
    one = measure.measure if isinstance(measure, Split) else measure
    known = by_name().get(one.entry.measure)
    if known is not None and known is not one:
        where = "in a cell" if isinstance(one, Measure) and one.is_of_a_cell else "in another module"
        raise UsageError(f"{known.name} is declared in measures.py and {where}. Delete that one, or rename it.")
