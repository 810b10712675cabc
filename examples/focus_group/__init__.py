"""A synthetic focus group: four informants and two themes, as two researchers' programmes export their coding.

transcript.py  what is said, and which words are coded with what; everything is made up
qdpx.py        the first theme, as a REFI-QDA project
taguette.py    the second theme, as the highlights that Taguette exports
"""

from examples.extracts import Extracts
from examples.focus_group.qdpx import as_qdpx
from examples.focus_group.taguette import as_highlights
from examples.focus_group.transcript import THEMES, TURNS, coded

FILES = ("fokusgruppe.qdpx", "all_tags.csv")


def make() -> Extracts:
    """The files: the same bytes each time, as nothing in them is drawn."""
    text, passages = coded(TURNS)
    community, work = ([p for p in passages if p.theme in below] for below in THEMES.values())
    return Extracts({FILES[0]: as_qdpx(text, community), FILES[1]: as_highlights(text, work)})
