"""The page of replication: printed figures beside computed ones."""

from collections.abc import Sequence

import pandas as pd

from pipeline.config.read_printed import PrintedFigure
from pipeline.display import numbers
from pipeline.display.markdown import table
from pipeline.display.words import Words
from pipeline.replication import compare


def page(figures: Sequence[PrintedFigure], measures: pd.DataFrame, words: Words) -> str:
    """The Markdown of the page."""
    compared = compare(figures, measures)
    equal = int((compared["mark"] == "equal").sum())
    rows = [
        [
            words.place(row.project) if row.project else words.ui("programme_as_a_whole"),
            words.measure(row.measure) + (f": {words.group(row.measure, row.group)}" if row.group else ""),
            words.ui(f"what_{row.what}"),
            _number(row.printed, words),
            _number(row.computed, words),
            words.ui(row.mark),
        ]
        for row in compared.itertuples()
    ]
    heads = [words.ui(name) for name in ("project", "measure", "what", "printed", "computed", "mark")]
    made = table(heads, rows, words, key="printed", caption=words.ui("caption_printed"), measures=[], right=[3, 4])
    lead = words.ui("printed_lead", equal=equal, all=len(compared))
    return f"{lead}\n\n{made.markdown}"


def _number(value: float | None, words: Words) -> str:
    return numbers.NO_VALUE if value is None or pd.isna(value) else numbers.number(value, words.language)
