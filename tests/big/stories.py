"""The same extracts taken in twice, with everything in memory and in chunks: what comes of both must be the same."""

import io
import pickle
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
from pytest import MonkeyPatch

from forlob import intake
from forlob.big import split
from forlob.cleaning.clean import Cleaned
from forlob.errors import ExtractsUnusable
from forlob.extracts import read_blocks
from forlob.programme.programme import Programme
from forlob.storage.register_files import read_registers
from forlob.storage.secret import KEY_FILE
from forlob.storage.workspace import Workspace
from tests.cleaning.stories import programme

#: Six participations of five participants: 1 in both projects, one after the other. Either of two chunks has some of
#: them.
PARTICIPATIONS = """
    participant_id; project; enrolled_on; exited_on
    1; north; 2012-01-10; 2012-03-31
    1; south; 2012-06-01; 2012-09-30
    2; north; 2012-02-01;
    3; south; 2012-02-01; 2012-12-31
    4; south; 2012-01-15;
    5; north; 2012-01-05; 2012-06-30
"""
PIECES = (2,)
Content = str | bytes | pd.DataFrame | Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Taken:
    """What came of extracts: every file that was kept, the registers read from them, the cleaning or why it stopped."""

    files: dict[str, bytes]
    registers: dict[str, pd.DataFrame]
    cleaned: Cleaned | None
    error: str

    @property
    def findings(self) -> pd.DataFrame:
        return pd.read_csv(io.BytesIO(self.files["findings.csv"]), dtype={"row": "Int64"}, keep_default_na=False)

    def found(self, *rules: str) -> list[tuple]:
        """(rule, file, row) of each finding by one of the rules, or of all."""
        rows = self.findings[self.findings["rule"].isin(rules or set(self.findings["rule"]))]
        numbers = [None if pd.isna(row) else int(row) for row in rows["row"]]
        return list(zip(rows["rule"], rows["file"], numbers, strict=True))

    def values(self, register: str, *columns: str) -> list:
        """The cells of columns, row by row, as text; nothing as None."""
        frame = self.registers[register][[*columns]]
        rows = [tuple(None if pd.isna(cell) else str(cell)[:10] for cell in row) for row in frame.to_numpy(object)]
        return [row[0] for row in rows] if len(columns) == 1 else rows


class AtOnce(Executor):
    """Does at once what it is asked, with copies such as another process would get, and counts how often it is."""

    def __init__(self) -> None:
        self.asked = 0

    def submit(self, function: Callable, /, *args: Any, **kwargs: Any) -> Future:
        self.asked += 1
        future: Future = Future()
        try:
            function, args, kwargs = pickle.loads(pickle.dumps((function, args, kwargs)))
            future.set_result(pickle.loads(pickle.dumps(function(*args, **kwargs))))
        except Exception as problem:
            future.set_exception(problem)
        return future


@contextmanager
def in_chunks(of_a_chunk: int, executor: Executor | None = None) -> Iterator[None]:
    """Extracts of any size are cleaned in chunks of so many bytes, read in two blocks each; by the executor, else by
    processes as usual.
    """
    with MonkeyPatch.context() as patch:
        patch.setattr(intake, "BIG", 0)
        patch.setattr(split, "OF_A_CHUNK", of_a_chunk)
        patch.setattr(split, "FEWEST", 1)
        patch.setattr(read_blocks, "BLOCK", of_a_chunk // 2 + 1)
        if executor:
            patch.setattr(intake, "workers", lambda: nullcontext(executor))
        yield


def of_both(
    files: Mapping[str, Content],
    extracts: list[dict] | None = None,
    chunks: tuple[int, ...] = PIECES,
    split: bool = True,
    **more: Any,
) -> Taken:
    """Take files in, in memory and in so many chunks, and tell what comes of both.

    Text is written as in the stories of the cleaning. Without `extracts` a file is the register of its name. `split`:
    whether they must be split; else they may go the usual way.
    """
    made = programme(
        extracts or [{"file": name, "registers": {name.partition(".")[0]: None}} for name in files], **more
    )
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "raw"
        raw.mkdir()
        for name, content in files.items():
            write(raw / name, content)
        return taken_both_ways(made, raw, chunks, split)


def taken_both_ways(made: Programme, raw: Path, chunks: tuple[int, ...] = PIECES, split: bool = True) -> Taken:
    """The same of extracts that lie in a folder."""
    size = sum(file.stat().st_size for file in raw.iterdir())
    whole = take_in(made, raw)
    for number in chunks:
        executor = AtOnce()
        with in_chunks(max(1, size // number), executor):
            same(take_in(made, raw), whole, made)
        assert executor.asked or not split
    return whole


def take_in(made: Programme, raw: Path) -> Taken:
    """Take the extracts of a folder in."""
    with tempfile.TemporaryDirectory() as folder, MonkeyPatch.context() as patch:
        key = Path(folder) / "key"
        key.write_text("a key for tests")
        patch.setenv(KEY_FILE, str(key))
        folders = folders_of(Path(folder), raw)
        before = everything(raw)
        try:
            cleaned, error = intake.take_in(made, folders), ""
        except ExtractsUnusable as problem:
            cleaned, error = None, str(problem).replace(str(folders.processed), "processed")
        assert everything(raw) == before
        registers = read_registers(folders.registers) if folders.registers.exists() else {}
        return Taken(everything(folders.processed), registers, cleaned, error)


def folders_of(folder: Path, raw: Path | None = None) -> Workspace:
    """The folders of a programme below a folder; its extracts may lie elsewhere."""
    if raw is None:
        raw = folder / "raw"
        raw.mkdir()
    return Workspace(folder / "programme.yaml", raw, folder / "processed", folder / "site")


def same(one: Taken, other: Taken, made: Programme) -> None:
    """Whether two are the same to the last byte; what is easiest to read is compared first."""
    assert one.error == other.error
    assert text(one, "findings.csv") == text(other, "findings.csv")
    assert list(one.files) == list(other.files)
    for name in [name for name in one.files if name.endswith(".parquet")]:
        mine, yours = (pq.read_table(io.BytesIO(taken.files[name])) for taken in (one, other))
        assert (name, mine.schema.to_string()) == (name, yours.schema.to_string())
        assert (name, mine.to_pylist()) == (name, yours.to_pylist())
        assert one.files[name] == other.files[name], f"{name} holds the same in other bytes"
    if one.cleaned and other.cleaned:
        for project in ("", *made.projects):
            assert (project, shown(one.cleaned, project)) == (project, shown(other.cleaned, project))


def shown(cleaned: Cleaned, project: str) -> tuple[list, list]:
    """What quality.ipynb shows of the cleaning: the rows of each register, and the findings, of a project or of all."""
    own = cleaned.result.of(project)
    return own.rows.astype(str).to_numpy().tolist(), own.findings.astype(str).to_numpy().tolist()


def text(taken: Taken, name: str) -> list[str]:
    return taken.files[name].decode().splitlines()


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def write(file: Path, content: Content) -> None:
    """Bytes as they are, small tables without what makes them easy to read, frames as what the file is."""
    if isinstance(content, str):
        lines = [re.sub(r"; +", ";", line.strip()) for line in content.strip("\n").splitlines()]
        content = "".join(f"{line}\n" for line in lines).encode()
    if isinstance(content, bytes):
        file.write_bytes(content)
    elif file.suffix == ".parquet":
        content.to_parquet(file)
    else:
        with pd.ExcelWriter(file) as book:
            for sheet, frame in (content if isinstance(content, Mapping) else {"Ark1": content}).items():
                frame.to_excel(book, sheet_name=sheet, index=False)
