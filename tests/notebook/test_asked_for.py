"""The splits that own pages ask for, read from their cells."""

import pytest

from forlob.own.asked_for import asked_in

IMPORTS = (
    "from forlob.measures import exits, tasks as t\nfrom forlob.measures.exits import job\nfrom measures import late"
)


@pytest.mark.parametrize(
    ("code", "asked"),
    [
        ('page.show(tables.measures, exits.job, by="gender")', [("exits.job", ("gender",))]),
        ('page.show(tables.measures, job, by=("gender", "cohort"))', [("exits.job", ("gender", "cohort"))]),
        ("page.key_figures(late, exits.job)", [("own.late", ()), ("exits.job", ())]),
        ('page.show(kind, page.own.late, by=["age_band"])', [("own.late", ("age_band",))]),
        ('page.show(kind, late.by("gender", "cohort"))', [("own.late", ("gender", "cohort"))]),
        ('own = page.own\npage.rows(own.late, by="gender")', [("own.late", ("gender",))]),
        ('import measures as mine\npage.rows(mine.late, by="gender")', [("own.late", ("gender",))]),
        (
            'page.show(kind, t.registered, by=("task", "pathway"), totals=True)',
            [
                ("tasks.registered", ("task", "pathway")),
                ("tasks.registered", ("task",)),
                ("tasks.registered", ("pathway",)),
            ],
        ),
        ("page.show(kind, exits.job, by=name)", [("exits.job", ())]),
        ('page.show(kind, exits.job, by=("gender", name))', [("exits.job", ())]),
        ('print("exits.job by gender")', []),
        ("%matplotlib inline\npage.show(kind, exits.job, by='gender')", [("exits.job", ("gender",))]),
        ("mine = page.own.late\npage.show(kind, mine, by='gender')", [("own.late", ("gender",))]),
        ("import forlob.measures.exits as e\npage.show(kind, e.job, by='gender')", [("exits.job", ("gender",))]),
        ("page.show(kind, elsewhere.job, by='gender')", []),
    ],
)
def test_literals_are_read_and_nothing_else(code, asked):
    assert [*asked_in([IMPORTS, code])] == asked
