"""`worklog init [DIR]`: a new journal, as a small Hugo site of its own or a section of the site that is there."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from worklog_tui.cli.output import Failure, say

if TYPE_CHECKING:
    import argparse

HELP = "Make a new journal in DIR: a small Hugo site that builds without a theme, or a section where a site is there."


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument(
        "dir", nargs="?", metavar="DIR", default=".", help="a new folder, or a Hugo site (default: here)"
    )
    parser.add_argument("--title", metavar="T", help="what the journal is called")
    parser.add_argument("--lang", choices=("en", "vi", "both"), help="its languages (default: the site's, else both)")
    parser.add_argument("--date", metavar="DATE", help="a day of its first week (default: today)")


def run(args: argparse.Namespace) -> int:
    """Makes it and says what was made. Exit 3 with a sentence where that is not possible."""
    from worklog_tui.document.model import Refused
    from worklog_tui.session.founding import found_journal
    from worklog_tui.storage.errors import StorageError

    today = dt.date.today()
    try:
        made = found_journal(Path(args.dir), title=args.title, languages=args.lang, day=_day(args.date, today))
    except (Refused, StorageError) as error:
        raise Failure(str(error)) from error
    except OSError as error:
        raise Failure(f"{args.dir} cannot be used: {error.strerror or error}.") from error
    say("\n".join([f"A new journal in {made.root}", *(f"  made  {rel}" for rel in made.files)]))
    say(f"Open it with: worklog {args.dir}")
    return 0


def _day(words: str | None, today: dt.date) -> dt.date:
    from worklog_tui.worklog.day.meant import Around, meant

    if words is None:
        return today
    found = meant(words, Around(today, today, today))
    if found is None:
        raise Failure(f"{words!r} is no date: write today, mon, 12/11, +7d or 2025-11-12.", code=2)
    return found
