"""What a notebook calls: it opens its page, counts measures, and shows what the gate lets through."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from forlob.counted import Counted
from forlob.errors import UsageError
from forlob.measures import quality
from forlob.measures.breakdowns import breakdowns
from forlob.measures.catalogue import codebook
from forlob.measures.data import Counting
from forlob.measures.declared import By, Measure, Split
from forlob.measures.table import line
from forlob.printed.read_printed import read_printed
from forlob.programme.programme import Programme
from forlob.programme.read_programme import read_programme
from forlob.programme.read_quotes import read_quotes
from forlob.programme.read_texts import read_texts
from forlob.programme.seen_by import seen_by
from forlob.programme.selection import Selection, check_selection
from forlob.programme.survey_models import WHO5
from forlob.show import boxes, numbers, quotes, tables
from forlob.show.gated_rows import records
from forlob.show.lost import lost_text
from forlob.show.markdown import block, escape
from forlob.show.outputs import Record, display
from forlob.show.selected_texts import selected_texts
from forlob.show.words import Words
from forlob.storage.register_files import read_registers
from forlob.storage.workspace import Workspace, workspace_of_notebook

if TYPE_CHECKING:
    from forlob.cleaning.result import CleaningResult

#: The parameters that a notebook may declare; all are text, and empty where nothing is selected.
PARAMETERS = (
    *("programme", "project", "mentor", "participant", "where", "from_date", "to_date", "language", "profile"),
)
#: What says how much was lost, and why.
LOST = (quality.set_aside, quality.not_read, quality.causes)
PLAIN = (str, int, float, list, dict, tuple)

#: What a page shows: a measure, whole or split.
Shown = Counting

#: With so many projects a table may have a column for each.
FEW_PROJECTS = 4

#: What IPython itself puts into a notebook's namespace.
OF_IPYTHON = {"In", "Out"}


def open_page(notebook: str, namespace: dict[str, Any]) -> "Page":
    """The page of a notebook, from the parameters in its namespace: `page = open_page("progression", globals())`.

    Raises UsageError for a parameter that no notebook has, or a value of the wrong type or outside the programme.
    """
    given: dict[str, Any] = {
        name: value
        for name, value in namespace.items()
        if not name.startswith("_") and name not in OF_IPYTHON and isinstance(value, (*PLAIN, type(None)))
    }
    unknown = sorted(set(given) - set(PARAMETERS))
    if unknown:
        raise UsageError(f"unknown parameter {unknown[0]}. A notebook takes {', '.join(PARAMETERS)}.")
    for name, value in given.items():
        if not isinstance(value, str):
            raise UsageError(f"parameter {name}: {value!r} is not text; give it in quotes.")
    folders = workspace_of_notebook(given.pop("programme"))
    programme = read_programme(folders.programme_file)
    selection = Selection(**given)
    check_selection(selection, programme)
    programme = seen_by(programme, selection.project)
    return Page(notebook, programme, replace(selection, language=selection.language or programme.language), folders)


class Page:
    """One notebook's page: its registers, the measures counted so far, and what has been shown of them."""

    def __init__(self, notebook: str, programme: Programme, selection: Selection, folders: Workspace) -> None:
        self.notebook, self.programme, self.selection, self.folders = notebook, programme, selection, folders
        self.project = selection.project or None
        self.words = Words(selection.language, programme, codebook())
        self.counted = Counted(programme, selection, folders)
        self._keys: dict[str, int] = {}

    def measure(self, *measures: Counting, projects: bool = False) -> None:
        """Count measures that are not shown for measures.csv; `projects`: of every project too."""
        self.counted.measure(*measures, projects=projects)

    def show(
        self,
        kind: Callable[..., Any],
        *measures: Shown,
        by: By = "",
        caption: dict[str, str] | None = None,
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
        `only_with`: a measure without whose rows there is nothing to show. `caption`: language -> the caption, where
        the kind's own will not do; {cut_off} in it is the last day counted.
        """
        if totals:
            measures, by = tuple(self._with_totals(measures, by)), ""
        names = self._counted(measures, by, projects)
        if (projects and self.project) or (dates and not self.counted.printed_dates):
            return
        rows = self.counted.rows(*names, dates=dates)
        if not projects:
            rows = rows[rows["project"] == (self.project or "")]
        wanted = only_with is None or not self.counted.rows(*self._counted([only_with])).empty
        if wanted and not rows.empty:
            said = (caption or {}).get(self.words.language, "")
            if "{cut_off}" in said:
                said = said.replace("{cut_off}", numbers.day(self.counted.data().cut_off, self.words.language))
            display(kind(rows, self.words, key=self._key(kind.__name__), caption=said, **options))

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
                display(each(rows, self.words, key=key, caption=caption, zeros=False))

    def breakdowns(self, *modules: Any) -> None:
        """Show the splits that programme.yaml asks for under `breakdowns`, of the measures of some modules: tables."""
        names = [module.__name__.rpartition(".")[2] for module in modules]
        for asked in breakdowns(self.programme):
            measure = asked.measure
            if measure.name.partition(".")[0] in names:
                self.show({"median": tables.medians, "mean": tables.means}.get(measure.kind, tables.measures), asked)

    def participant_list(self) -> None:
        """Show the participants one by one, in the internal profile only; they are no measure and never recorded."""
        participations = self.counted.data().register("participants", "participant_id", "project")
        if self.selection.profile == "internal" and participations is not None:
            display(tables.participant_list(participations, self.words, key=self._key("participant_list")))

    def show_findings(self, kind: Callable[..., Any], findings: pd.DataFrame) -> None:
        """Show findings as a table of a kind."""
        display(kind(findings, self.words, key=self._key(kind.__name__)))

    def facts(self, *measures: Shown) -> None:
        """Show the box of facts about the project."""
        display(boxes.facts(self.project or "", self.counted.rows(*self._counted(measures)), self.words))

    def key_figures(self, *measures: Shown) -> None:
        """Show measures as a few large numbers."""
        rows = self.counted.rows(*self._counted(measures))
        display(boxes.key_figures(rows[rows["project"] == (self.project or "")], self.words))

    def text(self, *sections: str) -> None:
        """Show sections of the prose that the researcher has supplied for the project, or for the programme as a whole.

        Of a project it is said where there is none.
        """
        if not self._texts and self.project:
            display(boxes.note("note", "", self.words.ui("no_description")))
        for name in sections:
            if name in self._texts:
                heading, text = self._texts[name]
                display(block(f"### {heading}\n\n{text}"))

    def quotes(self) -> None:
        """Show the passages of the interviews that the researcher has chosen in texts/quotes.yaml; no others.

        Raises ConfigError where a quote is no passage, and UsageError where one identifies a person on a public page.
        """
        excerpts = read_registers(self.folders.registers, only=["excerpts"]).get("excerpts")
        picked = read_quotes(self.programme)
        if excerpts is not None and picked:
            public = self.selection.profile == "public"
            passages = quotes.chosen(picked, excerpts, self.programme.names_to_mask, public)
            here = [one for one in passages if not self.project or one.project in ("", self.project)]
            display(quotes.quotes(here, self.words))

    def effort_model(self, *profile: Shown) -> None:
        """Show the model of the effort as boxes, with the participants' profile; nothing where no text is supplied."""
        names = self._counted(profile)
        if self._texts:
            sections = {name: text for name, (_, text) in self._texts.items()}
            model = boxes.effort_model(sections, self.counted.rows(*names), self.words)
            heading = f"### {self.words.ui('model_of_effort')}\n\n"
            display(block(heading + model.markdown, model.measures))

    def caveats(self, own_page: bool = False) -> None:
        """Say what a reader must know before the figures: what is made up, what is printed, and what is cut away.

        On a project's page, which several notebooks make, the first of them says so for all. `own_page`: the notebook
        makes a page alone, whether a project is chosen or not.
        """
        if self.project and not own_page and self.notebook not in self.programme.project_pages[:1]:
            return
        if self.programme.synthetic:
            display(boxes.note("note", "", f"{self.words.made_up()} {self._printed_here()}".strip()))
        for text in selected_texts(self.selection, self.words, dates=True):
            display(boxes.note("note", "", text))

    def survey(self) -> None:
        """Say where the answers hold no survey, and what the norm of its well-being is and where it is from."""
        if self.programme.survey is None:
            display(boxes.note("note", "", self.words.ui("no_survey")))
        elif norm := self.programme.norms.get(WHO5):
            source = norm.source.in_language(self.words.language)
            mean = numbers.number(norm.mean, self.words.language)
            display(block(escape(self.words.ui("norm_note", norm=mean, source=source))))

    def record(self) -> None:
        """Keep the counted rows in the notebook; measures.csv is gathered from there."""
        display(Record(self.counted.gated(), self.counted.codebook))

    def cleaning_result(self) -> "CleaningResult":
        """What the cleaning that made the registers found: of the page's project, or of the whole programme.

        Raises UsageError where nothing is cleaned yet.
        """
        from forlob.storage.cleaning_files import read_result

        return read_result(self.folders.registers).of(self.project or "")

    def measure_rows(self, result: "CleaningResult") -> None:
        """Count the rows read, kept and set aside, those by the rule that did it, and the cells that were not read."""
        of_cleaning = [quality.rows, quality.set_aside, quality.not_read, quality.causes]
        rows = [self.counted.rows_of_counts(measure, measure(result), self.project) for measure in of_cleaning]
        self.counted.add(of_cleaning, *rows)

    def warn_of_lost(self) -> None:
        """Say of which registers many rows, and of which columns many cells, are missing; nothing where none are.

        Rows whose project is not known, as that of an orphan, count in the programme's own report alone.
        """
        if much := lost_text(records(self.counted.rows(*(measure.line for measure in LOST))), self.words):
            display(boxes.note("important", self.words.ui("much_lost"), escape(much)))

    def measure_completeness(self, projects: bool = False) -> None:
        """Count how complete the registers are; `projects`: those of each project."""
        self.counted.measure_completeness(projects)

    def _counted(self, measures: Iterable[Shown], by: By = "", projects: bool = False) -> list[str]:
        """The names of measures with what they are split by; they are counted if they are not yet.

        Of those that a public page may not show it is said.
        """
        dimensions = [by] if isinstance(by, str) and by else list(by)
        given = [
            measure.by(*dimensions) if dimensions and isinstance(measure, Measure) else measure for measure in measures
        ]
        self.words.codebook.update((measure.entry.measure, measure.entry) for measure in given)
        self.counted.measure(*given, projects=projects)
        lines = list(dict.fromkeys(measure.line for measure in given))
        for one in self.counted.unknown_to_gate(*lines):
            display(boxes.note("note", "", self.words.ui("internal_only", measure=self.words.measure(one))))
        return lines

    def _with_totals(self, measures: Iterable[Shown], by: By) -> list[Shown]:
        dimensions = [by] if isinstance(by, str) else list(by)
        given = [measure.by(*dimensions) if isinstance(measure, Measure) else measure for measure in measures]
        found: list[Shown] = []
        for split in given:
            assert isinstance(split, Split)
            found += [split, *(split.measure.by(dimension) for dimension in split.dimensions), split.measure]
        return found

    def _printed_here(self) -> str:
        """Which of the measures of the page's project, or of the programme, are printed."""
        printed = read_printed(self.programme)
        here = dict.fromkeys(
            self.words.short(line(f.measure, f.by)) for f in printed if f.project == (self.project or "")
        )
        if here:
            lowered = [name[:1].lower() + name[1:] for name in here]
            return self.words.ui("printed_here", measures=self.words.joined(lowered))
        return self.words.ui("not_printed_note") if printed else ""

    @cached_property
    def _texts(self) -> dict[str, tuple[str, str]]:
        return read_texts(self.programme, self.project or self.programme.id, self.words.language)

    def _key(self, kind: str) -> str:
        """A name for a chart or table, once on its page."""
        self._keys[kind] = self._keys.get(kind, 0) + 1
        return f"{self.notebook}-{kind}-{self._keys[kind]}".replace("_", "-")
