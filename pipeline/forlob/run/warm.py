"""What a warm kernel has before its notebook begins: made once by the fork server, and forked from there.

Modules, the words and configuration that each notebook begins with, what the first charts look up, and the shell; none
of a programme's data. Nothing here may start a thread, open a socket or hold a file open: a fork copies only the thread
that asks for it, and forked processes share the place in a file. What fails here must fail in notebooks, not here.
"""

import bdb  # noqa: F401
import contextlib
import gc
import importlib
import multiprocessing
import os
import random
import resource
import signal
import sys
import threading
from multiprocessing.connection import Connection
from pathlib import Path

import IPython.core.completer  # noqa: F401
import IPython.core.logger  # noqa: F401
import numpy as np
import pandas  # noqa: F401
import pyarrow.dataset  # noqa: F401
import pyarrow.pandas_compat  # noqa: F401
import pyarrow.parquet  # noqa: F401
import seaborn  # noqa: F401
from matplotlib.backends import backend_svg  # noqa: F401

import forlob.notebook  # noqa: F401
from forlob.errors import ForlobError
from forlob.printed.read_printed import read_printed
from forlob.programme.read_programme import read_programme
from forlob.run.shell import new_shell, serve
from forlob.show import charts
from forlob.show.gated_rows import Row
from forlob.show.words import Words
from forlob.storage.workspace import PROGRAMME_FILE

for _module in (
    *("measures.catalogue", "measures.csv_text"),
    *(f"show.charts.{name}" for name in sorted(set(charts.MODULES.values()))),
):
    with contextlib.suppress(Exception):  # of what somebody is at work on, the notebooks that need it say what is wrong
        importlib.import_module(f"forlob.{_module}")


def _read_configuration() -> None:
    Words("da").ui("contents")  # the words of all pages
    file = os.environ.get(PROGRAMME_FILE)
    if file:
        with contextlib.suppress(ForlobError):
            read_printed(read_programme(Path(file)))


def _rehearse() -> None:
    """Draw two charts, for the fonts, styles and patterns that the first ones look up.

    One that cannot be drawn is the concern of the notebooks that have it.
    """
    rows = [Row("", at=month, n=n, of=2, value=n / 2) for n, month in enumerate(["2012-01", "2012-02"])]
    for chart in (charts.shares, charts.curves):
        with contextlib.suppress(Exception):
            chart(rows, Words("da"))


_read_configuration()
_rehearse()
SHELL = new_shell()
gc.freeze()


def be_kernel(
    cells: Connection,
    messages: Connection,
    out: Connection,
    err: Connection,
    environment: dict[str, str],
    folder: str,
    memory: int,
) -> None:
    """Be the kernel of one notebook, in a process of its own.

    `cells` brings code and `messages` takes what it puts out; `out` and `err` take what is written below Python.
    `memory`: bytes that the notebook may hold; one that asks for more gets a MemoryError.
    """
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(environment, JPY_PARENT_PID=str(os.getppid()))
    os.chdir(folder)
    resource.setrlimit(resource.RLIMIT_DATA, (memory, resource.getrlimit(resource.RLIMIT_DATA)[1]))
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000")  # where memory ends all the same, a notebook goes first
    random.seed()
    np.random.seed()
    multiprocessing.current_process().daemon = False  # a cell may start processes
    threading.Thread(target=_end_with_the_run, daemon=True).start()
    with open(os.devnull, "rb") as nothing:
        for stream, descriptor in enumerate((nothing.fileno(), out.fileno(), err.fileno())):
            os.dup2(descriptor, stream)
    out.close()
    err.close()
    sys.argv = ["ipykernel_launcher", "-f", ""]
    site = next((at for at, path in enumerate(sys.path) if path.endswith("-packages")), len(sys.path))
    sys.path[:] = [path for path in [*sys.path[:site], ".", *sys.path[site:]] if path]
    sys.path[sys.path.index(".")] = ""  # the notebook's own folder, where IPython puts it
    serve(SHELL, cells, messages)


def _end_with_the_run() -> None:
    """End the kernel, and what its cells have started, as soon as the process that asked for it is gone.

    The fork server, which the kernel takes for its parent, does not go before its last kernel has.
    """
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os.killpg(os.getpid(), signal.SIGKILL)
