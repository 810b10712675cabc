"""Every notebook gives, cell by cell, what papermill gives with its own engine in an ordinary kernel."""

import os
import shutil
from pathlib import Path

import nbformat
import papermill
import pytest

from forlob.run import forked
from forlob.run.execute import execute, prepare_environment
from forlob.run.executed import made_repeatable
from forlob.storage.workspace import workspace
from tests.test_notebooks import EXAMPLES

ROOT = Path(__file__).parents[2]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not forked.FORKS, reason="kernels are forked on Linux only"),
]


@pytest.fixture
def environment():
    """Sets what the command sets for its kernels; taken back at the end."""
    before = dict(os.environ)
    yield prepare_environment
    os.environ.clear()
    os.environ.update(before)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_notebook_is_as_papermill_alone_runs_it(name, kvik_data, tmp_path, environment):
    example, project = EXAMPLES[name]
    processed = shutil.copytree(kvik_data / "processed" / example, tmp_path / "processed")
    file = ROOT / "programmes" / example / "programme.yaml"
    folders = workspace(file, example, str(kvik_data / "raw" / example), str(processed), str(tmp_path / "site"))
    environment(folders.as_environment())
    source, parameters = ROOT / "notebooks" / f"{name}.ipynb", {"programme": example}
    parameters |= {"project": project} if project else {}
    assert execute(source, tmp_path / "ours.ipynb", parameters).problem is None
    papermill.execute_notebook(
        str(source), str(tmp_path / "theirs.ipynb"), parameters, cwd=source.parent, progress_bar=False
    )
    ours, theirs = (nbformat.read(tmp_path / f"{whose}.ipynb", as_version=4) for whose in ("ours", "theirs"))
    made_repeatable(theirs)
    assert len(ours.cells) > 5 and ours.metadata == theirs.metadata
    for mine, other in zip(ours.cells, theirs.cells, strict=True):
        assert mine == other, mine.source
