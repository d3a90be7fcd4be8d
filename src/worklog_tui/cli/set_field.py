"""`worklog set FILE ROW FIELD VALUE`: one field of one task; prints what changed as a unified diff."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING

from worklog_tui.cli.output import Failure, say

if TYPE_CHECKING:
    import argparse

    from worklog_tui.worklog.model import Task, Week

HELP = "Set one field of one task; every other byte of the page stays as it is."
ROLES = ("day", "task", "detail", "start", "end", "date", "reference", "status", "note")
_POSITIONALS = 4


def configure(parser: argparse.ArgumentParser) -> None:
    """Adds the command's own arguments."""
    parser.add_argument("file", metavar="FILE", help="the page")
    parser.add_argument("row", metavar="ROW", type=int, help="which task, counted from 1 through the page")
    parser.add_argument(
        "field", metavar="FIELD", help=f"a role ({', '.join(ROLES)}), a column's header, or #N for the Nth column"
    )
    parser.add_argument(
        "value", metavar="VALUE", help="Markdown as it should read; new lines become the page's own line break"
    )


def arrange(words: list[str]) -> list[str]:
    """A VALUE that begins with a dash is a value: people write `- a bullet`."""
    if "--" in words or len(words) != _POSITIONALS or not words[-1].startswith("-"):
        return words
    return [*words[:-1], "--", words[-1]]


def run(args: argparse.Namespace) -> int:
    """Plans, proves, saves, and prints the diff. Exit 3 with a sentence when it is refused."""
    from worklog_tui.cli.journal import load_settings, open_page, start_session
    from worklog_tui.document.model import Refused
    from worklog_tui.session.session import PageUnreadable
    from worklog_tui.worklog.intentions import SetField

    path = Path(args.file)
    journal, page = open_page(path, settings := load_settings())
    session = start_session(journal, settings)
    try:
        week = session.week(page)
        task = _task(week, args.row)
        edit = session.execute(page, SetField(task.number, _column(task, args.field), args.value))
        if not edit.patch.empty:
            session.flush(timeout=60)
            if session.save_state(page) != "saved":
                raise Failure(session.failure(page) or f"{path} could not be saved.")
    except (Refused, PageUnreadable) as error:
        raise Failure(str(error)) from error
    finally:
        session.close()
    if not edit.patch.empty:
        say(unified_diff(edit.before.source, edit.after.source, args.file))
    return 0


def _task(week: Week, row: int) -> Task:
    tasks = week.tasks
    if not tasks:
        raise Failure("The page has no task table: nothing was written.")
    if not 1 <= row <= len(tasks):
        have = "1 task" if len(tasks) == 1 else f"{len(tasks)} tasks"
        raise Failure(f"There is no row {row}: the page has {have}, counted from 1.")
    return tasks[row - 1]


def _column(task: Task, field: str) -> int:
    """The index of the column meant. Raises Failure when there is none, or more than one."""
    columns = [f.column for f in task.fields]
    name = field.strip()
    if name.casefold() in ROLES:
        found = [c.index for c in columns if c.role == name.casefold()]
        if not found and name.casefold() in ("start", "end"):
            found = [c.index for c in columns if c.role == "date"]
        if found:
            return found[0]
    if name.startswith("#") and name[1:].isdecimal():
        index = int(name[1:]) - 1
        if any(c.index == index for c in columns):
            return index
        raise Failure(f"There is no column {name}: the table has {len(columns)} columns.")
    found = [c.index for c in columns if c.header.strip().casefold() == name.casefold()]
    if len(found) == 1:
        return found[0]
    if found:
        raise Failure(f"{len(found)} columns are headed {name!r}: name one by its number, such as #{found[0] + 1}.")
    known = ", ".join(f"{c.role or c.header or '#' + str(c.index + 1)}" for c in columns)
    raise Failure(f"There is no field {name!r} in this table; it has: {known}.")


def unified_diff(before: bytes, after: bytes, name: str) -> str:
    """The change as unified diff text, without the last line end."""

    def lines(source: bytes) -> list[str]:
        return [line + "\n" for line in source.decode("utf-8", "replace").split("\n")[:-1]] + [
            line + "\n\\ No newline at end of file\n"
            for line in source.decode("utf-8", "replace").split("\n")[-1:]
            if line
        ]

    out = "".join(difflib.unified_diff(lines(before), lines(after), f"a/{name}", f"b/{name}", n=0))
    return out.replace("\r\n", "\n").rstrip("\n")
