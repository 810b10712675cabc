"""Companies that take participants (social mentors, midterm evaluation 2008, companies).

A participant is attached to a company by the register company_participants, else by a placement that names a company.
"""

import pandas as pd

from forlob.measures.data import Data
from forlob.measures.groups import labels
from forlob.measures.rows import by_group, count, no_rows, share

#: Groups of companies by their number of participants.
SIZES = pd.Index(["0", "1", "2", "3_or_more"])


def registered(data: Data) -> pd.DataFrame:
    """Different companies. Unit: companies."""
    companies = _companies(data)
    return no_rows() if companies is None else count("companies.registered", len(companies), "companies")


def participants(data: Data) -> pd.DataFrame:
    """Participants attached to at least one company. Unit: participants."""
    attached = _attached(data)
    if attached is None:
        return no_rows()
    return count("companies.participants", attached["participation_id"].nunique(), "participants")


def with_more_than_one_participant(data: Data) -> pd.DataFrame:
    """Companies that more than one participant is attached to, of those registered. Unit: companies."""
    companies, attached = _companies(data), _attached(data)
    if companies is None or attached is None:
        return no_rows()
    sizes = (
        attached[attached["company_id"].isin(companies["company_id"])]
        .groupby("company_id")["participation_id"]
        .nunique()
    )
    measure = "companies.with_more_than_one_participant"
    return share(measure, (sizes > 1).sum(), len(companies), "companies")


def by_participants(data: Data) -> pd.DataFrame:
    """Companies by how many participants are attached to them, of those registered. Unit: companies."""
    companies, attached = _companies(data), _attached(data)
    if companies is None or attached is None:
        return no_rows()
    sizes = attached.groupby("company_id")["participation_id"].nunique().reindex(companies["company_id"], fill_value=0)
    many = pd.Categorical.from_codes(sizes.clip(upper=len(SIZES) - 1).to_numpy(int), SIZES)
    return by_group("companies.by_participants", pd.Series(many), "companies")


def by_ownership(data: Data) -> pd.DataFrame:
    """Companies by who owns them, of those registered. Unit: companies."""
    return _by(data, "ownership")


def by_prior_experience(data: Data) -> pd.DataFrame:
    """Companies by whether they have had such participants before, of those registered. Unit: companies."""
    return _by(data, "prior_experience")


def by_industry(data: Data) -> pd.DataFrame:
    """Companies by industry, of those registered. Unit: companies."""
    return _by(data, "industry")


def _companies(data: Data) -> pd.DataFrame | None:
    table = data.register("companies", "company_id")
    return None if table is None else table.drop_duplicates("company_id")


def _attached(data: Data) -> pd.DataFrame | None:
    """Pairs of participation_id and company_id, each once."""
    for register in ("company_participants", "placements"):
        table = data.register(register, "participation_id", "company_id")
        if table is not None:
            return table[["participation_id", "company_id"]].dropna().drop_duplicates()
    return None


def _by(data: Data, column: str) -> pd.DataFrame:
    companies = _companies(data)
    if companies is None or column not in companies:
        return no_rows()
    return by_group(f"companies.by_{column}", labels(data.programme, column, companies[column]), "companies")
