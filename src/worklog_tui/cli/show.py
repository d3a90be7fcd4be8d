"""`worklog show [PATH]`: a page, week folder, section or site, as text or JSON."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from worklog_tui.cli.journal import add_narrowing, find_journal, load_settings, narrowed, start_session
from worklog_tui.cli.output import Failure, say, say_json
from worklog_tui.worklog.cells.display import plain

if TYPE_CHECKING:
    import argparse

    from worklog_tui.session.journal import Journal, PageRef
    from worklog_tui.worklog.model import Outline, Task, Week

HELP = "Show a page, a week folder, a section or a site, as text or as JSON."


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument(
        "path", nargs="?", metavar="PATH", help="default: the journal around this folder, else the last"
    )
    add_narrowing(parser)
    parser.add_argument("--json", action="store_true", help="one JSON document (its fields: docs/json.md)")


def run(args: argparse.Namespace) -> int:
    """Reads and prints; a page that cannot be read stops it with a sentence when it is the one asked for."""
    from worklog_tui.session.session import PageUnreadable

    settings = load_settings()
    if args.path is not None and not Path(args.path).exists():
        raise Failure(f"{args.path} does not exist: name a page, a week folder, a section or a site.")
    journal = find_journal(args.path, settings)
    root, pages = _asked_for(journal, args)
    session = start_session(journal, settings)
    shown: list[tuple[str, Week]] = []
    broken: list[str] = []
    try:
        for page in pages:
            try:
                session.week(page)
                session.years.find(page)  # reads others only where this page has dates and tells no year
                week = session.week(page)
                found = tuple(one.problem for one in session.checking.of(page))
                shown.append((page.path.relative_to(root).as_posix(), week._replace(problems=found)))
            except PageUnreadable as error:
                broken.append(str(error))
    finally:
        session.close()
    if broken and not shown:
        raise Failure(broken[0])
    _print(root, shown, as_json=args.json)
    if broken:
        raise Failure(f"{len(broken)} of {len(pages)} pages could not be read; the first: {broken[0]}")
    return 0


def _asked_for(journal: Journal, args: argparse.Namespace) -> tuple[Path, list[PageRef]]:
    """The folder paths are told from, and the pages that PATH names."""
    asked = None if args.path is None else Path(args.path).resolve()
    if asked is not None and asked.is_file():
        if journal.selected is None:
            raise Failure(f"{args.path} is not a page: name a Markdown file (.md).")
        return journal.selected.path.parent, [journal.selected]
    pages = [page for _, found in narrowed(journal, args.week, args.lang) for page in found]
    if asked is None:
        return journal.root, pages
    beneath = [page for page in pages if page.path.is_relative_to(asked)]
    if not beneath:
        raise Failure(f"No week pages in {args.path}: name a site, a section, a week folder or a page.")
    return asked, beneath


def _print(root: Path, shown: list[tuple[str, Week]], *, as_json: bool) -> None:
    if as_json:
        from worklog_tui.cli.facts import page_facts

        today = dt.date.today()
        say_json({"root": str(root), "pages": [page_facts(week, path, today) for path, week in shown]})
    else:
        say("\n\n".join(_page_text(path, week) for path, week in shown))


def _page_text(path: str, week: Week) -> str:
    lines = [week.title or path, f"  {path}" + (f" · {week.language}" if week.language else "")]
    if week.document.raw:
        return "\n".join([*lines, f"  {week.document.raw}"])
    for section in week.sections:
        if section.heading is not None:
            lines += ["", plain(section.heading.text)]
        if section.outline:
            lines += _outline_lines(section.outline, "  ")
        for table in week.task_tables:
            if table.table in section.tables:
                lines += [line for task in table.tasks for line in _task_lines(task)]
    if week.problems:
        lines += ["", *(f"  ! line {p.line}: {p.message}" for p in week.problems)]
    return "\n".join(lines)


def _task_lines(task: Task) -> list[str]:
    when = " – ".join(dict.fromkeys(" ".join(plain(v.text).split()) for v in (task.start, task.end) if v.text))
    out = [f"  {task.number}. {plain(task.day.text)}  {when}".rstrip()]
    out += _outline_lines(task.task + task.detail, "     ")
    for field in task.fields:
        if field.column.role in (None, "status", "note") and field.text:
            out.append(f"     {plain(field.column.header)}: {' '.join(plain(field.text).split())}")
    return out + [f"     → {_reference(plain(r.label), r.target)}" for r in task.references]


def _reference(label: str, target: str) -> str:
    return target if label in ("", target) else f"{label}  {target}"


def _outline_lines(outline: Outline, indent: str) -> list[str]:
    return [f"{indent}{'  ' * item.level}• {' '.join(plain(item.text).split())}" for item in outline if item.text]
