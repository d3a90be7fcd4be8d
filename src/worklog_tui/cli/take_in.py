"""`worklog take-in FILE…`: the comments of digests are added to the journal; nothing is taken in twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worklog_tui.cli.journal import find_journal, load_settings, start_session
from worklog_tui.cli.output import Failure, complain, say

if TYPE_CHECKING:
    import argparse

    from worklog_tui.session.digest import Digest, Taken

HELP = "Add the comments, answers and reviews of a digest (or of the mail that holds one) to the journal."


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument("file", nargs="+", metavar="FILE", help="what `worklog digest` has written")
    parser.add_argument(
        "--journal", metavar="PATH", help="the journal (default: around this folder, else the last one)"
    )


def run(args: argparse.Namespace) -> int:
    """Every file is read before anything is written."""
    from worklog_tui.session.digest import take_in
    from worklog_tui.storage.errors import NotSaved

    digests = [_read(name) for name in args.file]
    settings = load_settings()
    session = start_session(find_journal(args.journal, settings), settings)
    try:
        for digest in digests:
            say(_told(take_in(session, digest)))
            if digest.wrong:
                complain(f"{digest.wrong} parts of the digest could not be read: ask for it again, as an attachment.")
        gone = sum(one.gone for one in session.reviewing.comments.everywhere() if one.thread.status == "open")
        if gone:
            say(f"{gone} of the open comments speak of something that is no longer on its page.")
    except NotSaved as error:
        raise Failure(str(error)) from error
    finally:
        session.close()
    return 3 if any(digest.wrong for digest in digests) else 0


def _read(name: str) -> Digest:
    from worklog_tui.session.digest import read_digest
    from worklog_tui.storage.errors import PageUnreadable
    from worklog_tui.storage.files import read_page

    try:
        found = read_digest(read_page(name).data.decode("utf-8", "replace"))
    except PageUnreadable as error:
        raise Failure(str(error)) from error
    if found is None:
        raise Failure(f"There is no digest in {name}: `worklog digest --out {name}` writes one.")
    if not found.threads and not found.reviews and found.wrong:
        raise Failure(f"The digest in {name} is damaged: ask for it again, as an attachment.")
    return found


def _told(taken: Taken) -> str:
    def many(number: int, noun: str) -> str:
        return f"{number} new {noun}{'' if number == 1 else 's'}"

    counts = ((taken.comments, "comment"), (taken.notes, "answer"), (taken.reviews, "review"))
    parts = [many(number, noun) for number, noun in counts if number]
    known = f"; {taken.known} {'was' if taken.known == 1 else 'were'} here already" if taken.known else ""
    return (", ".join(parts) or "Nothing new") + known + "."
