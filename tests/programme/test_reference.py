"""docs/programme-yaml.md against the code: every key of the models, every register and every column stands there."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel
from ruamel.yaml import YAML

from forlob.programme.extract_models import Extract
from forlob.programme.programme import Programme
from forlob.programme.registers import REGISTERS

PAGE = (Path(__file__).parents[2] / "docs" / "programme-yaml.md").read_text(encoding="utf-8")
#: What stands below each mark: <!-- Format --> begins what is said of the model Format.
PARTS = dict(re.findall(r"<!-- (\w+) -->\n(.*?)(?=<!--|\Z)", PAGE, re.DOTALL))


def models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from models(part)


def reachable(model: type[BaseModel], seen: list[type[BaseModel]]) -> list[type[BaseModel]]:
    """A model and those that its fields hold."""
    if model not in seen:
        seen.append(model)
        for field in model.model_fields.values():
            for other in models(field.annotation):
                reachable(other, seen)
    return seen


MODELS = reachable(Programme, [])


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_key_is_explained(model):
    keys = {field.alias or name for name, field in model.model_fields.items()} - {"folder"}
    said = set(re.findall(r"\b\w+\b", " ".join(re.findall(r"`([^`]+)`", PARTS.get(model.__name__, "")))))
    assert not keys - said, f"say below <!-- {model.__name__} --> what {sorted(keys - said)} is for"


def test_no_key_is_explained_that_is_gone():
    """The first column of each table of keys."""
    names = {model.__name__: {f.alias or n for n, f in model.model_fields.items()} for model in MODELS}
    for model, part in PARTS.items():
        first = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|", part, re.MULTILINE)
        keys = {key for cell in first for key in re.findall(r"\w+", cell)}
        assert not keys - names.get(model, set(REGISTERS)), model


def row(name: str) -> str:
    """The line of a register in the table of registers."""
    about = REGISTERS[name]
    needed = [" or ".join(f"`{column}`" for column in columns) for columns in about.needed]
    first = {column for columns in about.needed for column in columns}
    rest = [f"`{column}`" for column in about.columns if column not in first]
    return f"| `{name}` | {', '.join(needed)} | {', '.join(rest)} |"


@pytest.mark.parametrize("name", list(REGISTERS))
def test_every_register_stands_there_with_its_columns(name):
    assert row(name) in PARTS["registers"], f"the line of the table is now {row(name)}"


EXAMPLES = [text for text in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL) if text.startswith("extracts:")]


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_one(example):
    for extract in YAML(typ="safe").load(example)["extracts"]:
        Extract.model_validate({"registers": {"participants": None}, **extract})
