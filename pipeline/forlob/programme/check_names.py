"""Checks the names that one part of programme.yaml uses and another part, or a register, must know."""

import re
from collections.abc import Iterable, Iterator

from forlob.programme.check_long import Problem, in_long
from forlob.programme.check_survey import in_survey
from forlob.programme.code_lists import LIST_OF_COLUMN, built_in
from forlob.programme.extract_models import Extract, OneHot, RegisterMapping
from forlob.programme.pages import ALWAYS, OF_A_PROJECT, OF_THE_PROGRAMME, TAKEN
from forlob.programme.programme import Programme
from forlob.programme.registers import REGISTERS
from forlob.programme.wide_models import AfterEnrolment, WideMeasurements
from forlob.programme.yaml_errors import nearest

COLUMNS = {column for register in REGISTERS.values() for column in register.columns}
#: Columns that cleaning adds to those of the registers, and groups that measures make.
MADE_COLUMNS = {
    "participation_id",
    "pseudonym",
    "exit_status",
    "identifier_at",
    "suppressed",
    "file",
    "row",
    "age_band",
}
#: Notebooks that `pages` need not name.
MADE_ANYWAY = ("clean", ALWAYS)
OWN_NAME = re.compile("[a-z][a-z0-9_]*")
#: Columns of measurements whose codes scales declares.
SCALE_COLUMNS = ("instrument", "item", "respondent")
CODE_COLUMNS = {c for register in REGISTERS.values() for c, kind in register.columns.items() if kind == "code"}


def wrong_names(programme: Programme) -> list[Problem]:
    """Every name that nothing answers to: (the keys that lead to it, a sentence on it)."""
    problems = [
        *_in_period(programme),
        *_in_code_lists(programme),
        *_in_groups(programme),
        *_in_exit_status(programme),
        *_in_projects(programme),
        *_in_pages(programme),
        *_in_composites(programme),
        *in_survey(programme),
    ]
    for number, extract in enumerate(programme.extracts):
        problems += _in_extract(programme, extract, ["extracts", number])
    return problems


def _in_period(programme: Programme) -> Iterator[Problem]:
    first, last = programme.period.from_, programme.period.to
    if first and last and first > last:
        yield ["period"], f"from {first} is later than to {last}. Fix one of them."


def _in_pages(programme: Programme) -> Iterator[Problem]:
    for key in ("project", "programme"):
        for name in getattr(programme.pages, key) or ():
            if name in MADE_ANYWAY:
                yield ["pages", key], f"{name} is run for every report. Leave it out."
        yield from _in_own_pages(programme, key)


def _in_own_pages(programme: Programme, key: str) -> Iterator[Problem]:
    """Names with + beside names without, and those of no notebook beside programme.yaml."""
    named = getattr(programme.pages, key) or []
    added = [name for name in named if name.startswith("+")]
    if added and len(added) < len(named):
        said = (
            f"{added[0]} is added to the usual pages, and others take their place. Write + before all, or before none"
        )
        yield ["pages", key], f"{said}."
    usual = {*OF_A_PROJECT, *OF_THE_PROGRAMME}
    for name in (name.removeprefix("+") for name in added):
        if name in TAKEN:
            yield ["pages", key], f"{name} is the name of something else on a site. Give the notebook another one."
        elif name not in usual and programme.folder.is_dir() and not (programme.folder / f"{name}.ipynb").is_file():
            there = [file.stem for file in programme.folder.glob("*.ipynb")]
            yield (
                ["pages", key],
                f"there is no notebook {name}.ipynb beside programme.yaml{nearest(name, there) or '.'}",
            )


def _in_code_lists(programme: Programme) -> Iterator[Problem]:
    known = {*built_in(), *COLUMNS, *LIST_OF_COLUMN.values(), *programme.own_columns}
    for name, codes in programme.code_lists.items():
        if name not in known and nearest(name, known, 0.85):
            yield ["code_lists", name], f"is not a code list{nearest(name, known)} Fix its name."
        for code, item in codes.items():
            if item.status is not None:
                yield from _unknown(["code_lists", name, code], item.status, "status group", _statuses(programme))
    for name in programme.replace_code_lists:
        yield from _unknown(["replace_code_lists"], name, "built-in code list", built_in())
        if name in built_in() and not programme.code_lists.get(name):
            yield (
                ["replace_code_lists"],
                f"{name} is replaced by nothing. Add its codes under code_lists, or delete it.",
            )


def _in_groups(programme: Programme) -> Iterator[Problem]:
    known = {*built_in(), *programme.code_lists, *COLUMNS, *programme.own_columns, "age_band"}
    for column, groups in programme.groups.items():
        yield from _unknown(["groups", column], column, "column or code list", known, "")
        codes = programme.code_list(column)
        group_of: dict[str, str] = {}
        for group, members in groups.items():
            for code in members if isinstance(members, list) else []:
                where = ["groups", column, group]
                if codes:
                    yield from _unknown(where, code, f"code of {column}", codes, " Fix it, or add it to code_lists.")
                if group_of.setdefault(code, group) != group:
                    yield where, f"{code} stands in {group_of[code]} already. Leave it in one group."


def _in_exit_status(programme: Programme) -> Iterator[Problem]:
    for reason, status in programme.exit_status.items():
        where = ["exit_status", reason]
        yield from _unknown(where, reason, "exit reason", programme.code_list("exit_reason"))
        yield from _unknown(where, status, "status group", _statuses(programme))


def _in_projects(programme: Programme) -> Iterator[Problem]:
    taken: dict[str, str] = {}
    for project, about in programme.projects.items():
        for written in dict.fromkeys((project, *about.also_written)):
            other = taken.setdefault(" ".join(written.casefold().split()), project)
            if other != project:
                where = ["projects", project]
                yield where, f"{written} is written for {other} too. Leave it under one of the two projects."
        for code in about.target_group.match_groups if about.target_group else []:
            where = ["projects", project, "target_group", "match_groups"]
            yield from _unknown(where, code, "match group", programme.code_list("match_group"))


def _in_extract(programme: Programme, extract: Extract, at: list) -> Iterator[Problem]:
    columns: dict[str, None] = {}
    for register, mapping in extract.registers.items():
        where = [*at, "registers", register]
        if register not in REGISTERS:
            yield from _unknown(where, register, "register", REGISTERS)
            continue
        columns |= dict.fromkeys(mapping.columns_of(register))
        yield from _in_mapping(programme, register, mapping, where)
        yield from in_long(extract, register, mapping, where)
    if all(register in REGISTERS for register in extract.registers):
        for column in extract.constants:
            yield from _unknown([*at, "constants", column], column, "column of its registers", columns)
        for column, value in extract.constants.items():
            known = _codes(programme, {}, column) if column in SCALE_COLUMNS else []
            if known and str(value) not in known:
                yield from _unknown([*at, "constants", column], str(value), column, known)
        for column in extract.format.dates:
            known = [*columns, "default"]
            yield from _unknown([*at, "format", "dates", column], column, "column of its registers", known)


def _in_mapping(programme: Programme, register: str, mapping: RegisterMapping, at: list) -> Iterator[Problem]:
    yield from _in_own_columns(programme, register, mapping, [*at, "columns"])
    columns = mapping.columns_of(register)
    for part in ("columns", "values", "unknown", "split"):
        for column in getattr(mapping, part):
            if column:
                yield from _unknown([*at, part, column], column, f"column of {register}", columns)
    yield from _in_wide(programme, register, mapping, at)
    yield from _in_split(register, mapping, at)
    for key in ("speaker", "theme_levels"):
        if getattr(mapping, key) and register != "excerpts":
            yield [*at, key], f"is of excerpts only, not of {register}. Delete it."
    targets = [(["values", c], answers.values()) for c, answers in mapping.values.items()]
    targets += [(["columns", c], s.one_hot.values()) for c, s in mapping.columns.items() if isinstance(s, OneHot)]
    for where, codes in targets:
        known = _codes(programme, columns, where[1])
        for code in dict.fromkeys(codes) if known else ():
            if code is not None:
                part = {"project": "projects", **dict.fromkeys(SCALE_COLUMNS, "scales")}.get(where[1], "code_lists")
                advice = f" Fix it, or add it to {part}."
                yield from _unknown([*at, *where], code, f"code of {where[1]}", known, advice)


def _in_own_columns(programme: Programme, register: str, mapping: RegisterMapping, at: list) -> Iterator[Problem]:
    """Own columns of another register, of a name that is taken, or of another kind than in another file."""
    for name, own in mapping.own_columns.items():
        where = [*at, name]
        if register != "participants":
            yield where, f"{register} takes no columns of your own, only participants does. Write the header alone."
        elif name in REGISTERS[register].columns:
            yield where, f"is a column of {register} already. Write its header alone: {name}: {own.header}."
        elif name in COLUMNS | MADE_COLUMNS or not OWN_NAME.fullmatch(name):
            yield where, "cannot be the name of a column of your own. Take another, of small letters, digits and _."
        elif own.kind != programme.own_columns[name].kind:
            yield where, f"is a {programme.own_columns[name].kind} in another file. Give it one kind."


def _in_wide(programme: Programme, register: str, mapping: RegisterMapping, at: list) -> Iterator[Problem]:
    """Wide files of another register, and waves dated from an enrolment that nothing tells."""
    wide = mapping.wide
    if wide is None:
        return
    if register not in ("spells", "measurements"):
        said = f"{register} is not read from wide files, only spells and measurements are. Delete it."
        yield [*at, "wide"], said
    elif isinstance(wide, WideMeasurements) != (register == "measurements"):
        keys = "columns (a pattern) and waves" if register == "measurements" else "headers or columns (header: day)"
        yield [*at, "wide"], f"of {register} has the keys {keys}. Fix it."
    elif isinstance(wide, WideMeasurements) and "participants" not in programme.fed:
        for name, wave in wide.waves.items():
            if isinstance(wave, AfterEnrolment):
                yield (
                    [*at, "wide", "waves", name],
                    "counts from the enrolment, and no file feeds participants. Give a day.",
                )


def _in_split(register: str, mapping: RegisterMapping, at: list) -> Iterator[Problem]:
    """What cannot be split: participants, the columns that say whose row it is, and a column that nobody names."""
    if not mapping.split:
        return
    column, _ = mapping.split_column(register)
    if register == "participants":
        yield [*at, "split"], "is not for participants: a row of theirs is one participation. Delete it."
    elif not column:
        yield [*at, "split"], f"{register} has not one coded column. Say which: split: {{column: ';'}}."
    elif column in ("participant_id", "project") or REGISTERS[register].columns.get(column) in ("date", "number"):
        yield [*at, "split"], f"{column} cannot be split. Name a column of answers."


def _codes(programme: Programme, columns: dict[str, str], column: str) -> list[str]:
    """The codes that a column's answers lead to; empty where anything goes."""
    if column == "project":
        return list(programme.projects)
    if column in SCALE_COLUMNS:
        return _of_scales(programme, column)
    return list(programme.code_list(column)) if columns.get(column) == "code" or column == "time_of_day" else []


def _in_composites(programme: Programme) -> Iterator[Problem]:
    """Composites that are made of what no scale declares."""
    for name, scale in programme.scales.items():
        if scale.composite is None:
            continue
        at, of = ["scales", name, "composite"], programme.scales.get(scale.composite.of)
        if of is None or of.composite is not None:
            said = nearest(scale.composite.of, programme.scales) or "."
            yield [*at, "of"], f"{scale.composite.of} is no scale whose items are measured{said}"
            continue
        for item in (item for item in scale.composite.items if item not in of.items):
            yield [*at, "items"], f"{item} is no item of {scale.composite.of}{nearest(item, of.items) or '.'}"


def _of_scales(programme: Programme, column: str) -> list[str]:
    """The instruments, items or respondents that scales declares; respondents where every scale declares some."""
    scales = programme.scales
    if column == "instrument":
        return list(scales)
    each = [scale.items if column == "item" else scale.respondents for scale in scales.values()]
    return list(dict.fromkeys(code for codes in each for code in codes)) if all(each) else []


def _statuses(programme: Programme) -> list[str]:
    return list(programme.code_list("status_group"))


def _unknown(where: list, name: str, what: str, known: Iterable[str], advice: str | None = None) -> Iterator[Problem]:
    """A problem where a name is not among the known."""
    known = list(known)
    if name not in known:
        near = nearest(name, known)
        listed = f" Known here: {', '.join(known[:30])}." if advice is None else advice
        yield where, f"{name} is no {what}{near or '.'}{listed}"
