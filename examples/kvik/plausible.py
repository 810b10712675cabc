"""What is made up: plausible values for everything that the evaluation does not print. All of it stands here.

The values of the projects keep to the printed ranges and orders (shares self-supporting, shares under 30) and to the
programme's printed sums; tests/test_examples.py checks that they do.
"""

from dataclasses import dataclass

SEED = 20130430


@dataclass(frozen=True)
class Project:
    """What is assumed of a project. Per cents are of the participations unless said otherwise; a printed figure goes
    first.
    """

    enrolled: int
    under_30: int  # per cent
    match_2: int  # per cent in match group 2, the others in 3
    self_supporting: int  # per cent who leave for job or education
    job: int  # per cent of these who leave for a job
    with_placement: int  # per cent of these who had a placement
    company_centre: int  # per cent of placements
    days_to_plan: int  # scale of the days from enrolment to plan
    first_month: int  # of the intake, 0 being October 2011
    months_closed: int  # months at the end without intake
    plans: float  # how common beside the other projects: plans,
    placements: float  # placements,
    no_benefit: float  # leaving without benefit,
    trial_ended: float  # and being there still at the end
    per_participation: float  # placements a participation with any


# The fields above in their order; a dash where the figure is printed.
_PROJECTS = """
#             enrolled <30 mg.2 self  job placed centre plan first closed plans plac. no.b. ended each
assens               -   -    -    -    -      -      -   30     0      3     -     -     -     -  1.5
brondby              -   -    -    -    -      -     62   24     1      1     -     -     -     -  1.5
esbjerg              -   -    -    -    -     72     45   34     1      1     -     -   1.0   1.0  1.4
gladsaxe           268  22   74   15   72     72     55   75     1      1  1.00  1.05   0.7   0.8  1.4
horsens            330  10   66   11   83     78     58   75     0      1  1.00  0.95   1.3   0.7  1.3
hoje-taastrup      255  62   70   17   44     72     48   88     1      1  0.97  0.90   1.2   1.0  1.4
norddjurs          146  40   77   24   52     72     42   75     2      1  1.00  1.10   1.0   1.1  1.5
odense             610 100   61   29   24     72     52   92     1      1  0.95  0.88   1.4   1.2  1.3
randers            300 100   82   40   19     66     35   66     0      1  1.00  1.15   1.0   0.8  1.5
roskilde           120 100   73   33   21     72     46   62     2      1  1.00  1.05   0.6   1.0  1.4
syddjurs           128  30   69   21   58     72     38   75     1      1  1.00  1.00   1.0   1.3  1.4
thisted            140  61   64   22   37     72     66   75     0      1  1.00  1.20   0.8   0.9  1.6
vallensbaek         96   6   79   13   80     72     61   52     1      1  1.00  1.30   0.5   1.0  1.4
aarhus             520 100   67   31   22     72     57   84     0      1  0.98  0.92   1.2   1.1  1.4
"""


def _number(cell: str) -> float:
    return 1 if cell == "-" else float(cell) if "." in cell else int(cell)


def _projects() -> dict[str, Project]:
    rows = [line.split() for line in _PROJECTS.strip().splitlines()[1:]]
    return {project: Project(*map(_number, cells)) for project, *cells in rows}


PROJECTS = _projects()

#: Intake a month, October 2011 to April 2013: a slow start, few in July and December, none in the last month.
INTAKE = [80, 135, 95, 175, 175, 190, 165, 180, 165, 80, 185, 195, 180, 185, 130, 210, 205, 190, 0]

#: Placements begin when agreements with companies are in place.
FIRST_PLACEMENT = "2012-01-09"

#: Exit reasons beside job and education: how common, and the scale in days of the stay that ends so.
EXIT_REASONS = {
    "wage_subsidy_job": (3, 270),
    "placement_continues": (5, 280),
    "flex_job": (1.5, 330),
    "awaiting_education": (4, 250),
    "rematched_to_1": (3, 260),
    "other_offer": (11, 200),
    "unrelated_to_effort": (14, 170),
    "no_benefit": (11, 150),
    "other": (10, 210),
    "trial_ended": (22, 0),
}
DAYS_TO_JOB, DAYS_TO_EDUCATION = 230, 270

#: How much likelier a placement is for those who leave so.
PLACEMENT_BY_EXIT = {
    "wage_subsidy_job": 3,
    "flex_job": 2.5,
    "awaiting_education": 1.6,
    "rematched_to_1": 1.5,
    "no_benefit": 0.5,
    "unrelated_to_effort": 0.6,
}

#: Highest completed education: how common among those under 30, among the others, and the age from which it is likely.
EDUCATION = {
    "basic_school_not_completed": (20, 15, 18),
    "basic_school": (58, 39, 18),
    "upper_secondary": (11, 8, 19),
    "vocational": (9, 28, 21),
    "short_higher": (1, 4, 23),
    "medium_higher": (0.8, 4, 25),
    "long_higher": (0.2, 2, 27),
}
WORK_EXPERIENCE = {
    "none": (22, 8, 18),
    "at_most_1_year": (33, 13, 18),
    "1_to_3_years": (30, 20, 20),
    "3_years_or_more": (15, 59, 22),
}

GENDER = {"male": 53, "female": 47}
BENEFIT = {"cash_benefit": 97, "start_help": 3}

#: Ages and how common: under 30 most are 19 to 25; above, fewer with age.
YOUNG = dict(zip(range(18, 30), [6, 11, 12, 12, 11, 10, 9, 8, 6, 6, 5, 4], strict=True))
OLDER = {age: 70 - age for age in range(30, 63)}

#: Hours a week in a placement, and how common in match groups 2 and 3.
HOURS = {
    2.0: (1, 8),
    5.0: (2, 12),
    7.5: (3, 14),
    10.0: (8, 18),
    12.5: (6, 10),
    15.0: (16, 15),
    20.0: (24, 12),
    22.5: (5, 2),
    25.0: (15, 6),
    30.0: (12, 2),
    37.0: (8, 1),
}

#: Neighbours, where somebody who has left one project may begin in another; how many people did.
NEIGHBOURS, IN_TWO_PROJECTS = ["aarhus", "norddjurs", "randers", "syddjurs"], 12

#: Free text in the register, in about one participation in twenty.
REMARKS = [
    "Ønsker praktik i butik",
    "Har kørekort",
    "Aftale med læge; afventer udtalelse",
    "Mentor tilknyttet",
    'Kalder selv forløbet "et skub i den rigtige retning"',
    "Møder stabilt",
    "Opstartssamtale flyttet en uge",
    "Vil gerne starte på produktionsskole",
    "Behov for fast kontaktperson",
    "Har været i praktik tidligere",
]
