"""JupyterLab's settings in `make lab`: git does not list a notebook as changed for having been run and saved."""

import subprocess
from pathlib import Path
from typing import Any

QUIET = Path(__file__).resolve().parents[1] / "quiet_git.sh"


def quiet_git(model: dict[str, Any], **_: object) -> None:
    if model["type"] == "notebook":
        subprocess.run(["sh", QUIET], check=False)


c.FileContentsManager.post_save_hook = quiet_git  # noqa: F821 - Jupyter's settings are called c
