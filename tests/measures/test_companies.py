"""Companies."""

import pytest

from forlob.measures import companies


@pytest.fixture
def three_companies(story):
    """Anna and Bo are with the bakery, Anna also with the council, nobody with the hotel, which is there twice."""
    return story.data(
        participants=[{}, {}],
        companies=[
            {"company_id": "bakery", "ownership": "private", "industry": "grocery", "prior_experience": "yes"},
            {"company_id": "council", "ownership": "public", "industry": "administration", "prior_experience": "no"},
            {"company_id": "hotel", "ownership": None, "industry": "hotel", "prior_experience": None},
            {"company_id": "hotel", "ownership": None, "industry": "hotel", "prior_experience": None},
        ],
        company_participants=[
            {"participation_id": 1, "company_id": "bakery"},
            {"participation_id": 1, "company_id": "bakery"},
            {"participation_id": 2, "company_id": "bakery"},
            {"participation_id": 1, "company_id": "council"},
        ],
    )


def test_companies_are_counted_once(three_companies):
    row = companies.registered(three_companies).iloc[0]
    assert (row["n"], row["unit"]) == (3, "companies")


def test_participants_are_counted_once(three_companies):
    row = companies.participants(three_companies).iloc[0]
    assert (row["n"], row["unit"]) == (2, "participants")


def test_one_company_has_more_than_one(three_companies):
    row = companies.with_more_than_one_participant(three_companies).iloc[0]
    assert (row["n"], row["of"]) == (1, 3)


def test_ownership_experience_and_industry(three_companies, numbers):
    owned = numbers(companies.registered.by("ownership")(three_companies))
    assert owned == {"public": 1, "private": 1, "association": 0, "not_registered": 1}
    assert numbers(companies.registered.by("prior_experience")(three_companies)) == {
        "yes": 1,
        "no": 1,
        "not_registered": 1,
    }
    found = numbers(companies.registered.by("industry")(three_companies))
    assert {name for name, n in found.items() if n} == {"grocery", "administration", "hotel"}
    assert set(companies.registered.by("ownership")(three_companies)["of"]) == {3}


def test_else_a_placement_attaches_a_participant(story):
    data = story.data(
        participants=[{}, {}],
        companies=[{"company_id": "bakery"}],
        placements=[
            {"participation_id": participation, "started_on": "2012-02-01", "company_id": "bakery"}
            for participation in (1, 2)
        ],
    )
    assert companies.participants(data)["n"].tolist() == [2]
    assert companies.with_more_than_one_participant(data)["n"].tolist() == [1]


def test_without_companies_there_is_nothing(story):
    data = story.data(participants=[{}])
    names = ["registered", "participants", "with_more_than_one_participant"]
    assert all(getattr(companies, name)(data).empty for name in names)
    assert companies.registered(data, by="ownership").empty and companies.registered(data, by="participants").empty


def test_participants_per_company(three_companies, numbers):
    """Two with the bakery, one with the council, none with the hotel."""
    rows = companies.registered.by("participants")(three_companies)
    assert (numbers(rows), set(rows["of"])) == ({"0": 1, "1": 1, "2": 1, "3_or_more": 0}, {3})
