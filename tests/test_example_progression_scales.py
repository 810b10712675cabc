"""The example of two scales, from its files to its measures: recounted from the files with nothing of the pipeline."""

import csv
import hashlib
import io
import math
import os
import statistics
import subprocess
import sys
from collections import defaultdict
from datetime import datetime
from pathlib import Path

import pytest

from examples.progression_scales import FILES, make
from forlob.cleaning.clean import clean
from forlob.extracts.read_extract import read_extract
from forlob.measures import outcomes, progression
from forlob.measures.data import Data
from forlob.programme.read_programme import read_programme

ROOT = Path(__file__).parents[1]
#: The 97.5 % quantile of t with 38 degrees of freedom, as printed.
T_38 = 2.0244


@pytest.fixture(scope="module")
def extracts():
    return make()


@pytest.fixture(scope="module")
def cleaned(extracts, tmp_path_factory):
    folder = tmp_path_factory.mktemp("raw")
    for name, content in extracts.files.items():
        (folder / name).write_bytes(content)
    programme = read_programme(ROOT / "programmes" / "progression-scales" / "programme.yaml")
    tables = {place: read_extract(folder, extract) for place, extract in enumerate(programme.extracts)}
    return programme, clean(programme, tables, lambda: b"a key for tests")


def rows_of(content: bytes, encoding: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(encoding)), delimiter=";"))


@pytest.fixture(scope="module")
def measured_by_hand(extracts):
    """Participant -> their scores of `Viden om egne evner` in Lyngholt by day, as the participants gave them."""
    ours = enrolled(extracts)
    found = defaultdict(dict)
    for row in rows_of(extracts.files["maalinger.csv"], "utf-8-sig"):
        item = row["Spørgsmål"].strip().casefold()
        known = row["Borgernr"] in ours and row["Udfyldt af"] == "Borger" and item == "viden om egne evner"
        if known and row["Score"].isdigit() and 1 <= int(row["Score"]) <= 10:
            found[row["Borgernr"]][datetime.strptime(row["Målt den"], "%d-%m-%Y")] = int(row["Score"])
    return found


@pytest.fixture(scope="module")
def by_hand(extracts, measured_by_hand):
    """The same of those who were first measured within 60 days of their enrolment."""
    ours = enrolled(extracts)
    return {who: days for who, days in measured_by_hand.items() if abs(min(days) - ours[who]).days <= 60}


def enrolled(extracts):
    people = rows_of(extracts.files["borgere.csv"], "cp1252")
    return {
        row["Borgernr"]: datetime.strptime(row["Opstart"], "%d-%m-%Y")
        for row in people
        if row["Jobcenter"] == "Lyngholt"
    }


@pytest.fixture(scope="module")
def one(cleaned):
    """The row of a measure for that item, project and respondent."""
    programme, made = cleaned
    data = Data.of(programme, made.registers, "lyngholt")

    def row(measure):
        rows = measure(data)
        return rows[(rows["group"] == "ladder: skills") & (rows["subgroup"] == "participant")].iloc[0]

    return row


def test_first_latest_once_only_and_without_a_baseline_are_those_of_the_file(one, measured_by_hand, by_hand):
    scores = [[by_day[day] for day in sorted(by_day)] for by_day in by_hand.values()]
    twice = [each for each in scores if len(each) > 1]
    assert (one(progression.measured)["n"], one(progression.measured)["of"]) == (len(measured_by_hand), 46)
    assert one(progression.without_baseline)["n"] == len(measured_by_hand) - len(by_hand)
    assert one(progression.only_once)["n"] == len(scores) - len(twice)
    assert one(progression.first)["value"] == pytest.approx(statistics.fmean(each[0] for each in twice))
    assert one(progression.latest)["value"] == pytest.approx(statistics.fmean(each[-1] for each in twice))


def test_the_change_and_its_interval_are_those_of_the_file(one, by_hand):
    changes = [by_day[max(by_day)] - by_day[min(by_day)] for by_day in by_hand.values() if len(by_day) > 1]
    assert len(changes) == 39
    mean, half = statistics.fmean(changes), T_38 * statistics.stdev(changes) / math.sqrt(39)
    row = one(progression.change)
    assert (row["n"], row["value"]) == (39, pytest.approx(mean))
    assert row[["ci_low", "ci_high"]].tolist() == pytest.approx([mean - half, mean + half], abs=1e-4)
    moved = [sum(c >= 2 for c in changes), sum(abs(c) < 2 for c in changes), sum(c <= -2 for c in changes)]
    assert moved == [one(m)["n"] for m in (progression.improved, progression.same, progression.worse)]


def test_weeks_in_work_are_those_of_the_file_the_corrected_ones_last(extracts, cleaned):
    """Of two rows of one participant the later is read last, into the same place."""
    programme, made = cleaned
    ours = enrolled(extracts)
    weeks = {
        row["Borgernr"]: int(row["Værdi"])
        for row in rows_of(extracts.files["opfoelgning.csv"], "utf-8-sig")
        if row["Mål"].startswith("Uger") and row["Borgernr"] in ours
    }
    rows = outcomes.average(Data.of(programme, made.registers, "lyngholt")).set_index("group")
    assert rows.loc["weeks_in_work", ["n", "value"]].tolist() == [
        len(weeks),
        pytest.approx(sum(weeks.values()) / len(weeks)),
    ]


def test_each_flaw_of_the_file_is_a_finding(cleaned):
    findings = cleaned[1].findings
    assert findings.groupby("rule").size().to_dict() == {
        "bad_number": 5,
        "duplicate_row": 3,
        "measured_twice": 2,
        "orphan": 1,
        "spelling": 6,
        "unknown_answer": 3,
    }


def test_the_same_bytes_each_time(extracts, tmp_path):
    folder = tmp_path / "raw"
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    command = [sys.executable, "-m", "examples", "progression-scales", folder]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    assert tuple(sorted(path.name for path in folder.iterdir())) == FILES
    for name in FILES:
        digests = [hashlib.sha256(c).hexdigest() for c in (extracts.files[name], (folder / name).read_bytes())]
        assert digests[0] == digests[1], name


def test_other_seeds_give_other_people(extracts):
    assert make(7).files["borgere.csv"] != extracts.files["borgere.csv"]
