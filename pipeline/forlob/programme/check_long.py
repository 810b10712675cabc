"""Checks what programme.yaml says of a long file: that each register tells which answers make one of its rows."""

from collections.abc import Iterator

from forlob.programme.extract_models import Extract, RegisterMapping
from forlob.programme.long_models import Question

#: Where a problem stands in the file, and what it is.
Problem = tuple[list, str]


def in_long(extract: Extract, register: str, mapping: RegisterMapping, at: list) -> Iterator[Problem]:
    """What a register cannot be read by: questions of a file that is not long, forms of one without forms."""
    asked = {column: source for column, source in mapping.columns.items() if isinstance(source, Question)}
    if extract.long is None:
        for key in ("row", "forms", "questions"):
            if getattr(mapping, key):
                yield [*at, key], "is for long files only. Add long: to the file, or delete it."
        for column in asked:
            yield [*at, "columns", column], "names a question of a file that is not long. Add long: to the file."
        return
    if mapping.by_question and not (mapping.row or extract.long.row):
        said = f"does not say which answers make one row of {register}. Add row: with the columns that are equal in it."
        yield at, said
    if mapping.wide:
        yield [*at, "wide"], "is not for long files. Delete it."
    each = [column for column, source in asked.items() if source.each]
    if len(each) > 1:
        yield [*at, "columns", each[1]], f"has each, as {each[0]} has. Leave it at one of them."
    if extract.long.form is None:
        for key in ["forms"] if mapping.forms else []:
            yield [*at, key], "names forms of a file without them. Add form: below long:, or delete it."
        for column, source in asked.items():
            if source.form:
                yield (
                    [*at, "columns", column],
                    "names a form of a file without them. Add form: below long:, or delete it.",
                )
