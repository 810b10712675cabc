"""The models of programme.yaml that say which rows of a file are rows of its table: `where`, `skip` and `until`."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, Discriminator, Field, Tag

from forlob.programme.long_models import Texts
from forlob.programme.value_types import Code, Strict

#: The word under `until` for a table that ends at its first empty row.
EMPTY_ROW = "empty_row"


class AllBut(Strict):
    """Every text but these."""

    not_: Texts = Field(alias="not")


def _kind(value: Any) -> str:
    return "AllBut" if isinstance(value, dict | BaseModel) else "Texts"


def _by_column(value: Any) -> Any:
    """Texts as column -> texts; those of the first filled cell of a row under the empty name."""
    return value if isinstance(value, dict) else {"": value}


#: What a cell of a column should say: one of some texts, or none of them.
Wanted = Annotated[Annotated[Texts, Tag("Texts")] | Annotated[AllBut, Tag("AllBut")], Discriminator(_kind)]
#: Column -> the texts that mark a row; under the empty name those of its first filled cell.
Marks = Annotated[dict[Code, Texts], BeforeValidator(_by_column)]
