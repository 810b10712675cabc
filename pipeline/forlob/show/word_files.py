"""The files that hold the words of the report, read once each."""

from functools import cache
from typing import Any

from forlob.programme.package_yaml import own_yaml

FILES = ("printed.yaml", "phrases.yaml", "words.yaml")


@cache
def section(name: str) -> dict[str, dict[str, Any]]:
    """A section of all files; a test sees to it that no key stands in two."""
    return {key: item for file in FILES for key, item in of_file(file).get(name, {}).items()}


@cache
def of_file(name: str) -> dict[str, dict[str, Any]]:
    """What a file holds: section -> key -> its words."""
    return own_yaml("forlob.show", name)
