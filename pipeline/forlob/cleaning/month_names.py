"""Months and weekdays named in Danish, Norwegian or Swedish, as date formats know them: in English."""

import re
import unicodedata

from forlob.extracts.calendar_words import ENGLISH, MONTHS

WORD = re.compile(r"[^\W\d_]+\.?")
#: A format that names a month or a weekday.
NAMED = re.compile(r"%[aAbB]")


def in_english(text: str, form: str) -> str:
    """A date as a format reads it; the point of a shortened name goes where the format has none.

    >>> in_english("5. januar 2023", "%d. %B %Y"), in_english("fre. 5. jan. 2023", "%A %d. %b %Y")
    ('5. January 2023', 'Friday 5. Jan 2023')
    """

    def english(found: re.Match[str]) -> str:
        word = found[0].rstrip(".")
        name = ENGLISH.get(word.casefold())
        if name is None:
            return found[0]
        whole, short = ("%B", "%b") if name in MONTHS else ("%A", "%a")
        point = found[0][len(word) :] if f"{whole}." in form or f"{short}." in form else ""
        return (name if whole in form else name[:3]) + point

    return WORD.sub(english, unicodedata.normalize("NFC", text))
