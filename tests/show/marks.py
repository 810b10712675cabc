"""The marks of a drawn chart, read from its SVG: bars, lines, dots, areas and texts, each where it stands in pixels.

Coordinates in the SVG have two decimals, so a length may be 0.01 px off; TOLERANCE is twice that.
"""

import re
from dataclasses import dataclass
from xml.etree import ElementTree

import pytest

from forlob.show import charts
from forlob.show.words import Words
from tests.show import examples

SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"
TOLERANCE = 0.02
Point = tuple[float, float]


def pixels(expected: float):
    """To be compared with a length or a place that the SVG gives."""
    return pytest.approx(expected, abs=TOLERANCE)


@dataclass(frozen=True)
class Bar:
    """A filled rectangle. `hatched` is the mark of a suppressed number."""

    left: float
    top: float
    right: float
    bottom: float
    fill: str

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def hatched(self) -> bool:
        return self.fill.startswith("url(")


@dataclass(frozen=True)
class Line:
    """A line through points."""

    points: list[Point]
    colour: str
    thickness: float
    dashed: bool


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    colour: str
    radius: float


@dataclass(frozen=True)
class Area:
    """A filled outline with more corners than a bar."""

    points: list[Point]
    fill: str

    def at(self, x: float) -> tuple[float, float]:
        """The highest and the lowest pixel of the corners at x."""
        heights = [y for at, y in self.points if abs(at - x) <= TOLERANCE]
        return min(heights), max(heights)


@dataclass(frozen=True)
class Label:
    """A text; x is its anchor, y the middle of its line."""

    text: str
    x: float
    y: float
    anchor: str


@dataclass(frozen=True)
class Scale:
    """A straight axis, known from the pixels of its two outermost ticks and what is written at them."""

    first: tuple[float, float]
    last: tuple[float, float]

    def pixel(self, value: float) -> float:
        (start, low), (end, high) = self.first, self.last
        return start + (value - low) / (high - low) * (end - start)


class Marks:
    """All marks of a chart. Lines include the grid and the ticks, bars the tracks and the squares of the key."""

    def __init__(self, svg: str):
        root = ElementTree.fromstring(svg)
        shapes = {shape.get("id"): shape for shape in root.iter(f"{SVG}path") if shape.get("id")}
        drawn = [path for path in _outside_patterns(root) if path.get("id") is None]
        self.bars: list[Bar] = []
        self.lines: list[Line] = []
        self.areas: list[Area] = []
        self.dots: list[Dot] = []
        for path in drawn[1:]:  # the first is the white ground
            self._add(_points(path), _style(path))
        for use in root.iter(f"{SVG}use"):
            shape = shapes[use.get(HREF).removeprefix("#")]
            x, y, style = float(use.get("x")), float(use.get("y")), _style(use)
            if "C" in shape.get("d"):
                self.dots.append(Dot(x, y, style["fill"], _points(shape)[0][1]))
            else:
                self._add([(x + right, y + down) for right, down in _points(shape)], style)
        self.labels = [_label(text) for text in root.iter(f"{SVG}text")]

    def _add(self, points: list[Point], style: dict[str, str]) -> None:
        if style["fill"] == "none":
            thickness = float(style.get("stroke-width", 1))
            if len(points) > 1:  # one point is the place of a dot, which `use` draws
                self.lines.append(Line(points, style["stroke"], thickness, "stroke-dasharray" in style))
        elif len(points) == 4:
            xs, ys = zip(*points, strict=True)
            self.bars.append(Bar(min(xs), min(ys), max(xs), max(ys), style["fill"]))
        else:
            self.areas.append(Area(points, style["fill"]))

    def label(self, text: str) -> Label:
        """The only text that reads so."""
        [found] = [label for label in self.labels if label.text == text]
        return found

    def bars_beside(self, text: str) -> list[Bar]:
        """The bars at the height of a text, from left to right; the longer of two that begin together first."""
        y = self.label(text).y
        return sorted((b for b in self.bars if b.top < y < b.bottom), key=lambda bar: (bar.left, -bar.right))

    def track_and_bar(self, text: str) -> tuple[Bar, Bar]:
        """The two bars beside a text that begin where the track begins."""
        track, bar = self.bars_beside(text)
        return track, bar

    def bar_beside(self, text: str) -> Bar:
        """The only bar beside a text."""
        [bar] = self.bars_beside(text)
        return bar

    def dots_beside(self, text: str) -> list[Dot]:
        """The dots at the height of a text, in the order in which they are drawn."""
        return [dot for dot in self.dots if abs(dot.y - self.label(text).y) <= TOLERANCE]

    def lines_beside(self, text: str, colour: str) -> list[Line]:
        """The lines of a colour that run level with a text."""
        y = self.label(text).y
        level = [line for line in self.lines if all(abs(at - y) <= TOLERANCE for _, at in line.points)]
        return [line for line in level if line.colour == colour]

    def across(self, ticks: dict[str, float]) -> Scale:
        """The axis from left to right whose labels say these values: all on one scale, a line of the grid at each."""
        return self._scale({text: (self.label(text).x, value) for text, value in ticks.items()}, 0)

    def upwards(self, ticks: dict[str, float]) -> Scale:
        return self._scale({text: (self.label(text).y, value) for text, value in ticks.items()}, 1)

    def _scale(self, ticks: dict[str, tuple[float, float]], way: int) -> Scale:
        placed = list(ticks.values())
        scale = Scale(placed[0], placed[-1])
        for text, (pixel, value) in ticks.items():
            assert pixel == pixels(scale.pixel(value)), f"the tick {text} is off the scale"
            straight = [line for line in self.lines if all(abs(p[way] - pixel) <= TOLERANCE for p in line.points)]
            assert straight, f"the tick {text} has no line"
        return scale


def read(name: str, *rows: dict, language: str = "en", programme=None, **options) -> Marks:
    """The marks of a chart of rows (those of `examples.row` and `examples.suppressed`)."""
    return Marks(getattr(charts, name)(examples.table(*rows), Words(language, programme), **options).svg)


def _outside_patterns(root: ElementTree.Element) -> list[ElementTree.Element]:
    """The paths that are drawn: not the hatching, nor the frames that clip."""
    hidden = {path for kind in ("pattern", "clipPath") for one in root.iter(SVG + kind) for path in one.iter()}
    return [path for path in root.iter(f"{SVG}path") if path not in hidden]


def _points(path: ElementTree.Element) -> list[Point]:
    return [(float(x), float(y)) for x, y in re.findall(r"[ML] (-?[\d.]+) (-?[\d.]+)", path.get("d"))]


def _style(element: ElementTree.Element) -> dict[str, str]:
    return dict(part.split(": ") for part in element.get("style").split("; "))


def _label(text: ElementTree.Element) -> Label:
    style = _style(text)
    size = float(style["font-size"].removesuffix("px"))
    return Label(text.text, float(text.get("x")), float(text.get("y")) - 0.36 * size, style["text-anchor"])
