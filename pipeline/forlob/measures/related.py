"""How measures hang together, as their declarations say it: what disclosure control and the checks of totals go by.

That a share and what it leaves make its denominator, that the groups of a dimension make the whole, and that projects
make the programme follows from what a measure is. What else is known is said here, in the decorator of the measure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from forlob.measures.codebook import Wording

if TYPE_CHECKING:
    from forlob.measures.declared import Measure, Split


@dataclass(frozen=True)
class Group:
    """A group of a measure split by a dimension, or some of its groups together."""

    measure: Measure
    dimension: str
    codes: tuple[str, ...]


class Related(TypedDict, total=False):
    """What a declaration may say of its measure beside its population and denominator.

    `same_as`: it counts what a group of another measure counts, whatever both are split by; `n_of`: its n is that of
    another measure, in the same place (a mean, of those that a share counts); `begins_in`, `ends_in`: its curve begins
    and ends in the n of other measures; `within`: what it counts (or, where its denominator is no measure, that) are
    some of those that another measure counts; `each_once`: it counts once each whom the rows of another are about;
    `remainder`: together with these it makes what it is of, or within; `everything`: it counts every thing of its
    population; `tells_of`: its value tells of what that measure counts, in the same place, so that one is not shown
    where the other is hidden; `all_with`: it counts every row of its register in which that column is filled.
    `adds_up`: the groups of the last dimension that it has in any case make its denominator; `whole_by`: the dimensions
    that a denominator of its own is counted by, where not all but the last. `is_missing`: what it counts are
    registrations that are missing, no people with something in common; `leaves_missing`: what it leaves of its
    denominator are such.
    """

    same_as: Group
    n_of: Measure
    begins_in: Measure
    ends_in: Measure | Split
    within: Measure
    each_once: Measure
    remainder: tuple[Measure, ...]
    everything: bool
    tells_of: Measure
    all_with: str
    adds_up: bool
    whole_by: tuple[str, ...]
    is_missing: bool
    leaves_missing: bool


class Said(Wording, Related, total=False):
    """All that a decorator takes as well: words, and what else is known."""
