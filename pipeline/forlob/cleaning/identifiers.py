"""Finds and masks what identifies a person in text: CPR numbers, telephone numbers, e-mail addresses, listed names."""

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterable
from functools import cache

MASK = "[…]"

#: DDMMYY-SSSS, also with signs within the date; day and month must be possible (a substitute number adds 60 to the
#: day), the old modulus-11 check need not hold.
DAY, MONTH = r"(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])", r"(?:0[1-9]|1[0-2])"
CPR = re.compile(rf"(?<!\d){DAY}[-./ ]?{MONTH}[-./ ]?\d{{2}}\s?[-‐‑–—./]?\s?\d{{4}}(?!\d)")
#: The same where a spreadsheet has taken it for a number and dropped the zero before it.
CPR_WITHOUT_NOUGHT = re.compile(rf"[1-9]{MONTH}\d{{6}}")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
#: What may stand between two pairs of digits; some spaces of a word processor do not break a line.
GAP = r"[ \u00a0\u202f-]"
#: Eight digits, in pairs or fours or not, and not a date such as 31-03-2012 or 2012-03-31.
DATE = rf"(?:\d{{2}}{GAP}\d{{2}}{GAP}(?:19|20)\d{{2}}|(?:19|20)\d{{2}}{GAP}\d{{2}}{GAP}\d{{2}})(?!\d)"
TELEPHONE = re.compile(rf"(?<![\w-])(?:(?:\+|00)45{GAP}?)?(?!{DATE})\d{{2}}(?:{GAP}?\d{{2}}){{3}}(?![\w-])")
#: The genitive of a name: Annas, Jens', Max's.
GENITIVE = r"(?:['’]?s|['’])?"


@cache
def names_in(names: tuple[str, ...]) -> re.Pattern | None:
    """A pattern of each of the names as whole words, in any case and in the genitive; None where there are none."""
    parts = [unicodedata.normalize("NFC", name).split() for name in sorted(names, key=len, reverse=True)]
    words = [r"\s+".join(map(re.escape, part)) for part in parts if part]
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)}){GENITIVE}(?!\w)", re.IGNORECASE) if words else None


def masked(text: str, names: Iterable[str] = (), telephones: bool = True) -> str:
    """The text with everything that identifies a person replaced by […]; a file name may look like a telephone number.

    >>> masked("ring til 010190-1234")
    'ring til […]'
    """
    listed = names_in(tuple(names))
    if listed:
        # å may be one character in the list and two (a and a ring) in the text, or the reverse.
        composed = unicodedata.normalize("NFC", text)
        text = listed.sub(MASK, composed) if listed.search(composed) else text
    if not any(char.isdigit() for char in text) and "@" not in text:
        return text
    for pattern in (CPR, EMAIL, *([TELEPHONE] if telephones else [])):
        text = pattern.sub(MASK, text)
    return text


def pseudonym(identifier: str, key: bytes) -> str:
    """A keyed pseudonym of 16 hexadecimal digits: the same person and key give the same, whatever the punctuation."""
    digits = re.sub(r"[^0-9A-Za-z]", "", identifier)
    if CPR_WITHOUT_NOUGHT.fullmatch(digits):
        digits = f"0{digits}"
    return hmac.new(key, digits.encode(), hashlib.sha256).hexdigest()[:16]
