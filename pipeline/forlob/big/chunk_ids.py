"""Which columns of a file hold ids, and which chunk an id belongs to."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from forlob.cleaning.personal_ids import DECIMALS, SHORTEST, is_ordinary, one_spelling
from forlob.cleaning.spelling import plain
from forlob.extracts.raw_tables import RawTable
from forlob.programme.extract_models import Extract
from forlob.programme.programme import Programme
from forlob.programme.registers import OF_PARTICIPANTS

#: Registers that are about participants, one by one.
SPLIT = ("participants", *(name for name in OF_PARTICIPANTS if name != "answers"))
#: Digits that a number of 64 bits holds, whatever they are.
DIGITS = 18
#: An odd number that spreads others which follow one another.
SPREAD = np.uint64(0x9E3779B97F4A7C15)


def can_be_split(programme: Programme) -> bool:
    """Whether every extract is about participants alone, row by row, or not at all about them.

    Of snapshots the newest is known only where all are seen, and a project's own ids only where its projects are.
    """
    if any(extract.snapshots for extract in programme.extracts) or any(
        rule.per_project for rule in programme.ids.values()
    ):
        return False
    for extract in programme.extracts:
        about = [register in SPLIT for register in extract.registers]
        other = {"answers"} & set(extract.registers)
        if extract.long or other or (any(about) and not all(about)) or (all(about) and not _id_of(extract)):
            return False
    return any("participants" in extract.registers for extract in programme.extracts)


def column_of_participants(table: RawTable, extract: Extract) -> int | None:
    """Where the participant stands; None where the file has no such column, or none is asked for."""
    name = _id_of(extract) if set(extract.registers) <= set(SPLIT) else ""
    exact = [place for place, header in enumerate(table.header) if header == name]
    places = exact or [place for place, header in enumerate(table.header) if plain(header) == plain(name)]
    return places[0] if name and len(places) == 1 else None


def _id_of(extract: Extract) -> str:
    """The header of the participants' ids; empty where the file's registers have not the same, or say it otherwise."""
    if "participant_id" in extract.constants or any("participant_id" in m.values for m in extract.registers.values()):
        return ""
    first, *others = [m.columns.get("participant_id", "participant_id") for m in extract.registers.values()]
    return first.strip() if isinstance(first, str) and all(name == first for name in others) else ""


def ordinary_in(ids: pa.ChunkedArray | pa.Array) -> bool:
    """Whether an id of nine digits is no CPR number without its first zero."""
    ids = _distinct(ids)
    long = pc.utf8_trim_whitespace(ids.filter(pc.greater_equal(pc.binary_length(ids), SHORTEST)))
    nines = pc.unique(long.filter(pc.equal(pc.utf8_length(long), SHORTEST))).to_pylist()
    return any(map(is_ordinary, nines))


def chunk_of(ids: pa.ChunkedArray | pa.Array, number: int) -> np.ndarray:
    """The chunk of each id. What may be one person's ids, such as a CPR number with and without its sign, has one."""
    ids = ids.combine_chunks() if isinstance(ids, pa.ChunkedArray) else ids
    if pa.types.is_dictionary(ids.type):
        return chunk_of(ids.dictionary, number)[ids.indices.to_numpy(zero_copy_only=False)]
    if not _are_numbers(ids):
        ids = _as_compared(ids)
        ids = pc.ascii_ltrim(pc.replace_substring_regex(ids, "[^0-9A-Za-z]", ""), "0")
        numbers = _are_number(ids).to_numpy(zero_copy_only=False)
        hashes = pd.util.hash_array(ids.to_numpy(zero_copy_only=False), categorize=False)
        hashes[numbers] = _hashes(ids.filter(pa.array(numbers)))
        hashes[pc.equal(ids, "").to_numpy(zero_copy_only=False)] = 0  # as the number zero, which was trimmed away
    else:
        hashes = _hashes(ids)
    return (hashes % np.uint64(number)).astype(np.uint16)


def _as_compared(ids: pa.Array) -> pa.Array:
    """The ids in the spelling in which they are compared: those that another is one with go to its chunk."""
    respelt = pc.or_(pc.invert(pc.string_is_ascii(ids)), pc.match_substring_regex(ids, DECIMALS.pattern))
    if not pc.any(respelt, min_count=0).as_py():
        return ids
    made = pa.array(map(one_spelling, ids.filter(respelt).to_pylist()), ids.type)
    return pc.replace_with_mask(ids, respelt, made)


def _hashes(numbers: pa.Array) -> np.ndarray:
    return (numbers.cast(pa.int64()).to_numpy().astype(np.uint64) * SPREAD) >> np.uint64(32)


def _are_number(ids: pa.Array) -> pa.Array:
    return pc.and_(pc.ascii_is_decimal(ids), pc.less_equal(pc.binary_length(ids), DIGITS))


def _are_numbers(ids: pa.Array) -> bool:
    return bool(pc.all(_are_number(ids), min_count=0).as_py())


def _distinct(ids: pa.ChunkedArray | pa.Array) -> pa.Array:
    ids = ids.combine_chunks() if isinstance(ids, pa.ChunkedArray) else ids
    return ids.dictionary if pa.types.is_dictionary(ids.type) else ids
