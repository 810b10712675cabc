"""Speaks with a Dask cluster: reaches its scheduler, and tells who works for it."""

import contextlib
import logging
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from forlob.errors import UsageError

HELP = "docs/more-machines.md says how to start one"
#: Seconds: for the scheduler to answer; between two looks at whether workers are left; without any before giving up.
ANSWER, LOOK, WITHOUT = 5, 2, 30
#: Seconds that the cluster gets to take back what it was sent when a run is stopped.
END = 1


@contextmanager
def client_of(address: str) -> Iterator[Any]:
    """A client of the scheduler at an address. Raises UsageError where none answers."""
    try:
        from distributed import Client
    except ImportError:
        needs = "--scheduler needs dask.distributed. Install this package with its extra `scheduler`."
        raise UsageError(needs) from None
    try:
        client = Client(address, timeout=ANSWER)
    except (OSError, TimeoutError, ValueError):
        raise UsageError(f"--scheduler {address}: no scheduler answers there; {HELP}.") from None
    try:
        yield client
    finally:
        with contextlib.suppress(Exception):
            client.close(END)


def workers_of(client: Any) -> Mapping[str, Any]:
    return client.scheduler_info(n_workers=-1)["workers"]


def first_done(futures: Collection[Any]) -> set[Any]:
    """Those that are done, once any is. Raises TimeoutError where none is within LOOK seconds."""
    from distributed import wait

    return wait(list(futures), LOOK, "FIRST_COMPLETED").done


def killed_worker() -> type[Exception]:
    """What a future raises where each worker that tried it died."""
    from distributed import KilledWorker

    return KilledWorker


def be_quiet() -> None:
    """Log nothing of the cluster: what goes wrong is said otherwise, and a notebook would hold the log."""
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


class Absence:
    """How long nobody has been there to work, at a look every LOOK seconds."""

    def __init__(self, client: Any) -> None:
        self.client, self.without = client, 0

    def message(self) -> str:
        """Who is missing, in words, once that has lasted WITHOUT seconds; empty until then."""
        lost = self.client.status != "running"
        self.without = 0 if not lost and workers_of(self.client) else self.without + LOOK
        if self.without < WITHOUT:
            return ""
        return "the scheduler is gone" if lost else "no worker is left"
