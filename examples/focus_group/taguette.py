"""Passages as Taguette exports its highlights: id, document, tag, content; a row a highlight and tag."""

import csv
import io

from examples.focus_group.transcript import SOURCE, THEMES, WORK, Passage


def as_highlights(text: str, passages: list[Passage]) -> bytes:
    """A tag below another is written with a full stop. A highlight takes in who speaks, as there is no speaker."""
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(["id", "document", "tag", "content"])
    numbers: dict[int, int] = {}
    for passage in passages:
        number = numbers.setdefault(passage.start, len(numbers) + 1)
        tag = WORK if passage.theme == WORK else f"{WORK}.{passage.theme}"
        writer.writerow([number, SOURCE, tag, f"{passage.speaker}: {text[passage.start : passage.end]}"])
    return made.getvalue().encode()


assert "." not in "".join(THEMES[WORK])
