"""The names of files: how they are compared and sorted, and what a pattern leaves open of them."""

import re
import unicodedata
from pathlib import Path

#: What makes a name the pattern of many.
WILD = re.compile(r"[*?\[]")
#: A wildcard of a pattern, or a character that stands for itself.
PART = re.compile(r"\*|\?|\[!?\]?[^\]]*\]|.", re.DOTALL)
#: What has a meaning of its own in a set of a regular expression and none in one of a pattern.
SPECIAL = re.compile(r"[\\\[\]^&~|]")


def composed(name: str) -> str:
    """A name with each letter in one piece: å may be one character, or a and a ring."""
    return unicodedata.normalize("NFC", name)


def natural(name: str) -> list[list[tuple[int, str]]]:
    """What names are sorted by, so that month 10 comes after month 9, and "m9 corrected.csv" after "m9.csv"."""
    texts = name.removesuffix(Path(name).suffix), name
    return [[(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", one)] for one in texts]


def left_open(pattern: str, name: str) -> str:
    """What the first * of a pattern stands for in a name, with the wildcards beside it; where there is no *, the first
    wildcards; without any, the file's name. Those of the file's name count before those of its folder.

    >>> left_open("*_2024*.csv", "nord_2024-01.csv"), left_open("site_??.csv", "site_07.csv")
    ('nord', '07')
    """
    if name == pattern or not WILD.search(pattern):
        return Path(name).stem
    if WILD.search(Path(pattern).name):
        pattern, name = Path(pattern).name, Path(name).name
    parts = PART.findall(pattern)
    wild = [len(part) > 1 or part in "*?" for part in parts]
    begin = end = parts.index("*") if "*" in parts else wild.index(True) if True in wild else 0
    while begin > 0 and wild[begin - 1]:
        begin -= 1
    while end < len(parts) and wild[end]:
        end += 1
    looks = list(map(_looks, parts))
    found = re.fullmatch("".join([*looks[:begin], "(", *looks[begin:end], ")", *looks[end:]]), name, re.DOTALL)
    return found[1] if found else Path(name).stem


def _looks(part: str) -> str:
    """A part of a pattern as a regular expression; no wildcard stands for the / of a folder."""
    if part in ("*", "?"):
        return "[^/]*?" if part == "*" else "[^/]"
    if len(part) == 1:
        return re.escape(part)
    inside = SPECIAL.sub(lambda found: "\\" + found[0], part[1:-1].removeprefix("!"))
    return f"[^/{inside}]" if part.startswith("[!") else f"[{inside}]"
