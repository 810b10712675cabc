"""Kernels forked from a warm process are as good as new ones: nothing of one is seen by the next."""

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from pipeline.run import kernels
from pipeline.run.execute import QUIET, execute, prepare_environment
from tests.end_to_end.line import lille
from tests.end_to_end.notebooks import printed, write_notebook

ROOT = Path(__file__).parents[2]

pytestmark = [
    pytest.mark.usefixtures("kernel_environment"),
    pytest.mark.skipif(not kernels.FORKS, reason="kernels are forked on Linux only"),
]

LEAVE_TRACES = """
import os, random, numpy as np, pandas as pd, matplotlib as mpl, pipeline.display.numbers as numbers
os.environ["LEFT_BEHIND"] = "yes"
os.chdir("/")
random.seed(1), np.random.seed(1)
mpl.rcParams["figure.dpi"] = 17
pd.set_option("display.max_rows", 3)
numbers.number = lambda *given: "mine"
pd.DataFrame.left_behind = True
"""
LOOK_FOR_TRACES = """
import os, random, numpy as np, pandas as pd, matplotlib as mpl, pipeline.display.numbers as numbers
print(os.environ.get("LEFT_BEHIND"))
print(os.getcwd())
print(mpl.rcParams["figure.dpi"] == mpl.rcParamsDefault["figure.dpi"], pd.get_option("display.max_rows"))
print(numbers.number(1234, "da"), hasattr(pd.DataFrame, "left_behind"))
print(random.random(), np.random.random())
"""


def run(folder: Path, name: str, *cells: str) -> list[str]:
    """Execute a notebook of these cells; what the last one printed, by line."""
    source = write_notebook(folder / f"{name}.ipynb", *cells)
    done = execute(source, folder / "done" / f"{name}.ipynb", {})
    assert done.problem is None, done.problem
    return printed(folder / "done" / f"{name}.ipynb")[-1].splitlines()


def test_no_notebook_sees_what_another_has_done(tmp_path):
    here = os.getcwd()
    first = run(tmp_path, "first", LOOK_FOR_TRACES)
    run(tmp_path, "leaves", LEAVE_TRACES)
    second = run(tmp_path, "second", LOOK_FOR_TRACES)
    assert second[:4] == first[:4] == ["None", str(tmp_path), "True 60", "1.234 False"]
    assert first[4] != second[4], "random numbers begin anew in each kernel"
    assert os.getcwd() == here


def test_the_process_that_kernels_are_forked_from_has_one_thread(tmp_path):
    ask = "import os\nprint(len(os.listdir(f'/proc/{os.getppid()}/task')))"
    assert run(tmp_path, "threads", ask) == ["1"]


def test_what_is_imported_beforehand_starts_no_thread():
    code = (
        "import os, threading, pipeline.run.warm\n"
        "print(threading.active_count(), len(os.listdir('/proc/self/task')))"
    )
    environment = {**os.environ, **QUIET}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["1", "1"]


def test_a_kernel_is_as_an_ordinary_one(tmp_path):
    """The command line, the module and the signal handling that a cell finds."""
    ask = (
        "import signal, sys, threading\n"
        "print(__name__, sys.argv[0].rsplit('/')[-1], signal.getsignal(signal.SIGINT) is signal.default_int_handler)\n"
        "print(get_ipython().__class__.__name__, threading.current_thread() is threading.main_thread())"
    )
    assert run(tmp_path, "ordinary", ask) == [
        "__main__ ipykernel_launcher True",
        "ZMQInteractiveShell True",
    ]


def test_a_cell_may_start_processes(tmp_path):
    child = "[sys.executable, '-c', 'print(6 * 7)']"
    ask = f"import subprocess, sys\nprint(subprocess.run({child}, capture_output=True).stdout)"
    assert run(tmp_path, "child", ask) == ["b'42\\n'"]


def test_outputs_are_those_of_an_ordinary_kernel_cell_by_cell(tmp_path, monkeypatch):
    line = lille(tmp_path)
    assert line.run("clean").code == 0
    folders = {
        "FORLOB_PROGRAMME_FILE": str(line.programme),
        "FORLOB_RAW": str(line.raw),
        "FORLOB_PROCESSED": str(line.processed),
        "FORLOB_SITE": str(line.site),
    }
    prepare_environment(folders)
    source, parameters = ROOT / "notebooks" / "progression.ipynb", {"programme": "lille", "project": "nordby"}
    made = {}
    for forks in (True, False):
        monkeypatch.setattr(kernels, "FORKS", forks)
        output = tmp_path / f"forks-{forks}.ipynb"
        assert execute(source, output, parameters).problem is None
        made[forks] = nbformat.read(output, as_version=4).cells
    assert len(made[True]) == len(made[False]) > 20
    for warm, ordinary in zip(made[True], made[False], strict=True):
        assert warm == ordinary, warm.source


def test_a_long_path_of_temporary_files_is_no_hindrance(kernel_environment, tmp_path):
    """A socket's path may have 107 bytes; a folder of temporary files may be deeper than that."""
    deep = tmp_path / ("d" * 60) / ("e" * 60)
    deep.mkdir(parents=True)
    notebook = write_notebook(tmp_path / "n.ipynb", "print(1)")
    code = f"""
from pathlib import Path
from pipeline.run.execute import execute, prepare_environment
prepare_environment({{}})
print(execute(Path({str(notebook)!r}), Path({str(tmp_path / "out.ipynb")!r}), {{}}).problem)
"""
    environment = {**os.environ, "TMPDIR": str(deep)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
    assert done.stdout.strip() == "None", done.stderr
