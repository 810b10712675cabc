"""The parts of a bar of 100 % are as long as their shares and are together the whole; squares are darker the more."""

import pytest

from forlob.show.charts.look import contrast
from tests.show.examples import row, suppressed
from tests.show.marks import Bar, Marks, pixels, read

#: White between a part and the next, taken off the end of each; a part that would vanish is half a pixel.
GAP, LEAST = 1.5, 0.5
#: White between the answers of a scale and those that are none, such as do not know.
APART = 10
#: The squares of the key, which explain the colours.
KEY = 12


def bars(marks: Marks) -> list[list[Bar]]:
    """The parts of each bar from the left, bar by bar from the top, without the key."""
    levels: dict[float, list[Bar]] = {}
    for bar in sorted(marks.bars, key=lambda bar: (bar.middle, bar.left)):
        if bar.height > KEY:
            levels.setdefault(bar.middle, []).append(bar)
    return list(levels.values())


def assert_parts(parts: list[Bar], shares: list[float], left: float, whole: float) -> None:
    """Each begins where the shares before it end and is as long as its own, but for the gap."""
    assert len(parts) == len(shares)
    for at, (part, share) in enumerate(zip(parts, shares, strict=True)):
        assert part.left == pixels(left + whole * sum(shares[:at]))
        assert part.width == pixels(max(whole * share - GAP, LEAST))


def whole_of(bar: list[Bar]) -> tuple[float, float]:
    """Where a bar whose shares add up to 100 % begins, and its length with the last gap."""
    return bar[0].left, bar[-1].right + GAP - bar[0].left


def composition(of: int = 200, **projects: dict[str, int | None]) -> Marks:
    measure = "participants.enrolled by form"
    rows = [
        row(measure, n, of, group, project=project.removeprefix("programme"))
        if n is not None
        else suppressed(measure, of, group=group, project=project)
        for project, counts in projects.items()
        for group, n in counts.items()
    ]
    return read("composition_by_project", *rows, order_by="")


def test_a_project_is_divided_as_its_participants_are():
    """Of 200: 20, 80 and 100 in one project, 150, 0 and 50 in another, all in one group in the third."""
    marks = composition(
        one={"a": 20, "b": 80, "c": 100}, two={"a": 150, "b": 0, "c": 50}, programme={"a": 200, "b": 0, "c": 0}
    )
    first, second, third = bars(marks)
    left, whole = whole_of(third)
    assert whole > 200
    assert_parts(first, [0.1, 0.4, 0.5], left, whole)
    assert_parts(second, [0.75, 0.25], left, whole)
    assert_parts(third, [1], left, whole)
    assert [first[0].fill, first[2].fill, first[0].fill] == [second[0].fill, second[1].fill, third[0].fill]


def test_one_person_of_two_thousand_is_still_to_be_seen():
    """A quarter of a pixel, of which the gap would leave nothing: it is half a pixel, and the rest is in place."""
    [[least, rest]] = bars(composition(2000, one={"a": 1, "b": 1999}))
    left, whole = whole_of([least, rest])
    assert whole / 2000 < LEAST
    assert least.width == pixels(LEAST)
    assert_parts([least, rest], [0.0005, 0.9995], left, whole)


def test_what_is_suppressed_of_a_project_is_hatched_to_the_end_of_the_whole():
    """100 of 200 are known; the other bar shows where 200 end."""
    known, few = bars(composition(one={"a": 100, "b": 60, "c": 40}, two={"a": 100, "b": None, "c": None}))
    left, whole = whole_of(known)
    assert_parts(few[:1], [0.5], left, whole)
    [hatched] = few[1:]
    assert hatched.hatched
    assert (hatched.left, hatched.right) == (pixels(left + whole / 2), pixels(left + whole))


def of_ways(item: str, *counts: int | None) -> list[dict]:
    ways = ("improved", "same", "worse")
    found = {"group": f"ladder: {item}", "subgroup": "", "unit": "participants"}
    return [
        row(f"progression.{way}", n, 40, **found) if n is not None else suppressed(f"progression.{way}", 40, **found)
        for way, n in zip(ways, counts, strict=True)
    ]


def test_who_moved_up_stayed_and_moved_down_are_parts_of_those_measured_twice():
    """Of 40: 10, 25 and 5; nobody, 30 and 10; 20, and two numbers that are suppressed."""
    marks = read("turned", *of_ways("one", 10, 25, 5), *of_ways("two", 0, 30, 10), *of_ways("few", 20, None, None))
    first, second, few = bars(marks)
    left, whole = whole_of(first)
    assert whole > 200
    assert_parts(first, [0.25, 0.625, 0.125], left, whole)
    assert_parts(second, [0.75, 0.25], left, whole)
    assert [part.fill for part in second] == [part.fill for part in first[1:]]
    assert_parts(few[:1], [0.5], left, whole)
    assert few[1].hatched and few[1].right == pixels(left + whole)


def answers(question: str, **counts: int | None) -> list[dict]:
    found = {"group": question, "project": "", "unit": "respondents"}
    return [
        row("survey.likert by question, answer", n, 80, subgroup=answer, **found)
        if n is not None
        else suppressed("survey.likert by question, answer", 80, subgroup=answer, **found)
        for answer, n in counts.items()
    ]


def test_the_answers_to_a_question_take_up_all_between_the_margins():
    """Of 80: 20, 40 and 20. The chart is 640 wide, its margins 6."""
    [bar] = bars(read("likert", *answers("q", disagree=20, neither=40, agree=20)))
    assert_parts(bar, [0.25, 0.5, 0.25], 6, 628)


def test_do_not_know_stands_apart_at_the_right_and_is_on_the_same_scale():
    """Of 80: 20, 10 and 40, and 10 who do not know: what all take up together is 10 less, the white before these."""
    [bar] = bars(read("likert", *answers("q", disagree=20, neither=10, agree=40, do_not_know=10)))
    whole = 628 - APART
    assert_parts(bar[:3], [0.25, 0.125, 0.5], 6, whole)
    assert_parts(bar[3:], [0.125], 634 - whole * 0.125, whole)


def test_suppressed_answers_are_hatched_between_those_known_and_those_apart():
    """Of 80: 20 agree, 20 do not know, two answers are suppressed."""
    [bar] = bars(read("likert", *answers("q", disagree=None, neither=None, agree=20, do_not_know=20)))
    whole = 628 - APART
    assert_parts(bar[:1], [0.25], 6, whole)
    assert bar[1].hatched
    assert (bar[1].left, bar[1].right) == (pixels(6 + whole / 4), pixels(634 - whole / 4 - APART))
    assert_parts(bar[2:], [0.25], 634 - whole / 4, whole)


HOURS = {("a", "x"): 12.5, ("a", "y"): 3, ("b", "x"): 50, ("b", "y"): 12.5, ("c", "x"): 0, ("c", "y"): 49}


@pytest.fixture
def squares() -> dict[tuple[str, str], Bar]:
    rows = [row("time.hours by form_and_size", n, 127, *names, unit="hours") for names, n in HOURS.items()]
    found = sorted(read("heat_map", *rows).bars, key=lambda bar: (bar.middle, bar.left))
    return dict(zip(HOURS, found, strict=True))


def test_a_square_is_the_darker_the_more(squares):
    """Against white: 0, 3, 12.5 twice, 49, 50."""
    darkness = {names: contrast(square.fill) for names, square in squares.items()}
    ordered = sorted(HOURS, key=HOURS.get)
    assert sorted(HOURS, key=lambda names: (darkness[names], ordered.index(names))) == ordered
    of = {HOURS[names]: darkness[names] for names in HOURS}
    assert len(set(darkness.values())) == len(of) == 5, "as many hours, as dark; more hours, darker"


def test_half_as_much_is_half_way_between_the_lightest_and_the_darkest():
    counts = {"none": 0, "least": 1, "half": 5000, "most": 10_000}
    rows = [row("time.hours by form_and_size", n, 15_001, name, "x") for name, n in counts.items()]
    fills = [bar.fill for bar in sorted(read("heat_map", *rows, zeros=True).bars, key=lambda bar: bar.middle)]
    _, least, half, most = ([int(fill[at : at + 2], 16) for at in (1, 3, 5)] for fill in fills)
    assert half == [pytest.approx((low + high) / 2, abs=1) for low, high in zip(least, most, strict=True)]


def test_all_squares_are_of_one_size_in_columns_and_rows(squares):
    """Their size says nothing; 2 px of white are between them."""
    assert len({(round(square.width, 1), square.height) for square in squares.values()}) == 1
    assert squares["a", "y"].left - squares["a", "x"].right == pixels(2)
    assert squares["b", "x"].top - squares["a", "x"].bottom == pixels(2)
    assert squares["b", "x"].left == squares["a", "x"].left and squares["b", "x"].top == squares["b", "y"].top
