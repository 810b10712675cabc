"""Reads the YAML files of this package: words, code lists, headers.

They are tested as a whole, so that nobody needs the line of a mistake, and they are read by every process: PyYAML with
libyaml takes a tenth of the time of a reader in Python. It knows YAML 1.1, in which `no` and `on` are booleans; here
they are text, as in 1.2 and in the files of researchers (`read_yaml.py`).
"""

import re
from importlib.resources import files
from typing import Any

import yaml

BOOLEAN = "tag:yaml.org,2002:bool"


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """With the booleans of YAML 1.2."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != BOOLEAN]
    for first, resolvers in _Loader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(BOOLEAN, re.compile("^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF"))


def own_yaml(package: str, name: str) -> Any:
    """The content of a YAML file of a package of this project; not to be changed."""
    return yaml.load(files(package).joinpath(name).read_text(encoding="utf-8"), Loader=_Loader)
