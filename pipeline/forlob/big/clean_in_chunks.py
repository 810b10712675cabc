"""Cleans the extracts of a programme in chunks, on all cores and in bounded memory."""

from concurrent.futures import CancelledError, Executor, as_completed
from pathlib import Path

from forlob.big.clean_chunk import CleanedChunk, KeyNeeded, clean_chunk
from forlob.big.join import Joined
from forlob.big.split import split
from forlob.cleaning.personal_ids import GetKey
from forlob.programme.programme import Programme


def clean_in_chunks(
    programme: Programme, raw: Path, folder: Path, get_key: GetKey, executor: Executor, most: int = 0
) -> Joined:
    """What `clean` would make of the extracts below `raw`. The chunks, and what becomes of them, lie below `folder`.

    `most`: as in `split`. A worker may be lost with what it was at, and a chunk be cleaned once more: all stay there.
    """
    chunks = split(programme, raw, folder, executor, most)
    cleaned: dict[int, CleanedChunk] = {}
    key = None
    while len(cleaned) < len(chunks):
        left = [chunk for chunk in chunks if chunk.number not in cleaned]
        futures = {executor.submit(clean_chunk, chunk, programme, key, folder): chunk for chunk in left}
        for future in as_completed(futures):
            try:
                cleaned[futures[future].number] = future.result()
            except CancelledError:
                continue
            except KeyNeeded:
                if key is None:
                    key = get_key()
                    for other in futures:
                        other.cancel()
                continue
    return Joined(programme, [cleaned[chunk.number] for chunk in chunks], executor)
