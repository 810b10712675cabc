"""Writes docs/benchmarks.md: the ratios of one run, and the machine that they were measured on."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

_HEAD = """# Benchmarks

`make bench` measures both sides of each comparison in one run ({runs}; the shell loop, the charts and the 98 projects
once) and writes this page. CPU time includes all processes that a command starts. The ratios are the result; the
seconds depend on the machine, here {machine}, {day}.

| what is measured | result | target, at most | seconds |
|---|---:|---:|---|
"""
_FOOT = """
The notebooks are KVIK's, with synthetic extracts of 14 projects. `benchmarks/plain_seaborn.py` draws the same charts
with plain seaborn calls. "Functions" are the notebooks' own cells, run one after the other in one process.
`benchmarks/big.py` generates the big extract: 98 projects, a million participants and 20 million time registrations in
cp1252, with errors of every kind. pyarrow reads it with the same encoding and decimal sign.
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
