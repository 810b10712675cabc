"""Progression on scales: what participants were measured at first and latest, and what changed.

The group is the item as `instrument: item`, the subgroup who reported: the reports of participants and of caseworkers
are never put together. Means and changes are in the units of the scale. First, latest and change are of the same
participations: those with a baseline and a later score. Whoever was measured once only, and whoever has no baseline
(`scored.py` says which first score is one), is counted as such: measured = repeated + only_once + without_baseline.
"""

import pandas as pd
from pandas.api.typing import SeriesGroupBy

from forlob.measures.data import Data
from forlob.measures.declared import figures
from forlob.measures.participants import enrolled
from forlob.measures.populations import PARTICIPATIONS
from forlob.measures.rows import statistic, together
from forlob.measures.scored import Scored, quarters, scored
from forlob.measures.scored_rows import POINTS, curves, means, shares
from forlob.measures.sums import mean
from forlob.measures.t_interval import t_interval


@figures(
    "share",
    PARTICIPATIONS,
    by_nature=("item", "respondent"),
    of=enrolled,
    leaves_missing=True,
    da="Deltagere, der er målt",
    en="Participants measured",
    def_da="Antal forløb med mindst én score på punktet fra respondenten ud af alle påbegyndte forløb.",
)
def measured(data: Data) -> pd.DataFrame | None:
    """Number of participations with at least one score on the item by the respondent, out of all participations
    begun.
    """
    return shares(data, lambda one: (one.measured, data.enrolled))


@figures(
    "share",
    PARTICIPATIONS,
    by_nature=("item", "respondent"),
    leaves_missing=True,
    of=measured,
    da="Deltagere, der er målt mindst to gange",
    en="Participants measured at least twice",
    def_da="Antal forløb med en baseline og mindst én senere måling, ud af alle målte.",
)
def repeated(data: Data) -> pd.DataFrame | None:
    """Number of participations with a baseline and at least one later measurement, out of all measured."""
    return shares(data, lambda one: (len(one.repeated), one.measured))


@figures(
    "share",
    PARTICIPATIONS,
    by_nature=("item", "respondent"),
    is_missing=True,
    of=measured,
    da="Deltagere, der kun er målt én gang",
    en="Participants measured once only",
    def_da=(
        "Antal forløb med en baseline og ingen senere måling, ud af alle målte; de er hverken med i første og seneste "
        "måling eller i ændringen."
    ),
)
def only_once(data: Data) -> pd.DataFrame | None:
    """Number of participations with a baseline and no later measurement, out of all measured; they are neither part of
    the first and the latest measurement nor of the change.
    """
    return shares(data, lambda one: (len(one.ends) - len(one.repeated), one.measured))


@figures(
    "share",
    PARTICIPATIONS,
    by_nature=("item", "respondent"),
    remainder=(repeated, only_once),
    is_missing=True,
    of=measured,
    da="Deltagere uden baseline",
    en="Participants without a baseline",
    def_da=(
        "Antal forløb, hvis første måling ligger så længe efter indskrivningen (mere end 60 dage, hvis skalaen ikke "
        "siger andet), at den ikke er en baseline, ud af alle målte; de har hverken første måling, ændring eller "
        "kurve."
    ),
)
def without_baseline(data: Data) -> pd.DataFrame | None:
    """Number of participations whose first measurement lies so long after the enrolment (more than 60 days unless the
    scale says otherwise) that it is no baseline, out of all measured; they have no first measurement, change or
    course.

    However often they were measured, they have no first score, no change and no course. Unit: participations.
    """
    return shares(data, lambda one: (one.without_baseline, one.measured))


@figures(
    "mean",
    PARTICIPATIONS,
    by_nature=("item", "respondent"),
    n_of=repeated,
    da="Første måling",
    en="First measurement",
    short_da="Første",
    short_en="First",
    def_da=(
        "Gennemsnitlig score ved deltagernes første måling (baseline, inden for skalaens antal dage fra "
        "indskrivningen), dvs. summen af scorer divideret med antallet af deltagere med en baseline og mindst én "
        "senere måling."
    ),
)
def first(data: Data) -> pd.DataFrame | None:
    """Mean score at the participants' first measurement (the baseline, within the scale's number of days of the
    enrolment): the sum of scores divided by the number of participants with a baseline and at least one later
    measurement.

    Unit: points.
    """
    return means(data, lambda one: one.repeated["first"])


@figures(
    "mean",
    PARTICIPATIONS,
    by_nature=("item", "respondent"),
    n_of=repeated,
    da="Seneste måling",
    en="Latest measurement",
    short_da="Seneste",
    short_en="Latest",
    def_da=(
        "Gennemsnitlig score ved seneste måling for de samme deltagere som ved den første, dvs. summen af scorer "
        "divideret med antallet af deltagere med en baseline og mindst én senere måling."
    ),
)
def latest(data: Data) -> pd.DataFrame | None:
    """Mean score at the latest measurement of the same participants as at the first: the sum of scores divided by the
    number of participants with a baseline and at least one later measurement.

    Unit: points.
    """
    return means(data, lambda one: one.repeated["latest"])


@figures(
    "mean",
    PARTICIPATIONS,
    by_nature=("item", "respondent"),
    n_of=repeated,
    da="Ændring fra første til seneste måling",
    en="Change from first to latest measurement",
    short_da="Ændring",
    short_en="Change",
    def_da=(
        "Gennemsnitlig ændring i score fra første til seneste måling, dvs. summen af ændringer divideret med antallet "
        "af deltagere målt mindst to gange; med 95 %-interval efter t-fordelingen."
    ),
)
def change(data: Data) -> pd.DataFrame | None:
    """Mean change in score from the first to the latest measurement: the sum of changes divided by the number of
    participants measured at least twice; with the 95% interval of the t distribution.

    It is what those two means differ by, without an interval where all changes are equal, and in the units of the
    scale: on a scale where lower is better a fall is progress. Unit: points.
    """
    changes = [(one, one.repeated["change"].to_numpy(float)) for one in scored(data)]
    return together(
        statistic(len(each), mean(each), POINTS, one.item, one.respondent, interval=t_interval(each))
        for one, each in changes
    )


@figures(
    "share",
    PARTICIPATIONS,
    by_nature=("item", "respondent"),
    of=repeated,
    da="Deltagere med fremgang",
    en="Participants who moved up",
    short_da="Fremgang",
    short_en="Up",
    def_da=(
        "Antal deltagere, hvis seneste måling er bedre end den første med mindst den ændring, der regnes for reel på "
        "skalaen, ud af alle deltagere målt mindst to gange."
    ),
)
def improved(data: Data) -> pd.DataFrame | None:
    """Number of participants whose latest measurement is better than their first by at least what counts as a real
    change on the scale, out of all participants measured at least twice.

    Better is as the scale says; without a scale, higher, and any change counts. Unit: participations.
    """
    return _turned(data, 1)


@figures(
    "share",
    PARTICIPATIONS,
    by_nature=("item", "respondent"),
    of=repeated,
    da="Deltagere uden ændring",
    en="Participants without a change",
    short_da="Uændret",
    short_en="The same",
    def_da=(
        "Antal deltagere, hvis seneste og første måling er ens eller afviger mindre end det, der regnes for en reel "
        "ændring på skalaen, ud af alle deltagere målt mindst to gange."
    ),
)
def same(data: Data) -> pd.DataFrame | None:
    """Number of participants whose latest and first measurement are equal or differ by less than what counts as a real
    change on the scale, out of all participants measured at least twice.
    """
    return _turned(data, 0)


@figures(
    "share",
    PARTICIPATIONS,
    by_nature=("item", "respondent"),
    remainder=(improved, same),
    of=repeated,
    da="Deltagere med tilbagegang",
    en="Participants who moved down",
    short_da="Tilbagegang",
    short_en="Down",
    def_da=(
        "Antal deltagere, hvis seneste måling er dårligere end den første med mindst den ændring, der regnes for reel "
        "på skalaen, ud af alle deltagere målt mindst to gange."
    ),
)
def worse(data: Data) -> pd.DataFrame | None:
    """Number of participants whose latest measurement is worse than their first by at least what counts as a real
    change on the scale, out of all participants measured at least twice.
    """
    return _turned(data, -1)


@figures(
    "mean",
    PARTICIPATIONS,
    by_nature=("item", "respondent"),
    at="quarter",
    begins_in=repeated,
    da="Score kvartal for kvartal",
    en="Score quarter by quarter",
    def_da=(
        "Gennemsnitlig score i hvert kvartal, regnet fra deltagerens baseline, blandt de deltagere med baseline og "
        "mindst én senere måling, der er målt i kvartalet."
    ),
)
def course(data: Data) -> pd.DataFrame | None:
    """Mean score in each quarter since the participant's baseline, among the participants with a baseline and at least
    one later measurement who were measured in that quarter.

    At is the quarter; 0 is the baseline. Of several scores in one quarter the latest counts. Unit: points.
    """
    return curves(data, _by_quarter)


@figures(
    "mean",
    PARTICIPATIONS,
    by_nature=("item", "respondent"),
    at="wave",
    da="Gennemsnit måling for måling",
    en="Mean measurement by measurement",
    def_da=(
        "Gennemsnitlig score ved deltagernes første, anden og hver senere måling regnet fra baseline, blandt dem, der "
        "er målt så mange gange."
    ),
)
def by_wave(data: Data) -> pd.DataFrame | None:
    """Mean score at the participants' first, second and each later measurement counted from the baseline, among those
    measured so often.

    Wave 1 is the baseline. Unit: points.
    """
    return curves(data, _by_wave)


def _by_quarter(one: Scored) -> SeriesGroupBy:
    scores = one.scores[one.scores["participation_id"].isin(one.repeated.index)]
    placed = scores.assign(quarter=quarters(scores))
    return placed.drop_duplicates(["participation_id", "quarter"], keep="last").groupby("quarter")["score"]


def _by_wave(one: Scored) -> SeriesGroupBy:
    return one.scores["score"].groupby(one.scores.groupby("participation_id").cumcount() + 1)


def _turned(data: Data, way: int) -> pd.DataFrame | None:
    return shares(data, lambda one: (int((one.better == way).sum()), len(one.repeated)))
