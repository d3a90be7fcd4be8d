"""What the board says of the selected week: in words, and what could be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worklog_tui.tui.view import text
from worklog_tui.tui.view.board_columns import astray
from worklog_tui.tui.view.people import WEEKDAYS, count, long_span, short_date

if TYPE_CHECKING:
    import datetime as dt

    from worklog_tui.session.board import BoardRow
    from worklog_tui.tui.view.board_columns import Look
    from worklog_tui.tui.view.detail import Lines
    from worklog_tui.tui.view.paint import Run


def told(row: BoardRow, look: Look, width: int) -> Lines:
    """The week's lines for the detail pane: what it is, what it holds, what is to do."""
    name = text.clean(row.label)
    head: list[Run] = [(name, "title")]
    if row.totals is not None and row.totals.span is not None:
        head.append((f"  {long_span(row.totals.span)}", "muted"))
    if not row.read:
        return [head, [("Reading…", "muted")]]
    lines: Lines = [head]
    if row.error:
        lines += [[(line, "bad")] for line in text.wrap(text.clean(row.error), width)]
    if row.totals is not None:
        lines.append([(text.cut(_holds(row, look), width), "text")])
    parts = _to_do(row, look)
    if parts:
        lines += [[(line, "warn")] for line in text.wrap(text.clean(" · ".join(parts)), width)]
    lines += [[("! ", "bad"), (text.cut(text.clean(fault), width - 2), "muted")] for fault in row.faults]
    return lines


def _holds(row: BoardRow, look: Look) -> str:
    totals = row.totals
    assert totals is not None  # noqa: S101 - the caller has looked
    parts = []
    if look.term is not None and totals.days and not astray(row, look):
        have, of = look.term.covered(totals.days)
        parts.append(f"{have} of {count(of, 'day')}")
    done = totals.finished(look.today)
    parts.append(f"{done} of {count(totals.tasks, 'task')} finished" if totals.tasks else "no tasks")
    parts += [count(totals.references, "reference"), f"{totals.words:,} words"]
    if row.reviewed != "no":
        parts.append("reviewed" if row.reviewed == "yes" else "changed since it was reviewed")
    return " · ".join(parts)


def _to_do(row: BoardRow, look: Look) -> list[str]:
    out = []
    missing: tuple[dt.date, ...] = ()
    if astray(row, look):
        out.append("its dates do not follow on those of the other weeks")
    elif look.term is not None and row.totals is not None:
        missing = look.term.missing(row.totals.days)
    if missing:
        out.append("no entry on " + ", ".join(f"{WEEKDAYS[day.weekday()]} {short_date(day)}" for day in missing))
    if row.problems:
        out.append(f"{count(row.problems, 'problem')}: ! lists them")
    if row.translate:
        out.append(f"{count(row.translate, 'text')} to translate")
    if row.comments:
        out.append(count(row.comments, "open comment"))
    if row.twin == "differs":
        out.append(f"out of step: {'; '.join(row.drift)}" if row.drift else "out of step with its twin")
    return out
