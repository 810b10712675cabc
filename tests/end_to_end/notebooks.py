"""Writes notebooks for the tests that need one that does something of its own."""

from collections.abc import Collection
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

PARAMETERS = "\n".join(
    f'{name} = ""'
    for name in (
        "programme",
        "project",
        "mentor",
        "participant",
        "where",
        "from_date",
        "to_date",
        "language",
        "profile",
    )
)


def write_notebook(path: Path, *cells: str, parameters: str = PARAMETERS, public: Collection[int] = ()) -> Path:
    """A notebook of a note, its parameters and code cells: the first of `cells` is cell 3.

    `public`: the numbers of the cells tagged public.
    """
    made = new_notebook(metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}})
    made.cells = [
        new_markdown_cell("A notebook of a test.", metadata={"tags": ["note"]}),
        new_code_cell(parameters, metadata={"tags": ["parameters"]}),
        *(
            new_code_cell(cell, metadata={"tags": ["public"]} if number in public else {})
            for number, cell in enumerate(cells, 3)
        ),
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(made, path)
    return path


def printed(path: Path) -> list[str]:
    """What the code cells of an executed notebook printed, cell by cell."""
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    return ["".join(output.get("text", "") for output in cell.outputs).strip() for cell in cells]
