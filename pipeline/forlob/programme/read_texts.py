"""Reads the prose that a researcher supplies for a project's page, or for a page of the programme."""

import re

from forlob.errors import ConfigError
from forlob.programme.programme import Programme

SECTION = re.compile(r"^## +(?P<heading>.*?) *\{#(?P<name>[\w-]+)\} *$", re.MULTILINE)


def read_texts(programme: Programme, project: str, language: str) -> dict[str, tuple[str, str]]:
    """Section -> (heading, Markdown) of texts/<project>.<language>.md; empty where there is no such file.

    The programme as a whole goes by its id. A section begins with a heading such as `## Indsatsen {#effort}`. Raises
    ConfigError where the file is not UTF-8.
    """
    path = programme.folder / "texts" / f"{project}.{language}.md"
    if not path.is_file():
        return {}
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: is not UTF-8. Save it as UTF-8.") from None
    found = list(SECTION.finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)]
    return {
        match["name"]: (match["heading"], text[match.end() : end].strip())
        for match, end in zip(found, ends, strict=True)
    }
