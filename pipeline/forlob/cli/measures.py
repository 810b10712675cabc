"""`forlob measures`: what is counted, of whom, and what it can be split by."""

import json
from collections.abc import Iterator
from typing import Any

from forlob.errors import UsageError
from forlob.measures.catalogue import declared
from forlob.measures.declared import Measure
from forlob.measures.dimensions import DIMENSIONS
from forlob.measures.populations import PARTICIPATIONS
from forlob.measures.splitting import can_split
from forlob.own.measures_file import use_own_measures
from forlob.programme.read_programme import read_programme
from forlob.programme.yaml_errors import nearest
from forlob.show.words import Words
from forlob.storage.workspace import find_programme

#: The coded columns of participants that programme.yaml names.
OWN_COLUMNS = "own columns"
HEAD = """# Measures

Made by `make docs` from the declarations in `pipeline/forlob/measures/`: what each counts, of whom, and what it can be
split by. `forlob measures NAME` says the same of one. [Adding a measure](adding-a-measure.md) tells how to show, split
and declare one. What a participation is: its dimensions below, and the coded columns of participants that
`programme.yaml` names."""


def measures_command(name: str, language: str, as_json: bool, as_markdown: bool, programme: str = "") -> int:
    """Print all measures, one a line, or all about one; with those of a programme's own.

    Raises UsageError for a name that no measure has.
    """
    if programme:
        use_own_measures(read_programme(find_programme(programme)))
    told = {measure.name: _told(measure, Words(language or "en")) for measure in declared()}
    if name and name not in told:
        raise UsageError(f"{name} is no measure{nearest(name, told) or '.'} `forlob measures` names them all.")
    if as_json:
        print(json.dumps(told[name] if name else list(told.values()), ensure_ascii=False))
    elif as_markdown:
        print(as_page(list(told.values())))
    elif name:
        print("\n".join(_lines(told[name])))
    else:
        wide = max(map(len, told)) + 2
        print("\n".join(f"{key:{wide}}{about['label']}" for key, about in told.items()))
    return 0


def as_page(told: list[dict[str, Any]]) -> str:
    """The page docs/measures.md: a section a module, a paragraph a measure, and the dimensions at the end."""
    parts = [HEAD]
    module = ""
    for about in told:
        if about["name"].partition(".")[0] != module:
            module = about["name"].partition(".")[0]
            parts.append(f"## {module}")
        of = f", of `{about['of']}`" if about["of"] else ""
        by = f" Split by: {_in_short(about['dimensions'])}." if about["dimensions"] else ""
        head = f"**`{about['name']}`** {about['label']} ({about['kind']}; population: {about['population']}{of})."
        parts.append(f"{head} {about['definition']}{by}")
    rows = [f"| `{d.name}` | {d.population.name} | {d.column} |" for d in DIMENSIONS.values()]
    parts.append("## Dimensions\n\n| dimension | of every | from the column |\n|---|---|---|\n" + "\n".join(rows))
    return "\n\n".join(parts)


def _in_short(names: list[str]) -> str:
    of_participations = [name for name in names if name in DIMENSIONS and DIMENSIONS[name].population == PARTICIPATIONS]
    others = [f"`{name}`" for name in names if name not in of_participations and name != OWN_COLUMNS]
    return ", ".join([*(["what a participation is"] if of_participations else []), *others])


def _told(measure: Measure, words: Words) -> dict[str, Any]:
    by = [name for name, dimension in DIMENSIONS.items() if can_split(measure, dimension)]
    return {
        "name": measure.name,
        "label": words.measure(measure.name),
        "definition": words.definition(measure.name),
        "kind": measure.kind,
        "population": measure.population.name,
        "unit": measure.unit,
        "of": measure.of.name if measure.of else "",
        "needs": list(measure.needs),
        "dimensions": [*by, OWN_COLUMNS] if "gender" in by else by,
        "says": " ".join((measure.__doc__ or "").split()),
    }


def _lines(about: dict[str, Any]) -> Iterator[str]:
    yield f"{about['name']}: {about['label']}"
    yield about["definition"]
    yield f"kind: {about['kind']}; population: {about['population']}"
    if about["of"]:
        yield f"of: {about['of']}"
    if about["needs"]:
        yield f"needs: {', '.join(about['needs'])}"
    if about["dimensions"]:
        yield f"can be split by: {', '.join(about['dimensions'])}"
    yield about["says"]
