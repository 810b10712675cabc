"""What JupyterLab does when it has saved a file, by `jupyter/jupyter_server_config.py`."""

import subprocess
from pathlib import Path


def quiet_git(os_path: str, **_: object) -> None:
    """Have git look at the notebooks of the checkout, if the file is one of its own or of one of its programmes."""
    for folder in list(Path(os_path).parents)[1:3]:
        script = folder / "tools" / "quiet_git.sh"
        if script.is_file():
            subprocess.run(["sh", script], check=False)
            return
