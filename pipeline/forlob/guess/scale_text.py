"""What a first programme.yaml says of measurements side by side, and of the scales that they are on."""

import re
from collections.abc import Iterable, Iterator

from forlob.cleaning.spelling import plain
from forlob.guess.scale_drafts import ScaleDraft
from forlob.guess.score_grid import DAY, Grid
from forlob.guess.yaml_values import DECIDE, comment, scalar

#: Days from one wave to the next where their names do not tell.
APART = 90
#: The day of a wave where neither it nor the enrolment is known.
UNKNOWN = "1900-01-01"
#: What a wave's name counts, by how it begins: uge4 is "+4 weeks", 3mdr "+90 days".
WEEKS, MONTHS, DAYS = ("ug", "uk", "w", "v", "u"), ("m",), ("d",)


def wide_lines(grid: Grid, enrolled: bool) -> Iterator[str]:
    """The pattern of the headers and the waves, as lines below `measurements`; then the numbers of no answer.

    `enrolled`: whether a file tells the days of enrolment, from which the days of a wave may count.
    """
    waves = [f"{scalar(wave)}: {_when(grid, at, wave, enrolled)}" for at, wave in enumerate(grid.waves)]
    yield f"        wide: {{columns: {scalar(grid.pattern)}, waves: {{{', '.join(waves)}}}}}"
    yield f"        {DECIDE}{comment(_of_waves(grid))}"
    guessed = [wave for wave in grid.waves if wave not in grid.days and not _whole_day(wave)]
    if guessed:
        forms = '"+90 days" counts from the enrolment, 2013-04-30 is one day for all'
        say = forms if enrolled else f"write its day in place of {UNKNOWN}"
        yield f"        {DECIDE}when was {comment(' and '.join(guessed))}? No column tells; {say}"
    if grid.no_answer:
        nulls = ", ".join(f'"{number}": null' for number in grid.no_answer)
        asked = f"is {' and '.join(map(str, grid.no_answer))} no answer?"
        yield f"        values: {{score: {{{nulls}}}}}     {DECIDE}{asked}"


def scale_lines(scales: Iterable[ScaleDraft]) -> Iterator[str]:
    """The scales with their items, one a line."""
    for scale in scales:
        low, high = scale.range
        name = scalar(scale.name)
        yield f"  {scalar(scale.id)}:"
        yield f"    name: {{da: {name}, en: {name}}}     {DECIDE}are the items below one scale? Their names, da and en"
        seen = f"from {min(scale.answers)} to {max(scale.answers)}" if scale.answers else "none"
        yield f"    from: {low}     {DECIDE}the lowest and highest score possible; those in the file are {seen}"
        yield f"    to: {high}"
        yield f"    # direction: lower_is_better     {DECIDE}is a high score the good one? Else take the # away"
        yield "    items:"
        for code, item in scale.items.items():
            yield f"      {scalar(code)}: {{da: {scalar(item)}, en: {scalar(item)}}}"


def _of_waves(grid: Grid) -> str:
    items = list(grid.items)
    named = f"{items[0]} to {items[-1]}" if len(items) > 2 else " and ".join(items)
    return f"are {named} items of a scale, measured in the waves {', '.join(grid.waves)}?"


def _when(grid: Grid, at: int, wave: str, enrolled: bool) -> str:
    """When a wave was: the column with its day, the day that its name is, else so many days after the enrolment."""
    if wave in grid.days:
        return f"{{column: {scalar(grid.days[wave].header)}}}"
    if DAY.fullmatch(wave):
        return _first_day(wave)
    if not enrolled:
        return UNKNOWN
    word, number = re.sub(r"[\W\d_]", "", plain(wave)), re.search(r"\d+", wave)
    if number and word.startswith(WEEKS):
        return f'"+{number[0]} weeks"'
    if number and word.startswith(DAYS):
        return f'"+{number[0]} days"'
    if number and word.startswith(MONTHS) and word[:3] not in ("mål", "mät"):
        return f'"+{30 * int(number[0])} days"'
    return f'"+{APART * at} days"'


def _whole_day(wave: str) -> bool:
    return len(re.sub(r"\D", "", wave)) == 8 and DAY.fullmatch(wave) is not None


def _first_day(wave: str) -> str:
    """A year, month or day as the first day of it: 2023-05 is 2023-05-01."""
    digits = re.sub(r"\D", "", wave).ljust(8, "0")
    month, day = max(digits[4:6], "01"), max(digits[6:8], "01")
    return f"{digits[:4]}-{month}-{day}"
