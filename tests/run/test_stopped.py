"""A notebook that dies, hangs or asks for too much memory says where, and takes nothing with it."""

import time

import nbformat
import pytest

from forlob.run import forked
from forlob.run.execute import Timeouts, execute
from tests.end_to_end.notebooks import write_notebook

pytestmark = pytest.mark.usefixtures("kernel_environment")

KERNELS = pytest.mark.parametrize(
    "forks", [pytest.param(True, marks=pytest.mark.skipif(not forked.FORKS, reason="no safe fork here")), False]
)


@pytest.fixture
def stopped(tmp_path, monkeypatch):
    """Execute a notebook whose second cell of code is given; what is said of it."""

    def go(forks: bool, code: str, **timeouts: int) -> str:
        monkeypatch.setattr(forked, "FORKS", forks)
        source = write_notebook(tmp_path / "own.ipynb", "print('before')", code, "print('after')")
        done = execute(source, tmp_path / "out.ipynb", {}, timeouts=Timeouts(**timeouts))
        cells = nbformat.read(tmp_path / "out.ipynb", as_version=4).cells
        assert cells[2].outputs[0].text == "before\n" and not cells[4].outputs
        return str(done.problem)

    return go


@KERNELS
def test_a_kernel_that_dies(stopped, forks):
    assert stopped(forks, "import os\nos._exit(9)") == "cell 4: Stopped: the kernel died"


@pytest.mark.skipif(not forked.FORKS, reason="no safe fork here")
def test_a_kernel_that_is_killed_says_by_what(stopped):
    died = "import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)"
    assert stopped(True, died) == "cell 4: Stopped: the kernel died by SIGSEGV"


@KERNELS
def test_a_cell_that_takes_too_long(stopped, forks):
    began = time.monotonic()
    assert stopped(forks, "import time\ntime.sleep(600)", cell=1) == "cell 4: Stopped: the cell took more than 1 s"
    assert time.monotonic() - began < 30


@KERNELS
def test_a_notebook_that_takes_too_long(stopped, forks):
    """No cell of it does: each takes half as long as it may."""
    said = stopped(forks, "import time\nfor _ in range(600): time.sleep(1)", cell=500, notebook=3)
    assert said == "cell 4: Stopped: the notebook took more than 3 s"


@pytest.mark.skipif(not forked.FORKS, reason="no safe fork here")
def test_a_cell_that_ignores_interrupts_is_ended_too(stopped):
    deaf = "import signal, time\nfor one in (signal.SIGINT, signal.SIGTERM): signal.signal(one, signal.SIG_IGN)\n"
    assert "the cell took more than 1 s" in stopped(True, f"{deaf}while True: time.sleep(1)", cell=1)


@pytest.mark.skipif(not forked.FORKS, reason="no safe fork here")
def test_a_cell_that_asks_for_more_memory_than_there_is(stopped, monkeypatch):
    """As if the machine had 2 GB free: the cell raises, as any other that fails, and the machine has what it had."""
    monkeypatch.setattr(forked, "memory_left", lambda: 2 << 30)
    said = stopped(True, "kept = []\nwhile True: kept.append(bytearray(1 << 28))")
    assert said == "cell 4, line 2: MemoryError"


@pytest.mark.skipif(not forked.FORKS, reason="no safe fork here")
def test_a_kernel_that_dies_before_its_first_cell(stopped, tmp_path, monkeypatch):
    monkeypatch.setattr(forked, "memory_left", lambda: 1 << 20)
    source = write_notebook(tmp_path / "own.ipynb", "print('before')")
    problem = execute(source, tmp_path / "out.ipynb", {}).problem
    assert problem.cell == 2 and problem.name == "Stopped" and "the kernel died" in problem.message
