"""What a chart shows, in words: the figures of its alternative text and the labels at its marks."""

from collections.abc import Sequence

from forlob.show import numbers
from forlob.show.gated_rows import Row
from forlob.show.numbers import NO_VALUE, SUPPRESSED
from forlob.show.words import Words

#: More entries than this are told by their highest and lowest.
_MOST = 9


def hidden(row: Row, words: Words) -> str:
    """What stands for a suppressed number: the sign, or in words that it was so at source."""
    return words.ui("at_source") if row.at_source else SUPPRESSED


def amount(row: Row, words: Words) -> str:
    """The count as written: hours with one decimal, counts whole."""
    if row.suppressed:
        return hidden(row, words)
    return numbers.number(row.n, words.language, 1 if row.unit == "hours" else 0)


def at_the_bar(row: Row, words: Words) -> str:
    """51 (71 %)."""
    if row.suppressed:
        return hidden(row, words)
    whole = row.percent
    return (
        amount(row, words) if whole is None else f"{amount(row, words)} ({numbers.percent_text(whole, words.language)})"
    )


def share(row: Row, words: Words) -> str:
    """71 %; the sign of a suppressed row; a dash without a denominator."""
    return SUPPRESSED if row.suppressed else numbers.percent_text(row.percent, words.language)


def figure(label: str, row: Row, words: Words) -> str:
    """Virksomhedspraktik: 51 af 72 (71 %)."""
    if row.suppressed:
        return words.ui("said", label=label, n=words.ui("at_source" if row.at_source else "is_suppressed"))
    if row.percent is None:
        return words.ui("said", label=label, n=amount(row, words))
    of = numbers.number(row.of, words.language, 1 if row.unit == "hours" else 0)
    return words.ui("of_all", label=label, n=amount(row, words), of=of, share=share(row, words))


def figures(entries: Sequence[tuple[str, Row]], words: Words) -> str:
    """All entries in a sentence, or the highest three and the lowest two of many."""
    if not entries:
        return words.ui("no_rows")
    if len(entries) <= _MOST:
        return "; ".join(figure(label, row, words) for label, row in entries) + "."
    known = sorted((e for e in entries if e[1].n is not None), key=lambda e: -size(e[1]))
    if not known:
        return "; ".join(figure(label, row, words) for label, row in entries) + "."
    highest, lowest = known[:3], known[-2:]
    return words.ui(
        "entries_more",
        highest="; ".join(figure(label, row, words) for label, row in highest),
        lowest="; ".join(figure(label, row, words) for label, row in lowest),
        count=len(entries),
    )


def size(row: Row) -> float:
    """What rows are ordered by: the share, else the count; nothing known comes last."""
    if row.share is not None:
        return row.share
    return -1.0 if row.n is None else float(row.n)


def days(row: Row, words: Words) -> str:
    if row.suppressed:
        return SUPPRESSED
    return NO_VALUE if row.value is None else numbers.days(row.value, words.language)


def label(row: Row, words: Words, short: bool = False) -> str:
    """What a row is about: its group and subgroup, else its measure. `short` leaves the group of a subgroup out."""
    if row.subgroup:
        below = ", ".join([words.subgroup(row), *([words.third(row)] if row.third else [])])
        return below if short else f"{words.group(row)}, {below}"
    return words.group(row) if row.group else words.measure(row.line)


def cell(row: Row | None, words: Words) -> str:
    """What a table shows of a row: 51 (71 %), 72, or the mean or median; a dash where there is no row."""
    if row is None:
        return NO_VALUE
    if row.suppressed:
        return hidden(row, words)
    if row.of is None and row.value is not None:
        return numbers.number(row.value, words.language, None if row.unit == "days" else 1)
    if row.of is None and row.unit == "days":
        return words.ui("not_reached")
    return at_the_bar(row, words)


def interval(row: Row, words: Words) -> str:
    return SUPPRESSED if row.suppressed else numbers.interval(row.ci_low, row.ci_high, words.language)
