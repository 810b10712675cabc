"""Says what is wrong at a place of programme.yaml: one sentence with file, line, key and what to do."""

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel
from ruamel.yaml.comments import CommentedMap

from forlob.programme.programme import Programme

#: What pydantic calls an error of type, in words for a reader of YAML.
WORDS = {
    "model_type": "should be keys and values",
    "model_attributes_type": "should be keys and values",
    "dict_type": "should be keys and values",
    "list_type": "should be a list, such as [a, b]",
    "string_type": "should be text",
    "int_type": "should be a whole number",
    "int_parsing": "should be a whole number",
    "int_from_float": "should be a whole number",
    "float_type": "should be a number",
    "float_parsing": "should be a number",
    "bool_type": "should be true or false",
    "bool_parsing": "should be true or false",
    "date_type": "should be a date such as 2013-03-31",
    "date_parsing": "should be a date such as 2013-03-31",
    "date_from_datetime_parsing": "should be a date such as 2013-03-31",
    "date_from_datetime_inexact": "should be a date such as 2013-03-31, without a time",
    "string_pattern_mismatch": "should be letters, digits, - and _ only, for folders are named after it",
    "string_too_long": "should be at most 80 characters",
    "too_short": "should not be empty",
    "recursion_loop": "stands inside itself; write it out",
}
#: What a union of models adds to the place of an error, and pydantic for a key; these are no keys of programme.yaml.
NO_KEYS = (
    *("Header", "OneHot", "FirstOf", "Question", "Members", "Span", "[key]", ""),
    *("Texts", "AllBut", "Wide", "WideMeasurements", "Date", "WaveColumn", "AfterEnrolment"),
    *("SnapshotOrder", "ByColumn"),
)


def sentence(path: Path, raw: Any, problem: Any) -> str:
    """One problem that pydantic has found, as a sentence."""
    where = [part for part in problem["loc"] if part not in NO_KEYS]
    start = place(path, raw, where)
    if problem["type"] in ("extra_forbidden", "invalid_key"):
        known = _keys_at(where[:-1])
        said = nearest(where[-1] if where else "", known) or "."
        return f"{start}unknown key{said}" + (f" Known here: {', '.join(known)}." if known else "")
    if problem["type"] == "missing":
        return f"{start}is missing. Add it."
    message = WORDS.get(problem["type"], problem["msg"].removeprefix("Value error, ").rstrip("."))
    value = problem["input"]
    shown = f" (found: {str(value)[:60]!r})" if isinstance(value, str | int | float) else ""
    return f"{start}{message[:1].lower()}{message[1:]}{shown}."


def place(path: Path, raw: Any, where: list) -> str:
    """'programme.yaml, line 4, extracts.0.format.encodng: ' for a place in the file."""
    node, line = raw, None
    for part in where:
        node, position = _step(node, part)
        if position is None:
            break
        line = position + 1
    dotted = ".".join(str(part) for part in where)
    return f"{path}, line {line}, {dotted}: " if line else f"{path}, {dotted}: " if dotted else f"{path}: "


def nearest(word: object, known: Iterable[object], cutoff: float = 0.6) -> str:
    """'; did you mean …?' with the nearest known word, empty where none is near."""
    match = get_close_matches(str(word), [str(k) for k in known], 1, cutoff)
    return f"; did you mean {match[0]}?" if match else ""


def _step(node: Any, part: Any) -> tuple[Any, int | None]:
    """What stands below a key or number, and its line; a code may be a number in the file."""
    try:
        if isinstance(node, CommentedMap):
            key = part if part in node else next(k for k in node if str(k) == str(part))
            return node[key], node.lc.key(key)[0]
        return node[part], node.lc.item(part)[0]
    except (LookupError, TypeError, AttributeError, StopIteration):
        return None, None


def _keys_at(where: list) -> list[str]:
    """The keys that a model allows at a place of programme.yaml."""
    model: Any = Programme
    for part in where:
        if isinstance(model, type) and issubclass(model, BaseModel):
            fields = {field.alias or name: field.annotation for name, field in model.model_fields.items()}
            model = fields.get(str(part))
        else:
            model = _inner(model)
    while model is not None and not (isinstance(model, type) and issubclass(model, BaseModel)):
        model = _inner(model)
    return [f.alias or name for name, f in model.model_fields.items() if name != "folder"] if model else []


def _inner(annotation: Any) -> Any:
    """The last model inside list[...], dict[..., ...], Annotated[...] or X | None."""
    arguments = [a for a in get_args(annotation) if a is not type(None)]
    models = [a for a in arguments if get_args(a) or (isinstance(a, type) and issubclass(a, BaseModel))]
    return models[-1] if models else None
