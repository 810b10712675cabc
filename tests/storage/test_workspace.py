"""Where the folders of a programme lie."""

from dataclasses import fields
from pathlib import Path

import pytest

from forlob.errors import UsageError
from forlob.programme.selection import Selection
from forlob.storage.workspace import (
    DATA,
    checkout,
    find_programme,
    is_selection,
    notebooks_folder,
    programmes,
    workspace,
    workspace_of_notebook,
)


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    """A checkout with two programmes; the working folder lies deep in it."""
    for name in ("kvik", "trial"):
        (tmp_path / "programmes" / name).mkdir(parents=True)
        (tmp_path / "programmes" / name / "programme.yaml").touch()
    (tmp_path / "notebooks" / "deep").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "notebooks" / "deep")
    return tmp_path


def test_a_programme_is_a_name_a_folder_or_a_file(here):
    file = here / "programmes" / "kvik" / "programme.yaml"
    assert find_programme("kvik") == find_programme(str(file.parent)) == find_programme(str(file)) == file
    assert programmes() == ["kvik", "trial"]
    assert checkout() == here


def test_an_unknown_programme_names_the_known(here):
    with pytest.raises(UsageError, match=r"kvk: no such programme\. There are kvik, trial; name one, or the path"):
        find_programme("kvk")
    with pytest.raises(UsageError, match="no such programme"):
        find_programme("none.yaml")


def test_the_usual_folders_and_named_ones(here):
    usual = workspace(Path("p.yaml"), "kvik")
    assert (usual.raw, usual.processed) == (here / "data/raw/kvik", here / "data/processed/kvik")
    assert (usual.report, usual.measures) == (here / "reports/_site/kvik", here / "data/processed/kvik/measures.csv")
    named = workspace(Path("p.yaml"), "kvik", raw="r", processed="p", reports="s")
    assert [path.name for path in (named.raw, named.processed, named.site)] == ["r", "p", "s"]
    assert named.raw.is_absolute()


def test_the_data_folder_may_be_elsewhere(here, monkeypatch, tmp_path):
    monkeypatch.setenv(DATA, str(tmp_path / "data2"))
    assert workspace(Path("p.yaml"), "kvik").raw == tmp_path / "data2/raw/kvik"


def test_a_selection_has_its_own_results_and_report_and_the_common_registers(here):
    whole, english = workspace(Path("p.yaml"), "kvik"), workspace(Path("p.yaml"), "kvik", selection="lang-en")
    common = ("registers", "findings", "cleaned")
    assert [getattr(english, name) for name in common] == [getattr(whole, name) for name in common]
    assert (english.results, english.report) == (whole.processed / "lang-en", whole.site / "lang-en")
    assert english.notebooks.parent == english.results


def test_a_notebook_finds_what_the_command_has_set_or_the_checkout(here, monkeypatch):
    assert workspace_of_notebook("kvik").raw == here / "data/raw/kvik"
    folders = workspace(Path("p.yaml"), "kvik", raw="r", processed="p", reports="s")
    for name, value in folders.as_environment().items():
        monkeypatch.setenv(name, value)
    assert workspace_of_notebook("kvik") == folders


def test_the_folders_of_selections_are_known_by_their_names():
    names = ["lang-en", "from-2012-01-01_to-2012-12-31", "project-assens", "notebooks", "registers", "figures"]
    assert [is_selection(name) for name in names] == [True, True, True, False, False, False]


SELECTED = {
    **{"project": "assens", "mentor": "7", "participant": "9", "where": "gender=female", "profile": "internal"},
    **{"from_date": "2012-01-01", "to_date": "2012-12-31", "language": "en"},
}


@pytest.mark.parametrize("field", SELECTED)
def test_whatever_is_selected_has_a_folder_that_is_known_as_a_selections_and_that_dvc_leaves_alone(field, checkout):
    assert SELECTED.keys() == {one.name for one in fields(Selection)}
    folder = Selection(**{field: SELECTED[field]}).folder
    assert is_selection(folder)
    ignored = (checkout / ".dvcignore").read_text(encoding="utf-8").splitlines()
    for below in ("data/processed", "reports/_site"):
        assert f"/{below}/*/{folder.partition('-')[0]}-*/" in ignored


def test_a_programme_is_found_by_the_notebook_beside_it(tmp_path, monkeypatch):
    (tmp_path / "mine" / "deep").mkdir(parents=True)
    (tmp_path / "mine" / "programme.yaml").write_text("title: x\nid: havnen  # ours\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "mine" / "deep")
    assert find_programme("havnen") == tmp_path / "mine" / "programme.yaml"
    with pytest.raises(UsageError, match="havne: no such programme"):
        find_programme("havne")


def test_the_notebooks_are_those_of_the_checkout(checkout):
    assert notebooks_folder() == checkout / "notebooks"
