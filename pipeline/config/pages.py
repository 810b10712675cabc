"""The notebooks that a report runs where programme.yaml names none."""

#: Notebook -> the registers that it is for: it is run where one of them is fed. Without registers it is always run.
Notebooks = dict[str, tuple[str, ...]]

OF_A_PROJECT: Notebooks = {"progression": (), "time_use": (), "outcomes": ()}
OF_THE_PROGRAMME: Notebooks = {"programme": (), "statistics": (), "interviews": ("excerpts",)}


def usual_pages(notebooks: Notebooks, fed: set[str]) -> list[str]:
    """The notebooks, in the order of the report, for a programme whose extracts feed these registers.

    >>> usual_pages({"programme": (), "interviews": ("excerpts",)}, {"participants"})
    ['programme']
    """
    return [name for name, registers in notebooks.items() if not registers or fed & set(registers)]
