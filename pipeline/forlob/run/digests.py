"""Digests of files: content decides; that of a large file is remembered for as long as the file is left alone."""

import hashlib
import json
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from forlob.storage.workspace import is_selection

#: From so many bytes on a digest is worth remembering.
LARGE = 1_000_000
#: A file that was changed so few nanoseconds ago might change again and keep its time.
SOON = 100_000_000

#: Path -> size, time and inode when it was read, and the digest.
Known = dict[str, list[Any]]
_known: Known = {}


def of_text(*parts: Any) -> str:
    """A digest of what can be written as JSON."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:32]


def of_file(path: Path) -> str:
    """A digest of a file's content; empty where there is none, or none that can be read."""
    try:
        about = path.stat()
        # A file that is changed in place may get its old time back; when its inode changed is not for anybody to set.
        mark = [about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino]
        known = _known.get(str(path))
        if known and known[:-1] == mark:
            return known[-1]
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()[:32]
    except OSError:
        return ""
    if about.st_size >= LARGE and max(about.st_mtime_ns, about.st_ctime_ns) + SOON < time.time_ns():
        _known[str(path)] = [*mark, digest]
    return digest


def of_files(paths: Iterable[Path]) -> str:
    """A digest of the content of files and folders, names included, without selections' folders and hidden files."""
    sha = hashlib.sha256()
    for path in paths:
        files = (
            [path]
            if path.is_file()
            else sorted(p for p in path.rglob("*") if counts(p.relative_to(path)) and p.is_file())
        )
        for file in files:
            sha.update(f"{file.relative_to(path.parent).as_posix()}\0{of_file(file)}".encode())
        sha.update(b"\1")
    return sha.hexdigest()[:32]


def counts(relative: Path) -> bool:
    """Whether a file below a folder is its own result: no selection's, not hidden, not the record of the last run."""
    parts = relative.parts
    return not (
        is_selection(parts[0])
        or any(part.startswith(".") or part == "__pycache__" for part in parts)
        or parts[-1] == "provenance.json"
    )


def cells_of(notebook: Path) -> list[tuple[str, str, list[str] | None]]:
    """The cells of a notebook without their outputs: kind, source, tags; none where it cannot be read."""
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        return [(c["cell_type"], "".join(c["source"]), c.get("metadata", {}).get("tags")) for c in cells]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def of_notebook(path: Path) -> str:
    """A digest of a notebook that its outputs do not enter."""
    return of_text(path.name, cells_of(path), path.is_file())


def remembered(known: Known) -> None:
    """Begin with what an earlier run knew of large files."""
    _known.update(known)


def to_remember() -> Known:
    """What is known of large files that are still there."""
    return {path: known for path, known in sorted(_known.items()) if Path(path).is_file()}
