"""Reads YAML files; what is wrong in one is said with file and line."""

import re
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import ConstructorError, RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import ScalarNode

from forlob.errors import ConfigError

SCALARS = {
    "tag:yaml.org,2002:int": RoundTripConstructor.construct_yaml_int,
    "tag:yaml.org,2002:float": RoundTripConstructor.construct_yaml_float,
    "tag:yaml.org,2002:timestamp": RoundTripConstructor.construct_yaml_timestamp,
}


class _Constructor(RoundTripConstructor):
    """Keeps the lines of keys; 02 and 20_25 stay text, as codes are; a date such as 2013-02-31 is an error."""


def _scalar(constructor: _Constructor, node: ScalarNode) -> Any:
    if node.value.isdigit() and node.value.startswith("0") and node.value != "0":
        return node.value
    if "_" in node.value:  # 20_25 is a group of ages; YAML would make it 2025
        return node.value
    try:
        return SCALARS[str(node.tag)](constructor, node)
    except ValueError as error:
        problem = f"{node.value!r} cannot be read: {error}"
        raise ConstructorError(None, None, problem, node.start_mark) from None


for _tag in SCALARS:
    _Constructor.add_constructor(_tag, _scalar)


#: What YAML says of a mistake -> what the mistake is, and whether it is said of the line in which it begins.
MISTAKES = {
    "mapping values are not allowed": (
        "a colon where none can be: put a text with a colon in quotes, indent the line as its neighbours are, or fix "
        "the line above, where a colon or the space after it may be missing",
        False,
    ),
    "expected <block end>": (
        "the line is not indented as its neighbours are, or something follows a closing quote or bracket",
        False,
    ),
    "sequence entries are not allowed": ("a list that begins beside its key: begin it on the next line", False),
    r"found character '([^\\])' that cannot start": (r"a text that begins with \1: put it in quotes", False),
    "could not find expected ':'": (
        "a key without a colon and a space after it, or an item without a space after its hyphen",
        True,
    ),
    "found unexpected end of stream": ("a quote that is not closed", True),
    "expected ',' or '(.)', but got": (r"a comma or \1 is missing before this, in what begins in line BEGINS", False),
    "undefined alias|chomping or indentation|alphabetic or numeric|comment or a line break": (
        "a text that begins with a sign that YAML reads: put it in quotes",
        False,
    ),
    'found duplicate key "([^"]*)"': (r"the key \1 stands twice", False),
    "found another document": ("a second document begins here: take the line away", False),
    "found unknown escape character": ("a backslash between double quotes: put the text in single quotes", False),
}

#: File -> its state when it was last read, and its content.
_read: dict[Path, tuple[tuple[int, ...], Any]] = {}


def read_yaml(path: Path) -> Any:
    """The content of a YAML file, with the lines of its keys; not to be changed.

    A file is read once for as long as it stays as it is: to keep the lines takes most of a small notebook's time.
    Raises ConfigError where it cannot be read as YAML.
    """
    try:
        about = path.stat()
        state: tuple[int, ...] = (about.st_ino, about.st_size, about.st_mtime_ns)
    except OSError:
        state = ()
    if not state or _read.get(path, ((), None))[0] != state:
        _read[path] = (state, _content(path))
    return _read[path][1]


def _content(path: Path) -> Any:
    yaml = YAML(typ="rt")
    yaml.Constructor = _Constructor
    try:
        return yaml.load(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise ConfigError(f"{path}: no such file. Put it there, or fix its name.") from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}). Name a file that can.") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: is not UTF-8. Save it as UTF-8.") from None
    except MarkedYAMLError as error:
        line, said = _said(error)
        where = "" if line is None else f", line {line + 1}"
        raise ConfigError(f"{path}{where}: is not valid YAML: {said}. Fix that line.") from None
    except (
        YAMLError,
        ValueError,
        TypeError,
        AttributeError,
        LookupError,
        AssertionError,
        NotImplementedError,
    ) as error:
        raise ConfigError(f"{path}: is not valid YAML: {_one_line(error)}. Fix it.") from None
    except RecursionError:
        raise ConfigError(f"{path}: is not valid YAML: brackets stand too deep in one another. Fix it.") from None


def _said(error: MarkedYAMLError) -> tuple[int | None, str]:
    """The line, from 0, and what is wrong there in the words of somebody who writes the file."""
    problem = _one_line(error.problem)
    for pattern, (words, where_it_begins) in MISTAKES.items():
        if found := re.search(pattern, problem):
            mark = error.context_mark if where_it_begins else error.problem_mark
            begins = str(error.context_mark.line + 1) if error.context_mark else ""
            return mark.line if mark else None, found.expand(words).replace("BEGINS", begins)
    mark = error.problem_mark or error.context_mark
    return mark.line if mark else None, problem


def _one_line(problem: object) -> str:
    text = " ".join(str(problem or "it breaks off").split())
    if "\\t" in text:
        text += " (a tab: put spaces in its place)"
    return text[:200].rstrip(".")
