"""Who executes notebooks: kernels of this machine, side by side, or the workers of a Dask cluster."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from forlob.run.execute import Executed, execute


@dataclass(frozen=True)
class Order:
    """One notebook to be executed: where it lies, where the executed one goes, and its parameters."""

    source: Path
    output: Path
    parameters: Mapping[str, str]


class Executor(Protocol):
    """Executes notebooks in whatever order they come to their end."""

    def executed(self, orders: Sequence[Order]) -> Iterator[tuple[int, Executed]]:
        """The place of each order in `orders`, as soon as it is done; those that come first are begun first."""
        ...


@dataclass(frozen=True)
class LocalExecutor:
    """This machine: so many notebooks at a time, each in a process of its own."""

    jobs: int

    def executed(self, orders: Sequence[Order]) -> Iterator[tuple[int, Executed]]:
        pool = ThreadPoolExecutor(max_workers=self.jobs)
        try:
            futures = {
                pool.submit(execute, order.source, order.output, order.parameters): place
                for place, order in enumerate(orders)
            }
            for future in as_completed(futures):
                yield futures[future], future.result()
        except KeyboardInterrupt:
            pool.shutdown(wait=False, cancel_futures=True)  # waits for nobody; the kernels end with this process
            raise
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
        pool.shutdown()
