"""A date cell while it is edited: what the typed words mean, and what is asked for when they are kept. Pure."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from worklog_tui.tui.view.people import long_date
from worklog_tui.worklog.day.meant import Around, meant
from worklog_tui.worklog.intentions import Intention, SetField, SetFieldDate
from worklog_tui.worklog.plans.plan import date_form
from worklog_tui.worklog.reading.date_text import find_dates
from worklog_tui.worklog.reading.dates import replace_date

if TYPE_CHECKING:
    from worklog_tui.worklog.model import Task, Week


class Dating(NamedTuple):
    """One date cell. ``text``: what it held; ``week_day``: a day of the week meant, None: that of the task."""

    task: int
    column: int
    text: str
    today: dt.date
    week_day: dt.date | None

    def means(self, week: Week, words: str) -> str:
        """What stands in the editor's frame: ``→ Mon 29 Sep 2025``."""
        bare = words.strip()
        if not bare:
            return "→ empty"
        date = self._date(week, bare) or (self._held(week) if bare == self.text.strip() else None)
        if date is not None:
            return f"→ {long_date(date)}"
        return "→ as text" if self._text_stays(week, bare) else "→ no date yet"

    def asks(self, week: Week, words: str) -> list[Intention]:
        """What to ask the session for. Raises ValueError with a sentence for what is neither a date nor kept."""
        bare = words.strip()
        if bare == self.text.strip():
            return []
        task = week.tasks[self.task - 1]
        field = task.fields[self.column]
        date = self._date(week, bare) if bare else None
        if date is not None:
            form = date_form(week, field.column, task.table)
            if replace_date(field.text, date, form) == form.write(date):
                return [SetFieldDate(self.task, self.column, date)]
            return [SetField(self.task, self.column, form.write(date))]
        if bare and not self._text_stays(week, bare):
            raise ValueError(f"“{bare}” is no date: write today, mon, 12, 12/11, +2d or {_example(week, self)}.")
        return [SetField(self.task, self.column, bare)]

    def _date(self, week: Week, words: str) -> dt.date | None:
        task = week.tasks[self.task - 1]
        held = self._held(week) or task.start.date
        return meant(words, Around(self.today, self.week_day or held or self.today, held or self.today,
                                   week.habits.order))  # fmt: skip

    def _held(self, week: Week) -> dt.date | None:
        task = week.tasks[self.task - 1]
        return _value(task, self.column)

    def _text_stays(self, week: Week, words: str) -> bool:
        """Text is kept where it bears a date, where text stood before, or where the column has it elsewhere."""
        if find_dates(words):
            return True
        if self.text.strip() and self._held(week) is None:
            return True
        others = (t.fields[self.column].text.strip() for t in week.tasks if self.column < len(t.fields))
        return words in others


def _value(task: Task, column: int) -> dt.date | None:
    role = task.fields[column].column.role
    return task.end.date if role == "end" else task.start.date


def _example(week: Week, cell: Dating) -> str:
    """Today as the page writes dates."""
    task = week.tasks[cell.task - 1]
    return date_form(week, task.fields[cell.column].column, task.table).write(cell.today)
