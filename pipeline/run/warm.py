"""What a warm kernel has before its notebook begins: imported once by the fork server, and forked from there.

Nothing here may start a thread or open a socket: a fork copies only the thread that asks for it. Of a programme it has
its configuration, which each notebook begins with, and none of its data.
"""

import contextlib
import gc
import importlib
import multiprocessing
import os
import random
import signal
import sys
import threading
from pathlib import Path

import ipykernel.ipkernel  # noqa: F401
import ipykernel.kernelapp  # noqa: F401
import IPython.core.completer  # noqa: F401
import numpy as np
import pandas  # noqa: F401
import pyarrow.parquet  # noqa: F401
import seaborn  # noqa: F401
from matplotlib.backends import backend_svg  # noqa: F401

import pipeline.notebook  # noqa: F401
from pipeline.config.read_printed import read_printed
from pipeline.config.read_programme import read_programme
from pipeline.display.charts import MODULES
from pipeline.errors import ForlobError
from pipeline.storage.workspace import PROGRAMME_FILE

for _module in sorted(set(MODULES.values())):
    importlib.import_module(f"pipeline.display.charts.{_module}")

def _read_configuration() -> None:
    file = os.environ.get(PROGRAMME_FILE)
    if file:
        with contextlib.suppress(ForlobError):
            read_printed(read_programme(Path(file)))


_read_configuration()
gc.freeze()


def run_kernel(connection_file: str, environment: dict[str, str], folder: str | None) -> None:
    """Be the kernel of one notebook: an ordinary IPython kernel, in a process of its own."""
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(environment, JPY_PARENT_PID=str(os.getppid()))
    if folder:
        os.chdir(folder)
    random.seed()
    np.random.seed()
    threading.Thread(target=_end_with_the_run, daemon=True).start()
    nowhere = os.open(os.devnull, os.O_RDWR)
    # The kernel catches what cells write to these; what it says itself is not for the terminal.
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    sys.argv = ["ipykernel_launcher", "-f", connection_file]
    sys.modules["__main__"].__dict__.pop("__file__", None)
    from ipykernel.kernelapp import IPKernelApp

    IPKernelApp.launch_instance(argv=["-f", connection_file])


def _end_with_the_run() -> None:
    """End the kernel, and what its cells have started, as soon as the process that asked for it is gone.

    The fork server, which the kernel takes for its parent, does not go before its last kernel has.
    """
    multiprocessing.parent_process().join()
    os.killpg(os.getpid(), signal.SIGKILL)
