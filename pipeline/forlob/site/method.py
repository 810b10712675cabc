"""The page on method: definitions of the measures shown, disclosure, uncertainty, and how to make the report again."""

from collections.abc import Iterable, Mapping

from forlob.measures.codebook import Entry
from forlob.measures.table import dimensions_in, measure_and_by
from forlob.programme.programme import Programme
from forlob.show.markdown import div, escape
from forlob.show.words import Words


def page(
    programme: Programme, measures: Iterable[str], words: Words, profile: str, downloads: Mapping[str, str]
) -> str:
    """The Markdown of the page.

    `measures`: those shown, with what they are split by; `downloads`: file of the site -> what it is.
    """
    ui = words.ui
    lines: dict[str, list[str]] = {}
    for name, by in sorted(map(measure_and_by, set(measures))):
        lines.setdefault(name, []).extend([by] if by else [])
    shown = [words.codebook.get(name) or Entry(name) for name in lines]
    definitions = [_defined(entry, lines[entry.measure], words) for entry in shown]
    return "\n\n".join(
        [
            f"## {ui('definitions')}",
            ui("definitions_lead"),
            div("definitions", "\n\n".join(definitions)),
            f"## {ui('intervals')}",
            ui("intervals_text"),
            *([f"## {ui('durations_title')}", ui("durations_text")] if any(map(_is_of_time, shown)) else []),
            f"## {ui('disclosure_rule')}",
            _disclosure(programme, words, profile),
            f"## {ui('reproduce')}",
            ui("reproduce_text"),
            f"```\nforlob report {programme.id}\n```",
            f"## {ui('downloads')}",
            div("downloads", "\n".join(f"- [{escape(text)}]({file})" for file, text in downloads.items())),
        ]
    )


def _defined(entry: Entry, splits: list[str], words: Words) -> str:
    """An item of a definition list: a measure, its definition, and below what is counted, of what, and by what."""
    by = list(dict.fromkeys(words.dimension(name).lower() for split in splits for name in dimensions_in(split)))
    told = [
        *([words.ui("counts_unit", unit=words.unit(entry.unit))] if entry.unit else []),
        *([words.ui("counts_of", of=words.measure(entry.of).lower())] if entry.of else []),
        *([words.ui("counts_by", by=words.joined(by))] if by else []),
    ]
    anchor = entry.measure.replace(".", "-").replace("_", "-")
    term = f"[{escape(words.measure(entry.measure))}]{{#{anchor}}}"
    below = f"[{escape(' '.join(told))}]{{.detail}} `{entry.measure}`"
    return f"{term}\n:   {escape(words.definition(entry.measure))}\n\n    {below}"


def _is_of_time(entry: Entry) -> bool:
    """Whether a measure is of the time until something, part of which is not known."""
    return entry.kind in ("median", "curve") and entry.at != "month"


def _disclosure(programme: Programme, words: Words, profile: str) -> str:
    if profile == "internal":
        return words.ui("disclosure_internal")
    least = programme.disclosure.min_cell
    if least <= 1:
        return words.ui("disclosure_none", because=programme.disclosure.because.in_language(words.language))
    return words.ui("disclosure_small", most=least - 1)
