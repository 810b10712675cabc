"""The rows that the answers of a long file make, and which answer counts in each of their cells."""

from dataclasses import replace

import pandas as pd

from forlob.cleaning.findings import make
from forlob.cleaning.questions import Answers
from forlob.cleaning.spelling import by_value, plain, texts
from forlob.extracts.raw_tables import RawTable
from forlob.programme.long_models import Question

Found = list[pd.DataFrame]


class Rows:
    """The rows of a register that the answers of a long file make.

    `answers`: form, question and answer as text, `key` (equal in one row of the register) and `day`, by physical row;
    `reading`: which of them the register reads; `asked`: column -> which are to its question; `places`: of the columns
    that are read beside an answer. Made: `rows`, column -> for each row the physical row of its cell; `findings`.
    """

    def __init__(
        self,
        table: RawTable,
        answers: pd.DataFrame,
        reading: pd.Series,
        asked: dict[str, pd.Series],
        wanted: dict[str, Question],
        register: str,
        places: dict[str, int],
    ):
        self.raw, self.answers, self.register = table, answers, register
        self.asked, self.wanted, self.reading, self.places = asked, wanted, reading, places
        self.rows: dict[str, pd.Series] = {}
        self.findings: Found = []
        self.given = reading & (answers["answer"] != "")
        self.each = next((name for name, question in wanted.items() if question.each), None)
        if self.each:
            self.key = answers["key"][self.given & asked[self.each]]
        else:
            rows = answers["key"][reading if register == "participants" else self.given]
            self.key = rows[~rows.duplicated()]

    def table(self, headers: list[int], file: Answers) -> RawTable:
        """The table of these rows; `headers`: places of the file's own columns that the register reads."""
        cells = self.raw.cells.loc[self.key.index].copy()
        for place in {file.question, file.answer} - set(headers):
            cells[place] = ""
        for place in headers:
            name = self.raw.header[place]
            filled = self.reading & (texts(self.raw.cells[place]).loc[self.answers.index] != "")
            cells[place] = self._cells(name, place, filled, alone=self.each is not None)
        width, answer = len(self.raw.header), file.answer
        assert answer is not None
        for number, (name, question) in enumerate(self.wanted.items(), width):
            place = answer if question.column is None else self.places[question.column]
            alone = self.each is not None and self.asked[name].equals(self.asked[self.each])
            cells[number] = self._cells(name, place, self.given & self.asked[name], alone)
        self._repeated()
        return replace(self.raw, header=[*self.raw.header, *self.wanted], cells=cells, short_rows={}, long_rows={})

    def _cells(self, name: str, place: int, among: pd.Series, alone: bool) -> pd.Series:
        """A column of the register: for each of its rows the cell at a place of the answer that counts."""
        raw = self.raw.cells[place]
        if alone:
            self.rows[name] = pd.Series(self.key.index, self.key.index, dtype="Int64")
            return raw.loc[self.key.index]
        order = self.answers[among & self.answers["key"].isin(self.key)].sort_values(
            "day", kind="stable", na_position="first"
        )
        latest = pd.Series(order.index, order["key"].to_numpy())[~order["key"].duplicated(keep="last").to_numpy()]
        counts = pd.Series(order["key"].map(latest).to_numpy(), order.index).sort_index()
        self._superseded(name, raw, counts)
        self.rows[name] = self.key.map(latest).astype("Int64")
        return self.rows[name].map(raw).astype(object).where(self.rows[name].notna(), "")

    def _superseded(self, name: str, raw: pd.Series, counts: pd.Series) -> None:
        """Findings for the answers that another one to the same question takes the place of."""
        counts = counts[counts.to_numpy() != counts.index.to_numpy()]
        own, other = texts(raw.loc[counts.index]), texts(raw.loc[counts.to_numpy()])
        differs = by_value(own, plain).to_numpy() != by_value(other, plain).to_numpy()
        if differs.any():
            where = self._where(counts.index[differs])
            message = "another answer stands in row " + counts[differs].astype("string")
            self.findings.append(make("answered_twice", self.register, where, name, message + ", which counts"))

    def _repeated(self) -> None:
        """Notes on answers that stand in the file twice, all cells being equal; each is counted once."""
        if self.each:
            return
        rows = self.raw.cells.loc[self.answers.index[self.given]]
        again = pd.concat([texts(rows[column]) for column in rows], axis=1).duplicated()
        if again.any():
            where, action = self._where(rows.index[again]), "the answer counts once"
            message = "all cells equal an earlier row"
            self.findings.append(
                make("duplicate_row", self.register, where, "", message, severity="note", action=action)
            )

    def _where(self, rows: pd.Index) -> pd.DataFrame:
        return pd.DataFrame({"file": self.raw.file, "row": rows}, index=rows)
