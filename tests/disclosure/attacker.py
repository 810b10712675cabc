"""A reader who wants to know: bounds on what a report hides, from what it shows and what its words mean.

It shares nothing with the gate: it reads published rows alone, knows by itself what adds up to what in a report of
participations with their gender, education and exit, and bounds each hidden number by linear programming.
"""

import highspy
import numpy as np
import pandas as pd

#: What the people of a row are, by measure: all, or those of whom something is true.
WHOLE = "participants.enrolled"


def bounds(found: pd.DataFrame) -> dict[tuple[str, str, str], tuple[float, float]]:
    """(project, measure with its dimension, group) -> the least and the most that a hidden number can be."""
    names = [
        (project, f"{measure} by {by}" if by else measure, group)
        for project, measure, by, group in zip(*(found[k] for k in ("project", "measure", "by", "group")), strict=True)
    ]
    places = {name: at for at, name in enumerate(names)}
    shown = dict(zip(names, found["n"], strict=True))
    splits = {name[:2] for name in names if name[2]}
    #: A split without any number in it is left out: there a zero is not known to be one.
    silent = {split for split in splits if all(shown[name] is None for name in names if name[:2] == split)}
    #: Nor where nothing of a project is published.
    withheld = {name[0] for name in names} - {name[0] for name in names if shown[name] is not None}
    lower = [n if n is not None else 0 if name[:2] in silent or name[0] in withheld else 1 for name, n in shown.items()]
    upper = [n if n is not None else 10_000 for n in shown.values()]
    sums, parts = [], []
    for project, line in sorted(splits):
        whole = (project, line.partition(" by ")[0], "")
        sums.append({places[whole]: -1, **{places[name]: 1 for name in names if name[:2] == (project, line)}})
    projects = sorted({name[0] for name in names if name[0]})
    for project, line, group in names:
        each = [places[name, line, group] for name in projects if (name, line, group) in places]
        if not project and each:
            sums.append({places["", line, group]: -1, **dict.fromkeys(each, 1)})
        measure, _, by = line.partition(" by ")
        of = (project, f"{WHOLE} by {by}" if by else WHOLE, group)
        if measure != WHOLE and of in places:
            parts.append({places[of]: 1, places[project, line, group]: -1})
    return {
        name: (_end(lower, upper, sums, parts, at, 1), _end(lower, upper, sums, parts, at, -1))
        for name, at in places.items()
        if shown[name] is None
    }


def _end(lower, upper, sums, parts, at, sign):
    model = highspy.Highs()
    model.silent()
    for low, high in zip(lower, upper, strict=True):
        model.addVar(low, high)
    for row, most in [(row, 0.0) for row in sums] + [(row, highspy.kHighsInf) for row in parts]:
        model.addRow(0.0, most, len(row), np.array([*row], np.int32), np.array([*row.values()], float))
    model.changeColCost(at, float(sign))
    model.run()
    assert model.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return model.getSolution().col_value[at]
