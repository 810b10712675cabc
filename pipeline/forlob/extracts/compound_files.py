"""Reads a stream of a compound file, in which the older programs of Microsoft's keep their documents."""

import struct
from collections.abc import Sequence

from forlob.extracts.raw_tables import FileProblem

LAST_SECTOR = 0xFFFFFFFA
ENTRY = 128


def read_stream(data: bytes, names: Sequence[str]) -> bytes:
    """The bytes of the first of these streams that the file has. Raises FileProblem where there is none."""
    try:
        return _read(data, names)
    except (struct.error, IndexError, OverflowError, MemoryError):
        raise _damaged() from None


def _read(data: bytes, names: Sequence[str]) -> bytes:
    shift, small_shift = struct.unpack_from("<HH", data, 30)
    (tables,) = struct.unpack_from("<L", data, 44)
    (first_entry,) = struct.unpack_from("<L", data, 48)
    least, first_small, _, more = struct.unpack_from("<4L", data, 56)
    if shift not in (9, 12) or small_shift > shift:
        raise _damaged()
    size = 1 << shift

    def sector(number: int) -> bytes:
        return data[(number + 1) << shift : (number + 2) << shift]

    places = list(struct.unpack_from("<109L", data, 76))
    for _ in range(len(data) >> shift):
        if more >= LAST_SECTOR:
            break
        *further, more = struct.unpack(f"<{size // 4}L", sector(more))
        places += further
    table = [
        number
        for place in places[:tables]
        if place < LAST_SECTOR
        for number in struct.unpack(f"<{size // 4}L", sector(place))
    ]

    def chain(first: int, following: Sequence[int]) -> list[int]:
        found: list[int] = []
        while first < LAST_SECTOR:
            found.append(first)
            if len(found) > len(following):
                raise _damaged()
            first = following[first]
        return found

    def stream(first: int) -> bytes:
        return b"".join(map(sector, chain(first, table)))

    folder = stream(first_entry)
    entries = {
        folder[at : at + max(length - 2, 0)].decode("utf-16-le", "replace"): struct.unpack_from("<LQ", folder, at + 116)
        for at in range(0, len(folder) - ENTRY + 1, ENTRY)
        for (length,) in [struct.unpack_from("<H", folder, at + 64)]
    }
    name = next((name for name in names if name in entries), None)
    if name is None:
        raise _damaged()
    first, length = entries[name]
    if length >= least:
        return stream(first)[:length]
    within = stream(struct.unpack_from("<L", folder, 116)[0])
    small = stream(first_small)
    following = struct.unpack(f"<{len(small) // 4}L", small)
    width = 1 << small_shift
    return b"".join(within[at * width : (at + 1) * width] for at in chain(first, following))[:length]


def _damaged() -> FileProblem:
    return FileProblem("damaged_file", "the file is not an Excel workbook (.xls) or is damaged; save it as .xlsx")
