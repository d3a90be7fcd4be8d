"""`worklog check [PATH…]`: the problems of pages; with --fix the certain ones are mended."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from worklog_tui.cli.journal import add_narrowing, find_journal, load_settings, narrowed, start_session
from worklog_tui.cli.output import Failure, complain, say, say_json

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from worklog_tui.checks.model import Found
    from worklog_tui.session.mending import Plan
    from worklog_tui.session.nouns import Journal, PageRef
    from worklog_tui.session.session import Session
    from worklog_tui.storage.settings import Settings

HELP = (
    "Find mistakes in pages: dates, days, twins, weights, template texts, broken rows. Exit code 1 where some remain."
)
PROBLEMS = 1
LEVELS = ("error", "warning", "info")


class Told(NamedTuple):
    """A problem and the page's path as it is printed."""

    path: str
    found: Found


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument(
        "path", nargs="*", metavar="PATH", help="pages, week folders, sections, sites (default: as list)"
    )
    add_narrowing(parser)
    parser.add_argument("--fix", action="store_true", help="mend what has a certain fix; prints what changed as a diff")
    parser.add_argument("--dry-run", action="store_true", help="with --fix: print the changes, write nothing")
    parser.add_argument("--only", action="append", metavar="CODE", help="only this rule; may be given several times")
    parser.add_argument("--severity", choices=LEVELS, default="info", help="leave out what is less severe")
    parser.add_argument("--json", action="store_true", help="one JSON document (its fields: docs/json.md)")
    parser.add_argument(
        "--format", choices=("text", "github"), default="text", help="github: annotations of a workflow"
    )


def run(args: argparse.Namespace) -> int:
    """Exit code 1 while a problem is told; what --fix has mended is none any more."""
    _known(args.only)
    settings = load_settings()
    told: list[Told] = []
    done: set[Path] = set()
    unread: list[str] = []
    for path in args.path or [None]:
        if path is not None and not Path(path).exists():
            raise Failure(f"{path} does not exist: name a page, a week folder, a section or a site.")
        told += _one(args, path, settings, done, unread)
    if args.json:
        say_json([_json(one) for one in told])
    elif told:
        lines = _github(told) if args.format == "github" else _text(told)
        say("\n".join(lines))
    elif not args.fix and args.format == "text" and not unread:
        say("No problems.")
    if unread:
        raise Failure(f"{len(unread)} pages could not be read; the first: {unread[0]}")
    return PROBLEMS if told else 0


def _known(only: list[str] | None) -> None:
    from worklog_tui.checks.registry import by_code

    wrong = next((code for code in only or () if code not in by_code()), None)
    if wrong is not None:
        raise Failure(f"There is no rule {wrong!r}; the rules are: {', '.join(sorted(by_code()))}.", code=2)


def _one(
    args: argparse.Namespace, path: str | None, settings: Settings, done: set[Path], unread: list[str]
) -> list[Told]:
    """The problems of one PATH's pages, mended where that is asked. ``done``: pages of PATHs before it."""
    journal = find_journal(path, settings)
    session = start_session(journal, settings)
    try:
        pages = [p for p in _pages(session, journal, path, args) if p.path not in done]
        done |= {p.path for p in pages}
        if session.checking.choice and session.checking.warning:
            complain(session.checking.warning)
        if args.fix:
            _fix(session, pages, args)
        return list(_problems(session, pages, args, unread))
    finally:
        session.close()


def _pages(session: Session, journal: Journal, path: str | None, args: argparse.Namespace) -> list[PageRef]:
    asked = Path(path).resolve() if path is not None else None
    if asked is not None and asked.is_file():
        if journal.selected is None:
            raise Failure(f"{path} is not a page: name a Markdown file (.md).")
        index = next((p for p in session.checking.pages() if p.path.resolve() == asked), None)
        return [index or journal.selected]
    if args.week is not None or args.lang is not None:
        pages = [page for _, found in narrowed(journal, args.week, args.lang) for page in found]
    else:
        pages = list(session.checking.pages())
    beneath = [p for p in pages if asked is None or p.path.is_relative_to(asked) or journal.root.is_relative_to(asked)]
    if not beneath:
        raise Failure(f"No week pages in {path}: name a site, a section, a week folder or a page.")
    return beneath


def _problems(session: Session, pages: list[PageRef], args: argparse.Namespace, unread: list[str]) -> Iterator[Told]:
    from worklog_tui.storage.errors import PageUnreadable

    for page in pages:
        try:
            found = session.checking.of(page)
        except PageUnreadable as error:
            unread.append(str(error))
            continue
        for one in found:
            if _wanted(one, args):
                yield Told(_from_here(page.path), one)


def _wanted(found: Found, args: argparse.Namespace) -> bool:
    if args.only and found.problem.code not in args.only:
        return False
    return LEVELS.index(found.problem.severity) <= LEVELS.index(args.severity)


def _fix(session: Session, pages: list[PageRef], args: argparse.Namespace) -> None:
    from worklog_tui.document.model import Refused
    from worklog_tui.session.mending import plan_fixes

    plan = plan_fixes(session, pages, lambda found: _wanted(found, args))
    for found, why in plan.refused:
        complain(f"{found.page}:{found.problem.line} was not mended: {why}")
    if plan.pages and not args.dry_run:
        try:
            session.execute_together([(one.page, one.edit) for one in plan.pages], "fix problems")
        except Refused as error:
            raise Failure(str(error)) from error
        session.flush(timeout=60)
        failed = [p for one in plan.pages if session.save_state(p := one.page) != "saved"]
        if failed:
            raise Failure(session.failure(failed[0]) or f"{failed[0].rel} could not be saved.")
    _say_fixed(plan, args)


def _say_fixed(plan: Plan, args: argparse.Namespace) -> None:
    from worklog_tui.cli.set_field import unified_diff

    if args.json or args.format == "github":
        return
    for one in plan.pages:
        say(unified_diff(one.edit.before.source, one.edit.after.source, _from_here(one.page.path)))
    if plan.pages:
        many = f"{plan.problems} problems" if plan.problems != 1 else "1 problem"
        where = f"{len(plan.pages)} pages" if len(plan.pages) != 1 else "1 page"
        say(f"{many} on {where} {'would be mended; nothing was written' if args.dry_run else 'mended'}.")


def _from_here(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _text(told: list[Told]) -> list[str]:
    lines = [
        f"{one.path}:{p.line}: {p.severity}: {p.message} [{p.code}]{' (--fix)' if p.fixable else ''}"
        for one in told
        for p in (one.found.problem,)
    ]
    count = f"{len(told)} problems" if len(told) != 1 else "1 problem"
    fixable = sum(one.found.problem.fixable for one in told)
    return [*lines, f"{count}; --fix mends {fixable} of them." if fixable else f"{count}."]


_GITHUB = {"error": "error", "warning": "warning", "info": "notice"}


def _github(told: list[Told]) -> list[str]:
    """Workflow commands; what would end a value or a line in them is written as they ask for."""
    return [
        f"::{_GITHUB[p.severity]} file={_value(one.path)},line={p.line},title={_value(p.code)}::{_data(p.message)}"
        for one in told
        for p in (one.found.problem,)
    ]


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _json(one: Told) -> dict[str, Any]:
    p = one.found.problem
    return {
        "path": one.path,
        "code": p.code,
        "line": p.line,
        "severity": p.severity,
        "message": p.message,
        "fixable": p.fixable,
        "task": p.task,
        "column": p.column,
    }
