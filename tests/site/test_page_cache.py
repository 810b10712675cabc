"""Converted pages are taken again where they would come out the same, and only there."""

import shutil
import subprocess
from pathlib import Path

import pytest

from forlob.site import render_builtin
from tests.end_to_end.line import contents

PAGES = Path(__file__).parent / "pages"


@pytest.fixture
def converted(monkeypatch):
    """The calls of pandoc."""
    calls, run = [], subprocess.run
    monkeypatch.setattr(subprocess, "run", lambda *given, **more: (calls.append(given), run(*given, **more))[1])
    return calls


def test_one_page_changed(tmp_path, converted):
    """Three renderings: all pages, none, and the one whose text changed; the bytes are those of a full rendering."""
    said: list[str] = []
    pages, kept = tmp_path / "pages", tmp_path / "kept"
    shutil.copytree(PAGES, pages)
    render_builtin.render(pages, tmp_path / "first", kept=kept)
    count = len(list(pages.rglob("*.md")))
    assert len(converted) == len(list(kept.iterdir())) == count > 2
    render_builtin.render(pages, tmp_path / "second", said.append, kept)
    assert len(converted) == count and said == []
    with (pages / "index.md").open("a", encoding="utf-8") as file:
        file.write("\nEt ord til.\n")
    render_builtin.render(pages, tmp_path / "third", said.append, kept)
    assert said == ["[1/1] index.md"]
    assert len(converted) == count + 1 and len(list(kept.iterdir())) == count
    render_builtin.render(pages, tmp_path / "full")
    third, full = (
        {path.relative_to(tmp_path / name): data for path, data in contents(tmp_path / name).items()}
        for name in ("third", "full")
    )
    assert third == full


def test_a_kept_page_that_was_changed_by_hand_is_made_again(tmp_path, converted):
    render_builtin.render(PAGES, tmp_path / "first", kept=tmp_path / "kept")
    count = len(converted)
    next((tmp_path / "kept").iterdir()).write_text("<p>", encoding="utf-8")
    render_builtin.render(PAGES, tmp_path / "second", kept=tmp_path / "kept")
    assert len(converted) == count + 1
