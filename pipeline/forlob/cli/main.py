"""`forlob`: what each command runs, its exit codes, and what it says while it works.

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
from typing import TYPE_CHECKING

from forlob.cli.options import STEPS, WATCH, parser
from forlob.errors import ForlobError, UsageError

if TYPE_CHECKING:
    from forlob.programme.selection import Selection


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit code."""
    try:
        options = parser().parse_args(arguments)
    except BrokenPipeError:
        os._exit(0)
    try:
        return HANDLERS[options.command](options)
    except ForlobError as error:
        _say(error, options)
        return error.exit_code
    except KeyboardInterrupt:
        print("forlob: stopped; earlier results are unchanged.", file=sys.stderr)
        sys.stderr.flush()
        os._exit(130)  # Threads wait on kernels, which end with their parent.
    except BrokenPipeError:
        os._exit(0)
    except Exception as error:
        if options.debug:
            raise
        _say_unexpected(error)
        return 1


def _say(error: ForlobError, options: argparse.Namespace) -> None:
    if options.debug:
        traceback.print_exc()
    if options.json:
        print(json.dumps({"exit_code": error.exit_code, "error": str(error)}, ensure_ascii=False))
    print(f"forlob: {error}", file=sys.stderr)


def _say_unexpected(error: Exception) -> None:
    print(
        f"forlob: an unexpected {type(error).__name__} stopped the run; earlier results are unchanged. "
        "Run again with --debug to see where, and tell the maintainers.",
        file=sys.stderr,
    )


def _steps(options: argparse.Namespace) -> int:
    names = _programmes(options)
    return _make(options.command, options, names, several=len(names) > 1)


def _watch(options: argparse.Namespace) -> int:
    from forlob.cli.watch import watch

    names = _programmes(options)

    def make(name: str, again: bool) -> bool:
        options.force &= not again
        try:
            _make("report", options, [name], several=len(names) > 1)
            return True
        except BrokenPipeError:
            raise
        except ForlobError as error:
            if type(error) is UsageError and not again:
                raise
            _say(error, options)
        except Exception as error:
            traceback.print_exc() if options.debug else _say_unexpected(error)
        return False

    return watch(names, _folders(options), make, _silent if options.quiet else _to_stderr)


def _programmes(options: argparse.Namespace) -> list[str]:
    """The programmes that are named, or all."""
    from forlob.storage.workspace import programmes

    names = options.programmes or programmes()
    if not names:
        raise UsageError("there is no folder programmes/ here or above. Go to a checkout, or name a programme.yaml.")
    if len(names) > 1 and (options.raw or options.processed or options.reports):
        raise UsageError("--raw, --processed and --reports name the folders of one programme. Name one.")
    return names


def _folders(options: argparse.Namespace) -> dict[str, str | None]:
    return {"raw": options.raw, "processed": options.processed, "reports": options.reports}


def _selection(options: argparse.Namespace) -> "Selection":
    from forlob.programme.selection import Selection

    return Selection(
        options.project,
        options.mentor,
        options.participant,
        options.from_date,
        options.to_date,
        options.language,
        options.profile,
        options.where,
    )


def _make(command: str, options: argparse.Namespace, names: Sequence[str], several: bool) -> int:
    """Run a step for some programmes; the worst exit code. `several`: what is said names the programme."""
    from forlob.cli.report import prepare
    from forlob.cli.step_commands import COMMANDS

    selection, folders = _selection(options), _folders(options)
    worst, said = 0, []
    for name in names:
        progress = _silent if options.quiet or options.json else _Progress(name if several else "")
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
        code, summary = COMMANDS[command](job)
        worst = max(worst, code)
        said.append({**summary, "exit_code": code})
        if not options.json:
            lines = summary.get("lines", [])
            print("\n".join(lines if not options.quiet else lines[-1:]), flush=True)
    if options.json:
        told = [{k: v for k, v in item.items() if k != "lines"} for item in said]
        print(json.dumps(told, ensure_ascii=False, default=str), flush=True)
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


def _to_stderr(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _compare(options: argparse.Namespace) -> int:
    from forlob.cli.compare import compare_command

    return compare_command(options.old, options.new, options.json)


def _printed(options: argparse.Namespace) -> int:
    from forlob.cli.check_printed import printed_command

    return printed_command(options.programme, options.file, options.processed, options.language, options.json)


def _new_page(options: argparse.Namespace) -> int:
    from forlob.cli.new_page import new_page_command

    return new_page_command(options.programme, options.name, options.json)


def _preview(options: argparse.Namespace) -> int:
    from forlob.cli.preview import preview_command

    name, *others = _programmes(options)
    if others:
        raise UsageError("preview is of one programme. Name it.")
    return preview_command(name, options.notebook, _selection(options), _folders(options), options.json)


def _new(options: argparse.Namespace) -> int:
    from forlob.cli.new import new_command

    return new_command(options.name, options.raw, options.json)


def _doctor(options: argparse.Namespace) -> int:
    from forlob.cli.doctor import doctor_command

    return doctor_command(options.json)


def _measures(options: argparse.Namespace) -> int:
    from forlob.cli.measures import measures_command

    return measures_command(options.name, options.language, options.json, options.markdown, options.programme)


HANDLERS = {
    **dict.fromkeys(STEPS, _steps),
    WATCH: _watch,
    "compare": _compare,
    "printed": _printed,
    "new": _new,
    "new-page": _new_page,
    "preview": _preview,
    "doctor": _doctor,
    "measures": _measures,
}
