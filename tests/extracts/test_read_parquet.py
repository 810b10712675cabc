"""Parquet files keep their types."""

from datetime import date, datetime
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq

from forlob.extracts.read_extract import read_extract
from forlob.programme.extract_models import Extract
from tests.extracts.files import problem, rows


def written(tmp_path, table: pa.Table, **form):
    pq.write_table(table, tmp_path / "f.parquet")
    extract = {"file": "f.parquet", "format": form, "registers": {"plans": None}}
    return read_extract(tmp_path, Extract.model_validate(extract))


def test_cells_are_typed(tmp_path):
    table = pa.table(
        {
            "id": ["01", None],
            "day": [date(2012, 3, 1), None],
            "at": pa.array([datetime(2012, 3, 1, 14, 30), None], pa.timestamp("ns")),
            "n": [1.5, float("nan")],
            "k": [2, None],
            "yes": [True, None],
            "price": [Decimal("1.50"), None],
            "many": [[1], None],
            "answer": pa.array(["Ja", None]).dictionary_encode(),
            "utc": pa.array([datetime(2012, 3, 1), None], pa.timestamp("us", "UTC")),
        }
    )
    made = written(tmp_path, table.append_column("last", pa.array(["a", "b"])))
    assert rows(made)[2] == [
        "01",
        date(2012, 3, 1),
        datetime(2012, 3, 1, 14, 30),
        1.5,
        2,
        "true",
        "1.50",
        "[1]",
        "Ja",
        datetime(2012, 3, 1, 1),
        "a",
    ]
    assert rows(made)[3] == [""] * 10 + ["b"]
    assert made.decimal == "."


def test_moments_with_a_time_zone_are_those_of_local_clocks(tmp_path):
    """Midnight in Copenhagen is 23:00 of the day before in UTC in January, 22:00 in July; one without a zone stays."""
    moments = [datetime(2023, 12, 31, 23), datetime(2024, 6, 30, 22), None]
    table = pa.table(
        {
            "utc": pa.array(moments, pa.timestamp("ns", "UTC")),
            "new_york": pa.array(moments, pa.timestamp("ms", "America/New_York")),
            "none": pa.array(moments, pa.timestamp("us")),
        }
    )
    midnights = [datetime(2024, 1, 1), datetime(2024, 7, 1)]
    of_columns = list(zip(*rows(written(tmp_path, table)).values(), strict=True))
    assert of_columns == [tuple(midnights), tuple(midnights), tuple(moments[:2])]
    in_utc = list(zip(*rows(written(tmp_path, table, timezone="UTC")).values(), strict=True))
    assert in_utc == [tuple(moments[:2])] * 3


def test_rows_count_as_under_a_header(tmp_path):
    assert list(rows(written(tmp_path, pa.table({"a": ["x", None, "y"]})))) == [2, 4]


def test_what_is_no_parquet(tmp_path):
    assert problem(tmp_path, b"a;b\n1;2", "f.parquet")[::2] == (
        "wrong_encoding",
        "the file is not Parquet or is damaged; deliver it again",
    )
    assert problem(tmp_path, b"PAR1" + b"x" * 50 + b"PAR1", "f.parquet")[0] == "wrong_encoding"


def test_no_rows(tmp_path):
    pq.write_table(pa.table({"a": pa.array([], pa.string())}), tmp_path / "e.parquet")
    assert problem(tmp_path, (tmp_path / "e.parquet").read_bytes(), "f.parquet")[0] == "no_rows"
