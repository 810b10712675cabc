"""A plugin of pytest for nbval: outputs are compared with numbers as numbers, drawings to the letter.

    pytest tests/notebooks --nbval -p tests.nbval_numbers

Numbers with a decimal point or an exponent may differ by a billionth; nbval by itself compares text or hides it.
"""

import math
import re

import pytest
from nbval.plugin import IPyNbCell

#: Tables are written with ten significant digits: another processor may round the last one otherwise, but no eighth.
TOLERANCE = 1e-9
_NUMBER = re.compile(r"(\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)")
_DRAWING = "<svg"


class Output(str):
    """A text of an output, which equals another where all but the last digits of its numbers does."""

    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str) and (str.__eq__(self, other) or _differ_by_little(self, other))

    def __ne__(self, other: object) -> bool:
        return not self == other


def _differ_by_little(one: str, other: str) -> bool:
    if _DRAWING in one or _DRAWING in other:
        return False
    parts, others = _NUMBER.split(one), _NUMBER.split(other)
    return len(parts) == len(others) and all(map(_same, parts, others))


def _same(one: str, other: str) -> bool:
    """Counts, dates and words must be equal; of two other numbers the difference must be small."""
    if one == other:
        return True
    if not (_NUMBER.fullmatch(one) and _NUMBER.fullmatch(other)) or one.isdigit() or other.isdigit():
        return False
    return math.isfinite(float(one)) and math.isclose(float(one), float(other), rel_tol=TOLERANCE)


@pytest.hookimpl
def pytest_itemcollected(item: pytest.Item) -> None:
    if isinstance(item, IPyNbCell):
        sanitize = item.sanitize
        item.sanitize = lambda text: Output(sanitize(text)) if isinstance(text, str) else text
