"""What a cleaned register must look like, as pandera schemas made from the declared registers."""

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from forlob.cleaning.categories import is_coded
from forlob.programme.programme import Programme
from forlob.programme.registers import DTYPES

#: Columns that cleaning makes of others, or changes.
MADE = {
    "participation_id": pa.Column("Int64", nullable=True, required=False),
    "age": pa.Column("Int64", pa.Check.in_range(0, 110), nullable=True, required=False),
    "pseudonym": pa.Column("string", nullable=True, required=False),
    "identifier_at": pa.Column("string", nullable=True, required=False),
    "exit_status": pa.Column("string", nullable=True, required=False),
    "suppressed": pa.Column("string", nullable=True, required=False),
    "hours": pa.Column("float64", pa.Check.gt(0), required=False),
    "started_at": pa.Column("datetime64[us]", nullable=True, required=False),
    "time_of_day": pa.Column("string", nullable=True, required=False),
}


def schema(register: str, programme: Programme) -> pa.DataFrameSchema:
    """The schema of a cleaned register: types, codes within their list, one row a participation in participants."""
    columns = dict(MADE)
    for name, kind in programme.columns_of(register).items():
        codes = (
            list(programme.projects) if kind == "project" else list(programme.code_list(name)) if kind == "code" else []
        )
        checks = [pa.Check.isin(codes)] if codes else []
        if name not in MADE:
            columns[name] = pa.Column(DTYPES[kind], checks, nullable=True, required=False)
    if register == "participants":
        columns["participation_id"] = pa.Column("Int64", unique=True)
    return pa.DataFrameSchema(columns, strict=True)


def broken(register: str, frame: pd.DataFrame, programme: Programme) -> str | None:
    """What a cleaned register breaks of its schema, without any value of it; None where it holds.

    Of a column of categories only the categories are looked at.
    """
    expected = schema(register, programme)
    coded = [name for name in frame if is_coded(frame[name])]
    parts = [frame.drop(columns=coded), *(pd.DataFrame({name: frame[name].cat.categories}) for name in coded)]
    broken_parts = [said for part in parts if (said := _broken(part, expected))]
    return "; ".join(broken_parts) or None


def _broken(frame: pd.DataFrame, expected: pa.DataFrameSchema) -> str:
    try:
        expected.validate(frame, lazy=True)
    except SchemaErrors as error:
        cases = error.failure_cases[["column", "check"]].drop_duplicates().astype("string")
        return "; ".join(f"{column}: {check}" for column, check in cases.itertuples(index=False))
    return ""
