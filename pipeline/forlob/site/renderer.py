"""Chooses what makes the site of the pages: Quarto where it is found, else the built-in renderer."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from forlob.errors import RenderError
from forlob.site import render_builtin, render_quarto


@dataclass(frozen=True)
class Renderer:
    name: str
    render: Callable[[Path, Path, Callable[[str], None]], None]

    def keeping(self, folder: Path, jobs: int | None) -> "Renderer":
        """The renderer with a folder to keep converted pages in, and so many at a time, where it makes pages alone."""
        alone = self.render is render_builtin.render
        return replace(self, render=partial(render_builtin.render, kept=folder, jobs=jobs)) if alone else self


def choose(wish: str) -> Renderer:
    """The renderer for `auto`, `quarto` or `builtin`. Raises RenderError where Quarto is asked for and not there."""
    quarto = render_quarto.find_quarto() if wish in ("auto", "quarto") else None
    if quarto and (wish == "quarto" or not quarto.problem):
        return Renderer(f"Quarto {quarto.version}", render_quarto.render)
    if wish == "quarto":
        raise RenderError("Quarto is not found. Set QUARTO_PATH to its program, or use --renderer builtin.")
    return Renderer("the built-in renderer", render_builtin.render)
