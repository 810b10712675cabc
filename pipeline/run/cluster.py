"""A Dask cluster whose workers execute notebooks: finds it, checks its workers, sends them notebooks."""

import contextlib
import threading
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from pipeline.errors import UsageError
from pipeline.run import digests, remote
from pipeline.run.crew import Order
from pipeline.run.execute import Executed, write_stopped
from pipeline.storage.atomic import write_text
from pipeline.storage.workspace import Workspace, notebooks_folder

HELP = "docs/more-machines.md says how to start one"
#: Seconds: for the scheduler to answer; between two looks at whether workers are left; without any before giving up.
ANSWER, LOOK, WITHOUT = 5, 2, 30
#: Seconds that workers get to end their notebooks when a run is stopped.
END = 1


@dataclass(frozen=True)
class Cluster:
    """Workers that are as this process is: the same code and packages, and the same files at the same places."""

    client: Any
    address: str
    folders: Mapping[str, str]
    expected: remote.Expected
    run: str

    @property
    def size(self) -> int:
        return len(_workers(self.client))

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
        from distributed import wait

        without = 0
        while True:
            with contextlib.suppress(TimeoutError):
                return wait(list(left), LOOK, "FIRST_COMPLETED").done
            lost = self.client.status != "running"
            without = 0 if not lost and _workers(self.client) else without + LOOK
            if without >= WITHOUT:
                gone = "the scheduler is gone" if lost else "no worker is left"
                raise UsageError(f"--scheduler {self.address}: {gone}. What is done is kept; run again to go on.")

    def _brought_back(self, future: Any, order: Order) -> Executed:
        from distributed import KilledWorker

        try:
            executed, text = future.result()
        except KilledWorker:
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
def cluster(address: str, folders: Workspace) -> Iterator[Cluster]:
    """The workers that the scheduler at an address has. Raises UsageError where they cannot be used."""
    client = _client(address)
    try:
        files = [folders.programme_file, *sorted(folders.registers.rglob("*.parquet"))[:1], folders.findings]
        expected = remote.Expected.here({str(path): digests.of_file(path) for path in files})
        _check(client, address, expected)
        yield Cluster(client, address, folders.as_environment(), expected, uuid.uuid4().hex)
    finally:
        with contextlib.suppress(Exception):
            client.close(END)


def _client(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        needs = "--scheduler needs dask.distributed. Install this package with its extra `scheduler`."
        raise UsageError(needs) from None
    try:
        return Client(address, timeout=ANSWER)
    except (OSError, TimeoutError, ValueError):
        raise UsageError(f"--scheduler {address}: no scheduler answers there; {HELP}.") from None


def _check(client: Any, address: str, expected: remote.Expected) -> None:
    """Raises UsageError where there is no worker, or one that is not as it must be."""
    if not _workers(client):
        raise UsageError(f"--scheduler {address}: the scheduler has no workers; {HELP}.")
    said = client.run(expected.differs, on_error="return")
    wrong = {worker: _said(answer) for worker, answer in sorted(said.items()) if answer}
    for worker, sentence in wrong.items():
        others = f" So do {len(wrong) - 1} others." if len(wrong) > 1 else ""
        raise UsageError(f"worker {worker} {sentence}.{others}")


def _said(answer: str | Exception) -> str:
    if isinstance(answer, str):
        return answer
    return f"cannot import this package ({type(answer).__name__}); install the same version there, and start it anew"


def _workers(client: Any) -> Mapping[str, Any]:
    return client.scheduler_info(n_workers=-1)["workers"]
