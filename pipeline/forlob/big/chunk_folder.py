"""The folder of the chunks of one cleaning, beside its results: workers write there, and nowhere else."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from forlob.storage.atomic import runs

PIECES = ".chunks-"


@contextmanager
def folder_of_chunks(processed: Path) -> Iterator[Path]:
    """A new folder, which goes away at the end with what is in it, also where a worker still writes there."""
    processed.mkdir(parents=True, exist_ok=True)
    remove_left(processed)
    folder = Path(tempfile.mkdtemp(prefix=f"{PIECES}{os.getpid()}-", dir=processed))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def remove_left(processed: Path) -> None:
    """Remove what cleanings that are no more have left."""
    for left in processed.glob(f"{PIECES}*"):
        if not runs(left.name.removeprefix(PIECES).partition("-")[0]):
            shutil.rmtree(left, ignore_errors=True)
