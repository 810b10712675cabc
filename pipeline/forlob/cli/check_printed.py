"""Checks printed figures, such as those of a draft: beside the computed ones, and beside one another."""

import json
import shlex
from collections import Counter
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import pandas as pd

from forlob.disclosure.cells import as_said
from forlob.errors import UsageError
from forlob.measures.csv_text import from_csv_text
from forlob.measures.table import KEYS, line, measure_and_by
from forlob.own.measures_file import use_own_measures
from forlob.printed import printed_tables
from forlob.printed.all_checks import all_checks
from forlob.printed.beside_computed import DIFFERENCES, MARKS, MISSING, compare
from forlob.printed.read_printed import PrintedFigure, further_dates, read_figures
from forlob.printed.sentences import sentence
from forlob.printed.verdicts import AGREES, DATES, DIFFERS, DISCREPANCIES, ROUNDING, Check
from forlob.programme.programme import Programme
from forlob.programme.read_programme import read_programme
from forlob.programme.selection import Selection
from forlob.show.words import Words
from forlob.storage.workspace import find_programme, workspace

#: The exit code where printed figures differ from the computed ones, are not computed, or contradict one another.
DISAGREE = 6


@dataclass(frozen=True)
class Result:
    """The comparison (None where nothing is computed yet) and the checks of a file of printed figures.

    `names`: the measures that are computed, each with its groups.
    """

    compared: pd.DataFrame | None
    checks: list[Check]
    names: dict[str, set[str]] = field(default_factory=dict)

    @property
    def discrepancies(self) -> list[Check]:
        return [check for check in self.checks if check.verdict in DISCREPANCIES]

    @property
    def differences(self) -> pd.DataFrame:
        """The printed numbers that differ from the computed ones or were not computed."""
        compared = pd.DataFrame(columns=["mark"]) if self.compared is None else self.compared
        return compared[compared["mark"].isin(DIFFERENCES)]

    @property
    def hints(self) -> list[str]:
        """Of each difference the nearest measure or group that is computed, where its own is not; else empty."""
        return [_nearest(row, self.names) if row.mark == MISSING else "" for row in self.differences.itertuples()]

    @property
    def exit_code(self) -> int:
        return DISAGREE if self.discrepancies or len(self.differences) else 0


def printed_command(name: str, file: str, processed: str | None, language: str, as_json: bool) -> int:
    """Print what does not agree in a programme's printed figures or in a draft of them. 0: all do; 6: some do not.

    The computed figures are those of the last report, and of the reports cut to the dates that the file names, where
    they have been made; no notebook is run. Raises UsageError and ConfigError where programme or file cannot be used.
    """
    programme_file = find_programme(name)
    programme = read_programme(programme_file)
    use_own_measures(programme)
    if not file and programme.printed_figures is None:
        raise UsageError(
            f"{programme.id} has no file of printed figures. Name one: forlob printed {name} FILE, "
            "or give programme.yaml a line printed_figures: FILE."
        )
    path = Path(file) if file else programme.folder / str(programme.printed_figures)
    figures = read_figures(path, programme)
    if not figures:
        raise UsageError(f"{path}: holds no printed figures. It holds figures:, a line a figure.")
    measures = _measures(programme_file, programme, processed, figures)
    checks = all_checks(figures, programme)
    result = Result(None, checks) if measures is None else Result(compare(figures, measures), checks, _names(measures))
    words = Words(language or programme.language, programme)
    lines = [f"{programme.id}: {path}", *_said(result, words, processed or f"data/processed/{programme.id}")]
    print(json.dumps(_as_json(result, words), ensure_ascii=False) if as_json else "\n".join(lines))
    return result.exit_code


def _names(measures: pd.DataFrame) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for measure, by, group in zip(measures["measure"], measures["by"], measures["group"], strict=True):
        found.setdefault(line(measure, by), set()).add(group)
    return found


def _nearest(row: Any, names: dict[str, set[str]]) -> str:
    groups = names.get(line(row.measure, row.by))
    measures = {measure_and_by(name)[0] for name in names}
    known, asked = (groups, row.group) if groups else (measures, row.measure)
    return "" if asked in known else next(iter(get_close_matches(asked, known, 1)), "")


def _measures(
    programme_file: Path, programme: Programme, processed: str | None, figures: list[PrintedFigure]
) -> pd.DataFrame | None:
    """The measures of the last report, and of the reports cut to the figures' dates; None where none is made."""
    tables = []
    for from_date, to_date in [("", ""), *further_dates(figures)]:
        cut = Selection(from_date=from_date, to_date=to_date)
        made = workspace(programme_file, programme.id, processed=processed, selection=cut.folder).measures
        if made.is_file():
            try:
                tables.append(from_csv_text(made.read_text(encoding="utf-8")))
            except (KeyError, ValueError, TypeError):
                folders = ["--processed", processed] if processed else []
                again = shlex.join(["forlob", "run", str(programme_file), *folders, *cut.options])
                raise UsageError(f"{made} is not a measures table. Run `{again}` to make it again.") from None
    return pd.concat(tables, ignore_index=True).drop_duplicates(KEYS) if tables else None


def _said(result: Result, words: Words, processed: str) -> list[str]:
    """The differences and discrepancies, a line each, and the counts."""
    ui = words.ui
    lines = []
    if result.compared is None:
        lines.append(ui("printed_not_computed", folder=processed))
    else:
        marks = Counter(result.compared["mark"])
        counts = [ui(f"marks_{mark}", count=marks[mark]) for mark in MARKS if marks[mark]]
        lines.append(ui("printed_counts", all=len(result.compared), marks=words.joined(counts)))
        both = zip(printed_tables.lines(result.differences, words), result.hints, strict=True)
        lines += [f"  {line}{ui('printed_nearest', name=near) if near else ''}" for line, near in both]
    verdicts = Counter(check.verdict for check in result.checks)
    told = ", ".join(
        f"{ui(f'counted_{verdict}')} {verdicts[verdict]}" for verdict in (DIFFERS, DATES, ROUNDING, AGREES)
    )
    lines.append(ui("checks_counted", count=len(result.checks), told=told))
    lines += [f"  {sentence(check, words)}" for check in result.discrepancies]
    return lines


def _as_json(result: Result, words: Words) -> dict[str, Any]:
    compared = [] if result.compared is None else json.loads(result.compared.to_json(orient="records"))
    checks = [
        {
            "kind": check.kind,
            "verdict": check.verdict,
            "project": check.cell.project,
            "measure": line(cell.measure, cell.by),
            "group": cell.group,
            "found": round(float(check.found), 6),
            "printed": float(check.printed.number),
            "sentence": sentence(check, words),
        }
        for check in result.checks
        for cell in [as_said(check.cell)]
    ]
    return {
        "exit_code": result.exit_code,
        "computed": result.compared is not None,
        "figures": compared,
        "checks": checks,
    }
