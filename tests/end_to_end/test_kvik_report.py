"""What KVIK's report is made of: findings, rows, pages and their numbers, and nobody who could be recognised."""

import csv
import json
import re
from collections import Counter

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from examples.kvik import make
from forlob.storage.register_files import read_registers
from tests.end_to_end.line import contents, measures, text_of
from tests.end_to_end.published import by_key, figures_of, read_published, whole_percent

PROJECTS = list(read_published()["projects"])
OF_PROGRAMME = ["index", "programme", "statistics", "placed_within_90_days", "quality", "printed", "method"]
#: Written in the files so that there is nothing to report.
NO_FINDINGS = ("not_registered", "declared_variant")
#: Ten digits; not those of a share with ten decimals.
PERSONAL_NUMBER = re.compile(r"(?<![\w.-])(?<!\d,)\d{6}[ -]?\d{4}(?![\w.])")
IDENTIFIER = re.compile(r"(?<![\w.-])\d{7}(?!\w)")
TABLES = {
    "deltagere.csv": "participants",
    "indsatsplaner.csv": "plans",
    "virksomhedspraktik.csv": "placements",
}


@pytest.fixture(scope="module")
def rows(kvik):
    return by_key(measures(kvik.processed / "measures.csv"))


@pytest.fixture(scope="module")
def registers(kvik):
    return read_registers(kvik.processed / "registers")


@pytest.fixture(scope="module")
def findings(kvik):
    with (kvik.processed / "findings.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def thousands(n: int) -> str:
    return f"{n:,}".replace(",", ".")


def test_the_findings_are_the_planted_flaws_row_by_row(findings):
    planted = [flaw for flaw in make().flaws if flaw.rule not in NO_FINDINGS]
    findings = [row for row in findings if row["rule"] != "after_cut_off"]  # placements may end after their project
    found = {(row["rule"], row["file"], int(row["row"])): row for row in findings}
    assert len(found) == len(findings) == len(planted) > 80
    for flaw in planted:
        finding = found[flaw.rule, flaw.file, flaw.row]
        assert flaw.column in (None, finding["column"])
        assert finding["register"] == TABLES[flaw.file]
        assert finding["action"] and finding["message"]


def test_the_data_quality_page_counts_the_findings(kvik, findings):
    words = {"set_aside": "Udeladt", "repaired": "Rettet", "note": "Note"}
    registers = {"participants": "Deltagere", "placements": "Virksomhedspraktikker", "plans": "Indsatsplaner"}
    counted = Counter((words[row["severity"]], registers[row["register"]]) for row in findings)
    shown = Counter()
    line = rf"({'|'.join(words.values())}) ({'|'.join(registers.values())}) (\d+)\b"
    for severity, register, n in re.findall(line, text_of(kvik.site / "quality.html")):
        shown[severity, register] += int(n)
    assert shown == counted


def test_rows_read_are_rows_kept_and_rows_set_aside(kvik, registers, findings):
    table = measures(kvik.processed / "measures.csv")
    said = {(row["group"], row["subgroup"]): int(row["n"]) for row in table if row["measure"] == "quality.rows"}
    by_rule = Counter()
    for row in table:
        by_rule[row["group"]] += int(row["n"]) if row["measure"] == "quality.set_aside" else 0
    for file, register in TABLES.items():
        lines = (kvik.raw / file).read_bytes().count(b"\r\n") - 1
        aside = sum(row["severity"] == "set_aside" and row["file"] == file for row in findings)
        kept = len(registers[register])
        assert lines == kept + aside
        assert {what: said[register, what] for what in ("read", "kept", "set_aside")} == {
            "read": lines,
            "kept": kept,
            "set_aside": aside,
        }
        assert by_rule[register] == aside > 0


def test_every_page_is_there_and_says_that_the_participants_are_synthetic(kvik):
    names = [*OF_PROGRAMME, *(f"projects/{project}" for project in PROJECTS)]
    there = {path.relative_to(kvik.site).with_suffix("").as_posix() for path in kvik.site.rglob("*.html")}
    assert there == set(names)
    for name in names:
        assert "syntetiske" in text_of(kvik.site / f"{name}.html"), name


def test_assens_page_has_the_printed_numbers(kvik):
    page = text_of(kvik.site / "projects" / "assens.html")
    assert "Faktisk antal deltagere 72" in page and "Forventet antal deltagere 69" in page
    assert "Bevilling 1.020.751 kr." in page
    source = (kvik.site / "projects" / "assens.html").read_text(encoding="utf-8").replace("\N{NO-BREAK SPACE}", " ")
    charts = " ".join(re.findall(r'alt="([^"]*)"', source))
    for figure in ("indsatsplan: 69 af 72 (96 %)", "virksomhedspraktik: 51 af 72 (71 %)", "job: 1 af 72 (1 %)"):
        assert figure in charts
    for figure in ("uddannelse: 13 af 72 (18 %)", "Under 30 år: 60 af 72 (83 %)", "Progression: 15 af 72 (21 %)"):
        assert figure in charts
    for figure in ("Under 30 år 60 83 %", "30 år og derover 12 17 %", "Folkeskole: 47 (65 %)"):
        assert figure in page


def test_the_front_page_shows_every_project_with_its_measures(kvik, rows):
    page = text_of(kvik.site / "index.html")
    enrolled = int(rows["", "participants.enrolled", ""]["n"])
    assert thousands(enrolled) == "3.289" and "3.289" in page
    for project in PROJECTS:
        counts = [int(rows[project, "participants.enrolled", ""]["n"])]
        counts += [int(rows[project, name, ""]["n"]) for name in ("plans.started", "placements.started")]
        shown = [thousands(counts[0]), *(f"{thousands(n)} ({whole_percent(n, counts[0])} %)" for n in counts[1:])]
        assert " ".join(shown) in page, project


def test_the_replication_page_finds_every_printed_figure_equal(kvik):
    page = text_of(kvik.site / "printed.html")
    printed = sum(len({"n", "of", "percent"} & set(row)) for _, row in figures_of(read_published()))
    assert len(re.findall(r"\bEns\b", page)) >= printed > 100
    assert "De trykte tal modsiger ikke hinanden" in page
    with (kvik.site / "replication.csv").open(encoding="utf-8", newline="") as file:
        assert [row["mark"] for row in csv.DictReader(file)] == ["equal"] * printed
    assert not re.search(r"\b(Inden for afrunding|Forskellig|ikke beregnet|diskretioneret)\b", page)


def test_projects_without_a_description_say_so(kvik):
    described = {"assens", "brondby", "esbjerg"}
    for project in PROJECTS:
        text = text_of(kvik.site / "projects" / f"{project}.html")
        assert ("Model for indsatsen" in text) == (project in described), project
        assert ("Bevilling" in text) == (project in described), project


def test_what_can_be_downloaded_is_what_the_run_made(kvik):
    assert (kvik.site / "measures.csv").read_bytes() == (kvik.processed / "measures.csv").read_bytes()
    made = pd.read_csv(kvik.processed / "findings.csv", dtype=str, keep_default_na=False)
    offered = pd.read_csv(kvik.site / "findings.csv", dtype=str, keep_default_na=False)
    # A message cites cells, so the public report keeps it back.
    assert_frame_equal(offered, made.drop(columns="message"))
    assert json.loads((kvik.site / "provenance.json").read_text(encoding="utf-8"))["programme"] == "kvik"


def test_figures_have_alternative_text(kvik):
    images = 0
    for page in kvik.site.rglob("*.html"):
        for image in re.findall(r"<img\b[^>]*>", page.read_text(encoding="utf-8")):
            assert re.search(r'alt="[^"]{20,}"', image), (page.name, image[:200])
            images += 1
    assert images > 100


def test_no_participant_can_be_recognised_outside_the_registers(kvik, registers):
    identities = set(registers["participants"]["participant_id"])
    assert len(identities) == 3277 and all(len(identity) == 7 for identity in identities)
    files = contents(kvik.site, kvik.processed)
    looked_at = 0
    for path, data in files.items():
        if path.suffix in (".html", ".svg", ".csv", ".ipynb", ".json"):
            text = data.decode("utf-8")
            assert not PERSONAL_NUMBER.search(text), path.name
            assert not set(IDENTIFIER.findall(text)) & identities, path.name
            looked_at += 1
    assert looked_at > 150


def test_registers_hold_identities_in_one_column_and_no_personal_numbers(registers):
    identities = set(registers["participants"]["participant_id"])
    for name, frame in registers.items():
        for column in frame.columns.difference(["participant_id"]):
            cells = frame[column].dropna().astype(str)
            assert not cells.str.contains(PERSONAL_NUMBER).any(), (name, column)
            assert not set(cells) & identities, (name, column)
        assert not frame["participant_id"].str.contains(PERSONAL_NUMBER).any()
    remarks = registers["participants"]["remark"].dropna()
    assert remarks.str.contains("[", regex=False).sum() >= 4
