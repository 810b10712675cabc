"""The models of programme.yaml that say which answers there are, and which stand together."""

from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag, model_validator

from forlob.programme.value_types import Code, LabelPair, Strict, kind_of_group, labels


class CodeItem(LabelPair):
    """One answer of a code list."""

    status: str | None = None
    has_length: bool = False

    @model_validator(mode="before")
    @classmethod
    def _of_one_text(cls, value: Any) -> Any:
        return labels(value)


class Span(Strict):
    """A group of numbers: from and to, both included; an end left out is open."""

    from_: float | None = Field(None, alias="from")
    to: float | None = None


#: Codes that are shown as one, or numbers from and to.
Group = Annotated[Annotated[list[Code], Tag("Members")] | Annotated[Span, Tag("Span")], Discriminator(kind_of_group)]
