"""Draws the SVG of a chart as PNG, for documents that cannot show SVG everywhere: with matplotlib, and its own font."""

import io
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from forlob.errors import RenderError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.path import Path

Place = tuple[float, float]
#: The elements of a chart that have an id, by it.
Named = dict[str | None, Element]
#: Pixels of the PNG to one unit of the SVG: a chart as wide as the text of an A4 page prints at about 290 dots an inch.
SCALE = 3
POINTS_A_PIXEL = 0.75
#: DejaVu Sans, which comes with matplotlib, is wider than the fonts that the charts are laid out for.
NARROWER = 0.94
XLINK = "{http://www.w3.org/1999/xlink}href"
#: Elements of a chart that are not drawn themselves.
SILENT = {"title", "desc", "style", "defs", "metadata", "clipPath", "svg", "g"}
#: Shapes as the steps of a path, from the attributes that say where they are.
SHAPES = {"rect": "M {0} {1} h {2} v {3} h -{2} z", "line": "M {0} {1} L {2} {3}", "polyline": "M {0}"}
NAMED = {"rect": ("x", "y", "width", "height"), "line": ("x1", "y1", "x2", "y2"), "polyline": ("points",)}
ANCHORS = {"start": "left", "middle": "center", "end": "right"}


def size(svg: str) -> tuple[float, float]:
    """Width and height of an SVG in its own units, from its viewBox or its width and height."""
    root = ElementTree.fromstring(svg)
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    if len(box) == 4:
        return float(box[2]), float(box[3])
    return _length(root.get("width", "")), _length(root.get("height", ""))


def to_png(svg: str) -> bytes:
    """The PNG of a chart's SVG, the same bytes each time.

    Charts are made of paths with straight lines and curves, of copies of such paths, and of texts. Raises RenderError
    for any other element, rather than leaving it out.
    """
    import matplotlib
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    width, height = size(svg)
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams["hatch.linewidth"] = 1.1
        dots = 72 / POINTS_A_PIXEL * SCALE
        figure = Figure(figsize=(width * SCALE / dots, height * SCALE / dots), dpi=dots)
        canvas = FigureCanvasAgg(figure)
        axes = figure.add_axes((0, 0, 1, 1), xlim=(0, width), ylim=(height, 0))
        axes.set_axis_off()
        root = ElementTree.fromstring(svg)
        named = {item.get("id"): item for item in root.iter() if item.get("id")}
        for order, (element, style, at) in enumerate(_drawn(root, {}, (0.0, 0.0))):
            _draw(axes, element, style, at, named, order)
        written = io.BytesIO()
        canvas.print_png(written, metadata={"Software": None})
    return written.getvalue()


def _drawn(element: Element, inherited: dict[str, str], at: Place) -> Iterator[tuple[Element, dict[str, str], Place]]:
    """The elements to draw with their style and shift, in the order of the document; those of <defs> only as copies."""
    kind = element.tag.rpartition("}")[2]
    style = {**inherited, **_style(element)}
    at = _shifted(at, element.get("transform", ""), kind)
    if kind not in SILENT:
        yield element, style, at
    elif kind in ("svg", "g"):
        for child in element:
            yield from _drawn(child, style, at)


def _draw(axes: "Axes", element: Element, style: dict[str, str], at: Place, named: Named, order: int) -> None:
    from matplotlib.patches import PathPatch

    kind = element.tag.rpartition("}")[2]
    x, y = (_length(element.get(name, "0")) + shift for name, shift in zip("xy", at, strict=True))
    if kind == "text":
        _write(axes, element, style, x, y, order)
        return
    if kind == "use":
        copied = named.get(element.get(XLINK, "").lstrip("#"))
        if copied is None:
            raise RenderError(f"A chart copies {element.get(XLINK)!r}, which it does not hold.")
        element, style = copied, {**_style(copied), **style}
    elif kind != "path" and kind not in SHAPES:
        raise RenderError(f"A chart holds <{kind}>, which cannot be drawn in a Word file.")
    else:
        x, y = at
    ink = _hatch(style, named) if style.get("fill", "").startswith("url(") else _ink(style)
    axes.add_patch(PathPatch(_path(_steps(element), x, y), zorder=order, clip_on=False, **ink))


def _ink(style: dict[str, str]) -> dict[str, Any]:
    """matplotlib's words for fill, stroke, width, dashes and joins."""
    stroke, fill = style.get("stroke", "none"), style.get("fill", "black")
    width = _length(style.get("stroke-width", "1")) * POINTS_A_PIXEL if stroke != "none" else 0
    dashes = [float(length) * POINTS_A_PIXEL for length in re.findall(r"[\d.]+", style.get("stroke-dasharray", ""))]
    cap = {"square": "projecting"}.get(style.get("stroke-linecap", "butt"), style.get("stroke-linecap", "butt"))
    ink = {
        "facecolor": _colour(fill, style, "fill-opacity"),
        "edgecolor": _colour(stroke, style, "stroke-opacity"),
        "linewidth": width,
        "capstyle": cap,
        "joinstyle": style.get("stroke-linejoin", "round"),
    }
    return ink | ({"linestyle": (0, [length / width for length in dashes])} if dashes and width else {})


def _steps(element: Element) -> str:
    """The steps of a path; a shape's are made from its attributes."""
    kind = element.tag.rpartition("}")[2]
    if kind in SHAPES:
        return SHAPES[kind].format(*(element.get(name, "0") for name in NAMED[kind]))
    return element.get("d", "")


def _hatch(style: dict[str, str], named: Named) -> dict[str, Any]:
    """The mark of a suppressed number: slanted lines in the colour of the pattern that the fill names."""
    pattern = named.get(style["fill"][len("url(#") : -1])
    lines = [_style(part).get("stroke", "none") for part in pattern.iter()] if pattern is not None else []
    colour = next((line for line in lines if line != "none"), "black")
    return {"facecolor": "white", "edgecolor": colour, "hatch": "////", "linewidth": 0}


def _write(axes: "Axes", element: Element, style: dict[str, str], x: float, y: float, order: int) -> None:
    weight = style.get("font-weight", "normal")
    turn = re.search(r"rotate\((-?[\d.]+)", element.get("transform", ""))
    axes.text(
        x,
        y,
        "".join(element.itertext()),
        parse_math=False,
        family="DejaVu Sans",
        size=_length(style.get("font-size", "10px")) * POINTS_A_PIXEL * NARROWER,
        weight=int(weight) if weight.isdigit() else weight,
        color=_colour(style.get("fill", "black"), style, "fill-opacity"),
        ha=ANCHORS[style.get("text-anchor", "start")],
        va="baseline",
        rotation=-float(turn[1]) if turn else 0,
        rotation_mode="anchor",
        zorder=order,
        clip_on=False,
    )


def _path(text: str, x: float, y: float) -> "Path":
    """A path of absolute moves, lines, curves and closings, shifted."""
    from matplotlib.path import Path

    points, codes = [], []
    steps = {"M": (1, [Path.MOVETO]), "L": (1, [Path.LINETO]), "Q": (2, [Path.CURVE3] * 2), "C": (3, [Path.CURVE4] * 3)}
    for letter, numbers in re.findall(r"([A-Za-z])([^A-Za-z]*)", re.sub(r"(?<=\d)e(?=[-+]?\d)", "E", text)):
        if letter in "zZ":
            points.append((x, y))
            codes.append(Path.CLOSEPOLY)
        elif letter in "hv" and points:
            along = float(numbers)
            points.append((points[-1][0] + along * (letter == "h"), points[-1][1] + along * (letter == "v")))
            codes.append(Path.LINETO)
        elif letter in steps:
            values = [float(number) for number in re.findall(r"[-+]?(?:\d*\.)?\d+", numbers)]
            size_, kinds = steps[letter]
            if not values or len(values) % (2 * size_):
                raise RenderError(f"A chart's path has {len(values)} numbers after {letter}, which is no line.")
            points += [(values[i] + x, values[i + 1] + y) for i in range(0, len(values), 2)]
            more = len(values) // (2 * size_) - 1
            codes += kinds + (kinds if letter != "M" else [Path.LINETO]) * more
        else:
            raise RenderError(f"A chart's path has the step {letter!r}, which cannot be drawn in a Word file.")
    return Path(points, codes)


def _style(element: Element) -> dict[str, str]:
    """What `style` says, and the same said as attributes."""
    names = ("fill", "stroke", "stroke-width", "font-size", "font-weight", "text-anchor", "opacity")
    given = {name: value for name in names if (value := element.get(name))}
    pairs = (part.partition(":") for part in element.get("style", "").split(";"))
    return given | {name.strip(): value.strip() for name, _, value in pairs if value.strip()}


def _colour(colour: str, style: dict[str, str], opacity: str) -> str | tuple[str, float]:
    if colour in ("none", ""):
        return "none"
    return colour, float(style.get(opacity, 1)) * float(style.get("opacity", 1))


def _shifted(at: Place, transform: str, kind: str) -> Place:
    """A translation added to the shift so far; a text may be turned about its own place too."""
    moved = re.fullmatch(r"\s*(?:translate\(\s*(-?[\d.]+)[\s,]+(-?[\d.]+)\s*\))?\s*(rotate\([^)]*\))?\s*", transform)
    if not moved or (moved[3] and kind != "text"):
        raise RenderError(f"A chart holds {transform!r}, which cannot be drawn in a Word file.")
    return (at[0] + float(moved[1]), at[1] + float(moved[2])) if moved[1] else at


def _length(text: str) -> float:
    found = re.match(r"\s*(-?[\d.]+)", text)
    return float(found[1]) if found else 0.0
