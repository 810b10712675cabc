"""Reads programme.yaml; what is wrong in it is said with file, line, key and what to do."""

from pathlib import Path

from pydantic import ValidationError

from forlob.errors import ConfigError
from forlob.programme.check_names import wrong_names
from forlob.programme.programme import Programme
from forlob.programme.read_yaml import read_yaml
from forlob.programme.yaml_errors import place, sentence

MOST = 10


def read_programme(path: Path) -> Programme:
    """Read and check a programme.yaml.

    Raises ConfigError where the file is missing, is not YAML, or holds something that the design does not know; it
    names every problem, up to ten.
    """
    raw = read_yaml(path)
    if not isinstance(raw, dict):
        raise ConfigError(f"{path}: should be keys and values, beginning with id: and title:.")
    if "folder" in raw:
        raise ConfigError(f"{place(path, raw, ['folder'])}unknown key; the folder is where the file lies. Delete it.")
    try:
        programme = Programme.model_validate({**raw, "folder": path.resolve().parent})
    except ValidationError as error:
        raise ConfigError(_lines([sentence(path, raw, problem) for problem in error.errors()])) from None
    except RecursionError:
        raise ConfigError(f"{path}: an alias (*name) stands inside what it names. Write it out.") from None
    wrong = [f"{place(path, raw, where)}{said}" for where, said in wrong_names(programme)]
    if wrong:
        raise ConfigError(_lines(wrong))
    return programme


def _lines(sentences: list[str]) -> str:
    sentences = list(dict.fromkeys(sentences))
    more = [f"and {len(sentences) - MOST} more"] if len(sentences) > MOST else []
    return "\n".join([*sentences[:MOST], *more])
