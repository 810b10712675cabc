"""Axes of months, counts and shares, and labels at the ends of lines kept apart."""

import math
from collections.abc import Sequence
from decimal import Decimal

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from forlob.show import numbers
from forlob.show.charts.look import GRID, LINE, MUTED, SMALL, Sheet
from forlob.show.words import Words

Ends = tuple[float, float]
#: Where ticks are, and their texts.
Ticks = tuple[list[float], list[str]]


class Frame:
    """A plotting area of a sheet in pixels, with the values at its edges; x runs to the right, y upwards."""

    def __init__(self, sheet: Sheet, left: float, top: float, width: float, height: float, xs: Ends, ys: Ends):
        self.sheet, self.left, self.top, self.width, self.height = sheet, left, top, width, height
        self.xs, self.ys = xs, ys
        self.axes: Axes = sheet.plot(left, top, width, height)
        self.axes.set(xlim=xs, ylim=ys)
        self.axes.patch.set_visible(False)

    def x(self, value: float) -> float:
        """The pixel of a value on the horizontal axis."""
        return self.left + (value - self.xs[0]) / (self.xs[1] - self.xs[0]) * self.width

    def y(self, value: float) -> float:
        return self.top + self.height - (value - self.ys[0]) / (self.ys[1] - self.ys[0]) * self.height

    def settle(self) -> None:
        """Puts the limits back and the frame off, after a plotting function has changed them."""
        self.axes.set(xlim=self.xs, ylim=self.ys, xlabel="", ylabel="")
        self.axes.set_axis_off()

    def grid_y(self, ticks: Sequence[float], texts: Sequence[str]) -> None:
        """Horizontal lines at the ticks, each with its text to the left; the one at the bottom is darker."""
        for tick, text in zip(ticks, texts, strict=True):
            colour, width = (MUTED, 1.2) if tick == self.ys[0] else (GRID, 1.0)
            self.axes.add_artist(
                Line2D(self.xs, [tick, tick], color=colour, linewidth=width, zorder=0.5, clip_on=False)
            )
            self.sheet.write(self.left - 8, self.y(tick), text, size=SMALL, colour=MUTED, ha="right")

    def grid_x(self, ticks: Sequence[float], texts: Sequence[str]) -> None:
        """Vertical lines at the ticks, each with its text below."""
        for tick, text in zip(ticks, texts, strict=True):
            self.axes.add_artist(Line2D([tick, tick], self.ys, color=GRID, linewidth=1.0, zorder=0.5, clip_on=False))
            self.mark_x(tick, text)

    def mark_x(self, tick: float, text: str) -> None:
        """A short tick below the frame and its text."""
        foot = self.top + self.height
        self.sheet.line([self.x(tick)] * 2, [foot, foot + 5], MUTED, 1.0)
        self.sheet.write(self.x(tick), foot + 5 + LINE / 2, text, size=SMALL, colour=MUTED, ha="center")


def steps(highest: float, most: int = 5) -> list[float]:
    """Round ticks from 0 to at least `highest`: 72 -> 0, 20, 40, 60, 80."""
    if highest <= 0:
        return [0, 1]
    rough = highest / most
    size = float(f"1e{Decimal(rough).adjusted()}")  # no logarithm: processors differ at 1000
    step = next(size * factor for factor in (1, 2, 5, 10) if size * factor >= rough * (1 - 1e-9))
    return [round(step * index, 10) for index in range(math.ceil(highest / step - 1e-9) + 1)]


def count_ticks(highest: float, words: Words) -> Ticks:
    ticks = sorted({float(math.ceil(tick)) for tick in steps(highest)})
    return ticks, [numbers.number(tick, words.language) for tick in ticks]


def share_ticks(highest: float, words: Words) -> Ticks:
    """Ticks of a scale of shares, in whole percent, to at most 100."""
    ticks = [tick for tick in steps(min(highest, 1.0) * 100) if tick <= 100]
    return [tick / 100 for tick in ticks], [numbers.percent_text(tick, words.language) for tick in ticks]


def month_ticks(months: Sequence[str], words: Words, room: float) -> list[tuple[int, str]]:
    """(position, text) of the months to name, as often as there is room for; over years, each January by its year."""
    fitting = max(2, int(room // 92))
    every = next((step for step in (1, 2, 3, 6) if (len(months) - 1) / step + 1 <= fitting), None)
    if every is None:
        years = [(at, month[:4]) for at, month in enumerate(months) if month.endswith("-01")]
        return years[:: max(1, -(-len(years) // int(room // 60)))]
    named = [(at, month) for at, month in enumerate(months) if at % every == 0]
    return [(at, numbers.month(month, words.language, short=True)) for at, month in named]


def apart(wanted: Sequence[float], heights: Sequence[float], top: float, foot: float) -> list[float]:
    """Middles of labels of these heights, as near to those wanted as they can be without touching each other.

    Labels that would touch become one block around the mean of what they want (pool adjacent violators).
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    blocks: list[tuple[float, list[int]]] = []
    for index in order:
        members = [index]
        while True:
            half = _high(members, heights) / 2
            middle = max(min(_wanted_by(members, wanted, heights), foot - half), top + half)
            if not blocks or blocks[-1][0] + _high(blocks[-1][1], heights) / 2 <= middle - half:
                break
            members = blocks.pop()[1] + members
        blocks.append((middle, members))
    placed: dict[int, float] = {}
    for middle, members in blocks:
        at = middle - _high(members, heights) / 2
        for index in members:
            placed[index] = at + heights[index] / 2
            at += heights[index]
    return [placed[index] for index in range(len(wanted))]


def _high(members: Sequence[int], heights: Sequence[float]) -> float:
    return sum(heights[index] for index in members)


def _wanted_by(members: Sequence[int], wanted: Sequence[float], heights: Sequence[float]) -> float:
    """The middle of a block whose members are on average where they want to be."""
    above, off = 0.0, 0.0
    for index in members:
        off += wanted[index] - (above + heights[index] / 2)
        above += heights[index]
    return off / len(members) + above / 2
