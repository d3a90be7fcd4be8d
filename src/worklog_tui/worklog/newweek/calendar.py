"""Which week comes next in a journal: its number and its Monday, by the journal's own calendar."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from typing import Literal, NamedTuple

from worklog_tui.document.hugo_dates import read_date
from worklog_tui.patterns import regex
from worklog_tui.worklog.model import Week
from worklog_tui.worklog.reading.date_text import find_dates
from worklog_tui.worklog.reading.dates import Anchors

_TD = regex(rb"<td\b[^>]*>([^<]{4,40})</td>", re.IGNORECASE)
WEEK = dt.timedelta(weeks=1)
PATIENCE = 4 * WEEK
"""A journal of numbered weeks left alone for longer has rested: its next number comes next, whatever the day."""


class Dated(NamedTuple):
    """A week of the journal. ``monday``: of its days as its page tells them; ``front``: the day in its front matter."""

    number: int | None
    year: int | None
    monday: dt.date | None
    front: dt.date | None = None


class Offer(NamedTuple):
    """A week that could be started. ``year``: where weeks are counted by year."""

    number: int
    monday: dt.date
    year: int | None
    why: Literal["next", "today", "asked"]


def monday_of(date: dt.date) -> dt.date:
    """The Monday of the week this day falls in."""
    return date - dt.timedelta(days=date.weekday())


def dated(week: Week, number: int | None, year: int | None) -> Dated:
    """What a page tells of its days: most of its tasks' starts, else dates in title, headings and opening lines."""
    starts = [t.start.date or t.end.date for t in week.tasks]
    days = [d for d in starts if d is not None] or _named(week)
    counted = Counter(monday_of(d) for d in days)
    most = max(counted.values(), default=0)
    monday = min((m for m, n in counted.items() if n == most), default=None)
    return Dated(number if number is not None else week.number, year, monday, front_date(week))


def front_date(week: Week) -> dt.date | None:
    """The day in the front matter, also where Hugo refuses its form."""
    value = week.document.front_matter.value("date")
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if not isinstance(value, str):
        return None
    found = find_dates(value)
    return read_date(value) or (found[0].date("dmy") if found else None)


def _named(week: Week) -> list[dt.date]:
    anchors = Anchors(week.habits.order, week.habits.known_dates)
    doc = week.document
    texts = [week.title or "", *(h.text for h in doc.headings if not h.nested)]
    texts += [
        doc.text(b.span) for b in doc.blocks if b.kind in ("paragraph", "quote") and b.span.end - b.span.start < 400
    ]
    for text in texts:
        if dates := anchors.read(text):
            return [dates[0]]
    cells = (m[1].decode("utf-8", "replace") for m in _TD.finditer(doc.source, doc.body.start))
    return [dates[0] for cell in cells if (dates := anchors.read(cell))]


def calendar(weeks: Sequence[Dated]) -> tuple[Dated, ...]:
    """The weeks with their Mondays settled, as far as they can be: a front matter's date counts only where it goes on
    from week to week, and a week that is not after the one before it is a copy whose dates were left.
    """
    out: list[Dated] = []
    for at, week in enumerate(weeks):
        monday = week.monday
        before = weeks[at - 1] if at else None
        if monday is None and week.front and (before is None or before.front is None or _goes_on(before, week)):
            monday = monday_of(week.front)
        last = next((w for w in reversed(out) if w.monday), None)
        if monday is not None and last is not None and last.monday is not None and monday <= last.monday:
            monday = monday if before is not None and _follows(before, monday) else None
        out.append(week._replace(monday=monday))
    return tuple(out)


def _goes_on(before: Dated, week: Dated) -> bool:
    if before.front is None or week.front is None:
        return False
    apart = (week.front - before.front).days
    weeks = (week.number or 0) - (before.number or 0)
    return apart > 0 and abs(apart - 7 * max(1, weeks)) <= 6


def _follows(before: Dated, monday: dt.date) -> bool:
    """Whether these days come right after those the week before tells, right or wrong."""
    own = before.monday or (monday_of(before.front) if before.front else None)
    return own is not None and own < monday <= own + 2 * WEEK


def last_monday(weeks: Sequence[Dated]) -> dt.date | None:
    """The Monday of the last week; one without dates is counted on from the nearest before it that has them."""
    if not weeks:
        return None
    last = weeks[-1]
    for week in reversed(weeks):
        if week.monday is not None:
            between = (last.number or 0) - (week.number or 0) if week.year == last.year else 0
            return week.monday + max(0, between) * WEEK
    return None


def by_iso(weeks: Sequence[Dated]) -> bool:
    """Whether the journal counts its weeks as the calendar does: its last ones have the numbers of their days."""
    told = [w for w in weeks[-3:] if w.monday and w.number is not None]
    return bool(told) and all(w.monday and w.monday.isocalendar().week == w.number for w in told)


def offers(weeks: Sequence[Dated], today: dt.date) -> tuple[Offer, ...]:
    """What could be started, the best first: the week after the last, or the one today falls in when that is later.

    ``weeks``: settled by ``calendar``, in the journal's order.
    """
    numbered = [w for w in weeks if w.number is not None]
    if not numbered:
        return (Offer(1, monday_of(today), None, "next"),)
    last = numbered[-1]
    iso = by_iso(numbered)
    monday = last_monday(numbered)
    if monday is None:
        return (Offer((last.number or 0) + 1, monday_of(today), last.year, "next"),)
    after = _counted(last, monday, monday + WEEK, iso, "next")
    now = monday_of(today)
    if now <= after.monday:
        return (after,)
    later = _counted(last, monday, now, iso, "today")
    waited = iso or now - after.monday <= PATIENCE
    return (later, after) if waited else (after, later)


def numbered(weeks: Sequence[Dated], number: int, today: dt.date) -> Offer:
    """The week of this number, its days by the journal's calendar."""
    best = offers(weeks, today)[0]
    if best.number == number:
        return best._replace(why="asked")
    last = next((w for w in reversed(weeks) if w.number is not None), None)
    monday = last_monday(weeks) or best.monday - WEEK
    if last is None or last.number is None:
        return Offer(number, best.monday, best.year, "asked")
    if by_iso(weeks) and last.year is not None and number < last.number:
        return Offer(number, dt.date.fromisocalendar(last.year + 1, min(52, max(1, number)), 1), last.year + 1, "asked")
    return Offer(number, monday + (number - last.number) * WEEK, last.year, "asked")


def holding(weeks: Sequence[Dated], day: dt.date, today: dt.date) -> Offer:
    """The week a day falls in, its number by the journal's calendar."""
    monday = last_monday(weeks)
    last = next((w for w in reversed(weeks) if w.number is not None), None)
    if monday is None or last is None:
        return offers(weeks, today)[0]._replace(monday=monday_of(day), why="asked")
    return _counted(last, monday, monday_of(day), by_iso(weeks), "asked")


def _counted(last: Dated, monday: dt.date, to: dt.date, iso: bool, why: Literal["next", "today", "asked"]) -> Offer:
    if iso:
        year, number, _ = to.isocalendar()
        return Offer(number, to, year if last.year is not None else None, why)
    weeks = (to - monday).days // 7
    number = (last.number or 0) + (weeks if to - monday <= WEEK + PATIENCE else 1)
    return Offer(number, to, to.year if last.year is not None else None, why)
