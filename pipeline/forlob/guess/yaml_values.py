"""Values and comments as programme.yaml writes them."""

import json
import re
from datetime import date

DECIDE = "# decide: "
AS_YAML_READS = {"yes", "no", "on", "off", "y", "n", "true", "false", "null", "nan", "inf"}


def scalar(text: str) -> str:
    """Text as YAML reads it back: as it is where that is safe, else in double quotes.

    >>> scalar("Borger-id"), scalar("nej: 2")
    ('Borger-id', '"nej: 2"')
    """
    safe = re.fullmatch(r"[A-Za-zÆØÅæøå]([\wÆØÅæøå ()/+%.-]*[\wÆØÅæøå)%])?", text, re.ASCII)
    if safe and text.casefold() not in AS_YAML_READS:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return re.sub(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]", lambda m: f"\\u{ord(m[0]):04x}", quoted)


def comment(text: str) -> str:
    """Text on one line, without what YAML cannot hold."""
    return "".join(letter for letter in re.sub(r"\s+", " ", text) if letter.isprintable()).strip()


def flow(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(key)}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int | date) else scalar(str(value))
