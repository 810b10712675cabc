"""The notebooks that a report runs where programme.yaml names none."""

#: The notebook that every report runs, whichever pages are named: what the cleaning found.
ALWAYS = "quality"
#: What a site has beside the pages of notebooks, and measures.py beside these: no page is called so.
TAKEN = ("index", "method", "printed", "clean", "projects", "figures", "assets", "measures")
#: Notebook -> the registers that it is for: it is run where one of them is fed. Without registers it is always run.
Notebooks = dict[str, tuple[str, ...]]

#: What the pages about participations show: without any of them they would be empty.
PARTICIPATIONS = (
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
    "follow_up": ("outcomes",),
}
OF_A_PROJECT: Notebooks = {
    "progression": PARTICIPATIONS,
    "time_use": PARTICIPATIONS,
    **OF_BOTH,
    "outcomes": PARTICIPATIONS,
}
OF_THE_PROGRAMME: Notebooks = {
    "programme": PARTICIPATIONS,
    **OF_BOTH,
    "interviews": ("excerpts",),
    "statistics": (*PARTICIPATIONS, "answers"),
}


def usual_pages(notebooks: Notebooks, fed: set[str]) -> list[str]:
    """The notebooks, in the order of the report, for a programme whose extracts feed these registers.

    >>> usual_pages({"programme": (), "interviews": ("excerpts",)}, {"participants"})
    ['programme']
    """
    return [name for name, registers in notebooks.items() if not registers or fed & set(registers)]


def named_pages(named: list[str] | None, usual: list[str]) -> list[str]:
    """The notebooks that `pages` names: the usual ones where it names none, and before those that begin with +.

    >>> named_pages(["+placed"], ["programme"]), named_pages(["scales"], ["programme"]), named_pages([], ["programme"])
    (['programme', 'placed'], ['scales'], [])
    """
    given = named or []
    added = [name.removeprefix("+") for name in given if name.startswith("+")]
    own = [name for name in given if not name.startswith("+")]
    chosen = own or ([] if named == [] else usual)
    return list(dict.fromkeys([*chosen, *added]))
