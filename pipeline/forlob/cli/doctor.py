"""Looks whether everything that a report needs is there, and says what to do about what is not."""

import importlib.metadata
import json
import os
import re
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from forlob.errors import ForlobError
from forlob.programme.pages import ALWAYS
from forlob.storage.workspace import PACKAGE, checkout, find_programme, notebooks_folder, programmes, workspace

OLDEST_PYTHON = (3, 11)
#: Free space in bytes: below the first a report may not fit, below the second it soon will not.
TOO_LITTLE, LITTLE = 200 * 2**20, 2 * 2**30
SET_UP = "In a checkout `make report` sets everything up."


@dataclass(frozen=True)
class Check:
    """One line: `state` is ok, warning (a report can be made), missing or wrong (it cannot)."""

    what: str
    state: str
    text: str


def doctor_command(as_json: bool) -> int:
    """Print the checks, one a line. 0: a report can be made; 2: it cannot."""
    checks = list(all_checks())
    code = 2 if any(check.state in ("missing", "wrong") for check in checks) else 0
    if as_json:
        print(json.dumps({"exit_code": code, "checks": [asdict(check) for check in checks]}, ensure_ascii=False))
    else:
        print("\n".join(f"{check.state:8} {check.what}: {check.text}" for check in checks))
        print("A report can be made." if code == 0 else "No report can be made before that is fixed.")
    return code


def all_checks() -> Iterator[Check]:
    """Every check of the machine and of the programmes; none asks the network."""
    yield python(sys.version_info[:3])
    yield packages(requirements())
    yield kernel()
    yield notebooks(notebooks_folder())
    quarto_found = quarto()
    yield quarto_found
    yield pandoc(needed=not quarto_found.text.startswith("version"))
    data = Path(os.environ.get("FORLOB_DATA") or checkout() / "data")
    for folder in (data / "processed", checkout() / "reports"):
        yield writable(folder)
    yield space(shutil.disk_usage(checkout()).free)
    yield from check_programmes(programmes())


def python(version: tuple[int, ...]) -> Check:
    text = ".".join(map(str, version))
    if version >= OLDEST_PYTHON:
        return Check("Python", "ok", text)
    return Check("Python", "wrong", f"{text} is too old; install Python {'.'.join(map(str, OLDEST_PYTHON))} or newer.")


def requirements() -> list[str]:
    """What the package depends on directly: by pyproject.toml of the checkout, else as it was installed."""
    file = PACKAGE.parents[1] / "pyproject.toml"
    if file.is_file():
        return tomllib.loads(file.read_text(encoding="utf-8"))["project"]["dependencies"]
    try:
        return importlib.metadata.requires("forlob") or []
    except importlib.metadata.PackageNotFoundError:
        return []


def packages(needed: Iterable[str]) -> Check:
    """Whether the installed packages are of the versions that are asked for."""
    try:
        from packaging.requirements import Requirement
    except ImportError:
        return Check("packages", "missing", f"packaging is not installed. {SET_UP}")
    asked = [requirement for requirement in map(Requirement, needed) if "extra" not in str(requirement.marker or "")]
    absent, other = [], []
    for requirement in asked:
        try:
            version = importlib.metadata.version(requirement.name)
        except importlib.metadata.PackageNotFoundError:
            absent.append(requirement.name)
            continue
        if not requirement.specifier.contains(version, prereleases=True):
            other.append(f"{requirement.name} is {version}, {requirement.specifier} is asked for")
    if absent:
        return Check("packages", "missing", f"{', '.join(absent)} not installed. {SET_UP}")
    if other:
        return Check("packages", "warning", f"{'; '.join(other)}: figures and charts may differ. {SET_UP}")
    return Check("packages", "ok", f"all {len(asked)} of the versions asked for")


def kernel() -> Check:
    """Whether notebooks can be run: the kernel python3 and its program."""
    try:
        from jupyter_client.kernelspec import KernelSpecManager

        program = KernelSpecManager().get_kernel_spec("python3").argv[0]
    except (ImportError, KeyError):  # NoSuchKernel is a KeyError
        return Check("kernel", "missing", "no kernel python3; install ipykernel in this environment.")
    if re.fullmatch(r"python[\d.]*", program):
        program = sys.executable  # As jupyter_client takes it.
    if shutil.which(program) is None:
        return Check("kernel", "missing", f"{program} is not there; run python -m ipykernel install --sys-prefix.")
    return Check("kernel", "ok", f"python3, run by {program}")


def notebooks(folder: Path) -> Check:
    names = sorted(path.stem for path in folder.glob("*.ipynb"))
    missing = [f"{name}.ipynb" for name in ("clean", ALWAYS) if name not in names]
    if not missing:
        return Check("notebooks", "ok", f"{len(names)} in {folder}")
    return Check("notebooks", "missing", f"no {' or '.join(missing)} in {folder}; install the package again.")


def quarto() -> Check:
    """Quarto is no need: the built-in renderer makes the same site."""
    try:
        from forlob.site.render_quarto import find_quarto

        found = find_quarto()
    except ImportError:
        found = None
    except ForlobError as error:
        return Check("Quarto", "warning", f"{error} Fix it, or report with --renderer builtin.")
    if found is None:
        return Check("Quarto", "ok", "not found; the built-in renderer makes the site")
    if found.problem:
        return Check("Quarto", "warning", f"{found.problem} Report with --renderer builtin, or install a newer one.")
    return Check("Quarto", "ok", f"version {'.'.join(map(str, found.version))} at {found.path}")


def pandoc(needed: bool = True) -> Check:
    """The pandoc of the built-in renderer, needed where there is no Quarto."""
    try:
        import pypandoc

        return Check("pandoc", "ok", f"version {pypandoc.get_pandoc_version()} at {pypandoc.get_pandoc_path()}")
    except (ImportError, OSError):
        return Check("pandoc", "missing" if needed else "warning", "not found; install pypandoc-binary.")


def writable(folder: Path) -> Check:
    """Whether a file can be written into the folder, or into the one that it will be made in."""
    if folder.is_file():
        return Check(f"folder {folder}", "wrong", "is a file; move it away.")
    there = _nearest(folder)
    try:
        with tempfile.TemporaryFile(dir=there):
            pass
    except OSError:
        return Check(f"folder {folder}", "wrong", f"{there} cannot be written to; change its owner or its rights.")
    return Check(f"folder {folder}", "ok", "can be written to")


def space(free: int) -> Check:
    text = f"{free / 2**30:.1f} GB free"
    if free < TOO_LITTLE:
        return Check("disk", "wrong", f"{text}; a report may not fit. Free some.")
    return Check("disk", "ok", text) if free >= LITTLE else Check("disk", "warning", f"{text}; free some.")


def check_programmes(names: list[str]) -> Iterator[Check]:
    """Two lines a programme: its programme.yaml and its extracts. One with extracts is enough for a report."""
    if not names:
        yield Check("programmes", "missing", "no programmes/ here or above; go to a checkout, or run forlob new.")
        return
    try:
        from forlob.extracts.expand import files_of
        from forlob.programme.read_programme import read_programme
    except ImportError as error:
        yield Check("programmes", "wrong", f"cannot be read without {error.name}. {SET_UP}")
        return
    extracts = []
    for name in names:
        file = find_programme(name)
        try:
            programme = read_programme(file)
        except ForlobError as error:
            yield Check(f"programme {name}", "wrong", str(error).replace("\n", " "))
            continue
        yield Check(f"programme {name}", "ok", str(file))
        raw = workspace(file, programme.id).raw
        extracts.append(
            (name, raw, sorted(name for name, file in files_of(programme, raw).items() if not file.is_file()))
        )
    missing = "warning" if any(not absent for _, _, absent in extracts) else "missing"
    for name, raw, absent in extracts:
        text = f"{', '.join(absent[:5])} not in {raw}; put the files there, or name their folder with --raw."
        yield Check(f"extracts of {name}", missing, text) if absent else Check(f"extracts of {name}", "ok", str(raw))


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    return next(path for path in (folder, *folder.resolve().parents) if path.is_dir())
