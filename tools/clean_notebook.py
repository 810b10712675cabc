"""What git keeps of a notebook that an author has run: git's clean filter for notebooks/.

    python3 tools/clean_notebook.py notebooks/progression.ipynb < saved > kept

Outputs, execution counts and what an editor adds are left out; the parameters have the values that stand in the index,
whatever the author works with. NEW_DEFAULTS=1 keeps the author's values. `.gitattributes` and `tools/quiet_git.sh`
have git call this file for each notebook that was saved, so it imports little, and nothing that must be installed.
"""

from __future__ import annotations

import binascii
import difflib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
PARAMETERS, INJECTED = "parameters", "injected-parameters"


def clean(saved: bytes, before: bytes | None, new_defaults: bool = False) -> bytes:
    """A notebook as git keeps it, given what git holds of it so far; what is no notebook stays as it is."""
    notebook, kept = _notebook(saved), _notebook(before or b"")
    if notebook is None:
        return saved
    cells = [_reduced(cell) for cell in notebook["cells"] if INJECTED not in _tags(cell)]
    if kept is not None:
        if not new_defaults:
            _put_values_back(cells, kept["cells"])
        _put_ids_back(cells, kept["cells"])
    made = {
        "cells": cells,
        "metadata": {**{key: value for key, value in notebook["metadata"].items() if key == "forlob"}, **METADATA},
        "nbformat": 4,
        "nbformat_minor": (kept or notebook)["nbformat_minor"],
    }
    text = json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True)  # as nbformat writes it
    try:
        return f"{text}\n".encode()
    except UnicodeEncodeError:
        return saved


def in_git(path: str, folder: Path | None = None) -> bytes | None:
    """A file as it stands in git's index, in a conflict as in the last commit; None where git has none."""
    for revision in (f":{path}", f"HEAD:{path}"):
        try:
            done = subprocess.run(["git", "cat-file", "blob", revision], cwd=folder, capture_output=True, check=False)
        except OSError:
            return None
        if done.returncode == 0:
            return done.stdout
    return None


def _notebook(content: bytes) -> dict[str, Any] | None:
    try:
        notebook = json.loads(content)
        whole = notebook["nbformat"] == 4 and isinstance(notebook["nbformat_minor"], int)
        whole = whole and isinstance(notebook["metadata"], dict)
        whole = whole and all(isinstance(cell["metadata"], dict) and cell["cell_type"] for cell in notebook["cells"])
        [_source(cell) for cell in notebook["cells"]]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return notebook if whole else None


def _source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def _tags(cell: dict[str, Any]) -> list[str]:
    return cell["metadata"].get("tags") or []


def _reduced(cell: dict[str, Any]) -> dict[str, Any]:
    """A cell as its author wrote it; whether its output is folded is no part of that."""
    hidden = {key: value for key, value in cell["metadata"].get("jupyter", {}).items() if key != "outputs_hidden"}
    metadata = {key: value for key, value in (("tags", _tags(cell)), ("jupyter", hidden)) if value}
    without: dict[str, Any] = {"outputs": [], "execution_count": None} if cell["cell_type"] == "code" else {}
    return {**cell, **without, "metadata": metadata, "source": _source(cell).splitlines(keepends=True)}


def _put_values_back(cells: list[dict[str, Any]], kept: list[dict[str, Any]]) -> None:
    """Give the parameters their values of before, if they are the same parameters."""
    new, old = (next((cell for cell in some if PARAMETERS in _tags(cell)), None) for some in (cells, kept))
    if new and old and _source(new) != _source(old):
        new["source"] = _with_values_of(_source(old), _source(new)).splitlines(keepends=True)


def _with_values_of(old: str, new: str) -> str:
    """The code `new` with the values of `old`; as it is where it assigns anything else, or by another name."""
    try:
        of_old, of_new = _assigned(old), _assigned(new)
    except (SyntaxError, ValueError, TypeError):
        return new
    if [name for name, *_ in of_old] != [name for name, *_ in of_new]:
        return new
    made, text = new.encode(), old.encode()
    for number in reversed(range(len(of_new))):
        (_, start, end), (_, first, last) = of_old[number], of_new[number]
        made = made[:first] + text[start:end] + made[last:]
    return made.decode()


def _assigned(code: str) -> list[tuple[str, int, int]]:
    """Each name that is given a value, and where in the bytes of the code the value begins and ends.

    Raises ValueError where the code does anything else than to give names values that are written out.
    """
    import ast  # takes as long as the rest, and is seldom needed

    begins = [0]
    for line in code.encode().split(b"\n"):
        begins.append(begins[-1] + len(line) + 1)
    found = []
    for node in ast.parse(code).body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        value = getattr(node, "value", None)
        if not isinstance(node, (ast.Assign, ast.AnnAssign)) or len(targets) != 1 or value is None:
            raise ValueError("not an assignment of one value to one name")
        if not isinstance(targets[0], ast.Name):
            raise ValueError("not a name")
        ast.literal_eval(value)
        start, end = begins[value.lineno - 1] + value.col_offset, begins[value.end_lineno - 1] + value.end_col_offset
        found.append((targets[0].id, start, end))
    return found


def _put_ids_back(cells: list[dict[str, Any]], kept: list[dict[str, Any]]) -> None:
    """Give cells the ids of before, also where a program has named them anew; none where there were none."""
    if {cell.get("id") for cell in kept} == {None}:
        for cell in cells:
            cell.pop("id", None)
        return
    same, instead = _pairs(cells, kept)
    ids = {number: kept[other]["id"] for number, other in same.items() if "id" in kept[other]}
    known, taken = {cell.get("id") for cell in kept}, set(ids.values())
    for number, cell in enumerate(cells):
        if number in ids:
            continue
        own, other = cell.get("id"), kept[instead[number]].get("id") if number in instead else None
        fresh = f"{binascii.crc32(f'{number} {_source(cell)}'.encode()):08x}"
        wanted = (own if own in known else None, other, own)
        ids[number] = next((name for name in wanted if name and name not in taken), fresh)
        taken.add(ids[number])
    for number, cell in enumerate(cells):
        cell["id"] = ids[number]


def _pairs(cells: list[dict[str, Any]], kept: list[dict[str, Any]]) -> tuple[dict[int, int], dict[int, int]]:
    """Numbers of cells and those of the cells of before: of those that say the same, and of those in place of one."""
    old, new = ([f"{cell['cell_type']} {_source(cell)}" for cell in some] for some in (kept, cells))
    found: dict[str, dict[int, int]] = {"equal": {}, "replace": {}}
    for kind, start, end, first, last in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind in found and end - start == last - first:
            found[kind] |= {first + number: start + number for number in range(end - start)}
    return found["equal"], found["replace"]


def main() -> None:
    path = sys.argv[1]
    saved = sys.stdin.buffer.read()
    sys.stdout.buffer.write(clean(saved, in_git(path), bool(os.environ.get("NEW_DEFAULTS"))))


if __name__ == "__main__":
    main()
