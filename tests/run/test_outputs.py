"""What a cell prints, shows or raises is as in an ordinary kernel of Jupyter, cell by cell."""

from pathlib import Path

import nbformat
import pytest

from forlob.run import forked
from forlob.run.execute import execute
from forlob.run.outcome import problem_in
from tests.end_to_end.notebooks import write_notebook

pytestmark = [
    pytest.mark.usefixtures("kernel_environment"),
    pytest.mark.skipif(not forked.FORKS, reason="kernels are forked on Linux only"),
]

CELLS = [
    'import os, subprocess, sys\nos.system("echo from the system");',
    "!echo from the shell",
    "%%bash\necho one",
    'subprocess.run(["sh", "-c", "echo from a child"]);',
    'sys.stderr.write("w\\n")',
    'import ctypes\nlibc = ctypes.CDLL(None)\nlibc.puts(b"from C")\nlibc.fflush(None);',
    'print("é€😀")',
    "os.system(r\"printf '\\303\\251'\");",
    'print("no line end", end="")',
    '%%capture taken\nprint("hidden")',
    "taken.stdout",
    'import pandas as pd\npd.DataFrame({"a": [1, 2]})',
    "from IPython.display import Markdown, clear_output, display",
    'shown = display("x", display_id="one")\nshown.update("y")',
    'shown.update("z")\ndisplay(Markdown("*m*"))',
    'display({"text/plain": "p", "text/html": "<b>h</b>"}, raw=True, metadata={"forlob": {"k": 1}})',
    'for i in range(3):\n    print(i)\n    clear_output(wait=True)\nprint("end")',
    'import warnings\nwarnings.warn("look out")',
    'import logging\nlogging.warning("logged")',
    'import asyncio\nawait asyncio.sleep(0.01)\n"awaited"',
    "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2]);",
    "_, __, ___, In[1], sorted(Out), __name__",
    "x = 5\nx?",
    "%who_ls",
    "sys.stdout.isatty(), sys.stdout.encoding, os.getcwd(), get_ipython().__class__.__name__",
    "class A:\n    pass\nimport pickle\ntype(pickle.loads(pickle.dumps(A()))).__name__",
    'import threading\none = threading.Thread(target=lambda: print("in a thread"))\none.start()\none.join()',
    'import contextlib, io\nwith contextlib.redirect_stdout(io.StringIO()) as said:\n    print("q")\nsaid.getvalue()',
    '[os.environ.get(name) for name in ("TERM", "PAGER", "FORCE_COLOR", "MPLBACKEND")]',
    "threading.current_thread() is threading.main_thread(), get_ipython().execution_count",
    "import signal\nsignal.getsignal(signal.SIGINT) is signal.default_int_handler",
    "1;",
]
#: A cell that fails, and what is said of it.
FAILURES = {
    'print("before")\n1 / 0': "ZeroDivisionError: division by zero",
    "def f(:": "SyntaxError: invalid syntax",
    "raise SystemExit(3)": "SystemExit: 3",
    "raise KeyboardInterrupt": "KeyboardInterrupt",
    "nowhere": "NameError: name 'nowhere' is not defined",
    "%nowhere": "IPython.core.error.UsageError: Line magic function `%nowhere` not found.",
    'raise ExceptionGroup("g", [ValueError(1)])': "ExceptionGroup: g (1 sub-exception)",
    'class B:\n    def __repr__(self):\n        raise ValueError("r")\nB()': "ValueError: r",
    "def g():\n    raise OSError('o')\nasync def h():\n    g()\nawait h()": "OSError: o",
}


def both(folder: Path, monkeypatch, *cells: str) -> list[nbformat.NotebookNode]:
    """A notebook of these cells as a forked kernel runs it, and as an ordinary one does."""
    monkeypatch.delenv("PYTEST_CURRENT_TEST")  # where it is set ipykernel does not take what is written below Python
    source, made = write_notebook(folder / "own.ipynb", *cells), []
    for forks in (True, False):
        monkeypatch.setattr(forked, "FORKS", forks)
        output = folder / f"forks-{forks}.ipynb"
        problem = execute(source, output, {}).problem
        made.append(nbformat.read(output, as_version=4))
        assert problem == problem_in(output)
    return made


def test_outputs_are_those_of_an_ordinary_kernel(tmp_path, monkeypatch):
    warm, ordinary = both(tmp_path, monkeypatch, *CELLS)
    assert warm.metadata == ordinary.metadata
    for one, other in zip(warm.cells, ordinary.cells, strict=True):
        assert one == other, one.source


@pytest.mark.parametrize("cell", FAILURES)
def test_a_failure_is_that_of_an_ordinary_kernel(tmp_path, monkeypatch, cell):
    warm, ordinary = both(tmp_path, monkeypatch, cell, "print('not reached')")
    assert warm == ordinary
    problem = problem_in(tmp_path / "forks-True.ipynb")
    assert problem.cell == 3 and str(problem).partition(": ")[2].startswith(FAILURES[cell])
    assert not warm.cells[-1].outputs


@pytest.mark.parametrize("asks", ["input('name')", "import getpass\ngetpass.getpass()"])
def test_a_cell_that_asks_somebody_fails(tmp_path, monkeypatch, asks):
    both(tmp_path, monkeypatch, asks)
    problems = {problem_in(tmp_path / f"forks-{forks}.ipynb") for forks in (True, False)}
    assert len(problems) == 1 and problems.pop().name == "StdinNotImplementedError"


def test_what_python_writes_and_what_others_write_keeps_its_order(tmp_path):
    """In an ordinary kernel it is chance."""
    cell = 'import os\nprint("one")\nos.system("echo two")\nprint("three")\nos.system("echo four")\ndisplay("five")'
    execute(write_notebook(tmp_path / "own.ipynb", cell), tmp_path / "out.ipynb", {})
    written, shown = nbformat.read(tmp_path / "out.ipynb", as_version=4).cells[-1].outputs
    assert written.text == "one\ntwo\nthree\nfour\n" and shown.data["text/plain"] == "'five'"


def test_what_is_written_to_both_streams_keeps_its_order(tmp_path):
    """An ordinary kernel gathers each stream for a while: what comes first is chance there."""
    cell = 'import sys\nprint("one")\nprint("two", file=sys.stderr)\nprint("three")\nprint("four", file=sys.stderr)'
    execute(write_notebook(tmp_path / "own.ipynb", cell), tmp_path / "out.ipynb", {})
    outputs = nbformat.read(tmp_path / "out.ipynb", as_version=4).cells[-1].outputs
    assert [(output.name, output.text) for output in outputs] == [
        ("stdout", "one\n"),
        ("stderr", "two\n"),
        ("stdout", "three\n"),
        ("stderr", "four\n"),
    ]


def test_a_cell_tagged_as_raising_goes_on(tmp_path, monkeypatch):
    source = write_notebook(tmp_path / "own.ipynb", "1 / 0", "print('reached')")
    notebook = nbformat.read(source, as_version=4)
    notebook.cells[2].metadata["tags"] = ["raises-exception"]
    nbformat.write(notebook, source)
    made = []
    for forks in (True, False):
        monkeypatch.setattr(forked, "FORKS", forks)
        execute(source, tmp_path / "out.ipynb", {})
        made.append(nbformat.read(tmp_path / "out.ipynb", as_version=4).cells)
    assert made[0] == made[1] and made[0][-1].outputs[0].text == "reached\n"
