"""Programmes begun from files of a test."""

import openpyxl
import pytest

from forlob.cli.main import main
from forlob.extracts.expand import expanded
from forlob.intake import clean_whole
from forlob.programme.read_programme import read_programme
from forlob.storage.workspace import workspace


@pytest.fixture
def begin(tmp_path, monkeypatch):
    """Writes files into a folder of extracts and begins a programme from it; gives exit code, text, programme."""
    (tmp_path / "programmes").mkdir()
    monkeypatch.chdir(tmp_path)

    def run(files=(), name="demo", *more):
        raw = tmp_path / "data" / "raw" / name
        raw.mkdir(parents=True, exist_ok=True)
        for file, content in dict(files).items():
            (raw / file).write_bytes(content.encode() if isinstance(content, str) else content)
        code = main(["new", name, *more])
        path = tmp_path / "programmes" / name / "programme.yaml"
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        return code, text, read_programme(path) if path.exists() else None

    return run


def cleaned(programme):
    folders = workspace(programme.folder / "programme.yaml", programme.id)
    return clean_whole(expanded(programme, folders.raw), folders)


def columns(programme, place=0):
    """Register -> canonical column -> header of one file."""
    return {name: dict(mapping.columns) for name, mapping in programme.extracts[place].registers.items()}


def workbook(path, **sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name.replace("_", " "))
        for row in rows:
            sheet.append(row)
    book.save(path)
