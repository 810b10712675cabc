"""`forlob`: its options, its exit codes, and what it says while it works.

Exit codes: 0 done; 2 wrong use or configuration; 3 the extracts cannot be used; 4 a notebook failed;
5 rendering failed; 6 printed figures do not agree (`forlob printed` only).
"""

import argparse
import json
import os
import sys
import time
import traceback
from collections.abc import Sequence
from typing import NoReturn

from pipeline import __version__
from pipeline.errors import ForlobError, UsageError

STEPS = {
    "report": "clean, run and render: everything, ending with the path of the report",
    "check": "read and check the extracts; writes findings.csv and nothing else",
    "clean": "extracts to registers and findings",
    "run": "the notebooks, once a project or once a programme; gathers measures.csv",
    "render": "executed notebooks to pages, pages to a site",
    "status": "what is up to date, what is not and why, and which notebooks failed",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit code."""
    options = parser().parse_args(arguments)
    try:
        return options.handler(options)
    except ForlobError as error:
        if options.debug:
            traceback.print_exc()
        if getattr(options, "json", False):
            print(json.dumps({"exit_code": error.exit_code, "error": str(error)}, ensure_ascii=False))
        print(f"forlob: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("forlob: stopped; what was there before is as it was.", file=sys.stderr)
        sys.stderr.flush()
        os._exit(130)  # Threads wait on kernels, which end with their parent.
    except BrokenPipeError:
        os._exit(0)
    except Exception as error:
        if options.debug:
            raise
        print(
            f"forlob: an unexpected {type(error).__name__} stopped the work; what was there before is as it was. "
            "Run again with --debug to see where, and tell the maintainers.",
            file=sys.stderr,
        )
        return 1


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
    for name, text in STEPS.items():
        command = commands.add_parser(name, help=text, description=text)
        _programme_options(command)
        command.set_defaults(handler=_steps)
    _compare_options(commands.add_parser("compare", help="what differs between two measures tables"))
    _printed_options(commands.add_parser("printed", help="whether printed figures, such as a draft's, agree"))
    _new_options(commands.add_parser("new", help="begin a programme.yaml for a folder of extracts"))
    _doctor_options(commands.add_parser("doctor", help="whether everything that a report needs is there"))
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
        "--from",
        dest="from_date",
        default="",
        metavar="DATE",
        help="courses enrolled, and what was registered, on or after it",
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
    command.add_argument("--word", action="store_true", help="report, render: also a Word file a project, to send on")
    command.add_argument(
        "--jobs",
        type=_positive,
        metavar="N",
        help="notebooks, or pieces of big extracts, at a time; if not given, as many as cores and memory allow",
    )
    command.add_argument(
        "--scheduler",
        default="",
        metavar="ADDRESS",
        help="of a Dask cluster that runs notebooks and cleans big extracts, such as tcp://10.0.0.5:8786 "
        "(docs/more-machines.md)",
    )
    command.add_argument("--force", action="store_true", help="also what is up to date")
    command.add_argument(
        "--keep-going", action="store_true", help="run: exit code 0 though a notebook failed; status tells"
    )
    _general(command)


def _compare_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("old", metavar="OLD", help="a measures.csv, or a folder that holds one")
    command.add_argument("new", metavar="NEW")
    _general(command)
    command.set_defaults(handler=_compare)


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
    command.set_defaults(handler=_printed)


def _new_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("name", metavar="NAME", help="the programme's id: its folder under programmes/")
    command.add_argument("--raw", metavar="FOLDER", help="the folder of the extracts; data/raw/NAME, if not given")
    _general(command)
    command.set_defaults(handler=_new)


def _doctor_options(command: argparse.ArgumentParser) -> None:
    _general(command)
    command.set_defaults(handler=_doctor)


def _positive(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1")
    return int(text)


def _steps(options: argparse.Namespace) -> int:
    from pipeline.commands import COMMANDS
    from pipeline.report import prepare
    from pipeline.selection import Selection
    from pipeline.storage.workspace import programmes

    names = options.programmes or programmes()
    if not names:
        raise UsageError("there is no folder programmes/ here or above. Go to a checkout, or name a programme.yaml.")
    if len(names) > 1 and (options.raw or options.processed or options.reports):
        raise UsageError("--raw, --processed and --reports name the folders of one programme. Name one.")
    selection = Selection(
        options.project,
        options.mentor,
        options.participant,
        options.from_date,
        options.to_date,
        options.language,
        options.profile,
    )
    folders = {"raw": options.raw, "processed": options.processed, "reports": options.reports}
    worst, said = 0, []
    for name in names:
        progress = _silent if options.quiet or options.json else _Progress(name if len(names) > 1 else "")
        job = prepare(
            name,
            selection,
            folders,
            renderer=options.renderer,
            jobs=options.jobs,
            scheduler=options.scheduler,
            force=options.force,
            keep_going=options.keep_going,
            word=options.word,
            progress=progress,
        )
        code, summary = COMMANDS[options.command](job)
        worst = max(worst, code)
        said.append({**summary, "exit_code": code})
        if not options.json:
            lines = summary.get("lines", [])
            print("\n".join(lines if not options.quiet else lines[-1:]), flush=True)
    if options.json:
        print(
            json.dumps(
                [{k: v for k, v in item.items() if k != "lines"} for item in said], ensure_ascii=False, default=str
            )
        )
    return worst


class _Progress:
    """Lines on stderr with the seconds passed; on a terminal each takes the place of the one before."""

    def __init__(self, programme: str) -> None:
        self.began, self.programme, self.terminal = time.monotonic(), programme, sys.stderr.isatty()

    def __call__(self, line: str) -> None:
        text = f"{time.monotonic() - self.began:6.1f} s  {self.programme + ': ' if self.programme else ''}{line}"
        if self.terminal and "FAILED" not in line:
            print(f"\r\033[2K{text[:150]}", end="", file=sys.stderr, flush=True)
        else:
            print(text, file=sys.stderr, flush=True)

    def end(self) -> None:
        if self.terminal:
            print("\r\033[2K", end="", file=sys.stderr, flush=True)


def _silent(line: str) -> None:
    return None


def _compare(options: argparse.Namespace) -> int:
    from pipeline.compare import compare_command

    return compare_command(options.old, options.new, options.json)


def _printed(options: argparse.Namespace) -> int:
    from pipeline.printed import printed_command

    return printed_command(options.programme, options.file, options.processed, options.language, options.json)


def _new(options: argparse.Namespace) -> int:
    from pipeline.new import new_command

    return new_command(options.name, options.raw, options.json)


def _doctor(options: argparse.Namespace) -> int:
    from pipeline.doctor import doctor_command

    return doctor_command(options.json)
