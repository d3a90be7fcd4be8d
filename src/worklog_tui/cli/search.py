"""`worklog search QUERY`: where words stand in the journal, one hit a line, as grep tells it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from worklog_tui.cli.journal import add_journal_options, find_journal, finish_interrupted, load_settings, narrowed
from worklog_tui.cli.output import Failure, complain, say, say_json

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from worklog_tui.session.journal import Journal
    from worklog_tui.session.searching import PageHits
    from worklog_tui.storage.settings import Settings
    from worklog_tui.worklog.finding.query import Query
    from worklog_tui.worklog.finding.search import Hit

HELP = (
    "Find words in tasks, references, sections and titles. Case and accents do not matter, but a mark that is typed "
    "must be there. Several words are found where they stand together."
)
NOT_FOUND = 1


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument("query", metavar="QUERY", nargs="+", help="the words to look for")
    add_journal_options(parser)
    parser.add_argument("--json", action="store_true", help="one JSON document (its fields: docs/json.md)")


def run(args: argparse.Namespace) -> int:
    """Exit code 1 when nothing is found."""
    from worklog_tui.worklog.finding.query import parse_query

    query = parse_query(" ".join(args.query))
    if not query:
        raise Failure("There is nothing to look for: name a word.", code=2)
    settings = load_settings()
    journal = find_journal(args.journal, settings)
    finish_interrupted(journal, settings)
    numbers = {page.rel: entry.number for entry in journal.weeks for page in entry.pages}
    pages = _found(journal, settings, query, args)
    rows = [_row(found, numbers.get(found.page.rel), hit) for found in pages for hit in found.hits]
    if args.json:
        say_json(rows)
    elif rows:
        say("\n".join(f"{_from_here(journal, row['path'])}:{row['line']}: {row['text']}" for row in rows))
    return 0 if rows else NOT_FOUND


def _from_here(journal: Journal, rel: str) -> str:
    """The page's path from the current folder where it lies in it, so that an editor can be given it."""
    path = journal.root / rel
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _found(journal: Journal, settings: Settings, query: Query, args: argparse.Namespace) -> Iterator[PageHits]:
    from worklog_tui.session.reading import Reader, read_file
    from worklog_tui.session.searching import PageTexts, search_pages

    reader, root = Reader(settings), str(journal.root)
    texts = PageTexts(
        lambda page: read_file(page, root).data, lambda page, source: reader.week(page, reader.parse(source))
    )
    pages = [page for _, found in narrowed(journal, args.week, args.lang) for page in found]
    yield from search_pages(texts, pages, query)
    for sentence in texts.unreadable:
        complain(sentence)


def _row(found: PageHits, number: int | None, hit: Hit) -> dict[str, Any]:
    return {
        "path": found.page.rel,
        "line": hit.line,
        "week": number if number is not None else found.week,
        "language": found.page.language or found.reading.language,
        "kind": hit.kind,
        "text": hit.text,
    }
