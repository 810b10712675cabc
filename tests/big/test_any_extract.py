"""Any extract: participants and what mentors did with them, with flaws of all kinds, in any number of chunks."""

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.big.stories import of_both

#: A case takes a second, so there are few, and a failing one is shown as it was found.
FEW, MANY = (settings(max_examples=cases, phases=[Phase.explicit, Phase.generate]) for cases in (4, 60))

IDS = st.sampled_from(
    ["1", "2", " 3", "4", "5 ", "", "010190-1234", "101901234", "0101901234", "199901234", "A-7", "007"]
)
PROJECT = st.sampled_from(["north", "south", "Nord ", "SYD", "Øst", ""])
DAY = st.sampled_from(["2012-01-10", "10-02-2012", "2012-02-31", "", "2012-03-05", "x", "2013-01-01", "2012-01-05"])
ANSWER = st.sampled_from(["Mand", "kvinde", "", "?", "Uoplyst", "Mnad"])
REMARK = st.sampled_from(["", '"ring\n12345678"', "010190-1234", '"a; b"', 'skærm 5"', " "])
PARTICIPATION = st.tuples(IDS, PROJECT, DAY, DAY, ANSWER, REMARK)
CLOCK = st.sampled_from(["10:00", "9.30", "", "24:00", "09-12", "x"])
HOURS = st.sampled_from(["1", "0,5", "", "0", "13", "x", "0,01"])
TIME = st.tuples(IDS, st.sampled_from(["M", "N", "", "020290-1234"]), DAY, CLOCK, HOURS, PROJECT)
HEADERS = {
    "participants": "participant_id;project;enrolled_on;exited_on;gender;remark",
    "time_registrations": "participant_id;mentor_id;date;time_of_day;hours;project",
}


def rows_of(row: st.SearchStrategy) -> st.SearchStrategy:
    """Lines of a file: whole rows mostly, some cut off, some too long, some blank."""
    whole = row.map(";".join)
    flawed = st.one_of(row.map(lambda cells: ";".join(cells[:2])), whole.map(lambda line: f"{line};more"), st.just(""))
    return st.lists(st.one_of(whole, whole, whole, whole, flawed), min_size=1, max_size=25)


FILES = st.fixed_dictionaries(
    {"participants": rows_of(PARTICIPATION), "time_registrations": rows_of(TIME), "late": rows_of(TIME)},
)


def content(register: str, rows: list[str]) -> bytes:
    return "\r\n".join([HEADERS[register], *rows]).encode()


CASES = given(files=FILES, chunks=st.integers(1, 4), unknown=st.sampled_from(["not_registered"] * 4 + ["error"]))


def in_chunks_as_in_memory(files: dict[str, list[str]], chunks: int, unknown: str) -> None:
    """The second file of time registrations comes first, and has no project."""
    registers = {"time_registrations": {"unknown": "not_registered"}}
    extracts = [
        {"file": "late.csv", "registers": registers},
        {"file": "participants.csv", "registers": {"participants": {"unknown": unknown}}},
        {"file": "time_registrations.csv", "registers": registers},
    ]
    late = content("time_registrations", [line.rpartition(";")[0] for line in files["late"]])
    contents = {f"{name}.csv": content(name, files[name]) for name in HEADERS}
    of_both({"late.csv": late.replace(b";project", b""), **contents}, extracts, (chunks,), period={"to": "2012-12-31"})


@FEW
@CASES
def test_in_chunks_as_in_memory(files, chunks, unknown):
    in_chunks_as_in_memory(files, chunks, unknown)


@pytest.mark.slow
@MANY
@CASES
def test_the_same_of_many(files, chunks, unknown):
    in_chunks_as_in_memory(files, chunks, unknown)
