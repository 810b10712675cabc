"""Which file is the participants, where its names do not say so: by the ids that files share and what it holds."""

from collections import Counter
from collections.abc import Container

from forlob.extracts.raw_tables import RawTable
from forlob.guess.column_kinds import Column
from forlob.guess.file_registers import Guess, guess_participants
from forlob.guess.files import File, Source
from forlob.guess.headers import EXACT, fit
from forlob.guess.spread import code_column, spread_columns
from forlob.programme.registers import REGISTERS


def columns_of(table: RawTable, keys: Container[str] = ()) -> list[Column]:
    """The columns of a table with their filled cells; `keys`: the headers of ids that several files share."""
    filled = [tuple(cell for cell in table.cells[place] if str(cell).strip()) for place in table.cells]
    header = table.header
    return [Column(place, header[place], cells, header[place] in keys) for place, cells in enumerate(filled)]


def shared_ids(sources: list[Source]) -> set[str]:
    """Headers that several files have, one of them with a cell a row and no two alike, and no known name."""
    times = Counter(name for source in sources for name in set(source.table.header) if name)
    keys = set()
    for source in sources:
        for column in columns_of(source.table):
            alone = len(column.answers) == len(column.cells) == len(source.table.cells)
            if times[column.header] > 1 and alone and column.dates < 0.5 and not _known(column.header):
                keys.add(column.header)
    return keys


def _known(header: str) -> bool:
    return any(fit(header, name, column) >= EXACT for name, about in REGISTERS.items() for column in about.columns)


def find_participants(guesses: list[Guess], tables: list[list[Column]]) -> None:
    """Where no file is the participants by its names, the one that tells most of persons is taken for them."""
    if any("participants" in guess.registers for guess in guesses):
        return
    free = [place for place, guess in enumerate(guesses) if guess.wide or guess.grid or not guess.registers]
    found = {place: guess_participants(guesses[place], tables[place]) for place in free}
    best = max(found, key=lambda place: len(found[place]), default=None)
    if best is not None and found[best]:
        guesses[best].registers = {"participants": found[best], **guesses[best].registers}
        if guesses[best].grid:
            guesses[best].registers["measurements"].setdefault("participant_id", found[best]["participant_id"])


def read_spread(file: File) -> None:
    """Answers of participants that are spread over columns of yes and no: of a code list, else the project."""
    columns = file.guess.registers.get("participants")
    if columns is None:
        return
    used = file.guess.used
    free = [column for column in file.columns if column.place not in used]
    for match in spread_columns(file.source.table, free):
        name = code_column(match.spread) or "project"
        if name not in columns:
            columns[name] = match
    order = list(REGISTERS["participants"].columns)
    file.guess.registers["participants"] = dict(sorted(columns.items(), key=lambda item: order.index(item[0])))
    if file.guess.wide and "enrolled_on" not in columns:
        first = file.guess.wide.first
        file.constants["enrolled_on"] = first
        file.doubts.append(
            f"no column says when a participation begins; all are taken to begin on {first}, as the columns do"
        )
