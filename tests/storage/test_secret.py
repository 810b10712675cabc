"""The key that pseudonyms are made with."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from forlob.errors import UsageError
from forlob.storage.secret import KEY_FILE, get_key


@pytest.fixture
def key_file(tmp_path, monkeypatch):
    path = tmp_path / "deep" / "pseudonym.key"
    monkeypatch.setenv(KEY_FILE, str(path))
    return path


def test_the_key_is_made_once_for_its_user_alone(key_file):
    key = get_key()
    assert (len(key), get_key()) == (64, key)
    assert key_file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in key_file.parent.iterdir()] == ["pseudonym.key"]


def test_a_key_may_be_given(key_file):
    key_file.parent.mkdir()
    key_file.write_text("our key\n")
    assert get_key() == b"our key"


def test_two_at_the_same_time_have_the_same_key(key_file):
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: get_key(), range(16)))) == 1


def test_an_empty_key_is_an_error(key_file):
    key_file.parent.mkdir()
    key_file.touch()
    with pytest.raises(UsageError, match="the file of the key is empty"):
        get_key()


def test_a_key_that_cannot_be_made_is_an_error(tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv(KEY_FILE, str(tmp_path / "file" / "key"))
    with pytest.raises(UsageError, match=f"Name another file for the key in {KEY_FILE}"):
        get_key()
