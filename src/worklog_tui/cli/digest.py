"""`worklog digest`: the comments and reviews as one Markdown file, to be sent and taken in elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from worklog_tui.cli.comments import gathered
from worklog_tui.cli.journal import add_journal_options, find_journal, load_settings, start_session
from worklog_tui.cli.output import Failure, complain, say

if TYPE_CHECKING:
    import argparse

HELP = (
    "Write the comments and what was reviewed as one readable file to send; `worklog take-in` brings it in elsewhere."
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the command's own arguments."""
    add_journal_options(parser)
    parser.add_argument("--out", metavar="FILE", help="write it there (default: print it)")


def run(args: argparse.Namespace) -> int:
    """Prints or writes the digest; an older digest is written over, another file is not."""
    import datetime as dt

    from worklog_tui.session.digest import compose, write_digest
    from worklog_tui.storage.errors import NotSaved

    settings = load_settings()
    journal = find_journal(args.journal, settings)
    session = start_session(journal, settings)
    try:
        found = gathered(session, args)
        names = {session.reviewing.name_of(page) for entry in journal.weeks for page in entry.pages}
        narrow = args.week is not None or args.lang is not None
        shown = {session.reviewing.name_of(one.page) for one in found if one.page is not None} if narrow else names
        reviews = [review for review in session.reviewing.every() if review.page in shown]
        for sentence in (*session.reviewing.comments.troubles, *session.reviewing.troubles):
            complain(sentence)
        if not found and not reviews:
            raise Failure("There are no comments and no reviews to send yet: `v` in the app makes them.", code=1)
        text = compose(journal, found, reviews, session.reviewing.author, dt.datetime.now())
    finally:
        session.close()
    if args.out is None:
        say(text.rstrip("\n"))
    else:
        try:
            write_digest(Path(args.out), text)
        except NotSaved as error:
            raise Failure(str(error)) from error
        say(f"{len(found)} {'comment' if len(found) == 1 else 'comments'} written to {args.out}.")
    return 0
