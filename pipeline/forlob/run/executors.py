"""Who executes notebooks: kernels of this machine, side by side, or the workers of a Dask cluster."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from forlob.run.execute import Executed, execute
from forlob.run.machine import side_by_side
from forlob.storage.workspace import Workspace


@dataclass(frozen=True)
class Order:
    """One notebook to be executed: where it lies, where the executed one goes, and its parameters."""

    source: Path
    output: Path
    parameters: Mapping[str, str]


class Crew(Protocol):
    """Executes notebooks in whatever order they come to their end."""

    def executed(self, orders: Sequence[Order]) -> Iterator[tuple[int, Executed]]:
        """The place of each order in `orders`, as soon as it is done; those that come first are begun first."""
        ...


@dataclass(frozen=True)
class Here:
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


@contextmanager
def crew(jobs: int | None, scheduler: str, folders: Workspace, progress: Callable[[str], None]) -> Iterator[Crew]:
    """The workers that a scheduler has, or this machine where none is named.

    Raises UsageError where the scheduler or a worker cannot be used; nothing has been begun then.
    """
    if scheduler:
        from forlob.run.cluster import cluster
        from forlob.run.remote import Expected

        files = [folders.programme_file, *sorted(folders.registers.rglob("*.parquet"))[:1], folders.findings]
        with cluster(scheduler, folders, Expected.here(files)) as workers:
            progress(f"{workers.size} workers at {scheduler}")
            yield workers
        return
    room, fewer = side_by_side()
    if fewer and not jobs:
        progress(fewer)
    yield Here(jobs or room)
