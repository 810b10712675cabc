"""Opens the page of a notebook, from the parameters that stand in the notebook's namespace."""

from dataclasses import replace
from typing import Any

from forlob.errors import UsageError
from forlob.notebook.completion import lead
from forlob.notebook.page import Page
from forlob.own.asked_for import assigned_in
from forlob.programme.read_programme import read_programme
from forlob.programme.selection import Selection, check_selection
from forlob.programme.yaml_errors import nearest
from forlob.storage.workspace import workspace_of_notebook

#: How the cell begins that papermill adds.
INJECTED = "# Parameters"
#: The parameters that a notebook may declare; all are text, and empty where nothing is selected.
PARAMETERS = (
    *("programme", "project", "mentor", "participant", "where", "from_date", "to_date", "language", "profile"),
)


def open_page(notebook: str, namespace: dict[str, Any]) -> Page:
    """The page of a notebook: `page = open_page("progression", globals())`. Other names in its namespace are its own.

    Raises UsageError for a parameter that is no text or not one of the programme, and for one given by papermill that
    the notebook does not have.
    """
    if unknown := _unknown_parameter(namespace.get("In") or []):
        said = nearest(unknown, PARAMETERS) or "."
        raise UsageError(f"unknown parameter {unknown}{said} A notebook takes {', '.join(PARAMETERS)}.")
    given = {name: namespace[name] for name in PARAMETERS if name in namespace}
    for name, value in given.items():
        if not isinstance(value, str):
            shown = repr(value) if isinstance(value, int | float | None) else f"a {type(value).__name__}"
            raise UsageError(f"parameter {name}: {shown} is not text; give it in quotes.")
    if "programme" not in given:
        raise UsageError('the notebook names no programme. Put programme = "..." into its cell tagged parameters.')
    folders = workspace_of_notebook(given.pop("programme"))
    programme = read_programme(folders.programme_file)
    selection = Selection(**given)
    check_selection(selection, programme)
    page = Page(notebook, programme, replace(selection, language=selection.language or programme.language), folders)
    lead(page.card)
    return page


def _unknown_parameter(cells: list[str]) -> str:
    """A parameter that papermill has given and no cell before it has; empty where there is none."""
    declared: set[str] = {*PARAMETERS}
    for cell in cells:
        assigned = assigned_in(cell)
        if cell.startswith(INJECTED):
            return next((name for name in assigned if name not in declared), "")
        declared |= {*assigned}
    return ""
