"""Holds a measures table against what is printed: the figures of tests/published/, KVIK's ranges, orders and curves.

Written apart from the pipeline's own replication, whose mistakes it would share.
"""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from ruamel.yaml import YAML

from forlob.measures.old_names import renamed
from forlob.measures.table import line

Rows = dict[tuple[str, str, str], dict[str, str]]


FOLDER = Path(__file__).parents[1] / "published"
LEAST_OF_LAST = 0.05
NUMBERS = ("n", "of", "percent", "value")


def read_published(programme: str = "kvik") -> dict:
    return YAML(typ="safe").load((FOLDER / f"{programme}.yaml").read_text(encoding="utf-8"))


def by_key(measures: list[dict[str, str]], to: str = "") -> Rows:
    """(project, measure with what it is split by, group or point of a curve) -> its row, of those cut at a day, or of
    the uncut."""
    chosen = [row for row in measures if (row["from"], row["to"], row["subgroup"]) == ("", to, "")]
    chosen = [row for row in chosen if not (row["group"] and row["at"])]
    rows = {(row["project"], line(row["measure"], row["by"]), row["group"] or row["at"]): row for row in chosen}
    assert len(rows) == len(chosen)
    return rows


def key_of(project: str, printed: dict) -> tuple[str, str, str]:
    """The row that a printed figure is, by whatever name of its measure."""
    named = renamed({"measure": printed["measure"], "group": str(printed.get("group", ""))})
    return project, line(named["measure"], named["by"]), named["group"]


def figures_of(published: dict) -> list[tuple[str, dict]]:
    """(project, printed figure), the programme's own first; a figure names its project, or stands under it."""
    of_projects = [(p, row) for p, facts in published["projects"].items() for row in facts.get("figures", [])]
    return [(row.get("project", ""), row) for row in published["figures"]] + of_projects


def parts_of(printed: dict) -> list[str]:
    """The numbers of a printed figure."""
    return [part for part in NUMBERS if part in printed]


def last_digit(number: float) -> Decimal:
    """One unit of the last printed digit: 1 of 15, 0.1 of 14.7."""
    return Decimal(1).scaleb(min(0, Decimal(str(number)).as_tuple().exponent))


def neighbours(printed: dict) -> Iterator[dict]:
    """The figure with another digit, in each place and for each of its numbers."""
    for part in parts_of(printed):
        number = Decimal(str(printed[part]))
        for step in (-1, 1, 10):
            yield {**printed, part: type(printed[part])(number + step * last_digit(printed[part]))}


def whole_percent(n: int, of: int) -> int:
    """Rounded half up."""
    return (200 * n + of) // (2 * of)


def figure_differs(project: str, printed: dict, rows: Rows) -> str:
    """What is wrong with a printed figure; empty where all its digits come out, rounded half up."""
    row = rows.get(key_of(project, printed))
    if row is None or row["suppressed"] != "false":
        return "not shown"
    counted = {part: Decimal(row[part]) for part in ("n", "of", "value") if row[part]}
    if counted.get("of"):
        counted["percent"] = 100 * counted["n"] / counted["of"]
    differs = [part for part in parts_of(printed) if not _is(counted.get(part), printed[part])]
    wrong = [f"{part} is {counted.get(part)}" for part in differs]
    if "percent" in counted and abs(float(counted["value"]) - float(counted["percent"]) / 100) > 5e-11:
        wrong.append(f"value is {row['value']}")
    return ", ".join(wrong)


def _is(counted: Decimal | None, printed: float) -> bool:
    return counted is not None and counted.quantize(last_digit(printed), ROUND_HALF_UP) == Decimal(str(printed))


def range_differs(printed: dict, rows: Rows) -> str:
    shares = [whole_percent(*_share(rows, project, printed)) for project in printed["projects"]]
    ends = [min(shares), max(shares)]
    return "" if ends == printed["percent"] else f"from {ends[0]} to {ends[1]}"


def order_differs(printed: dict, rows: Rows) -> str:
    counts = {project: _share(rows, project, printed) for project in printed["projects"]}
    shares = [n / of for n, of in counts.values()]
    if shares != sorted(shares):
        return "another order"
    full = {project for project, (n, of) in counts.items() if n == of}
    return "" if full == set(printed["all_under_30"]) else f"all under 30 in {', '.join(sorted(full))}"


def curve_differs(printed: dict, rows: Rows) -> str:
    """Counts by the end of each month. A lag holds within a month, from the fourth on, also in shares of the last."""
    curve, intake = _curve(rows, printed["measure"]), _curve(rows, "participants.cumulative")
    if curve != sorted(curve) or len(curve) != len(intake):
        return "it falls, or has not the months of the intake"
    lag, begins = printed.get("lag_months"), printed.get("starts_after_months")
    if lag is not None and printed["measure"] != "participants.cumulative":
        shares = [[n / each[-1] for n in each] for each in (intake, curve)]
        if not (_follows(intake, curve, lag) and _follows(*shares, lag)):
            return f"it does not follow the intake by {lag} months"
    if begins is not None and not curve[begins - 1] < LEAST_OF_LAST * curve[-1] <= curve[begins]:
        return f"it does not begin after {begins} months"
    return ""


def _share(rows: Rows, project: str, printed: dict) -> tuple[int, int]:
    row = rows[key_of(project, printed)]
    return int(row["n"]), int(row["of"])


def _curve(rows: Rows, measure: str) -> list[int]:
    months = sorted(group for project, name, group in rows if (project, name) == ("", measure))
    return [int(rows["", measure, month]["n"]) for month in months]


def _follows(intake: list, later: list, lag: int) -> bool:
    months = range(max(3, lag + 1), len(later))
    return all(intake[t - lag - 1] <= later[t] <= intake[t - lag + 1] for t in months)
