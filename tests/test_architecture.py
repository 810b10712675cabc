"""How the code is put together: what docs/architecture.md says of it, held by the code itself."""

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "pipeline" / "forlob"
MODULES = sorted(PACKAGE.rglob("*.py"))
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")

#: A module or package imports from those before it only.
LEVELS = [
    "errors",
    "programme",
    "extracts",
    "cleaning",
    "storage",
    "measures",
    "disclosure",
    "show",
    "printed",
    "guess",
    "big",
    "intake",
    "own",
    "counted",
    "notebook",
    "run",
    "site",
    "cli",
    "__main__",
]
LEVEL = {name: level for level, name in enumerate(LEVELS)}
#: Modules that compute: what they are given comes from their caller, and what they make goes to it.
PURE = ["cleaning", "measures", "disclosure", "show", "guess"]
OF_THE_WORLD = {"os", "shutil", "subprocess", "tempfile", "socket", "urllib", "http", "requests", "sqlite3", "glob"}
DASK = {"dask", "distributed"}
MOST_LINES = 300
#: Functions whose last digit is the processor's, or which add in an order of their own.
OF_A_PROCESSOR = {"exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "power", "float_power", "pow", "cbrt"}
OF_A_PROCESSOR |= {"sin", "cos", "tan", "arctan", "atan", "sinh", "cosh", "tanh", "gamma", "lgamma", "erf", "erfc"}
OF_A_PROCESSOR |= {"std", "var"}
OF_A_MACHINE = re.compile(r"(?<![\w.:/-])/(?:home|Users|root|work|private/tmp)/[\w.]|\b[A-Z]:\\\\?Users\b")


def part_of(file: Path) -> str:
    """The part of the package a module belongs to: config for pipeline/forlob/programme/value_types.py."""
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(file: Path) -> Iterator[str]:
    """The full names that a module imports, anywhere in it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert not node.level, f"{file}: relative imports hide where something comes from"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def texts_in(file: Path) -> Iterator[str]:
    """The names and texts of a module's code or of a YAML file, comments and docstrings aside."""
    if file.suffix == ".yaml":
        yield from _leaves(YAML(typ="safe").load(file.read_text(encoding="utf-8")))
        return
    tree = ast.parse(file.read_text(encoding="utf-8"))
    # A text that stands alone is a docstring.
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value
        elif isinstance(node, ast.Name | ast.Attribute | ast.FunctionDef | ast.ClassDef | ast.arg):
            yield getattr(node, "id", "") or getattr(node, "attr", "") or getattr(node, "name", "") or node.arg


def _leaves(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from (str(key), *_leaves(value))
    elif isinstance(data, list):
        for value in data:
            yield from _leaves(value)
    else:
        yield str(data)


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_imports_run_one_way(file):
    here = part_of(file)
    if here == "__init__":
        return
    for name in imported(file):
        first, _, rest = name.partition(".")
        other = rest.partition(".")[0]
        if first == "forlob" and other not in (here, "__version__"):
            assert LEVEL[other] < LEVEL[here], f"{here} imports {name}"


def test_every_part_has_its_place_and_is_explained():
    parts = {part_of(file) for file in MODULES} - {"__init__"}
    assert parts == LEVEL.keys()
    explained = set(
        re.findall(r"`(?:pipeline/forlob/)?(\w+)(?:\.py|/)`", ARCHITECTURE.partition("Imports run one way")[0])
    )
    assert parts - {"__main__"} <= explained


def test_the_order_in_the_text_is_the_order_here():
    said = re.search(r"`(errors < .*?)`", ARCHITECTURE, re.DOTALL)
    assert [name.strip() for name in said[1].split("<")] == LEVELS[:-1]


def test_nothing_in_the_pipeline_imports_the_examples_or_the_tests():
    for file in MODULES:
        assert not {name.partition(".")[0] for name in imported(file)} & {"examples", "tests", "tools"}, file


@pytest.mark.parametrize("file", [file for file in MODULES if part_of(file) in PURE], ids=lambda file: file.stem)
def test_what_computes_does_not_touch_the_world(file):
    assert not {name.partition(".")[0] for name in imported(file)} & OF_THE_WORLD
    tree = ast.parse(file.read_text(encoding="utf-8"))
    calls = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert "open" not in calls and "print" not in calls


def test_only_big_imports_dask():
    """It is an extra: everything else works where it is not installed."""
    users = {part_of(file) for file in MODULES for name in imported(file) if name.partition(".")[0] in DASK}
    assert users == {"big"}


def test_no_module_knows_a_programme_by_name():
    names = {"mvad"}
    for path in [*ROOT.glob("programmes/*/programme.yaml"), *ROOT.glob("tests/real_data/*/programme.yaml")]:
        programme = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        names |= {programme["id"], *programme.get("projects", {})}
    names -= {"southern", "western", "other"}  # words as well
    assert {"kvik", "assens", "aarhus", "belfast"} <= names
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, sorted(names)))})\b", re.IGNORECASE)
    for file in [*MODULES, *PACKAGE.rglob("*.yaml")]:
        for text in texts_in(file):
            assert not pattern.search(text), f"{file.relative_to(ROOT)}: {text[:80]}"


def test_no_module_is_two_rooms_in_one():
    long = {str(file.relative_to(ROOT)): len(file.read_text(encoding="utf-8").splitlines()) for file in MODULES}
    assert {file: lines for file, lines in long.items() if lines > MOST_LINES} == {}


def test_every_module_says_what_it_is_for():
    for file in MODULES:
        assert ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))), file.relative_to(ROOT)


def tracked() -> list[Path]:
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("needs git and the repository to know which files are tracked")
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in names.split("\0") if name]


def test_no_tracked_file_names_a_folder_of_a_machine():
    for file in tracked():
        if not file.is_file():
            continue
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found = OF_A_MACHINE.search(text)
        assert not found, f"{file.relative_to(ROOT)}: {text[max(0, found.start() - 40) : found.end() + 40]!r}"


def test_no_extract_or_result_is_tracked_but_those_of_tests():
    for file in tracked():
        place = file.relative_to(ROOT)
        if place.parts[0] in ("data", "reports") and place.name != ".gitkeep":
            assert place.parts[:2] == ("reports", "theme"), place
        assert place.suffix not in (".parquet", ".xlsx") or place.parts[0] == "tests", place


@pytest.mark.parametrize("part", ["measures", "show", "printed", "examples"])
def test_figures_are_made_of_what_every_processor_rounds_alike(part):
    """measures/elementary.py has exp, ln and power in place of those of numpy and of the C library."""
    found = []
    folder = ROOT / part if part == "examples" else PACKAGE / part
    for file in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            if isinstance(called, ast.Attribute) and called.attr in OF_A_PROCESSOR:
                found.append(f"{file.name}:{node.lineno} {ast.unparse(called)}")
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow) and not _is_whole(node.left):
                found.append(f"{file.name}:{node.lineno} {ast.unparse(node)}")
    assert found == []


def _is_whole(base: ast.expr) -> bool:
    """Whether powers of it are exact: a whole number or a fraction."""
    return isinstance(base, ast.Constant) and isinstance(base.value, int) or ast.unparse(base).startswith("Fraction(")
