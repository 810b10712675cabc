"""The chart of what interviews are about: a bar a theme, thin ones for the themes below it."""

import pandas as pd

from forlob.programme.registers import LEVELS
from forlob.show import alt_texts, numbers
from forlob.show.charts.look import ACCENT, NEUTRAL
from forlob.show.charts.stack import Bar, draw_stack
from forlob.show.charts.svg import drawing, finished
from forlob.show.gated_rows import Row, measures_of, of_measure, records
from forlob.show.outputs import Chart
from forlob.show.words import Words


def themes(rows: pd.DataFrame, words: Words, *, key: str = "themes", caption: str = "") -> Chart:
    """Passages by theme, and at the end of each bar how many informants speak of it.

    Rows of themes.excerpts and themes.informants.
    """
    shown = records(rows)
    speaking = {row.group: row for row in of_measure(shown, "themes.informants")}
    bars, entries = [], []
    for row in of_measure(shown, "themes.excerpts"):
        *above, own = words.group(row.measure, row.group).split(LEVELS)
        colour = NEUTRAL if row.group == "not_registered" else ACCENT
        text = _end(row, speaking.get(row.group), words)
        bars.append(Bar(own, row.n, text, colour, minor=bool(above), suppressed=row.suppressed))
        entries.append((": ".join([*above, own]), row))
    caption = caption or words.ui("caption_themes")
    with drawing(key):
        sheet = draw_stack(bars, words)
        alt = words.ui("chart_bars", caption=caption, figures=alt_texts.figures(entries, words))
        return finished(sheet, key=key, caption=caption, alt=alt, measures=measures_of(shown))


def _end(row: Row, informants: Row | None, words: Words) -> str:
    """12 (of 3 informants)."""
    if informants is None or row.suppressed or informants.suppressed:
        return alt_texts.amount(row, words)
    people = numbers.number(informants.n, words.language)
    phrase = "excerpts_of_one" if informants.n == 1 else "excerpts_of_informants"
    return words.ui(phrase, n=alt_texts.amount(row, words), informants=people)
