"""Words: where a label comes from, and what happens without one."""

import re
from pathlib import Path

import pytest

from forlob.measures.catalogue import all_measures, declared
from forlob.programme.programme import Programme
from forlob.show import words as module
from forlob.show.words import Words, columns_of


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
    assert Words("da", programme).group("participants.by_benefit", "cash_benefit") == "Kontanthjælp m.v."
    assert Words("en", programme).group("benefit", "sickness_benefit") == "Sickness benefit"
    assert Words("en").group("benefit", "sickness_benefit") == "Sickness benefit"


def test_then_words_then_months_then_spans_then_the_code(programme):
    da, en = Words("da", programme), Words("en", programme)
    assert da.group("participants.by_gender", "not_registered") == "Uoplyst"
    assert da.group("participants.cumulative", "2012-03") == "marts 2012"
    assert da.group("time.hours_by_week", "2008-W05") == "uge 5, 2008"
    assert da.group("participants.by_age_band", "25_to_40") == "25-40 år"
    assert da.group("participants.by_age_band", "from_41") == "41 år og derover"
    assert en.group("participants.by_age_band", "to_24") == "up to and including age 24"
    assert da.group("spells.by_state", "HE") == "HE"


def test_a_code_may_mean_something_else_in_one_measure():
    assert Words("da").group("cumulative_incidence", "other") == "Andre årsager"
    assert Words("da").group("status.final", "other") == "Andet"


@pytest.mark.parametrize(
    ("measure", "columns"),
    [
        ("participants.by_match_group", ("match_group", "")),
        ("placements.by_form", ("form", "")),
        ("status.final", ("exit_reason", "")),
        ("time.hours_by_time_of_day", ("time_of_day", "")),
        ("time.hours_by_category_and_time_of_day", ("category", "time_of_day")),
        ("crosstab.pathway_by_parallel_effort", ("pathway", "parallel_effort")),
        ("companies.by_prior_experience", ("prior_experience", "")),
    ],
)
def test_a_measure_says_what_its_groups_are(measure, columns):
    assert columns_of(measure) == columns


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


MEASURES = sorted({measure.name for measure in (*all_measures(), *declared())} | set(module._section("measures")))


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_has_a_name_and_a_definition_in_both_languages(measure):
    """Missing English would be shown in Danish, so the test reads the file and not `Words`."""
    words = module._section("measures")[measure]
    assert {*words} == {"da", "en", "def_da", "def_en"} and all(words.values())
    assert words["def_da"].endswith(".") and words["def_en"].endswith(".")
    assert words["def_da"] != words["def_en"]
    assert Words("en").definition(measure) == words["def_en"]


def test_no_two_measures_have_the_same_definition():
    for field in ("def_da", "def_en"):
        definitions = [words[field] for words in module._section("measures").values()]
        assert len(definitions) == len(set(definitions))


def test_a_measure_that_is_not_known_is_named_by_its_code_and_not_defined():
    assert Words("da").definition("no.such_measure") == ""
    assert Words("da").measure("no.such_measure") == "no.such_measure"


def test_no_key_stands_in_two_files_and_every_phrase_is_in_both_languages():
    files = [module._file(name) for name in module.FILES]
    keys = [(section, key) for file in files for section in file for key in file[section]]
    assert len(keys) == len(set(keys))
    for own in files[:-1]:
        assert not [key for section in own for key, item in own[section].items() if not (item["da"] and item["en"])]


def test_every_phrase_that_the_code_asks_for_is_there():
    folders = (Path(module.__file__).parent, Path(module.__file__).parents[1] / "site")
    code = "\n".join(path.read_text(encoding="utf-8") for folder in folders for path in folder.rglob("*.py"))
    asked = set(re.findall(r'\.ui\(\s*"([a-z0-9_]+)"', code))
    assert not asked - set(module._section("ui"))
