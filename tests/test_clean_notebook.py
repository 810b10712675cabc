"""What git sees of notebooks that were run and edited: in a repository with the filter as `make` sets it."""

import json
import re
import shutil
import subprocess

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from tests.notebook_repository import NAME, ROOT, Repository
from tools.clean_notebook import clean, in_git

FOLDERS = ("notebooks/*.ipynb", "programmes/*/*.ipynb")
IN_GIT = sorted(file.relative_to(ROOT).as_posix() for pattern in FOLDERS for file in ROOT.glob(pattern))
pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="needs git")


def parameters(notebook):
    (cell,) = [cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", [])]
    return cell


def gives(name: str, value: str):
    """A change of the value of a parameter."""

    def change(notebook) -> None:
        cell = parameters(notebook)
        cell.source, times = re.subn(rf'^{name} = "[^"]*"', f'{name} = "{value}"', cell.source, flags=re.MULTILINE)
        assert times == 1

    return change


def names_cells_anew(notebook) -> None:
    for number, cell in enumerate(notebook.cells):
        cell.id = f"{number:08x}-new"


@pytest.fixture
def repository(tmp_path) -> Repository:
    return Repository(tmp_path)


@pytest.fixture
def assens(repository) -> str:
    """The line of the notebook in git that names its project."""
    assert 'project = \\"assens\\"  # one of its projects' in repository.in_git()
    return 'project = \\"assens\\"'


def test_a_notebook_that_was_run_for_another_project_is_not_changed(repository):
    repository.save(gives("project", "aarhus"), gives("profile", "internal"), gives("to_date", "2012-06-30"))
    saved = repository.notebook.read_text(encoding="utf-8")
    assert "aarhus" in saved and "ipykernel" in saved and "of cell" in saved
    assert repository.git("status", "--porcelain") == ""
    assert repository.git("status", "--porcelain", below="notebooks") == ""
    assert repository.notebook.read_text(encoding="utf-8") == saved, "the author's own stays"


def test_so_it_is_with_a_page_beside_programme_yaml(tmp_path):
    own = Repository(tmp_path, "programmes/kvik/placed_within_90_days.ipynb")
    own.save(gives("project", "aarhus"), gives("profile", "internal"))
    assert "aarhus" in own.notebook.read_text(encoding="utf-8")
    assert own.git("status", "--porcelain") == ""


@pytest.mark.parametrize("name", IN_GIT)
def test_a_fresh_clone_in_which_the_filter_is_set_has_no_changes(tmp_path, name):
    """What git holds is as the filter writes it: else every clone would show a change that nobody made."""
    held = in_git(name, ROOT)
    assert held is not None and clean(held, held) == held
    assert Repository(tmp_path, name).git("status", "--porcelain") == ""


def test_cells_that_were_only_named_anew_are_not_changed(repository):
    repository.save(names_cells_anew)
    assert repository.git("status", "--porcelain") == ""


def test_parameters_that_papermill_has_injected_are_not_kept(repository):
    injected = new_code_cell('project = "aarhus"', metadata={"tags": ["injected-parameters"]})
    repository.save(lambda notebook: notebook.cells.insert(2, injected))
    assert repository.git("status", "--porcelain") == ""


@pytest.mark.parametrize("also", [[], [names_cells_anew]], ids=["ids kept", "ids new"])
def test_of_an_added_cell_git_shows_that_cell_alone(repository, also):
    added = new_code_cell("page.key_figures()\n# of mine", id="of-mine", metadata={"tags": ["public"]})
    repository.save(gives("project", "aarhus"), *also, lambda notebook: notebook.cells.insert(4, added))
    changed = repository.changed()
    assert {line[0] for line in changed} == {"+"}
    assert [line.strip() for line in changed if "page" in line or "mine" in line] == [
        '+   "id": "of-mine",', r'+    "page.key_figures()\n",', '+    "# of mine"'
    ]  # fmt: skip
    assert len(changed) == 15 and "assens" not in "".join(changed)


def test_of_an_edited_cell_git_shows_the_line_alone(repository):
    def edit(notebook) -> None:
        notebook.cells[0].source = notebook.cells[0].source.replace("# Progression of a", "# Progression of one")

    repository.save(gives("project", "aarhus"), names_cells_anew, edit)
    assert repository.changed() == [
        r'-    "# Progression of a project\n",', r'+    "# Progression of one project\n",'
    ]  # fmt: skip


def test_a_comment_of_the_parameters_is_kept_and_their_values_are_not(repository, assens):
    def comment(notebook) -> None:
        cell = parameters(notebook)
        cell.source = cell.source.replace("# one of its projects", "# æøå: one of its projects")

    repository.save(gives("project", "århus"), comment)
    assert repository.changed() == [
        rf'-    "{assens}  # one of its projects\n",', rf'+    "{assens}  # æøå: one of its projects\n",'
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line", ["cohort = ''", "cohort = where", "cohort: str = ''", "%matplotlib inline"], ids=lambda line: line
)
def test_parameters_that_are_others_than_before_are_kept_as_they_are(repository, line):
    def add(notebook) -> None:
        parameters(notebook).source += f"\n{line}"

    repository.save(add, gives("profile", "internal"))
    changed = "\n".join(repository.changed())
    assert f'+    "{line}"' in changed and r'+    "profile = \"internal\"' in changed and "of cell" not in changed


@pytest.mark.parametrize(
    ("before", "now", "kept"),
    [
        ('a = "x"', 'a="y" # why', 'a="x" # why'),
        ('a: str = "x"', 'a: str | None = "y"', 'a: str | None = "x"'),
        ("a = -1\nb = None", "a = [1, 2]\nb = True", "a = -1\nb = None"),
        ('a = """x\næ"""\nb = ""', 'a = "y"\n\nb = "y"', 'a = """x\næ"""\n\nb = ""'),
        ('a = "x"', 'b = "y"', 'b = "y"'),
        ('a = ""\nb = ""', 'b = "y"\na = "y"', 'b = "y"\na = "y"'),
        ('a = ""\nb = ""', 'a = "y"', 'a = "y"'),
        ('a = ""\nb = ""', 'a = "y"\nb = a', 'a = "y"\nb = a'),
        ('a = ""', 'a = b = "y"', 'a = b = "y"'),
        ('a = ""', 'a = "y"\nprint(a)', 'a = "y"\nprint(a)'),
        ('a = ""', "a = f'{1}'", "a = f'{1}'"),
        ('a = ""', "a =", "a ="),
    ],
)
def test_values_are_those_of_before_where_the_names_are(before, now, kept):
    def notebook(source: str) -> bytes:
        cell = new_code_cell(source, id="cell-1", metadata={"tags": ["parameters"]})
        return nbformat.writes(new_notebook(cells=[cell])).encode()

    assert clean(notebook(now), notebook(before)) == clean(notebook(kept), None)


def test_whoever_clones_an_edit_has_the_values_of_before(repository, assens, tmp_path_factory):
    repository.save(gives("project", "aarhus"), lambda notebook: notebook.cells.append(new_code_cell("page.look()")))
    repository.commit()
    assert repository.git("status", "--porcelain") == ""
    clone = tmp_path_factory.mktemp("clone") / "clone"
    repository.git("clone", "--quiet", str(repository.folder), str(clone))
    text = (clone / NAME).read_text(encoding="utf-8")
    assert assens in text and "aarhus" not in text and text.count("page.look()") == 1 and "of cell" not in text
    kept = nbformat.reads(text, as_version=4)
    nbformat.validate(kept)
    assert f"{nbformat.writes(kept)}\n" == text, "as nbformat writes it"


def test_new_values_are_kept_where_the_author_says_so(repository):
    repository.save(gives("project", "aarhus"))
    assert repository.git("status", "--porcelain") == ""  # git has seen it, and would not look again by itself
    repository.git("add", "--renormalize", NAME, NEW_DEFAULTS="1")
    text = repository.in_git(":0")
    assert 'project = \\"aarhus\\"  # one of its projects' in text and "of cell" not in text
    repository.git("commit", "--quiet", "--message", "Another example", NAME)
    assert repository.in_git() == text and repository.git("status", "--porcelain") == ""


def test_where_a_conflict_was_resolved_values_are_those_of_the_last_commit(repository, assens):
    def titled(title: str):
        return lambda notebook: notebook.cells[0].update(source=f"# {title}")

    repository.git("checkout", "--quiet", "-b", "other")
    repository.save(titled("Theirs"))
    repository.commit()
    repository.git("checkout", "--quiet", "-")
    repository.save(titled("Ours"))
    repository.commit()
    with pytest.raises(subprocess.CalledProcessError):
        repository.git("merge", "other")
    repository.git("checkout", "--ours", NAME)
    repository.save(titled("Both"), gives("project", "aarhus"))
    repository.git("add", NAME)
    assert assens in repository.in_git(":0") and "# Both" in repository.in_git(":0")


def test_without_a_python_git_takes_the_file_as_it_is(repository, tmp_path_factory):
    folder = tmp_path_factory.mktemp("bin")
    for name in ("git", "sh"):
        (folder / name).symlink_to(shutil.which(name))
    repository.save(gives("project", "aarhus"))
    repository.path = str(folder)
    repository.git("add", "--renormalize", NAME)
    assert repository.git("status", "--porcelain") == f"M  {NAME}\n"
    assert repository.in_git(":0") == repository.notebook.read_text(encoding="utf-8")


def test_the_filter_is_set_once_and_asks_for_no_repository(repository, tmp_path_factory):
    config = repository.folder / ".git" / "config"
    before = config.read_bytes()
    repository.set_filter()
    assert config.read_bytes() == before and before.count(b"forlob-notebook") == 1
    assert str(repository.folder).encode() not in before, "so the checkout may be moved"
    shutil.rmtree(repository.folder / ".git")
    repository.set_filter()
    assert not (repository.folder / ".git").exists()


def test_make_sets_the_filter_whatever_becomes_of_the_environment(repository):
    repository.git("config", "--unset", "filter.forlob-notebook.clean")
    shutil.copyfile(ROOT / "tools" / "set_up.sh", repository.folder / "tools" / "set_up.sh")
    (repository.folder / "requirements.lock").touch()
    command = ["sh", "tools/set_up.sh", ".venv", "requirements.lock"]
    environment = repository.environment(PYTHON="no-such-python")
    assert subprocess.run(command, cwd=repository.folder, env=environment, capture_output=True, check=False).returncode
    assert "clean_notebook.py" in repository.git("config", "filter.forlob-notebook.clean")


@pytest.mark.parametrize(
    "content",
    [b"", b"<<<<<<< HEAD\n{}", b"[]", b"{}", b'{"cells": [1], "nbformat": 4}', b'{"worksheets": []}', b"\xff"],
)
def test_what_is_no_notebook_stays_as_it_is(content):
    assert clean(content, (ROOT / NAME).read_bytes()) == content
    new = (ROOT / NAME).read_bytes()
    assert clean(new, content) == clean(new, None)


def test_a_notebook_of_before_without_ids_gets_none(repository):
    notebook = json.loads(repository.notebook.read_bytes())
    notebook["nbformat_minor"] = 4
    for cell in notebook["cells"]:
        del cell["id"]
    before = json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"
    assert clean(repository.notebook.read_bytes(), before) == before


def test_a_cell_without_an_id_gets_one_that_stays(repository):
    before = repository.notebook.read_bytes()
    notebook = json.loads(before)
    for cell in notebook["cells"]:
        del cell["id"]
    assert clean(json.dumps(notebook).encode(), before) == before
    notebook["cells"][3:3] = [{"cell_type": "markdown", "metadata": {}, "source": "Added"}] * 2
    made = clean(json.dumps(notebook).encode(), before)
    ids = [cell["id"] for cell in json.loads(made)["cells"]]
    assert len({*ids}) == len(ids) and clean(made, made) == made
