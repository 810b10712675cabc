"""Make requirements.lock, requirements-lab.lock and environment.yml from the list of dependencies in pyproject.toml.

    python -m tools.lock              what changed in pyproject.toml; the other versions stay
    python -m tools.lock --upgrade    the newest versions that pyproject.toml allows

The locks hold for Python 3.11 to 3.14 on every platform: one version of each package, with the hashes of all its files.
"""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

CHECKOUT = Path(__file__).resolve().parents[1]
LOCKS = {
    "requirements.lock": ("build", "test", "statistics", "scheduler"),
    "requirements-lab.lock": ("build", "lab", "statistics", "scheduler"),
}
CONDA_NAMES = {
    "matplotlib": ["matplotlib-base"],  # without Qt
    "seaborn": ["seaborn-base"],  # without statsmodels and scipy, which seaborn would import at a second's cost
    "tzdata": ["python-tzdata"],  # conda's own tzdata counts its versions otherwise
    "pypandoc-binary": ["pypandoc", "pandoc"],
}
PINNED_BY_ANOTHER = {"pandoc"}  # the range is the one of pypandoc, not of pandoc itself
LOCK_HEADER = "# Made from pyproject.toml by `make lock`. Extras: {extras}. For Python 3.11 to 3.14.\n"
CONDA_HEADER = """\
# Made from pyproject.toml by `make lock`.
#
#   conda env create -f environment.yml
#   conda activate forlob
#   pip install --no-deps --no-build-isolation -e .
#   dvc repro
#
# JupyterLab is left out: with its server installed every notebook starts a second later.
"""


def read_pyproject() -> dict:
    return tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))


def requirements(pyproject: dict, *extras: str) -> list[Requirement]:
    """The direct dependencies, with those of the extras."""
    project = pyproject["project"]
    lists = [project["dependencies"], *(project["optional-dependencies"][extra] for extra in extras)]
    return [Requirement(line) for lines in lists for line in lines]


def locked_versions(lock: str) -> dict[str, tuple[str, int]]:
    """Name -> (version, number of hashes), of a lock's text."""
    entries = re.findall(r"^([a-z0-9._-]+)==([^\s;]+)(.*(?:\n    --hash=.*)*)", lock, re.MULTILINE)
    return {name: (version, rest.count("--hash=sha256:")) for name, version, rest in entries}


def conda_line(requirement: Requirement, name: str) -> str:
    """`pandas==3.1.*` -> `pandas 3.1.*`: conda writes a range after a space, and means by `==` the very version."""
    if name in PINNED_BY_ANOTHER:
        return name
    ranges = sorted((str(range_).removeprefix("==") for range_ in requirement.specifier), reverse=True)
    return f"{name} {','.join(ranges)}".strip()


def environment_yml(pyproject: dict) -> str:
    """The text of environment.yml: what runs and tests the reports, and quarto."""
    python = pyproject["project"]["requires-python"]
    lines = [f"python {python}", "quarto"]
    for requirement in requirements(pyproject, "build", "test", "statistics"):
        lines += [conda_line(requirement, name) for name in CONDA_NAMES.get(requirement.name, [requirement.name])]
    listed = "".join(f'  - "{line}"\n' for line in lines)
    return f"{CONDA_HEADER}name: forlob\nchannels:\n  - conda-forge\n  - nodefaults\ndependencies:\n{listed}"


def resolve(path: Path, extras: tuple[str, ...], arguments: list[str]) -> None:
    """Write one lock, keeping the versions that it has unless told to upgrade."""
    command = ["uv", "pip", "compile", "pyproject.toml", "--quiet", "--output-file", str(path)]
    command += ["--universal", "--python-version", "3.11", "--fork-strategy", "fewest", "--generate-hashes"]
    command += ["--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links", *arguments]
    command += [f"--extra={extra}" for extra in extras]
    subprocess.run(command, cwd=CHECKOUT, check=True, stdout=subprocess.DEVNULL)
    path.write_text(LOCK_HEADER.format(extras=", ".join(extras)) + path.read_text(encoding="utf-8"), encoding="utf-8")


def main(arguments: list[str]) -> None:
    run, lab = (CHECKOUT / name for name in LOCKS)
    resolve(run, LOCKS[run.name], arguments)
    resolve(lab, LOCKS[lab.name], [*arguments, "--constraint", str(constraints_from(run))])
    (CHECKOUT / "environment.yml").write_text(environment_yml(read_pyproject()), encoding="utf-8")


def constraints_from(lock: Path) -> Path:
    """The versions of a lock as constraints, so that both environments hold the same ones."""
    versions = locked_versions(lock.read_text(encoding="utf-8"))
    path = CHECKOUT / "build" / "constraints.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(f"{name}=={version}\n" for name, (version, _) in versions.items()), encoding="utf-8")
    return path


if __name__ == "__main__":
    main(sys.argv[1:])
