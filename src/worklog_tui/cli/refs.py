"""`worklog refs`: every reference of the journal once, with its label and where it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worklog_tui.cli.journal import add_journal_options, find_journal, finish_interrupted, load_settings, narrowed
from worklog_tui.cli.output import complain, say, say_json

if TYPE_CHECKING:
    import argparse

    from worklog_tui.worklog.finding.shelf import ShelfEntry

HELP = "List every reference of the journal once: its address, its label, where it is used."


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the command's own arguments."""
    add_journal_options(parser)
    parser.add_argument("--json", action="store_true", help="one JSON document (its fields: docs/json.md)")


def run(args: argparse.Namespace) -> int:
    """Reads every page; those that cannot be read are told on stderr."""
    from worklog_tui.session.reading import Reader, read_file
    from worklog_tui.session.shelving import References
    from worklog_tui.worklog.finding.shelf import shelve

    settings = load_settings()
    journal = find_journal(args.journal, settings)
    finish_interrupted(journal, settings)
    reader, root = Reader(settings), str(journal.root)
    references = References(
        lambda page: read_file(page, root).data, lambda page, source: reader.week(page, reader.parse(source))
    )
    weeks = narrowed(journal, args.week, args.lang)
    shelf = shelve(use for entry, pages in weeks for page in pages for use in references.of(entry, page))
    for sentence in references.unreadable:
        complain(sentence)
    if args.json:
        say_json(
            [
                {"target": e.target, "label": e.label, "uses": [{"path": u.path, "line": u.line} for u in e.uses]}
                for e in shelf
            ]
        )
    elif shelf:
        say("\n".join(_line(entry) for entry in shelf))
    else:
        say("No references in this journal yet.")
    return 0


def _line(entry: ShelfEntry) -> str:
    from worklog_tui.worklog.cells.display import plain

    label = plain(entry.label)
    weeks = f"week {', '.join(map(str, entry.weeks))}" if entry.weeks else entry.uses[0].path
    return f"{entry.target}" + (f"  {label}" if label else "") + f"  ({weeks})"
