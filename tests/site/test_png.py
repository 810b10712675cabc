"""Charts as PNG: the same picture as the SVG, in the same bytes each time."""

import io

import pytest
from matplotlib import image

from forlob.errors import RenderError
from forlob.site.png import SCALE, size, to_png
from tests.show.charts_of_all_kinds import CHARTS, drawn


def svg(inside: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">{inside}</svg>'


def colour(png: bytes, x: int, y: int) -> tuple[int, ...]:
    """The colour at a place of the SVG, from 0 to 255."""
    pixels = image.imread(io.BytesIO(png))
    return tuple(round(float(part) * 255) for part in pixels[y * SCALE, x * SCALE][:3])


def test_a_rectangle_stands_where_it_was_drawn():
    png = to_png(svg('<g transform="translate(2 1)"><path d="M 0 0 L 8 0 L 8 4 L 0 4 z" style="fill: #ff0000"/></g>'))
    assert image.imread(io.BytesIO(png)).shape[:2] == (10 * SCALE, 20 * SCALE)
    assert colour(png, 6, 3) == (255, 0, 0)
    assert colour(png, 6, 7) == colour(png, 15, 3) == (255, 255, 255)


def test_a_copy_stands_where_it_is_used():
    inside = '<defs><path id="m" d="M -2 -2 L 2 -2 L 2 2 L -2 2 z"/></defs>'
    used = '<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="#m" x="10" y="5" style="fill: #0000ff"/>'
    png = to_png(svg(inside + used))
    assert colour(png, 10, 5) == (0, 0, 255) and colour(png, 2, 2) == (255, 255, 255)


def test_shapes_of_hand_drawn_charts():
    png = to_png(svg('<rect x="10" y="0" width="10" height="10" fill="#00ff00"/>'))
    assert colour(png, 15, 5) == (0, 255, 0) and colour(png, 5, 5) == (255, 255, 255)


@pytest.mark.parametrize(
    "inside",
    ["<image/>", '<path d="M 0 0 A 1 1 0 0 0 2 2"/>', '<path d="M 0"/>', '<g transform="scale(2)"><path d=""/></g>'],
)
def test_what_cannot_be_drawn_is_said(inside):
    with pytest.raises(RenderError, match="A chart"):
        to_png(svg(inside))


@pytest.mark.parametrize("name", list(CHARTS))
def test_every_chart_can_be_drawn_and_its_bytes_repeat(name):
    chart = drawn(name).svg
    png = to_png(chart)
    height, width = image.imread(io.BytesIO(png)).shape[:2]
    assert (width, height) == tuple(round(length * SCALE) for length in size(chart))
    if name == "shares":
        assert to_png(chart) == png
