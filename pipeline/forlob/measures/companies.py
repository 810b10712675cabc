"""Companies that take participants (social mentors, midterm evaluation 2008, companies).

A participant is attached to a company by the register company_participants, else by a placement that names a company.
"""

import pandas as pd

from forlob.measures.data import Data
from forlob.measures.declared import count, figures, share
from forlob.measures.participation_facts import attached_to_companies
from forlob.measures.populations import COMPANIES, PARTICIPATIONS
from forlob.measures.rows import count as rows_of

NEEDS = ["companies.company_id"]


@count(
    COMPANIES,
    needs=NEEDS,
    everything=True,
    da="Virksomheder",
    en="Companies",
    def_da="Antal registrerede virksomheder; tallet er nævner for fordelingerne af virksomheder.",
)
def registered(data: Data) -> pd.DataFrame | None:
    """Number of companies registered; it is the denominator when companies are divided into groups."""
    return COMPANIES.rows(data)


@figures(
    "count",
    PARTICIPATIONS,
    over=COMPANIES,
    da="Deltagere tilknyttet en virksomhed",
    en="Participants attached to a company",
    def_da="Antal deltagere, der er tilknyttet en virksomhed, sat over for antallet af registrerede virksomheder.",
)
def participants(data: Data) -> pd.DataFrame | None:
    """Number of participants attached to a company, set against the number of companies registered."""
    attached = attached_to_companies(data)
    if attached is None:
        return None
    return rows_of(attached["participation_id"].nunique(), "participants")


@share(
    of=registered,
    needs=NEEDS,
    same_as=registered.group(participants=("2", "3_or_more")),
    da="Virksomheder med mere end én deltager",
    en="Companies with more than one participant",
    def_da="Antal virksomheder med to eller flere tilknyttede deltagere ud af alle registrerede virksomheder.",
)
def with_more_than_one_participant(data: Data) -> pd.Series | None:
    """Number of companies with two or more participants attached, out of all companies registered."""
    attached, companies = attached_to_companies(data), COMPANIES.rows(data)
    if attached is None or companies is None:
        return None
    sizes = attached.groupby("company_id")["participation_id"].nunique()
    return companies["company_id"].isin(sizes.index[sizes > 1]).astype(bool)
