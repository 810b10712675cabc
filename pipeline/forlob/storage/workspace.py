"""Where the folders of a programme lie: beside one another in a checkout, or wherever the command names them.

And where its registers lie in them: a folder each, a Parquet file for every project in it.

    registers/plans/assens.parquet     the rows of one project
    registers/plans/+all.parquet       the rows without a project, or all where the register has no such column
    registers/plans/+order.parquet     project (empty: none) and rows of each run: the order of the whole register
    registers/findings.csv             the findings that they were made with, and the projects that each is about
    registers/rows.json                rows read, kept and set aside of each register, and what it lost much of

`findings.csv` beside the registers is of the latest check, also where that made no registers.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from forlob.errors import UsageError

#: Files of a register: a name with + is no project's.
REST, ORDER = "+all.parquet", "+order.parquet"
CODES_USED = "codes-used.json"
#: What the cleaning that made the registers found, and how many rows it read.
FOUND, COUNTED = "findings.csv", "rows.json"
#: What to do where a notebook finds no registers; the commands look before they run one.
CLEAN_FIRST = "Run notebooks/clean.ipynb for the programme, or `forlob clean` with its name, first."
#: The folder of the package: pipeline/forlob in a checkout.
PACKAGE = Path(__file__).resolve().parents[1]
#: The environment variables that tell a notebook where the command has put things.
PROGRAMME_FILE, RAW, PROCESSED, SITE, DATA, DISCLOSURE = (
    "FORLOB_PROGRAMME_FILE",
    "FORLOB_RAW",
    "FORLOB_PROCESSED",
    "FORLOB_SITE",
    "FORLOB_DATA",
    "FORLOB_DISCLOSURE",
)


@dataclass(frozen=True)
class Workspace:
    """The folders of one programme; `selection` is the name of a selection's own folder, empty for the main report."""

    programme_file: Path
    raw: Path
    processed: Path
    site: Path
    selection: str = ""

    @property
    def registers(self) -> Path:
        return self.processed / "registers"

    @property
    def findings(self) -> Path:
        return self.processed / "findings.csv"

    @property
    def cleaned(self) -> Path:
        """The executed clean.ipynb: of the programme, whatever is selected."""
        return self.processed / "clean.ipynb"

    @property
    def results(self) -> Path:
        """Where the run's own results go: executed notebooks and measures."""
        return self.processed / self.selection if self.selection else self.processed

    @property
    def notebooks(self) -> Path:
        return self.results / "notebooks"

    @property
    def measures(self) -> Path:
        return self.results / "measures.csv"

    @property
    def codebook(self) -> Path:
        """What is known of each measure of measures.csv."""
        return self.results / "codebook.csv"

    @property
    def disclosure(self) -> Path:
        """What a public report may show of its numbers."""
        return self.results / "disclosure.csv"

    @property
    def report(self) -> Path:
        return self.site / self.selection if self.selection else self.site

    def as_environment(self) -> dict[str, str]:
        """What a notebook run by the command finds its folders by."""
        return {
            PROGRAMME_FILE: str(self.programme_file),
            RAW: str(self.raw),
            PROCESSED: str(self.processed),
            SITE: str(self.site),
            DISCLOSURE: str(self.disclosure),
        }


def find_programme(name: str) -> Path:
    """The programme.yaml of a name under programmes/, or of a path. Raises UsageError where there is none."""
    given = Path(name)
    if given.suffix in (".yaml", ".yml"):
        file = given
    elif (given / "programme.yaml").is_file():
        file = given / "programme.yaml"
    else:
        file = checkout() / "programmes" / name / "programme.yaml"
    if not file.is_file():
        file = _here(name) or file
    if not file.is_file():
        hint = f"There are {', '.join(programmes())}" if programmes() else f"{checkout()} holds no programmes/"
        raise UsageError(f"{name}: no such programme. {hint}; name one, or the path of a programme.yaml.")
    return file.resolve()


def _here(name: str) -> Path | None:
    """The programme.yaml of the folder that we are in, or of one above it, where it is that of the name.

    So a notebook beside it finds it, also outside a checkout and whoever runs it.
    """
    for folder in (here := Path.cwd(), *here.parents):
        file = folder / "programme.yaml"
        if file.is_file() and re.search(
            rf"^id:\s*[\"']?{re.escape(name)}[\"']?\s*(#.*)?$", file.read_text("utf-8"), re.M
        ):
            return file
    return None


def workspace(
    programme_file: Path,
    identity: str,
    raw: str | None = None,
    processed: str | None = None,
    reports: str | None = None,
    selection: str = "",
) -> Workspace:
    """The workspace of the programme `identity`: the usual folders of the checkout, or those that are named."""
    root = checkout()
    data = Path(os.environ.get(DATA) or root / "data").resolve()
    return Workspace(
        programme_file,
        Path(raw).resolve() if raw else data / "raw" / identity,
        Path(processed).resolve() if processed else data / "processed" / identity,
        Path(reports).resolve() if reports else root / "reports" / "_site" / identity,
        selection,
    )


def workspace_of_notebook(programme: str, selection: str = "") -> Workspace:
    """The workspace of a notebook: what the command has set, else the checkout that the notebook lies in."""
    set_by_command = [Path(path) for name in (PROGRAMME_FILE, RAW, PROCESSED, SITE) if (path := os.environ.get(name))]
    if len(set_by_command) == 4:
        file, raw, processed, site = set_by_command
        return Workspace(file, raw, processed, site, selection)
    return workspace(find_programme(programme), programme, selection=selection)


def programmes() -> list[str]:
    """The names under programmes/ of the checkout."""
    return sorted(path.parent.name for path in (checkout() / "programmes").glob("*/programme.yaml"))


def checkout() -> Path:
    """The nearest folder, from here upwards, that holds programmes/; else the folder we are in."""
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if (folder / "programmes").is_dir()), here)


def notebooks_folder() -> Path:
    """Where the notebooks lie: in the checkout, or in the installed package."""
    beside = PACKAGE.parents[1] / "notebooks"
    return beside if beside.is_dir() else PACKAGE / "_notebooks"


def is_selection(name: str) -> bool:
    """Whether a folder below a usual one is a selection's own, such as lang-en or from-2012-01-01_to-2012-12-31."""
    return name.startswith(("project-", "mentor-", "participant-", "where-", "from-", "to-", "lang-", "profile-"))


def part_file(register: Path, project: str) -> Path:
    """Where the rows of a project lie; of an empty one those without a project."""
    return register / (f"{project}.parquet" if project else REST)


def file_of(register: Path, project: str) -> Path:
    """What a reader of the project reads: its own file, else the one that has the columns."""
    own = part_file(register, project)
    return own if own.is_file() else part_file(register, "")


def register_files(folder: Path, project: str | None = None) -> list[Path]:
    """All files that `read_registers` reads, of one project or of all; none where nothing is cleaned yet."""
    names = sorted(path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
    if project is None:
        return [file for name in names for file in sorted(name.iterdir())]
    return [file_of(name, project) for name in names]
