"""The processes that clean pieces: of this machine, or the workers of a Dask cluster."""

import contextlib
import multiprocessing
import os
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager

#: The environment variables that tell the cleaning where to run its pieces.
JOBS, SCHEDULER = "FORLOB_JOBS", "FORLOB_SCHEDULER"


@contextmanager
def workers() -> Iterator[Executor]:
    """An executor of functions; what it has not begun when the block ends badly is not begun any more."""
    address = os.environ.get(SCHEDULER)
    if address:
        from distributed import Client

        with Client(address) as client:
            yield client.get_executor(pure=False)
        return
    jobs = int(os.environ.get(JOBS) or os.cpu_count() or 1)
    context = multiprocessing.get_context("forkserver" if sys.platform == "linux" else "spawn")
    pool = ProcessPoolExecutor(jobs, context, _begin)
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()


def _begin() -> None:
    """End with the process that works are done for, whatever becomes of it."""
    parent = multiprocessing.parent_process()

    def end() -> None:
        with contextlib.suppress(OSError):
            parent.join()
        os._exit(1)

    threading.Thread(target=end, daemon=True).start()
