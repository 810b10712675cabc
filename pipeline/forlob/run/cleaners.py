"""Who cleans the chunks of big extracts: this machine, or the workers of a Dask cluster.

`clean.ipynb` itself runs at home and sends its chunks away: on a worker it would hold the place that they wait for.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from forlob.big.workers import as_environment, folder_of_chunks, remove_left
from forlob.extracts.expand import files_of
from forlob.programme.programme import Programme
from forlob.run.machine import A_CHUNK, side_by_side
from forlob.storage.workspace import Workspace


@contextmanager
def cleaners(
    programme: Programme, folders: Workspace, jobs: int | None, scheduler: str, progress: Callable[[str], None]
) -> Iterator[dict[str, str]]:
    """The environment that tells the cleaning where its chunks go; what a cleaning that was stopped leaves goes away.

    Raises UsageError where extracts are to be cleaned in chunks and the scheduler or a worker cannot be used.
    """
    try:
        if scheduler:
            with _of_cluster(programme, folders, scheduler, progress) as environment:
                yield environment
        else:
            yield as_environment(jobs or side_by_side(each=A_CHUNK)[0])
    finally:
        remove_left(folders.processed)


@contextmanager
def _of_cluster(
    programme: Programme, folders: Workspace, scheduler: str, progress: Callable[[str], None]
) -> Iterator[dict[str, str]]:
    from forlob.intake import in_chunks

    if not in_chunks(programme, folders):
        yield as_environment()
        return
    from forlob.run.cluster import cluster
    from forlob.run.remote import Expected

    extracts = list(files_of(programme, folders.raw).values())
    with folder_of_chunks(folders.processed) as shared:
        expected = Expected.here([folders.programme_file], extracts, str(shared))
        with cluster(scheduler, folders, expected) as workers:
            progress(f"clean in chunks: {workers.size} workers at {scheduler}")
            yield as_environment(scheduler=scheduler, check=workers.check)
