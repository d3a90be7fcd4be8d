"""The date of a new row. Pure."""

from __future__ import annotations

import datetime as dt

from worklog_tui.worklog.model import Week
from worklog_tui.worklog.reading.years import guessed


def next_day(week: Week, after: int | None, today: dt.date) -> dt.date | None:
    """The date of a new row: the day after the task above it (number ``after``), today where that lies between."""
    if after is None or not week.tasks:
        return today if week.days is None else week.days[0]
    above = week.tasks[after - 1]
    last = above.end.date or above.start.date or guessed(week, above, today)
    if last is None:
        return None
    below = week.tasks[after].start.date if after < len(week.tasks) else None
    if last <= today <= last + dt.timedelta(days=6) and (below is None or today <= below):
        return today
    following = last + dt.timedelta(days=1)
    return last if below is not None and following > below else following
