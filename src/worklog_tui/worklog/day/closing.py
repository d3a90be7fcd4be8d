"""A task finished, and its dates a day later or earlier, in the page's own words and forms. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from worklog_tui.document.model import Refused
from worklog_tui.patterns import regex
from worklog_tui.record import replace
from worklog_tui.worklog.day.dayrows import blank, column_of, row_days, table_of, text_in
from worklog_tui.worklog.intentions import Intention, SetField, SetFieldDate
from worklog_tui.worklog.model import Column, Task, TaskTable, Week
from worklog_tui.worklog.plans.plan import date_form
from worklog_tui.worklog.reading.date_text import Found, find_dates
from worklog_tui.worklog.reading.dates import Anchors, DateForm, form_of
from worklog_tui.worklog.reading.days import read_day, write_day
from worklog_tui.worklog.reading.status import says_done

_ANY_NAME = regex(r"[^\W\d_]")


class Finish(NamedTuple):
    """What finishing asks for. ``other``: what stands in the end column instead of today; it changes only if asked."""

    intentions: tuple[Intention, ...]
    other: str = ""
    date: dt.date | None = None  # of ``other``


def finish(week: Week, number: int, today: dt.date, *, over: bool = False) -> Finish:
    """Task ``number`` is done: end date today where it is empty, the status column in the page's own words.

    ``over``: today also where another date stands. Raises Refused where the table has no place for either.
    """
    task = week.tasks[number - 1]
    table = table_of(week, task)
    end, status = column_of(table, "end", "date"), column_of(table, "status")
    if end is None and status is None:
        raise Refused("This table has no column for an end date or a status: a task cannot be finished in it.")
    asked: list[Intention] = []
    if status is not None and not says_done(text_in(task, status)):
        asked.append(SetField(task.number, status.index, done_word(week, status, table)))
    if end is None:
        return Finish(tuple(asked))
    held = task.end
    if held.date == today:
        return Finish(tuple(asked))
    if blank(held.text) or over:
        return Finish((*asked, SetFieldDate(task.number, end.index, today)))
    return Finish(tuple(asked), held.text, held.date)


def done_word(week: Week, column: Column, table: TaskTable) -> str:
    """What the page writes for done: its commonest word for it, else the language's."""
    said = [text_in(t, column).strip(" \t") for t in table.tasks]
    said += [f.text.strip(" \t") for t in week.tasks for f in t.fields if f.column.role == "status"]
    done = Counter(text for text in said if says_done(text))
    if done:
        return done.most_common(1)[0][0]
    return "Hoàn thành" if week.language == "vi" else "Done"


def shift(week: Week, number: int, by: int, column: int | None = None) -> list[Intention]:
    """The dates of task ``number`` ``by`` days later: that of ``column`` where it is a date, else all of them.

    The day cell follows the start date where it named its weekday. Raises Refused where there is no date.
    """
    task = week.tasks[number - 1]
    table = table_of(week, task)
    dates = [c for c in table.columns if c.role in ("start", "end", "date")]
    chosen = [c for c in dates if c.index == column] or dates
    asked: list[Intention] = []
    for one in chosen:
        text = text_in(task, one)
        if find_dates(text):
            asked.append(SetField(task.number, one.index, shifted(week, task, text, by)))
    if not asked and chosen and len(chosen) == 1 and len(dates) > 1:
        raise Refused(f"There is no date under “{chosen[0].header.strip()}” to move: type one, such as today.")
    day = column_of(table, "day")
    leads = not chosen or any(c.role in ("start", "date") for c in chosen) or column_of(table, "start", "date") is None
    if day is not None and leads:
        asked += _day_follows(week, table, task, day, by)
    if not asked:
        raise Refused("This task has no date to move: type one, such as today.")
    return asked


def shifted(week: Week, task: Task, text: str, by: int) -> str:
    """``text`` with its leading date, or span of dates, moved by days, each in its own form. Raises Refused."""
    order = week.habits.order
    anchors = Anchors(order, tuple(d for d in (task.start.date, task.end.date) if d) + week.habits.known_dates)
    out, at = "", 0
    last = anchors.last(text)
    for one in find_dates(text):
        date = anchors.date(one)
        form = None if date is None else _form(week, task, text, one, date)
        if date is None or form is None:
            raise Refused(f"“{text.strip()}” is not a date that can be moved: edit it as text.")
        out += text[at : one.span[0]] + form.write(date + dt.timedelta(days=by))
        at = one.span[1]
        if date == last:
            break
    return out + text[at:]


def _form(week: Week, task: Task, text: str, found: Found, date: dt.date) -> DateForm | None:
    """The date's own form; what its digits do not show of it (``10/11``) is as on the page."""
    order = week.habits.order
    if found.parts(order) != (date.month, date.day):
        order = "mdy" if order == "dmy" else "dmy"
    form = form_of(text, found, order)
    raw = text[slice(*found.span)]
    if form is None or any(int(n) < 10 for n in re.findall(r"\d+", raw)):
        return form
    field = next((f for f in task.fields if f.text == text), None)
    if field is None or "{m}" not in form.pattern:
        return form
    usual = date_form(week, field.column, task.table)
    return replace(form, pad_day=usual.pad_day, pad_month=usual.pad_month)


def _day_follows(week: Week, table: TaskTable, task: Task, column: Column, by: int) -> Sequence[Intention]:
    """The day cell, where it named the start date's weekday or holds a date."""
    text = text_in(task, column)
    held = find_dates(text)
    days = row_days(week, task)
    if days is None or (task.day.weekday != days[0].isoweekday()):
        return []
    moved = days[0] + dt.timedelta(days=by)
    if held:
        new = shifted(week, task, text, by)
        return [SetField(task.number, column.index, _renamed(week, new, moved))]
    return [SetField(task.number, column.index, day_text(week, table, column, text, moved))]


def day_text(week: Week, table: TaskTable, column: Column, text: str, date: dt.date) -> str:
    """What a day cell that reads ``text`` says of another date: in its own form, that of most cells for a Sunday."""
    others = [t.fields[column.index].text for t in table.tasks]
    own = read_day(text).style
    same = [other for other in others if read_day(other).style == own and other.strip()]
    examples = same if len(same) > 1 or own not in ("t", "thu") or date.isoweekday() == 7 else others
    return write_day(date.isoweekday(), [*examples, text], week.habits.convention, week.language)


def _renamed(week: Week, text: str, date: dt.date) -> str:
    """A day cell with a date in it: the name beside the date."""
    spans = [f.span for f in find_dates(text)]
    first, last = spans[0][0], spans[-1][1]
    for part in (text[:first], text[last:]):
        if _ANY_NAME.search(part) and read_day(part).weekday is not None:
            new = write_day(date.isoweekday(), [part], week.habits.convention, week.language)
            core = part.strip()
            return text.replace(core, new.strip(), 1)
    return text
