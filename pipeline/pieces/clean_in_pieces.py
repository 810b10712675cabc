"""Cleans the extracts of a programme in pieces, on all cores and in bounded memory."""

from concurrent.futures import Executor
from pathlib import Path

from pipeline.cleaning.persons import GetKey
from pipeline.config.programme import Programme
from pipeline.pieces.clean_piece import KeyNeeded, clean_piece
from pipeline.pieces.join import Joined
from pipeline.pieces.split import split


def clean_in_pieces(programme: Programme, raw: Path, folder: Path, get_key: GetKey, executor: Executor) -> Joined:
    """What `clean` would make of the extracts below `raw`. The pieces, and what becomes of them, lie below `folder`."""
    pieces = split(programme, raw, folder, executor)
    futures = [executor.submit(clean_piece, piece, programme, None, folder) for piece in pieces]
    cleaned = []
    for piece, future in zip(pieces, futures, strict=True):
        try:
            cleaned.append(future.result())
        except KeyNeeded:
            cleaned.append(executor.submit(clean_piece, piece, programme, get_key(), folder).result())
    return Joined(programme, cleaned, executor)
