"""Lines, dots, areas and upright bars stand where the labelled ticks of their axes say that their numbers are."""

import pytest

from forlob.programme.programme import Programme
from forlob.show.charts.look import ACCENT, COLOURS, NEUTRAL
from tests.show.examples import row, suppressed
from tests.show.marks import TOLERANCE, Marks, Point, Scale, pixels, read

#: The thickness of a line of data, of an interval or a way between two means, of the whole or a norm, and at zero.
OF_DATA, OF_INTERVAL, OF_WHOLE, OF_ZERO = 2.6, 2.4, 1.8, 1.2
MONTHS = ("2012-01", "2012-02", "2012-03")


def close(points: list[Point]):
    """Points to be compared with those of the SVG."""
    return [(pixels(x), pixels(y)) for x, y in points]


def lines(marks: Marks, thickness: float) -> list[list[Point]]:
    return [line.points for line in marks.lines if line.thickness == thickness]


# --- lines over months


def test_a_curve_runs_through_its_counts_month_by_month():
    counts = {"plans": (10, 25, 37), "placements": (0, 4, 13)}
    rows = [
        row(f"{part}.cumulative", n, 40, at=month)
        for part, of in counts.items()
        for month, n in zip(MONTHS, of, strict=True)
    ]
    marks = read("curves", *rows)
    across = marks.across({"Jan 2012": 0, "Feb 2012": 1, "Mar 2012": 2})
    up = marks.upwards({"0": 0, "10": 10, "20": 20, "30": 30, "40": 40})
    drawn = [[(across.pixel(at), up.pixel(n)) for at, n in enumerate(of)] for of in counts.values()]
    assert lines(marks, OF_DATA) == [close(points) for points in drawn]
    assert [(dot.x, dot.y) for dot in marks.dots] == close([points[-1] for points in drawn])


def test_beside_a_suppressed_month_the_known_months_stay_in_their_places():
    """10, hidden, 37 and 39: a dot for the month between the gap and the edge, a line for the two after it."""
    months = (*MONTHS, "2012-04")
    known = {"2012-01": 10, "2012-03": 37, "2012-04": 39}
    rows = [
        row("plans.cumulative", known[month], 40, at=month)
        if month in known
        else suppressed("plans.cumulative", 40, at=month)
        for month in months
    ]
    marks = read("curves", *rows)
    across = marks.across({"Jan 2012": 0, "Feb 2012": 1, "Mar 2012": 2, "Apr 2012": 3})
    up = marks.upwards({"0": 0, "40": 40})
    assert lines(marks, OF_DATA) == [close([(across.pixel(2), up.pixel(37)), (across.pixel(3), up.pixel(39))])]
    assert [(dot.x, dot.y) for dot in marks.dots] == close(
        [(across.pixel(0), up.pixel(10)), (across.pixel(3), up.pixel(39))]
    )


def test_a_curve_of_suppressed_months_alone_has_no_mark():
    """Not a dot at zero."""
    few = [suppressed("exits.cumulative", 40, at=month) for month in MONTHS]
    marks = read(
        "curves", *(row("plans.cumulative", n, 40, at=month) for n, month in zip((5, 6, 7), MONTHS, strict=True)), *few
    )
    assert [dot.colour for dot in marks.dots] == [COLOURS[0]]


def test_cumulative_incidence_keeps_its_level_until_the_month_of_the_next():
    values = (0.0, 0.125, 0.375)
    rows = [
        row("exits.incidence by exit", 9, 40, "job", at=str(month), value=value, unit="share")
        for month, value in enumerate(values)
    ]
    marks = read("incidence", *rows)
    across = marks.across({"0": 0, "1": 1, "2": 2})
    up = marks.upwards({"0%": 0.0, "10%": 0.1, "20%": 0.2, "30%": 0.3, "40%": 0.4})
    steps = [(0, 0.0), (1, 0.0), (1, 0.125), (2, 0.125), (2, 0.375)]
    assert lines(marks, OF_DATA) == [close([(across.pixel(month), up.pixel(value)) for month, value in steps])]
    assert [(dot.x, dot.y) for dot in marks.dots] == close([(across.pixel(2), up.pixel(0.375))])


# --- areas and upright bars


def of_states(**shares: tuple) -> list[dict]:
    return [
        row("spells.in_state by state", n, 80, state, project="", at=month)
        if n is not None
        else suppressed("spells.in_state by state", 80, group=state, at=month, project="")
        for state, of in shares.items()
        for month, n in zip(MONTHS, of, strict=False)
    ]


def test_each_state_is_as_high_as_its_share_and_together_they_are_everybody():
    marks = read("states_by_month", *of_states(a=(20, 40, 8), b=(60, 20, 8), c=(0, 20, 64)))
    across = marks.across({"Jan 2012": 0, "Feb 2012": 1, "Mar 2012": 2})
    up = marks.upwards({"0%": 0.0, "20%": 0.2, "40%": 0.4, "60%": 0.6, "80%": 0.8, "100%": 1.0})
    expected = {
        "a": [(0, 0.25), (0, 0.5), (0, 0.1)],
        "b": [(0.25, 1), (0.5, 0.75), (0.1, 0.2)],
        "c": [(1, 1), (0.75, 1), (0.2, 1)],
    }
    assert len(marks.areas) == 3
    for area, months in zip(marks.areas, expected.values(), strict=True):
        for at, (low, high) in enumerate(months):
            assert area.at(across.pixel(at)) == (pixels(up.pixel(high)), pixels(up.pixel(low)))


def test_what_a_suppressed_state_takes_up_of_its_month_is_left_white():
    marks = read("states_by_month", *of_states(a=(20, 40, 8), b=(60, None, 72)))
    across, up = marks.across({"Jan 2012": 0, "Mar 2012": 2}), marks.upwards({"0%": 0.0, "100%": 1.0})
    top, foot = marks.areas[1].at(across.pixel(1))
    assert top == foot == pixels(up.pixel(0.5))
    assert marks.areas[1].at(across.pixel(2)) == (pixels(up.pixel(1)), pixels(up.pixel(0.1)))


def test_a_single_month_is_as_wide_as_the_chart():
    marks = read("states_by_month", *of_states(a=(20,), b=(60,)))
    up = marks.upwards({"0%": 0.0, "100%": 1.0})
    [(left, _), (right, _)] = marks.lines[0].points  # of the grid
    for x in (left, right):
        assert marks.areas[0].at(x) == (pixels(up.pixel(0.25)), pixels(up.pixel(0)))
        assert marks.areas[1].at(x) == (pixels(up.pixel(1)), pixels(up.pixel(0.25)))


def test_a_bar_of_a_week_is_as_high_as_its_hours_and_stands_at_its_week():
    """0 hours have no bar; the weeks go on over New Year."""
    hours = {"2008-W51": 7.25, "2008-W52": 0, "2009-W01": 12, "2009-W02": 18.5}
    marks = read(
        "hours_by_week", *(row("time.hours by week", n, 37.75, week, unit="hours") for week, n in hours.items())
    )
    across = marks.across({"wk 51": 0, "wk 52": 1, "wk 1": 2, "wk 2": 3})
    up = marks.upwards({"0": 0, "5": 5, "10": 10, "15": 15, "20": 20})
    known = [(at, n) for at, n in enumerate(hours.values()) if n]
    assert len(marks.bars) == len(known)
    for bar, (at, n) in zip(marks.bars, known, strict=True):
        assert (bar.top, bar.bottom) == (pixels(up.pixel(n)), pixels(up.pixel(0)))
        assert (bar.left + bar.right) / 2 == pixels(across.pixel(at))
        assert bar.width == pixels(marks.bars[0].width)


def test_a_suppressed_week_is_hatched_to_a_height_that_says_nothing():
    """15 % of the axis, whatever it was."""
    rows = [
        row("time.hours by week", 18, unit="hours", group="2009-W01"),
        suppressed("time.hours by week", group="2009-W02"),
    ]
    marks = read("hours_by_week", *rows)
    up = marks.upwards({"0": 0, "20": 20})
    [hatched] = [bar for bar in marks.bars if bar.hatched]
    assert (hatched.top, hatched.bottom) == (pixels(up.pixel(3)), pixels(up.pixel(0)))


# --- dots with intervals


def assert_dot_with_interval(marks: Marks, name: str, scale: Scale, colour: str, low: float, value: float, high: float):
    [dot] = marks.dots_beside(name)
    [interval] = [line for line in marks.lines_beside(name, colour) if line.thickness == OF_INTERVAL]
    assert (dot.x, dot.colour) == (pixels(scale.pixel(value)), colour)
    assert [x for x, _ in interval.points] == [pixels(scale.pixel(low)), pixels(scale.pixel(high))]


def test_a_project_is_a_dot_at_its_share_between_the_ends_of_its_interval():
    rows = [
        row("exits.self_supporting", 25, 100, project="many", ci_low=0.175, ci_high=0.343),
        row("exits.self_supporting", 6, 12, project="few", ci_low=0.254, ci_high=0.746),
        row("exits.self_supporting", 31, 112, project="", ci_low=0.2, ci_high=0.366),
    ]
    marks = read("shares_by_project", *rows, highlight="few")
    scale = marks.across({"0%": 0.0, "20%": 0.2, "40%": 0.4, "60%": 0.6, "80%": 0.8})
    assert_dot_with_interval(marks, "many", scale, NEUTRAL, 0.175, 0.25, 0.343)
    assert_dot_with_interval(marks, "few", scale, ACCENT, 0.254, 0.5, 0.746)
    [[(top, _), (foot, _)]] = lines(marks, OF_WHOLE)
    assert top == foot == pixels(scale.pixel(31 / 112))


def test_the_axis_of_shares_reaches_the_end_of_the_longest_interval():
    """None of 10, whose interval ends at 0.278; a suppressed project is hatched and has no dot."""
    rows = [
        row("exits.job", 0, 10, project="none", ci_low=0.0, ci_high=0.278),
        suppressed("exits.job", 8, project="hidden"),
    ]
    marks = read("shares_by_project", *rows)
    scale = marks.across({"0%": 0.0, "10%": 0.1, "20%": 0.2, "30%": 0.3})
    assert_dot_with_interval(marks, "none", scale, ACCENT, 0, 0, 0.278)
    assert marks.dots_beside("hidden") == []
    assert marks.bar_beside("hidden").hatched and marks.bar_beside("hidden").left == pixels(scale.pixel(0))


def test_mean_well_being_is_a_dot_on_the_scale_from_0_to_100_beside_the_norm():
    interval = {"ci_low": 33.7, "ci_high": 35.8}
    rows = [
        row("survey.who5_mean", 595, value=34.7, project="", **interval),
        row("survey.who5_mean", 9, value=92.5, project="one", ci_low=81.0, ci_high=104.0),
        row("survey.who5_norm", value=70.0, project=""),
    ]
    marks = read("wellbeing", *rows)
    scale = marks.across({"0": 0, "25": 25, "50": 50, "75": 75, "100": 100})
    assert_dot_with_interval(marks, "The whole programme", scale, ACCENT, 33.7, 34.7, 35.8)
    assert_dot_with_interval(marks, "one", scale, ACCENT, 81, 92.5, 100)  # no score is above 100
    [[(top, _), (foot, _)]] = lines(marks, OF_WHOLE)
    assert top == foot == pixels(scale.pixel(70))
    assert marks.label("Norm 70").x == pixels(scale.pixel(70))


# --- scales of measurements


@pytest.fixture
def ladder() -> Programme:
    scale = {"name": "Ladder", "items": {"belief": "Belief", "sleep": "Sleep"}, "from": 0, "to": 10}
    extracts = [{"file": "a.csv", "registers": {"measurements": None}}]
    return Programme.model_validate({"id": "t", "title": "T", "extracts": extracts, "scales": {"ladder": scale}})


def of_item(item: str, measure: str, value: float | None, **more) -> dict:
    return row(f"progression.{measure}", 42, group=f"ladder: {item}", value=value, unit="points", **more)


def test_the_first_mean_is_a_ring_the_latest_a_dot_and_a_line_goes_from_one_to_the_other(ladder):
    means = {"belief": (4.5, 5.25), "sleep": (7.0, 2.5)}
    rows = [
        of_item(item, name, mean)
        for item, of in means.items()
        for name, mean in zip(("first", "latest"), of, strict=True)
    ]
    marks = read("first_and_latest", *rows, programme=ladder)
    scale = marks.across({"0": 0, "2": 2, "4": 4, "6": 6, "8": 8, "10": 10})
    for name, (first, latest) in {"Belief": (4.5, 5.25), "Sleep": (7.0, 2.5)}.items():
        outer, inner, dot = marks.dots_beside(name)
        assert (outer.x, outer.colour) == (pixels(scale.pixel(first)), NEUTRAL)
        assert (inner.x, inner.colour) == (pixels(scale.pixel(first)), "#ffffff") and inner.radius < outer.radius
        assert (dot.x, dot.colour) == (pixels(scale.pixel(latest)), ACCENT)
        [way] = marks.lines_beside(name, ACCENT)
        assert [x for x, _ in way.points] == [pixels(scale.pixel(first)), pixels(scale.pixel(latest))]


def test_a_scale_that_is_not_declared_runs_between_whole_scores():
    """2.25 and 5.5 of an unknown instrument: from 2 to 6."""
    marks = read("first_and_latest", of_item("belief", "first", 2.25), of_item("belief", "latest", 5.5))
    scale = marks.across({"2": 2, "3": 3, "4": 4, "5": 5, "6": 6})
    assert [dot.x for dot in marks.dots_beside("belief")] == [pixels(scale.pixel(x)) for x in (2.25, 2.25, 5.5)]


def test_a_mean_change_is_a_dot_between_the_ends_of_its_interval_around_zero(ladder):
    rows = [
        of_item("belief", "change", 0.79, ci_low=0.29, ci_high=1.29),
        of_item("sleep", "change", -0.41, ci_low=-0.71, ci_high=-0.11),
    ]
    marks = read("changes", *rows, programme=ladder)
    scale = marks.across({"−2.0": -2, "−1.0": -1, "0": 0, "+1.0": 1, "+2.0": 2})
    assert_dot_with_interval(marks, "Belief", scale, ACCENT, 0.29, 0.79, 1.29)
    assert_dot_with_interval(marks, "Sleep", scale, ACCENT, -0.71, -0.41, -0.11)
    [zero] = [points for points in lines(marks, OF_ZERO) if points[0][0] == points[1][0]]
    assert zero[0][0] == pixels(scale.pixel(0))


def test_a_change_far_beyond_the_others_stays_on_the_axis(ladder):
    """Two changes of 0.1 and one of 3, whose interval to 9 would press the rest together: it is cut off, and an
    arrowhead says so.
    """
    rows = [
        of_item("belief", "change", 0.1, ci_low=0.05, ci_high=0.15),
        of_item("money", "change", 0.1, ci_low=0.05, ci_high=0.15),
        of_item("sleep", "change", 3.0, ci_low=-3.0, ci_high=9.0),
    ]
    marks = read("changes", *rows, programme=ladder)
    scale = marks.across({"−4.0": -4, "−2.0": -2, "0": 0, "+2.0": 2, "+4.0": 4})
    assert_dot_with_interval(marks, "Belief", scale, ACCENT, 0.05, 0.1, 0.15)
    assert_dot_with_interval(marks, "Sleep", scale, ACCENT, -3, 3, 4)
    [arrowhead] = [line.points for line in marks.lines if len(line.points) == 3]
    assert arrowhead[1] == (pixels(scale.pixel(4)), pixels(marks.label("Sleep").y))
    assert arrowhead[0][0] == arrowhead[2][0] < arrowhead[1][0]


def test_means_by_quarter_are_dots_with_lines_between_quarters_beside_one_another(ladder):
    """42, 30 and 20 are measured, then nobody, then 12 and 8: a gap, and a dashed line to the mean of few."""
    means = {0: (42, 4.5), 1: (30, 5.25), 2: (20, 5.0), 4: (12, 6.25), 5: (8, 6.75)}
    rows = [
        row(
            "progression.course by item, respondent",
            n,
            group="ladder: belief",
            at=str(quarter),
            value=mean,
            unit="points",
        )
        for quarter, (n, mean) in means.items()
    ]
    marks = read("scores_by_quarter", *rows, programme=ladder)
    across = marks.across({"0": 0, "1": 1, "2": 2, "3": 3})
    # The ends of the upright axis, 4 and 7, are written to the left of the first quarter.
    ends = {label.text: label.y for label in marks.labels if label.anchor == "end" and label.text in ("4", "7")}
    up = Scale((ends["4"], 4), (ends["7"], 7))
    points = {quarter: (across.pixel(quarter), up.pixel(mean)) for quarter, (_, mean) in means.items()}
    assert [(dot.x, dot.y) for dot in marks.dots] == close([*points.values()])
    ways = [line for line in marks.lines if line.colour == COLOURS[0]]
    assert [way.points for way in ways] == [close([points[at], points[then]]) for at, then in ((0, 1), (1, 2), (4, 5))]
    assert [way.dashed for way in ways] == [False, False, True]
    level = [{y for _, y in line.points} for line in marks.lines]
    assert all(any(abs(y - end) <= TOLERANCE for ys in level if len(ys) == 1 for y in ys) for end in ends.values())
