"""What is given to every generator: the files of its programme, and the labels of the answers."""

from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

ROOT = Path(__file__).parents[1]
CODE_LISTS = ROOT / "pipeline" / "forlob" / "programme" / "code_lists.yaml"


@cache
def read(path: Path) -> dict:
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def code_list(name: str) -> dict[str, dict]:
    """Code -> labels, and for some codes more: the status group of an exit reason, whether an event has a length."""
    return read(CODE_LISTS)[name]
