"""A worker that only seems to be lost: what it was at runs again elsewhere, and the first still writes."""

from concurrent.futures import Executor, Future
from pathlib import Path

import pytest

from forlob import intake
from forlob.big.workers import CHUNKS
from forlob.programme.read_programme import read_programme
from forlob.storage.workspace import Workspace
from tests.end_to_end.line import contents, lille


class Twice(Executor):
    """Each function runs twice before its result is here, and once more when all is done, as late as can be."""

    def __init__(self) -> None:
        self.again = []

    def submit(self, function, /, *args, **kwargs) -> Future:
        future: Future = Future()
        function(*args, **kwargs)
        future.set_result(function(*args, **kwargs))
        self.again.append((function, args, kwargs))
        return future

    def __exit__(self, *raised) -> None:
        for function, args, kwargs in self.again:
            function(*args, **kwargs)


@pytest.fixture
def folders(tmp_path) -> Workspace:
    line = lille(tmp_path)
    return Workspace(line.programme, line.raw, line.processed, line.site)


def test_the_registers_are_the_same(folders, monkeypatch):
    programme = read_programme(folders.programme_file)
    intake.take_in(programme, folders)
    whole = files_of(folders.processed)
    monkeypatch.setenv(intake.CHUNKS_FROM, "2500")
    monkeypatch.setattr(intake, "workers", Twice)
    intake.take_in(programme, folders)
    assert files_of(folders.processed) == whole
    assert not list(folders.processed.glob(f"{CHUNKS}*"))


def files_of(processed: Path) -> dict[str, bytes]:
    return {path.relative_to(processed).as_posix(): data for path, data in contents(processed).items()}
