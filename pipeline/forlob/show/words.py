"""The words of the report in one language: of measures, groups, registers, columns, rules, units and projects.

`words.yaml` holds names and definitions, `phrases.yaml` sentences, `printed.yaml` those about printed figures; labels
of answers come from the code lists. What has no words is shown by its code, so that a new measure or answer never stops
a report.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from forlob.measures.old_names import dimensions_in
from forlob.programme.code_lists import built_in, list_name
from forlob.programme.code_models import CodeItem, Span
from forlob.programme.package_yaml import own_yaml
from forlob.programme.programme import Programme
from forlob.programme.scale_models import Scale
from forlob.programme.value_types import LabelPair
from forlob.show import numbers

FILES = ("printed.yaml", "phrases.yaml", "words.yaml")
#: The columns that a measure's group and subgroup are codes of, where its name does not say so itself.
_COLUMNS = {
    "status.final": ("exit_reason", ""),
    "status.group": ("status_group", ""),
    "cumulative_incidence": ("exit_reason", "months"),
    "survey.likert": ("question", "likert_agreement"),
    "survey.self_rated_health": ("self_rated_health", ""),
    "durations.of_event": ("event", ""),
    "durations.mean_of_event": ("event", ""),
    "weighted.with_time": ("category", ""),
    "weighted.hours_per_participant_with_time": ("category", ""),
    "survey.influence_on_goal": ("stage", ""),
    "survey.influence_on_conversation": ("stage", ""),
    "quality.completeness": ("registers", "columns"),
    "quality.rows": ("registers", ""),
    "quality.not_read": ("registers", ""),
    "quality.set_aside": ("registers", "rules"),
    "quality.causes": ("registers", ""),
    "themes.excerpts": ("theme", ""),
    "outcomes.known": ("outcome", ""),
    "outcomes.average": ("outcome", ""),
    "themes.informants": ("theme", ""),
    "themes.by_informant": ("theme", "informant"),
}


@cache
def _file(name: str) -> dict[str, dict[str, Any]]:
    return own_yaml("forlob.show", name)


@cache
def _section(name: str) -> dict[str, dict[str, Any]]:
    """A section of all files; a test sees to it that no key stands in two."""
    return {key: item for file in FILES for key, item in _file(file).get(name, {}).items()}


def columns_of(measure: str) -> tuple[str, str]:
    """The columns that a measure's group and subgroup are codes of: by_match_group -> match_group.

    crosstab.pathway_by_task gives (pathway, task), hours_by_category_and_time_of_day (category, time_of_day).
    """
    if measure in _COLUMNS:
        return _COLUMNS[measure]
    whole, dimensions = dimensions_in(measure)
    if dimensions:
        own = [column for column in columns_of(whole) if column and column != whole]
        first, second, *_ = *own, *dimensions, ""
        return first, second
    if measure.startswith("progression."):
        return ("scale_item", "respondent")
    before, by, after = measure.rpartition(".")[2].partition("by_")
    if not by:
        return (measure, "")
    if measure.startswith("crosstab."):
        return (before.strip("_"), after)
    first, _, second = after.partition("_and_")
    return (first, second)


class Words:
    """The words of one programme's report in one language, `da` or `en`."""

    def __init__(self, language: str, programme: Programme | None = None):
        self.language = language
        self.programme = programme

    def _label(self, section: str, key: str, default: str | None = None, field: str = "") -> str:
        item = _section(section).get(key, {})
        return item.get(f"{field}{self.language}") or item.get(f"{field}da") or (key if default is None else default)

    def ui(self, key: str, **fill: Any) -> str:
        """A phrase, its {places} filled."""
        text = self._label("ui", key)
        return text.format(**fill) if fill else text

    def measure(self, name: str) -> str:
        whole, dimensions = dimensions_in(name)
        if dimensions:
            of = self.joined([self.column(dimension).lower() for dimension in dimensions])
            return self.ui("split_by", measure=self.measure(whole), dimension=of)
        first, _, stage = name.partition(".")
        return (self._listed("stage", stage) if first == "funnel" else "") or self._label("measures", name)

    def short(self, name: str) -> str:
        """A measure's name where room is scarce."""
        return self._label("short", name, default=self.measure(name))

    def definition(self, name: str) -> str:
        """What a measure counts, in one sentence; empty where it has none."""
        whole, dimensions = dimensions_in(name)
        if dimensions:
            return self.definition(whole)
        of_all = self._label("measures", name.partition(".")[0], default="", field="def_")
        return self._label("measures", name, default=of_all, field="def_")

    def group(self, column_or_measure: str, code: str) -> str:
        """A group's label: from the code list, else the words, else a month, week or span of numbers, else the code.

        A code that means something else in one measure has words of its own under measure.code.
        """
        own = f"{column_or_measure}.{code}"
        if column_or_measure == "survey.who5_under":
            return f"{self.short(column_or_measure)} {code}"
        return (
            self._label("groups", own)
            if own in _section("groups")
            else self._code(columns_of(column_or_measure)[0], code)
        )

    def head(self, measure: str, code: str, below: bool = False) -> str:
        """A group's label (or a subgroup's, `below`) as the head of a narrow column: short where it has a short one."""
        column = columns_of(measure)[1 if below else 0]
        own = self.programme.code_lists.get(list_name(column), {}) if self.programme else {}
        short = "" if code in own else self._label("short", f"{column}.{code}", default="")
        return short or (self.subgroup if below else self.group)(measure, code)

    def subgroup(self, measure: str, code: str) -> str:
        survey = self.programme.survey if self.programme and measure == "survey.likert" else None
        of_lists = [self._listed(listed, code) for listed in (survey.likert if survey else ())]
        return next(filter(None, of_lists), "") or self._code(columns_of(measure)[1], code)

    def _code(self, column: str, code: str) -> str:
        if column == "registers":
            return self.register(code)
        if column == "columns":
            return self.column(code)
        if column == "rules":
            return self.rule(code)
        if column == "scale_item" and ": " in code:
            instrument, _, item = code.partition(": ")
            return f"{self.instrument(instrument)}: {self.item(instrument, item)}"
        if column == "respondent":
            respondent, between, quarter = code.partition(": ")
            return self.respondent(respondent) + between + quarter
        if listed := self._listed(column, code):
            return listed
        if code in _section("groups"):
            return self._label("groups", code)
        if numbers.is_month(code):
            return numbers.month(code, self.language)
        if numbers.is_week(code):
            return self.ui("week_of", week=int(code[6:]), year=code[:4])
        return self._span(column, code) or code

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
        return (self.register(form), self.column(question, form)) if form in _section("registers") else (form, question)

    def has_code_list(self, group: str) -> bool:
        """Whether the answers to a question of statistics come from a code list, and stand in its order."""
        form, _, question = group.partition(": ")
        return form in _section("registers") or bool(self.programme and self.programme.code_list(question))

    def answer(self, group: str, code: str) -> str:
        """An answer of a row of statistics; that of a register's column, or with a code list, by its label."""
        form, _, question = group.partition(": ")
        if form in _section("registers"):
            return self._code(question, code)
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

    def column_of_subgroup(self, measure: str) -> str:
        """What the subgroups of a measure are subgroups of."""
        return self._label("columns", columns_of(measure)[1], default=self.ui("answer_group"))

    def column_of(self, measure: str) -> str:
        """What the groups of a measure are groups of, as the head of a column."""
        column = columns_of(measure)[0]
        own = {"status_group": "exit_status", "registers": "register"}.get(column, column)
        return self._label("columns", own, default=self.ui("answer_group"))

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
