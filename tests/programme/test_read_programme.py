"""programme.yaml is checked strictly: every problem is named with its line, its key and what to do."""

import random
import re
from datetime import date
from pathlib import Path

import pytest

from forlob.errors import ConfigError
from forlob.programme.programme import Programme
from forlob.programme.read_programme import read_programme

MINIMAL = """\
id: trial
title: {da: Forsøget, en: The trial}
projects:
  north: {name: Nord}
extracts:
  - file: participations.csv
    registers:
      participants:
        columns: {participant_id: Borger-id}
"""


def read(tmp_path: Path, text: str) -> Programme:
    path = tmp_path / "programme.yaml"
    path.write_text(text, encoding="utf-8", newline="")
    return read_programme(path)


def wrong(tmp_path: Path, text: str) -> list[str]:
    """The sentences of the error, without the folder."""
    with pytest.raises(ConfigError) as raised:
        read(tmp_path, text)
    return [line.replace(f"{tmp_path}/", "") for line in str(raised.value).splitlines()]


def test_a_minimal_programme(tmp_path):
    made = read(tmp_path, MINIMAL)
    assert (made.id, made.title.en, made.language, made.period.from_, made.disclosure.min_cell) == (
        "trial",
        "The trial",
        "da",
        None,
        5,
    )
    assert made.folder == tmp_path
    assert made.projects["north"].name.da == "Nord"
    assert made.extracts[0].registers["participants"].columns == {"participant_id": "Borger-id"}


def test_the_programme_of_the_project_is_read(checkout):
    made = read_programme(checkout / "programmes" / "kvik" / "programme.yaml")
    assert len(made.projects) == 14
    assert made.extracts[0].format.dates_of("enrolled_on") == ["%d-%m-%Y", "%Y-%m-%d"]


def test_codes_are_text_however_yaml_takes_them(tmp_path):
    made = read(
        tmp_path,
        MINIMAL
        + """\
        values:
          match_group: {2: "2", 02: "2", yes: "2", true: "3", 2.5: "3", "x": null}
groups:
  match_group: {two: [2]}
  age_band: {under_30: {to: 29}, 30_39: {from: 30, to: 39}}
  prior_experience: {any: [yes, no]}
""",
    )
    values = made.extracts[0].registers["participants"].values["match_group"]
    assert values == {"2": "2", "02": "2", "yes": "2", "true": "3", "2.5": "3", "x": None}
    assert made.groups["match_group"] == {"two": ["2"]}
    assert made.groups["prior_experience"] == {"any": ["yes", "no"]}
    assert made.groups["age_band"]["under_30"].to == 29
    assert list(made.groups["age_band"]) == ["under_30", "30_39"]


def test_a_number_may_be_written_with_its_thousands_apart(tmp_path):
    made = read(tmp_path, MINIMAL.replace("{name: Nord}", "{name: Nord, grant_dkk: 1_250_000}"))
    assert made.projects["north"].grant_dkk == 1250000


def test_a_register_may_be_named_alone(tmp_path):
    text = MINIMAL.replace("      participants:\n        columns: {participant_id: Borger-id}\n", "      plans:\n")
    assert read(tmp_path, text).extracts[0].registers["plans"].columns == {}


@pytest.mark.parametrize(
    ("written", "formats"),
    [
        ('"%d-%m-%Y"', ["%d-%m-%Y"]),
        ('["%d-%m-%y"]', ["%d-%m-%y"]),
        ("", None),
        ('{enrolled_on: "%Y%m%d"}', ["%Y%m%d"]),
        ('{exited_on: "%Y%m%d", default: "%d/%m/%Y"}', ["%d/%m/%Y"]),
    ],
)
def test_dates_are_listed_once_or_by_column(tmp_path, written, formats):
    text = MINIMAL.replace("participations.csv\n", f"participations.csv\n    format: {{dates: {written}}}\n")
    assert read(tmp_path, text).extracts[0].format.dates_of("enrolled_on") == formats


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            MINIMAL.replace("title:", "titel:"),
            "programme.yaml, line 2, titel: unknown key; did you mean title? Known here: id,",
        ),
        (
            MINIMAL.replace("file:", "fil:"),
            "programme.yaml, line 6, extracts.0.fil: unknown key; did you mean file? Known",
        ),
        (
            MINIMAL.replace("columns:", "colums:"),
            "programme.yaml, line 9, extracts.0.registers.participants.colums: unknown key; did you mean "
            "columns? Known here: "
            "columns, values, unknown, split, wide, speaker, theme_levels, row, forms, questions, "
            "key, duplicates.",
        ),
        (
            MINIMAL.replace("{name: Nord}", "{name: Nord, grant: 1}"),
            "programme.yaml, line 4, projects.north.grant: unknown key; did you mean grant_dkk? Known here: name,",
        ),
        (
            MINIMAL.replace("file: participations.csv", "file: f\n    format: {encodng: cp1252}"),
            "programme.yaml, line 7, extracts.0.format.encodng: unknown key; did you mean encoding? Known here: "
            "encoding,",
        ),
        (
            MINIMAL.replace("{da: Forsøget, en: The trial}", "{da: F, eng: T}"),
            "programme.yaml, line 2, title.eng: unknown key",
        ),
        (
            MINIMAL + "period: {form: 2012-01-01}\n",
            "programme.yaml, line 10, period.form: unknown key; did you mean from?",
        ),
        (
            MINIMAL + "disclosure: {mincell: 5}\n",
            "programme.yaml, line 10, disclosure.mincell: unknown key; did you mean min_cell?",
        ),
        (
            MINIMAL + "pages: {projects: []}\n",
            "programme.yaml, line 10, pages.projects: unknown key; did you mean project?",
        ),
        (
            MINIMAL + "code_lists: {arm: {a: {da: A, lenght: 1}}}\n",
            "programme.yaml, line 10, code_lists.arm.a.lenght: unknown key",
        ),
        (
            MINIMAL + "groups: {age_band: {young: {form: 1}}}\n",
            "programme.yaml, line 10, groups.age_band.young.form: unknown key",
        ),
        (MINIMAL + "folder: x\n", "programme.yaml, line 10, folder: unknown key"),
        (MINIMAL + "7: x\n", "programme.yaml, line 10, 7: unknown key"),
    ],
)
def test_an_unknown_key_is_named_with_the_nearest(tmp_path, text, sentence):
    assert any(line.startswith(sentence) for line in wrong(tmp_path, text)), wrong(tmp_path, text)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("id: trial\n", "", "programme.yaml, id: is missing. Add it."),
        (
            "id: trial",
            "id: ../x",
            "programme.yaml, line 1, id: should be letters, digits, - and _ only, for folders are named after "
            "it (found: '../x').",
        ),
        (
            "north: {",
            "no/rth: {",
            "programme.yaml, line 4, projects.no/rth: should be letters, digits, - and _ only, for folders are "
            "named after it (found: 'no/rth').",
        ),
        ("file: participations.csv", "file: [a]", "programme.yaml, line 6, extracts.0.file: should be text."),
        (
            "title: {da: Forsøget, en: The trial}",
            "title: [x]",
            "programme.yaml, line 2, title: should be keys and values.",
        ),
        (
            "id: trial",
            "id: trial\nlanguage: dk",
            "programme.yaml, line 2, language: input should be 'da' or 'en' (found: 'dk').",
        ),
        (
            "id: trial",
            "id: trial\nextract_date: 31-03-2014",
            "programme.yaml, line 2, extract_date: should be a date such as 2013-03-31 (found: '31-03-2014').",
        ),
        (
            "id: trial",
            "id: trial\nextract_date: 20140331",
            "programme.yaml, line 2, extract_date: should be a date such as 2013-03-31 (found: '20140331').",
        ),
        (
            "id: trial",
            "id: trial\nsynthetic: perhaps",
            "programme.yaml, line 2, synthetic: should be true or false (found: 'perhaps').",
        ),
        (
            "id: trial",
            "id: trial\ndisclosure: {min_cell: few}",
            "programme.yaml, line 2, disclosure.min_cell: should be a whole number (found: 'few').",
        ),
        (
            "id: trial",
            "id: trial\ndisclosure: {min_cell: 0}",
            "programme.yaml, line 2, disclosure: a min_cell below 5 needs a reason: add because.",
        ),
        (
            "id: trial",
            "id: trial\nnames_to_mask: Ib",
            "programme.yaml, line 2, names_to_mask: should be a list, such as [a, b] (found: 'Ib').",
        ),
        (
            "file: participations.csv",
            "file: f\n    format: {encoding: hex}",
            "programme.yaml, line 7, extracts.0.format.encoding: is not an "
            "encoding: use utf-8 or cp1252 (found: 'hex').",
        ),
        (
            "file: participations.csv",
            "file: f\n    format: {encoding: cp1525}",
            "programme.yaml, line 7, extracts.0.format.encoding: is not an "
            "encoding: use utf-8 or cp1252 (found: 'cp1525').",
        ),
        (
            "file: participations.csv",
            "file: f\n    format: {delimiter: ';;'}",
            "programme.yaml, line 7, extracts.0.format.delimiter: should be "
            "one character, such as \";\" (found: ';;').",
        ),
        (
            "file: participations.csv",
            "file: f\n    format: {decimal: x}",
            "programme.yaml, line 7, extracts.0.format.decimal: input should be '.' or ',' (found: 'x').",
        ),
        (
            "file: participations.csv",
            "file: f\n    format: {dates: [dd-mm-yyyy]}",
            "programme.yaml, line 7, extracts.0.format.dates.default.0: "
            "is not a format of a whole date: write the day as %d, the month as %m, the year as %Y (found: "
            "'dd-mm-yyyy').",
        ),
        (
            "file: participations.csv",
            "file: f\n    snapshots: newest_counts\n    order: '%m'",
            'programme.yaml, line 8, extracts.0.order: should be the form of the date in the names, such as "%Y-%m", '
            '"%B %Y" or "%Y", or name, or {column: header} (found: \'%m\').',
        ),
        (
            "file: participations.csv",
            "file: f\n    snapshots: newest_counts\n    order: [name]",
            'programme.yaml, line 8, extracts.0.order: should be the form of the date in the names, such as "%Y-%m", '
            '"%B %Y" or "%Y", or name, or {column: header}.',
        ),
        (
            "file: participations.csv",
            "file: f\n    snapshots: newest_counts\n    order: {column: Dato, dates: '%d/%m'}",
            "programme.yaml, line 8, extracts.0.order.dates.0: is not a form of a date, month or year: write the year "
            "as %Y, the month as %m or %B (found: '%d/%m').",
        ),
        (
            "file: participations.csv",
            "file: f\n    format: {header_row: 0}",
            "programme.yaml, line 7, extracts.0.format.header_row: input should "
            "be greater than or equal to 1 (found: '0').",
        ),
        (
            "file: participations.csv",
            "file: f\n    constants: {project: [north]}",
            "programme.yaml, line 7, extracts.0.constants.project: should be one value.",
        ),
        (
            "columns: {participant_id: Borger-id}",
            "wide: {step: month}",
            "programme.yaml, line 9, extracts.0.registers.participants.wide: "
            "give either headers (a date format) or columns (header: first day).",
        ),
        (
            "columns: {participant_id: Borger-id}",
            "unknown: eror",
            "programme.yaml, line 9, extracts.0.registers.participants.unknown: "
            "input should be 'error' or 'not_registered' (found: 'eror').",
        ),
        (
            "    registers:\n      participants:\n        columns: {participant_id: Borger-id}\n",
            "    registers:\n      parallel_efforts:\n        split: [';', '/']\n",
            "programme.yaml, line 9, extracts.0.registers.parallel_efforts.split: should be the one text between two "
            'answers, such as split: ";", or the column and its text, such as split: {effort: ";"}.',
        ),
        (
            "    registers:\n      participants:\n        columns: {participant_id: Borger-id}\n",
            "    registers: {}\n",
            "programme.yaml, line 7, extracts.0.registers: should not be empty.",
        ),
        (
            "{participant_id: Borger-id}",
            "{participant_id: }",
            "programme.yaml, line 9, extracts.0.registers.participants.columns.participant_id: should be text.",
        ),
    ],
)
def test_a_value_of_the_wrong_type_says_what_it_should_be(tmp_path, old, new, sentence):
    assert sentence in wrong(tmp_path, MINIMAL.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "participants:",
            "participant:",
            "registers.participant: participant is no register; did you mean participants? Known here",
        ),
        (
            "{participant_id:",
            "{paticipant_id:",
            "columns.paticipant_id: paticipant_id is no column of participants; did you mean "
            "participant_id? Known here: participant_id, project, enrolled_on,",
        ),
        (
            "columns: {participant_id: Borger-id}",
            "values: {educaton: {x: basic_school}}",
            "values.educaton: educaton is no column of",
        ),
        (
            "columns: {participant_id: Borger-id}",
            "values: {education: {x: basic_skool}}",
            "values.education: basic_skool is no code of "
            "education; did you mean basic_school? Fix it, or add it to code_lists.",
        ),
        (
            "columns: {participant_id: Borger-id}",
            "columns: {project: {one_hot: {N: nort}}}",
            "columns.project: nort is no code of project; did you mean north? Fix it, or add it to projects.",
        ),
        (
            "columns: {participant_id: Borger-id}",
            "unknown: {educaton: error}",
            "unknown.educaton: educaton is no column",
        ),
        (
            "columns: {participant_id: Borger-id}",
            "wide: {headers: '%Y-%m'}",
            "participants is not read from wide files, only spells and measurements are",
        ),
        (
            "file: participations.csv",
            "file: f\n    constants: {projet: north}",
            "constants.projet: projet is no column of its registers; did you mean project?",
        ),
        (
            "file: participations.csv",
            "file: f\n    format: {dates: {enroled_on: '%d-%m-%Y'}}",
            "dates.enroled_on: enroled_on is no column",
        ),
        (
            "id: trial",
            "id: trial\ngroups: {eduction: {a: [basic_school]}}",
            "groups.eduction: eduction is no column or code list; did you mean education?",
        ),
        (
            "id: trial",
            "id: trial\ngroups: {education: {a: [basic]}}",
            "groups.education.a: basic is no code of education",
        ),
        (
            "id: trial",
            "id: trial\ngroups: {education: {a: [basic_school], b: [basic_school]}}",
            "groups.education.b: basic_school stands in a already. Leave it in one group.",
        ),
        (
            "id: trial",
            "id: trial\nexit_status: {job: gone}",
            "exit_status.job: gone is no status group. Known here: self_supporting,",
        ),
        (
            "id: trial",
            "id: trial\nexit_status: {jobb: other}",
            "exit_status.jobb: jobb is no exit reason; did you mean job?",
        ),
        (
            "id: trial",
            "id: trial\ncode_lists: {eduction: {a: {da: A}}}",
            "code_lists.eduction: is not a code list; did you mean education?",
        ),
        (
            "id: trial",
            "id: trial\nperiod: {from: 2013-01-01, to: 2012-01-01}",
            "period: from 2013-01-01 is later than to 2012-01-01.",
        ),
        (
            "{name: Nord}",
            "{name: Nord, also_written: [A]}\n  south: {name: Syd, also_written: [a ]}",
            "projects.south: a is written for north too. Leave it under one of the two projects.",
        ),
        (
            "{name: Nord}",
            "{name: Nord, target_group: {match_groups: [9]}}",
            "projects.north.target_group.match_groups: 9 is no match group",
        ),
        (
            "id: trial",
            "id: trial\npages: {project: [progression], programme: [programme, quality]}",
            "pages.programme: quality is run for every report. Leave it out.",
        ),
    ],
)
def test_a_name_that_nothing_answers_to(tmp_path, old, new, sentence):
    text = MINIMAL.replace(old, new)
    assert any(sentence in line for line in wrong(tmp_path, text)), wrong(tmp_path, text)


def test_all_problems_are_named(tmp_path):
    text = MINIMAL.replace("file:", "fil:").replace("title:", "titel:") + "language: dk\n"
    assert len(wrong(tmp_path, text)) == 5  # each of the two misspelt keys is missing as well
    text = MINIMAL + "".join(f"wrong_{n}: 1\n" for n in range(12))
    assert wrong(tmp_path, text)[10:] == ["and 2 more"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (MINIMAL + "id: other\n", r"line 10: is not valid YAML: the key id stands twice\. Fix that line\."),
        ("id: x\ntitle:\n\tda: y\n", r"line 3: .*: found character '\\t' .*tab: put spaces in its place.*"),
        ("id: x\ntitle: [x\n\n", r"line 4: .*: a comma or \] is missing before this, in what begins in line 2\. .*"),
        ("id: x\ntitle: 'x\n\n", r"line 2: is not valid YAML: a quote that is not closed\. Fix that line\."),
        ("id: x\ntitle\nunit: y\n", r"line 2: is not valid YAML: a key without a colon and a space after it, .*"),
        ("title: Trial: first\n", r"line 1: .* a colon where none can be: put a text with a colon in quotes, .*"),
        ("title:\n  da: x\n en: y\n", r"line 3: .*: the line is not indented as its neighbours are, .*"),
        ("title: 'x' y\n", r"line 1: .* or something follows a closing quote or bracket\. Fix that line\."),
        ("title: {da: x\nid: y\n", r"line 2: .*: a comma or \} is missing before this, in what begins in line 1\. .*"),
        ('title: "C:\\data"\n', r"line 1: .*: a backslash between double quotes: put the text in single quotes\. .*"),
        ("projects: - x\n", r"line 1: .* begin it on the next line\. Fix that line\."),
        ("title: @x\n", r"line 1: is not valid YAML: a text that begins with @: put it in quotes\. Fix that line\."),
        (
            "id: x\nextract_date: 2013-02-31\n",
            r"line 2: is not valid YAML: '2013-02-31' cannot be read: .* Fix that line\.",
        ),
        ("title: *x\n", r"line 1: .* a text that begins with a sign that YAML reads: put it in quotes\. .*"),
        ("title: > x\n", r"line 1: .* a text that begins with a sign that YAML reads: put it in quotes\. .*"),
        ("id: x\n---\nid: y\n", r"line 2: .*: a second document begins here: take the line away\. .*"),
        ("- a\n", r"programme.yaml: should be keys and values, beginning with id: and title:\."),
        ("", r"programme.yaml: should be keys and values, beginning with id: and title:\."),
        ("\0", r"programme.yaml: is not valid YAML: .* Fix it\."),
        ("[" * 500, r"programme.yaml: is not valid YAML: brackets stand too deep in one another\. Fix it\."),
    ],
)
def test_what_is_no_yaml(tmp_path, text, sentence):
    (line,) = wrong(tmp_path, text)
    assert re.search(sentence, line), line


def test_a_file_that_is_not_there_or_not_utf8(tmp_path):
    with pytest.raises(ConfigError, match="no such file"):
        read_programme(tmp_path / "none.yaml")
    with pytest.raises(ConfigError, match="cannot be read"):
        read_programme(tmp_path)
    (tmp_path / "latin.yaml").write_bytes("id: forsøg".encode("cp1252"))
    with pytest.raises(ConfigError, match="is not UTF-8. Save it as UTF-8"):
        read_programme(tmp_path / "latin.yaml")


def test_a_byte_order_mark_and_line_ends_of_windows_do_not_matter(tmp_path):
    assert read(tmp_path, "\ufeff" + MINIMAL.replace("\n", "\r\n")).id == "trial"


def test_any_mutation_is_read_or_a_config_error(tmp_path, checkout):
    """A thousand small changes: a piece deleted, doubled, moved or replaced by something that YAML knows."""
    chance = random.Random(1)
    text = (checkout / "programmes/kvik/programme.yaml").read_text(encoding="utf-8")[:4500]
    bits = [
        "\t",
        "- ",
        ": ",
        "{",
        "]",
        "&a ",
        "*a",
        "!!int ",
        "!x ",
        "null",
        "[]",
        "2013-02-31",
        "1e999",
        "\n",
        "'",
        '"',
        "? ",
        "<<: ",
        "|",
    ]
    for _ in range(150):
        mutated = text
        for _ in range(chance.randint(1, 4)):
            at, length = chance.randrange(len(mutated)), chance.randint(0, 12)
            piece = mutated[at : at + length]
            new = chance.choice(["", piece * 2, chance.choice(bits), piece[::-1], piece.upper()])
            mutated = mutated[:at] + new + mutated[at + length :]
        try:
            assert isinstance(read(tmp_path, mutated), Programme)
        except ConfigError as error:
            assert "programme.yaml" in str(error)


def test_a_day_is_a_date(tmp_path):
    assert read(tmp_path, MINIMAL + "extract_date: 2014-03-31\n").extract_date == date(2014, 3, 31)
