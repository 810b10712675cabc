"""Words: where a label comes from, and what happens without one."""

import re
from pathlib import Path

import pytest

from forlob.measures.catalogue import codebook
from forlob.programme.programme import Programme
from forlob.show import word_files as module
from forlob.show.words import Words


@pytest.fixture
def programme():
    return Programme(
        id="trial",
        title="Trial",
        extracts=[{"file": "a.csv", "registers": {"participants": None}}],
        code_lists={"benefit": {"cash_benefit": {"da": "Kontanthjælp m.v.", "en": "Cash benefit etc."}}},
        groups={"age_band": {"25_to_40": {"from": 25, "to": 40}, "from_41": {"from": 41}, "to_24": {"to": 24}}},
        projects={
            "a": {"name": {"da": "Kurs mod job", "en": "On participation"}, "municipality": "Brøndby"},
            "b": {"name": "Pit Stop", "municipality": "Thisted"},
            "c": {"name": "Andet i Thisted", "municipality": "Thisted"},
        },
    )


def test_own_code_lists_come_first(programme):
    assert Words("da", programme).code("benefit", "cash_benefit") == "Kontanthjælp m.v."
    assert Words("en", programme).code("benefit", "sickness_benefit") == "Sickness benefit"
    assert Words("en").code("benefit", "sickness_benefit") == "Sickness benefit"


def test_then_words_then_months_then_spans_then_the_code(programme):
    da, en = Words("da", programme), Words("en", programme)
    assert da.code("gender", "not_registered") == "Uoplyst"
    assert da.point("2012-03") == "marts 2012"
    assert da.code("week", "2008-W05") == "uge 5, 2008"
    assert da.code("age_band", "25_to_40") == "25-40 år"
    assert da.code("age_band", "from_41") == "41 år og derover"
    assert en.code("age_band", "to_24") == "up to and including age 24"
    assert da.code("state", "HE") == "HE"


def test_a_code_may_mean_something_else_in_one_dimension():
    assert Words("da").code("exit", "other") == "Andre årsager"
    assert Words("da").code("exit_reason", "other") == "Andet"


def test_a_measure_that_is_split_says_by_what():
    da, en = Words("da"), Words("en")
    assert da.measure("participants.enrolled by education") == "Deltagere fordelt på uddannelse"
    assert en.measure("exits.job by gender, match_group") == "Exited to job by gender and match group"
    assert da.measure("progression.first by item, respondent") == da.measure("progression.first")
    assert (
        da.measure("progression.first by item, respondent, gender")
        == da.measure("progression.first") + " fordelt på køn"
    )
    assert (da.short("participants.enrolled by gender"), da.short("exits.job by gender")) == ("Køn", "Job")


def test_statistics_of_registers_speak_of_registers_columns_and_labels():
    da = Words("da")
    assert da.question("placements: form") == ("Virksomhedspraktikker", "Praktikform")
    assert da.answer("placements: form", "company_centre") == "Virksomhedscenter"
    assert da.question("Startskema: Hvad nu?") == ("Startskema", "Hvad nu?")
    assert da.answer("Startskema: Hvad nu?", "Job") == "Job"


def test_projects_and_places(programme):
    da = Words("da", programme)
    assert (da.project("a"), da.place("a")) == ("Kurs mod job", "Brøndby")
    assert da.place("b") == "Pit Stop"  # two projects in Thisted
    assert da.project("") == "Hele programmet"
    assert da.project("unknown") == "unknown"


def test_phrases_are_filled():
    assert Words("da").ui("n_of", n="51", of="72") == "51 af 72"
    assert Words("en").joined(["2", "3", "4"]) == "2, 3 and 4"
    assert Words("da").joined(["2"]) == "2"


@pytest.mark.parametrize("entry", codebook().values(), ids=lambda entry: entry.measure)
def test_every_measure_has_a_name_and_a_definition_in_both_languages(entry):
    """Missing English would be shown in Danish, so the test reads the codebook and not `Words`."""
    assert entry.da and entry.en and entry.def_da != entry.def_en
    assert entry.def_da.endswith(".") and entry.def_en.endswith(".")
    assert Words("en").definition(entry.measure) == entry.def_en


def test_no_two_measures_have_the_same_definition():
    for field in ("def_da", "def_en"):
        definitions = [getattr(entry, field) for entry in codebook().values()]
        assert len(definitions) == len(set(definitions))


def test_a_measure_that_is_not_known_is_named_by_its_code_and_not_defined():
    assert Words("da").definition("no.such_measure") == ""
    assert Words("da").measure("no.such_measure") == "no.such_measure"


def test_no_key_stands_in_two_files_and_every_phrase_is_in_both_languages():
    files = [module.of_file(name) for name in module.FILES]
    keys = [(section, key) for file in files for section in file for key in file[section]]
    assert len(keys) == len(set(keys))
    for own in files[:-1]:
        assert not [key for section in own for key, item in own[section].items() if not (item["da"] and item["en"])]


def test_every_phrase_that_the_code_asks_for_is_there():
    folders = (Path(module.__file__).parent, Path(module.__file__).parents[1] / "site")
    code = "\n".join(path.read_text(encoding="utf-8") for folder in folders for path in folder.rglob("*.py"))
    asked = set(re.findall(r'\.ui\(\s*"([a-z0-9_]+)"', code))
    assert not asked - set(module.section("ui"))
