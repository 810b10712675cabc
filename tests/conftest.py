"""What several tests share."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

CHECKOUT = Path(__file__).resolve().parents[1]

# The same examples in every run; a slow machine is not a failure.
settings.register_profile("forlob", max_examples=30, deadline=None, derandomize=True, database=None)
settings.load_profile("forlob")

os.environ.setdefault("MPLBACKEND", "Agg")


@pytest.fixture(autouse=True)
def _no_folders_from_outside(monkeypatch):
    """A test names its folders itself."""
    monkeypatch.delenv("FORLOB_DATA", raising=False)


@pytest.fixture(autouse=True)
def _no_measures_of_another_programme():
    """What a programme of another test declares is not known in this one."""
    if catalogue := sys.modules.get("forlob.measures.catalogue"):
        catalogue.use(())


@pytest.fixture
def displayed(monkeypatch) -> list:
    """What the methods of a page display in the test, in order, in place of showing it."""
    from forlob.notebook import counting, page

    shown: list = []
    for module in (counting, page):
        monkeypatch.setattr(module, "display", lambda output, record=None, protected=True: shown.append(output))
    return shown


@pytest.fixture(scope="session")
def checkout() -> Path:
    return CHECKOUT


@pytest.fixture(scope="session")
def shared_folder() -> Path:
    """The folder of published figures and real data that lies beside the checkout where the project is developed."""
    folder = CHECKOUT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs ../shared, the folder of published figures and real data beside the checkout")
    return folder


@pytest.fixture(scope="session")
def kvik_data() -> Path:
    """A folder with `raw/kvik` and `processed/kvik`: KVIK from extracts to measures, as `make test` made it."""
    folder = CHECKOUT / "build" / "test" / "data"
    if not (folder / "processed" / "kvik" / "measures.csv").is_file():
        pytest.skip("needs KVIK's data in build/test: run `make test-data`")
    return folder


@pytest.fixture(scope="session")
def kvik_site() -> Path:
    """The folder of the report of KVIK that `make test` made."""
    folder = CHECKOUT / "build" / "test" / "site" / "kvik"
    if not (folder / "index.html").is_file():
        pytest.skip("needs KVIK's report in build/test: run `make test-data`")
    return folder
