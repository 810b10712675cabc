"""Puts a finished folder of files in its place: all of them or none."""

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path


class FolderInUse(Exception):
    """The folder holds files that are not the generator's: they may be somebody's real extracts."""


def is_complete(folder: Path, names: Iterable[str]) -> bool:
    """Whether every file is there and has something in it."""
    return all((folder / name).is_file() and (folder / name).stat().st_size for name in names)


def put_in_place(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files into a folder beside `folder`, then let it take the place of `folder`.

    Raises FolderInUse, and changes nothing, where `folder` holds anything else than files of these names.
    """
    strangers = sorted(set(os.listdir(folder)) - set(files)) if folder.exists() else []
    if strangers:
        raise FolderInUse(
            f"{folder} holds {strangers[0]}, which is not a synthetic extract; nothing was written. Name another one."
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    building = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        new, old = building / "new", building / "old"
        new.mkdir()
        for name, content in files.items():
            (new / name).write_bytes(content)
        if folder.exists():
            folder.rename(old)
        new.rename(folder)
    finally:
        shutil.rmtree(building)
