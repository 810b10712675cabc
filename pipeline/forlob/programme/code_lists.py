"""Code lists: the answers of the registration systems, code -> labels in Danish and English."""

from functools import cache

from forlob.programme.package_yaml import own_yaml


@cache
def built_in() -> dict[str, dict[str, dict]]:
    """The lists of code_lists.yaml: list -> code -> {da, en, and for some has_length or status}."""
    return own_yaml("forlob.programme", "code_lists.yaml")


#: Canonical columns whose answers come from a list of another name.
LIST_OF_COLUMN = {
    "event": "event",
    "task": "task",
    "category": "time_category",
    "effort": "parallel_effort",
    "form": "placement_form",
    "ownership": "company_ownership",
    "exit_status": "status_group",
}


def list_name(column: str) -> str:
    """The code list that a canonical column takes its answers from."""
    return LIST_OF_COLUMN.get(column, column)
