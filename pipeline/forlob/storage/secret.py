"""The secret key that pseudonyms are made with; it lies outside the project and is never written beside data."""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from platformdirs import user_config_path

from forlob.errors import UsageError

#: Names another file for the key, to share one among machines.
KEY_FILE = "FORLOB_KEY_FILE"


def get_key() -> bytes:
    """The key of this user, made at first need: pseudonyms then stay the same from run to run.

    Raises UsageError where the key cannot be read or made.
    """
    path = Path(os.environ.get(KEY_FILE) or user_config_path("forlob") / "pseudonym.key")
    try:
        if not path.exists():
            _make(path)
        key = path.read_bytes().strip()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}. Name another file for the key in {KEY_FILE}.") from None
    if not key:
        raise UsageError(
            f"{path}: the file of the key is empty. Put the key back, or delete the file to make a new one."
        )
    return key


def _make(path: Path) -> None:
    """Write a new key, for its user alone; of two runs that make one at the same time, both use the first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, new = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_hex(32))
    with suppress(FileExistsError):
        os.link(new, path)
    os.unlink(new)
