"""The models of a long file in programme.yaml: each of its rows holds one answer to one question of one form."""

from typing import Annotated, Any

from pydantic import BeforeValidator

from forlob.programme.value_types import Code, Strict


def _listed(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


#: One text, or a list of them.
Texts = Annotated[list[Code], BeforeValidator(_listed)]


class Question(Strict):
    """The answer to a question, as the source of a column.

    `form`: the form that asks it, where several ask the same. `each`: every answer makes a row of the register, where a
    participant gives several. `column`: the cell of that column beside the answer, in place of the answer itself.
    """

    question: Code
    form: Code | None = None
    column: Code | None = None
    each: bool = False


class Long(Strict):
    """The columns of a long file. Answers whose cells are equal in the columns `row` make one row of a register.

    Of several answers to one question in one such row the one latest by `date` counts, else the last in the file.
    """

    question: Code
    answer: Code
    form: Code | None = None
    date: Code | None = None
    row: Texts = []
