"""The words of the report in one language: of measures, groups, registers, columns, rules, units and projects.

`words.yaml` holds names and definitions, `phrases.yaml` sentences, `printed.yaml` those about printed figures; labels
of answers come from the code lists. What has no words is shown by its code, so that a new measure or answer never stops
a report.
"""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from forlob.measures.codebook import Codebook, Entry
from forlob.measures.table import dimensions_in, measure_and_by
from forlob.programme.code_lists import built_in, list_name
from forlob.programme.code_models import CodeItem, Span
from forlob.programme.programme import Programme
from forlob.programme.scale_models import Scale
from forlob.programme.value_types import LabelPair
from forlob.show import numbers
from forlob.show.gated_rows import Keyed
from forlob.show.word_files import section

#: Dimensions whose labels stand under another name.
_LABELS = {"status_group": "exit_status", "exit": "exit_reason", "form": "placements.form"}


class Words:
    """The words of one programme's report in one language, `da` or `en`."""

    def __init__(self, language: str, programme: Programme | None = None, codebook: Codebook | None = None):
        """`codebook`: the measures that are spoken of; where it is not given, those of the report."""
        self.language = language
        self.programme = programme
        self._codebook = codebook

    @cached_property
    def codebook(self) -> dict[str, Entry]:
        """What is known of each measure, by name."""
        if self._codebook is None:
            from forlob.measures.catalogue import codebook  # with pandas, which the pages of a site do without

            self._codebook = codebook()
        return dict(self._codebook)

    def _label(self, part: str, key: str, default: str | None = None, field: str = "") -> str:
        item = section(part).get(key, {})
        return item.get(f"{field}{self.language}") or item.get(f"{field}da") or (key if default is None else default)

    def ui(self, key: str, **fill: Any) -> str:
        """A phrase, its {places} filled."""
        text = self._label("ui", key)
        return text.format(**fill) if fill else text

    def measure(self, line: str) -> str:
        """A measure's name, with what it is split by where that is asked for."""
        entry, further = self._known(line)
        label = entry.label(self.language)
        if not further:
            return label
        of = self.joined([self._short_dimension(name).lower() for name in further])
        return self.ui("split_by", measure=label, dimension=of)

    def short(self, line: str) -> str:
        """A measure's name where room is scarce; of participations by a dimension what that is."""
        entry, further = self._known(line)
        if further and not entry.of:
            alone = len(further) == 1 and entry.unit == "participations"
            return self._short_dimension(further[0]) if alone else self.measure(line)
        return entry.short(self.language)

    def is_share(self, line: str) -> bool:
        """Whether a measure is declared to be a share of another one."""
        return self._known(line)[0].kind == "share"

    def definition(self, line: str) -> str:
        """What a measure counts, in one sentence; empty where it has none."""
        return self._known(line)[0].definition(self.language)

    def _known(self, line: str) -> tuple[Entry, tuple[str, ...]]:
        name, by = measure_and_by(line)
        entry = self.codebook.get(name) or Entry(name, by=by)
        return entry, entry.further(by)

    def group(self, row: Keyed) -> str:
        """The label of a row's group."""
        return self._of(row, 0, row.group)

    def subgroup(self, row: Keyed) -> str:
        return self._of(row, 1, row.subgroup)

    def third(self, row: Keyed) -> str:
        return self._of(row, 2, row.third)

    def head(self, row: Keyed) -> str:
        """The label of a row's group as the head of a narrow column."""
        return self.short_code((*dimensions_in(row.by), "")[0], row.group)

    def _of(self, row: Keyed, place: int, code: str) -> str:
        dimensions = dimensions_in(row.by)
        before = ("", row.group, row.subgroup)[place]
        return self.code(dimensions[place] if place < len(dimensions) else "", code, of=before)

    def short_code(self, dimension: str, code: str) -> str:
        """A code's label as the head of a narrow column: short where it has a short one."""
        own = self.programme.code_lists.get(list_name(dimension), {}) if self.programme else {}
        short = "" if code in own else self._label("short", f"{dimension}.{code}", default="")
        return short or self.code(dimension, code)

    def code(self, dimension: str, code: str, of: str = "") -> str:
        """A code's label: from the code list, else the words, else a month, week or span of numbers, else the code.

        A code that means something else in one dimension has words of its own under dimension.code. `of`: the code
        before, as the question of an answer.
        """
        if dimension in _SAID:
            return _SAID[dimension](self, code, of)
        if (own := f"{dimension}.{code}") in section("groups"):
            return self._label("groups", own)
        if listed := self._listed(dimension, code):
            return listed
        if code in section("groups"):
            return self._label("groups", code)
        if numbers.is_week(code):
            return self.ui("week_of", week=int(code[6:]), year=code[:4])
        return self._span(dimension, code) or code

    def point(self, at: str) -> str:
        """The point of a curve: a month, a day, else a number as it is."""
        return numbers.month(at, self.language) if numbers.is_month(at) else at

    def _item(self, code: str, of: str) -> str:
        instrument, _, item = code.partition(": ")
        return f"{self.instrument(instrument)}: {self.item(instrument, item)}"

    def _question(self, code: str, of: str) -> str:
        if ": " not in code:
            return self._listed("question", code) or self._label("groups", code)
        return ": ".join(filter(None, self.question(code)))

    def _answer(self, code: str, of: str) -> str:
        if ": " in of:
            return self.answer(of, code)
        survey = self.programme.survey if self.programme else None
        of_lists = [self._listed(listed, code) for listed in (survey.likert if survey else ())]
        return next(filter(None, of_lists), "") or self._listed("likert_agreement", code) or self._label("groups", code)

    def _limit(self, code: str, of: str) -> str:
        return f"{self.short('survey.who5_under')} {code}"

    def _listed(self, column: str, code: str) -> str:
        """A code's label in the programme's code lists, or in the built-in ones where there is no programme."""
        if self.programme:
            item = self.programme.code_list(column).get(code)
        else:
            built_in_item = built_in().get(list_name(column), {}).get(code)
            item = CodeItem(**built_in_item) if built_in_item else None
        return item.in_language(self.language) if item else ""

    def _span(self, column: str, code: str) -> str:
        """The words of a group that programme.yaml gives as from and to, such as ages 20 to 25."""
        groups = self.programme.groups if self.programme else {}
        span = {**groups.get(list_name(column), {}), **groups.get(column, {})}.get(code)
        if not isinstance(span, Span):
            return ""
        low, high = (None if end is None else numbers.number(end, self.language) for end in (span.from_, span.to))
        if low is not None and high is not None:
            return self.ui("years_from_to", low=low, high=high)
        return self.ui("ages_from", low=low) if high is None else self.ui("ages_to", high=high)

    def reasons(self) -> dict[str, str]:
        """Exit reason -> its status group, of every reason in the code list."""
        if self.programme:
            return {reason: self.programme.status_of(reason) for reason in self.programme.code_list("exit_reason")}
        return {reason: item["status"] for reason, item in built_in()["exit_reason"].items()}

    def question(self, group: str) -> tuple[str, str]:
        """Form and question of a row of statistics; those that are registers and columns by their names."""
        form, _, question = group.partition(": ")
        return (self.register(form), self.column(question, form)) if form in section("registers") else (form, question)

    def has_code_list(self, group: str) -> bool:
        """Whether the answers to a question of statistics come from a code list, and stand in its order."""
        form, _, question = group.partition(": ")
        return form in section("registers") or bool(self.programme and self.programme.code_list(question))

    def answer(self, group: str, code: str) -> str:
        """An answer of a row of statistics; that of a register's column, or with a code list, by its label."""
        form, _, question = group.partition(": ")
        if form in section("registers"):
            return self.code(question, code)
        if code in ("free_text", "other_answers"):
            return self._label("groups", code)
        return self._listed(question, code) or code

    def instrument(self, code: str) -> str:
        """An instrument's name; what programme.yaml does not declare is shown as it is written, here and below."""
        return self._declared({name: scale.name for name, scale in self._scales.items()}, code)

    def item(self, instrument: str, code: str) -> str:
        return self._declared(self._scales[instrument].items, code) if instrument in self._scales else code

    def respondent(self, code: str, instrument: str = "") -> str:
        """A respondent as the scale of an instrument names it, or any that does."""
        known = {c: label for scale in self._scales.values() for c, label in scale.respondents.items()}
        own = self._scales[instrument].respondents if instrument in self._scales else {}
        return self._declared({**known, **own}, code)

    @property
    def _scales(self) -> Mapping[str, Scale]:
        return self.programme.scales if self.programme else {}

    def _declared(self, labels: Mapping[str, LabelPair], code: str) -> str:
        if code in labels:
            return labels[code].in_language(self.language)
        return self._label("groups", code)

    def register(self, name: str) -> str:
        return self._label("registers", name)

    def column(self, name: str, register: str = "") -> str:
        """A column's name; a column that means different things in two registers has one for each.

        A column that the programme names itself has its label, or the header that it stands under in the file.
        """
        own = self.programme.own_columns.get(name) if self.programme else None
        if own:
            return own.label.in_language(self.language) if own.label else own.header
        return self._label("columns", f"{register}.{name}", default=self._label("columns", name))

    def column_of(self, line: str) -> str:
        """What the groups of a measure are groups of, as the head of a column."""
        return self.dimension((*dimensions_in(measure_and_by(line)[1]), "")[0])

    def dimension(self, name: str) -> str:
        """What a row is split by, as the head of a column."""
        own = self.programme.own_columns.get(name) if self.programme else None
        return self.column(name) if own else self._label("columns", _LABELS.get(name, name), self.ui("answer_group"))

    def _short_dimension(self, name: str) -> str:
        return self._label("short", name, default=self.dimension(name))

    def rule(self, name: str) -> str:
        return self._label("rules", name)

    def rule_definition(self, name: str) -> str:
        return self._label("rules", name, default="", field="def_")

    def cause(self, name: str) -> str:
        """Why much was lost; empty where what lost it says so itself."""
        return self._label("causes", name, default="")

    def severity(self, name: str) -> str:
        return self._label("severities", name)

    def unit(self, name: str) -> str:
        return self._label("units", name)

    def project(self, project: str) -> str:
        """A project's name; "" is the programme as a whole."""
        if not project:
            return self.ui("whole_programme")
        known = self.programme.projects.get(project) if self.programme else None
        return known.name.in_language(self.language) if known else project

    def place(self, project: str) -> str:
        """The project's municipality, which charts across projects go by; its name where it has none of its own."""
        projects = self.programme.projects if self.programme else {}
        known = projects.get(project)
        if known is None or not known.municipality:
            return self.project(project)
        shared = sum(other.municipality == known.municipality for other in projects.values())
        return known.municipality if shared == 1 else self.project(project)

    def made_up(self) -> str:
        """That the participants are synthetic, and what they were made to give; empty where they are real."""
        if self.programme is None or not self.programme.synthetic:
            return ""
        return self.ui("synthetic_note" if self.programme.printed_figures else "synthetic_plain")

    def joined(self, texts: list[str]) -> str:
        """a, b and c."""
        if len(texts) < 2:
            return "".join(texts)
        return self.ui("and", first=", ".join(texts[:-1]), last=texts[-1])


#: Dimensions whose codes are named elsewhere: the code, and the one before it -> its label.
_SAID: dict[str, Callable[[Words, str, str], str]] = {
    "register": lambda words, code, of: words.register(code),
    "column": lambda words, code, of: words.column(code),
    "rule": lambda words, code, of: words.rule(code),
    "measure": lambda words, code, of: words.measure(code),
    "group": lambda words, code, of: words.code((*dimensions_in(measure_and_by(of)[1]), "")[0], code),
    "respondent": lambda words, code, of: words.respondent(code),
    "item": Words._item,
    "question": Words._question,
    "answer": Words._answer,
    "limit": Words._limit,
}
