"""The text of a first programme.yaml. What is unsure stands in it as a comment that begins with `decide:`."""

from collections.abc import Iterator

from forlob.cleaning.spelling import plain
from forlob.guess.code_guesses import Answers, slug
from forlob.guess.column_kinds import known_in
from forlob.guess.draft import Draft
from forlob.guess.file_registers import Match
from forlob.guess.files import File
from forlob.guess.headers import EXACT, fit
from forlob.guess.scale_text import scale_lines, wide_lines
from forlob.guess.yaml_values import DECIDE, comment, flow, scalar
from forlob.programme.code_lists import built_in, list_name
from forlob.programme.registers import REGISTERS


def programme_text(draft: Draft) -> str:
    """The programme.yaml of a draft."""
    parts = [_head(draft), _extracts(draft), _code_lists(draft), _projects(draft), _scales(draft), _end()]
    return "\n".join(line for part in parts for line in part) + "\n"


def to_decide(text: str) -> list[tuple[int, str]]:
    """(line, what is to be decided) for each such comment in a programme.yaml."""
    lines = enumerate(text.splitlines(), 1)
    return [(number, line.partition(DECIDE)[2]) for number, line in lines if DECIDE in line]


def _rule(title: str) -> list[str]:
    return ["", f"# ---- {title} ".ljust(100, "-"), ""]


def _head(draft: Draft) -> list[str]:
    title = draft.id.replace("-", " ").capitalize()
    asked = "files write the same ids with and without zeros before them; are they the same persons?"
    if "per_project" in draft.ids:
        asked = "the sheets have the same ids; does each number its participants anew?"
    ask = f"     {DECIDE}{asked}"
    return [
        "# Begun by `forlob new` from the extracts themselves. Lines with `decide:` are guesses to be looked at; take",
        "# the comment away when it is settled. `forlob check` says what cannot be read. Dates are written 2013-04-30.",
        "",
        f"id: {scalar(draft.id)}",
        f"title: {{da: {scalar(title)}, en: {scalar(title)}}}     {DECIDE}the title, in Danish and English",
        f"language: {draft.language}     # of the report; `--lang` gives the other",
        f"# extract_date: 2013-04-30     {DECIDE}the day the extracts were drawn; else the latest date in them counts",
        "# period: {from: 2011-10-01, to: 2013-04-30}     # earlier rows are set aside, later ones not counted",
        *([f"ids: {flow(draft.ids)}{ask}"] if draft.ids else []),
    ]


def _extracts(draft: Draft) -> list[str]:
    lines = _rule("The extracts: one entry a file, or several of the same header")
    lines += [
        "# columns: our name, and the header of the file. values: an answer of the file, and our code for it.",
        "",
        "extracts:",
    ]
    enrolled = any("participants" in file.guess.registers for file in draft.files)
    if not enrolled:
        lines.append(f"  {DECIDE}no file was recognised as the participants; which one is it?")
    for file in draft.files:
        lines += ["", f"  - file: {scalar(file.source.file)}", *_format(file)]
        if file.project_from_sheet:
            lines.append("    project_from: sheet")
        if file.snapshots:
            lines += ["    snapshots: newest_counts", f"    order: {scalar(file.source.order)}"]
        if file.source.skip:
            lines.append(f"    skip: {flow(list(file.source.skip))}")
        if file.constants:
            lines.append(f"    constants: {flow(file.constants)}")
        lines += [f"    {DECIDE}{comment(doubt)}" for doubt in file.doubts]
        if file.not_used:
            lines.append(f"    # not used: {comment(', '.join(file.not_used))}")
        free = [name for name in file.not_used if fit(name, "participants", "remark") >= EXACT]
        if free:
            lines.append(f"    # {comment(free[0])} is free text: read it as remark only where a page needs it.")
        lines.append("    registers:")
        for register in file.guess.registers:
            lines += _register(file, register)
            if register == "measurements" and file.guess.grid:
                lines += wide_lines(file.guess.grid, enrolled)
    left_out = [f"  {DECIDE}{comment(said)}" for said in _left_out(draft)]
    return [*lines, "", *left_out] if left_out else lines


def _left_out(draft: Draft) -> Iterator[str]:
    """What is left out and why, files of one reason together."""
    of_reason: dict[str, list[str]] = {}
    for name, why in draft.left_out.items():
        of_reason.setdefault(why, []).append(name)
    for why, names in of_reason.items():
        yield f"{names[0]} is left out: {why}" if len(names) == 1 else f"{', '.join(names)} are left out: {why}"


def _format(file: File) -> list[str]:
    source = file.source
    known = {
        "sheet": source.sheet,
        "sheets": ("all" if source.all_sheets else list(source.sheets)) if source.sheets else None,
        "header_row": source.header_row if source.header_row > 1 else None,
        "encoding": source.encoding,
        "delimiter": source.delimiter,
        "decimal": file.decimal,
        "dates": file.dates,
    }
    given = {name: value for name, value in known.items() if value is not None}
    return [f"    format: {flow(given)}"] if given else []


def _register(file: File, register: str) -> Iterator[str]:
    columns = file.guess.registers[register]
    yield f"      {register}:"
    if register in file.split:
        name, separator = file.split[register]
        coded = [column for column, kind in REGISTERS[register].columns.items() if kind == "code"]
        said = scalar(separator) if len(coded) == 1 else flow({name: separator})
        yield f"        split: {said}     {DECIDE}do cells of {name} hold several answers, each to be a row?"
    yield "        columns:" if columns else "        columns: {}"
    for name, match in columns.items():
        doubt = f"     {DECIDE}is {comment(match.column.header)} {name}? {match.doubt}" if match.doubt else ""
        source = flow(_codes(file, register, name, match)) if match.spread else scalar(match.column.header)
        yield f"          {name}: {source}{doubt}"
    if register == "spells" and file.guess.wide:
        yield f"        wide: {{headers: {scalar(file.guess.wide.headers)}, step: {file.guess.wide.step}}}"
    unknown = {
        name: answers
        for (of, name), answers in file.answers.items()
        if of == register and not (name in columns and columns[name].spread)
    }
    if any(answers.meant for answers in unknown.values()):
        yield "        values:"
    for name, answers in unknown.items():
        if answers.meant:
            yield f"          {name}:"
        for answer, code in answers.meant.items():
            yield f"            {scalar(answer)}: {scalar(code)}     {DECIDE}is {comment(answer)} {code}?"
    for name, answers in unknown.items():
        yield from _open(name, answers)


def _codes(file: File, register: str, name: str, match: Match) -> dict[str, dict[str, str]]:
    """Columns of yes and no as programme.yaml names them: header -> the code that it stands for."""
    answers = file.answers.get((register, name), Answers())
    own = {answer: code for code, answer in answers.new.items()} | answers.meant
    known = {plain(answer): code for answer, code in known_in(list_name(name)).items()} if name != "project" else {}
    headers = [column.header for column in match.spread]
    return {"one_hot": {h: own.get(h) or known.get(plain(h)) or slug(h) or h for h in headers}}


def _open(name: str, answers: Answers) -> Iterator[str]:
    """Answers that are not written down as values."""
    if answers.numbers:
        codes = list(built_in()[list_name(name)])
        yield f"        # values: {{{name}: {{{scalar(answers.numbers[0])}: {scalar(codes[0])}}}}}"
        meant = f"{', '.join(answers.numbers)} in {name} may be ({', '.join(codes)})"
        yield f"        {DECIDE}which of these codes {meant}; say it as in the line above"
    if answers.held_back:
        yield f"        {DECIDE}is {name} the right column? {answers.held_back} answers look like free text"


def _code_lists(draft: Draft) -> list[str]:
    """The answers that no built-in list knows, as codes of the programme's own."""
    own: dict[str, dict[str, str]] = {}
    for file in draft.files:
        for (_, column), answers in file.answers.items():
            codes = own.setdefault(list_name(column), {})
            for code, answer in answers.new.items():
                if plain(answer) not in map(plain, codes.values()):
                    while code in codes:
                        code += "_"
                    codes[code] = answer
    if not any(own.values()):
        return []
    lines = [*_rule("Answers of the programme's own: code and its labels"), "code_lists:"]
    for name, codes in own.items():
        if codes:
            lines.append(f"  {name}:" + ("" if name in built_in() else f"     {DECIDE}the labels of {name}, da and en"))
        for code, answer in codes.items():
            label, status = scalar(answer), ", status: other" if name == "exit_reason" else ""
            ask = f"     {DECIDE}is {comment(answer)} new, or a code that is there?" if name in built_in() else ""
            lines.append(f"    {scalar(code)}: {{da: {label}, en: {label}{status}}}{ask}")
        if codes and name == "exit_reason":
            lines.append(f"    {DECIDE}the status of each: {', '.join(built_in()['status_group'])}")
    return lines


def _projects(draft: Draft) -> list[str]:
    if not draft.projects:
        return []
    lines = [
        *_rule("The projects, in the order of the report"),
        "# More can be said of each: municipality, closed: 2013-03-31, expected_participants: 69, grant_dkk: 1020751.",
        "",
        "projects:",
    ]
    for place in draft.projects:
        name = scalar(place.name)
        other = draft.doubtful.get(place.id)
        ask = f"     {DECIDE}is {place.id} {other} misspelt? Then it is to be also_written there" if other else ""
        lines += [f"  {scalar(place.id)}:{ask}", f"    name: {{da: {name}, en: {name}}}"]
        if place.also_written:
            written = ", ".join(map(scalar, place.also_written))
            names = comment(" and ".join([place.name, *place.also_written]))
            lines.append(f"    also_written: [{written}]     {DECIDE}are {names} one project?")
    return lines


def _scales(draft: Draft) -> list[str]:
    return [*_rule("The scales of the measurements"), "scales:", *scale_lines(draft.scales)] if draft.scales else []


def _end() -> list[str]:
    return [
        *_rule("What may be published, and how it is grouped"),
        "# Counts from 1 to 4 are suppressed in the public report; a larger min_cell suppresses more.",
        "# disclosure: {min_cell: 5}",
        "# groups: {age_band: {under_30: {to: 29}, 30_and_over: {from: 30}}}     # whole years at enrolment",
    ]
