"""`worklog assemble`: a week's finished tasks become achievements, what is left the next week's objectives."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from worklog_tui.cli.journal import add_journal_options, find_journal, load_settings, narrowed, start_session
from worklog_tui.cli.output import Failure, complain, say, say_json
from worklog_tui.worklog.cells.display import plain

if TYPE_CHECKING:
    import argparse

    from worklog_tui.session.assembling import Put
    from worklog_tui.session.lockstep import Step
    from worklog_tui.session.nouns import PageRef
    from worklog_tui.session.session import Session
    from worklog_tui.storage.settings import Settings
    from worklog_tui.worklog.friday.model import Commit, Line, Source

HELP = "Put a week's finished tasks into its achievements, each line once, with the row it came from."


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the command's own arguments."""
    add_journal_options(parser)
    parser.add_argument("--dry-run", action="store_true", help="show the lines with their rows, and write nothing")
    parser.add_argument("--titles", action="store_true", help="without what stands beneath a title")
    parser.add_argument("--objectives", action="store_true", help="also unfinished tasks as the next week's objectives")
    parser.add_argument("--json", action="store_true", help="one JSON document (its fields: docs/json.md)")


def run(args: argparse.Namespace) -> int:
    """Drafts, writes unless told not to, and prints. Exit 1 where there is nothing to put in."""
    from worklog_tui.document.model import Refused
    from worklog_tui.session.assembling import put_in
    from worklog_tui.storage.errors import StorageError

    settings = load_settings()
    journal = find_journal(args.journal, settings)
    session = start_session(journal, settings)
    try:
        session.complete()
        page = _page(session, args, settings)
        puts, out = _puts(session, page, args, settings)
        nothing = "" if puts else _nothing(session, page)
        step = None if args.dry_run or not puts else put_in(session, puts, "assemble the week")
        if step is not None and not session.flush(timeout=60):
            page = next(iter(session.unsaved()), page)
            raise Failure(session.failure(page) or "The pages could not be saved: try again.")
    except (Refused, StorageError) as error:
        raise Failure(str(error)) from error
    finally:
        session.close()
    if args.json:
        say_json(_facts(puts, page, step))
    else:
        _print(puts, out, step, nothing, args)
    return 0 if puts else 1


def _nothing(session: Session, page: PageRef) -> str:
    """Why there is nothing to put in."""
    from worklog_tui.worklog.friday.drafting import finished

    week = session.week(page)
    if not week.tasks:
        return f"{page.rel} has no task table: there are no finished tasks to gather."
    if not finished(week, dt.date.today()):
        return f"No task of {page.rel} is finished yet."
    return "Nothing to put in: what is finished is there already."


def _page(session: Session, args: argparse.Namespace, settings: Settings) -> PageRef:
    """The week asked for, else the one that holds today, else the last one; in the language asked for."""
    journal = session.journal
    language = args.lang or settings.language
    if args.week is not None or args.lang is not None:
        found = narrowed(journal, args.week, args.lang)
        return found[-1][1][0] if args.lang else found[-1][0].page(language)
    if not journal.weeks:
        raise Failure(f"No weeks in {journal.section} yet.")
    today = dt.date.today()
    for entry in reversed(journal.weeks):
        page = entry.page(language)
        days = session.glance(page, session.source(page)).days
        if days is not None and days[0] <= today <= days[1] + dt.timedelta(days=2):  # Friday's work on a Sunday
            return page
    return journal.weeks[-1].page(language)


def _puts(
    session: Session, page: PageRef, args: argparse.Namespace, settings: Settings
) -> tuple[list[Put], tuple[Line, ...]]:
    """What is put in where, and what is left out because it is said already."""
    from worklog_tui.session.assembling import Put, achievements, following, objectives
    from worklog_tui.worklog.friday.changing import titles

    today = dt.date.today()
    draft = achievements(session, page, today, _commits(session, page, settings))
    draft = titles(draft) if args.titles and any(line.level for line in draft.lines) else draft
    puts = [Put(page, "achievements", draft.lines, page)] if draft.lines else []
    if args.objectives:
        target = following(session, page)
        left = objectives(session, page, target, today)
        if target is None and left.lines:
            complain("There is no next week yet, so no objectives were put in: worklog new-week makes it.")
        elif target is not None and left.lines:
            puts.append(Put(target, "objectives", left.lines, page))
    return puts, draft.out


def _commits(session: Session, page: PageRef, settings: Settings) -> tuple[Commit, ...]:
    if not settings.repositories:
        return ()
    from worklog_tui.session.commits import calendar_week, read_commits

    days, journal = session.week(page).days, session.journal
    if days is None:
        return ()
    root = journal.site.root if journal.site is not None else journal.root
    found = read_commits(settings, root, calendar_week(days))
    for note in found.notes:
        complain(note)
    return found.commits


def _facts(puts: list[Put], page: PageRef, step: Step | None) -> dict[str, Any]:
    return {
        "week": page.number,
        "written": step is not None,
        "parts": [
            {"path": put.page.rel, "section": put.role, "lines": [_line_facts(line) for line in put.lines]}
            for put in puts
        ],
        "followed": [follow.page.rel for follow in step.followed] if step is not None else [],
    }


def _print(puts: list[Put], out: tuple[Line, ...], step: Step | None, nothing: str, args: argparse.Namespace) -> None:
    if nothing:
        say(nothing)
    for put in puts:
        say(f"{put.page.rel}: {put.role}" + (" (nothing was written)" if args.dry_run else ""))
        say("\n".join(_line(line) for line in put.lines))
    if out and args.dry_run:
        say("Left out, said already:")
        say("\n".join(f"  {_shown(line)}  [{', '.join(_sources(line))}]  = {plain(line.said)}" for line in out))
    if step is not None and step.words:
        say(step.words)


def _line(line: Line) -> str:
    more = f" (+{len(line.under)})" if line.under else ""
    return f"  {'  ' * line.level}- {_shown(line)}{more}  [{', '.join(_sources(line))}]"


def _shown(line: Line) -> str:
    from worklog_tui.worklog.friday.model import put_text

    return " ".join(plain(put_text(line)).split())


def _sources(line: Line) -> list[str]:
    rows = dict.fromkeys(f"row {s.task}" for s in line.sources if s.task)
    return [*rows, *dict.fromkeys(f"{s.repository} {s.commit[:7]}" for s in line.sources if s.commit)]


def _line_facts(line: Line) -> dict[str, Any]:
    from worklog_tui.worklog.friday.model import put_text

    return {
        "level": line.level,
        "text": put_text(line),
        "plain": _shown(line),
        "folded": len(line.under),
        "sources": [_source_facts(source) for source in line.sources],
    }


def _source_facts(source: Source) -> dict[str, Any]:
    if source.commit:
        day = source.date.isoformat() if source.date is not None else None
        return {"repository": source.repository, "commit": source.commit, "date": day}
    return {"row": source.task, "line": source.line}
