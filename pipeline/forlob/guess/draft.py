"""From the tables of a folder to what a programme.yaml would say of them, and what is left to decide."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from forlob.cleaning.identifiers import CPR, masked
from forlob.cleaning.nothing_words import WORDS
from forlob.guess.code_guesses import ENOUGH_TO_REPEAT, Place, guess_answers, guess_projects, misspelt, slug
from forlob.guess.column_kinds import Column, date_forms, decimal_sign, fits_as_well
from forlob.guess.equal_tables import join_equal, names_projects
from forlob.guess.file_registers import guess_table, missing
from forlob.guess.files import File, Source
from forlob.guess.headers import EXACT, fit, is_danish, named_register
from forlob.guess.id_forms import id_rule, with_rule
from forlob.guess.participants_file import columns_of, find_participants, read_spread, shared_ids
from forlob.guess.rows_below import without_rows_below
from forlob.guess.scale_drafts import ScaleDraft, read_scales
from forlob.guess.several_answers import parted, read_split, unread_lists
from forlob.guess.snapshots_told import read_snapshots
from forlob.programme.registers import REGISTERS

#: More different names than these are no projects.
MOST_PROJECTS = 120
NO_HEADER = "the first row holds values, not the names of columns; ask for the file with a header"


@dataclass
class Draft:
    """What programme.yaml is to say.

    `left_out`: file -> why; `doubtful`: a project -> the one it may be; `ids`: how ids are compared, empty for as
    they are written; `scales`: those that measurements side by side are on.
    """

    id: str
    language: str
    files: list[File]
    left_out: dict[str, str]
    projects: list[Place]
    doubtful: dict[str, str]
    ids: dict[str, int | bool]
    scales: list[ScaleDraft]


def make_draft(name: str, sources: Iterable[Source], unread: dict[str, str], names: Iterable[str] = ()) -> Draft:
    """Guess what the files of a programme are. `unread`: file -> why it could not be read; `names`: all files."""
    files, left_out, headers = [], dict(unread), []
    whole = list(sources)
    names = {*names, *(source.file for source in whole)}
    sources = join_equal([_trimmed(source) for source in whole], names)
    keys = shared_ids(sources)
    tables = [columns_of(source.table, keys) for source in sources]
    guesses = [guess_table(source.speaking_name, columns) for source, columns in zip(sources, tables, strict=True)]
    find_participants(guesses, tables)
    for source, columns, guess in zip(sources, tables, guesses, strict=True):
        periods = guess.wide.places if guess.wide else ()
        if any(_holds_value(column) for column in columns if column.place not in periods):
            left_out[source.name] = NO_HEADER
        elif not guess.registers:
            left_out[source.name] = _unrecognised(source.table.header)
        else:
            files.append(File(source, guess, columns))
            headers += source.table.header
            read_spread(files[-1])
            read_snapshots(files[-1])
    projects, doubtful = _projects(name, files)
    ids = [file.column("participants", "participant_id") for file in files]
    rule = id_rule(files)
    known = with_rule((answer for column in ids if column for answer in column.answers), rule)
    for file in files:
        _read_formats(file)
        read_split(file)
        _read_answers(file)
        _doubt(file, known, rule)
    danish = Counter(map(is_danish, headers))
    language = "en" if danish[False] > danish[True] else "da"
    return Draft(name, language, files, left_out, projects, doubtful, rule, read_scales(files))


def _trimmed(source: Source) -> Source:
    """A source without totals and footnotes; counts that were delivered keep theirs, which are rows like others."""
    if named_register(source.speaking_name) == "aggregates":
        return source
    table, skip, unnamed = without_rows_below(source.table)
    return replace(source, table=table, skip=skip, unnamed=unnamed)


def _projects(name: str, files: list[File]) -> tuple[list[Place], dict[str, str]]:
    """The projects of all files, and those that may be another misspelt.

    A file of participants that names no project is one by itself. Where another file has a column of projects, few of
    which the participants know, it is a column of something else.
    """
    written: Counter[str] = Counter()
    for file in files:
        column = file.column("participants", "project")
        if column and _no_list(column.answers):
            del file.guess.registers["participants"]["project"]
            file.doubts.append(f"{column.header} has {len(column.answers)} different answers, too many for projects")
        elif column:
            written += column.answers
    known = {place.id for place in guess_projects(written)}
    for file in files:
        for register, columns in file.guess.registers.items():
            if register == "participants" or "project" not in columns:
                continue
            found = guess_projects(columns["project"].column.answers)
            if known and len(known & {place.id for place in found}) < len(found) / 2:
                del columns["project"]
            else:
                written += columns["project"].column.answers
    for file in files:
        of_sheets = Counter(dict.fromkeys(file.source.sheets, 1))
        here = "participants" in file.guess.registers
        has_column = any("project" in columns for columns in file.guess.registers.values())
        if of_sheets and not has_column and names_projects(file.source.sheets):
            ids = {place.id for place in guess_projects(of_sheets)}
            if (here and len(ids) == len(of_sheets)) or (known and ids <= known):
                file.project_from_sheet = True
                written += of_sheets
    places = guess_projects(Counter({text: n for text, n in written.items() if masked(text) == text}))
    likely = misspelt(places, written)
    alone = [
        file
        for file in files
        if "participants" in file.guess.registers
        and file.column("participants", "project") is None
        and not file.project_from_sheet
    ]
    for file in alone:
        title = file.source.speaking_name if len(alone) > 1 else name
        named = slug(title) or "project"
        file.constants["project"] = named
        file.doubts.append(f"no column names the project; all its participants are taken as of {named}")
        if named not in {place.id for place in places}:
            places.append(Place(named, title.replace("-", " ").capitalize(), []))
    return places, likely


def _no_list(answers: Counter[str]) -> bool:
    """Whether the cells of a column are hardly the names of a few projects: they may be addresses, or of persons."""
    return len(answers) > MOST_PROJECTS or (answers.total() >= ENOUGH_TO_REPEAT and len(answers) > answers.total() / 2)


def _read_formats(file: File) -> None:
    """The decimal sign and the date formats of a file: one list, or one a column where columns differ."""
    file.decimal = decimal_sign(column for _, column in file.of_kind("number"))
    days: dict[str, Counter[str]] = {}
    waves = [("measured_on", column) for column in file.guess.grid.days.values()] if file.guess.grid else []
    for name, column in [*file.of_kind("date"), *waves]:
        told = Counter({text: n for text, n in column.texts.items() if text.casefold() not in WORDS})
        days[name] = days.get(name, Counter()) + told
    for name, column in file.of_kind("moment"):
        parts = (re.match(r"(\d+\D\d+\D\d+)( kl\.)?[ T]\d", text) for text in column.texts)
        days[name] = Counter(part[1] for part in parts if part)
    forms = {name: date_forms(texts) for name, texts in days.items() if texts}
    for name, form in forms.items():
        if form.either_way:
            file.doubts.append(f"{name}: whether 03/04 is 3 April or 4 March; no date of the column tells")
        if form.unread:
            file.doubts.append(f"{name}: {form.unread} cells are no date of a known form, or of two")
    listed = {name: list(form.formats) for name, form in forms.items() if form.formats}
    union = list(dict.fromkeys(form for formats in listed.values() for form in formats))
    same = all(own[0] == union[0] and fits_as_well(days[name], union, own) for name, own in listed.items())
    file.dates = (union if same else listed) or None


def _read_answers(file: File) -> None:
    for register, columns in file.guess.registers.items():
        for name, match in columns.items():
            if REGISTERS[register].columns[name] == "code":
                answers = match.column.answers
                if name == file.split.get(register, ("", ""))[0]:
                    answers = parted(answers, file.split[register][1])
                file.answers[register, name] = guess_answers(name, answers)
    if file.guess.wide:
        of_periods = [column.answers for column in file.columns if column.place in file.guess.wide.places]
        file.answers["spells", "state"] = guess_answers("state", sum(of_periods, Counter()))


def _doubt(file: File, known: set[str], rule: dict[str, int | bool]) -> None:
    """What of a file's columns the researcher should look at. `known`: the ids of the participants, by the `rule`."""
    header = file.source.table.header
    constants = [*file.constants, *(["project"] if file.project_from_sheet else [])]
    if file.project_from_sheet:
        file.doubts.append("each sheet is taken as a project of its name; are they?")
    if file.source.skip:
        file.doubts.append("rows that skip names are taken for totals and footnotes, and not read")
    if file.source.unnamed:
        file.doubts.append(f"{file.source.unnamed} rows at the end look like footnotes; name their texts under skip")
    for name, separator in unread_lists(file):
        file.doubts.append(
            f"cells of {name} hold several answers; if it says what else is done for participants, "
            f'read it as effort of parallel_efforts with split: "{separator}"'
        )
    for register, columns in file.guess.registers.items():
        for needed in missing(register, [*columns, *constants]):
            told = {"spells": file.guess.wide, "measurements": file.guess.grid and needed != "participant_id"}
            if not told.get(register):
                dates = [c.header for c in file.columns if c.cells and c.dates >= 0.5 and c.header in file.not_used]
                may_be = f"; it may be {' or '.join(dates)}" if dates and needed.endswith("_on") else ""
                say = f"{may_be}. Name it under columns, or say under constants what it is for the whole file"
                file.doubts.append(f"{register} needs {needed}; no column was recognised as it{say}")
        for match in columns.values():
            if header.count(match.column.header) > 1:
                file.doubts.append(f"the header names {match.column.header} twice; rename one in the file")
        ids = file.column(register, "participant_id")
        if register != "participants" and ids and ids.cells and known:
            own = with_rule(ids.answers, rule)
            share = len(known & own) / len(own)
            if share < 0.5:
                file.doubts.append(f"{share:.0%} of the ids in {register} are those of participants; is it the same?")


def _unrecognised(header: list[str]) -> str:
    """Names the columns only where one of them is a known name: otherwise they may be cells, and of a person."""
    columns = [(register, column) for register, about in REGISTERS.items() for column in about.columns]
    known = any(fit(name, *column) >= EXACT for name in header for column in columns)
    named = f": {', '.join(masked(name) for name in header if name)}" if known else ""
    return f"no register was recognised in {len(header)} columns{named}. Add an entry, or leave it out"


def _holds_value(column: Column) -> bool:
    """Whether what stands in the header row is a cell: a number, a date, a CPR number, an answer of its column."""
    header = column.header
    value = re.fullmatch(r"\d{5,}|\d+[.,]\d+|\d+[-/.]\d+[-/.]\d+", header) or CPR.search(header)
    return bool(value) or (bool(header) and header in column.answers)
