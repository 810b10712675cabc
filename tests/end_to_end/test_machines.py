"""Another machine makes the same bytes: another processor, locale, time zone, file system, font, number of cores.

docs/decisions/every-machine.md says what was decided, and what is not the same.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.end_to_end.conftest import ROOT, Report
from tests.end_to_end.line import Line, lille, repeatable

pytestmark = pytest.mark.slow

#: What numpy found of this processor beyond what every one has, and what the C library looks at.
NUMPY_OFF = {"NPY_DISABLE_CPU_FEATURES": " ".join(np.show_config(mode="dicts")["SIMD Extensions"]["found"])}
BOTH_OFF = {**NUMPY_OFF, "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA,-AVX512F"}
PROCESSORS = {"numpy off": NUMPY_OFF, "both off": BOTH_OFF}
DIGESTS = """
import hashlib, json, math, numpy as np
x = np.linspace(0.001, 30, 20001)
found = {
    "float64": [np.exp(x), np.log(x)],
    "float32": [np.exp(x.astype("float32")), np.log(x.astype("float32"))],
    "math": [np.array([f(one) for one in x.tolist()]) for f in (math.exp, math.log)],
}
print(json.dumps({name: hashlib.md5(np.concatenate(made).tobytes()).hexdigest() for name, made in found.items()}))
"""


def _flags() -> set[str]:
    """What the processor says it can do; nothing where that is not to be read."""
    file = Path("/proc/cpuinfo")
    found = re.search(r"^flags\s*:(.*)$", file.read_text(), re.MULTILINE) if file.is_file() else None
    return set(found[1].split()) if found else set()


def _run(arguments: list[object], environment: dict[str, str]) -> str:
    """What a process of Python prints that sees this environment from its start."""
    command = [sys.executable, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_processor_can_be_made_to_round_otherwise():
    """Without this the tests below would compare a processor with itself."""
    flags = _flags()
    if not flags & {"avx2", "fma"}:
        pytest.skip("the processor has neither AVX2 nor FMA: nothing can be switched off")
    as_is, numpy_off, both_off = (json.loads(_run(["-c", DIGESTS], mode)) for mode in ({}, NUMPY_OFF, BOTH_OFF))
    assert {name for name in as_is if as_is[name] != both_off[name]} == {"float64", "float32", "math"}
    if "avx2" in flags:
        assert [name for name in ("float64", "float32") if as_is[name] != numpy_off[name]]


@pytest.mark.parametrize("processor", PROCESSORS)
@pytest.mark.parametrize("programme", ["kvik", "progression_scales"])
def test_every_processor_makes_the_same_extracts_measures_pages_and_drawings(programme, processor, request, tmp_path):
    as_is: Report = request.getfixturevalue(programme)
    raw, processed, site = (tmp_path / name for name in ("raw", "processed", "site"))
    _run(["-m", "examples", as_is.programme, raw], PROCESSORS[processor])
    folders = ["--raw", raw, "--processed", processed, "--reports", site]
    _run(["-m", "forlob", "report", as_is.programme, *folders, "--renderer", "builtin"], PROCESSORS[processor])
    for here, there in ((raw, as_is.raw), (processed, as_is.processed), (site, as_is.site)):
        _assert_same(here, there)


def test_other_locale_time_zone_seed_folders_and_order_of_files_make_the_same_bytes(finished: Line, tmp_path):
    """The small programme in the locale of nobody, at the other end of the world, with folders listed backwards."""
    other = lille(tmp_path / "et andet sted")
    (tmp_path / "tmp").mkdir()
    environment = {
        "LC_ALL": "C",
        "TZ": "Pacific/Auckland",
        "PYTHONHASHSEED": "7",
        "TMPDIR": str(tmp_path / "tmp"),
        "MPLCONFIGDIR": str(tmp_path / "fonts of matplotlib"),
        "PYTHONPATH": str(Path(__file__).parent / "backwards"),
    }
    assert _run(["-c", "import os; print(os.listdir() == sorted(os.listdir(), reverse=True))"], environment) == "True\n"
    _run(["-m", "forlob", "report", *other.arguments, "--renderer", "builtin", "--jobs", "1"], environment)
    for here, there in ((other.processed, finished.processed), (other.site, finished.site)):
        _assert_same(here, there)


def _assert_same(here: Path, there: Path) -> None:
    made, before = repeatable(here), repeatable(there)
    assert made.keys() == before.keys()
    assert [name for name in made if made[name] != before[name]] == []
