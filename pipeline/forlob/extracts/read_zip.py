"""Reads the entries of a zip file without trusting it: names that stay inside, and sizes known before they are read."""

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from forlob.extracts.raw_tables import FileProblem

MEGABYTE = 2**20
MOST_ENTRIES = 20_000
#: What the parts that are read may come to when they are unpacked.
MOST_UNPACKED = 512 * MEGABYTE
#: XML that people make packs to a tenth or a twentieth. What packs to less than this share is made to be unpacked.
LEAST_PACKED = 1 / 250
#: Below this nothing is a bomb, however well it packs.
SMALL = 16 * MEGABYTE
ENCRYPTED = 0x1


def unpack_gzip(path: Path) -> bytes:
    """What a gzip file holds. Raises FileProblem where that is more than is read, and the errors of gzip."""
    with gzip.open(path) as file:
        data = file.read(MOST_UNPACKED + 1)
    if len(data) > MOST_UNPACKED:
        raise _unsafe(f"the file is over {_megabytes(MOST_UNPACKED)} MB when it is unpacked. Deliver less at a time")
    return data


class Zip:
    """The entries of a zip file by name, in lower case and with forward slashes. To be closed, or used with `with`.

    Raises FileProblem where the file is no zip file, where a name leads outside or stands twice, and where an entry is
    encrypted. Nothing is unpacked before it is asked for.
    """

    def __init__(self, path: Path | IO[bytes], what: str) -> None:
        self.what = what
        try:
            self._file = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, EOFError):
            raise FileProblem("damaged_file", f"the file is not {what} or is damaged; export it again") from None
        try:
            self._entries = self._checked()
        except FileProblem:
            self._file.close()
            raise

    def __enter__(self) -> "Zip":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._file.close()

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._entries

    @property
    def names(self) -> list[str]:
        """The names of the entries that are no folders, as they are written."""
        return [info.filename for info in self._entries.values() if not info.is_dir()]

    def bound(self, most: int = MOST_UNPACKED) -> None:
        """Raises FileProblem where all entries together are larger unpacked than `most` bytes, or packed too well."""
        self._bound(list(self._entries.values()), most)

    def read(self, name: str, most: int) -> bytes:
        """The bytes of an entry of at most `most` bytes. Raises FileProblem where it is larger, or damaged."""
        entry = self._entries[name.lower()]
        self._bound([entry], most)
        try:
            # zipfile reads no more than the size that was just checked, whatever the packed bytes come to.
            return self._file.read(entry)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
            raise FileProblem("damaged_file", f"a part of {self.what} is damaged; export the file again") from None

    @contextmanager
    def opened(self, name: str, most: int = MOST_UNPACKED) -> Iterator[IO[bytes]]:
        """An entry of at most `most` bytes, to read bit by bit. Raises FileProblem as `read` does."""
        entry = self._entries[name.lower()]
        self._bound([entry], most)
        try:
            with self._file.open(entry) as file:
                yield file
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
            raise FileProblem("damaged_file", f"a part of {self.what} is damaged; export the file again") from None

    def _checked(self) -> dict[str, zipfile.ZipInfo]:
        entries: dict[str, zipfile.ZipInfo] = {}
        infos = self._file.infolist()
        if len(infos) > MOST_ENTRIES:
            raise _unsafe(f"the file holds {len(infos)} parts, more than {self.what} has; export it again")
        for info in infos:
            name = info.filename.replace("\\", "/")
            if name.startswith("/") or ":" in name.partition("/")[0] or ".." in name.split("/"):
                raise _unsafe("the file holds a part whose name leads outside the file; export it again")
            if name.lower() in entries:
                raise _unsafe("the file holds two parts of one name; export it again")
            if info.flag_bits & ENCRYPTED:
                raise _unsafe("the file is locked with a password; export it without one")
            entries[name.lower()] = info
        return entries

    def _bound(self, entries: list[zipfile.ZipInfo], most: int) -> None:
        size, packed = (sum(getattr(entry, name) for entry in entries) for name in ("file_size", "compress_size"))
        if size > most:
            said = f"{_megabytes(size)} MB when it is unpacked; at most {_megabytes(most)} MB are read"
            raise _unsafe(f"the file, or a part of it, is {said}. Deliver less at a time")
        if size > SMALL and packed < size * LEAST_PACKED:
            raise _unsafe("the file is packed as if to fill the memory when it is unpacked; export it again")


def _unsafe(message: str) -> FileProblem:
    return FileProblem("unsafe_file", message)


def _megabytes(size: int) -> int:
    return -(-size // MEGABYTE)
