"""Who takes part. One row is a participation; the printed counts come out exactly, all else is drawn."""

import numpy as np
import pandas as pd

from examples.draw import DAY, deal, pick, share_out
from examples.social_mentors.plausible import (
    BENEFIT_IN_RETENTION,
    EXIT_REASONS,
    INTAKE,
    LAST_INTAKE,
    OLDEST,
    SHORTEST_STAY,
    STAY,
    WITHIN,
    WORKING_DAYS,
)
from examples.social_mentors.sources import count, counts, first_day, last_day, programme, projects
from forlob.measures.elementary import ln


def enrol(rng: np.random.Generator) -> pd.DataFrame:
    """The participations in the order of enrolment: participant_id, project, enrolled_on, birth_date, gender,
    education, benefit, pathway, exited_on, exit_reason. What was not registered is missing."""
    size = count("participants.enrolled")
    project = deal(rng, {name: count("participants.enrolled", name) for name in projects()}, {}, size)
    enrolled_on = _enrolment_days(rng, size)
    pathway = np.full(size, "", dtype=object)
    for name in projects():
        here = project == name
        pathway[here] = deal(rng, counts("participants.by_pathway", name), {}, here.sum())
    leaning = {code: np.where(pathway == "retention", more, 1) for code, more in BENEFIT_IN_RETENTION.items()}
    participations = pd.DataFrame(
        {
            "participant_id": [f"B{101 + 3 * number + number % 2}" for number in range(size)],
            "project": project,
            "enrolled_on": enrolled_on,
            "birth_date": _birth_dates(rng, enrolled_on),
            "gender": deal(rng, counts("participants.by_gender"), {}, size),
            "education": deal(rng, _codes("participants.by_education"), {}, size),
            "benefit": deal(rng, _rarest_first(_codes("participants.by_benefit")), leaning, size),
            "pathway": pathway,
        }
    )
    return _leave(rng, participations.replace("not_registered", None))


def _codes(measure: str) -> dict[str, int]:
    """Code -> count: the printed groups, each shared out to the codes that it is made of."""
    made: dict[str, int] = {}
    for group, n in counts(measure).items():
        codes = WITHIN.get(group, {group: 1})
        made |= dict(zip(codes, share_out(n, list(codes.values())), strict=True))
    return made


def _rarest_first(codes: dict[str, int]) -> dict[str, int]:
    return dict(sorted(codes.items(), key=lambda item: item[1]))


def _enrolment_days(rng: np.random.Generator, size: int) -> np.ndarray:
    days = []
    for month, n in zip(INTAKE, share_out(size, list(INTAKE.values())), strict=True):
        all_days = np.arange(np.datetime64(month, "D"), (np.datetime64(month) + 1).astype("datetime64[D]"))
        all_days = all_days[(all_days >= first_day()) & (all_days <= np.datetime64(LAST_INTAKE))]
        working = all_days[np.is_busday(all_days, busdaycal=WORKING_DAYS)]
        days.append(working[(rng.random(n) * len(working)).astype(int)])
    return np.sort(np.concatenate(days))


def _birth_dates(rng: np.random.Generator, enrolled_on: np.ndarray) -> np.ndarray:
    """A birth date that makes the age at enrolment lie in the printed band; NaT where the band is not registered."""
    spans = programme()["groups"]["age_band"]
    bands = deal(rng, counts("participants.by_age_band"), {}, len(enrolled_on))
    born = np.full(len(enrolled_on), np.datetime64("NaT"), dtype="datetime64[D]")
    for row in np.flatnonzero(bands != "not_registered"):
        span = spans[bands[row]]
        youngest, oldest = span["from"], span.get("to", OLDEST)
        years = youngest + int(rng.random() * (oldest - youngest + 1))
        birthday = pd.Timestamp(enrolled_on[row]) - pd.DateOffset(years=years)
        born[row] = np.datetime64(birthday.date()) - int(rng.random() * 365) * DAY
    return born


def _leave(rng: np.random.Generator, participations: pd.DataFrame) -> pd.DataFrame:
    """The participations with exited_on and exit_reason of those who have left."""
    longest = (last_day() - participations["enrolled_on"].to_numpy().astype("datetime64[D]")) / DAY - 7
    leavers = pick(rng, np.where(longest > STAY / 2, longest, 0), count("participants.exited"))
    reasons = deal(rng, EXIT_REASONS, {}, len(leavers))
    exited_on = np.full(len(participations), np.datetime64("NaT"), dtype="datetime64[D]")
    exit_reason = np.full(len(participations), None, dtype=object)
    for row, reason in zip(leavers, reasons, strict=True):
        stay = min(SHORTEST_STAY + int(-STAY / 2 * ln(1 - rng.random())), int(longest[row]))
        day = participations["enrolled_on"].to_numpy().astype("datetime64[D]")[row] + stay * DAY
        exited_on[row] = np.busday_offset(day, 0, roll="backward", busdaycal=WORKING_DAYS)
        exit_reason[row] = reason
    return participations.assign(exited_on=exited_on, exit_reason=exit_reason)
