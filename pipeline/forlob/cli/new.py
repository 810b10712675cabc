"""Begins a programme: reads a folder of extracts and writes a first programme.yaml for it."""

import json
import re
import tempfile
from pathlib import Path
from typing import Any

from forlob.errors import ExtractsUnusable, UsageError
from forlob.extracts.find_layouts import extract_files, layouts, sheets_in, usual_encoding
from forlob.extracts.raw_tables import FileProblem
from forlob.extracts.read_extract import read_extract
from forlob.guess.draft import Draft, make_draft
from forlob.guess.files import Source
from forlob.guess.text import programme_text, to_decide
from forlob.programme.extract_models import Extract
from forlob.programme.read_programme import read_programme
from forlob.storage.atomic import write_text
from forlob.storage.workspace import checkout, workspace


def new_command(name: str, raw: str | None, as_json: bool) -> int:
    """Write programmes/NAME/programme.yaml from a folder of extracts, and say what remains to be decided.

    Raises UsageError where the name is none, the file is there already or the folder holds no extracts, and
    ExtractsUnusable where no register is recognised in any of them.
    """
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise UsageError(f"{name!r} cannot be a programme's id. Use letters a to z, digits and hyphens: ung-i-job.")
    file = checkout() / "programmes" / name / "programme.yaml"
    if file.exists():
        raise UsageError(f"{file} is there already. Change it by hand, move it away, or choose another name.")
    folder = workspace(file, name, raw).raw
    draft = make_draft(name, *read_folder(folder), extract_files(folder))
    if not draft.files:
        why = "; ".join(f"{left}: {reason}" for left, reason in draft.left_out.items())
        raise ExtractsUnusable(
            f"No register was recognised in {folder}, and nothing was written ({why}). Name the columns in a "
            "programme.yaml of your own: docs/programme-yaml.md says how."
        )
    text = programme_text(draft)
    _check(text)
    write_text(file, text)
    print(json.dumps(_summary(file, draft, text), ensure_ascii=False) if as_json else _said(file, draft, text, raw))
    return 0


def read_folder(folder: Path) -> tuple[list[Source], dict[str, str]]:
    """The tables of all extracts in a folder, and file -> why it could not be read.

    Raises UsageError where the folder is not there or holds no extract.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder} is not there. Put the extracts in it, or name their folder with --raw.")
    files = extract_files(folder)
    if not files:
        raise UsageError(
            f"{folder} holds no extract, such as a CSV file or a workbook. Name the folder of the extracts with --raw."
        )
    usual = usual_encoding(files.values())
    sources, unread = [], {}
    for name, path in files.items():
        try:
            forms = layouts(path, usual)
        except FileProblem as problem:
            unread[name] = problem.message
            continue
        in_file = sheets_in(path) if len(forms) > 1 else 1
        for form in forms:
            sheet = form.sheet if len(forms) > 1 else None
            try:
                table = read_extract(folder, Extract(file=name, format=form, registers={"participants": {}}))
            except FileProblem as problem:
                unread[f"{name}#{sheet}" if sheet else name] = problem.message
                continue
            sources.append(Source(name, table, sheet, form.header_row, form.encoding, form.delimiter, in_file))
    return sources, unread


def _check(text: str) -> None:
    """Raise ConfigError where the text would not be read as a programme: better than to leave such a file."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "programme.yaml"
        file.write_text(text, encoding="utf-8")
        read_programme(file)


def _said(file: Path, draft: Draft, text: str, raw: str | None) -> str:
    """What was recognised, what is to be decided, each said once with the lines that it is about; the next command."""
    lines = [f"{source.name}: {', '.join(registers)}" for source, registers in _recognised(draft)]
    asked: dict[str, list[str]] = {}
    for number, what in to_decide(text):
        asked.setdefault(what, []).append(str(number))
    lines.append(f"To be decided in {file.name}:" if asked else "Nothing is left to decide.")
    for what, numbers in asked.items():
        lines.append(f"  {'line' if len(numbers) == 1 else 'lines'} {', '.join(numbers)}: {what}")
    lines.append(f"Next: forlob check {draft.id}" + (f" --raw {raw}" if raw else ""))
    return "\n".join([*lines, f"Written: {file}"])


def _summary(file: Path, draft: Draft, text: str) -> dict[str, Any]:
    return {
        "exit_code": 0,
        "programme": draft.id,
        "file": str(file),
        "registers": {source.name: registers for source, registers in _recognised(draft)},
        "left_out": draft.left_out,
        "decide": [{"line": number, "what": what} for number, what in to_decide(text)],
    }


def _recognised(draft: Draft) -> list[tuple[Source, list[str]]]:
    return [(file.source, list(file.guess.registers)) for file in draft.files]
