"""Bars are as long as their numbers: in every chart of bars, on a track that is 100 % or beside the longest bar."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.show.examples import row, suppressed
from tests.show.marks import Bar, Marks, pixels, read

#: The mark of a suppressed number is as long whatever the number.
HATCHED = 44
#: A bar of the funnel is at least this long, so that one person of thousands is seen.
LEAST_OF_A_STAGE = 1.5


def from_top(marks: Marks) -> list[list[Bar]]:
    """The bars level by level, each level from the left, the longer of two that begin together first."""
    levels: dict[float, list[Bar]] = {}
    for bar in sorted(marks.bars, key=lambda bar: (bar.middle, bar.left, -bar.right)):
        levels.setdefault(bar.middle, []).append(bar)
    return list(levels.values())


def assert_in_proportion(bars: list[Bar], numbers: list[float]) -> None:
    """All begin at one place, and each is as long as its number is of the largest one."""
    assert len(bars) == len(numbers)
    longest = max(bar.width for bar in bars)
    assert longest > 100
    for bar, number in zip(bars, numbers, strict=True):
        assert bar.left == bars[0].left
        assert bar.width == pixels(longest * number / max(numbers))


def assert_parts_of_the_track(levels: list[list[Bar]], parts: list[float]) -> None:
    """On each level a track, all of one length, and on it a bar that is so great a part of it."""
    assert len(levels) == len(parts)
    for (track, bar), part in zip(levels, parts, strict=True):
        assert (track.left, track.width) == (levels[0][0].left, levels[0][0].width)
        assert bar.left == track.left
        assert bar.width == pixels(track.width * part)


def test_a_quarter_is_a_quarter_of_the_track_and_everybody_is_all_of_it():
    counts = {"quarter": 18, "most": 54, "all": 72}
    marks = read("shares", *(row("participants.enrolled by form", n, 72, group) for group, n in counts.items()))
    assert_parts_of_the_track([[*marks.track_and_bar(group)] for group in counts], [0.25, 0.75, 1])


def test_nobody_is_a_stroke_where_the_track_begins():
    marks = read("shares", row("participants.enrolled by form", 0, 72, "none"))
    track = marks.bar_beside("none")
    [stroke] = marks.lines
    assert stroke.points == [(track.left, track.top), (track.left, track.bottom)]


def test_shares_of_different_denominators_share_one_track():
    """10 of 40 and 30 of 60."""
    marks = read(
        "shares",
        row("placements.registered by form", 10, 40, "one"),
        row("placements.registered by form", 30, 60, "two"),
    )
    assert_parts_of_the_track([[*marks.track_and_bar(name)] for name in ("one", "two")], [0.25, 0.5])


def test_a_suppressed_number_is_hatched_and_its_length_says_nothing():
    marks = read(
        "shares",
        row("exits.self_supporting by form", 36, 72, "half"),
        suppressed("exits.self_supporting by form", 72, group="few"),
    )
    track, hatched = marks.track_and_bar("few")
    assert hatched.hatched and hatched.width == pixels(HATCHED)
    assert not marks.track_and_bar("half")[1].hatched
    assert_parts_of_the_track([[*marks.track_and_bar("half")]], [0.5])


@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 10_000)), min_size=1, max_size=6))
def test_any_share_is_its_part_of_the_track(counts):
    """(some, others): some of all."""
    rows = [row("exits.self_supporting by form", n, n + others or 1, f"g{at}") for at, (n, others) in enumerate(counts)]
    marks = read("shares", *rows)
    for at, (n, others) in enumerate(counts):
        track, *bar = marks.bars_beside(f"g{at}")
        assert len(bar) == (n > 0)
        for one in bar:
            assert (one.left, one.width) == (track.left, pixels(track.width * n / (n + others)))


@given(st.lists(st.integers(1, 1_000_000), min_size=2, max_size=6))
def test_any_two_plain_bars_are_to_each_other_as_their_numbers(quarters):
    """Hours are registered by the quarter."""
    hours = [number / 4 for number in quarters]
    rows = [row("time.hours by form", n, sum(hours), f"g{at}", unit="hours") for at, n in enumerate(hours)]
    marks = read("hours", *rows)
    assert_in_proportion([marks.bar_beside(f"g{at}") for at in range(len(hours))], hours)


def test_expected_and_actual_participants_are_to_each_other_as_sixty_to_ninety():
    marks = read("expected_and_actual", row("participants.expected", 60), row("participants.enrolled", 90))
    bars = [marks.bar_beside(name) for name in ("Expected participants", "Actual participants")]
    assert_in_proportion(bars, [60, 90])


def test_ages_and_match_groups_are_shares_on_one_track():
    counts = {"participants.enrolled by form": {"one": 12, "two": 36}, "participants.enrolled by size": {"small": 48}}
    rows = [row(measure, n, 48, group) for measure, groups in counts.items() for group, n in groups.items()]
    marks = read("age_and_match", *rows)
    levels = [[*marks.track_and_bar(name)] for name in ("one", "two", "small")]
    assert_parts_of_the_track(levels, [0.25, 0.75, 1])


def test_of_all_match_groups_enrolled_placed_and_self_supporting_are_counts_on_one_scale():
    counts = {"2": (40, 20, 5), "3": (10, 8, 1)}
    parts = ("participants.enrolled", "placements.started", "exits.self_supporting")
    rows = [
        row(f"{part} by match_group", n, of[0], group)
        for group, of in counts.items()
        for part, n in zip(parts, of, strict=True)
    ]
    levels = from_top(read("match_groups", *rows))
    assert_in_proportion([bar for [bar] in levels], [40, 20, 5, 10, 8, 1])


def test_hours_of_subgroups_are_on_the_scale_of_all_groups():
    hours = {("home", "9"): 10.5, ("home", "12"): 3.25, ("work", "9"): 42}
    rows = [row("time.hours by form_and_size", n, 55.75, *names, unit="hours") for names, n in hours.items()]
    assert_in_proportion([bar for [bar] in from_top(read("hours", *rows))], [10.5, 3.25, 42])


def test_a_median_is_a_line_from_the_left_to_a_dot():
    """10 and 40 days; a median that is not reached has no mark."""
    days = {"durations.one": 10, "durations.other": 40, "durations.not_reached": None}
    marks = read("medians", *(row(measure, 72, value=median, unit="days") for measure, median in days.items()))
    ends = [line.points for line in marks.lines]
    left = ends[0][0][0]
    for name, line, dot in zip(days, ends, marks.dots, strict=False):
        y = pixels(marks.label(name).y)
        assert line == [(left, y), (dot.x, y)] and dot.y == y
    assert len(ends) == len(marks.dots) == 2
    assert (marks.dots[0].x - left) * 4 == pytest.approx(marks.dots[1].x - left, abs=0.06)  # 4 x 0.01, and its own


def test_a_status_and_the_reasons_it_gathers_are_on_one_scale():
    """Of 100: 20 self-supporting, of whom 5 in a job and 15 in education; 80 others."""
    rows = [
        row("participants.enrolled by status_group", 20, 100, "self_supporting"),
        row("participants.enrolled by exit_reason", 5, 100, "job"),
        row("participants.enrolled by exit_reason", 15, 100, "education"),
        row("participants.enrolled by status_group", 80, 100, "other"),
    ]
    bars = [bar for [bar] in from_top(read("status", *rows))]
    assert_in_proportion(bars, [20, 5, 15, 80])
    assert [bar.height for bar in bars] == pytest.approx([20, 12, 12, 20])


def test_passages_on_themes_and_themes_below_them_are_on_one_scale():
    counts = {"Work": 12, "Work > Colleagues": 3, "Home": 8}
    rows = [row(f"themes.{what}", n, 20, theme) for theme, n in counts.items() for what in ("excerpts", "informants")]
    marks = read("themes", *rows)
    assert_in_proportion([marks.bar_beside(name) for name in ("Work", "Colleagues", "Home")], [12, 3, 8])


def stages(counts: dict[str, int], project="", of=None) -> list[dict]:
    first = next(iter(counts.values()))
    return [
        row("funnel.reached by stage", n, first if at else of, stage, project=project, unit="participants")
        for at, (stage, n) in enumerate(counts.items())
    ]


def test_a_stage_of_the_funnel_is_its_share_of_the_target_group():
    """4,000, half of them, a quarter, one percent; and one person, whose bar would be too short to be seen."""
    marks = read("funnel", *stages({"a": 4000, "b": 2000, "c": 1000, "d": 40, "e": 1}))
    *levels, (track, least) = from_top(marks)
    assert len(levels[0]) == 2 and levels[0][0].width == levels[0][1].width
    assert_parts_of_the_track(levels, [1, 0.5, 0.25, 0.01])
    assert least.width == pixels(LEAST_OF_A_STAGE) and least.left == track.left


def test_the_track_of_the_funnel_is_all_of_the_chart_but_its_margins():
    track, _ = from_top(read("funnel", *stages({"a": 4000, "b": 2000})))[0]
    assert (track.left, track.right) == (6, 634)


def test_funnels_of_projects_are_each_of_their_own_target_group():
    """Of 50: 10; of the programme's 200: 150. By stage, projects first."""
    rows = [*stages({"a": 50, "b": 10}, "one"), *stages({"a": 200, "b": 150})]
    assert_parts_of_the_track(from_top(read("funnel_by_project", *rows)), [1, 1, 0.2, 0.75])
