"""The examples, cleaned in chunks: the same registers and findings as with everything in memory."""

import pytest

from examples.__main__ import main
from forlob.programme.read_programme import read_programme
from tests.big.stories import taken_both_ways


@pytest.mark.parametrize("name", ["kvik", "progression-scales", pytest.param("social-mentors", marks=pytest.mark.slow)])
def test_an_example(tmp_path, checkout, name):
    """Of the two others there is nothing to be split: one has the answers of a survey, one interviews alone."""
    assert main([name, str(tmp_path / "raw")]) == 0
    made = read_programme(checkout / "programmes" / name / "programme.yaml")
    assert taken_both_ways(made, tmp_path / "raw").registers
