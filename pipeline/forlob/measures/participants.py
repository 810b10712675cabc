"""Who takes part. One row of the register is a participation: one participant in one project; the programme counts
participations.

Definitions: KVIK final evaluation 2014, part 5 (facts box, participant profile, chart 3).
"""

import pandas as pd

from forlob.measures import months, participation_facts
from forlob.measures.data import Data
from forlob.measures.declared import count, figures
from forlob.measures.populations import EXPECTED, PARTICIPATIONS, PERSONS
from forlob.measures.splitting import Distinct, distinct


@count(
    PARTICIPATIONS,
    needs=["participants"],
    everything=True,
    da="Deltagere",
    en="Participants",
    short_da="Deltagere",
    short_en="Participants",
    def_da=(
        "Antal påbegyndte forløb, hvor et forløb er én deltager i ét projekt; tallet er nævner for de fleste andre "
        "nøgletal og har ikke selv en nævner."
    ),
)
def enrolled(data: Data) -> pd.DataFrame:
    """Number of participations begun, a participation being one participant in one project; it is the denominator of
    most other measures and has none of its own.
    """
    return data.registers["participants"]


@count(
    PERSONS,
    needs=["participants.participant_id"],
    within=enrolled,
    da="Personer",
    en="Persons",
    def_da=(
        "Antal forskellige personer blandt de påbegyndte forløb, så en person med flere forløb tæller én gang; "
        "nøgletallet har ingen nævner."
    ),
)
def persons(data: Data) -> Distinct:
    """Number of different persons among the participations begun, so that a person with several participations counts
    once; the measure has no denominator.
    """
    return distinct(participation_facts.person_ids(data.registers["participants"]))


@count(
    PARTICIPATIONS,
    needs=["participants"],
    within=enrolled,
    all_with="exited_on",
    da="Afmeldte deltagere",
    en="Participants who have exited",
    short_da="Afmeldt",
    short_en="Exited",
    def_da="Antal forløb, der er afmeldt senest på skæringsdatoen, ud af alle påbegyndte forløb.",
)
def exited(data: Data) -> pd.Series | None:
    """Number of participations exited on or before the cut-off date, out of all participations begun."""
    return _exited(data)


@count(
    PARTICIPATIONS,
    needs=["participants"],
    same_as=enrolled.group(exit_reason="active"),
    within=enrolled,
    remainder=(exited,),
    da="Fortsat indskrevne deltagere",
    en="Participants still enrolled",
    short_da="Fortsat indskrevet",
    short_en="Still enrolled",
    def_da="Antal forløb, der ikke er afmeldt på skæringsdatoen, ud af alle påbegyndte forløb.",
)
def active(data: Data) -> pd.Series | None:
    """Number of participations not exited on the cut-off date, out of all participations begun.

    Unit: participations. With exited they make all enrolled.
    """
    gone = _exited(data)
    return None if gone is None else ~gone


@count(
    EXPECTED,
    da="Forventede deltagere",
    en="Expected participants",
    short_da="Forventet",
    short_en="Expected",
    def_da=(
        "Antal deltagere, som projektet forventede at indskrive, oplyst i programmets opsætning; nøgletallet har "
        "ingen nævner."
    ),
)
def expected(data: Data) -> int | None:
    """Number of participants that the project expected to enrol, as given in the programme's settings; the measure has
    no denominator.
    """
    if data.project is not None and data.project not in data.programme.projects:
        return None
    return data.programme.expected_participants(data.project)


@figures(
    "curve",
    PARTICIPATIONS,
    needs=["participants.enrolled_on"],
    at="month",
    ends_in=enrolled,
    da="Indskrevne deltagere, akkumuleret",
    en="Participants enrolled, cumulative",
    short_da="Indskrevne",
    short_en="Enrolled",
    def_da="Antal forløb, der er påbegyndt senest ved månedens udgang, ud af alle påbegyndte forløb.",
)
def cumulative(data: Data) -> pd.DataFrame | None:
    """Number of participations begun by the end of the month, out of all participations begun."""
    return months.cumulative(data, data.registers["participants"]["enrolled_on"])


def _exited(data: Data) -> pd.Series | None:
    table = data.registers["participants"]
    known = any(column in table for column in participation_facts.OF_EXIT)
    return participation_facts.exited(table) if known else None
