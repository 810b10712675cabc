"""The processes that clean chunks: of this machine, or the workers of a Dask cluster."""

import base64
import contextlib
import multiprocessing
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from forlob.storage.atomic import runs

#: The environment variables that tell the cleaning where to run its chunks: how many processes of this machine, or the
#: address of a scheduler and what its workers are checked by (see `OnCluster`; in base64).
JOBS, SCHEDULER, CHECK = "FORLOB_JOBS", "FORLOB_SCHEDULER", "FORLOB_CHECK"


def as_environment(jobs: int | None = None, scheduler: str = "", check: bytes = b"") -> dict[str, str]:
    """What `workers` is told by; it leaves nothing of what an environment said before."""
    return {JOBS: str(jobs or ""), SCHEDULER: scheduler, CHECK: base64.b64encode(check).decode("ascii")}


@contextmanager
def workers() -> Iterator[Executor]:
    """An executor of functions; what it has not begun when the block ends badly is not begun any more."""
    address = os.environ.get(SCHEDULER)
    with _of_cluster(address) if address else _of_this_machine() as executor:
        yield executor


@contextmanager
def _of_cluster(address: str) -> Iterator[Executor]:
    from forlob.big.cluster_workers import OnCluster
    from forlob.big.dask_client import be_quiet, client_of

    with client_of(address) as client:
        be_quiet()
        with OnCluster(client, address, base64.b64decode(os.environ.get(CHECK, ""))) as executor:
            yield executor


@contextmanager
def _of_this_machine() -> Iterator[Executor]:
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
        assert parent is not None
        with contextlib.suppress(OSError):
            parent.join()
        os._exit(1)

    threading.Thread(target=end, daemon=True).start()


CHUNKS = ".chunks-"


@contextmanager
def folder_of_chunks(processed: Path) -> Iterator[Path]:
    """A new folder, which goes away at the end with what is in it, also where a worker still writes there."""
    processed.mkdir(parents=True, exist_ok=True)
    remove_left(processed)
    folder = Path(tempfile.mkdtemp(prefix=f"{CHUNKS}{os.getpid()}-", dir=processed))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def remove_left(processed: Path) -> None:
    """Remove what cleanings that are no more have left."""
    for left in processed.glob(f"{CHUNKS}*"):
        if not runs(left.name.removeprefix(CHUNKS).partition("-")[0]):
            shutil.rmtree(left, ignore_errors=True)
