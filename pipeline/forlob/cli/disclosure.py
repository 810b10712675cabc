"""`forlob disclosure`: what the public report of a programme does not show, why, and what other settings would show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from forlob.cli import report
from forlob.cli.deciding import decide

if TYPE_CHECKING:
    import pandas as pd

    from forlob.cli.report import Job

#: Why numbers are not shown, in words.
REASONS = {
    "few": "count fewer than {min_cell} people",
    "of_few": "are of fewer than {min_cell} people, such as their hours, tasks or means",
    "of_one": "are mostly one person's",
    "step": "are points of a curve that rises by fewer than {min_cell} people",
    "with": "go with one that is not shown, as they tell of it",
    "sake": "are hidden so that another cannot be worked out",
    "withheld": "are of a project of which nothing is shown: it is too small, or cannot be protected otherwise",
    "at_source": "were suppressed by whoever delivered them",
}
#: So many numbers are named that others are hidden for, and so many dimensions are tried.
MOST_NAMED, MOST_TRIED = 5, 3


def what_is_hidden(job: Job) -> tuple[int, dict[str, Any]]:
    """Say what the public report does not show; the decision is made first, where it is not."""
    job = replace(job, selection=replace(job.selection, profile="public"))
    name, min_cell = job.programme.id, job.programme.disclosure.min_cell
    if not job.is_protected:
        lines = [f"{name}: min_cell is {min_cell}: every number is shown"]
        return 0, {"programme": name, "min_cell": min_cell, "lines": lines}
    report.clean(job)
    decide(job)
    from forlob.disclosure.decision import of_registers, read_decision
    from forlob.storage.decision_file import HIDDEN, SAKE_OF, WHY, N

    decision = of_registers(read_decision(job.folders.disclosure))
    hidden = decision[[N in names.split() for names in decision[HIDDEN]]]
    shares = int((decision[WHY] == "without_of").sum())
    why = {reason: n for reason in REASONS if (n := int((hidden[WHY] == reason).sum()))}
    sake = Counter(text for text in hidden[SAKE_OF] if text).most_common(MOST_NAMED)
    pages, others = dict(_by_page(job)), dict(_by_other_settings(job, hidden))
    lines = [f"{name}: {len(hidden)} of {len(decision)} numbers are not shown (min_cell {min_cell})"]
    lines += [f"  {n} {REASONS[reason].format(min_cell=min_cell)}" for reason, n in why.items()]
    lines += [f"  {shares} more have no share, as what they are of is not shown"] if shares else []
    lines += [f"{name}: most are hidden for the sake of:"] if sake else []
    lines += [f"  {text}: {n}" for text, n in sake]
    lines += [f"{name}: {page}: {n} of {of} not shown" for page, (n, of) in pages.items() if n]
    lines += [
        f"{name}: with {setting}: {shown.hidden} not shown, {shown.shown} shown" for setting, shown in others.items()
    ]
    lines += [f"Each number with its reason: {job.folders.disclosure}"]
    summary = {
        "programme": name,
        "min_cell": min_cell,
        "hidden": len(hidden),
        "of": len(decision),
        "why": why,
        "without_share": shares,
        "pages": {page: {"hidden": n, "of": of} for page, (n, of) in pages.items()},
        "other_settings": {setting: shown._asdict() for setting, shown in others.items()},
    }
    return 0, {**summary, "lines": lines}


def _by_page(job: Job) -> Iterator[tuple[str, tuple[int, int]]]:
    """Each notebook of the last report, how many of its numbers are not shown, and how many it has."""
    from forlob.measures.table import read_rows
    from forlob.run.notebooks import gathered_measures

    for task, path in job.outputs.items():
        if path.is_file():
            rows = read_rows(gathered_measures([path])[0])
            yield task.label, (sum(row["suppressed"] for row in rows), len(rows))


def _by_other_settings(job: Job, hidden: pd.DataFrame) -> Iterator[tuple[str, Any]]:
    """Other settings, and what they would show: of the measures, without what the cleaning came to."""
    from forlob.counted import Counted
    from forlob.disclosure.loosening import PRESETS, Counts

    own = job.programme.disclosure.min_cell
    counts = Counts(*Counted(job.programme, replace(job.selection, project=""), job.folders).decided_from())
    for min_cell in PRESETS:
        if min_cell != own:
            job.progress(f"trying min_cell {min_cell}")
            yield f"min_cell {min_cell}", counts.shown(min_cell)
    for dimension, _ in zip(counts.dimensions(hidden), range(MOST_TRIED), strict=False):
        first, second = counts.smallest(dimension) or ("", "")
        job.progress(f"trying {first} and {second} as one")
        yield f"{first} and {second} as one group of {dimension}", counts.merged(dimension, first, second).shown(own)
