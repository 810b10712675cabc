"""A programme without participants, delivered as counts alone: it runs, and its small counts are not shown."""

import pytest

from tests.end_to_end.line import Line, measures

PROGRAMME = """
id: tal
title: {da: Tal alene, en: Counts alone}
extract_date: 2013-06-30
extracts:
  - file: tal.csv
    format: {delimiter: ";"}
    registers:
      aggregates:
        columns: {measure: Hvad, project: Hvor, as_of: Dag, n: Antal}
projects: {nord: {name: Nord}, syd: {name: Syd}}
"""
#: Four of Syd became self-supporting; the newer count of Nord comes after the older one.
COUNTS = """Hvad;Hvor;Dag;Antal
funnel.target_group;nord;2013-06-30;400
funnel.first_interview;nord;2013-03-31;120
funnel.first_interview;nord;2013-06-30;300
funnel.self_supporting;nord;2013-06-30;40
funnel.target_group;syd;2013-06-30;200
funnel.first_interview;syd;2013-06-30;100
funnel.self_supporting;syd;2013-06-30;4
"""


@pytest.fixture(scope="module")
def line(tmp_path_factory):
    line = Line(tmp_path_factory.mktemp("tal"))
    for folder in (line.raw, line.programme.parent):
        folder.mkdir()
    line.programme.write_text(PROGRAMME, encoding="utf-8")
    (line.raw / "tal.csv").write_text(COUNTS, encoding="utf-8")
    done = line.run()
    assert done.code == 0, done.err
    return line


def test_the_funnel_of_both_projects_together(line):
    table = measures(line.processed / "measures.csv")
    rows = {(row["project"], row["measure"], row["group"]): row for row in table}
    assert rows["", "funnel.reached", "target_group"]["n"] == "600"
    interviewed = rows["", "funnel.reached", "first_interview"]
    assert (interviewed["n"], interviewed["of"]) == ("400", "600")
    assert rows["nord", "funnel.of_previous", "self_supporting"]["of"] == "300"
    reached = {key[0]: row["n"] for key, row in rows.items() if key[1:] == ("funnel.reached", "self_supporting")}
    assert reached == {"nord": "", "syd": "", "": "44"}  # Nord gives way, so that the programme's stay


def test_the_pages_show_the_funnel_and_what_is_delivered(line):
    page = line.page("funnel")
    assert "Første samtale 400 67 % 67 %" in page
    assert "Leveret som optællinger" in page and "30-06-2013" in page
    assert "Leveret som optællinger" in line.page("projects/nord")
    assert not (line.site / "programme.html").exists() and not (line.site / "survey.html").exists()


def test_an_earlier_date_takes_the_earlier_count(line):
    assert line.run("report", "--to", "2013-05-31").code == 0
    rows = measures(line.processed / "to-2013-05-31" / "measures.csv")
    assert [
        row["n"]
        for row in rows
        if (row["project"], row["measure"], row["group"]) == ("nord", "funnel.reached", "first_interview")
    ] == ["120"]
