"""What the main screen says of a page: the ends of its title line, its header, where the cursor first stands. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worklog_tui.tui.view.panes import LINKS, Cell, Pane, Row
from worklog_tui.tui.view.people import long_span, short_span
from worklog_tui.tui.widgets.header import Facts
from worklog_tui.tui.widgets.pageview import Cursor

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from worklog_tui.session.journal import Journal, PageRef, WeekEntry
    from worklog_tui.worklog.model import Week


def title_ends(week: Week | None, page: PageRef | None, narrow: bool) -> tuple[str, str]:
    """Left and right of the title line: number and days, and the page's own title."""
    name = page.rel if page is not None else "worklog"
    if week is None:
        return name, ""
    number = f"Week {week.number}" if week.number is not None else ""
    span = (short_span if narrow else long_span)(week.days) if week.days else ""
    return " · ".join(part for part in (number, span) if part) or name, week.title or ""


def first_place(week: Week | None, panes: Sequence[Pane], today: dt.date) -> Cursor:
    """Today's task where there is one, else the first, else the first part below the title."""
    if week is None:
        return Cursor()
    first: Cursor | None = None
    tasks = week.tasks
    for p, pane in enumerate(panes):
        for r, row in enumerate(pane.rows):
            if row.kind != "task":
                continue
            here = Cursor(p, r, task_column(pane, row))
            first = first or here
            task = tasks[row.at[0] - 1]
            if task.start.date is not None and task.start.date <= today <= (task.end.date or task.start.date):
                return here
    return first or Cursor(min(1, len(panes) - 1), 0)


def header_facts(
    journal: Journal, entry: WeekEntry | None, at: int, page: PageRef | None, saved: tuple[str, str]
) -> Facts:
    """What the header says; ``at``: the entry's place in the journal."""
    place = ""
    if entry is not None:
        count = len(journal.weeks)
        numbered = entry.number == at + 1 and journal.weeks[-1].number == count
        place = f"Week {at + 1} of {count}" if numbered else f"{at + 1} of {count}"
    languages = entry.languages if entry is not None else ()
    language = (page.language or "") if page is not None else ""
    return Facts(journal.title, languages, language, place, *saved)


def idle_hints(week: Week | None, entry: WeekEntry | None, pane: Pane | None) -> frozenset[str]:
    """The commands the footer need not name here: they would only say that there is nothing for them."""
    out = set()
    if entry is None or len(entry.pages) < 2:
        out.add("twin")
    if week is None or not week.references:
        out.add("open_link")
    if pane is None or pane.id == LINKS:
        out |= {"new", "delete"}
    if pane is None or pane.noun != "task":
        out.add("finish")
    return frozenset(out)


def nothing(words: str) -> Pane:
    """The one pane of a page that cannot be shown."""
    row = Row("raw", (Cell(words, tone="bad"),))
    return Pane("nothing", "This page", (row,), "part")


def task_column(pane: Pane, row: Row) -> int:
    """The column of a task row that holds the task."""
    return next((i for i, spec in enumerate(pane.columns[row.columns]) if spec.role == "task"), 0)
