"""Reads XML without trusting it: no document type, so no entities; not too deep and not too much."""

import xml.etree.ElementTree as ET
from typing import Any
from xml.parsers import expat

from forlob.extracts.raw_tables import FileProblem

MOST_ELEMENTS = 1_000_000
MOST_DEEP = 200


def read_xml(data: bytes, what: str) -> ET.Element:
    """The root element; names are without their namespaces.

    Raises FileProblem where the bytes are not XML, or hold a DOCTYPE: entities are declared nowhere else, and whoever
    exports data needs none.
    """
    builder = ET.TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    depth = elements = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, elements
        depth, elements = depth + 1, elements + 1
        if depth > MOST_DEEP or elements > MOST_ELEMENTS:
            raise FileProblem("unsafe_file", f"{what} is deeper or larger than an export is; export it again")
        builder.start(_local(name), {_local(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_local(name))

    def doctype(*_: Any) -> None:
        raise FileProblem("unsafe_file", f"{what} holds a DOCTYPE, which an export has no need of; export it again")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)
        return builder.close()
    except (expat.ExpatError, LookupError, ValueError, AssertionError) as error:
        line = getattr(error, "lineno", None)
        where = f" (line {line})" if line else ""
        raise FileProblem("damaged_file", f"{what} is not XML{where}; export it again") from None


def _local(name: str) -> str:
    return name.rpartition("}")[2]
