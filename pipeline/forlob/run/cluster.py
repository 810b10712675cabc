"""A Dask cluster: checks that its workers are as this process is, and has them execute notebooks."""

import contextlib
import pickle
import threading
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from forlob.big.dask_client import END, HELP, Absence, client_of, first_done, killed_worker, workers_of
from forlob.errors import UsageError
from forlob.run import remote
from forlob.run.execute import Executed, write_stopped
from forlob.run.executors import Order
from forlob.storage.atomic import write_text
from forlob.storage.workspace import Workspace, notebooks_folder


@dataclass(frozen=True)
class Cluster:
    """Workers that are as this process is: the same code and packages, and the same files at the same places."""

    client: Any
    address: str
    folders: Mapping[str, str]
    expected: remote.Expected
    run: str

    @property
    def check(self) -> bytes:
        """What a worker that comes later says of itself by, as `OnCluster` takes it."""
        return pickle.dumps(partial(remote.checked, self.run, self.expected))

    @property
    def size(self) -> int:
        return len(workers_of(self.client))

    def executed(self, orders: Sequence[Order]) -> Iterator[tuple[int, Executed]]:
        """A worker that is lost costs its own notebooks, which another takes up; one that workers die of is stopped."""
        places = {self._sent(order, -place): place for place, order in enumerate(orders)}
        left = set(places)
        try:
            while left:
                done = self._some_of(left)
                left -= done
                for future in sorted(done, key=places.__getitem__):
                    yield places[future], self._brought_back(future, orders[places[future]])
        except BaseException:
            self._end(list(places))
            raise

    def _sent(self, order: Order, priority: int) -> Any:
        built_in = order.source.parent == notebooks_folder()
        return self.client.submit(
            remote.execute_there,
            order.source.name if built_in else str(order.source),
            dict(order.parameters),
            dict(self.folders),
            self.run,
            self.expected,
            key=f"{order.source.stem}-{uuid.uuid4().hex}",
            priority=priority,
        )

    def _some_of(self, left: set[Any]) -> set[Any]:
        """Those that are done, once any is; raises UsageError where nobody is left to do them."""
        absence = Absence(self.client)
        while True:
            with contextlib.suppress(TimeoutError):
                return first_done(left)
            gone = absence.message()
            if gone:
                raise UsageError(
                    f"--scheduler {self.address}: {gone}. Finished notebooks are kept; run again to continue."
                )

    def _brought_back(self, future: Any, order: Order) -> Executed:
        try:
            executed, text = future.result()
        except killed_worker():
            return write_stopped(order.source, order.output, "each worker that ran the notebook died")
        write_text(order.output, text)
        return executed

    def _end(self, futures: list[Any]) -> None:
        """Take back what has not begun and end what has, without waiting long for anybody."""

        def end() -> None:
            with contextlib.suppress(Exception):
                self.client.cancel(futures, force=True)
                self.client.run(remote.end_kernels, self.run, on_error="ignore")

        thread = threading.Thread(target=end, daemon=True)
        thread.start()
        thread.join(END)


@contextmanager
def cluster(address: str, folders: Workspace, expected: remote.Expected) -> Iterator[Cluster]:
    """The workers that the scheduler at an address has. Raises UsageError where they cannot be used."""
    with client_of(address) as client:
        _check(client, address, expected)
        yield Cluster(client, address, folders.as_environment(), expected, uuid.uuid4().hex)


def _check(client: Any, address: str, expected: remote.Expected) -> None:
    """Raises UsageError where there is no worker, or one that is not as it must be."""
    if not workers_of(client):
        raise UsageError(f"--scheduler {address}: the scheduler has no workers; {HELP}.")
    said = client.run(expected.differs, on_error="return")
    wrong = {worker: _said(answer) for worker, answer in sorted(said.items()) if answer}
    for worker, sentence in wrong.items():
        others = f" So do {len(wrong) - 1} others." if len(wrong) > 1 else ""
        raise UsageError(f"worker {worker} {sentence}.{others}")


def _said(answer: str | Exception) -> str:
    if isinstance(answer, str):
        return answer
    return f"cannot import this package ({type(answer).__name__}); install the same version there, and start it again"
