"""KVIK in a folder of its own, as it is or with each project several times over: what the benchmarks run on."""

import csv
import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import examples.kvik as example
from forlob.storage.workspace import Workspace

PROGRAMME = Path(__file__).parents[1] / "programmes" / "kvik" / "programme.yaml"
#: The columns of the extracts whose content says which project, and which participant.
PROJECT, PARTICIPANT = "Jobcenter", "Borger-id"


@dataclass(frozen=True)
class Copy:
    """A programme with its own folders."""

    folder: Path

    @property
    def programme(self) -> Path:
        return self.folder / "programme.yaml"

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
    def named(self) -> dict[str, str]:
        """The folders by the names that the options of `forlob` have."""
        return {"raw": str(self.raw), "processed": str(self.processed), "reports": str(self.site)}

    @property
    def folders(self) -> list[str]:
        return [part for name, path in self.named.items() for part in (f"--{name}", path)]

    @property
    def environment(self) -> dict[str, str]:
        """What a notebook that is run without `forlob` finds them by."""
        folders = Workspace(self.programme, self.raw, self.processed, self.site)
        return folders.as_environment()


def copy_of_kvik(folder: Path, times: int = 1) -> Copy:
    """KVIK with its projects, participants and registrations `times` times; without printed figures and texts."""
    copy = Copy(folder)
    copy.raw.mkdir(parents=True)
    for own in (PROGRAMME.with_name("measures.py"), *PROGRAMME.parent.glob("*.ipynb")):
        shutil.copy(own, copy.folder)
    copy.programme.write_text(_programme(PROGRAMME.read_text(encoding="utf-8"), times), encoding="utf-8")
    for name, data in example.make().files.items():
        header, *rows = csv.reader(data.decode("cp1252").splitlines(), delimiter=";")
        with (copy.raw / name).open("w", encoding="cp1252", newline="") as file:
            writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
            writer.writerow(header)
            for number in range(times):
                writer.writerows(_row(header, row, number) for row in rows)
    return copy


def change_one_project(copy: Copy, project: str = "Assens") -> None:
    """One participant of one project is of the other sex than was registered."""
    file = copy.raw / "deltagere.csv"
    lines = file.read_bytes().decode("cp1252").splitlines(keepends=True)
    at = next(i for i, line in enumerate(lines) if line.split(";")[1:2] == [project] and ";Mand;" in line)
    lines[at] = lines[at].replace(";Mand;", ";Kvinde;")
    file.write_bytes("".join(lines).encode("cp1252"))


def change_a_text(copy: Copy) -> None:
    """A sentence more stands in the description of one project."""
    file = copy.folder / "texts" / "assens.da.md"
    file.parent.mkdir(exist_ok=True)
    before = file if file.exists() else PROGRAMME.parent / "texts" / file.name
    file.write_text(f"{before.read_text(encoding='utf-8')}\nEn sætning mere.\n", encoding="utf-8")


def change_a_notebook(copy: Copy) -> Path:
    """The programme's own page is saved with a line more; returns the notebook."""
    (file,) = copy.folder.glob("*.ipynb")
    notebook = json.loads(file.read_text(encoding="utf-8"))
    cell = next(cell for cell in notebook["cells"] if "page.show(" in "".join(cell["source"]))
    cell["source"].append("\nsaved = 'again'")
    file.write_text(json.dumps(notebook), encoding="utf-8")
    return file


def _row(header: list[str], row: list[str], number: int) -> list[str]:
    return [_cell(name, cell, number) for name, cell in zip(header, row, strict=False)] if number else row


def _cell(column: str, cell: str, number: int) -> str:
    if column == PROJECT and cell.strip():
        return f"{cell} {number}"
    return f"{number}{cell}" if column == PARTICIPANT else cell


def _programme(text: str, times: int) -> str:
    """programme.yaml with each project's entry repeated; the projects are a section."""
    text = re.sub(r"^printed_figures:.*\n", "", text, flags=re.M)
    before, projects, after = re.split(r"(?<=^projects:\n)(.*?)(?=^# ----)", text, maxsplit=1, flags=re.M | re.S)
    entries = re.findall(r"^  ([\w-]+):\n((?:    .*\n|\n)+)", projects, flags=re.M)
    made = []
    for number in range(times):
        for code, entry in entries:
            if number:
                names = [code.capitalize(), *re.findall(r"^    municipality: (.*)$", entry, flags=re.M)]
                also = re.search(r"^    also_written: \[(.*)\]$", entry, flags=re.M)
                names += also[1].split(", ") if also else []
                entry = re.sub(r"^    (also_written|municipality): .*\n", "", entry, flags=re.M)
                written = ", ".join(dict.fromkeys(f"{name} {number}" for name in names))
                entry = f"    also_written: [{written}]\n{entry}"
            made.append(f"  {code}{f'_{number}' if number else ''}:\n{entry}")
    return before + "".join(made) + after
