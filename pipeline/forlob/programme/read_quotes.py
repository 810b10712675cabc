"""Reads which passages of the interviews a researcher has chosen to quote: texts/quotes.yaml."""

from dataclasses import dataclass
from typing import Any

from forlob.errors import ConfigError
from forlob.programme.programme import Programme
from forlob.programme.read_yaml import read_yaml
from forlob.programme.yaml_errors import nearest

#: Beside programme.yaml. A page that fails names it so, without the folders of a machine.
FILE = "texts/quotes.yaml"
KEYS = ("begins", "theme", "speaker", "source", "excerpt_id")


@dataclass(frozen=True)
class Quote:
    """A chosen passage: how it begins, and what else tells it from others; `place` is where it is chosen."""

    place: str
    begins: str = ""
    theme: str = ""
    speaker: str = ""
    source: str = ""
    excerpt_id: str = ""


def read_quotes(programme: Programme) -> list[Quote]:
    """The quotes of texts/quotes.yaml in their order; none where there is no such file.

    Each names a passage by its beginning (begins) or its excerpt_id. The words themselves come from the excerpts.
    Raises ConfigError, with the line, for what is no such list.
    """
    path = programme.folder / FILE
    if not path.is_file():
        return []
    content = read_yaml(path)
    if not isinstance(content, list):
        raise ConfigError(f"{FILE}: should be a list, an entry a quote, such as `- begins: The first words`.")
    return [_quote(content, number) for number in range(len(content))]


def _quote(content: Any, number: int) -> Quote:
    entry, place = content[number], f"{FILE}, line {content.lc.item(number)[0] + 1}"
    if not isinstance(entry, dict):
        raise ConfigError(f"{place}: should be keys and values. A quote has {', '.join(KEYS)}.")
    for key, value in entry.items():
        if key not in KEYS:
            raise ConfigError(f"{place}: unknown key {key}{nearest(key, KEYS) or '.'} A quote has {', '.join(KEYS)}.")
        if not isinstance(value, str | int) or isinstance(value, bool):
            raise ConfigError(f"{place}: {key}: should be text. Put it in quotes.")
    if not str(entry.get("begins", "")).strip() and not entry.get("excerpt_id"):
        raise ConfigError(f"{place}: says neither begins nor excerpt_id. Say how the passage begins.")
    return Quote(place, **{key: str(value).strip() for key, value in entry.items()})
