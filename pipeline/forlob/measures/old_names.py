"""The names of splits in the measures table, which has no column yet for what a row is split by."""

_OF_PARTICIPANTS = ("age_band", "gender", "match_group", "education", "work_experience", "benefit", "pathway")
_OF_COMPANIES = ("participants", "ownership", "prior_experience", "industry")
BY = " by "
#: (measure, the dimensions that it is split by) -> its name.
SPLITS: dict[tuple[str, tuple[str, ...]], str] = {
    **{("participants.enrolled", (name,)): f"participants.by_{name}" for name in _OF_PARTICIPANTS},
    ("participants.enrolled", ("parallel_effort",)): "participants.by_parallel_effort",
    ("participants.enrolled", ("exit_reason",)): "status.final",
    ("participants.enrolled", ("status_group",)): "status.group",
    ("exits.self_supporting", ("match_group",)): "exits.by_match_group",
    ("exits.self_supporting", ("age_band",)): "exits.by_age_band",
    ("placements.registered", ("form",)): "placements.by_form",
    ("placements.started", ("match_group",)): "placements.by_match_group",
    ("events.registered", ("event",)): "events.by_event",
    ("events.participants", ("event",)): "events.by_event",
    ("tasks.registered", ("task",)): "tasks.by_task",
    ("tasks.participants", ("task",)): "tasks.by_task",
    ("time.hours", ("category",)): "time.hours_by_category",
    ("time.hours", ("time_of_day",)): "time.hours_by_time_of_day",
    ("time.hours", ("week",)): "time.hours_by_week",
    ("time.hours", ("category", "time_of_day")): "time.hours_by_category_and_time_of_day",
    **{("companies.registered", (name,)): f"companies.by_{name}" for name in _OF_COMPANIES},
}
#: Measures that only their splits are shown of.
SPLIT_ONLY = {f"{register}.registered" for register in ("placements", "events", "tasks")}
SPLIT_ONLY |= {"events.participants", "tasks.participants"}


def name_of_split(measure: str, by: tuple[str, ...]) -> str:
    """The name of a measure split by one dimension, or by two."""
    return SPLITS.get((measure, by)) or f"{measure}{BY}{', '.join(by)}"


def dimensions_in(name: str) -> tuple[str, tuple[str, ...]]:
    """The measure and the dimensions in the name of a split that has no name of its own; of others the name alone.

    >>> dimensions_in("exits.job by gender, cohort"), dimensions_in("exits.job")
    (('exits.job', ('gender', 'cohort')), ('exits.job', ()))
    """
    measure, _, by = name.partition(BY)
    return measure, tuple(by.split(", ")) if by else ()
