"""How every chart looks: size, type and colours.

One unit is one pixel at the chart's own width, 640, which a page may scale up to its column and a phone scale down.
Marks keep 3:1 against white, text 4.5:1 (WCAG 2.1 AA), and colours are told apart with colour-blind eyes.
Nothing is placed by the extent of rendered text, as a page sets it in its own font: anchors and baselines are given,
and widths are estimated.
"""

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import matplotlib
import seaborn as sns
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from forlob.measures.elementary import power

Side = Literal["left", "center", "right"]
WIDTH = 640
MARGIN = 6
TEXT, SMALL = 14.0, 12.5
LINE = 17.5

INK, MUTED = "#1c2b36", "#53626d"
GRID, TRACK = "#dde3e8", "#edf1f4"
ACCENT, SECOND, NEUTRAL = "#0f5470", "#b3541a", "#6f7d87"
#: The mark of a suppressed number.
HATCHED: dict[str, Any] = {"facecolor": "white", "edgecolor": NEUTRAL, "hatch": "////", "linewidth": 0}
#: Told apart by hue and by lightness, dark enough for text; the first three carry most charts.
COLOURS = (ACCENT, SECOND, "#2b7ca2", "#7a5195", "#7d6e10", "#a8385d", "#4c5a64", "#3b7d69")


def tints(count: int) -> list[str]:
    """Colours of an ordered scale, from dark to the lightest that keeps 3:1 against white."""
    darkest = [] if count <= 3 else ["#0b3148"]
    return sns.blend_palette([*darkest, ACCENT, "#2b7ca2", "#579ab9"], count).as_hex() if count > 1 else [ACCENT]


@cache
def contrast(one: str, other: str = "#ffffff") -> float:
    """The contrast ratio of two colours as WCAG defines it, from 1 to 21."""
    dark, light = sorted(map(_luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ink_on(colour: str) -> str:
    """The colour of text on a ground: white where that can be read, else black."""
    return "#ffffff" if contrast(colour) >= 4.5 else "#000000"


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(power((part + 0.055) / 1.055, 2.4))


@cache
def _font(bold: bool) -> FT2Font:
    """From memory: of an open file, forked processes would share the place that they read at."""
    file = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / ("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf")
    font = FT2Font(BytesIO(file.read_bytes()))
    font.set_size(100, 72)
    return font


@cache
def _advance(letter: str, bold: bool) -> float:
    """How far a letter reaches in DejaVu Sans of size 100; one that it does not have, as far as an m."""
    font = _font(bold)
    known = letter if font.get_char_index(ord(letter)) else "m"
    return font.load_char(ord(known), flags=LoadFlags.NO_HINTING).linearHoriAdvance / 65536


def text_width(text: str, size: float = TEXT, bold: bool = False) -> float:
    """The width of one line of text in a page's font, rather too wide than too narrow.

    Measured in DejaVu Sans, whose bundled file is the same everywhere: it is some 12 % wider than Arial, and the widest
    that a page is shown in.
    """
    return sum(_advance(letter, bold) for letter in text) * size / 100


def wrap(text: str, width: float, size: float = TEXT, bold: bool = False) -> list[str]:
    """Lines no wider than `width`; a word that is wider alone stays whole on its line."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, size, bold) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


class Sheet:
    """A drawing surface of WIDTH x `height` pixels, y counted downwards from the top.

    Text and simple marks are the figure's own (axes would clip each at a cost); `plot` adds axes for data below them.
    """

    def __init__(self, height: float):
        self.height = round(height)
        self.figure = Figure(figsize=(WIDTH / 72, self.height / 72), dpi=72, facecolor="white")
        FigureCanvasSVG(self.figure)
        self._pixels = Affine2D().scale(1, -1).translate(0, self.height)

    def plot(self, left: float, top: float, width: float, height: float) -> Axes:
        """Bare axes: no frame, no ticks, no ground."""
        place = (left / WIDTH, 1 - (top + height) / self.height, width / WIDTH, height / self.height)
        axes = self.figure.add_axes(place)
        axes.set_axis_off()
        return axes

    def _add(self, artist: Artist) -> None:
        artist.set_transform(self._pixels)
        self.figure.add_artist(artist)

    def write(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = TEXT,
        colour: str = INK,
        bold: bool = False,
        ha: Side = "left",
    ) -> None:
        """One line of text, its middle at height y."""
        how: dict[str, Any] = {"fontsize": size, "fontweight": "bold" if bold else "normal", "parse_math": False}
        self._add(Text(x, y + 0.36 * size, text, color=colour, ha=ha, va="baseline", **how))

    def write_lines(self, x: float, y: float, lines: list[str], **how: Any) -> None:
        """Lines around the middle y, each a text of its own so that it keeps its anchor in any font."""
        for index, line in enumerate(lines):
            self.write(x, y + (index - (len(lines) - 1) / 2) * LINE, line, **how)

    def bar(self, left: float, middle: float, width: float, thickness: float, colour: str) -> None:
        self._add(Rectangle((left, middle - thickness / 2), width, thickness, color=colour, linewidth=0))

    def hatched(self, left: float, middle: float, width: float, thickness: float) -> None:
        """The mark of a suppressed number."""
        self._add(Rectangle((left, middle - thickness / 2), width, thickness, **HATCHED))

    def line(self, xs: Sequence[float], ys: Sequence[float], colour: str = GRID, width: float = 1.0) -> None:
        self._add(Line2D(xs, ys, color=colour, linewidth=width, solid_capstyle="butt"))

    def dashed(self, xs: Sequence[float], ys: Sequence[float], colour: str = GRID, width: float = 1.0) -> None:
        self._add(Line2D(xs, ys, color=colour, linewidth=width, linestyle=(0, (2.5, 2))))

    def dot(self, x: float, y: float, size: float, colour: str) -> None:
        self._add(Line2D([x], [y], linewidth=0, marker="o", markersize=size, color=colour, markeredgecolor="white"))
