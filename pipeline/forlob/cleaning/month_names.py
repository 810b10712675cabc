"""The names of months and weekdays in Danish, Norwegian and Swedish, as date formats know them: in English."""

import re

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
#: The first letters of a name, which all its forms have -> its English name; the longest that fits counts.
BEGINNINGS = {
    **{month[:3]: month for month in MONTHS},
    **{"maj": "may", "mai": "may", "okt": "october", "des": "december"},
    **{"man": "monday", "mån": "monday", "tir": "tuesday", "tis": "tuesday", "ons": "wednesday", "tor": "thursday"},
    **{"fre": "friday", "lør": "saturday", "lör": "saturday", "søn": "sunday", "sön": "sunday"},
}
#: The names and their usual short forms; a word that only begins like one is none.
NAMES = re.compile(
    r"(jan(?:uari?)?|feb(?:r(?:uari?)?)?|mar(?:ts|s)?|apr(?:il)?|ma[ji]|june?i?|juni|jul[iy]?|juli|aug(?:usti?)?"
    r"|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|de[cs](?:ember)?"
    r"|m[aå]n(?:dag)?|ti(?:r|rs|s)(?:dag)?|ons(?:dag)?|tors?(?:dag)?|fre(?:dag)?|l[øö]r(?:dag)?|s[øö]n(?:dag)?)",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_]+\.?")
NAMED = re.compile(r"%[aAbB]")


def in_english(text: str, form: str) -> str:
    """A date as a format reads it: `5. januar 2023` as `5. January 2023` for %B, as `5. Jan 2023` for %b."""

    def english(found: re.Match) -> str:
        word, point = found[0].rstrip("."), "." if found[0].endswith(".") else ""
        if not NAMES.fullmatch(word):
            return found[0]
        name = BEGINNINGS[word[:3].casefold()]
        whole = ("%B" if name in MONTHS else "%A") in form
        short = "%b." if name in MONTHS else "%a."
        return (name if whole else name[:3]).capitalize() + (point if whole or short in form else "")

    return WORD.sub(english, text)
