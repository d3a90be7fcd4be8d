"""`worklog comments`: what was said about the journal's pages, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from worklog_tui.cli.journal import add_journal_options, find_journal, load_settings, narrowed, start_session
from worklog_tui.cli.output import complain, say, say_json

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from worklog_tui.session.comments import Placed
    from worklog_tui.session.session import Session

HELP = "List the comments on the journal's pages: the open ones, or with --all also those that are resolved."


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the command's own arguments."""
    add_journal_options(parser)
    parser.add_argument("--all", action="store_true", help="resolved ones too")
    parser.add_argument("--json", action="store_true", help="one JSON document (its fields: docs/json.md)")


def run(args: argparse.Namespace) -> int:
    """Reads the pages that have comments; nothing is written."""
    settings = load_settings()
    journal = find_journal(args.journal, settings)
    session = start_session(journal, settings)
    try:
        found = [one for one in gathered(session, args) if args.all or one.thread.status == "open"]
        for sentence in session.reviewing.comments.troubles:
            complain(sentence)
        if args.json:
            say_json([_facts(one) for one in found])
        elif found:
            say("\n".join(_lines(found)))
        else:
            say("No comments." if args.all else "No open comments.")
    finally:
        session.close()
    return 0


def gathered(session: Session, args: argparse.Namespace) -> list[Placed]:
    """The comments with their places, as --week and --lang ask; places are not written anew."""
    comments = session.reviewing.comments
    comments.follow = False
    found = list(comments.everywhere())
    if args.week is None and args.lang is None:
        return found
    pages = {page.rel for _, listed in narrowed(session.journal, args.week, args.lang) for page in listed}
    return [one for one in found if one.page is not None and one.page.rel in pages]


def _facts(one: Placed) -> dict[str, Any]:
    thread = one.thread
    piece = one.found.piece if one.found is not None else None
    return {
        "id": thread.id,
        "status": thread.status,
        "path": one.page.rel if one.page is not None else None,
        "named": thread.anchor.page,
        "language": thread.anchor.language or None,
        "week": one.page.number if one.page is not None else thread.anchor.week,
        "kind": thread.anchor.kind,
        "line": one.line or None,
        "row": piece.number if piece is not None and piece.kind == "task" else None,
        "gone": one.gone,
        "quote": thread.quote or None,
        "notes": [
            {"at": note.at.isoformat(), "by": note.by, "does": note.does, "text": note.text} for note in thread.notes
        ],
    }


def _lines(found: Sequence[Placed]) -> list[str]:
    from worklog_tui.worklog.cells.display import day_month
    from worklog_tui.worklog.review.wording import place_words

    out = []
    for one in found:
        thread = one.thread
        piece = one.found.piece if one.found is not None else None
        page = one.page.rel if one.page is not None else f"{thread.anchor.page} (gone)"
        where = f"{page}:{one.line}" if one.line else page
        place = place_words(thread.anchor, piece) + (" (no longer on the page)" if one.gone else "")
        state = "" if thread.status == "open" else f" [{thread.status}]"
        out.append(f"{where}: {place}{state}")
        for note in thread.said:
            when = day_month(note.at.astimezone().date())
            out.append(f"    {' '.join(note.by.split())}, {when}: {' '.join(note.text.split())}")
    opened = sum(one.thread.status == "open" for one in found)
    return [*out, f"{opened} open {'comment' if opened == 1 else 'comments'}."]
