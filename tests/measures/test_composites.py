"""Scores made of several items, worked out by hand."""

import pytest
from pydantic import ValidationError

from forlob.measures import progression
from forlob.programme.check_names import wrong_names
from tests.cleaning.stories import programme

LADDER = {"name": "L", "items": {"sleep": "S", "work": "W", "home": "H"}, "from": 1, "to": 10}
DAYS = ("2012-01-02", "2012-04-02")


def total(**composite):
    return {"name": "T", "items": {"total": "T"}, "from": 1, "to": 30, "composite": {"of": "ladder", **composite}}


def measured(*rows):
    """(participation, day, item, score)."""
    return [
        {"participation_id": who, "measured_on": DAYS[day], "instrument": "ladder", "item": item, "score": score}
        for who, day, item, score in rows
    ]


def first_of_total(story, rows, **composite):
    keys = {"scales": {"ladder": LADDER, "total": total(**composite)}}
    data = story.data(keys=keys, participants=[{}, {}], measurements=measured(*rows))
    found = progression.first(data)
    return found[found["group"] == "total: total"].iloc[0], data


#: Anna answers 2, 4 and 6 and then 3, 5 and 7; Bo leaves out home both times: 1 and 5, then 4 and 6.
ANSWERS = [
    *((1, day, item, score + day) for day in (0, 1) for item, score in (("sleep", 2), ("work", 4), ("home", 6))),
    *((2, 0, "sleep", 1), (2, 0, "work", 5), (2, 1, "sleep", 4), (2, 1, "work", 6)),
]


def test_all_items_must_be_answered_unless_told(story):
    """Anna alone: 12 first and 15 at last."""
    row, data = first_of_total(story, ANSWERS, how="sum")
    assert (row["n"], row["value"]) == (1, 12)
    assert progression.latest(data).set_index("group").loc["total: total", "value"] == 15


def test_the_mean_of_the_others_stands_for_a_missing_item(story):
    """Bo's 1 and 5 have the mean 3, which makes 9 of three items; Anna has 12."""
    row, _ = first_of_total(story, ANSWERS, how="sum", missing=1)
    assert (row["n"], row["value"]) == (2, (12 + 9) / 2)
    row, _ = first_of_total(story, ANSWERS, how="mean", missing=1)
    assert (row["n"], row["value"]) == (2, (4 + 3) / 2)


def test_it_may_be_of_some_items(story):
    row, _ = first_of_total(story, ANSWERS, how="mean", items=["sleep", "work"])
    assert (row["n"], row["value"]) == (2, (3 + 3) / 2)


def test_means_by_wave(story):
    """Of the item sleep: 2 and 1 at first, 3 and 4 at the second."""
    _, data = first_of_total(story, ANSWERS, how="sum")
    rows = progression.by_wave(data)
    sleep = rows[rows["group"] == "ladder: sleep"]
    assert sleep[["at", "n", "value"]].values.tolist() == [["1", 2, 1.5], ["2", 2, 3.5]]


@pytest.mark.parametrize(
    ("composite", "said"),
    [
        ({"of": "laddr", "how": "sum"}, "laddr is no scale whose items are measured; did you mean ladder?"),
        ({"of": "total", "how": "sum"}, "total is no scale whose items are measured"),
        ({"of": "ladder", "how": "sum", "items": ["slep"]}, "slep is no item of ladder; did you mean sleep?"),
    ],
)
def test_what_it_is_made_of_is_declared(composite, said):
    made = programme([{"file": "p.csv", "registers": {"participants": None}}])
    keys = {"ladder": LADDER, "total": total(**composite)}
    given = made.model_dump(mode="json", by_alias=True, exclude={"folder"})
    changed = type(made).model_validate({**given, "scales": keys})
    assert any(said in text for _, text in wrong_names(changed))


def test_a_composite_has_one_item(story):
    two = {**total(how="sum"), "items": {"a": "A", "b": "B"}}
    with pytest.raises(ValidationError, match="a scale with composite has one item"):
        story.data(keys={"scales": {"ladder": LADDER, "total": two}}, participants=[{}])
