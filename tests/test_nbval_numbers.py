"""How the notebooks' outputs are compared: numbers as numbers, all else to the letter."""

import re
import subprocess
import sys

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from tests.nbval_numbers import Output

STORED = "exits.job,3,7,0.4285714286,1.2e-05,2012-03-31"


@pytest.mark.parametrize(
    ("today", "same"),
    [
        (STORED, True),
        ("exits.job,3,7,0.42857142861,1.2e-05,2012-03-31", True),  # the eleventh digit
        ("exits.job,3,7,0.42857143,1.2e-05,2012-03-31", False),  # the eighth
        ("exits.job,3,7,0.4285714286,1.2000001e-05,2012-03-31", False),
        ("exits.job,4,7,0.4285714286,1.2e-05,2012-03-31", False),  # a count
        ("exits.job,3,7.0,0.4285714286,1.2e-05,2012-03-31", False),
        ("exits.job,3,7,0.4285714286,1.2e-05,2012-03-30", False),
        ("exits.jobs,3,7,0.4285714286,1.2e-05,2012-03-31", False),
        (f"{STORED},9", False),
    ],
)
def test_numbers_may_differ_by_a_billionth_and_nothing_else_may(today, same):
    assert (Output(STORED) == today, Output(STORED) != today) == (same, not same)


def test_a_count_as_long_as_a_share_is_still_a_count():
    assert Output("1234567890123") != "1234567890124"


def test_numbers_too_large_to_tell_apart_are_not_the_same():
    assert Output("1e999") != "2e999"


@pytest.mark.slow
def test_nbval_fails_for_the_eighth_digit_and_for_a_drawing(tmp_path, checkout):
    """Four notebooks, run by nbval as `make test` runs those of the checkout."""
    text, drawing = "print(0.12345678901)", "from IPython.display import SVG; SVG('<svg width=\"1.00000000001\"/>')"
    stored = {
        "last_digit": (text, new_output("stream", name="stdout", text="0.12345678902\n")),
        "eighth_digit": (text, new_output("stream", name="stdout", text="0.12345679\n")),
        "drawing": (drawing, _drawn('<svg width="1.00000000001"/>')),
        "drawing_changed": (drawing, _drawn('<svg width="1.00000000002"/>')),
    }
    for name, (source, output) in stored.items():
        notebook = new_notebook(cells=[new_code_cell(source, outputs=[output], execution_count=1)])
        nbformat.write(notebook, tmp_path / f"{name}.ipynb")
    options = ["--nbval", "--nbval-current-env", "-p", "tests.nbval_numbers", "--rootdir", tmp_path, "-rA"]
    command = [sys.executable, "-m", "pytest", tmp_path, "-c", "/dev/null", *options]
    done = subprocess.run(list(map(str, command)), cwd=checkout, capture_output=True, text=True, check=False)
    found = re.findall(r"^(PASSED|FAILED) \S*?(\w+)\.ipynb::", done.stdout, re.MULTILINE)
    assert sorted(found) == [
        ("FAILED", "drawing_changed"), ("FAILED", "eighth_digit"), ("PASSED", "drawing"), ("PASSED", "last_digit")
    ], done.stdout  # fmt: skip


def _drawn(svg: str):
    data = {"image/svg+xml": svg, "text/plain": "<IPython.core.display.SVG object>"}
    return new_output("execute_result", data=data, execution_count=1)
