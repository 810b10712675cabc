"""Tables as a register system delivers them, as bytes: CSV and Excel workbooks, the same bytes each time."""

import csv
import io
import re
import zipfile
from collections.abc import Mapping

import pandas as pd
from openpyxl import Workbook

#: When every workbook says that it was written, and every part of it (the earliest that a zip file can say).
WRITTEN = "2008-09-30T12:00:00Z"
EARLIEST = (1980, 1, 1, 0, 0, 0)


def as_csv(table: pd.DataFrame, encoding: str = "cp1252") -> bytes:
    """Semicolons, CRLF; quotes only where they are needed."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows(table.itertuples(index=False))
    return text.getvalue().encode(encoding)


def as_workbook(sheets: Mapping[str, pd.DataFrame]) -> bytes:
    """A sheet a table. Dates, numbers and texts stay what they are; an empty text is an empty cell."""
    book = Workbook()
    book.remove(book.active)
    for title, table in sheets.items():
        sheet = book.create_sheet(title)
        sheet.append(list(table.columns))
        for row in table.itertuples(index=False):
            sheet.append([None if cell == "" else cell for cell in row])
        for cells in sheet.iter_rows(min_row=2):
            for cell in cells:
                if cell.is_date:
                    cell.number_format = "dd-mm-yyyy"
    written = io.BytesIO()
    book.save(written)
    return _without_moment(written.getvalue())


def _without_moment(workbook: bytes) -> bytes:
    """The same parts, none of which tells when or where it was made. They are stored as they are: what packing makes
    of them differs from one zlib to the next."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:\w+[^>]*>)[^<]*", rb"\g<1>" + WRITTEN.encode(), content)
            part = zipfile.ZipInfo(name, EARLIEST)
            part.create_system = 0
            new.writestr(part, content)
    return made.getvalue()
