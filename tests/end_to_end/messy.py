"""Two programmes as messy as registrations are, made up together with what is true of them.

Havn: 25 projects, delivered as six monthly snapshots in UTF-16, each with a title, a total and ids that have lost their
zeros in some months. Trivsel: a workbook with a sheet a site, the header in row 4, and three waves of a scale side by
side.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from openpyxl import Workbook

PLACES = [
    *("Aabenraa", "Ballerup", "Brøndby", "Esbjerg", "Favrskov", "Frederikssund", "Gentofte", "Greve", "Haderslev"),
    *(
        "Helsingør",
        "Herning",
        "Hillerød",
        "Hjørring",
        "Holbæk",
        "Horsens",
        "Ikast",
        "Kolding",
        "Køge",
        "Lejre",
        "Nyborg",
    ),
    *("Næstved", "Odder", "Randers", "Ringsted", "Ærø"),
]
MONTHS = [date(2024, month, day) for month, day in ((1, 31), (2, 29), (3, 31), (4, 30), (5, 31), (6, 30))]


@dataclass(frozen=True)
class Stay:
    """What is true of a participation: `wrong_exit`, one that was written in a month and taken back in the next."""

    person: int
    place: str
    enrolled_on: date
    exited_on: date | None = None
    reason: str = ""
    placed_on: date | None = None
    wrong_exit: date | None = None


@dataclass
class Truth:
    """How many of each thing a project has, by the name of the place."""

    enrolled: Counter[str] = field(default_factory=Counter)
    exited: Counter[str] = field(default_factory=Counter)
    self_supporting: Counter[str] = field(default_factory=Counter)
    placed: Counter[str] = field(default_factory=Counter)


def _day(stay: int, spread: int, first: date = date(2024, 1, 2)) -> date:
    """A day that differs from stay to stay; no two programmes of ours are drawn at random."""
    return first + timedelta(days=stay * 37 % spread)


def stays() -> Iterator[Stay]:
    """Seven to eleven participants a place. Every ninth comes back, every fifth had an exit that was a slip."""
    person = 0
    for at, place in enumerate(PLACES):
        for number in range(7 + at % 5):
            person += 1
            enrolled_on = _day(person, 50)
            leaves = person % 3 != 0
            exited_on = enrolled_on + timedelta(days=20 + person % 30) if leaves else None
            reason = ("Job", "Uddannelse", "Flyttet")[person % 3 - 1] if leaves else ""
            placed_on = enrolled_on + timedelta(days=6) if person % 2 else None
            slip = enrolled_on + timedelta(days=8) if person % 5 == 0 and not leaves else None
            yield Stay(person, place, enrolled_on, exited_on, reason, placed_on, slip)
            if leaves and number == 3:
                yield Stay(person, place, exited_on + timedelta(days=31), None)


def write_havn(raw: Path) -> Truth:
    """Write the six files below an empty folder."""
    all_stays, truth = list(stays()), Truth()
    for stay in all_stays:
        truth.enrolled[stay.place] += stay.enrolled_on <= MONTHS[-1]
        gone = stay.exited_on is not None and stay.exited_on <= MONTHS[-1]
        truth.exited[stay.place] += gone
        truth.self_supporting[stay.place] += gone and stay.reason != "Flyttet"
        truth.placed[stay.place] += stay.placed_on is not None
    for month, last in enumerate(MONTHS):
        seen = [stay for stay in all_stays if stay.enrolled_on <= last]
        mixed = sorted(seen, key=lambda stay: stay.person * 31 % 97)  # in another order than they began
        lines = [f"Udtræk pr. {last:%d.%m.%Y}", "", "Nr\tSted\tInd\tUd\tÅrsag\tPraktik fra"]
        lines += ["\t".join(_cells(stay, month, last)) for stay in mixed]
        lines += ["", f"I alt\t{len(seen)} forløb"]
        (raw / f"forløb {last:%Y-%m}.txt").write_text("\n".join(lines) + "\n", encoding="utf-16", newline="\r\n")
    return truth


def _cells(stay: Stay, month: int, last: date) -> list[str]:
    """A stay as it was written in a month: odd months have kept the zeros of ids, March shouts."""
    gone = stay.exited_on is not None and stay.exited_on <= last
    exited_on = stay.exited_on if gone else stay.wrong_exit if month < 4 else None
    days = [day if day and day <= last else None for day in (stay.enrolled_on, exited_on, stay.placed_on)]
    entered, left, placed = (day.strftime("%d.%m.%Y") if day else "" for day in days)
    number = f"{stay.person:05d}" if month % 2 else str(stay.person)
    return [
        number,
        stay.place.upper() if month == 2 else stay.place,
        entered,
        left,
        stay.reason if gone else "",
        placed,
    ]


SITES = ["Bergen", "Bodø", "Drammen", "Ålesund"]
ITEMS = ["Søvn", "Humør"]


@dataclass
class Scores:
    """How many are enrolled at each site, and the sum of changes of each item from the first wave to the last."""

    enrolled: Counter[str] = field(default_factory=Counter)
    changes: dict[tuple[str, str], list[int]] = field(default_factory=dict)


def write_trivsel(file: Path) -> Scores:
    """Write a workbook: a front page, and a sheet a site with titles above the header in row 4 and a total below."""
    book, truth = Workbook(), Scores()
    front = book.active
    assert front is not None
    front.title = "Forside"
    front.append(["Trivsel 2024", "fortrolig"])
    for site, name in enumerate(SITES):
        sheet = book.create_sheet(name)
        for row in (["Trivsel"], [f"Sted: {name}"], [None]):
            sheet.append(row)
        sheet.append(["Nr", "Inn", *(f"{item}_t{wave}" for wave in range(3) for item in ITEMS), "Dato_t2", "Merknad"])
        for number in range(6 + site):
            begun = date(2024, 1, 8) + timedelta(days=number * 5 + site)
            first = [(number + at) % 6 + 1 for at in range(2)]
            last = [(number * 2 + at) % 7 + 2 for at in range(2)] if number % 4 else [None, None]
            written = (
                begun.strftime("%d.%m.%Y")
                if number % 2
                else f"{begun.day}. {('januar', 'februar')[begun.month - 1]} 2024"
            )
            later = begun + timedelta(days=200)
            sheet.append(
                [number + 1, written, *first, *([number % 5 + 1, None]), *last, later if last[0] else "-", None]
            )
            truth.enrolled[name] += 1
            for item, before, after, middle in zip(ITEMS, first, last, [number % 5 + 1, None], strict=True):
                latest = after if after is not None else middle
                if latest is not None:
                    truth.changes.setdefault((name, item), []).append(latest - before)
        sheet.append(["Sum", None, None, None, None, None, None, None, None, f"{6 + site} deltakere"])
    book.save(file)
    return truth
