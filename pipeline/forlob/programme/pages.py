"""The notebooks that a report runs where programme.yaml names none."""

#: Notebook -> the registers that it is for: it is run where one of them is fed. Without registers it is always run.
Notebooks = dict[str, tuple[str, ...]]

#: What the pages about courses show: without any of them they would be empty.
COURSES = (
    *("participants", "plans", "placements", "companies", "company_participants", "events", "tasks"),
    *("time_registrations", "spells", "parallel_efforts"),
)
#: For the programme as a whole and for each of its projects.
OF_BOTH: Notebooks = {
    "hours": ("time_registrations",),
    "tasks_and_events": ("tasks", "events", "parallel_efforts"),
    "companies": ("companies",),
    "funnel": ("stages", "aggregates"),
    "survey": ("answers",),
    "scales": ("measurements",),
}
OF_A_PROJECT: Notebooks = {"progression": COURSES, "time_use": COURSES, **OF_BOTH, "outcomes": COURSES}
OF_THE_PROGRAMME: Notebooks = {
    "programme": COURSES,
    **OF_BOTH,
    "interviews": ("excerpts",),
    "statistics": (*COURSES, "answers"),
}


def usual_pages(notebooks: Notebooks, fed: set[str]) -> list[str]:
    """The notebooks, in the order of the report, for a programme whose extracts feed these registers.

    >>> usual_pages({"programme": (), "interviews": ("excerpts",)}, {"participants"})
    ['programme']
    """
    return [name for name, registers in notebooks.items() if not registers or fed & set(registers)]
