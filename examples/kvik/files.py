"""A table as the register system exports it: semicolons, cp1252, CRLF; quotes only where they are needed."""

import csv
import io

import pandas as pd


def as_bytes(table: pd.DataFrame) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows(table.itertuples(index=False))
    return text.getvalue().encode("cp1252")
