"""Digests of what is, or is not, a file."""

from forlob.run import digests


def test_what_cannot_be_read_has_none(tmp_path):
    """A folder that has the name of an extract is for the cleaning to say; so is a file that is not there."""
    (tmp_path / "planer.csv").mkdir()
    assert digests.of_file(tmp_path / "planer.csv") == digests.of_file(tmp_path / "gone.csv") == ""
    (tmp_path / "empty.csv").touch()
    assert digests.of_file(tmp_path / "empty.csv") != ""
