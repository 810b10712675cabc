"""The package's own YAML is read quickly, and as the YAML of researchers is."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

import forlob
from forlob.programme.package_yaml import own_yaml

PACKAGE = Path(forlob.__file__).parent
FILES = sorted(path for path in PACKAGE.rglob("*.yaml") if "_notebooks" not in path.parts)


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_as_a_reader_of_yaml_1_2_reads_it(file):
    package = ".".join(file.parent.relative_to(PACKAGE.parent).parts)
    assert own_yaml(package, file.name) == YAML(typ="safe").load(file.read_text(encoding="utf-8"))
