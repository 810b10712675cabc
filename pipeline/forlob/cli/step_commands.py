"""What each step of `forlob` does for one programme, and what it says at its end.

Each command takes a Job and returns its exit code and a summary: `lines` for a reader, the rest for --json.
"""

import itertools
import os
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from forlob.cli import report
from forlob.cli.disclosure import what_is_hidden
from forlob.cli.other_dates import beside_main_report
from forlob.cli.report import Job
from forlob.errors import ExtractsUnusable, NotebookFailed
from forlob.run import stale
from forlob.run.notebook_tasks import Task
from forlob.run.outcome import Problem
from forlob.show.words import Words
from forlob.storage.cleaning_files import read_findings, read_losses
from forlob.storage.csv_lines import read_csv_lines

#: What a command came to, for --json; `lines` for a reader.
Summary = dict[str, Any]
#: So many projects are named of those that have the same mistake.
MOST = 3


def check(job: Job) -> tuple[int, Summary]:
    """Read and check the extracts; findings.csv is written, nothing else."""
    from forlob import intake
    from forlob.cleaning.findings import errors_as_text

    with report.cleaners_of(job) as cleaners:
        os.environ.update(cleaners)
        cleaned = intake.check(job.programme, job.folders)
    findings = _counts(cleaned.findings["severity"])
    lines = [f"{job.programme.id}: {_said(findings)}", f"Findings: {job.folders.findings}"]
    if said := errors_as_text(cleaned.findings, job.folders.findings):
        raise ExtractsUnusable(said)
    return 0, {"programme": job.programme.id, "findings": findings, "lines": lines}


def clean(job: Job) -> tuple[int, Summary]:
    """The cleaning of the programme, whatever is selected."""
    report.clean(job, job.force)
    _end(job)
    places = [f"Findings: {job.folders.findings}", f"Registers: {job.folders.registers}"]
    return 0, _summary(job, places, project="", see="")


def run(job: Job) -> tuple[int, Summary]:
    """The notebooks. With --keep-going a failed one gives no exit code: what follows is done, `forlob status` fails.

    A selection is of the programme's registers: where they are missing or older than the extracts, they are made first.
    """
    if job.folders.selection:
        report.clean(job)
    report.run(job)
    _end(job)
    failed = report.failures(job) and not job.keep_going
    last = [f"Measures: {job.folders.measures}"]
    return (NotebookFailed.exit_code if failed else 0), _summary(job, last, job.selection.project)


def render(job: Job) -> tuple[int, Summary]:
    report.render(job)
    _end(job)
    return 0, _summary_of_site(job)


def report_(job: Job) -> tuple[int, Summary]:
    """Everything; the exit code says whether a notebook failed. By force a selection's own results alone are redone."""
    report.clean(job, job.force and not job.folders.selection)
    report.run(job)
    report.render(job)
    _end(job)
    failed = report.failures(job)
    return (NotebookFailed.exit_code if failed else 0), _summary_of_site(job)


def status(job: Job) -> tuple[int, Summary]:
    """What would be run now and why, and what failed when it last ran."""
    from forlob.site.render_quarto import choose

    due, results = job.due, job.folders.results
    render_step = report.render_step(job, choose(job.renderer).name)
    why = {
        "clean": stale.why_step(job.folders.processed, report.clean_step(job)),
        "run": due.reason(results),
        "render": stale.why_step(results, render_step),
    }
    for before, name in itertools.pairwise(why):
        why[name] = why[name] or (why[before] and f"known after {before}")
    failed = report.failures(job)
    lines = [f"{job.programme.id}: {name}: {reason or 'up to date'}" for name, reason in why.items()]
    lines += [f"{job.programme.id}: {task.label}: {reason}" for task, reason in due.why.items() if reason]
    lines += _failed(job, failed)
    summary = {
        "programme": job.programme.id,
        "steps": why,
        "notebooks": {task.label: reason for task, reason in due.why.items()},
        "failed": {task.label: str(problem) for task, problem in failed.items()},
    }
    return (NotebookFailed.exit_code if failed else 0), {**summary, "lines": lines}


def disclosure(job: Job) -> tuple[int, Summary]:
    """What the public report does not show, and why."""
    said = what_is_hidden(job)
    _end(job)
    return said


COMMANDS = {
    "report": report_,
    "check": check,
    "clean": clean,
    "run": run,
    "render": render,
    "disclosure": disclosure,
    "status": status,
}


def _summary(job: Job, last: list[str], project: str, see: str = " (see the page on data quality)") -> Summary:
    """What needs attention, and where things are.

    `project`: that whose findings and losses are meant; `see`: where the findings are shown.
    """
    names, rows = read_csv_lines(read_findings(job.folders.registers, project))
    findings = _counts(row[names.index("severity")] for row in rows)
    failed = report.failures(job)
    lines = [f"{job.programme.id}: {_said(findings)}{see}"]
    losses = read_losses(job.folders.registers, project)
    lines += [f"{job.programme.id}: {_said_of(loss)}" for loss in losses]
    lines += _failed(job, failed)
    if failed:
        lines.append(f"{job.programme.id}: fix that, or run `{job.command('report')}` to try again")
    return {
        "programme": job.programme.id,
        "findings": findings,
        "lost": [
            {
                "register": loss["register"],
                loss["unit"]: loss["in_all"],
                "of": loss["read"],
                "by": loss["lost"],
                "cause": loss["cause"],
            }
            for loss in losses
        ],
        "failed": {task.label: str(problem) for task, problem in failed.items()},
        "registers": job.folders.registers,
        "measures": job.folders.measures,
        "report": job.folders.report / "index.html",
        "lines": [*lines, *last],
    }


def _summary_of_site(job: Job) -> Summary:
    """The summary of a command that made pages: also what public pages leave off, and what two reports tell."""
    cells = report.left_off(job)
    lines = [f"{job.programme.id}: {said}" for said in _said_of_left_off(cells)]
    lines += [f"{job.programme.id}: {said}" for said in beside_main_report(job)]
    last = [*lines, f"Report: {job.folders.report / 'index.html'}"]
    summary = _summary(job, last, job.selection.project)
    return {**summary, "left_off": {task.label: found for task, found in cells.items()}}


def _said_of_left_off(found: Mapping[Task, list[int]]) -> list[str]:
    """A sentence for each notebook whose outputs public pages leave off; many projects' runs mostly have the same."""
    alike: dict[tuple[str, bool, tuple[int, ...]], list[Task]] = {}
    for task, cells in found.items():
        alike.setdefault((task.notebook, bool(task.project), tuple(cells)), []).append(task)
    return [
        f"{_named(tasks)}: {_outputs(cells)}; use page.show, tag the cell `public`, or run with --profile internal"
        for (*_, cells), tasks in alike.items()
    ]


def _outputs(cells: tuple[int, ...]) -> str:
    if len(cells) == 1:
        return f"1 output that page.show did not make is left off the public page (cell {cells[0]})"
    several = "cells" if len(set(cells)) > 1 else "cell"
    named = ", ".join(str(cell) for cell in dict.fromkeys(cells))
    return f"{len(cells)} outputs that page.show did not make are left off the public page ({several} {named})"


def _said_of(loss: Mapping[str, Any]) -> str:
    cause = Words("en").cause(loss["cause"])
    why = f": {cause}" if cause else ""
    n, of, register, lost = loss["in_all"], loss["read"], loss["register"], loss["lost"]
    if loss["unit"] == "rows":
        return f"{n} of the {of} rows of {register} were set aside ({lost}){why}"
    return f"{n} of the {of} cells of {lost} in {register} could not be read{why}"


def _failed(job: Job, failed: Mapping[Task, Problem]) -> list[str]:
    """A line for each mistake: many projects' runs of one notebook mostly fail by the same."""
    alike: dict[tuple[str, bool, Problem], list[Task]] = {}
    for task, problem in failed.items():
        alike.setdefault((task.notebook, bool(task.project), problem), []).append(task)
    return [f"{job.programme.id}: {_named(tasks)} failed in {problem}" for (*_, problem), tasks in alike.items()]


def _named(tasks: list[Task]) -> str:
    if len(tasks) == 1:
        return tasks[0].label
    projects = [task.project for task in tasks]
    more = [f"{len(projects) - MOST} more"] if len(projects) > MOST else []
    return f"{tasks[0].notebook} of {len(projects)} projects ({', '.join([*projects[:MOST], *more])})"


def _counts(severities: Iterable[str]) -> dict[str, int]:
    counted = Counter(severities)
    return {name: counted[name] for name in ("error", "set_aside", "repaired", "note")}


def _said(counts: dict[str, int]) -> str:
    return (
        f"{sum(counts.values())} findings: {counts['error']} errors, {counts['set_aside']} rows set aside, "
        f"{counts['repaired']} repaired, {counts['note']} notes"
    )


def _end(job: Job) -> None:
    end = getattr(job.progress, "end", None)
    if end:
        end()
