"""Runs functions on the workers of a Dask cluster."""

import contextlib
import pickle
import threading
import uuid
from collections.abc import Callable
from concurrent.futures import Executor, Future
from typing import Any

from forlob.big.dask_client import END, LOOK, Absence, killed_worker
from forlob.errors import UsageError


class OnCluster(Executor):
    """What a lost worker was at runs again on another; of what has come back, nothing is asked for again.

    `check`: a pickled function that says in words how a worker is not as it must be, called there; empty: none.
    The futures raise UsageError where a worker is not, where workers die of a function, and where none is left.
    """

    def __init__(self, client: Any, address: str, check: bytes) -> None:
        self.client, self.address, self.check = client, address, check
        self._pending: dict[Future[Any], Any] = {}
        self._over = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Begin a function on any worker; it must bear to be begun twice, where a worker only seems to be lost."""
        import dask

        name = f"{function.__name__}-{uuid.uuid4().hex}"
        with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 TB"}):
            there = self.client.submit(run_there, self.check, function, args, kwargs, key=name)
        here: Future[Any] = Future()
        self._pending[here] = there
        here.add_done_callback(self._let_go)
        there.add_done_callback(lambda done: self._bring_back(here, done))
        return here

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take back what nobody has waited for, without waiting long for anybody."""
        self._over.set()
        left = list(self._pending.values())

        def take_back() -> None:
            with contextlib.suppress(Exception):
                self.client.cancel(left, force=True)

        if left:
            thread = threading.Thread(target=take_back, daemon=True)
            thread.start()
            thread.join(END)

    def _bring_back(self, here: Future[Any], there: Any) -> None:
        result: Any = None
        error: BaseException | None = None
        try:
            result = there.result()
        except killed_worker():
            said = (
                "each worker that was given a chunk of the extracts died, perhaps out of memory; give the workers more"
            )
            error = UsageError(f"--scheduler {self.address}: {said}.")
        except BaseException as raised:
            error = raised
        with contextlib.suppress(Exception):  # it may have been given up meanwhile
            here.set_exception(error) if error else here.set_result(result)

    def _let_go(self, here: Future[Any]) -> None:
        """Have the worker forget a result that is here, or what is no longer wanted."""
        there = self._pending.pop(here, None)
        if here.cancelled():
            here.set_running_or_notify_cancel()
        if there is not None:
            there.release()

    def _watch(self) -> None:
        absence = Absence(self.client)
        while not self._over.wait(LOOK):
            said = ""
            with contextlib.suppress(Exception):
                said = absence.message()
            for here in list(self._pending) if said else ():
                with contextlib.suppress(Exception):
                    here.set_exception(UsageError(f"--scheduler {self.address}: {said}. Run again when it is back."))


def run_there(check: bytes, function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Run a function on a worker, if the worker is as it must be."""
    wrong = pickle.loads(check)() if check else ""
    if wrong:
        raise UsageError(f"a worker that came later {wrong}.")
    return function(*args, **kwargs)
