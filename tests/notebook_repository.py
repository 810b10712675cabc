"""A repository of one notebook, in which an author works as in JupyterLab."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
from nbformat.v4 import new_output

from tools.after_save import quiet_git
from tools.clean_notebook import in_git

ROOT = Path(__file__).parents[1]
NAME = "notebooks/progression.ipynb"
#: What JupyterLab writes into a notebook's metadata.
OF_JUPYTERLAB = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python", "version": "3.12.4", "file_extension": ".py", "pygments_lexer": "ipython3"},
}


class Repository:
    """A checkout of one notebook and the tools, committed; `folder` is where it lies."""

    def __init__(self, folder: Path, path: str = NAME) -> None:
        self.folder, self.name, self.notebook = folder, path, folder / path
        self.path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        for name in (".gitattributes", "tools/clean_notebook.py", "tools/quiet_git.sh"):
            (folder / name).parent.mkdir(exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
        self.notebook.parent.mkdir(parents=True)
        # As git holds it: the checkout's own may just be in use.
        self.notebook.write_bytes(in_git(path, ROOT) or (ROOT / path).read_bytes())
        self.git("init", "--quiet")
        self.set_filter()
        self.commit()

    def set_filter(self) -> None:
        done = subprocess.run(
            ["sh", self.folder / "tools" / "quiet_git.sh"], capture_output=True, env=self.environment(), check=True
        )
        assert done.stdout == done.stderr == b""

    def environment(self, **more: str) -> dict[str, str]:
        of_git = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        of_git |= {f"GIT_{who}_{what}": "somebody" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        return {"PATH": self.path, **of_git, **more}

    def git(self, *arguments: str, below: str = ".", **environment: str) -> str:
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.folder / below,
            env=self.environment(**environment),
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        return done.stdout

    def commit(self) -> None:
        self.git("add", ".")
        self.git("commit", "--quiet", "--message", "A change")

    def changed(self) -> list[str]:
        """The lines that git takes for changed, with their sign."""
        lines = self.git("diff", "--unified=0").splitlines()
        return [line for line in lines if re.match(r"[-+](?![-+]{2} )", line)]

    def in_git(self, revision: str = "HEAD") -> str:
        return self.git("show", f"{revision}:{self.name}")

    def save(self, *changes: Callable[[nbformat.NotebookNode], object]) -> None:
        """Change the notebook, run it and save it, as an author does in JupyterLab."""
        notebook = nbformat.read(self.notebook, as_version=4)
        for change in changes:
            change(notebook)
        notebook.metadata.update(OF_JUPYTERLAB)
        for number, cell in enumerate(notebook.cells, 1):
            cell.metadata["editable"] = True
            if cell.cell_type == "code":
                cell.metadata |= {"execution": {"iopub.execute_input": "2026-11-30"}, "collapsed": False}
                cell.metadata["jupyter"] = {"outputs_hidden": True}
                cell.execution_count = number
                cell.outputs = [new_output("stream", text=f"of cell {number}\n")]
        nbformat.write(notebook, self.notebook)
        quiet_git(os_path=str(self.notebook), model={}, contents_manager=None)
