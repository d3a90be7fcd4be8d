"""The command line: finds the command, runs it, turns what went wrong into one line and an exit code.

Exit codes (DESIGN): 0 fine, 1 problems or nothing found, 2 usage, 3 refused or could not be done.
Only the module of the command that was asked for is imported: the start of a command is mostly imports.
"""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn, Protocol, cast

from worklog_tui import __version__
from worklog_tui.cli.output import Failure, complain

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence


class Command(Protocol):
    """What a command's module offers."""

    HELP: str

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Adds the command's own arguments."""

    def run(self, args: argparse.Namespace) -> int:
        """Does it; returns the exit code. Raises Failure with a sentence."""


COMMANDS: dict[str, str] = {
    "list": "list_weeks",
    "show": "show",
    "set": "set_field",
    "add": "add_item",
    "search": "search",
    "refs": "refs",
    "check": "check",
    "export": "export",
    "assemble": "assemble",
    "board": "board",
    "comments": "comments",
    "digest": "digest",
    "take-in": "take_in",
    "new-week": "new_week",
    "preview": "preview",
    "hand-in": "hand_in",
    "init": "init",
    "demo": "demo",
    "merge-driver": "merge_driver",
    "install-merge-driver": "install_merge_driver",
    "completion": "completion",
}
"""Command name → module in this package."""

_ABOUT = "Keep a Hugo work journal from the terminal: weeks, tasks and references."
_EPILOG = """commands:
  worklog [PATH]                     open the journal at PATH, around this folder, or the last one
  worklog --read-only [PATH]         review it: read, comment, mark what was read; no page is changed
  worklog demo                       open a scratch copy of the sample journal
  worklog init [DIR]                 a new journal: a small Hugo site, or a section of the one that is there
  worklog new-week                   the next week's page and its twin, from the last one's
  worklog list                       the journal's weeks
  worklog show [PATH]                a page, week folder, section or site as text or JSON
  worklog add TEXT…                  an item of today's task
  worklog set FILE ROW FIELD VALUE   one field of one task, every other byte as before
  worklog search QUERY               where words stand in the journal; case and accents do not matter
  worklog refs                       every reference of the journal once, with where it is used
  worklog check [PATH] [--fix]       mistakes in pages, and the certain ones mended
  worklog board [PATH…]              the whole term at a glance; several journals side by side
  worklog preview [PATH]             the site as it will be, in the browser; without Hugo as text
  worklog hand-in                    checked, built, shown, then committed and pushed after a yes
  worklog comments                   what was said about the journal's pages, and where
  worklog digest [--out FILE]        comments and reviews as one file to send
  worklog take-in FILE               the comments of such a file, added to the journal
  worklog export [--format md]       the term: tasks, references, weeks as a report, CSV or JSON
  worklog assemble                   finished tasks as achievements, unfinished ones as objectives
  worklog install-merge-driver       git merges weeks by tasks, items and values instead of lines
  worklog completion [SHELL]         the script that completes commands in bash, zsh, fish, tcsh or PowerShell

`worklog COMMAND --help` says more. To open a folder named like a command, write ./list."""


def command(name: str) -> Command:
    """The module of a command."""
    return cast("Command", import_module(f"worklog_tui.cli.{COMMANDS[name]}"))


def app_parser() -> argparse.ArgumentParser:
    """The parser of `worklog [PATH]`."""
    import argparse

    from worklog_tui.cli.arguments import Parser

    parser = Parser(
        prog="worklog", description=_ABOUT, epilog=_EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("path", nargs="?", metavar="PATH", help="a site, section, week folder or page")
    parser.add_argument(
        "--read-only", action="store_true", help="open it to be reviewed: read, commented, nothing changed"
    )
    parser.add_argument("--version", action="version", version=f"worklog-tui {__version__}")
    return parser


def command_parser(name: str) -> argparse.ArgumentParser:
    """The parser of one command."""
    from worklog_tui.cli.arguments import Parser

    module = command(name)
    parser = Parser(prog=f"worklog {name}", description=module.HELP)
    module.configure(parser)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command line; returns the exit code. Usage errors leave by SystemExit(2), as argparse does."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        if words and words[0] in COMMANDS:
            name, rest = words[0], words[1:]
            quick, arrange = (getattr(command(name), hook, None) for hook in ("quick", "arrange"))
            args = (
                quick(rest) if quick else None
            )  # a plain command line, which needs no argparse: half a start of Python
            args = args or command_parser(name).parse_args(arrange(rest) if arrange else rest)
            return command(name).run(args)
        from worklog_tui.cli.open_app import open_path, open_review

        if len(words) <= 1 and not any(word.startswith("-") for word in words):
            return open_path(*words or (None,))  # nothing to parse: the app's start is measured in milliseconds
        parsed = app_parser().parse_args(words)
        return open_review(parsed.path) if parsed.read_only else open_path(parsed.path)
    except Failure as failure:
        complain(str(failure))
        return failure.code
    except BrokenPipeError:  # the reader (head, less) has gone: that is no fault of ours
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - so that exit does not flush into the pipe again
        return 0
    except KeyboardInterrupt:
        return 130


def run() -> NoReturn:
    """The console entry point. An unforeseen error is one sentence and exit 3, its details in the log."""
    gc.set_threshold(100_000, 50, 50)  # most commands are over before their garbage matters
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:
        os._exit(0)
    except Exception as error:  # no traceback ever reaches a user
        from worklog_tui.cli.output import log_crash

        complain(f"worklog hit an unexpected error ({type(error).__name__}); nothing was written. {log_crash()}")
        code = 3
    sys.exit(code)
