"""The synthetic extracts of the social mentors: the files, the planted flaws as findings, and other seeds."""

import csv
import io
import subprocess
import sys
from datetime import datetime

import openpyxl
import pytest
from ruamel.yaml import YAML

from examples.social_mentors import FILES, SEED, TIME, WORKBOOK, make
from forlob.intake import clean_whole
from forlob.measures import companies, participants, time
from forlob.measures.csv_text import to_csv_text
from forlob.measures.data import Data
from forlob.measures.rows import combine, compute
from forlob.programme.read_programme import read_programme
from forlob.storage.workspace import workspace
from tests.end_to_end.published import by_key, figure_differs, figures_of, read_published

#: Written in the files so that there is nothing to report.
NO_FINDINGS = ("second_clock",)
SHEETS = {
    "Deltagere": "participants",
    "Parallelle indsatser": "parallel_efforts",
    "Hændelser": "events",
    "Opgaver": "tasks",
    "Virksomheder": "companies",
    "Deltagere i virksomheder": "company_participants",
}
COUNTED = [
    *[
        participants.enrolled,
        participants.exited,
        participants.active,
        participants.enrolled.by("pathway"),
        participants.enrolled.by("gender"),
    ],
    *[participants.enrolled.by("age_band"), participants.enrolled.by("education"), participants.enrolled.by("benefit")],
    *[time.hours, time.hours.by("category"), time.hours.by("time_of_day"), time.hours_per_participant],
    *[companies.registered, companies.participants, companies.with_more_than_one_participant],
    *[companies.registered.by("ownership"), companies.registered.by("prior_experience")],
]


@pytest.fixture(scope="module")
def programme(checkout):
    return read_programme(checkout / "programmes" / "social-mentors" / "programme.yaml")


@pytest.fixture(scope="module")
def published():
    return read_published("social-mentors")


@pytest.fixture(scope="module")
def extracts():
    return make()


@pytest.fixture(scope="module")
def cleaned(programme, extracts, tmp_path_factory):
    return clean(programme, extracts, tmp_path_factory.mktemp("raw"))


def clean(programme, extracts, folder):
    for name, content in extracts.files.items():
        (folder / name).write_bytes(content)
    folders = workspace(programme.folder / "programme.yaml", programme.id, raw=str(folder))
    return clean_whole(programme, folders)


def test_the_findings_are_the_planted_flaws_row_by_row(extracts, cleaned):
    planted = {(f.rule, f.file, f.row, f.column) for f in extracts.flaws if f.rule not in NO_FINDINGS}
    rows = cleaned.findings.to_dict("records")
    whole_rows = ("duplicate_row", "duplicate_participation")
    found = {(r["rule"], r["file"], r["row"], None if r["rule"] in whole_rows else r["column"]) for r in rows}
    assert found == planted
    assert len(rows) == len(planted) > 50
    for row in rows:
        sheet = row["file"].partition("#")[2]
        assert row["register"] == SHEETS.get(sheet, "time_registrations")
        assert row["severity"] != "error" and row["message"]


def test_every_kind_of_flaw_that_the_docstring_names_is_there(extracts):
    assert {flaw.rule for flaw in extracts.flaws} == {
        *("spelling", "second_date_format", "second_clock", "bad_date", "bad_number"),
        *("duplicate_row", "duplicate_participation", "orphan", "outside_period"),
        *("exit_before_enrolment", "starts_before_enrolment", "starts_after_exit", "open_end"),
        *("time_too_short", "time_too_long", "time_overlap", "time_not_positive"),
    }


def wrong_figures(programme, cleaned, published):
    """The printed figures that do not come out, and what is wrong."""
    figures, tables = figures_of(published), []
    for project in (None, *programme.projects):
        for to in {None, *(figure.get("to") for figure in published["figures"])}:
            tables.append(compute(Data.of(programme, cleaned.registers, project, None, to), *COUNTED))
    rows = list(csv.DictReader(io.StringIO(to_csv_text(combine(*tables)))))
    of_day = {to: by_key(rows, to) for to in {row["to"] for row in rows}}
    said = {str(row): figure_differs(project, row, of_day[str(row.get("to", ""))]) for project, row in figures}
    return {figure: wrong for figure, wrong in said.items() if wrong}


def test_the_printed_figures_come_out(programme, cleaned, published):
    assert wrong_figures(programme, cleaned, published) == {}


@pytest.mark.parametrize("seed", [SEED + 1, 1])
def test_the_figures_and_the_flaws_do_not_hang_on_the_seed(programme, published, tmp_path, seed):
    extracts = make(seed)
    other = clean(programme, extracts, tmp_path)
    assert wrong_figures(programme, other, published) == {}
    assert len(other.findings) == len([flaw for flaw in extracts.flaws if flaw.rule not in NO_FINDINGS])


def test_the_hours_that_the_printed_table_lacks_came_after_its_day(cleaned):
    registrations = cleaned.registers["time_registrations"]
    late = registrations[registrations["date"] > "2008-09-10"]
    assert set(late["category"]) == {"other"} and round(late["hours"].sum(), 6) == 34
    assert round(registrations["hours"].sum(), 6) == 956 and set(late["project"]) == {"herlev", "odense", "viborg"}


def test_mentors_are_as_many_as_the_jobcentres_have(cleaned, programme):
    registrations = cleaned.registers["time_registrations"]
    mentors = registrations.groupby("project")["mentor_id"].nunique().to_dict()
    assert mentors == {project: about.mentors for project, about in programme.projects.items()}
    assert registrations["mentor_id"].nunique() == 15


def test_the_workbook_has_a_sheet_a_register_with_dates_as_dates(extracts):
    assert tuple(extracts.files) == FILES
    book = openpyxl.load_workbook(io.BytesIO(extracts.files[WORKBOOK]))
    assert book.sheetnames == list(SHEETS)
    header, first, *_ = book["Deltagere"].iter_rows(values_only=True)
    assert header[:4] == ("Borgernr.", "Jobcenter", "Startdato", "Fødselsdato")
    assert isinstance(first[2], datetime) and first[2].year == 2008


def test_the_registrations_of_time_are_as_a_danish_register_writes_them(extracts):
    content = extracts.files[TIME]
    assert content.count(b"\r\n") == content.count(b"\n") > 1500
    header, first, *_ = content.decode("cp1252").splitlines()
    assert header == "Borgernr.;Mentor;Dato;Klokkeslæt;Tidsforbrug;Timer"
    participant, mentor, day, clock, category, hours = first.split(";")
    assert (participant[0], mentor[0], category) == ("B", "M", "Andet")
    assert datetime.strptime(f"{day} {clock}", "%d-%m-%Y %H:%M") and float(hours.replace(",", ".")) > 0


def test_the_same_bytes_each_time_whatever_the_clock(extracts, tmp_path, checkout):
    folder = tmp_path / "social-mentors"
    run = [sys.executable, "-m", "examples", "social-mentors", folder]
    subprocess.run(run, cwd=checkout, env={"PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland"}, check=True)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == extracts.files
    assert b"2008-09-30T12:00:00Z" in extracts.files[WORKBOOK]


def test_programme_and_printed_figures_say_what_is_published(programme, published):
    printed = YAML(typ="safe").load((programme.folder / "printed_figures.yaml").read_text(encoding="utf-8"))
    for key in ("source", "programme", "register_period", "figures", "also_printed"):
        assert printed[key] == published[key]
    assert (programme.period.from_, programme.period.to) == tuple(published["register_period"].values())
    for project, facts in published["projects"].items():
        about = programme.projects[project]
        assert (about.name.da, about.places, about.mentors) == (facts["name"], facts["places"], facts["mentors"])
