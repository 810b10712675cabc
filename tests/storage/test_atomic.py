"""What is in place is never half a result."""

import subprocess
import sys
import time

import pytest

from forlob.storage.atomic import restore, runs, staged_folder, write_text


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_folder_takes_its_place_when_it_is_finished(tmp_path):
    final = tmp_path / "deep" / "site"
    for content in ("old", "new"):
        with staged_folder(final) as new:
            (new / content).write_text(content)
            if content == "new":
                assert names(final) == ["old"]
    assert names(final) == ["new"]
    assert names(final.parent) == ["site"]


def test_a_failure_leaves_what_was_there(tmp_path):
    final = tmp_path / "site"
    with staged_folder(final) as new:
        (new / "good").touch()
    with pytest.raises(KeyboardInterrupt), staged_folder(final) as new:
        (new / "half").touch()
        raise KeyboardInterrupt
    assert (names(final), names(tmp_path)) == (["good"], ["site"])


def test_what_is_to_be_kept_moves_into_the_new_folder(tmp_path):
    final = tmp_path / "site"
    with staged_folder(final) as new:
        for name in ("lang-en", "lang-da", "old"):
            (new / name).mkdir()
    with staged_folder(final, keep=lambda path: path.name.startswith("lang-")) as new:
        (new / "lang-da").mkdir()
        (new / "lang-da" / "fresh").touch()
    assert names(final) == ["lang-da", "lang-en"]
    assert names(final / "lang-da") == ["fresh"]


def test_an_exchange_that_was_interrupted_is_taken_back(tmp_path):
    (tmp_path / ".site.old").mkdir()
    (tmp_path / ".site.old" / "good").touch()
    restore(tmp_path / "site")
    assert (names(tmp_path), names(tmp_path / "site")) == (["site"], ["good"])


def test_a_text_is_written_whole_with_its_line_ends(tmp_path):
    path = tmp_path / "deep" / "findings.csv"
    write_text(path, "æ\r\n")
    write_text(path, "å\n")
    assert path.read_bytes() == "å\n".encode()
    assert names(path.parent) == ["findings.csv"]
    assert path.stat().st_mode & 0o777 == 0o644


def test_a_text_that_cannot_be_written_leaves_the_old_one(tmp_path):
    path = tmp_path / "findings.csv"
    write_text(path, "good")
    with pytest.raises(UnicodeEncodeError):
        write_text(path, "\ud800")
    assert (path.read_text(), names(tmp_path)) == ("good", ["findings.csv"])


def test_a_process_that_has_died_is_gone_before_anybody_asks_about_it():
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    assert runs(str(process.pid)) and runs("of no number")
    process.kill()
    end = time.monotonic() + 10
    while runs(str(process.pid)):
        assert time.monotonic() < end
    assert process.returncode is None, "it is still to be asked about"
    process.communicate()
    assert not runs(str(process.pid))
