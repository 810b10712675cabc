"""Decides, before any notebook runs, which numbers a public report may show; kept for as long as they are the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from forlob.run import stale
from forlob.storage.cleaning_files import read_result

if TYPE_CHECKING:
    from forlob.cli.report import Job


def decide(job: Job) -> None:
    """Write the decision of a report that needs one, where what it is made from is another than before."""
    if not job.is_protected:
        return
    step = stale.Step("disclosure", job.keys.of_decision(), (job.folders.disclosure,))
    if not job.force and not stale.why_step(job.folders.results, step):
        return
    from forlob.counted import Counted  # with pandas: only where there is anything to decide
    from forlob.disclosure.decision import write_decision

    whole = replace(job.selection, project="")
    cleaned = read_result(job.folders.registers)
    write_decision(job.folders.disclosure, Counted(job.programme, whole, job.folders).decide(cleaned))
    job.remember(step)
    job.progress("decided what may be shown")
