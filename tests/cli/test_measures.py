"""`forlob measures` and the page that is made of it."""

import json
from pathlib import Path

import pytest

from forlob.cli.main import main

PAGE = Path(__file__).parents[2] / "docs" / "measures.md"


def test_one_measure_says_what_it_counts_of_whom_and_what_it_can_be_split_by(capsys):
    assert main(["measures", "placements.among_self_supporting"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "placements.among_self_supporting: Company placement among the self-supporting"
    assert lines[2:4] == ["kind: share; population: participation", "of: exits.self_supporting"]
    assert lines[4].startswith("needs: participants.participation_id, placements.participation_id")
    assert lines[5].startswith("can be split by: age_band, gender, ") and lines[5].endswith(", own columns")


def test_all_of_them_are_a_line_each_in_either_language(capsys):
    assert main(["measures", "--lang", "da"]) == 0
    lines = dict(line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines())
    assert lines["plans.started"] == "Deltagere med indsatsplan" and "quality.rows" in lines


def test_a_placement_is_split_by_its_form_and_by_who_was_placed_and_a_company_by_what_it_is(capsys):
    assert main(["measures", "--json"]) == 0
    told = {about["name"]: about for about in json.loads(capsys.readouterr().out)}
    assert {"form", "gender", "own columns"} <= set(told["placements.registered"]["dimensions"])
    assert told["companies.registered"]["dimensions"] == ["ownership", "prior_experience", "industry", "participants"]
    assert told["quality.rows"]["dimensions"] == []


def test_a_name_that_is_none_is_said_with_the_nearest(capsys):
    assert main(["measures", "exits.jb"]) == 2
    assert "exits.jb is no measure" in (said := capsys.readouterr().err) and "exits.job" in said


@pytest.mark.parametrize("page", [PAGE])
def test_the_page_of_measures_is_what_they_declare(page, capsys):
    main(["measures", "--markdown"])
    assert page.read_text(encoding="utf-8") == capsys.readouterr().out, "docs/measures.md is old: make docs"
