"""Registers that lost many of their rows."""

from pipeline.display.rows import Row
from pipeline.display.set_aside import much_set_aside


def of_register(register, read, set_aside, measure="quality.rows"):
    """The rows of a register: `read = kept + set_aside`."""
    steps = {"read": read, "kept": read - set_aside, "set_aside": set_aside}
    return [Row(measure, group=register, subgroup=step, n=n, unit="rows") for step, n in steps.items()]


def test_more_than_a_tenth_is_much():
    rows = [*of_register("plans", 100, 10), *of_register("placements", 100, 11), *of_register("time", 3, 3)]
    assert much_set_aside(rows) == {"placements": (11, 100), "time": (3, 3)}


def test_other_measures_and_registers_without_rows_say_nothing():
    assert much_set_aside([*of_register("plans", 4, 3, "quality.completeness"), *of_register("time", 0, 0)]) == {}
