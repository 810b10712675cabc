"""What interviews are about: coded passages and informants by theme.

A theme below another is written with it (`Naboskab > Hjælp`); a theme counts what is coded with it or below it, each
passage once. An informant is a speaker in a source.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from forlob.measures.data import Data
from forlob.measures.declared import figures
from forlob.measures.groups import NOT_REGISTERED
from forlob.measures.populations import EXCERPTS, INFORMANTS
from forlob.measures.rows import count, share
from forlob.programme.registers import LEVELS


@figures(
    "share",
    EXCERPTS,
    by_nature=("theme",),
    da="Uddrag fordelt på tema",
    en="Excerpts by theme",
    short_da="Uddrag",
    short_en="Excerpts",
    def_da=(
        "Antal uddrag af interviewene, der er kodet med temaet eller et tema under det, ud af alle kodede uddrag; et "
        "uddrag med flere temaer tæller i hvert af dem."
    ),
)
def excerpts(data: Data) -> pd.DataFrame | None:
    """Number of interview excerpts coded with the theme or one below it, out of all coded excerpts; an excerpt with
    several themes counts in each of them.

    A passage coded with two themes counts in both. Passages without a theme are not_registered.
    """
    table = _by_theme(data)
    if table is None:
        return None
    groups = _in_order(table)
    n = table.groupby("group")["passage"].nunique().reindex(groups)
    return share(n.to_numpy(), table["passage"].nunique(), "excerpts", groups)


@figures(
    "share",
    INFORMANTS,
    by_nature=("theme",),
    da="Informanter fordelt på tema",
    en="Informants by theme",
    short_da="Informanter",
    short_en="Informants",
    def_da=(
        "Antal informanter med mindst ét uddrag under temaet ud af alle informanter; en informant er en taler i en "
        "kilde."
    ),
)
def informants(data: Data) -> pd.DataFrame | None:
    """Number of informants with at least one excerpt of the theme, out of all informants; an informant is a speaker in
    a source.
    """
    table = _by_theme(data)
    if table is None:
        return None
    groups = _in_order(table)
    known = table[table["informant"] != NOT_REGISTERED]
    n = known.groupby("group")["informant"].nunique().reindex(groups, fill_value=0)
    return share(n.to_numpy(), known["informant"].nunique(), "informants", groups)


@figures(
    "count",
    EXCERPTS,
    by_nature=("theme", "informant"),
    da="Uddrag fordelt på tema og informant",
    en="Excerpts by theme and informant",
    def_da="Antal uddrag under temaet, som informanten har sagt; nøgletallet har ingen nævner.",
)
def by_informant(data: Data) -> pd.DataFrame | None:
    """Number of excerpts of the theme that the informant has said; the measure has no denominator."""
    table = _by_theme(data)
    if table is None:
        return None
    groups, people = _in_order(table), _people(table)
    n = table.groupby(["group", "informant"])["passage"].nunique()
    pairs = pd.MultiIndex.from_product([groups, people])
    cells = n.reindex(pairs, fill_value=0).to_numpy()
    return count(cells, "excerpts", np.repeat(groups, len(people)), people * len(groups))


def _by_theme(data: Data) -> pd.DataFrame | None:
    """One row a coding and level of its theme: group, passage, informant; None where there are no excerpts."""
    coded = data.register("excerpts", "source", "speaker", "theme", "text")
    if coded is None or coded.empty:
        return None
    source, speaker, text = (coded[name].fillna("") for name in ("source", "speaker", "text"))
    said = speaker + "\x1f" + text
    ids = coded["excerpt_id"].fillna("") if "excerpt_id" in coded else pd.Series("", coded.index)
    passage = source + "\x1f" + ids.where(ids != "", said)
    alone = source.nunique() == 1
    name = speaker.where(alone | (source == speaker), source + ": " + speaker).where(speaker != "", NOT_REGISTERED)
    rows = pd.DataFrame(
        {"group": coded["theme"].map(_levels, na_action="ignore"), "passage": passage, "informant": name}
    )
    rows["group"] = [levels if isinstance(levels, list) else [NOT_REGISTERED] for levels in rows["group"]]
    return rows.explode("group").astype({"group": "str", "passage": "str", "informant": "str"})


def _levels(theme: str) -> list[str]:
    """A > B > C -> A, A > B, A > B > C."""
    parts = theme.split(LEVELS)
    return [LEVELS.join(parts[: place + 1]) for place in range(len(parts))]


def _in_order(table: pd.DataFrame) -> list[str]:
    """The themes with the most passages first, each with those below it; not registered last."""
    n = table.groupby("group")["passage"].nunique()

    def below(theme: str) -> Iterator[tuple]:
        for level in _levels(theme):
            yield -n[level], level

    return sorted(n.index, key=lambda theme: (theme == NOT_REGISTERED, list(below(theme))))


def _people(table: pd.DataFrame) -> list[str]:
    people = sorted(table["informant"].unique(), key=lambda name: (name == NOT_REGISTERED, len(name), name))
    return list(people)
