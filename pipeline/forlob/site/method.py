"""The page on method: definitions of the measures shown, disclosure, uncertainty, and how to make the report again."""

from collections.abc import Iterable, Mapping

from forlob.programme.programme import Programme
from forlob.show.markdown import div, escape, table
from forlob.show.words import Words


def page(
    programme: Programme, measures: Iterable[str], words: Words, profile: str, downloads: Mapping[str, str]
) -> str:
    """The Markdown of the page. `measures`: the names of those shown; `downloads`: file of the site -> what it is."""
    ui = words.ui
    shown = sorted(set(measures))
    rows = [[words.measure(name), words.definition(name), name] for name in shown]
    definitions = table(
        [ui("measure"), ui("definition"), ui("name")],
        rows,
        words,
        key="definitions",
        caption=ui("caption_definitions"),
        measures=[],
    )
    return "\n\n".join(
        [
            f"## {ui('definitions')}",
            ui("definitions_lead"),
            definitions.markdown,
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


def _is_of_time(measure: str) -> bool:
    return measure.startswith(("durations.", "cumulative_incidence"))


def _disclosure(programme: Programme, words: Words, profile: str) -> str:
    if profile == "internal":
        return words.ui("disclosure_internal")
    least = programme.disclosure.min_cell
    if least <= 1:
        return words.ui("disclosure_none", because=programme.disclosure.because.in_language(words.language))
    return words.ui("disclosure_small", most=least - 1)
