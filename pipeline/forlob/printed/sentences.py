"""What a check of printed figures says: a sentence with its numbers, what it comes to, what could explain it."""

from fractions import Fraction
from math import ceil, floor

from forlob.disclosure.cells import Cell, as_said
from forlob.measures.table import line
from forlob.printed.exact_intervals import decimals
from forlob.printed.known_relations import unit_of
from forlob.printed.printed_tables import named
from forlob.printed.verdicts import AGREES, DIFFERS, Check, Hint, Stated
from forlob.show import numbers
from forlob.show.words import Words

#: Kinds that say what cannot be without a difference that could be told.
_PLAIN = {"whole_number", "two_dates", "above_total"}
_PERCENT = {"share", "hundred"}


def sentence(check: Check, words: Words) -> str:
    """The check, its verdict and its hints; plain text."""
    kind = check.kind
    if kind == "projects" and any(term.what == "share" for term in check.terms):
        kind = "projects_by_share"
    verdict = [] if check.verdict == AGREES else [_verdict(check, words)]
    hints = [_hint(hint, check, words) for hint in check.hints]
    return " ".join([words.ui(f"check_{kind}", **_filled(check, words)), *verdict, *hints])


def figure_name(cell: Cell, words: Words) -> str:
    """A figure by name: its measure, group and subgroup."""
    return named(as_said(cell), words)


def _filled(check: Check, words: Words) -> dict[str, str]:
    cell, terms, printed = check.cell, check.terms, check.printed
    about = terms[0].figure if check.kind == "denominator" else None
    chapters = [stated.figure.chapter for stated in (*terms, printed) if stated.figure.chapter]
    chapter = chapters[0] if chapters else ""
    low, high = check.interval
    return {
        "what": words.ui("cited", name=words.measure(line(about.measure, about.by)))
        if about
        else figure_name(cell, words),
        "where": _place(cell.project, words) + _dated("date_inside", cell.to, words),
        "total": words.ui("cited", name=figure_name(printed.cell, words)),
        "terms": " + ".join(_number(term.number, term, words) for term in terms),
        "terms_named": words.joined(
            [f"{_of(term, check, words)} {_number(term.number, term, words)}" for term in terms]
        )
        if check.kind == "measures"
        else " + ".join(f"{_of(term, check, words)} {_number(term.number, term, words)}" for term in terms),
        "found": _found(check, words),
        "printed": _printed(check, words),
        "n": _number(terms[0].number, terms[0], words),
        "of": _number(terms[-1].number, terms[-1], words),
        "low": _plain(Fraction(floor(low)), words) if check.kind != "whole_number" else _decimal(low, 1, words),
        "high": _plain(Fraction(ceil(high)), words) if check.kind != "whole_number" else _decimal(high, 1, words),
        "to_parts": _dated("date_to", terms[0].cell.to, words, other=cell.to),
        "to_printed": _dated("date_to", printed.cell.to, words, other=terms[0].cell.to),
        "unit": words.unit(unit_of(cell)),
        "chapter": words.ui("chapter_named", chapter=chapter) if chapter else "",
        "chapter_inside": words.ui("chapter_inside", chapter=chapter) if chapter else "",
    }


def _verdict(check: Check, words: Words) -> str:
    if any(hint.name == "unread_share" for hint in check.hints):
        return words.ui("verdict_unread")
    if check.verdict != DIFFERS:
        return words.ui(f"verdict_{check.verdict}", gap=_gap(check, words))
    if check.kind in _PLAIN:
        return words.ui("verdict_differs_plain")
    if check.kind == "groups" and check.found < check.printed.number:
        return words.ui("verdict_short", gap=_gap(check, words))
    exact = check.interval.low == check.interval.high and check.printed.interval.low == check.printed.interval.high
    same = check.kind in ("twice", "denominator")
    return words.ui("verdict_differs" if exact or same else "verdict_differs_rounding", gap=_gap(check, words))


def _hint(hint: Hint, check: Check, words: Words) -> str:
    cell, number = hint.cells[0], hint.numbers[0]
    groups = hint.name in ("all_in_group", "unread_share")
    other = figure_name(cell, words)
    if groups:
        other = words.subgroup(cell) if cell.subgroup else words.group(cell)
    return words.ui(f"hint_{hint.name}", other=words.ui("cited", name=other), number=_plain(abs(number), words))


def _gap(check: Check, words: Words) -> str:
    gap = abs(check.found - check.printed.number)
    if check.kind in _PERCENT or (check.kind == "twice" and check.printed.what == "percent"):
        return words.ui("points", gap=_decimal(gap, 0 if gap.denominator == 1 else 1, words))
    rough = any(stated.what == "share" for stated in (*check.terms, check.printed))
    return words.ui("about", gap=_decimal(gap, 0, words)) if rough else _plain(gap, words)


def _found(check: Check, words: Words) -> str:
    if check.kind in _PERCENT:
        return _percent(check.found, 1 if check.found.denominator > 1 else 0, words)
    if any(term.what == "share" for term in check.terms):
        return _decimal(check.found, 0, words)
    if check.kind == "mean":
        return _decimal(check.found, (check.printed.digits or 0) + 1, words)
    if check.kind == "twice":
        return _number(check.found, check.terms[0], words)
    return _plain(check.found, words)


def _printed(check: Check, words: Words) -> str:
    return _number(check.printed.number, check.printed, words)


def _number(number: Fraction, stated: Stated, words: Words) -> str:
    """A printed number with its digits; a percentage with its sign."""
    if stated.what == "percent":
        return _percent(number, stated.digits or 0, words)
    if stated.what == "share":
        return _decimal(number, 0, words)
    return _plain(number, words) if stated.digits is None else _decimal(number, stated.digits, words)


def _percent(number: Fraction, places: int, words: Words) -> str:
    text = _decimal(number, places, words)
    return f"{text} %" if words.language == "da" else f"{text}%"


def _plain(number: Fraction, words: Words) -> str:
    """Whole, or with as many decimals as the number has, two at most."""
    return _decimal(number, 0 if number.denominator == 1 else min(2, decimals(float(number))), words)


def _decimal(number: Fraction, places: int, words: Words) -> str:
    """Rounded half up from the exact fraction."""
    scaled = Fraction(floor(number * 10**places + Fraction(1, 2)), 10**places)
    return numbers.number(float(scaled), words.language, places)


def _of(term: Stated, check: Check, words: Words) -> str:
    return words.measure(as_said(term.cell).measure) if check.kind == "measures" else _place(term.cell.project, words)


def _place(project: str, words: Words) -> str:
    return words.place(project) if project else words.ui("in_the_programme")


def _dated(key: str, to: str, words: Words, other: str = "") -> str:
    if to:
        return words.ui(key, day=numbers.day(to, words.language))
    return words.ui("date_uncut") if other else ""
