"""What a report says of its selection: what it leaves out."""

from forlob.programme.selection import Selection, where_of
from forlob.show import numbers
from forlob.show.words import Words


def selected_texts(selection: Selection, words: Words, dates: bool = False) -> list[str]:
    """A sentence for each part of a selection that leaves figures out; those of the dates only with `dates`."""
    said = []
    for name in ("from_date", "to_date") if dates else ():
        if day := getattr(selection, name):
            said.append(words.ui(f"selected_{name}", value=numbers.day(day, words.language)))
    said += [words.ui(f"selected_{name}") for name in ("mentor", "participant") if getattr(selection, name)]
    if selection.where:
        column, code = where_of(selection)
        said.append(words.ui("selected_where", column=words.column(column).lower(), code=words.code(column, code)))
    return said
