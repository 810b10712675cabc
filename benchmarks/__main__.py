"""Measures what reports cost, in pairs within one run, and writes the ratios to docs/benchmarks.md.

python -m benchmarks [NAME ...] [--runs N]      one or more alone are printed only
"""

import argparse
import json
import shlex
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from benchmarks.big import big
from benchmarks.cost import Cost, cost_of, machine, staying
from benchmarks.kvik import Copy, change_a_notebook, change_a_text, change_one_project, copy_of_kvik
from benchmarks.page import write_page

ROOT = Path(__file__).parents[1]
PYTHON = sys.executable
FORLOB = [PYTHON, "-m", "forlob"]
#: How often each is measured where nothing else is said; the median counts.
RUNS = 3


@dataclass(frozen=True)
class Figure:
    """One figure of the page; `at_most`: what it is to be; `seconds`: what it was made from."""

    name: str
    what: str
    value: float
    unit: str
    at_most: float | None
    seconds: str


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--runs", type=int, default=RUNS)
    given = parser.parse_args()
    figures: list[Figure] = []
    for name in given.names or PARTS:
        with tempfile.TemporaryDirectory(prefix="forlob-benchmark-") as folder:
            for figure in PARTS[name](Path(folder), given.runs):
                print(f"{figure.what}: {figure.value:.3g} {figure.unit} ({figure.seconds})", flush=True)
                figures.append(figure)
    if not given.names:
        page = ROOT / "docs" / "benchmarks.md"
        write_page(page, [asdict(figure) for figure in figures], given.runs, machine(), date.today())


def kernels(folder: Path, runs: int) -> list[Figure]:
    """All notebooks of KVIK: by the tool, by a loop of papermill in the shell, as plain functions."""
    kvik = _report(folder)
    run = [*FORLOB, "run", "--force", str(kvik.programme), *kvik.folders]
    one_at_a_time = _median([*run, "--jobs", "1"], runs)
    as_functions = [PYTHON, "-m", "benchmarks.functions", str(kvik.programme), *kvik.folders]
    functions = _median(as_functions, runs)
    bare = _median([*as_functions, "--without-drawing"], runs)
    both_cores = _median(run, runs)
    lines = _loop_of_papermill(kvik, folder / "loop")
    loop = cost_of(["sh", "-c", "\n".join(lines)], ROOT, kvik.environment)
    added = (one_at_a_time.cpu - functions.cpu) / len(lines)
    return [
        Figure(
            "kernels",
            "What papermill and kernels add to the same cells run as functions, CPU per notebook",
            added,
            "s",
            0.25,
            f"{one_at_a_time.cpu:.1f} s and {functions.cpu:.1f} s of CPU for {len(lines)} notebooks",
        ),
        Figure(
            "loop",
            "All notebooks, wall time, relative to a shell loop of papermill",
            both_cores.wall / loop.wall,
            "x",
            1 / 8,
            f"{both_cores.wall:.1f} s and {loop.wall:.1f} s; of CPU {both_cores.cpu:.1f} s and {loop.cpu:.1f} s",
        ),
        Figure(
            "drawing-of-all",
            "Share of drawing in the cells run as functions, CPU",
            1 - bare.cpu / functions.cpu,
            "x",
            None,
            f"{functions.cpu:.1f} s of CPU with drawing, {bare.cpu:.1f} s without",
        ),
    ]


def drawing(folder: Path, runs: int) -> list[Figure]:
    """All charts of KVIK, by the project and by plain calls of seaborn."""
    kvik = _report(folder)
    command = [PYTHON, "-m", "benchmarks.charts", str(kvik.programme), *kvik.folders]
    done = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)
    said = f"{done['ours']:.1f} s and {done['plain']:.1f} s of CPU for {done['charts']} charts"
    what = "Drawing all charts, CPU, relative to plain seaborn calls"
    return [Figure("drawing", what, done["ours"] / done["plain"], "x", 0.5, said)]


def changes(folder: Path, runs: int) -> list[Figure]:
    """The report of KVIK: all of it, with one project changed, and with nothing changed."""
    kvik = _report(folder)
    report = [*FORLOB, "report", str(kvik.programme), *kvik.folders]
    everything = _median([*report, "--force"], runs)
    nothing = _median(report, runs)
    changed = []
    for _ in range(runs):
        change_one_project(kvik)
        changed.append(cost_of(report, ROOT))
    one = _middle(changed)
    with staying([*FORLOB, "watch", *report[len(FORLOB) + 1 :]], ROOT) as cost:
        cost("Waiting", lambda: None)
        watched = _middle([cost("Report", lambda: change_one_project(kvik)) for _ in range(runs)])
    return [
        Figure("report", "KVIK's report from its extracts, CPU", everything.cpu, "s", None, f"{everything}"),
        Figure(
            "one-project",
            "One project changed, CPU, relative to the whole report",
            one.cpu / everything.cpu,
            "x",
            1 / 6,
            f"{one.cpu:.1f} s and {everything.cpu:.1f} s of CPU",
        ),
        Figure(
            "one-project-watched",
            "The same under `forlob watch`",
            watched.cpu / everything.cpu,
            "x",
            1 / 6,
            f"{watched.cpu:.1f} s and {everything.cpu:.1f} s of CPU; {watched.wall:.1f} s and {everything.wall:.1f} s",
        ),
        Figure("nothing", "Nothing changed, `forlob report`, CPU", nothing.cpu, "s", 1.5, f"{nothing}"),
    ]


def saving(folder: Path, runs: int) -> list[Figure]:
    """From saving a text, or a notebook, to the report under `forlob watch`; and papermill on that notebook alone."""
    kvik = _report(folder)
    change_a_text(kvik)
    plain = []
    with staying([*FORLOB, "watch", str(kvik.programme), *kvik.folders], ROOT) as cost:
        cost("Waiting", lambda: None)
        text = _middle([cost("Report", lambda: change_a_text(kvik)) for _ in range(runs)])
        notebook = _middle([cost("Report", lambda: change_a_notebook(kvik)) for _ in range(runs)])
    (source,) = kvik.folder.glob("*.ipynb")
    for number in range(runs):
        plain.append(cost_of(_papermill(source, folder / f"{number}.ipynb"), ROOT, kvik.environment))
    alone = _middle(plain).wall
    return [
        Figure("text", "From saving a text to the report, `forlob watch`", text.wall, "s", 3, f"{text}"),
        Figure("notebook", "From saving a notebook to the report", notebook.wall, "s", 6, f"{notebook}"),
        Figure(
            "notebook-alone",
            "The same, relative to papermill on that notebook alone",
            notebook.wall / alone,
            "x",
            None,
            f"{notebook.wall:.1f} s and {alone:.1f} s",
        ),
    ]


def dvc(folder: Path, runs: int) -> list[Figure]:
    """`dvc repro` of this checkout where nothing changed, and of a project without stages."""
    cost_of(["dvc", "repro"], ROOT)
    ours = _median(["dvc", "repro"], runs)
    for command in (["git", "init", "-q"], ["dvc", "init", "-q"]):
        subprocess.run(command, cwd=folder, check=True)
    (folder / "dvc.yaml").write_text("stages: {}\n", encoding="utf-8")
    empty = _middle([cost_of(["dvc", "repro"], folder) for _ in range(runs)])
    what = "Nothing changed, `dvc repro`, CPU beyond that of a project without stages"
    return [Figure("dvc", what, ours.cpu - empty.cpu, "s", 0.5, f"{ours.cpu:.2f} s and {empty.cpu:.2f} s of CPU")]


def projects(folder: Path, runs: int) -> list[Figure]:
    """KVIK with each project seven times."""
    costs = {}
    for times in (1, 7):
        kvik = copy_of_kvik(folder / str(times), times)
        costs[14 * times] = cost_of([*FORLOB, "report", str(kvik.programme), *kvik.folders], ROOT)
    few, many = costs[14].cpu / 14, costs[98].cpu / 98
    what = "Report per project, CPU, 98 projects relative to 14"
    return [Figure("projects", what, many / few, "x", 1.1, f"{many:.2f} s and {few:.2f} s of CPU per project")]


def protecting(folder: Path, runs: int) -> list[Figure]:
    """The public report of KVIK with small numbers protected and without, of 14 projects and of 98."""
    figures = []
    for times, at_most in ((1, 1.5), (7, 2.0)):
        pairs = []
        for number in range(runs if times == 1 else 1):
            costs = []
            for min_cell in (0, 5):
                kvik = copy_of_kvik(folder / f"{times}-{number}-{min_cell}", times)
                text = kvik.programme.read_text(encoding="utf-8")
                kvik.programme.write_text(text.replace("min_cell: 0", f"min_cell: {min_cell}"), encoding="utf-8")
                costs.append(cost_of([*FORLOB, "report", str(kvik.programme), *kvik.folders], ROOT))
            pairs.append(costs)
        plain, protected = (_middle([pair[at] for pair in pairs]).cpu for at in (0, 1))
        what = f"Report with `min_cell: 5` relative to 0, CPU, {14 * times} projects"
        said = f"{protected:.0f} s and {plain:.0f} s of CPU"
        figures.append(Figure(f"protecting-{14 * times}", what, protected / plain, "x", at_most, said))
    return figures


def big_extract(folder: Path, runs: int) -> list[Figure]:
    """A million participants and 20 million time registrations, cleaned, against pyarrow reading the same files."""
    made = big(folder / "big")
    clean = [*FORLOB, "clean", str(made.programme), *made.folders]
    read = [PYTHON, "-m", "benchmarks.big", str(made.folder), "--read"]
    pairs = []
    for _ in range(runs):
        seconds = float(subprocess.run(read, cwd=ROOT, capture_output=True, text=True, check=True).stdout)
        pairs.append((seconds, cost_of([*clean, "--force"], ROOT, memory=True)))
    reading = statistics.median(seconds for seconds, _ in pairs)
    cost = _middle([cost for _, cost in pairs])
    size = sum(file.stat().st_size for file in made.raw.iterdir())
    return [
        Figure(
            "big-extract",
            f"Cleaning {size / 1e9:.1f} GB of extracts, wall time, relative to pyarrow reading them on one thread",
            cost.wall / reading,
            "x",
            10,
            f"{cost.wall:.0f} s and {reading:.1f} s; of CPU {cost.cpu:.0f} s",
        ),
        Figure("big-memory", "The same, memory of all processes", cost.memory / 1e9, "GB", 6, "peak"),
    ]


PARTS: dict[str, Callable[[Path, int], list[Figure]]] = {
    "changes": changes,
    "saving": saving,
    "kernels": kernels,
    "drawing": drawing,
    "dvc": dvc,
    "projects": projects,
    "protecting": protecting,
    "big-extract": big_extract,
}


def _report(folder: Path) -> Copy:
    kvik = copy_of_kvik(folder / "kvik")
    cost_of([*FORLOB, "report", str(kvik.programme), *kvik.folders], ROOT)
    return kvik


def _loop_of_papermill(kvik: Copy, folder: Path) -> list[str]:
    """A line of shell for each notebook of the report, as one would run them without this project."""
    from forlob.cli import report
    from forlob.programme.selection import Selection
    from forlob.run.notebook_tasks import notebook_file

    job = report.prepare(str(kvik.programme), Selection(), kvik.named)
    lines = []
    for task in job.tasks:
        output = folder / task.place
        output.parent.mkdir(parents=True, exist_ok=True)
        declared = {"programme", "project"} if task.project else {"programme"}
        parameters = [part for name, value in task.parameters if name in declared for part in ("-p", name, value)]
        source = notebook_file(task.notebook, job.programme, ROOT / "notebooks")
        lines.append(shlex.join([*_papermill(source, output), *parameters]))
    return lines


def _papermill(source: Path, output: Path) -> list[str]:
    """Run a notebook in its folder, as one would by hand."""
    quiet = ["--no-progress-bar", "--log-level", "ERROR", "--cwd", str(source.parent)]
    return [PYTHON, "-m", "papermill", *quiet, str(source), str(output)]


def _median(command: list[str], runs: int) -> Cost:
    return _middle([cost_of(command, ROOT) for _ in range(runs)])


def _middle(costs: list[Cost]) -> Cost:
    return Cost(
        statistics.median(cost.cpu for cost in costs),
        statistics.median(cost.wall for cost in costs),
        max(cost.memory for cost in costs),
    )


if __name__ == "__main__":
    main()
