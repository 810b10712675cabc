"""The command line of `forlob`: its commands and their options."""

import argparse
from typing import NoReturn

from forlob import __version__
from forlob.errors import UsageError

STEPS = {
    "report": "clean, run and render: everything, ending with the path of the report",
    "check": "read and check the extracts; writes findings.csv and nothing else",
    "clean": "extracts to registers and findings",
    "run": "the notebooks, once a project or once a programme; gathers measures.csv",
    "render": "executed notebooks to pages, pages to a site",
    "disclosure": "what a public report does not show and why, and what other settings would show (internal)",
    "status": "what is up to date, what is not and why, and which notebooks failed",
}
#: The command that makes reports again and again.
WATCH, AGAIN = "watch", "report, and again whenever extracts, programme.yaml, notebooks, theme or code change"
GOES_ON = "It continues after errors, until Ctrl-C; exit code 0 if that came while it was waiting."


class _Parser(argparse.ArgumentParser):
    """Says in one sentence what is wrong with a command line."""

    def error(self, message: str) -> NoReturn:
        self.exit(UsageError.exit_code, f"forlob: {message}. `{self.prog} --help` lists what there is.\n")


def parser() -> argparse.ArgumentParser:
    top = _Parser(
        prog="forlob", description="From the registration extracts of a programme to a finished evaluation report."
    )
    top.add_argument("--version", action="version", version=f"forlob {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, text in {**STEPS, WATCH: AGAIN}.items():
        about = f"{text}. {GOES_ON}" if name == WATCH else text
        command = commands.add_parser(name, help=text, description=about)
        _programme_options(command)
    _compare_options(commands.add_parser("compare", help="what differs between two measures tables"))
    _printed_options(commands.add_parser("printed", help="whether printed figures, such as a draft's, agree"))
    _new_options(commands.add_parser("new", help="begin a programme.yaml for a folder of extracts"))
    _new_page_options(commands.add_parser("new-page", help="begin a page of your own beside a programme.yaml"))
    _preview_options(commands.add_parser("preview", help="one notebook as the page that the report would show"))
    _doctor_options(commands.add_parser("doctor", help="whether everything that a report needs is there"))
    _measures_options(commands.add_parser("measures", help="what is counted, of whom, and what it can be split by"))
    return top


def _general(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="end with one line of JSON")
    command.add_argument("--quiet", action="store_true", help="no progress")
    command.add_argument("--debug", action="store_true", help="show the traceback of an error")


def _programme_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "programmes",
        nargs="*",
        metavar="PROGRAMME",
        help="a name under programmes/, or a path to a programme.yaml; all, if none is named",
    )
    for name, text in {
        "raw": "the folder of the extracts",
        "processed": "the folder of registers, findings and measures",
        "reports": "the folder of the site",
    }.items():
        command.add_argument(f"--{name}", metavar="FOLDER", help=text)
    command.add_argument("--project", default="", help="one project only")
    command.add_argument("--mentor", default="", metavar="ID", help="one mentor's registrations and participants only")
    command.add_argument("--participant", default="", metavar="ID", help="one participant only (internal profile)")
    command.add_argument(
        "--where",
        default="",
        metavar="COLUMN=CODE",
        help="participations with a code, gender=female (internal profile)",
    )
    command.add_argument(
        "--from",
        dest="from_date",
        default="",
        metavar="DATE",
        help="participations enrolled, and what was registered, on or after it",
    )
    command.add_argument(
        "--to", dest="to_date", default="", metavar="DATE", help="leaves out what was registered after it"
    )
    command.add_argument(
        "--lang",
        dest="language",
        default="",
        choices=["da", "en"],
        help="the language of the report, where not the programme's own",
    )
    command.add_argument(
        "--profile", default="public", choices=["public", "internal"], help="public: small counts are suppressed"
    )
    command.add_argument("--renderer", default="auto", choices=["auto", "quarto", "builtin"])
    command.add_argument("--word", action="store_true", help="report, render, watch: a Word file a project too")
    command.add_argument(
        "--jobs",
        type=_positive,
        metavar="N",
        help="notebooks, pages, or chunks of big extracts, at a time; if not given, as many as cores and memory allow",
    )
    command.add_argument(
        "--scheduler",
        default="",
        metavar="ADDRESS",
        help="of a Dask cluster that runs notebooks and cleans big extracts, such as tcp://10.0.0.5:8786 "
        "(docs/more-machines.md)",
    )
    command.add_argument(
        "--force", action="store_true", help="also what is up to date, of a selection its own results; watch: at first"
    )
    command.add_argument(
        "--keep-going", action="store_true", help="run: exit code 0 though a notebook failed; status tells"
    )
    _general(command)


def _compare_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("old", metavar="OLD", help="a measures.csv, or a folder that holds one")
    command.add_argument("new", metavar="NEW")
    _general(command)


def _printed_options(command: argparse.ArgumentParser) -> None:
    command.description = (
        "Checks printed figures against the computed ones of the last report, where there is one, and against one "
        "another. No notebook is run. Exit code 6 where they do not agree."
    )
    command.add_argument(
        "programme", metavar="PROGRAMME", help="a name under programmes/, or a path to a programme.yaml"
    )
    command.add_argument(
        "file",
        nargs="?",
        default="",
        metavar="FILE",
        help="a file of printed figures; the programme's own, if not given",
    )
    command.add_argument("--processed", metavar="FOLDER", help="the folder of measures.csv")
    command.add_argument(
        "--lang", dest="language", default="", choices=["da", "en"], help="the language of the sentences"
    )
    _general(command)


def _new_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("name", metavar="NAME", help="the programme's id: its folder under programmes/")
    command.add_argument("--raw", metavar="FOLDER", help="the folder of the extracts; data/raw/NAME, if not given")
    _general(command)


def _new_page_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "programme", metavar="PROGRAMME", help="a name under programmes/, or a path to a programme.yaml"
    )
    command.add_argument("name", metavar="NAME", help="the notebook's name, such as placed_soon")
    _general(command)


def _preview_options(command: argparse.ArgumentParser) -> None:
    _programme_options(command)
    command.add_argument("--notebook", required=True, metavar="NAME", help="the notebook, without .ipynb")


def _doctor_options(command: argparse.ArgumentParser) -> None:
    _general(command)


def _measures_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("name", nargs="?", default="", metavar="NAME", help="one measure, such as exits.job; else all")
    command.add_argument(
        "--lang", dest="language", default="en", choices=["da", "en"], help="the language of labels and definitions"
    )
    command.add_argument(
        "--programme", default="", metavar="PROGRAMME", help="with the measures of its own that a programme declares"
    )
    command.add_argument("--markdown", action="store_true", help="all of them, as the page docs/measures.md")
    _general(command)


def _positive(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1")
    return int(text)
