"""What is wrong in the files, as in real ones: a handful of each kind, at known rows, each in a participation of its
own.

Cleaning resolves every one of them, and no printed figure changes. A flaw carries the name of the rule under which
cleaning reports it. Two kinds are no finding and have names of their own: `not_registered`, an answer left empty, and
`declared_variant`, a project written in a way that programme.yaml lists under also_written.
"""

import pandas as pd

from examples.draft import Draft
from examples.extracts import Flaw
from examples.kvik.registers import Registers
from examples.kvik.sources import figures, programme

PARTICIPATIONS, PLANS, PLACEMENTS = "deltagere.csv", "indsatsplaner.csv", "virksomhedspraktik.csv"
EDUCATION, EXPERIENCE = "Højeste fuldførte uddannelse", "Erhvervserfaring"

#: Answers with other case, other punctuation or spaces too many: file, column, canonical column, code, as written.
SPELLINGS = [
    (PARTICIPATIONS, "Køn", "gender", "male", "mand"),
    (PARTICIPATIONS, "Køn", "gender", "female", "Kvinde "),
    (PARTICIPATIONS, "Matchgruppe", "match_group", "2", "MATCHGRUPPE 2"),
    (PARTICIPATIONS, "Matchgruppe", "match_group", "3", "Matchgruppe  3"),
    (PARTICIPATIONS, EDUCATION, "education", "basic_school", "folkeskole (9/10 klasse)"),
    (PARTICIPATIONS, EXPERIENCE, "work_experience", "none", "ingen "),
    (PARTICIPATIONS, EXPERIENCE, "work_experience", "1_to_3_years", "1 - 3 år"),
    (PARTICIPATIONS, "Forsørgelsesgrundlag", "benefit", "cash_benefit", " Kontanthjælp"),
    (PARTICIPATIONS, "Afmeldingsårsag", "exit_reason", "education", "su-berettiget uddannelse"),
    (PARTICIPATIONS, "Afmeldingsårsag", "exit_reason", "other", "Andet."),
    (PARTICIPATIONS, "Jobcenter", "project", "odense", "ODENSE "),
    (PARTICIPATIONS, "Jobcenter", "project", "esbjerg", "Esbjerg "),
    (PLACEMENTS, "Form", "form", "company_centre", "virksomhedscenter"),
    (PLACEMENTS, "Form", "form", "single", "Enkelt-plads "),
]

#: Projects written in a second way.
SECOND_NAMES = {"assens": "Jobcenter Assens", "hoje-taastrup": "Høje Tåstrup", "aarhus": "Århus"}

#: Free text with a personal number in it. The numbers are made up.
REMARKS_WITH_CPR = [
    "CPR 010190-1234, ringet til borgeren",
    "Søskende også i projektet: 311289-4321",
    "Afbud; se sag på 150775-0002",
    "Cpr-nr. 2402650003 oplyst af læge",
]


def plant(registers: Registers, tables: dict[str, pd.DataFrame]) -> tuple[dict[str, pd.DataFrame], list[Flaw]]:
    """The tables with the flaws, and the list of them."""
    draft = _draft(registers, tables)
    _enter_rows_twice(draft)
    _enter_participations_twice(draft)
    _exit_before_enrolment(draft)
    _misdate_placements(draft)
    _name_people_in_remarks(draft)
    _leave_answers_empty(draft)
    _write_projects_in_two_ways(draft)
    _misspell(draft)
    _write_dates_year_first(draft)
    _add_orphans(draft)
    return draft.finish()


def _draft(registers: Registers, tables: dict[str, pd.DataFrame]) -> Draft:
    """A participation bears one flaw at most; whoever is in two projects, none. Plans and placements have also the
    participation's exit_reason, enrolled_on and exited_on."""
    participants = registers.participants
    facts = participants[["exit_reason", "enrolled_on", "exited_on"]]
    canonical = {
        PARTICIPATIONS: participants.assign(participation=participants.index).reset_index(drop=True),
        PLANS: registers.plans.join(facts, on="participation"),
        PLACEMENTS: registers.placements.join(facts, on="participation"),
    }
    canonical = {file: table.assign(bearer=table["participation"]) for file, table in canonical.items()}
    in_two_projects = participants["participant_id"].duplicated(keep=False)
    return Draft(canonical, tables, participants.index[in_two_projects])


def _in_print(draft: Draft, file: str) -> pd.Series:
    """Rows of the projects whose figures are printed."""
    return draft.canonical[file]["project"].isin([project for project in programme()["projects"] if figures(project)])


def _enter_rows_twice(draft: Draft) -> None:
    for row in [*draft.rows(PARTICIPATIONS, 2, _in_print(draft, PARTICIPATIONS)), *draft.rows(PARTICIPATIONS, 1)]:
        draft.copy("duplicate_row", PARTICIPATIONS, row, after=row)
    for file in (PLANS, PLACEMENTS):
        for row in draft.rows(file, 2):
            draft.copy("duplicate_row", file, row, after=row + 3)


def _enter_participations_twice(draft: Draft) -> None:
    """The wrong row has an earlier exit, no exit yet, or fewer cells filled; it stands before or after the right."""
    participations = draft.canonical[PARTICIPATIONS]
    stayed = (participations["exited_on"] - participations["enrolled_on"]).dt.days > 90
    stayed &= participations["exit_reason"] != "other"
    wrong = [
        *draft.rows(PARTICIPATIONS, 2, stayed & _in_print(draft, PARTICIPATIONS)),
        *draft.rows(PARTICIPATIONS, 1, stayed),
    ]
    for number, row in enumerate(wrong):
        earlier = draft.day(PARTICIPATIONS, row, "exited_on", later=-40)
        draft.copy(
            "duplicate_participation",
            PARTICIPATIONS,
            row,
            len(participations) + number,
            Slutdato=earlier,
            Afmeldingsårsag="Andet",
        )
    (row,) = draft.rows(PARTICIPATIONS, 1, stayed & (participations["project"] == "brondby"))
    first_entry = {"Slutdato": "", "Afmeldingsårsag": "", "Jobcenter": "Jobcenter Brøndby"}
    draft.copy("duplicate_participation", PARTICIPATIONS, row, row - 1, **first_entry)
    (row,) = draft.rows(PARTICIPATIONS, 1, participations["project"] == "esbjerg")
    draft.copy("duplicate_participation", PARTICIPATIONS, row, row, **{EDUCATION: "", EXPERIENCE: ""})


def _exit_before_enrolment(draft: Draft) -> None:
    """The exit date is a mistake, the reason is right."""
    later = draft.canonical[PARTICIPATIONS]["enrolled_on"] > "2012-02-01"
    for row in [
        *draft.rows(PARTICIPATIONS, 2, later & _in_print(draft, PARTICIPATIONS)),
        *draft.rows(PARTICIPATIONS, 3, later),
    ]:
        cell = draft.day(PARTICIPATIONS, row, "enrolled_on", later=-25)
        draft.write("exit_before_enrolment", PARTICIPATIONS, row, "Slutdato", cell)


def _misdate_placements(draft: Draft) -> None:
    """Placements without an end, ended before they began, and begun before the enrolment or after the exit."""
    placements = draft.canonical[PLACEMENTS]
    first = ~placements["participation"].duplicated()
    last = ~placements["participation"].duplicated(keep="last")
    goes_on = placements["exit_reason"] == "placement_continues"
    open_ended = draft.rows(PLACEMENTS, 4, last & goes_on)
    for row in [*open_ended, *draft.rows(PLACEMENTS, 2, last & ~goes_on & _in_print(draft, PLACEMENTS))]:
        draft.write("open_end", PLACEMENTS, row, "Slutdato", "")
    for row in draft.rows(PLACEMENTS, 3, placements["started_on"] > "2012-03-01"):
        cell = draft.day(PLACEMENTS, row, "started_on", later=-10)
        draft.write("ends_before_start", PLACEMENTS, row, "Slutdato", cell)
    for row in draft.rows(PLACEMENTS, 3, first & (placements["enrolled_on"] > "2012-06-01")):
        cell = draft.day(PLACEMENTS, row, "enrolled_on", later=-12)
        draft.write("starts_before_enrolment", PLACEMENTS, row, "Startdato", cell)
    for row in draft.rows(PLACEMENTS, 3, last & ~goes_on & (placements["exited_on"] < "2013-02-01")):
        cell = draft.day(PLACEMENTS, row, "exited_on", later=9)
        draft.write("starts_after_exit", PLACEMENTS, row, "Startdato", cell)
        draft.tables[PLACEMENTS].at[row, "Slutdato"] = draft.day(PLACEMENTS, row, "exited_on", later=37)


def _name_people_in_remarks(draft: Draft) -> None:
    rows = draft.rows(PARTICIPATIONS, len(REMARKS_WITH_CPR), draft.canonical[PARTICIPATIONS]["remark"] == "")
    for row, remark in zip(rows, REMARKS_WITH_CPR, strict=True):
        draft.write("identifier_in_text", PARTICIPATIONS, row, "Bemærkning", remark)


def _leave_answers_empty(draft: Draft) -> None:
    """Answers never entered: none that a printed figure counts."""
    in_print = _in_print(draft, PARTICIPATIONS)
    uncounted = draft.canonical[PARTICIPATIONS]["education"].isin(["upper_secondary", "vocational"])
    for column, n, fits in (
        ("Køn", 3, None),
        ("Forsørgelsesgrundlag", 4, None),
        (EDUCATION, 3, in_print & uncounted),
        (EDUCATION, 9, ~in_print),
        (EXPERIENCE, 8, ~in_print),
        ("Matchgruppe", 3, ~in_print),
    ):
        for row in draft.rows(PARTICIPATIONS, n, fits):
            draft.write("not_registered", PARTICIPATIONS, row, column, "")
    for row in draft.rows(PLACEMENTS, 5):
        draft.write("not_registered", PLACEMENTS, row, "Timer pr. uge", "")


def _write_projects_in_two_ways(draft: Draft) -> None:
    for file, n in ((PARTICIPATIONS, 3), (PLACEMENTS, 2)):
        for project, written in SECOND_NAMES.items():
            for row in draft.rows(file, n, draft.canonical[file]["project"] == project):
                draft.write("declared_variant", file, row, "Jobcenter", written)


def _misspell(draft: Draft) -> None:
    """Each spelling twice, once of them in a project whose figures are printed where that can be."""
    for file, column, canonical, code, written in SPELLINGS:
        here = draft.canonical[file][canonical] == code
        in_print = here & _in_print(draft, file)
        for fits in (in_print if in_print.any() else here, here):
            for row in draft.rows(file, 1, fits):
                draft.write("spelling", file, row, column, written)


def _write_dates_year_first(draft: Draft) -> None:
    for file, column, canonical, n in (
        (PARTICIPATIONS, "Startdato", "enrolled_on", 5),
        (PARTICIPATIONS, "Slutdato", "exited_on", 4),
        (PLANS, "Dato for indsatsplan", "started_on", 4),
        (PLACEMENTS, "Startdato", "started_on", 4),
    ):
        for row in draft.rows(file, n):
            cell = draft.canonical[file].at[row, canonical].strftime("%Y-%m-%d")
            draft.write("second_date_format", file, row, column, cell)


def _add_orphans(draft: Draft) -> None:
    """Plans and placements of numbers that no participant has."""
    for file, n in ((PLANS, 3), (PLACEMENTS, 2)):
        for number, row in enumerate(draft.rows(file, n)):
            draft.copy("orphan", file, row, row, **{"Borger-id": f"00099{n}{number}"})
