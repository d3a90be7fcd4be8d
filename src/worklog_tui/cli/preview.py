"""`worklog preview [PATH]`: the site served by its own Hugo, this week in the browser; without Hugo as text."""

from __future__ import annotations

import datetime as dt
import queue
from pathlib import Path
from typing import TYPE_CHECKING

from worklog_tui.cli.hand_in import trusted
from worklog_tui.cli.journal import find_journal, load_settings, narrowed, start_session
from worklog_tui.cli.output import Failure, complain, say

if TYPE_CHECKING:
    import argparse

    from worklog_tui.session.nouns import Journal, PageRef
    from worklog_tui.session.publish.preview import Rebuilt
    from worklog_tui.session.session import Session
    from worklog_tui.worklog.page_words import Part

HELP = (
    "Show the site as it will be: its own Hugo serves it on this computer alone, the browser opens at this week, "
    "each save is seen at once; ctrl+c ends it. Without Hugo, or with --text, the page is printed as one reads it."
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument(
        "path", nargs="?", metavar="PATH", help="a page, week folder, section or site (default: as list)"
    )
    parser.add_argument("--week", type=int, metavar="N", help="this week instead of today's")
    parser.add_argument("--lang", metavar="XX", help="in this language")
    parser.add_argument("--text", action="store_true", help="print the page as one reads it, without Hugo")
    parser.add_argument("--port", type=int, default=1313, metavar="N", help="the port, if it is free (default: 1313)")
    parser.add_argument("--no-browser", action="store_true", help="print the address only")
    parser.add_argument("--trust", action="store_true", help="let the site's Hugo run what it asks for")


def run(args: argparse.Namespace) -> int:
    """Serves until ctrl+c, or prints the page. Raises Failure."""
    from worklog_tui.session.publish.building import NotBuilt, hugo_of, site_of

    settings = load_settings()
    if args.path is not None and not Path(args.path).exists():
        raise Failure(f"{args.path} does not exist: name a page, a week folder, a section or a site.")
    journal = find_journal(args.path, settings)
    session = start_session(journal, settings)
    try:
        page = _page(session, journal, args, settings.language)
        if args.text:
            return _print(session, page)
        try:
            root, hugo = site_of(journal), hugo_of()
        except NotBuilt as error:
            complain(f"{error} The page as text:")
            return _print(session, page)
        trusted(session, given=args.trust)
        return _serve(session, page, root, hugo, args)
    finally:
        session.close()


def _page(session: Session, journal: Journal, args: argparse.Namespace, language: str | None) -> PageRef:
    """The page asked for: by PATH, else by number, else today's week, else the last one."""
    if journal.selected is not None and args.week is None and args.lang is None:
        return journal.selected
    weeks = narrowed(journal, args.week, args.lang)
    if not weeks:
        raise Failure(f"No week pages in {journal.section}: see `worklog list`.")
    if args.week is None and (at := _today(session, journal, language)) is not None:
        return next((p for e, pages in weeks for p in pages if e.key == journal.weeks[at].key), weeks[-1][1][0])
    pages = weeks[-1][1]
    return next((p for p in pages if p.language == language), pages[0])


def _today(session: Session, journal: Journal, language: str | None) -> int | None:
    """The index of today's week."""
    from worklog_tui.storage.errors import PageUnreadable
    from worklog_tui.worklog.day.today import Dated, dated, find_week

    today = dt.date.today()

    def read(index: int) -> Dated:
        entry = journal.weeks[index]
        try:
            return dated(session.week(entry.page(language)), today)._replace(number=entry.number)
        except PageUnreadable:
            return Dated(entry.number, None)

    found = find_week(len(journal.weeks), read, today)
    return found if isinstance(found, int) else None


# --- served --------------------------------------------------------------------------------------------------------


def _serve(session: Session, page: PageRef, root: Path, hugo: str, args: argparse.Namespace) -> int:
    from worklog_tui.session.publish.building import NotBuilt
    from worklog_tui.session.publish.preview import Preview

    news: queue.Queue[Rebuilt] = queue.Queue()
    preview = Preview(root, hugo, news.put, port=args.port)
    with _ending_with_signals():
        try:
            preview.start()
            address = preview.address(session.journal, page)
            say(f"{address}\nThe site is served on this computer alone, from memory. ctrl+c ends it.")
            if not args.no_browser:
                _browse(address)
            return _listen(news, root)
        except NotBuilt as error:
            for problem in error.problems[1:]:
                complain(f"{problem.place(root)}: {problem.message}")
            raise Failure(str(error)) from error
        except KeyboardInterrupt:
            say("The preview has ended.")
            return 0
        finally:
            preview.close()


def _listen(news: queue.Queue[Rebuilt], root: Path) -> int:
    """Says what builds and what does not, until it ends."""
    broken = False
    while True:
        try:
            told = news.get(timeout=3600)
        except queue.Empty:
            continue
        for problem in told.problems:
            complain(f"{place + ': ' if (place := problem.place(root)) else ''}{problem.message}")
        if told.over:
            raise Failure("Hugo's server has ended: start the preview again.")
        if broken and not told.problems:
            complain("The site builds again.")
        broken = bool(told.problems)


class _ending_with_signals:  # noqa: N801 - reads as a sentence where it is used
    """A closed terminal or a polite kill ends as ctrl+c does: the server is told."""

    def __enter__(self) -> None:
        import signal

        def end(*_: object) -> None:
            raise KeyboardInterrupt

        for name in ("SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), end)

    def __exit__(self, *_: object) -> None:
        return


def _browse(address: str) -> None:
    """The browser, where there is one that does not take this terminal."""
    from worklog_tui.storage.programs import has_browser

    if not has_browser():
        return
    import webbrowser

    try:
        webbrowser.open(address)
    except (OSError, webbrowser.Error) as error:
        complain(f"The browser could not be started: {error}.")


# --- printed -------------------------------------------------------------------------------------------------------


def _print(session: Session, page: PageRef) -> int:
    from worklog_tui.storage.errors import PageUnreadable
    from worklog_tui.worklog.page_words import parts_of

    try:
        session.week(page)
        session.years.find(page)
        week = session.week(page)
    except PageUnreadable as error:
        raise Failure(str(error)) from error
    import shutil

    width = min(100, shutil.get_terminal_size((100, 24)).columns)
    lines: list[str] = []
    for part in parts_of(week):
        lines += _lines(part, width)
    say("\n".join(lines).strip("\n"))
    return 0


_LEADS = {"text": "", "quote": "│ ", "code": "    ", "note": "· "}


def _lines(part: Part, width: int) -> list[str]:
    """A part as lines of text."""
    if part.kind in ("title", "heading"):
        under = {1: "=", 2: "-"}.get(part.level, "")
        return ["", part.text, *([under * min(width, len(part.text))] if under else [])]
    if part.kind == "rule":
        return ["─" * min(width, 40)]
    if part.kind == "task":
        return ["", f"{part.lead} {part.text}"]
    lead = _LEADS.get(part.kind, "")
    if part.kind == "item":
        lead = f"{'  ' * part.level}   {part.lead or '•'} "
    elif part.kind == "field":
        lead = f"{'  ' * part.level}   {part.lead}: "
    elif part.kind == "link":
        lead = f"{part.lead} "
    if part.kind == "code":
        return [lead + part.text]
    import textwrap

    hang = "│ " if part.kind == "quote" else " " * min(len(lead), 12)
    wrapped = textwrap.wrap(part.text, width, initial_indent=lead, subsequent_indent=hang, break_long_words=False)
    return ([""] if part.kind == "text" else []) + (wrapped or [lead.rstrip()])
