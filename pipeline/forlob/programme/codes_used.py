"""The programme as its figures know it: without the built-in codes that it does not use."""

from collections.abc import Iterable, Iterator, Mapping

from forlob.programme.code_lists import list_name
from forlob.programme.programme import Programme


def with_codes_used(programme: Programme, used: Mapping[str, Iterable[str]]) -> Programme:
    """The programme whose code lists have a built-in code only where some register of it uses the code.

    Codes that programme.yaml names itself, in code_lists, groups or exit_status, stay; so does the status group of each
    exit reason that stays. `used`: list -> the codes that occur. Lists that are not in it stay as they are.
    """
    kept = {name: frozenset([*codes, *_named(programme, name)]) for name, codes in used.items()}
    known = programme.counting(kept)
    if "status_group" in kept:
        kept["status_group"] |= frozenset(map(known.status_of, known.code_list("exit_reason")))
    return programme.counting(kept)


def _named(programme: Programme, name: str) -> Iterator[str]:
    """The codes of a list that groups and exit_status name."""
    for column, groups in programme.groups.items():
        if list_name(column) == name:
            yield from (code for members in groups.values() if isinstance(members, list) for code in members)
    if name == "exit_reason":
        yield from programme.exit_status
