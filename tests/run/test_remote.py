"""What a worker says of itself where it is not as the one that sends it notebooks."""

from dataclasses import replace
from pathlib import Path

import pytest

from forlob.run.remote import Expected


@pytest.fixture
def file(tmp_path) -> Path:
    path = tmp_path / "programme.yaml"
    path.write_text("id: lille\n", encoding="utf-8")
    return path


@pytest.fixture
def expected(file) -> Expected:
    return Expected.here([file])


def test_nothing_differs(expected):
    assert expected.differs() == ""


def test_a_folder_that_is_not_there(expected, file):
    file.unlink()
    assert expected.differs() == (
        f"does not see {file} as it is here; start it where the shared folder has the same path"
    )


def test_another_file_at_the_same_path(expected, file):
    file.write_text("id: another\n", encoding="utf-8")
    assert "does not see" in expected.differs()


def test_other_code(expected):
    assert replace(expected, code="other").differs() == (
        "has another version of this package; install the same one there, and start it again"
    )


def test_another_python(expected):
    changed = {**dict(expected.environment), "Python": "3.99.0"}
    assert ", not 3.99.0; install what requirements.lock says there" in (
        replace(expected, environment=tuple(changed.items())).differs()
    )


def test_a_package_that_the_worker_has_not(expected):
    packages = dict(expected.environment)["packages"] + " seaborn-99.0.dist-info"
    changed = {**dict(expected.environment), "packages": packages}
    assert replace(expected, environment=tuple(changed.items())).differs() == (
        "has other packages (seaborn 99.0); install what requirements.lock says there"
    )


def test_a_large_file_of_another_size(file):
    expected = Expected.here([], large=[file, file.with_name("not there.csv")])
    assert expected.differs() == ""
    file.write_text("id: lille, and more\n", encoding="utf-8")
    assert f"does not see {file} as it is here" in expected.differs()


def test_a_folder_of_this_run_that_is_elsewhere(tmp_path):
    folder = tmp_path / ".pieces-1"
    expected = Expected.here([], folder=str(folder))
    assert f"does not see {tmp_path} as it is here" in expected.differs()
    folder.mkdir()
    assert expected.differs() == ""


def test_a_folder_that_another_user_may_not_write_in(tmp_path, monkeypatch):
    monkeypatch.setattr("os.access", lambda path, mode: False)
    assert Expected.here([], folder=str(tmp_path)).differs() == (
        f"may not write in {tmp_path.parent}; start it as the user who runs forlob"
    )
