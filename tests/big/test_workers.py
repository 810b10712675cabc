"""The processes that clean chunks."""

from forlob import intake
from forlob.storage.secret import KEY_FILE
from tests.big.stories import PARTICIPATIONS, everything, folders_of, in_chunks, write
from tests.cleaning.stories import programme


def test_processes_give_what_one_gives(tmp_path, monkeypatch):
    """A CPR number in one of the chunks needs the key, which no process but the first can read."""
    monkeypatch.setenv(KEY_FILE, str(tmp_path / "key"))
    monkeypatch.setenv("FORLOB_JOBS", "2")
    made = programme([{"file": f"{name}.csv", "registers": {name: None}} for name in ("participants", "plans")])
    folders = folders_of(tmp_path)
    write(folders.raw / "participants.csv", PARTICIPATIONS.replace("4; south", "010190-1234; south"))
    write(folders.raw / "plans.csv", "participant_id; started_on\n101901234; 2012-01-20\n5; 2012-31-06\n9; 2012-02-01")
    intake.take_in(made, folders)
    whole = everything(folders.processed)
    with in_chunks(120):
        intake.take_in(made, folders)
    assert everything(folders.processed) == whole
