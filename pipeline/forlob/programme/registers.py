"""The registers: what one row is, which columns it has, of which kind, and which are needed."""

from dataclasses import dataclass

#: Kinds of column and the type each has in a cleaned register.
DTYPES = {
    "id": "string",
    "project": "string",
    "code": "string",  # an answer of a code list, where there is one
    "text": "string",  # what people wrote
    "label": "string",  # a name for something that has no code list
    "date": "datetime64[us]",  # a day
    "moment": "string",  # a time of the day; becomes started_at and time_of_day
    "number": "float64",
    "cpr": "string",  # becomes a pseudonym
    "speaker": "string",  # becomes a letter
    "quote": "string",  # what somebody said; it is marked where it identifies a person
}

#: Between the levels of a theme: `Naboskab > Hjælp` is the theme Hjælp below the theme Naboskab.
LEVELS = " > "


@dataclass(frozen=True)
class Register:
    """`columns`: canonical name -> kind; `needed`: alternatives, one of each must be there.

    `dated`: the column with the row's date; `ended`: that of its end, and what else is known only from that day on.
    `follows_up`: whether its rows tell of participants beyond the programme, so that its period does not end them.
    `key`: the columns by which a row is known again in a newer snapshot; all but `value` where none are named.
    """

    columns: dict[str, str]
    needed: tuple[tuple[str, ...], ...]
    dated: str | None = None
    ended: tuple[str, ...] = ()
    follows_up: bool = False
    key: tuple[str, ...] = ()
    value: tuple[str, ...] = ()

    @property
    def known_by(self) -> tuple[str, ...]:
        """The columns by which a row is known again."""
        return self.key or tuple(column for column in self.columns if column not in self.value)


def _register(
    needed: str,
    rest: str = "",
    dated: str | None = None,
    ended: tuple[str, ...] = (),
    follows_up: bool = False,
    key: str = "",
    value: str = "",
) -> Register:
    """'name:kind' words; needed words may hold alternatives: 'minutes:number|hours:number'."""
    alternatives = [[word.split(":") for word in group.split("|")] for group in needed.split()]
    columns = {name: kind for group in alternatives for name, kind in group}
    columns |= dict(word.split(":") for word in rest.split())
    needed_names = tuple(tuple(name for name, _ in group) for group in alternatives)
    return Register(
        {**columns, "project": "project"},
        needed_names,
        dated,
        ended,
        follows_up,
        tuple(key.split()),
        tuple(value.split()),
    )


REGISTERS: dict[str, Register] = {
    # a participation: one participant in one project
    "participants": _register(
        "participant_id:id project:project enrolled_on:date",
        "birth_date:date birth_year:number age:number gender:code match_group:code education:code work_experience:code "
        "benefit:code pathway:code arm:code exited_on:date exit_reason:code cpr:cpr weight:number remark:text",
        dated="enrolled_on",
        ended=("exited_on", "exit_reason", "exit_status"),
        key="participant_id project enrolled_on",
    ),
    # an effort running at enrolment
    "parallel_efforts": _register("participant_id:id effort:code", key="participant_id project effort"),
    # an action plan
    "plans": _register(
        "participant_id:id started_on:date", dated="started_on", key="participant_id project started_on"
    ),
    # a company placement
    "placements": _register(
        "participant_id:id started_on:date",
        "ended_on:date form:code company_id:id hours_per_week:number",
        dated="started_on",
        ended=("ended_on",),
        key="participant_id project started_on form",
    ),
    # a company
    "companies": _register(
        "company_id:id", "name:text ownership:code industry:code prior_experience:code", key="company_id project"
    ),
    # a participant attached to a company
    "company_participants": _register("participant_id:id company_id:id"),
    # something that happened to a participant
    "events": _register(
        "participant_id:id event:code started_on:date",
        "ended_on:date weeks:number",
        dated="started_on",
        ended=("ended_on", "weeks"),
        key="participant_id project started_on event",
    ),
    # a task done by a mentor
    "tasks": _register(
        "participant_id:id task:code done_on:date",
        "mentor_id:id",
        dated="done_on",
        key="participant_id project done_on task",
    ),
    # time spent on a participant
    "time_registrations": _register(
        "participant_id:id category:code minutes:number|hours:number",
        "started_at:moment date:date time_of_day:moment mentor_id:id",
        dated="date",
        value="minutes hours",
    ),
    # an item measured once
    "measurements": _register(
        "participant_id:id measured_on:date instrument:label item:label score:number",
        "respondent:label",
        dated="measured_on",
        follows_up=True,
        value="score",
    ),
    # an answer in the register or a survey
    "answers": _register(
        "participant_id:id|respondent_id:id form:label question:label answer:text",
        "answered_on:date",
        dated="answered_on",
        follows_up=True,
        value="answer",
    ),
    # a number known of a participation
    "outcomes": _register(
        "participant_id:id outcome:code value:number",
        "measured_on:date",
        dated="measured_on",
        follows_up=True,
        value="value",
    ),
    # a spell in a state
    "spells": _register(
        "participant_id:id state:code started_on:date",
        "ended_on:date",
        dated="started_on",
        ended=("ended_on",),
        follows_up=True,
        key="participant_id project started_on state",
    ),
    # a stage of a funnel reached
    "stages": _register(
        "participant_id:id stage:code reached_on:date",
        dated="reached_on",
        follows_up=True,
        key="participant_id project stage",
    ),
    # a count delivered as a count
    "aggregates": _register(
        "measure:label n:number", "of:number group:label as_of:date", dated="as_of", follows_up=True, value="n of"
    ),
    # a coded interview excerpt
    "excerpts": _register("source:label speaker:speaker theme:label text:quote", "excerpt_id:id"),
}

#: Registers whose rows are counts and passages of interviews, so that few of them are not few people.
ABOUT_NOBODY = ("aggregates", "excerpts")

#: Registers whose rows belong to a participation.
OF_PARTICIPANTS = tuple(
    name for name, register in REGISTERS.items() if name != "participants" and "participant_id" in register.columns
)
