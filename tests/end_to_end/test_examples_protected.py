"""The public report of each example with small numbers protected: whole, and without a count of one to four people."""

import re
import shutil
import subprocess
import sys

import pytest

from forlob.disclosure.cells import counts_nobody
from forlob.measures.catalogue import by_name
from forlob.measures.table import read_rows
from forlob.own.measures_file import use_own_measures
from forlob.programme.read_programme import read_programme
from forlob.programme.registers import ABOUT_NOBODY
from tests.end_to_end.conftest import ROOT
from tests.end_to_end.line import Line

pytestmark = pytest.mark.slow
EXAMPLES = ("kvik", "social-mentors", "brug-for-alle", "progression-scales", "focus-group")
#: A number of one to four that is no part of a longer one and no percentage: "job: 3 of 40", "job: 3; education: 5".
FEW = re.compile(r": ([1-4])(?![\d.,]*\d)(?! ?%)")


@pytest.fixture(scope="module", params=EXAMPLES)
def protected(request, tmp_path_factory) -> Line:
    """The report of an example with `min_cell: 5`."""
    made = Line(tmp_path_factory.mktemp(request.param))
    shutil.copytree(ROOT / "programmes" / request.param, made.programme.parent)
    made.change_programme("disclosure: {min_cell: 0", "disclosure: {min_cell: 5")
    subprocess.run([sys.executable, "-m", "examples", request.param, made.raw], cwd=ROOT, check=True)
    done = made.run()
    assert done.code == 0, done.err
    return made


def rows(made: Line):
    return read_rows((made.site / "measures.csv").read_text(encoding="utf-8"))


def test_no_count_of_one_to_four_people_is_published(protected):
    use_own_measures(read_programme(protected.programme))
    known = by_name()
    of_people = [row for row in rows(protected) if not counts_nobody(known[row["measure"]], row["group"])]
    told = [row for row in of_people if not known[row["measure"]].related.get("is_missing") and row["unit"] != "hours"]
    told = [row for row in told if not (row["measure"].startswith("quality.") and row["group"] in ABOUT_NOBODY)]
    assert [row for row in told if row["n"] is not None and 0 < row["n"] < 5] == []
    assert [row for row in told if row["suppressed"] and (row["n"], row["value"], row["ci_low"]) != (None,) * 3] == []


def test_most_of_the_programmes_key_figures_are_still_there(protected):
    """What is split by nothing, of the programme as a whole."""
    whole = [row for row in rows(protected) if not row["project"] and not row["at"] and not row["by"]]
    assert sum(row["suppressed"] for row in whole) < len(whole) / 2


def test_own_measures_are_published_and_protected(protected):
    own = [row for row in rows(protected) if row["measure"].startswith("own.")]
    if "kvik" not in str(protected.folder):
        assert not own
        return
    shown = [row for row in own if not row["suppressed"]]
    assert 0 < len(shown) < len(own) and all(row["n"] == 0 or row["n"] >= 5 for row in shown)
    assert (protected.site / "placed_within_90_days.html").is_file()


def test_alternative_texts_tell_no_hidden_number(protected):
    """What a chart says to those who cannot see it names no one to four; of interviews it may."""
    if "focus-group" in str(protected.folder):
        return
    texts = {
        (page.name, text)
        for page in protected.site.rglob("*.html")
        for text in re.findall(r'alt="([^"]+)"', page.read_text(encoding="utf-8"))
    }
    assert texts and not [found for found in texts if FEW.search(found[1])]
