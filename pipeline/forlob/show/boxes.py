"""Boxes of a page: facts, key figures, the model of the effort, notes. Pandoc Markdown in the classes of the theme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape as html_escape
from typing import TYPE_CHECKING

from forlob.programme.programme import Period
from forlob.programme.project_models import Project, TargetGroup
from forlob.show import alt_texts, numbers
from forlob.show.gated_rows import Row, by, lines_of, records
from forlob.show.markdown import block, div, escape, fenced
from forlob.show.outputs import Block
from forlob.show.words import Words

if TYPE_CHECKING:
    import pandas as pd

#: The boxes of the model of an effort in their order: key of the text supplied -> key of the title.
STEPS = {
    "referral": "referral",
    "clarification": "clarification",
    "action_plan": "action_plan",
    "mentor": "mentor_support",
    "placement": "company_placement",
}
#: What the participant profile is made of.
PROFILE = ("age_band", "match_group", "education", "work_experience")
_GROUPS_SHOWN = 3


def facts(project: str, rows: pd.DataFrame, words: Words) -> Block:
    """What is known of a project, as a list of definitions; what is not known is left out.

    `project` is a project of the programme. Of the rows participants.expected and participants.enrolled are shown.
    """
    assert words.programme is not None
    known = words.programme.projects[project]
    shown = [row for row in records(rows) if row.measure in ("participants.expected", "participants.enrolled")]
    told = {row.measure: alt_texts.amount(row, words) for row in shown}
    if known.expected_is_synthetic and "participants.expected" in told:
        told["participants.expected"] = words.ui("synthetic_number", n=told["participants.expected"])
    entries = {
        "grant": "" if known.grant_dkk is None else numbers.kroner(known.grant_dkk, words.language),
        "target_group": _target_group(known.target_group, words) if known.target_group else "",
        "expected_participants": told.get("participants.expected", ""),
        "actual_participants": told.get("participants.enrolled", ""),
        "size_of_target_group": _size(known, words),
        "places": "" if known.places is None else numbers.number(known.places, words.language),
        "mentors": "" if known.mentors is None else numbers.number(known.mentors, words.language),
        "period": _period(known, words.programme.period, words),
    }
    parts = [f"{words.ui(key)}\n:   {escape(text)}" for key, text in entries.items() if text]
    return block(div("facts", *parts), lines_of(shown))


def key_figures(rows: pd.DataFrame | Iterable[Row], words: Words) -> Block:
    """One box a row: a share with the counts behind it, a count, or a mean or median, and what it is."""
    shown = records(rows)
    figures = []
    for row in shown:
        counted = row.percent is not None and not row.suppressed
        figure = alt_texts.share(row, words) if counted else alt_texts.cell(row, words)
        detail = f"\n[{escape(_counts(row, words))}]{{.detail}}" if counted else ""
        figures.append(div("key-figure", f"**{escape(figure)}**\n{escape(alt_texts.label(row, words))}{detail}"))
    return block(div("key-figures", *figures, colons=4), lines_of(shown))


def effort_model(sections: Mapping[str, str], rows: pd.DataFrame, words: Words) -> Block:
    """The model of the effort, a box a step whose text was supplied, and a box with the participant profile."""
    boxes = [
        div("box", f"#### {words.ui(title)}", sections[step].strip())
        for step, title in STEPS.items()
        if sections.get(step, "").strip()
    ]
    shown = [row for name in PROFILE for row in records(rows) if row.by == name]
    profile = [_profile(line, members, words) for line, members in by(shown, "line")]
    if any(profile):
        boxes.append(div("box .profile", f"#### {words.ui('participant_profile')}", "\n".join(filter(None, profile))))
    return block(div("effort-model", *boxes, colons=4), lines_of(shown))


def note(kind: str, title: str, text: str) -> Block:
    """A callout; `kind` is note, warning or important, `text` is Markdown."""
    if kind not in ("note", "warning", "important"):
        raise ValueError(f"a note is a note, warning or important, not {kind}")
    return block(div(f"callout-{kind}", f"#### {escape(title)}", text.strip()))


def measures_line(measures: Sequence[str], words: Words) -> Block:
    """The line below a table or chart that names the measures it shows."""
    named = ", ".join(f"`{name}`" for name in measures)
    return block(div("measures", words.ui("measures_shown", measures=named)), list(measures))


def source_of(name: str, source: str, words: Words) -> Block:
    """The text of the function that counts a measure, folded."""
    folded = fenced(source, '{.python .cell-code code-fold="true"}')
    line = div("measures", words.ui("counted_by", measure=f"`{name}`"))
    said = html_escape(words.ui("counted_by", measure=name))
    html = f"<details open><summary>{said}</summary><pre><code>{html_escape(source)}</code></pre></details>"
    return Block(f":::: {{.source}}\n{line}\n\n{folded}\n::::\n", html)


def _counts(row: Row, words: Words) -> str:
    decimals = 1 if row.unit == "hours" else 0
    n, of = (numbers.number(value, words.language, decimals) for value in (row.n, row.of))
    return words.ui("n_of", n=n, of=of)


def _profile(line: str, rows: Iterable[Row], words: Words) -> str:
    """The largest groups of one measure, as an item of a list."""
    largest = sorted((row for row in rows if row.n), key=alt_texts.size, reverse=True)[:_GROUPS_SHOWN]
    told = "; ".join(f"{words.group(row)}: {alt_texts.at_the_bar(row, words)}" for row in largest)
    return f"- **{escape(words.short(line))}:** {escape(told)}" if told else ""


def _target_group(group: TargetGroup, words: Words) -> str:
    codes = list(group.match_groups)
    matched = words.ui("match_groups_many" if len(codes) > 1 else "match_groups_one", codes=words.joined(codes))
    low, high = group.age_from, group.age_to
    if low is not None and high is not None:
        ages = words.ui("ages_from_to", low=low, high=high)
    elif low is not None or high is not None:
        ages = words.ui("ages_from", low=low) if high is None else words.ui("ages_to", high=high)
    else:
        ages = ""
    told = ", ".join(part for part in (matched if codes else "", ages) if part)
    return told[:1].upper() + told[1:]


def _size(project: Project, words: Words) -> str:
    """359 in match group 2, 169 in match group 3."""
    sizes = project.cash_benefit_recipients_in_target_group
    return ", ".join(
        words.ui("in_match_group", n=numbers.number(n, words.language), code=key.removeprefix("match_"))
        for key, n in sizes.items()
    )


def _period(project: Project, period: Period, words: Words) -> str:
    first, last = period.from_, project.closed or period.to
    days = {"first": numbers.day(first, words.language), "last": numbers.day(last, words.language)}
    if first and last:
        return words.ui("period_from_to", **days)
    if first:
        return words.ui("period_from", first=days["first"])
    return words.ui("period_to", last=days["last"]) if last else ""
