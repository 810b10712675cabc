"""The running line, as the tests of it use it: a programme in folders of its own, and what its command did there."""

import contextlib
import csv
import html
import io
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from forlob.cli.main import main
from forlob.measures.table import line

LILLE = Path(__file__).parent / "lille"


@dataclass(frozen=True)
class Done:
    """What a command came to."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Line:
    """A programme below `folder`: programme/ (programme.yaml and what lies beside it), raw/, processed/ and site/."""

    folder: Path

    @property
    def programme(self) -> Path:
        return self.folder / "programme" / "programme.yaml"

    @property
    def raw(self) -> Path:
        return self.folder / "raw"

    @property
    def processed(self) -> Path:
        return self.folder / "processed"

    @property
    def site(self) -> Path:
        return self.folder / "site"

    @property
    def arguments(self) -> list[str]:
        """What every command is told of the folders."""
        folders = {"--raw": self.raw, "--processed": self.processed, "--reports": self.site}
        return [str(self.programme), *(str(part) for pair in folders.items() for part in pair)]

    def run(self, command: str = "report", *options: str) -> Done:
        """Run a command on the programme; by the built-in renderer, whether Quarto is there or not."""
        renderer = [] if "--renderer" in options else ["--renderer", "builtin"]
        return forlob(command, *self.arguments, *renderer, *options)

    def change_programme(self, old: str, new: str) -> None:
        """Put one text in place of another in programme.yaml, where it must stand."""
        text = self.programme.read_text(encoding="utf-8")
        assert old in text
        self.programme.write_text(text.replace(old, new), encoding="utf-8")

    def measure(self, name: str, project: str = "", group: str = "", selection: str = "") -> dict[str, str]:
        """One uncut row of a measures table, as text, by its measure with what it is split by."""
        (row,) = [
            row
            for row in measures(self.processed / selection / "measures.csv")
            if (row["line"], row["project"], row["group"]) == (name, project, group)
        ]
        return row

    def page(self, name: str, selection: str = "") -> str:
        return text_of(self.site / selection / f"{name}.html")


def lille(folder: Path) -> Line:
    """The small programme and its extracts, nothing made of them yet."""
    shutil.copytree(LILLE / "raw", folder / "raw")
    (folder / "programme").mkdir()
    shutil.copyfile(LILLE / "programme.yaml", folder / "programme" / "programme.yaml")
    return Line(folder)


def forlob(*arguments: str) -> Done:
    """Run `forlob` in this process; what it sets in the environment is taken back."""
    out, err, before = io.StringIO(), io.StringIO(), dict(os.environ)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                code = main(arguments)
            except SystemExit as exit_:
                code = exit_.code
    finally:
        os.environ.clear()
        os.environ.update(before)
    return Done(code, out.getvalue(), err.getvalue())


def measures(path: Path) -> list[dict[str, str]]:
    """The rows of a measures table, and of each its `line`: the measure with what the row is split by."""
    with path.open(encoding="utf-8", newline="") as file:
        return [{**row, "line": line(row["measure"], row["by"])} for row in csv.DictReader(file)]


def contents(*folders: Path) -> dict[Path, bytes]:
    """All files below folders and their bytes."""
    return {path: path.read_bytes() for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()}


def moments(*folders: Path) -> dict[Path, int]:
    """When each file below folders was written last."""
    return {path: path.stat().st_mtime_ns for path in contents(*folders)}


def repeatable(folder: Path) -> dict[str, bytes]:
    """What must be the same in every run: all files below a folder but the records of the run itself."""
    files = contents(folder)
    return {
        path.relative_to(folder).as_posix(): data
        for path, data in files.items()
        if path.name not in ("provenance.json", ".state.json") and ".made" not in path.parts
    }


def text_of(page: Path) -> str:
    """What a reader sees of a page, in one line."""
    source = page.read_text(encoding="utf-8")
    source = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", source, flags=re.DOTALL)
    text = html.unescape(re.sub(r"<[^>]+>", " ", source)).replace("\N{NO-BREAK SPACE}", " ")
    return " ".join(text.split())


def no_traceback(done: Done) -> bool:
    return "Traceback" not in done.err + done.out
