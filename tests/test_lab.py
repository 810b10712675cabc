"""`make lab`: where JupyterLab opens, with what, and what is made first. In a folder with commands that only tell."""

import importlib
import os
import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.skipif(not shutil.which("make"), reason="needs make")


@pytest.fixture
def folder(tmp_path) -> Path:
    """A checkout in which setting up does nothing, and dvc and jupyter say what they were called with."""
    shutil.copyfile(ROOT / "Makefile", tmp_path / "Makefile")
    (tmp_path / "params.yaml").touch()
    stubs = {
        "tools/set_up.sh": "",
        ".venv/bin/dvc": 'echo dvc "$@"',
        ".venv-lab/bin/jupyter": 'echo jupyter "$@" in "$PWD"; command -v forlob; echo "$JUPYTER_CONFIG_PATH"',
        ".venv-lab/bin/forlob": "",
    }
    for name, line in stubs.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    return tmp_path


def lab(folder: Path, *arguments: str) -> list[str]:
    """What `make lab` says, line by line."""
    environment = {"PATH": os.environ["PATH"], "JUPYTER_CONFIG_PATH": "mine"}
    command = ["make", "--no-print-directory", "lab", *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def test_it_opens_the_checkout_with_forlob_and_the_options_given(folder):
    (folder / "data" / "processed" / "mine" / "registers").mkdir(parents=True)
    assert lab(folder, "ARGS=--no-browser --port=8931") == [
        f"jupyter lab --no-browser --port=8931 in {folder}",
        f"{folder}/.venv-lab/bin/forlob",
        f"{folder}/tools/jupyter:mine",
    ]


def test_where_there_are_no_registers_it_says_so_and_makes_the_examples(folder):
    (folder / "data" / "processed" / "mine").mkdir(parents=True)
    said = lab(folder)
    assert said[0] == "No registers yet: making the example reports first (once; it takes a minute or two)"
    assert [line.split()[0] for line in said[1:3]] == ["dvc", "jupyter"]


def test_its_settings_name_what_there_is():
    """A login shell may set a PATH of its own, without `forlob`."""
    settings = SimpleNamespace(FileContentsManager=SimpleNamespace(), ServerApp=SimpleNamespace())
    text = (ROOT / "tools" / "jupyter" / "jupyter_server_config.py").read_text(encoding="utf-8")
    exec(text, {"get_config": lambda: settings})
    module, _, name = settings.FileContentsManager.post_save_hook.rpartition(".")
    assert callable(getattr(importlib.import_module(module), name))
    (shell,) = settings.ServerApp.terminado_settings["shell_command"]
    assert shutil.which(shell)
