"""A part of the participants: the tables that programme.yaml asks for, and a report of those with a code alone."""

import pytest

from tests.end_to_end.line import lille, measures

ASKED = "language: da\nbreakdowns: {{{name}: [gender]}}"


@pytest.fixture(scope="module")
def line(tmp_path_factory):
    line = lille(tmp_path_factory.mktemp("lille"))
    line.change_programme("language: da", ASKED.format(name="exits.self_supporting"))
    done = line.run("report")
    assert done.code == 0, done.err
    return line


def test_the_split_is_counted_of_the_programme_and_of_each_project(line):
    rows = [
        row for row in measures(line.processed / "measures.csv") if row["line"] == "exits.self_supporting by gender"
    ]
    assert {row["project"] for row in rows} == {"", "nordby", "sydby"}
    for row in rows:
        whole = line.measure("participants.enrolled by gender", row["project"], row["group"])
        assert row["of"] == whole["n"]


def test_it_is_on_their_pages(line):
    caption = "Selvforsørgende (job eller uddannelse) fordelt på køn"
    assert all(caption in line.page(page) for page in ("programme", "projects/nordby", "projects/sydby"))


def test_a_measure_that_is_not_there_is_wrong_use(tmp_path):
    line = lille(tmp_path)
    line.change_programme("language: da", ASKED.format(name="exits.self_suporting"))
    done = line.run("report")
    assert done.code == 2 and "exits.self_suporting is no measure; did you mean exits.self_supporting?" in done.err
    assert "Traceback" not in done.err


def test_a_report_of_the_women_alone_has_the_numbers_of_their_row(line):
    """In its own folder, said on each page; what is split by gender has one group that somebody is in."""
    selection = "where-gender-female_profile-internal"
    done = line.run("report", "--where", "gender=female", "--profile", "internal")
    assert done.code == 0, done.err
    of_women = line.measure("exits.self_supporting by gender", group="female")
    alone = line.measure("exits.self_supporting", selection=selection)
    assert (alone["n"], alone["of"]) == (of_women["n"], of_women["of"])
    assert line.measure("participants.enrolled by gender", group="male", selection=selection)["n"] == "0"
    pages = ("index", "programme", "projects/nordby")
    assert all("alene forløb med køn: Kvinde" in line.page(page, selection) for page in pages)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["gender=female"], "where: the figures of some participations need the internal profile."),
        (["sex=female", "--profile", "internal"], "The columns are gender, match_group,"),
        (["gender=f", "--profile", "internal"], "where: gender has no code 'f'. It has male, female, not_registered."),
    ],
)
def test_what_cannot_be_selected_is_said(line, options, said):
    done = line.run("report", "--where", *options)
    assert done.code == 2 and said in done.err
