"""Kernels forked from a warm process are as good as new ones: nothing of one is seen by the next."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from forlob.run import forked
from forlob.run.execute import QUIET, execute
from tests.end_to_end.notebooks import printed, write_notebook

ROOT = Path(__file__).parents[2]

pytestmark = [
    pytest.mark.usefixtures("kernel_environment"),
    pytest.mark.skipif(not forked.FORKS, reason="kernels are forked on Linux only"),
]

LEAVE_TRACES = """
import os, random, numpy as np, pandas as pd, matplotlib as mpl, forlob.show.numbers as numbers
os.environ["LEFT_BEHIND"] = "yes"
os.chdir("/")
random.seed(1), np.random.seed(1)
mpl.rcParams["figure.dpi"] = 17
pd.set_option("display.max_rows", 3)
numbers.number = lambda *given: "mine"
pd.DataFrame.left_behind = True
"""
LOOK_FOR_TRACES = """
import os, random, numpy as np, pandas as pd, matplotlib as mpl, forlob.show.numbers as numbers
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
    assert first[4] != second[4], "random numbers begin again in each kernel"
    assert os.getcwd() == here


def test_the_process_that_kernels_are_forked_from_has_one_thread(tmp_path):
    ask = "import os\nprint(len(os.listdir(f'/proc/{os.getppid()}/task')))"
    assert run(tmp_path, "threads", ask) == ["1"]


@pytest.mark.parametrize("also", ["", ", forlob.run.warm_cleaning"])
def test_what_is_imported_beforehand_starts_no_thread(also):
    code = (
        f"import os, threading, forlob.run.warm{also}\n"
        "print(threading.active_count(), len(os.listdir('/proc/self/task')))"
    )
    environment = {**os.environ, **QUIET}
    command = [sys.executable, "-c", code]
    out = subprocess.check_output(command, cwd=ROOT, env=environment, text=True, stderr=subprocess.PIPE)
    assert out.split() == ["1", "1"]


def test_kernels_share_no_open_file():
    """Its place would be shared too: of a font that two charts read at a time, one gets the other's letters."""
    code = (
        "import os, forlob.run.warm\nif not os.fork():\n"
        "    names = ['/proc/self/fd/' + number for number in os.listdir('/proc/self/fd')]\n"
        "    print(*[os.readlink(name) for name in names if os.path.isfile(name)], 'end', flush=True)\n"
        "    os._exit(0)\nos.wait()"
    )
    environment = {**os.environ, **QUIET}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("end\n", "")


def test_notebooks_import_no_module_of_the_package_that_could_be_there_before():
    """A name that is not that of a module would cost every notebook an import, and nobody would be told."""
    code = (
        "import sys, forlob.run.warm\nfrom forlob.show import charts\n"
        "wanted = {f'forlob.show.charts.{name}' for name in charts.MODULES.values()}\n"
        "wanted |= {'forlob.measures.catalogue', 'forlob.measures.csv_text'}\n"
        "print(sorted(wanted - sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_a_chart_that_cannot_be_drawn_stops_no_other_notebook():
    code = (
        "import sys, forlob.show.charts.bars as bars\n"
        "bars.shares = lambda *given: 1 / 0\n"
        "sys.modules['forlob.show.charts.stages'] = None  # cannot be imported\n"
        "import forlob.run.warm\nprint('goes on')"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("goes on\n", "")


def test_the_way_back_is_to_the_folder_of_the_notebook(tmp_path):
    assert run(tmp_path, "folders", "%cd -q /\n%cd -q -\nimport os\nprint(os.getcwd())") == [str(tmp_path)]


def test_a_cell_may_start_processes(tmp_path):
    child = "[sys.executable, '-c', 'print(6 * 7)']"
    ask = f"import subprocess, sys\nprint(subprocess.run({child}, capture_output=True).stdout)"
    assert run(tmp_path, "child", ask) == ["b'42\\n'"]


def test_a_cell_may_start_processes_that_print(tmp_path):
    ask = (
        "import multiprocessing\nwith multiprocessing.get_context('fork').Pool(1) as pool:\n"
        "    pool.map(print, ['from a child'])\nprint('from the cell')"
    )
    assert run(tmp_path, "pool", ask) == ["from a child", "from the cell"]


def test_threads_of_a_cell_print_whole_lines(tmp_path):
    ask = (
        "import threading\ndef say(name):\n    for i in range(500): print(f'{name}-{i}\\n', end='')\n"
        "work = [threading.Thread(target=say, args=(name,)) for name in 'ab']\n"
        "for one in work: one.start()\nfor one in work: one.join()"
    )
    said = run(tmp_path, "threads", ask)
    assert sorted(said) == sorted(f"{n}-{i}" for n in "ab" for i in range(500))
    assert [line for line in said if line.startswith("a")] == [f"a-{i}" for i in range(500)]


def test_the_script_that_runs_notebooks_is_not_run_again_by_their_kernels(tmp_path):
    """A researcher's own script has no `if __name__ == "__main__"`, which new processes of Python otherwise ask for."""
    notebook = write_notebook(tmp_path / "n.ipynb", "print('in the notebook')")
    script = tmp_path / "script.py"
    script.write_text(
        "import papermill\nprint('in the script')\n"
        f"papermill.execute_notebook({str(notebook)!r}, {str(tmp_path / 'out.ipynb')!r}, engine_name='forlob', "
        "kernel_name='python3', progress_bar=False)\n"
    )
    command = [sys.executable, str(script)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.stdout == "in the script\n", done.stderr
    assert printed(tmp_path / "out.ipynb")[-1] == "in the notebook"


def test_kernels_and_what_they_started_end_with_a_run_that_is_killed(tmp_path):
    pids = tmp_path / "pids"
    cell = (
        "import os, subprocess, time\nchild = subprocess.Popen(['sleep', '600'])\n"
        f"open({str(pids)!r}, 'w').write(f'{{os.getpid()}} {{child.pid}}\\n')\ntime.sleep(600)"
    )
    notebook = write_notebook(tmp_path / "n.ipynb", cell)
    code = (
        "from pathlib import Path\nfrom forlob.run.execute import execute, prepare_environment\n"
        f"prepare_environment({{}})\nexecute(Path({str(notebook)!r}), Path({str(tmp_path / 'out.ipynb')!r}), {{}})"
    )
    process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)
    wait_until(lambda: pids.exists() and pids.read_text().endswith("\n"))
    process.kill()
    process.wait()
    for pid in map(int, pids.read_text().split()):
        wait_until(lambda pid=pid: is_gone(pid))


def wait_until(holds: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def is_gone(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return True
    return state.rpartition(")")[2].split()[0] == "Z"


def test_a_long_path_of_temporary_files_is_no_hindrance(kernel_environment, tmp_path):
    """A socket's path may have 107 bytes; a folder of temporary files may be deeper than that."""
    deep = tmp_path / ("d" * 60) / ("e" * 60)
    deep.mkdir(parents=True)
    notebook = write_notebook(tmp_path / "n.ipynb", "print(1)")
    code = f"""
from pathlib import Path
from forlob.run.execute import execute, prepare_environment
prepare_environment({{}})
print(execute(Path({str(notebook)!r}), Path({str(tmp_path / "out.ipynb")!r}), {{}}).problem)
"""
    environment = {**os.environ, "TMPDIR": str(deep)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
    assert done.stdout.strip() == "None", done.stderr
