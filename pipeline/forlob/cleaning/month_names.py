"""The names of months and weekdays in Danish, Norwegian and Swedish, as date formats know them: in English."""

import re

#: English name -> what it is called and shortened to.
MONTHS = {
    "January": "jan januar januari",
    "February": "feb febr februar februari",
    "March": "mar marts mars",
    "April": "apr april",
    "May": "maj mai",
    "June": "jun juni",
    "July": "jul juli",
    "August": "aug august augusti",
    "September": "sep sept september",
    "October": "okt oktober",
    "November": "nov november",
    "December": "dec des december desember",
}
WEEKDAYS = {
    "Monday": "man mandag mån måndag",
    "Tuesday": "tir tirs tirsdag tis tisdag",
    "Wednesday": "ons onsdag",
    "Thursday": "tor tors torsdag",
    "Friday": "fre fredag",
    "Saturday": "lør lørdag lör lördag",
    "Sunday": "søn søndag sön söndag",
}
ENGLISH = {word: name for names in (MONTHS, WEEKDAYS) for name, words in names.items() for word in words.split()}
WORD = re.compile(r"[^\W\d_]+\.?")
#: A format that names a month or a weekday.
NAMED = re.compile(r"%[aAbB]")


def in_english(text: str, form: str) -> str:
    """A date as a format reads it.

    >>> in_english("5. januar 2023", "%d. %B %Y"), in_english("5. jan. 2023", "%d. %b %Y")
    ('5. January 2023', '5. Jan 2023')
    """

    def english(found: re.Match[str]) -> str:
        word = found[0].rstrip(".")
        name = ENGLISH.get(word.casefold())
        if name is None:
            return found[0]
        whole, short = ("%B", "%b.") if name in MONTHS else ("%A", "%a.")
        point = found[0][len(word) :] if whole in form or short in form else ""
        return (name if whole in form else name[:3]) + point

    return WORD.sub(english, text)
