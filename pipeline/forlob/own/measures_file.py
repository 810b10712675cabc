"""A programme's own measures: `measures.py` beside programme.yaml, read by each process that counts for it.

They are measures as the built-in ones are: in the catalogue, protected by disclosure control, in the codebook. A
function `late` in it is the measure `own.late`.
"""

import hashlib
import linecache
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from forlob.errors import ConfigError, UsageError
from forlob.measures import catalogue
from forlob.measures.breakdowns import breakdowns, not_so
from forlob.measures.declared import Measure, Split
from forlob.measures.splitting import dimension_of
from forlob.own.asked_for import FILE, OWN_MODULE, asked_for
from forlob.programme.programme import Programme

PACKAGE = "forlob"


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
        if measure.function.__module__.startswith(f"{PACKAGE}."):
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
    """The module, run again where its text is another than when it was run last."""
    text = file.read_text(encoding="utf-8")
    state = hashlib.sha256(text.encode()).hexdigest()
    known = sys.modules.get(OWN_MODULE)
    if known is not None and getattr(known, "__file__", "") == str(file) and getattr(known, "_state", "") == state:
        return known
    module = ModuleType(OWN_MODULE)
    module.__dict__.update(__file__=str(file), _state=state)
    sys.modules[OWN_MODULE] = module
    linecache.checkcache(str(file))
    with _beside(file.parent):
        _run(module, file, text)
    return module


def _run(module: ModuleType, file: Path, text: str) -> None:
    try:
        exec(compile(text, str(file), "exec"), module.__dict__)
    except Exception as error:
        sys.modules.pop(OWN_MODULE, None)
        raise ConfigError(f"{file.parent.name}/{FILE}, line {_line(error, file)}: {_said(error)}.") from None


def _line(error: Exception, file: Path) -> int:
    if isinstance(error, SyntaxError) and error.filename == str(file):
        return error.lineno or 1
    found, trace = 1, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == str(file):
            found = trace.tb_lineno
        trace = trace.tb_next
    return found


def _said(error: Exception) -> str:
    text = error.msg if isinstance(error, SyntaxError) else str(error)
    return " ".join(f"{type(error).__name__}: {text}".split()).rstrip(".")


@contextmanager
def _beside(folder: Path) -> Iterator[None]:
    """Modules of a folder can be imported meanwhile."""
    sys.path.insert(0, str(folder))
    try:
        yield
    finally:
        sys.path.remove(str(folder))
