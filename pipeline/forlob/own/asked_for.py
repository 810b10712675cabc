"""What the cells of notebooks say without being run: names that they assign, and splits that own pages ask for.

What is asked for in literals (`page.show(tables.measures, exits.job, by="gender")`, `exits.job.by("gender")`) is known
before any page is made, so that disclosure control can decide on all of it together. Other splits are named under
`breakdowns` in programme.yaml.
"""

import ast
import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from forlob.programme.programme import Programme

#: A measure by its name, and what it is split by.
Asked = tuple[str, tuple[str, ...]]
#: The package of the built-in measures, the module of the researcher's own, and what their names begin with.
BUILT_IN, OWN_MODULE, OWN = "forlob.measures", "measures", "own"
#: The researcher's own measures, beside programme.yaml.
FILE = f"{OWN_MODULE}.py"


def own_modules(folder: Path) -> list[Path]:
    """measures.py and what it may import beside programme.yaml: modules, and packages with all that is in them.

    An environment or another folder of code that lies there too is none of it.
    """
    packages = [file.parent for file in folder.glob("*/__init__.py")]
    within = (file for package in packages for file in package.rglob("*.py"))
    return sorted(file for file in (*folder.glob("*.py"), *within) if file.is_file())


def own_notebooks(programme: Programme) -> list[Path]:
    """The notebooks beside programme.yaml that are pages of the report."""
    pages = dict.fromkeys([*programme.programme_pages, *programme.project_pages])
    files = [programme.folder / f"{name}.ipynb" for name in pages]
    return [file for file in files if file.is_file()]


def asked_for(programme: Programme) -> list[Asked]:
    """What the programme's own pages show, in their order, each once; a page that cannot be read asks for nothing."""
    return list(dict.fromkeys(asked for file in own_notebooks(programme) for asked in _of_file(file, _state(file))))


def _state(file: Path) -> tuple[int, int]:
    about = file.stat()
    return about.st_mtime_ns, about.st_size


@lru_cache(maxsize=64)
def _of_file(file: Path, state: tuple[int, int]) -> tuple[Asked, ...]:
    try:
        cells = json.loads(file.read_text(encoding="utf-8"))["cells"]
        return tuple(asked_in("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"))
    except (ValueError, LookupError, TypeError, AttributeError):
        return ()


def asked_in(cells: Iterable[str]) -> Iterator[Asked]:
    """What the code of cells shows; a cell that is no plain Python asks for nothing."""
    names: dict[str, str] = {}
    for cell in cells:
        try:
            tree = ast.parse(plain_python(cell))
        except (SyntaxError, RecursionError, MemoryError):
            continue
        for node in ast.walk(tree):
            names |= _named(node, names)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                yield from _of_call(node, names)


def assigned_in(cell: str, strict: bool = False) -> list[str]:
    """The names that a cell gives values, with a type or without; none of one that is not Python.

    Raises SyntaxError for that where `strict`.
    """
    try:
        body = ast.parse(cell).body
    except (SyntaxError, RecursionError, MemoryError):
        if strict:
            raise
        return []
    targets = [
        target
        for node in body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    ]
    return [target.id for target in targets if isinstance(target, ast.Name)]


def plain_python(cell: str) -> str:
    """The code of a cell without the lines that only IPython understands."""
    lines = cell.splitlines()
    return "\n".join("pass" if line.lstrip()[:1] in ("%", "!", "?") else line for line in lines)


def _named(node: ast.AST, names: dict[str, str]) -> dict[str, str]:
    """What an import or a variable calls modules and measures: exits -> exits, job -> exits.job, late -> own.late."""
    if isinstance(node, ast.ImportFrom) and node.module:
        package = node.module.removeprefix(f"{BUILT_IN}.")
        within = "" if node.module == BUILT_IN else f"{OWN if node.module == OWN_MODULE else package}."
        if node.module == OWN_MODULE or node.module.startswith(BUILT_IN):
            return {alias.asname or alias.name: within + alias.name for alias in node.names}
    if isinstance(node, ast.Import):
        called = {alias.asname: alias.name.removeprefix(f"{BUILT_IN}.") for alias in node.names if alias.asname}
        own = {alias.asname or alias.name: OWN for alias in node.names if alias.name == OWN_MODULE}
        return {name: module for name, module in called.items() if "." not in module} | own
    if isinstance(node, ast.Assign):
        is_own = isinstance(node.value, ast.Attribute) and node.value.attr == OWN
        if given := OWN if is_own else _measure(node.value, names):
            return {target.id: given for target in node.targets if isinstance(target, ast.Name)}
    return {}


def _measure(node: ast.AST, names: dict[str, str]) -> str:
    """The name of the measure that an expression is; empty where it is none that is known."""
    if isinstance(node, ast.Name):
        name = names.get(node.id, "")
        return name if "." in name else ""
    if not isinstance(node, ast.Attribute):
        return ""
    if isinstance(node.value, ast.Attribute) and node.value.attr == OWN:
        return f"{OWN}.{node.attr}"
    module = names.get(node.value.id, "") if isinstance(node.value, ast.Name) else ""
    return f"{module}.{node.attr}" if module and "." not in module else ""


def _of_call(call: ast.Call, names: dict[str, str]) -> Iterator[Asked]:
    """`page.show(kind, measure, by="gender")` with one or two dimensions, and `measure.by("gender")`."""
    if not isinstance(call.func, ast.Attribute):
        return
    if call.func.attr == "by" and (measure := _measure(call.func.value, names)):
        if dimensions := _texts(call.args):
            yield measure, dimensions
        return
    given = {keyword.arg: keyword.value for keyword in call.keywords}
    by = given.get("by")
    dimensions = _texts(by.elts if isinstance(by, ast.Tuple | ast.List) else [by]) if by is not None else ()
    totals = isinstance(given.get("totals"), ast.Constant)
    for measure in filter(None, (_measure(argument, names) for argument in call.args)):
        yield measure, dimensions
        if totals:
            yield from ((measure, (dimension,)) for dimension in dimensions)


def _texts(nodes: Iterable[ast.AST]) -> tuple[str, ...]:
    """The texts that some literals are; none where one is no literal text."""
    values = [node.value if isinstance(node, ast.Constant) else None for node in nodes]
    texts = tuple(value for value in values if isinstance(value, str) and value)
    return texts if len(texts) == len(values) else ()
