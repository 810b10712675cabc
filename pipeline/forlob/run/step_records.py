"""Remembers what each step was last made from and what it made, so that a step with nothing new is not run again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from forlob.run import digests
from forlob.run.fingerprints import Inputs, changes
from forlob.storage.atomic import write_text

NAME = ".state.json"
FORMAT = 2


@dataclass(frozen=True)
class Step:
    """A step of one selection: `inputs`: kind of what it is made from -> name -> digest; `outputs`: what it makes."""

    name: str
    inputs: Inputs
    outputs: tuple[Path, ...]


def why_to_run(folder: Path, step: Step) -> str:
    """Why a step must run, in words; empty where its inputs and outputs are as it left them."""
    before = read(folder).get(step.name)
    if before is None:
        return "not made yet"
    gone = sorted(before["inputs"].keys() - step.inputs.keys())
    changed = "; ".join(filter(None, [changes(before["inputs"], step.inputs), *(f"{kind} went away" for kind in gone)]))
    if changed:
        return changed
    return "" if before["outputs"] == digests.of_files(step.outputs) else "what it made was changed or removed"


def remember(folder: Path, step: Step, code: Mapping[str, Any]) -> None:
    """Keep what a step was made from, once it is done, and what was found out about `code` and large files."""
    states = read(folder)
    states[step.name] = {"inputs": step.inputs, "outputs": digests.of_files(step.outputs)}
    states["format"] = FORMAT
    states["code"] = dict(code)
    states["files"] = digests.to_remember()
    write_text(folder / NAME, json.dumps(states, ensure_ascii=False, sort_keys=True) + "\n")


def read(folder: Path) -> dict[str, Any]:
    """What is remembered; nothing where the record is missing, damaged or of another form."""
    try:
        remembered = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return {}
    return remembered if remembered.get("format") == FORMAT else {}
