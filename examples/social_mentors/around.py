"""What runs beside the mentor's support, what the mentor does, and what happens to the participant on the way."""

import numpy as np
import pandas as pd

from examples.draw import DAY, choose
from examples.social_mentors.plausible import (
    EVENT_OF_EXIT,
    EVENTS,
    NOTHING_WRITTEN,
    PARALLEL,
    TASK_IN_RETENTION,
    TASKS,
    WEEKS,
    WITH_TASK,
    WORKING_DAYS,
)
from examples.social_mentors.sources import last_day


def parallel_efforts(rng: np.random.Generator, participations: pd.DataFrame) -> pd.DataFrame:
    """Efforts that run at enrolment: participation, participant_id, effort."""
    rows = []
    for participation in participations.itertuples():
        column = ("retention", "integration").index(participation.pathway)
        efforts = [effort for effort, likely in PARALLEL.items() if rng.random() * 100 < likely[column]]
        if not efforts and rng.random() * 100 >= NOTHING_WRITTEN:
            efforts = ["none"]
        rows += [(participation.Index, participation.participant_id, effort) for effort in efforts]
    return pd.DataFrame(rows, columns=["participation", "participant_id", "effort"])


def tasks(rng: np.random.Generator, participations: pd.DataFrame, time: pd.DataFrame) -> pd.DataFrame:
    """Tasks written down with some of the registrations: participation, participant_id, mentor_id, task, done_on; each
    once a day."""
    rows = []
    for spent in time.itertuples():
        if rng.random() >= WITH_TASK:
            continue
        keeps_job = participations.at[spent.participation, "pathway"] == "retention"
        likely = {
            task: weight * (TASK_IN_RETENTION.get(task, 1) if keeps_job else 1)
            for task, weight in TASKS[spent.category].items()
        }
        task = str(choose(rng, list(likely), list(likely.values()), 1)[0])
        rows.append((spent.participation, spent.participant_id, spent.mentor_id, task, spent.date))
    made = pd.DataFrame(rows, columns=["participation", "participant_id", "mentor_id", "task", "done_on"])
    return made.drop_duplicates(ignore_index=True)


def events(rng: np.random.Generator, participations: pd.DataFrame) -> pd.DataFrame:
    """Events by day: participation, participant_id, event, started_on, weeks (missing where the kind of event has no
    length)."""
    rows = []
    for participation in participations.itertuples():
        column = ("retention", "integration").index(participation.pathway)
        until = pd.Timestamp(last_day()) if pd.isna(participation.exited_on) else participation.exited_on
        for event, likely in EVENTS.items():
            if rng.random() * 100 < likely[column]:
                begun = _working_day(rng, participation.enrolled_on, until)
                rows.append((participation.Index, participation.participant_id, event, begun, _weeks(rng, event)))
        if not pd.isna(participation.exit_reason):
            ends = ["mentor_support_ended", *filter(None, [EVENT_OF_EXIT.get(participation.exit_reason)])]
            rows += [(participation.Index, participation.participant_id, event, until, None) for event in ends]
    made = pd.DataFrame(rows, columns=["participation", "participant_id", "event", "started_on", "weeks"])
    return made.sort_values(["started_on", "participant_id", "event"]).reset_index(drop=True)


def _working_day(rng: np.random.Generator, first: pd.Timestamp, last: pd.Timestamp) -> pd.Timestamp:
    from_, to = np.datetime64(first.date()), np.datetime64(last.date())
    days = np.arange(from_, to + DAY)
    working = days[np.is_busday(days, busdaycal=WORKING_DAYS)]
    return pd.Timestamp(working[int(rng.random() * len(working))])


def _weeks(rng: np.random.Generator, event: str) -> int | None:
    if event not in WEEKS:
        return None
    return WEEKS[event][int(rng.random() * len(WEEKS[event]))]
