"""The charts of KVIK as plain calls of seaborn draw them: what the project's own are measured against.

Each function takes what the chart of its name in `forlob.show.charts` takes, and gives the SVG.
"""

import io
from collections.abc import Callable
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from forlob.show import alt_texts
from forlob.show.words import Words


def bars(rows: pd.DataFrame, words: Words, *, caption: str = "", zeros: bool = True, **more: Any) -> str:
    """A horizontal bar a row, its share at its end."""
    shown = _shown(rows, words, zeros)
    figure, axes = plt.subplots(figsize=(8, 0.4 * len(shown) + 1))
    sns.barplot(shown, x="share", y="label", orient="h", errorbar=None, color="#0f5470", ax=axes)
    axes.bar_label(axes.containers[0], fmt="{:.0%}")
    axes.set(xlim=(0, 1), xlabel="", ylabel="", title=caption)
    return _written(figure, axes)


def counts(rows: pd.DataFrame, words: Words, *, caption: str = "", **more: Any) -> str:
    """A horizontal bar a row, its count at its end."""
    shown = _shown(rows, words)
    figure, axes = plt.subplots(figsize=(8, 0.4 * len(shown) + 1))
    sns.barplot(shown, x="n", y="label", hue="measure", orient="h", errorbar=None, legend=False, ax=axes)
    for container in axes.containers:
        axes.bar_label(container, fmt="%d")
    axes.set(xlabel="", ylabel="", title=caption)
    return _written(figure, axes)


def panels(rows: pd.DataFrame, words: Words, *, caption: str = "", zeros: bool = False, **more: Any) -> str:
    """The bars of each measure under a heading of their own."""
    shown = _shown(rows, words, zeros)
    named = list(shown["measure"].unique())
    sizes = [len(shown[shown["measure"] == name]) for name in named]
    figure, all_axes = plt.subplots(
        len(named), 1, figsize=(8, 0.4 * len(shown) + len(named)), height_ratios=sizes, squeeze=False
    )
    for name, axes in zip(named, all_axes[:, 0], strict=True):
        of_one = shown[shown["measure"] == name]
        sns.barplot(of_one, x="share", y="label", orient="h", errorbar=None, color="#0f5470", ax=axes)
        axes.bar_label(axes.containers[0], fmt="{:.0%}")
        axes.set(xlim=(0, 1), xlabel="", ylabel="", title=words.short(name))
    figure.suptitle(caption)
    return _written(figure, *all_axes[:, 0])


def grouped(rows: pd.DataFrame, words: Words, *, caption: str = "", **more: Any) -> str:
    """For each group a bar a measure, told apart by colour."""
    shown = _shown(rows, words, zeros=False)
    shown = shown.assign(label=[words.group("match_group", group) for group in shown["group"]])
    figure, axes = plt.subplots(figsize=(8, 0.4 * len(shown) + 1))
    sns.barplot(shown, x="n", y="label", hue="measure", orient="h", errorbar=None, ax=axes)
    for container in axes.containers:
        axes.bar_label(container, fmt="%d")
    axes.set(xlabel="", ylabel="", title=caption)
    return _written(figure, axes)


def curves(rows: pd.DataFrame, words: Words, *, caption: str = "", **more: Any) -> str:
    """A line a measure over months, with a legend."""
    shown = rows.assign(month=pd.to_datetime(rows["group"]), n=rows["n"].astype("float64"))
    figure, axes = plt.subplots(figsize=(8, 3.5))
    sns.lineplot(shown, x="month", y="n", hue="measure", errorbar=None, ax=axes)
    axes.set(xlabel="", ylabel="", title=caption)
    axes.tick_params(axis="x", rotation=45)
    return _written(figure, axes)


def incidence(rows: pd.DataFrame, words: Words, *, caption: str = "", **more: Any) -> str:
    """A line of steps an exit over months, with a legend."""
    shown = rows[rows["subgroup"].str.isdigit()]
    shown = shown.assign(month=shown["subgroup"].astype("int64"), value=shown["value"].astype("float64"))
    figure, axes = plt.subplots(figsize=(8, 3.5))
    sns.lineplot(shown, x="month", y="value", hue="group", drawstyle="steps-post", errorbar=None, ax=axes)
    axes.set(xlabel="", ylabel="", title=caption)
    return _written(figure, axes)


def medians(rows: pd.DataFrame, words: Words, *, caption: str = "", **more: Any) -> str:
    """A dot a measure."""
    shown = _shown(rows, words)
    figure, axes = plt.subplots(figsize=(8, 0.4 * len(shown) + 1))
    sns.stripplot(shown, x="value", y="label", orient="h", size=8, jitter=False, ax=axes)
    axes.set(xlabel="", ylabel="", title=caption)
    return _written(figure, axes)


def by_project(rows: pd.DataFrame, words: Words, *, caption: str = "", **more: Any) -> str:
    """A dot and its interval a project, the programme's share as a line."""
    shown = rows.assign(**{name: rows[name].astype("float64") for name in ("value", "ci_low", "ci_high")})
    whole, shown = shown[shown["project"] == ""], shown[shown["project"] != ""].sort_values("value", ascending=False)
    shown = shown.assign(label=[words.project(project) for project in shown["project"]])
    figure, axes = plt.subplots(figsize=(8, 0.4 * len(shown) + 1))
    sns.scatterplot(shown, x="value", y="label", ax=axes)
    ends = [shown["value"] - shown["ci_low"], shown["ci_high"] - shown["value"]]
    axes.errorbar(shown["value"], shown["label"], xerr=ends, fmt="none")
    for value in whole["value"]:
        axes.axvline(value, linestyle="--")
    axes.set(xlabel="", ylabel="", title=caption)
    return _written(figure, axes)


def stacked(rows: pd.DataFrame, words: Words, *, caption: str = "", **more: Any) -> str:
    """A bar of 100 % a project, divided into groups, with a legend."""
    shown = rows.assign(
        label=[words.project(project) if project else "" for project in rows["project"]],
        share=rows["n"].astype("float64") / rows["of"].astype("float64"),
    )
    figure, axes = plt.subplots(figsize=(8, 0.4 * shown["label"].nunique() + 1))
    sns.histplot(shown, y="label", weights="share", hue="group", multiple="stack", shrink=0.8, ax=axes)
    axes.set(xlabel="", ylabel="", title=caption)
    return _written(figure, axes)


CHARTS: dict[str, Callable[..., str]] = {
    "shares": bars,
    "status": bars,
    "expected_and_actual": counts,
    "age_and_match": panels,
    "match_groups": grouped,
    "curves": curves,
    "incidence": incidence,
    "medians": medians,
    "shares_by_project": by_project,
    "composition_by_project": stacked,
}


def _shown(rows: pd.DataFrame, words: Words, zeros: bool = True) -> pd.DataFrame:
    numbers = {name: rows[name].astype("float64") for name in ("n", "of", "value")}
    shown = rows.assign(**numbers, label=[alt_texts.label(row, words) for row in rows.itertuples()])
    shown = shown.assign(share=shown["n"] / shown["of"])
    return shown if zeros else shown[shown["n"] != 0]


def _written(figure: Figure, *all_axes: Axes) -> str:
    for axes in all_axes:
        sns.despine(ax=axes)
    figure.tight_layout()
    written = io.StringIO()
    figure.savefig(written, format="svg", bbox_inches="tight")
    plt.close(figure)
    return written.getvalue()
