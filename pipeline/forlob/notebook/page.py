"""The page of a notebook of the report: what it counts, and the parts of a page that are no measure."""

from functools import cached_property
from typing import TYPE_CHECKING

from forlob.measures import quality
from forlob.measures.declared import Measure
from forlob.measures.table import line
from forlob.notebook import in_lab
from forlob.notebook.counting import CountingPage, Shown
from forlob.printed.read_printed import read_printed
from forlob.programme.read_quotes import read_quotes
from forlob.programme.read_texts import read_texts
from forlob.programme.survey_models import WHO5
from forlob.show import boxes, findings_tables, numbers, quotes, tables
from forlob.show.gated_rows import records
from forlob.show.lost import lost_text
from forlob.show.markdown import block, escape
from forlob.show.outputs import display
from forlob.show.selected_texts import selected_texts
from forlob.storage.register_files import read_registers

if TYPE_CHECKING:
    from forlob.cleaning.result import CleaningResult

#: So many rows of a register are looked at.
MOST_ROWS = 3
#: What says how much was lost, and why.
LOST = (quality.set_aside, quality.not_read, quality.causes)


class Page(CountingPage):
    """One notebook's page, with the texts, boxes and notes that stand beside its figures."""

    def look(self, *registers: str) -> None:
        """Show the first rows of registers that are there, in a cell tagged `note`; not while a report is made."""
        from IPython.display import Markdown, display

        there = self.counted.data().registers
        for name in registers if not in_lab.is_of_report() else ():
            if name in there:
                display(Markdown(f"`{name}`: {len(there[name])}"), there[name].head(MOST_ROWS))

    def preview(self) -> None:
        """Show the page as readers will see it, with the parameters of this one: the notebook as it was last saved."""
        from IPython.display import HTML, display

        if page := in_lab.preview(self.notebook, self.selection, self.folders):
            display(HTML(page))

    def card(self, measure: Measure) -> str:
        """What a measure is, in Markdown: a measure alone in a cell shows it."""
        return in_lab.card(measure, self.counted.data(), self.words)

    def __dir__(self) -> list[str]:
        """What Tab lists: the methods, without those that stand behind them."""
        methods = {name for name, value in (vars(CountingPage) | vars(Page)).items() if callable(value)}
        return sorted({"own", "project", *methods} - {name for name in methods if name.startswith("_")} - {"card"})

    def _repr_markdown_(self) -> str:
        return in_lab.about(self.notebook, self.counted.data(), self.words)

    def participant_list(self) -> None:
        """Show the participants one by one, in the internal profile only; they are no measure and never recorded."""
        participations = self.counted.data().register("participants", "participant_id", "project")
        if self.selection.profile == "internal" and participations is not None:
            display(tables.participant_list(participations, self.words, key=self._key("participant_list")))

    def list_findings(self, result: "CleaningResult") -> None:
        """Show the findings one by one; where small numbers are protected it is said that they are not shown."""
        found = result.of(self.project or "").findings
        if self.counted.is_withheld:
            return
        if self.counted.is_protected and len(found):
            display(boxes.note("note", "", self.words.ui("findings_not_listed")))
            return
        if len(found):
            display(block(escape(self.words.ui("row_numbers"))))
        kind = findings_tables.finding_list
        self._display(kind(found, self.words, key=self._key(kind.__name__)), kind)

    def facts(self, *measures: Shown) -> None:
        """Show the box of facts about the project."""
        self._display(boxes.facts(self.project or "", self.counted.rows(*self._counted(measures)), self.words))

    def key_figures(self, *measures: Shown) -> None:
        """Show measures as a few large numbers."""
        rows = self._rows(self._counted(measures))
        if rows.empty:
            return self._record()
        self._display(boxes.key_figures(rows, self.words))

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
        if excerpts is not None and picked and not self.counted.is_withheld:
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
            return self._display(block(heading + model.markdown, model.measures))
        self._record()

    def caveats(self, own_page: bool = False) -> None:
        """Say what a reader must know before the figures: what is made up, what is printed, what is cut away, and where
        none are shown.

        On a project's page, which several notebooks make, the first of them says so for all. `own_page`: the notebook
        makes a page alone, whether a project is chosen or not.
        """
        if self.project and not own_page and self.notebook not in self.programme.project_pages[:1]:
            return
        if self.programme.synthetic:
            display(boxes.note("note", "", f"{self.words.made_up()} {self._printed_here()}".strip()))
        for text in selected_texts(self.selection, self.words, dates=True):
            display(boxes.note("note", "", text))
        if self.counted.is_withheld:
            display(boxes.note("note", "", escape(self.words.ui("withheld"))))

    def survey(self) -> None:
        """Say where the answers hold no survey, and what the norm of its well-being is and where it is from."""
        if self.programme.survey is None:
            display(boxes.note("note", "", self.words.ui("no_survey")))
        elif norm := self.programme.norms.get(WHO5):
            source = norm.source.in_language(self.words.language)
            mean = numbers.number(norm.mean, self.words.language)
            display(block(escape(self.words.ui("norm_note", norm=mean, source=source))))

    def cleaning_result(self) -> "CleaningResult":
        """What the cleaning that made the registers found, of the whole programme.

        Raises UsageError where nothing is cleaned yet.
        """
        from forlob.storage.cleaning_files import read_result

        return read_result(self.folders.registers)

    def measure_rows(self, result: "CleaningResult") -> None:
        """Count the rows read, kept and set aside, those by the rule that did it, the cells that were not read, and the
        findings.
        """
        self.counted.measure_cleaning(result)
        self._record()

    def warn_of_lost(self) -> None:
        """Say of which registers many rows, and of which columns many cells, are missing; nothing where none are.

        Rows whose project is not known, as that of an orphan, count in the programme's own report alone.
        """
        if much := lost_text(records(self.counted.rows(*(measure.line for measure in LOST))), self.words):
            display(boxes.note("important", self.words.ui("much_lost"), escape(much)))

    def say_hidden(self) -> None:
        """Say how many numbers are not shown; nothing where all are."""
        if not self.counted.is_protected or self.counted.is_withheld:
            return
        self.counted.measure_hidden()
        self._record()
        (row,) = records(self.counted.rows(quality.hidden.line))
        n, of = (numbers.number(number or 0, self.words.language) for number in (row.n, row.of))
        text = self.words.ui("numbers_hidden", n=n, of=of, min_cell=str(self.programme.disclosure.min_cell))
        display(boxes.note("note", "", text))

    def measure_completeness(self, projects: bool = False) -> None:
        """Count how complete the registers are; `projects`: those of each project."""
        self.counted.measure_completeness(projects)
        self._record()

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
