"""A programme's own measures: `measures.py` beside programme.yaml, read by each process that counts for it.

They are measures as the built-in ones are: in the catalogue, protected by disclosure control, in the codebook. A
function `late` in it is the measure `own.late`.
"""

import ast
import hashlib
import linecache
import sys
import tokenize
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from types import ModuleType

from forlob.cleaning.identifiers import masked
from forlob.errors import ConfigError, UsageError
from forlob.measures import catalogue
from forlob.measures.breakdowns import breakdowns, not_so
from forlob.measures.declared import Measure, Split
from forlob.measures.splitting import dimension_of
from forlob.own.asked_for import FILE, OWN_MODULE, asked_for, own_modules
from forlob.own.offers import offers
from forlob.programme.programme import Programme


def use_own_measures(programme: Programme) -> bool:
    """Put the programme's own measures into the catalogue, in place of those of another; true where they are new.

    Raises ConfigError where measures.py cannot be run.
    """
    file = programme.folder / FILE
    module = _module(file) if file.is_file() else None
    return catalogue.use(() if module is None else measures_of(module))


def measures_of(module: ModuleType) -> list[Measure]:
    """The measures that a module declares, or imports from others beside it, in their order.

    Raises ConfigError where two have one name.
    """
    found: dict[str, Measure] = {}
    for measure in (value for value in vars(module).values() if isinstance(value, Measure)):
        if measure.is_built_in:
            continue
        if found.setdefault(measure.name, measure) is not measure:
            raise ConfigError(f"{FILE}: {measure.name} is declared twice. Give one of them another name.")
    return list(found.values())


def own_module(programme: Programme) -> ModuleType:
    """measures.py as a module. Raises UsageError where the programme has none."""
    file = programme.folder / FILE
    if not file.is_file():
        raise UsageError(f"there is no {FILE} beside {programme.folder.name}/programme.yaml. Declare measures there.")
    return _module(file)


def asked_splits(programme: Programme, pages: bool = True) -> list[Split]:
    """The splits of known measures that programme.yaml asks for; with `pages`, also those of own pages."""
    found = {split.line: split for split in breakdowns(programme)}
    for name, by in asked_for(programme) if pages else ():
        measure = catalogue.by_name().get(name)
        if measure is not None and by and _can(measure, by, programme):
            found.setdefault(Split(measure, by).line, Split(measure, by))
    return list(found.values())


def _can(measure: Measure, by: tuple[str, ...], programme: Programme) -> bool:
    try:
        for dimension in by:
            dimension_of(measure, dimension, programme)
    except UsageError:
        return False
    return not not_so(measure, by)


def _module(file: Path) -> ModuleType:
    """The module, run again where it or a module beside it is another than when it was run last."""
    beside = own_modules(file.parent)
    state = hashlib.sha256(b"\0".join(path.read_bytes() for path in beside)).hexdigest()
    known = sys.modules.get(OWN_MODULE)
    if known is not None and getattr(known, "__file__", "") == str(file) and getattr(known, "_state", "") == state:
        return known
    module = ModuleType(OWN_MODULE)
    module.__dict__.update(__file__=str(file), _state=state)
    _forget(beside)
    sys.modules[OWN_MODULE] = module
    linecache.checkcache()
    with _beside(file.parent), redirect_stdout(sys.stderr):
        _run(module, file)
    offers(module, "page.own", lambda: [measure.function.__name__ for measure in measures_of(module)])
    return module


def _forget(files: list[Path]) -> None:
    """Drop the modules of some files, so that they are read again."""
    ours = {str(file) for file in files}
    for name, module in list(sys.modules.items()):
        if getattr(module, "__file__", None) in ours:
            del sys.modules[name]


def _run(module: ModuleType, file: Path) -> None:
    try:
        with tokenize.open(file) as opened:
            text = opened.read()
        _declared_once(text)
        exec(compile(text, str(file), "exec"), module.__dict__)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        sys.modules.pop(OWN_MODULE, None)
        where, line = _place(error, file)
        raise ConfigError(f"{file.parent.name}/{where}, line {line}: {_said(error)}.") from None


def _declared_once(text: str) -> None:
    """Raises NameError where two functions of the file have one name: the first would be lost."""
    names = [node.name for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)]
    for name in names:
        if names.count(name) > 1:
            raise NameError(f"there are two functions {name}; give one of them another name")


def _place(error: BaseException, file: Path) -> tuple[str, int]:
    """The file and line of the folder in which an error arose."""
    if isinstance(error, SyntaxError) and error.filename:
        return Path(error.filename).name.replace("<unknown>", FILE), error.lineno or 1
    found, trace = (FILE, 1), error.__traceback__
    while trace is not None:
        at = Path(trace.tb_frame.f_code.co_filename)
        if at.is_relative_to(file.parent):
            found = (at.name, trace.tb_lineno)
        trace = trace.tb_next
    return found


def _said(error: BaseException) -> str:
    text = error.msg if isinstance(error, SyntaxError) else str(error)
    return masked(" ".join(f"{type(error).__name__}: {text}".split())).rstrip(".")


@contextmanager
def _beside(folder: Path) -> Iterator[None]:
    """Modules of a folder can be imported meanwhile."""
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        sys.path.remove(str(folder))
