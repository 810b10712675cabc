"""docs/adding-a-programme.md as it is written: each command is run, each change made, and what is said compared."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "adding-a-programme.md"
BLOCKS = re.findall(r"^```(console|diff)\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


@pytest.fixture
def folder(tmp_path) -> Path:
    """A checkout with the example's files and no programme yet."""
    (tmp_path / "programmes").mkdir()
    shutil.copytree(ROOT / "docs" / "adding-a-programme", tmp_path / "docs" / "adding-a-programme")
    return tmp_path


def run(command: str, folder: Path) -> list[str]:
    """The lines that a command says, the folder written as dots; it must succeed."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("FORLOB_")}
    environment["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), environment["PATH"]])
    command = re.sub(r"^forlob ", f"{sys.executable} -m forlob ", command)
    environment["PYTHONPATH"] = str(ROOT / "pipeline")
    done = subprocess.run(
        command, shell=True, cwd=folder, env=environment, capture_output=True, encoding="utf-8", timeout=300
    )
    assert done.returncode == 0, f"{command}\n{done.stderr}"
    return done.stdout.replace(str(folder), "...").splitlines()


def change(diff: str, file: Path) -> None:
    """Put the lines with a plus in place of those with a minus, which must stand together, once."""
    lines = diff.splitlines()
    old = "\n".join(line[1:] for line in lines if line.startswith("-"))
    new = "\n".join(line[1:] for line in lines if line.startswith("+"))
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    file.write_text(text.replace(old, new), encoding="utf-8")


def follow(folder: Path) -> None:
    """Do what the page says, step by step."""
    for kind, block in BLOCKS:
        if kind == "diff":
            change(block, folder / "programmes" / "havnen" / "programme.yaml")
            continue
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *expected = part.splitlines()
            assert run(command, folder) == expected, command


def test_the_walk_through_does_what_it_says(folder):
    follow(folder)


def test_the_page_has_commands_and_changes():
    assert [kind for kind, _ in BLOCKS].count("diff") == 4 and len(BLOCKS) == 10
