"""A big programme: 98 projects, a million participants, 20 million time registrations, some of them wrong in every way.

python -m benchmarks.big FOLDER [--participants N] [--registrations N]      writes programme.yaml and raw/
python -m benchmarks.big FOLDER --read      reads what is there with pyarrow, and prints the seconds
"""

import argparse
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pc

from benchmarks.kvik import Copy

PARTICIPANTS, REGISTRATIONS, PROJECTS = 1_000_000, 20_000_000, 98
#: Registrations of one mentor; participants of one mentor.
OF_A_MENTOR, WITH_A_MENTOR = 1000, 50
ROWS = 500_000
FIRST_DAY = np.datetime64("2012-01-02")
CATEGORIES = ("I hjemmet", "Kørsel", "Telefon", "Administration", "Besøg på virksomhed", "Følge til læge")

_PROGRAMME = """id: big
title: {da: Et stort forsøg, en: A big trial}
language: da
synthetic: true
period: {from: 2011-01-01, to: 2013-12-31}
extract_date: 2013-12-31
extracts:
  - file: deltagere.csv
    format: &register {encoding: cp1252, delimiter: ";", decimal: ",", dates: ["%d-%m-%Y", "%Y-%m-%d"]}
    registers:
      participants:
        columns:
          participant_id: Borger-id
          project: Projekt
          enrolled_on: Startdato
          birth_date: Fødselsdato
          gender: Køn
          exited_on: Slutdato
          exit_reason: Afmeldingsårsag
        values:
          exit_reason: {Arbejde: job, Uddannelse: education, Flyttet: moved}
  - file: tid.csv
    format: *register
    registers:
      time_registrations:
        columns:
          participant_id: Borger-id
          mentor_id: Mentor
          date: Dato
          time_of_day: Klokkeslæt
          category: Indsats
          hours: Timer
code_lists:
  exit_reason:
    job: {da: I arbejde, en: In work, status: self_supporting}
    education: {da: I uddannelse, en: In education, status: self_supporting}
    moved: {da: Er flyttet, en: Has moved, status: other}
  category:
    home: {da: I hjemmet, en: At home}
    driving: {da: Kørsel, en: Driving}
    telephone: {da: Telefon, en: Telephone}
    administration: {da: Administration, en: Administration}
    company: {da: Besøg på virksomhed, en: Visit to a company}
    doctor: {da: Følge til læge, en: To the doctor}
pages: {project: [time_use], programme: [programme]}
disclosure: {min_cell: 0, because: synthetic participants}
projects:
"""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--participants", type=int, default=PARTICIPANTS)
    parser.add_argument("--registrations", type=int, default=REGISTRATIONS)
    parser.add_argument("--read", action="store_true")
    given = parser.parse_args()
    if given.read:
        began = time.perf_counter()
        reading(Copy(given.folder))
        print(time.perf_counter() - began)
        return
    big(given.folder, given.participants, given.registrations)


def big(folder: Path, participants: int = PARTICIPANTS, registrations: int = REGISTRATIONS) -> Copy:
    """The extracts and the configuration of a big programme; the same each time."""
    made = Copy(folder)
    made.raw.mkdir(parents=True)
    names = "".join(f"  p{n:02}: {{name: {{da: Projekt {n}, en: Project {n}}}}}\n" for n in range(1, PROJECTS + 1))
    made.programme.write_text(_PROGRAMME + names, encoding="utf-8")
    _write(made.raw / "deltagere.csv", _participants(participants))
    _write(made.raw / "tid.csv", _registrations(registrations, participants))
    return made


def reading(copy: Copy) -> int:
    """Read the extracts with pyarrow's own reader, by one thread; the number of rows."""
    options = {
        "read_options": pc.ReadOptions(encoding="cp1252", use_threads=False),
        "parse_options": pc.ParseOptions(delimiter=";"),
        "convert_options": pc.ConvertOptions(decimal_point=","),
    }
    return sum(len(pc.read_csv(file, **options)) for file in sorted(copy.raw.glob("*.csv")))


def _participants(number: int) -> Iterator[dict[str, np.ndarray]]:
    for rows in _blocks(number):
        chance = np.random.default_rng(rows[0]).random((6, len(rows)))
        project = rows // WITH_A_MENTOR % PROJECTS + 1
        enrolled = np.datetime64("2011-01-03") + (chance[0] * 360).astype("int64")
        left = chance[1] < 0.6
        exited = np.datetime64("2013-02-01") + (chance[2] * 300).astype("int64")
        reasons = np.array(["Arbejde", "Uddannelse", "Flyttet", "FLYTTET", "Ukendt årsag"], dtype=object)
        which = np.searchsorted([0.4, 0.6, 0.998, 0.999], chance[3])
        yield {
            "Borger-id": _numbers(rows),
            "Projekt": np.array([f"Projekt {n}" for n in range(PROJECTS + 1)], dtype=object)[project],
            "Startdato": _days(np.where(chance[5] < 0.0005, np.datetime64("2010-05-03"), enrolled)),
            "Fødselsdato": _days(np.datetime64("1950-01-01") + (chance[4] * 16000).astype("int64")),
            "Køn": np.where(chance[5] < 0.5, "Kvinde", "Mand").astype(object),
            "Slutdato": np.where(left, _days(exited), ""),
            "Afmeldingsårsag": np.where(left, reasons[which], ""),
        }


def _registrations(number: int, participants: int) -> Iterator[dict[str, np.ndarray]]:
    mentors = max(1, number // OF_A_MENTOR)
    for rows in _blocks(number):
        chance = np.random.default_rng(number + rows[0]).random((3, len(rows)))
        # Every 2000th row is entered twice; the others of a mentor are four a day, two hours apart.
        rows = np.where((chance[0] < 0.0005) & (np.arange(len(rows)) > 0), rows - 1, rows)
        chance = np.random.default_rng(rows[0]).random((4, len(rows)))[:, rows - rows[0]]
        mentor, turn = rows % mentors, rows // mentors
        wrong = chance[0]
        citizen = (mentor * WITH_A_MENTOR + turn % WITH_A_MENTOR) % participants
        citizen = np.where(wrong < 0.0005, participants + citizen, citizen)
        day = _days(FIRST_DAY + turn // 4)
        day = np.where(_between(wrong, 5), "31-02-2012", day)
        day = np.where(_between(wrong, 10), _days(FIRST_DAY + 3000 + turn % 7), day)
        day = np.where(_between(wrong, 15), np.char.add("2012-06-", (turn % 20 + 10).astype(str)), day)
        minute = 8 * 60 + turn % 4 * 120 + (chance[1] * 4).astype("int64") * 15
        minute = np.where(_between(wrong, 20), 8 * 60 + (chance[1] * 30).astype("int64"), minute)
        clock = np.array([f"{m // 60:02}:{m % 60:02}" for m in range(24 * 60)], dtype=object)[minute]
        kind = np.array([*CATEGORIES, "TELEFON ", "Frokost"], dtype=object)
        which = np.where(_between(wrong, 25), 6, np.where(_between(wrong, 30), 7, (chance[2] * 6).astype("int64")))
        lengths = np.array(["0,25", "0,5", "0,75", "1", "0", "14,5", "0,05"], dtype=object)
        length = np.where(_between(wrong, 35), 4, (chance[3] * 4).astype("int64"))
        length = np.where(_between(wrong, 40), 5, np.where(_between(wrong, 45), 6, length))
        yield {
            "Borger-id": _numbers(citizen),
            "Mentor": np.char.add("M", _numbers(mentor).astype(str)),
            "Dato": day,
            "Klokkeslæt": clock,
            "Indsats": kind[which],
            "Timer": lengths[length],
        }


def _between(chance: np.ndarray, lowest: int) -> np.ndarray:
    """One row in 2000, another for each `lowest`."""
    return (chance >= lowest / 10_000) & (chance < (lowest + 5) / 10_000)


def _blocks(number: int) -> Iterator[np.ndarray]:
    for start in range(0, number, ROWS):
        yield np.arange(start, min(start + ROWS, number))


def _numbers(values: np.ndarray) -> np.ndarray:
    return (values + 10_000_000).astype(str)


def _days(dates: np.ndarray) -> np.ndarray:
    days, places = np.unique(dates, return_inverse=True)
    return np.array([f"{day.day:02}-{day.month:02}-{day.year}" for day in days.tolist()], dtype=object)[places]


def _write(path: Path, blocks: Iterator[dict[str, np.ndarray]]) -> None:
    with path.open("wb") as file:
        for number, columns in enumerate(blocks):
            text = pa.BufferOutputStream()
            table = pa.table({name: pa.array(cells, pa.string()) for name, cells in columns.items()})
            options = pc.WriteOptions(include_header=not number, delimiter=";", quoting_style="none")
            pc.write_csv(table, text, options)
            file.write(text.getvalue().to_pybytes().decode("utf-8").encode("cp1252"))


if __name__ == "__main__":
    main()
