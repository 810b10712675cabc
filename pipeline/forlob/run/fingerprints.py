"""What a notebook is made from: what it reads, by kind and name, each with its digest."""

from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from forlob.extracts.expand import files_of
from forlob.own.asked_for import OWN, asked_for, own_modules
from forlob.programme.programme import Programme
from forlob.programme.read_quotes import FILE as QUOTES
from forlob.programme.seen_by import seen_by, seen_by_cleaning
from forlob.run import digests
from forlob.run.code import PACKAGE, code_of, environment
from forlob.run.notebook_tasks import CLEAN, Task, notebook_file
from forlob.storage.decision_file import read_decision, seen_by_page
from forlob.storage.workspace import CODES_USED, COUNTED, FOUND, ORDER, REST, Workspace, register_files

#: Kind of input -> what is read of it -> its digest.
Inputs = Mapping[str, Mapping[str, str]]
#: At most so many names of what has changed are said.
MOST = 3
#: Reads what the cleaning found; a notebook that may call it is made from that too.
READS_FOUND = "forlob/storage/cleaning_files.py"


class Keys:
    """The inputs of the notebooks of one run; what several of them share is read once.

    `known`: what an earlier run found out about the code of notebooks, good while neither they nor the code changed.
    `is_protected`: whether small counts are suppressed, by a decision.
    """

    def __init__(
        self,
        programme: Programme,
        folders: Workspace,
        notebooks: Path,
        known: Mapping[str, Any] | None = None,
        is_protected: bool = False,
    ) -> None:
        self.programme, self.folders, self.notebooks = programme, folders, notebooks
        self.is_protected = is_protected
        self.code = package_files()
        self.found: dict[str, Any] = {"package": digests.of_text(sorted(self.code.items()))}
        if known and known.get("package") == self.found["package"]:
            self.found = dict(known)
        self._environment = environment()
        self._configurations: dict[str | None, dict[str, str]] = {}

    def inputs(self, task: Task) -> Inputs:
        """What a run of a notebook reads."""
        source = notebook_file(task.notebook, self.programme, self.notebooks)
        code = self._code(source)
        of_notebook = {
            "the notebook": {source.name: digests.of_notebook(source)},
            "its parameters": dict(task.parameters),
            "the code": code,
            "the environment": self._environment,
        }
        if task.notebook == CLEAN:
            return {**self._extracts(), **of_notebook, "programme.yaml": self.configuration(None)}
        return {
            **self._registers(task.about),
            **(self._found() if READS_FOUND in code else {}),
            **of_notebook,
            "programme.yaml": self.configuration(task.about),
            "the programme's folder": self._folder(task),
            **self._decided(task.about, READS_FOUND in code),
        }

    def of_decision(self) -> Inputs:
        """What is decided from: of all registers and measures, which of their numbers a public report may show."""
        return {
            **self._registers(""),
            **self._found(),
            "the code": self.code,
            "the environment": self._environment,
            "programme.yaml": digests_of_keys(self.programme),
            "the programme's folder": self._digests(own_modules(self.programme.folder)),
            "its notebooks": {"asked for": digests.of_text(asked_for(self.programme))},
        }

    def _decided(self, project: str, of_cleaning: bool) -> Inputs:
        """The part of the decision that a page sees."""
        if not self.is_protected:
            return {}
        seen = seen_by_page(*self._decision, project, of_cleaning)
        return {"what may be shown": {"the counts": digests.of_text(seen)}}

    @cached_property
    def _decision(self) -> tuple[list[str], list[list[str]]]:
        return read_decision(self.folders.disclosure)

    def _found(self) -> Inputs:
        root = self.folders.registers
        return {"the findings": {name: digests.of_file(root / name) for name in (FOUND, COUNTED)}}

    def _registers(self, project: str) -> Inputs:
        root = self.folders.registers
        files = set(register_files(root, project or None))
        if (self.programme.folder / QUOTES).is_file():
            files |= {file for file in register_files(root) if file.parent.name == "excerpts"}
        known = {_register(file): digests.of_file(file) for file in sorted(files)}
        return {"its registers": {**known, "the codes in use": digests.of_file(root / CODES_USED)}}

    def _extracts(self) -> Inputs:
        files = files_of(self.programme, self.folders.raw)
        return {"the extracts": {name: digests.of_file(file) for name, file in files.items()}}

    def _code(self, source: Path) -> dict[str, str]:
        name = digests.of_notebook(source)
        if name not in self.found:
            cells = [text for kind, text, _ in digests.cells_of(source) if kind == "code"]
            self.found[name] = [_place(file) for file in code_of(cells)]
        return {place: self.code[place] for place in self.found[name] if place in self.code}

    def configuration(self, project: str | None) -> dict[str, str]:
        """Each key of programme.yaml as the cleaning (None), a page of a project, or of the programme ("") sees it."""
        if project not in self._configurations:
            seen = seen_by_cleaning(self.programme) if project is None else seen_by(self.programme, project)
            self._configurations[project] = digests_of_keys(seen)
        return self._configurations[project]

    def _folder(self, task: Task) -> dict[str, str]:
        """The files beside programme.yaml that the page reads."""
        folder = self.programme.folder
        texts = sorted(folder.glob(f"texts/{task.about or self.programme.id}.*.md"))
        own = [folder / self.programme.printed_figures] if self.programme.printed_figures else []
        files = [*texts, folder / QUOTES, *own, *self._own_code(task)]
        return self._digests(files)

    def _digests(self, files: Iterable[Path]) -> dict[str, str]:
        folder = self.programme.folder
        return {file.relative_to(folder).as_posix(): digests.of_file(file) for file in files if file.is_file()}

    def _own_code(self, task: Task) -> list[Path]:
        """The modules beside programme.yaml, where the page may call them; a built-in one does so for `breakdowns`."""
        folder = self.programme.folder
        own = notebook_file(task.notebook, self.programme, self.notebooks).parent == folder
        named = any(name.startswith(f"{OWN}.") for name in self.programme.breakdowns)
        return own_modules(folder) if own or named else []


def digests_of_keys(programme: Programme) -> dict[str, str]:
    """Each key of programme.yaml -> its digest."""
    values = programme.model_dump(mode="json", exclude={"folder"})
    return {key: digests.of_text(value) for key, value in values.items()}


@cache
def package_files() -> dict[str, str]:
    """Each file of this package that code may read -> its digest, as it was when this process first asked.

    What was changed since is not what this process runs: its results must look as if they were made before.
    """
    files = (path for kind in ("*.py", "*.yaml") for path in PACKAGE.rglob(kind))
    return {_place(file): digests.of_file(file) for file in sorted(files) if "_notebooks" not in file.parts}


def changes(before: Inputs, now: Inputs) -> str:
    """What differs, in words; empty where nothing does."""
    said = []
    for kind in now:
        old, new = before.get(kind, {}), now[kind]
        names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
        if names:
            said.append("the notebook changed" if kind == "the notebook" else f"{kind} changed: {_listed(names)}")
    return "; ".join(said)


def _listed(names: list[str]) -> str:
    more = [f"{len(names) - MOST} more"] if len(names) > MOST else []
    return ", ".join([*names[:MOST], *more])


def _register(file: Path) -> str:
    """A file of a register in words: time_registrations of assens, the order of time_registrations."""
    whole = {REST: f"{file.parent.name} of no project", ORDER: f"the order of {file.parent.name}"}
    return whole.get(file.name, f"{file.parent.name} of {file.stem}")


def _place(file: Path) -> str:
    return file.relative_to(PACKAGE.parent).as_posix()
