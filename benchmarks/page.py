"""Writes docs/benchmarks.md: the ratios of one run, and the machine that they were measured on."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

_HEAD = """# Benchmarks

`make bench` measures these in one run, each pair side by side, {runs}, CPU with all processes that a command
starts, and writes this page. Ratios are the result; the seconds beside them are of this machine: {machine}, {day}.

| measured | is | at most | seconds |
|---|---:|---:|---|
"""
_FOOT = """
The notebooks are those of KVIK, synthetic extracts of 14 projects; `benchmarks/plain_seaborn.py` holds the charts as
plain calls of seaborn draw them; the functions are the notebooks' own cells, one after the other in one process. The
big extract is made by `benchmarks/big.py`: 98 projects, a million participants and 20 million time registrations in
cp1252, some of them wrong in every way; pyarrow reads it with the same encoding and decimal sign.
"""


def write_page(path: Path, figures: Sequence[Mapping[str, Any]], runs: int, machine: str, day: date) -> None:
    """`figures`: what, value, unit, at_most, seconds; `runs`: how often each was measured."""
    rows = [
        f"| {figure['what']} | {_number(figure['value'])} {figure['unit']} | {_limit(figure)} | {figure['seconds']} |\n"
        for figure in figures
    ]
    said = "once" if runs == 1 else f"medians of {runs}"
    path.write_text(_HEAD.format(runs=said, machine=machine, day=day) + "".join(rows) + _FOOT, encoding="utf-8")


def _limit(figure: Mapping[str, Any]) -> str:
    return "" if figure["at_most"] is None else f"{_number(figure['at_most'])} {figure['unit']}"


def _number(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.0f}"
