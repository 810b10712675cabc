"""Remembers what each step was last made from and what it made, so that a step with nothing new is not run again."""

import hashlib
import json
import platform
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import nbformat

from pipeline.storage.atomic import write_text

NAME = ".state.json"


@dataclass(frozen=True)
class Step:
    """A step of one selection: `inputs`: what it is made from -> its digest; `outputs`: what it makes."""

    name: str
    inputs: dict[str, str]
    outputs: tuple[Path, ...]


def why_to_run(folder: Path, step: Step) -> str:
    """Why a step must run, in words; empty where its inputs and outputs are as it left them."""
    before = _read(folder).get(step.name)
    if before is None:
        return "not made yet"
    changed = [name for name, digest in step.inputs.items() if before["inputs"].get(name) != digest]
    if changed:
        return f"{' and '.join(changed)} changed"
    if before["inputs"].keys() != step.inputs.keys():
        return f"{', '.join(sorted(before['inputs'].keys() - step.inputs.keys()))} went away"
    return "" if before["outputs"] == digest_of(step.outputs) else "what it made was changed or removed"


def remember(folder: Path, step: Step) -> None:
    """Keep what a step was made from, once it is done."""
    states = _read(folder)
    states[step.name] = {"inputs": step.inputs, "outputs": digest_of(step.outputs)}
    write_text(folder / NAME, json.dumps(states, indent=1, sort_keys=True) + "\n")


def digest_of(paths: Iterable[Path]) -> str:
    """A digest of the content of files and folders, names included, without selections' folders and hidden files."""
    sha = hashlib.sha256()
    for path in paths:
        files = (
            [path]
            if path.is_file()
            else sorted(p for p in path.rglob("*") if p.is_file() and counts(p.relative_to(path)))
        )
        for file in files:
            sha.update(f"{file.relative_to(path.parent).as_posix()}\0".encode())
            sha.update(hashlib.sha256(file.read_bytes()).digest())
        sha.update(b"\1")
    return sha.hexdigest()


def counts(relative: Path) -> bool:
    """Whether a file below a folder is its own result: no selection's, not hidden, not the record of the last run."""
    from pipeline.storage.workspace import is_selection

    parts = relative.parts
    return not (
        is_selection(parts[0])
        or any(part.startswith(".") or part == "__pycache__" for part in parts)
        or parts[-1] == "provenance.json"
    )


def digest_of_sources(notebooks: Iterable[Path]) -> str:
    """A digest of the cells of notebooks without their outputs."""
    sha = hashlib.sha256()
    for path in notebooks:
        cells = nbformat.read(path, as_version=4).cells if path.is_file() else []
        sha.update(json.dumps([path.name, *((c.cell_type, c.source, c.metadata.get("tags")) for c in cells)]).encode())
    return sha.hexdigest()


def digest_of_code() -> str:
    """A digest of this package and of the Python it runs on."""
    package = Path(__file__).resolve().parent.parent
    files = sorted(
        path for path in package.rglob("*") if path.suffix in (".py", ".yaml") and "_notebooks" not in path.parts
    )
    return digest_of(files)[:32] + platform.python_version()


def _read(folder: Path) -> dict:
    try:
        return json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return {}
