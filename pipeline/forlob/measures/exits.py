"""How participations ended (KVIK final evaluation 2014, part 5, charts 2 and 3). An outcome, not an effect.

self-supporting + other reasons + still active = enrolled; self-supporting is job or education where a programme does
not say otherwise.
"""

import numpy as np
import pandas as pd

from forlob.measures import participation_facts, times_to
from forlob.measures.data import Data
from forlob.measures.declared import figures, share
from forlob.measures.intervals import log_log
from forlob.measures.participants import enrolled, exited
from forlob.measures.populations import PARTICIPATIONS
from forlob.measures.rows import statistic, together
from forlob.measures.survival import aalen_johansen, at_times

NEEDS = ["participants.exit_reason"]
DAYS_A_MONTH = 365.25 / 12
#: The group of all exits for reasons other than self-support.
OTHER = "other"


@share(
    of=enrolled,
    needs=NEEDS,
    same_as=enrolled.group(exit_reason="job"),
    da="Afmeldt til job",
    en="Exited to job",
    short_da="Job",
    short_en="Job",
    def_da="Antal forløb, der er afmeldt til job, ud af alle påbegyndte forløb.",
)
def job(data: Data) -> pd.Series | None:
    """Number of participations exited to a job, out of all participations begun."""
    return _ended(data, "job")


@share(
    of=enrolled,
    needs=NEEDS,
    same_as=enrolled.group(exit_reason="education"),
    da="Afmeldt til uddannelse",
    en="Exited to education",
    short_da="Uddannelse",
    short_en="Education",
    def_da="Antal forløb, der er afmeldt til SU-berettiget uddannelse, ud af alle påbegyndte forløb.",
)
def education(data: Data) -> pd.Series | None:
    """Number of participations exited to an education that entitles to the state education grant, out of all
    participations begun.
    """
    return _ended(data, "education")


@share(
    of=enrolled,
    needs=NEEDS,
    same_as=enrolled.group(status_group="self_supporting"),
    da="Selvforsørgende (job eller uddannelse)",
    en="Self-supporting (job or education)",
    short_da="Selvforsørgende",
    short_en="Self-supporting",
    def_da="Antal forløb, der er afmeldt til job eller SU-berettiget uddannelse, ud af alle påbegyndte forløb.",
)
def self_supporting(data: Data) -> pd.Series | None:
    """Number of participations exited to a job or to an education, out of all participations begun."""
    return _ended(data, *data.programme.self_supporting)


@share(
    of=enrolled,
    needs=NEEDS,
    within=exited,
    remainder=(self_supporting,),
    da="Afmeldt af andre årsager",
    en="Exited for other reasons",
    short_da="Andre årsager",
    short_en="Other reasons",
    def_da="Antal forløb, der er afmeldt af andre årsager end job og uddannelse, ud af alle påbegyndte forløb.",
)
def other_reasons(data: Data) -> pd.Series:
    """Number of participations exited for reasons other than job and education, out of all participations begun."""
    table = data.registers["participants"]
    return participation_facts.exited(table) & ~participation_facts.self_supporting(data, table)


@figures(
    "curve",
    PARTICIPATIONS,
    by_nature=("exit",),
    at="months since enrolment",
    within=enrolled,
    ends_in=enrolled.by("exit_reason"),
    leaves_missing=True,
    da="Kumuleret incidens af afmelding",
    en="Cumulative incidence of exit",
    def_da=(
        "Sandsynligheden for, at et forløb er afmeldt til det pågældende udfald senest en given måned efter "
        "indskrivning, beregnet blandt alle forløb i risiko og med de øvrige udfald som konkurrerende risici."
    ),
)
def incidence(data: Data) -> pd.DataFrame | None:
    """The probability that a participation has exited to the outcome in question by a given month after enrolment,
    computed among all participations at risk and with the other outcomes as competing risks.

    Aalen-Johansen estimates. The groups are the reasons of self-support and other. n counts the participations that
    have left so by then, of all that can be followed; value is the estimate, which is n / of only as long as nobody is
    censored. Censored are the still enrolled and those who left because the trial ended. Definition: Putter, Fiocco &
    Geskus (2007), Statistics in Medicine 26:2389-2430.
    """
    times = times_to.to_exit(data)
    if times is None or times.empty:
        return None
    reasons = data.programme.self_supporting
    causes = times["cause"].where(times["cause"].isna() | times["cause"].isin(reasons), OTHER)
    named = [*reasons, OTHER]
    curve = aalen_johansen(times["days"], causes, named)
    months = np.arange(int(np.ceil(times["days"].max() / DAYS_A_MONTH)) + 1)
    tables = []
    for cause in named:
        by_then = np.searchsorted(np.sort(times.loc[causes == cause, "days"]), months * DAYS_A_MONTH, side="right")
        value, error = (at_times(curve[name], months * DAYS_A_MONTH) for name in (cause, f"{cause}_error"))
        interval = log_log(value, error)
        tables.append(
            statistic(by_then, value, "participations", cause, at=months.astype(str), of=len(times), interval=interval)
        )
    return together(tables)


def _ended(data: Data, *reasons: str) -> pd.Series | None:
    """Which participations ended for one of the reasons; None where a nought would mislead."""
    left = participation_facts.left_for(data.registers["participants"], *reasons)
    programme = data.programme
    if reasons and not set(reasons) & set(programme.code_list("exit_reason")):
        return None  # A built-in code that the programme does not use.
    own = set(programme.code_lists.get("exit_reason", {})) & set(programme.self_supporting)
    if not left.any() and not programme.knows_codes_used and own - {"job", "education", *reasons}:
        return None  # The programme has codes of its own for the same.
    return left
