"""Holds a measures table against what is printed: figures, ranges, orders and curves of tests/published/kvik.yaml.

Written apart from the pipeline's own replication, whose mistakes it would share.
"""

from pathlib import Path

from ruamel.yaml import YAML

Rows = dict[tuple[str, str, str], dict[str, str]]

FILE = Path(__file__).parents[1] / "published" / "kvik.yaml"
LEAST_OF_LAST = 0.05


def read_published() -> dict:
    return YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))


def by_key(measures: list[dict[str, str]]) -> Rows:
    """(project, measure, group) -> its row."""
    uncut = [row for row in measures if not (row["from"] or row["to"] or row["subgroup"])]
    rows = {(row["project"], row["measure"], row["group"]): row for row in uncut}
    assert len(rows) == len(uncut)
    return rows


def figures_of(published: dict) -> list[tuple[str, dict]]:
    """(project, printed figure), the programme's own first."""
    of_projects = [(p, row) for p, facts in published["projects"].items() for row in facts.get("figures", [])]
    return [("", row) for row in published["figures"]] + of_projects


def whole_percent(n: int, of: int) -> int:
    """Rounded half up."""
    return (200 * n + of) // (2 * of)


def figure_differs(project: str, printed: dict, rows: Rows) -> str:
    """What is wrong with a printed figure; empty where all its digits come out."""
    row = rows.get((project, printed["measure"], printed.get("group", "")))
    if row is None or row["suppressed"] != "false":
        return "not shown"
    counted = {"n": int(row["n"]), "of": int(row["of"]) if row["of"] else None}
    counted["percent"] = whole_percent(counted["n"], counted["of"]) if counted["of"] else None
    wrong = [f"{part} is {counted[part]}" for part in counted if part in printed and printed[part] != counted[part]]
    if row["value"] and abs(float(row["value"]) - counted["n"] / counted["of"]) > 1e-12:
        wrong.append(f"value is {row['value']}")
    return ", ".join(wrong)


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
    row = rows[project, printed["measure"], printed.get("group", "")]
    return int(row["n"]), int(row["of"])


def _curve(rows: Rows, measure: str) -> list[int]:
    months = sorted(group for project, name, group in rows if (project, name) == ("", measure))
    return [int(rows["", measure, month]["n"]) for month in months]


def _follows(intake: list, later: list, lag: int) -> bool:
    months = range(max(3, lag + 1), len(later))
    return all(intake[t - lag - 1] <= later[t] <= intake[t - lag + 1] for t in months)
