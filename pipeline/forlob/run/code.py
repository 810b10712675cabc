"""Which files of this package the cells of a notebook may call: the closure of their imports, without running them.

It may hold more than is called, never less: imports within functions count where the function's name is spoken of.
"""

import ast
import sys
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from forlob.own.asked_for import plain_python

PACKAGE = Path(__file__).resolve().parent.parent
#: What executes notebooks: it belongs to each of them, but not what it imports to be warm.
EXECUTION = ("client", "engine", "entry", "execute", "forked", "machine", "shell", "warm")


@dataclass
class Part:
    """What a function with imports of its own, or the rest of a module, imports and speaks of.

    `names` are said alone or imported; `attributes` after a point or as a text, with the name before the point too.
    """

    name: str = ""
    method: bool = False
    imports: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)

    def is_called(self, names: Collection[str], attributes: Collection[str]) -> bool:
        own = not self.name or (self.name.startswith("__") and self.name.endswith("__"))
        return own or self.name in attributes or (not self.method and self.name in names)


@dataclass
class Source:
    """A module or notebook, in its parts; `later`: such as charts.curves -> the module it is in, when asked for."""

    parts: list[Part]
    later: dict[str, str] = field(default_factory=dict)


def code_of(cells: Iterable[str]) -> list[Path]:
    """The modules that cells may import, and the YAML files beside these; the whole package if they are no Python."""
    text = "\n".join(map(plain_python, cells))
    try:
        start = _source(text, "")
    except SyntaxError:
        return sorted({*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.yaml")})
    found: dict[Path, Source] = {Path(): start}
    names: set[str] = set()
    attributes: set[str] = set()
    called: list[Part] = []
    waiting = list(start.parts)
    later: dict[str, str] = {}
    while ready := [part for part in waiting if part.is_called(names, attributes)]:
        waiting = [part for part in waiting if not any(part is one for one in ready)]
        called += ready
        for part in ready:
            names |= part.names
            attributes |= part.attributes
        asked = [module for part in ready for module in part.imports]
        while asked:
            for file in _files_of(asked.pop()):
                if file not in found:
                    found[file] = _read(file, file.stat().st_mtime_ns)
                    waiting += found[file].parts
                    later |= found[file].later
            asked += [later.pop(name) for name in list(later) if name in attributes]
    modules = set(found) - {Path()}
    beside = {file for folder in {module.parent for module in modules} for file in folder.glob("*.yaml")}
    return sorted(modules | beside | {PACKAGE / "run" / f"{name}.py" for name in EXECUTION})


def _source(text: str, module: str) -> Source:
    tree = ast.parse(text)
    rest = Part()
    parts = [rest, *_of_block(tree.body, rest, method=False)]
    package = module.rpartition(".")[2]
    return Source(parts, {f"{package}.{name}": f"{module}.{file}" for name, file in _imported_later(tree).items()})


def _of_block(body: list[ast.stmt], rest: Part, method: bool) -> Iterator[Part]:
    """The functions with imports of their own, of a module or class; all else goes to `rest`."""
    for node in body:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            yield from _of_block(node.orelse, rest, method)
        elif isinstance(node, ast.ClassDef):
            for outside in (*node.bases, *node.keywords, *node.decorator_list):
                _collect(outside, rest)
            yield from _of_block(node.body, rest, method=True)
        elif isinstance(node, ast.FunctionDef) and _imports(node):
            part = Part(node.name, method)
            _collect(node, part)
            yield part
        else:
            _collect(node, rest)


def _imports(function: ast.FunctionDef) -> bool:
    return any(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.walk(function))


def _collect(tree: ast.AST, part: Part) -> None:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            part.imports |= {f"{node.module}.{alias.name}" for alias in node.names}
            part.names |= {alias.name for alias in node.names}
            part.attributes |= {f"{node.module.rpartition('.')[2]}.{alias.name}" for alias in node.names if node.module}
        elif isinstance(node, ast.Import):
            part.imports |= {alias.name for alias in node.names}
        elif isinstance(node, ast.Name):
            part.names.add(node.id)
        elif isinstance(node, ast.Attribute):
            part.attributes |= {node.attr, f"{ast.unparse(node.value)}.{node.attr}"}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
            part.attributes.add(node.value)


def _imported_later(tree: ast.Module) -> dict[str, str]:
    """Name -> module, of a package that imports its parts when they are first asked for, by a table MODULES."""
    if not any(isinstance(node, ast.FunctionDef) and node.name == "__getattr__" for node in tree.body):
        return {}
    tables = [
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == ["MODULES"]
    ]
    return {name: file for table in tables for name, file in ast.literal_eval(table).items()}


@cache
def _read(file: Path, changed: int) -> Source:
    return _source(file.read_text(encoding="utf-8"), _module(file))


def _module(file: Path) -> str:
    parts = file.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _files_of(name: str) -> Iterator[Path]:
    """The files of this package that the import of a full name reads: of each package on the way, and its own."""
    parts = name.split(".")
    if parts[0] != PACKAGE.name:
        return
    for length in range(1, len(parts) + 1):
        place = PACKAGE.parent.joinpath(*parts[:length])
        for file in (place.with_suffix(".py"), place / "__init__.py"):
            if file.is_file():
                yield file


def environment() -> dict[str, str]:
    """The version of Python, and the installed packages with theirs: what all code stands on."""
    packages = {path.name for place in sys.path for path in Path(place or ".").glob("*.dist-info")}
    own = {name for name in packages if name.startswith("forlob-")}
    return {"Python": sys.version.split()[0], "packages": " ".join(sorted(packages - own))}
