"""Companies that take participants (social mentors, midterm evaluation 2008, companies).

A participant is attached to a company by the register company_participants, else by a placement that names a company.
"""

import pandas as pd

from forlob.measures.data import Data
from forlob.measures.declared import count, figures, share
from forlob.measures.participation_facts import attached_to_companies
from forlob.measures.populations import COMPANIES
from forlob.measures.rows import count as rows_of

NEEDS = ["companies.company_id"]


@count(COMPANIES, needs=NEEDS)
def registered(data: Data) -> pd.DataFrame | None:
    """Different companies. Unit: companies."""
    return COMPANIES.rows(data)


@figures("count", COMPANIES)
def participants(data: Data) -> pd.DataFrame | None:
    """Participants attached to at least one company. Unit: participants."""
    attached = attached_to_companies(data)
    if attached is None:
        return None
    return rows_of("companies.participants", attached["participation_id"].nunique(), "participants")


@share(of=registered, needs=NEEDS)
def with_more_than_one_participant(data: Data) -> pd.Series | None:
    """Companies that more than one participant is attached to, of those registered. Unit: companies."""
    attached, companies = attached_to_companies(data), COMPANIES.rows(data)
    if attached is None or companies is None:
        return None
    sizes = attached.groupby("company_id")["participation_id"].nunique()
    return companies["company_id"].isin(sizes.index[sizes > 1]).astype(bool)
