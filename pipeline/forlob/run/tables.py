"""The tables that an executed notebook keeps, as the notebook itself holds them."""

import json
from collections.abc import Iterator
from pathlib import Path


def tables_in(path: Path, kind: str) -> Iterator[str]:
    """The tables of a kind, as CSV, that an executed notebook keeps: measures, or findings."""
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        for output in cell.get("outputs", []):
            if output.get("metadata", {}).get("forlob", {}).get("kind") == kind:
                yield "".join(output["data"]["text/csv"])
