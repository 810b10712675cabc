"""Reads the files again, by means of its own, as the tests count them: the flaws undone, and a list of those found.

It takes nothing from the other modules: labels, dates and rules are said here once more, so that a mistake there shows.
"""

import csv
import io
import re
from datetime import datetime
from functools import cache

import pandas as pd

PARTICIPATIONS, PLANS, PLACEMENTS = "deltagere.csv", "indsatsplaner.csv", "virksomhedspraktik.csv"
MUNICIPALITIES = {
    "Assens": "assens",
    "Brøndby": "brondby",
    "Esbjerg": "esbjerg",
    "Gladsaxe": "gladsaxe",
    "Horsens": "horsens",
    "Høje-Taastrup": "hoje-taastrup",
    "Norddjurs": "norddjurs",
    "Odense": "odense",
    "Randers": "randers",
    "Roskilde": "roskilde",
    "Syddjurs": "syddjurs",
    "Thisted": "thisted",
    "Vallensbæk": "vallensbaek",
    "Aarhus": "aarhus",
}
VARIANTS = {
    "Jobcenter Assens": "assens",
    "Jobcenter Brøndby": "brondby",
    "Høje Tåstrup": "hoje-taastrup",
    "Århus": "aarhus",
}
ANSWERS = {
    "Jobcenter": MUNICIPALITIES,
    "Køn": {"Mand": "male", "Kvinde": "female"},
    "Matchgruppe": {"Matchgruppe 2": "2", "Matchgruppe 3": "3"},
    "Højeste fuldførte uddannelse": {
        "Har ikke afsluttet folkeskolen": "basic_school_not_completed",
        "Folkeskole (9./10. klasse)": "basic_school",
        "Gymnasium, HF, HH, HTX o.a. ungdomsuddannelse": "rest",
        "Erhvervsuddannelse (faglig uddannelse)": "rest",
        "Kort videregående uddannelse": "rest",
        "Mellemlang videregående uddannelse": "rest",
        "Lang videregående uddannelse": "rest",
    },
    "Erhvervserfaring": {
        "Ingen": "none_or_at_most_1_year",
        "Højst 1 år": "none_or_at_most_1_year",
        "1-3 år": "1_to_3_years",
        "3 år eller mere": "3_years_or_more",
    },
    "Forsørgelsesgrundlag": {"Kontanthjælp": "cash", "Starthjælp eller introduktionsydelse": "start"},
    "Afmeldingsårsag": {
        "Job": "job",
        "SU-berettiget uddannelse": "education",
        "Job med løntilskud": "wage_subsidy_job",
        "Fortsat i virksomhedspraktik": "placement_continues",
        "Fleksjob": "flex_job",
        "Afventer uddannelsesoptag": "awaiting_education",
        "Ommatchet til matchgruppe 1": "rematched_to_1",
        "Andet beskæftigelsesrettet tilbud": "other_offer",
        "Andet": "other",
        "Afmeldt uden at det skyldes indsatsen (barsel, flyttet, sygemeldt)": "unrelated_to_effort",
        "Profiterede ikke af indsatsen (for meget fravær)": "no_benefit",
        "Forsøgets afslutning": "trial_ended",
    },
    "Form": {"Virksomhedscenter": "company_centre", "Enkeltplads": "single"},
}
QUESTIONS = [*ANSWERS, "Timer pr. uge"]

Found = set[tuple[str, str, int, str | None]]  # rule, file, physical row, column


def recount(files: dict[str, bytes]) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, Found]:
    """Participations, plans and placements as they are meant, labelled by physical row, and every flaw found on the
    way.

    Plans and placements carry `participation`, the label of their participation.
    """
    found: Found = set()
    tables = {file: _without_repeated_rows(file, _rows(content), found) for file, content in files.items()}
    tables[PARTICIPATIONS] = _without_repeated_participations(tables[PARTICIPATIONS], found)
    for file in (PLANS, PLACEMENTS):
        known = tables[file]["Borger-id"].isin(tables[PARTICIPATIONS]["Borger-id"])
        found |= {("orphan", file, row, None) for row in tables[file].index[~known]}
        tables[file] = tables[file][known]
    for file, table in tables.items():
        for column in table.columns:
            found |= {(rule, file, row, column) for row, rule in _flaws_of_cells(column, table[column])}
        coded = {column: [_code(column, cell) for cell in table[column]] for column in set(table) & set(ANSWERS)}
        tables[file] = table.assign(**coded)
    participations = _participations(tables[PARTICIPATIONS], found)
    return (
        participations,
        _plans(tables[PLANS], participations),
        _placements(tables[PLACEMENTS], participations, found),
        found,
    )


def _rows(content: bytes) -> pd.DataFrame:
    rows = list(csv.DictReader(io.StringIO(content.decode("cp1252")), delimiter=";"))
    return pd.DataFrame(rows, index=range(2, len(rows) + 2), dtype=object)


def _without_repeated_rows(file: str, table: pd.DataFrame, found: Found) -> pd.DataFrame:
    again = table.duplicated()
    found |= {("duplicate_row", file, row, None) for row in table.index[again]}
    return table[~again]


def _without_repeated_participations(table: pd.DataFrame, found: Found) -> pd.DataFrame:
    """Of a participant's rows in a project the one with the latest exit, then the one with most cells filled."""
    order = pd.DataFrame(
        {
            "person": table["Borger-id"],
            "project": [_code("Jobcenter", cell) for cell in table["Jobcenter"]],
            "left": table["Slutdato"].map(_date),
            "filled": (table != "").sum(axis=1),
        }
    ).sort_values(["left", "filled"], na_position="first")
    again = order.index[order.duplicated(["person", "project"], keep="last")]
    found |= {("duplicate_participation", PARTICIPATIONS, row, None) for row in again}
    return table.drop(again)


def _participations(table: pd.DataFrame, found: Found) -> pd.DataFrame:
    enrolled, born, left = (table[column].map(_date) for column in ("Startdato", "Fødselsdato", "Slutdato"))
    wrong = left < enrolled
    found |= {("exit_before_enrolment", PARTICIPATIONS, row, "Slutdato") for row in table.index[wrong]}
    before_birthday = enrolled.dt.strftime("%m%d") < born.dt.strftime("%m%d")
    age = enrolled.dt.year - born.dt.year - before_birthday
    return table.assign(project=table["Jobcenter"], enrolled=enrolled, left=left.mask(wrong), age=age)


def _plans(table: pd.DataFrame, participations: pd.DataFrame) -> pd.DataFrame:
    """A plan belongs to the latest participation of the participant that had begun by then."""
    begun = table["Dato for indsatsplan"].map(_date)
    of_person: dict[str, list] = {}
    for row, person, enrolled in participations.sort_values("enrolled")[["Borger-id", "enrolled"]].itertuples():
        of_person.setdefault(person, []).append((enrolled, row))
    pairs = zip(table["Borger-id"], begun, strict=True)
    return table.assign(begun=begun, participation=[_latest(of_person[person], day) for person, day in pairs])


def _latest(participations: list[tuple[pd.Timestamp, int]], day: pd.Timestamp) -> int:
    begun = [row for enrolled, row in participations if enrolled <= day]
    return begun[-1] if begun else participations[0][1]


def _placements(table: pd.DataFrame, participations: pd.DataFrame, found: Found) -> pd.DataFrame:
    begun, ended = table["Startdato"].map(_date), table["Slutdato"].map(_date)
    label = {(person, project): row for row, person, project in participations[["Borger-id", "project"]].itertuples()}
    participation = [label[pair] for pair in zip(table["Borger-id"], table["Jobcenter"], strict=True)]
    of_participation = participations.loc[participation].set_axis(table.index)
    for rule, column, rows in (
        ("open_end", "Slutdato", ended.isna()),
        ("ends_before_start", "Slutdato", ended < begun),
        ("starts_before_enrolment", "Startdato", begun < of_participation["enrolled"]),
        ("starts_after_exit", "Startdato", begun > of_participation["left"]),
    ):
        found |= {(rule, PLACEMENTS, row, column) for row in table.index[rows]}
    return table.assign(begun=begun, participation=participation)


def _flaws_of_cells(column: str, cells: pd.Series):
    for row, cell in cells.items():
        if column in QUESTIONS and cell == "":
            yield row, "not_registered"
        elif column == "Jobcenter" and cell in VARIANTS:
            yield row, "declared_variant"
        elif column in ANSWERS and cell not in ANSWERS[column]:
            yield row, "spelling"
        elif re.fullmatch(r"\d{4}-\d\d-\d\d", cell):
            yield row, "second_date_format"
        elif column == "Bemærkning" and re.search(r"\d{6}-?\d{4}", cell):
            yield row, "identifier_in_text"


def _plain(text: str) -> str:
    return re.sub(r"[\W_]", "", text.casefold())


def _code(column: str, cell: str) -> str | None:
    """Raises KeyError for an answer that is not in the list."""
    return KNOWN[column][_plain(cell)] if cell else None


@cache
def _date(cell: str) -> pd.Timestamp:
    if not cell:
        return pd.NaT
    return pd.Timestamp(datetime.strptime(cell, "%Y-%m-%d" if cell[4] == "-" else "%d-%m-%Y"))


KNOWN = {column: {_plain(answer): code for answer, code in answers.items()} for column, answers in ANSWERS.items()}
KNOWN["Jobcenter"] |= {_plain(name): project for name, project in VARIANTS.items()}
