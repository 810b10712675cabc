"""The projects north and south beside the programme."""

from tests.printed.stories import checks, discrepancies, figure, verdicts


def enrolled(north, south, all_of_them, **dates):
    yield figure("participants.enrolled", all_of_them, to=dates.get("of_programme", ""))
    yield figure("participants.enrolled", north, "north", to=dates.get("of_projects", ""))
    if south is not None:
        yield figure("participants.enrolled", south, "south", to=dates.get("of_projects", ""))


def test_projects_add_up_to_the_programme():
    assert verdicts(*enrolled(6, 4, 10)) == [("projects", "agrees")]
    assert discrepancies(*enrolled(6, 5, 10)) == [("projects", "differs", "participants.enrolled", "")]


def test_a_project_that_is_not_printed_may_have_the_rest():
    assert discrepancies(*enrolled(6, None, 10)) == []
    assert discrepancies(*enrolled(11, None, 10)) == [("some_projects", "differs", "participants.enrolled", "")]


def test_a_later_date_may_explain_more_and_never_less():
    dates = {"of_programme": "2008-09-10"}
    assert discrepancies(*enrolled(6, 4, 10, **dates)) == []
    assert discrepancies(*enrolled(6, 5, 10, **dates)) == [("projects", "dates", "participants.enrolled", "")]
    assert discrepancies(*enrolled(6, 3, 10, **dates)) == [("projects", "differs", "participants.enrolled", "")]
    earlier = {"of_projects": "2008-09-10"}
    assert discrepancies(*enrolled(6, 3, 10, **earlier)) == [("projects", "dates", "participants.enrolled", "")]
    assert discrepancies(*enrolled(6, 5, 10, **earlier)) == [("projects", "differs", "participants.enrolled", "")]


def test_figures_to_the_same_date_come_first():
    """To the same date north and south are 6 and 4; that they are 7 and 5 today says nothing of the 10."""
    same = [*enrolled(6, 4, 10, of_programme="2008-09-10", of_projects="2008-09-10")]
    assert (
        discrepancies(*same, figure("participants.enrolled", 7, "north"), figure("participants.enrolled", 5, "south"))
        == []
    )


def test_a_company_in_two_projects_is_one_in_the_programme():
    def companies(of_programme):
        yield figure("companies.registered", of_programme)
        yield from (figure("companies.registered", 3, project) for project in ("north", "south"))

    assert discrepancies(*companies(5)) == []
    assert discrepancies(*companies(7)) == [("projects", "differs", "companies.registered", "")]


def hours(work_of_north):
    """100 and 200 hours; at home 50 % and 25 %: 100 of 300."""
    yield from (figure("time.hours", 300), figure("time.hours", 100, "north"), figure("time.hours", 200, "south"))
    yield from (figure("time.hours by category", n, group=g) for n, g in ((100, "home"), (200, "work")))
    for project, home, work in (("north", 50, work_of_north), ("south", 25, 75)):
        yield figure("time.hours by category", project=project, group="home", percent=home)
        yield figure("time.hours by category", project=project, group="work", percent=work)


def test_shares_of_the_projects_hours_are_the_programmes_hours():
    assert discrepancies(*hours(50)) == []
    found = discrepancies(*hours(40))
    assert ("projects", "differs", "time.hours by category", "work") in found
    assert ("projects", "differs", "time.hours by category", "home") not in found


def test_the_interval_of_a_share_is_as_wide_as_its_rounding():
    """49.5 to 50.5 % of 99.5 to 100.5 hours, and 24.5 to 25.5 % of 199.5 to 200.5."""
    (home,) = [c for c in checks(*hours(50)) if c.kind == "projects" and c.cell.group == "home"]
    low, high = 0.495 * 99.5 + 0.245 * 199.5, 0.505 * 100.5 + 0.255 * 200.5
    assert [round(float(end), 6) for end in home.interval] == [round(low, 6), round(high, 6)]
