"""Whether ids of nine digits may be CPR numbers that have lost their first zero: a whole column is, or is not."""

from forlob.cleaning.columns import names_of
from forlob.cleaning.personal_ids import is_ordinary
from forlob.cleaning.spelling import plain, squeezed, told_apart
from forlob.extracts.raw_tables import RawTable
from forlob.programme.extract_models import Extract
from forlob.programme.registers import REGISTERS


def columns_of_ids(table: RawTable, extract: Extract) -> list[int]:
    """Where the ids of any kind stand that the file's registers read."""
    names = {
        plain(name)
        for register, mapping in extract.registers.items()
        for column, kind in REGISTERS[register].columns.items()
        if kind == "id"
        for name in names_of(mapping.columns.get(column, column))
    }
    return [place for place, header in enumerate(table.header) if plain(header) in names]


def ordinary_ids(table: RawTable, extract: Extract) -> frozenset[str]:
    """The headers, as `plain` text, of columns of ids of which one of nine digits is no CPR number.

    Rows with more cells than the header, which are set aside, say nothing.
    """
    rows = table.cells[~table.cells.index.isin(list(table.long_rows))]
    return frozenset(
        plain(table.header[place])
        for place in columns_of_ids(table, extract)
        if any(is_ordinary(squeezed(cell)) for cell in told_apart(rows[place].astype(object))[1])
    )
