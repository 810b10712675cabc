"""Says when, with what and from which commit a report was made; no byte comparison needs this file."""

import platform
import subprocess
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version

from forlob import __version__
from forlob.programme.programme import Programme

LIBRARIES = ("pandas", "pyarrow", "matplotlib", "seaborn", "papermill", "pypandoc_binary", "dvc")


def provenance(programme: Programme) -> dict:
    """Time, versions, commit and whether the checkout differs from it (dvc.lock, which a run itself writes, aside)."""
    changed = _git(programme, "status", "--porcelain", "--untracked-files=no")
    return {
        "programme": programme.id,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "forlob": __version__,
        "python": platform.python_version(),
        "libraries": {name: _version(name) for name in LIBRARIES},
        "commit": _git(programme, "rev-parse", "HEAD"),
        "checkout_changed": None if changed is None else any(line[3:] != "dvc.lock" for line in changed.splitlines()),
    }


def _version(library: str) -> str | None:
    """The installed version; conda knows some libraries by another name."""
    try:
        return version(library)
    except PackageNotFoundError:
        return None


def _git(programme: Programme, *arguments: str) -> str | None:
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=programme.folder, capture_output=True, text=True, timeout=20, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.rstrip("\n")
