"""Rows of the measures table by the name of a measure with what it is split by: `participants.enrolled by gender`."""

import numpy as np

from forlob.measures import rows
from forlob.measures.table import measure_and_by


def _named(made, line):
    measure, by = measure_and_by(line)
    return made.assign(measure=measure, by=by)


def count(line, n, unit, *codes, at=""):
    return _named(rows.count(n, unit, *codes, at=at), line)


def share(line, n, of, unit, *codes, at="", effective=np.nan):
    return _named(rows.share(n, of, unit, *codes, at=at, effective=effective), line)


def statistic(line, n, value, unit, *codes, at="", of=None, interval=(np.nan, np.nan)):
    return _named(rows.statistic(n, value, unit, *codes, at=at, of=of, interval=interval), line)
