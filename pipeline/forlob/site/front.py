"""The front page of a report: what it is about, its key figures, and the way to every page."""

from collections.abc import Mapping, Sequence
from typing import Any

from forlob.programme.programme import Programme
from forlob.show import alt_texts, boxes, numbers
from forlob.show.gated_rows import Row, records
from forlob.show.lost import CAUSES, CELLS, ROWS, lost_text
from forlob.show.markdown import escape
from forlob.show.words import Words

#: Measure and, of a funnel, the stage.
Figure = tuple[str, str]
KEY_FIGURES: tuple[Figure, ...] = (
    *(("participants.enrolled", ""), ("plans.started", ""), ("placements.started", ""), ("time.hours", "")),
    ("exits.self_supporting", ""),
    # of programmes that have a funnel or a survey
    *(("funnel.reached", "target_group"), ("funnel.reached", "first_interview"), ("funnel.reached", "self_supporting")),
    ("survey.answered", ""),
)
OF_FUNNEL = "stage"


def page(
    programme: Programme,
    measures: Sequence[Mapping[str, Any]],
    words: Words,
    links: Sequence[tuple[str, str, str]],
    failed: Sequence[str],
    notes: Sequence[str] = (),
) -> str:
    """The Markdown of the front page.

    `measures`: rows of the measures table; `links`: file, title and part of each page; `failed`: the titles of pages
    with a part missing; `notes`: what else a reader must know first.
    """
    parts = []
    if programme.synthetic:
        parts.append(boxes.note("note", "", words.made_up()).markdown)
    if failed:
        parts.append(boxes.note("important", words.ui("pages_failed"), escape(", ".join(failed))).markdown)
    if much := lost_text(records(row for row in measures if row["measure"] in (ROWS, CELLS, CAUSES)), words):
        why = f"[{words.ui('why_lost')}](quality.md)."
        parts.append(boxes.note("important", words.ui("much_lost"), f"{escape(much)} {why}").markdown)
    figures = _of_the_report(measures)
    parts += [boxes.note("note", "", text).markdown for text in (*_cut(figures, words), *notes)]
    of_report = records(figures)
    shown = {((row.measure, row.group), row.project): row for row in of_report}
    whole = [shown[figure, ""] for figure in KEY_FIGURES if (figure, "") in shown]
    of_projects = [link for link in links if link[0].startswith("projects/")]
    informants = records(row for row in measures if (row["measure"], row["project"]) == ("themes.informants", ""))
    parts.append(_lead(len(of_projects) or len(programme.projects), [*whole, *informants], words))
    if whole:
        parts.append(boxes.key_figures(whole, words).markdown)
    if of_projects:
        parts += [f"## {words.ui('projects_at_a_glance')}", _projects(of_projects, shown, words)]
    others = [link for link in links if not link[0].startswith("projects/")]
    parts += [f"## {words.ui('further_pages')}", "\n".join(f"- [{escape(title)}]({file})" for file, title, _ in others)]
    return "\n\n".join(parts)


def _of_the_report(measures: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The rows of the key figures without further dates: uncut, or cut as the report itself is."""
    unsplit = [row for row in measures if row["by"] in ("", OF_FUNNEL)]
    figures = [row for row in unsplit if (row["measure"], row["group"]) in KEY_FIGURES]
    own = {name: min((row[name] for row in figures), default="") for name in ("from", "to")}
    return [row for row in figures if (row["from"], row["to"]) == (own["from"], own["to"])]


def _cut(figures: Sequence[Mapping[str, Any]], words: Words) -> list[str]:
    """What the report's dates leave out, a sentence each."""
    dates = {name: figures[0][name] if figures else "" for name in ("from", "to")}
    days = {name: numbers.day(value, words.language) for name, value in dates.items() if value}
    return [words.ui(f"selected_{name}_date", value=day) for name, day in days.items()]


def _lead(projects: int, whole: Sequence[Row], words: Words) -> str:
    """What the report is about: participations, else a target group, else interviews."""
    known = {(row.measure, row.group): row for row in reversed(whole) if not row.suppressed}
    if enrolled := known.get(("participants.enrolled", "")):
        key = "front_lead_one" if projects == 1 else "front_lead"
        return words.ui(key, n=alt_texts.amount(enrolled, words), projects=numbers.number(projects, words.language))
    if target := known.get(("funnel.reached", "target_group")):
        return words.ui("front_lead_funnel", n=alt_texts.amount(target, words))
    if spoken := next((row for row in whole if row.measure == "themes.informants" and not row.suppressed), None):
        return words.ui("front_lead_interviews", n=numbers.number(spoken.of, words.language))
    return words.ui("front_lead_plain")


def _projects(
    links: Sequence[tuple[str, str, str]], shown: Mapping[tuple[tuple[str, str], str], Row], words: Words
) -> str:
    """A table of the projects, each a link to its page, with its key figures."""
    projects = [file.split("/")[1].removesuffix(".md") for file, _, _ in links]
    found = {figure: row for (figure, project), row in shown.items() if project in projects}
    names = [figure for figure in KEY_FIGURES if figure in found]
    if not names:
        return "\n".join(f"- [{escape(title)}]({file})" for file, title, _ in links)
    heads = [words.ui("project"), *(_short(found[figure], words) for figure in names)]
    lines = [f"| {' | '.join(map(escape, heads))} |", f"|:{'-' * 30}|{'|'.join('-' * 14 + ':' for _ in names)}|"]
    for file, title, _ in links:
        project = file.split("/")[1].removesuffix(".md")
        cells = [escape(alt_texts.cell(shown.get((name, project)), words)) for name in names]
        lines.append(f"| [{escape(title)}]({file}) | {' | '.join(cells)} |")
    return "\n".join(lines) + f"\n\n: {escape(words.ui('caption_front'))} {{#tbl-front}}"


def _short(row: Row, words: Words) -> str:
    return words.group(row) if row.group else words.short(row.line)
