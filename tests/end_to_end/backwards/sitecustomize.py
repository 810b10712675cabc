"""On PYTHONPATH: each folder is listed backwards, in every process. No file system promises an order."""

import os

_listdir, _scandir = os.listdir, os.scandir


class _Backwards:
    """What os.scandir gives: entries one by one, within a with statement or without."""

    def __init__(self, entries):
        self._entries = iter(entries)

    def __iter__(self):
        return self._entries

    def __next__(self):
        return next(self._entries)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        pass


def _backwards(*path):
    with _scandir(*path) as entries:
        return _Backwards(sorted(entries, key=lambda entry: entry.name, reverse=True))


os.listdir = lambda *path: sorted(_listdir(*path), reverse=True)
os.scandir = _backwards
