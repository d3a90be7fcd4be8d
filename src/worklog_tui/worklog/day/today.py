"""Which week of a journal a day falls in, and, where none holds it, which one has not begun.

Weeks are read from the last one backwards, only as far as needed. A page copied from an earlier week keeps that week's
dates for a while: weeks whose dates do not follow on each other are not believed.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from worklog_tui.worklog.cells.display import day_month, full_date, full_span
from worklog_tui.worklog.day.dayrows import row_days
from worklog_tui.worklog.model import Week
from worklog_tui.worklog.reading.date_text import find_dates
from worklog_tui.worklog.reading.dates import Anchors

Days = tuple[dt.date, dt.date]
_NEAR = dt.timedelta(days=9)
SEARCH = 60  # weeks looked at, from the last one back
PATIENCE = 4  # weeks without a page after which a journal has been left, not interrupted
_ENOUGH = 6  # weeks in order, all before the day: those before them are older still


class Dated(NamedTuple):
    """What is known of one week: its number, the days its page tells; ``logged``: told by tasks, title or headings
    (a date in the front matter is often left over from the page it was copied from).
    """

    number: int | None
    days: Days | None
    logged: bool = True


class Missing(NamedTuple):
    """No week holds the day. ``next``: the week after the last one has not begun; ``stale``: its page is there (``at``)
    but bears other dates; ``gap``: the day lies between weeks or before them; ``undated``: no week says its days.
    """

    why: Literal["next", "stale", "gap", "undated"]
    day: dt.date
    number: int | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    at: int | None = None
    newest: dt.date | None = None  # the first day of the last week that is known

    @property
    def name(self) -> str:
        """``Week 12 (Mon 24 – Fri 28 Nov)``."""
        which = f"Week {self.number}" if self.number is not None else "This week"
        return f"{which} ({short_span(self.first, self.last)})" if self.first and self.last else which

    def sentence(self, start: str = "") -> str:
        """What to say; ``start``: how a week is begun here, with the words before it."""
        if self.why == "next":
            return f"{self.name} has not begun{start}"
        if self.why == "stale":
            return f"{self.name} has a page, but its dates are not of that week: correct them first"
        if self.why == "undated":
            return "No week here says on which days it was: write the dates of one task first"
        return f"No week of this journal holds {full_date(self.day)}"


def short_span(first: dt.date, last: dt.date) -> str:
    """``Mon 24 – Fri 28 Nov``: of one year, which goes without saying."""
    whole = full_span(first, last).removesuffix(f" {last.year}") if first.year == last.year else full_span(first, last)
    return whole.replace(f" {day_month(first)} –", f" {first.day} –") if first.month == last.month else whole


def dated(week: Week, near: dt.date | None = None) -> Dated:
    """What a read page tells. A task with a mistyped date does not move its week.

    ``near`` lends its year to a page that tells none.
    """
    spans = [s for t in week.tasks if (s := row_days(week, t, near)) is not None]
    if spans:
        starts = sorted(first for first, _ in spans)
        middle = starts[(len(starts) - 1) // 2]
        every = [d for span in spans for d in span]
        close = [d for d in every if abs(d - middle) <= _NEAR]
        return Dated(week.number, (min(close), max(close)))
    anchors = Anchors(week.habits.order, week.habits.known_dates or ((near,) if near is not None else ()))
    for text in [week.title or "", *(h.text for h in week.document.headings if not h.nested)]:
        if find_dates(text) and (found := anchors.read(text)):
            return Dated(week.number, (min(found), max(found)))
    return Dated(week.number, week.days, logged=False)


def find_week(count: int, read: Callable[[int], Dated], day: dt.date) -> int | Missing:
    """The index of the week that holds ``day``, among ``count`` weeks in order; ``read`` tells what one says."""
    known: dict[int, Dated] = {}
    for at in range(count - 1, max(-1, count - 1 - SEARCH), -1):
        known[at] = read(at)
        if _settled(known, at, day):
            break
    believed = {at: w.days for at, w in known.items() if w.days is not None and w.logged}
    believed = believed or {at: w.days for at, w in known.items() if w.days is not None}
    chain = _in_order(believed)
    if not chain:
        return Missing("undated", day)
    rhythm = _rhythm([believed[at] for at in chain])
    found = _holding(chain, believed, rhythm, day)
    return found if found is not None else _told(known, chain, believed, rhythm, day)


def holds(days: Days | None, day: dt.date) -> bool:
    """Whether a week of these days surely holds the day: it lies in the same calendar week as their first."""
    if days is None:
        return False
    monday = days[0] - dt.timedelta(days=days[0].weekday())
    return monday <= day <= monday + dt.timedelta(days=6)


class _Rhythm(NamedTuple):
    """``first``: the weekday weeks begin on, 0 = Monday; ``length`` in days; ``worked``: days from first to last."""

    first: int
    length: int
    worked: int

    def start(self, date: dt.date) -> dt.date:
        """The first day of the week ``date`` falls in (for longer weeks: of its first seven days)."""
        return date - dt.timedelta(days=(date.weekday() - self.first) % 7)

    def holds(self, days: Days, day: dt.date) -> bool:
        start = self.start(days[0])
        return start <= day < start + dt.timedelta(days=self.length)


def _settled(known: dict[int, Dated], at: int, day: dt.date) -> bool:
    """Whether earlier weeks cannot change the answer: the last ones read all lie in order before the day."""
    last = [known[i].days for i in range(at, min(at + _ENOUGH, max(known) + 1))]
    days = [d for d in last if d is not None]
    if len(days) < _ENOUGH or not all(known[i].logged for i in range(at, at + _ENOUGH)):
        return False
    return all(a[0] < b[0] for a, b in pairwise(days)) and days[-1][0] <= day


def _in_order(days: dict[int, Days]) -> list[int]:
    """The longest run of weeks, in the journal's order, each of which begins after the one before."""
    order = sorted(days)
    best: list[tuple[int, int]] = []  # (length, index in ``order`` of the one before)
    for n, at in enumerate(order):
        before = [(best[m][0], -m) for m in range(n) if days[order[m]][0] < days[at][0]]
        length, back = max(before, default=(0, 1))
        best.append((length + 1, -back))
    if not best:
        return []
    n = max(range(len(best)), key=lambda i: (best[i][0], -i))
    chain = []
    while n >= 0:
        chain.append(order[n])
        n = best[n][1]
    return chain[::-1]


def _rhythm(days: Sequence[Days]) -> _Rhythm:
    """Monday to Sunday, unless most weeks run over a Sunday; longer where most weeks are."""
    whole = list(days[:-1]) or list(days)  # the last one may have only begun
    lengths = sorted((last - first).days + 1 for first, last in whole)
    length = max(7, -(-lengths[len(lengths) // 2] // 7) * 7)
    across = [(f, e) for f, e in whole if (e - f).days < 7 and f.isocalendar()[:2] != e.isocalendar()[:2]]
    first = 0
    if len(across) >= 2 and 2 * len(across) > len(whole):
        first = Counter(f.weekday() for f, _ in across).most_common(1)[0][0]
    trial = _Rhythm(first, length, 4)
    worked = Counter((e - trial.start(f)).days for f, e in whole if (e - trial.start(f)).days < length)
    usual = worked.most_common(1)[0][0] if worked else 4
    return _Rhythm(first, length, max(4, usual))


def _holding(chain: Sequence[int], days: dict[int, Days], rhythm: _Rhythm, day: dt.date) -> int | None:
    """Of the weeks that hold the day, the last one begun by then, else the first."""
    found = [at for at in chain if rhythm.holds(days[at], day)]
    begun = [at for at in found if days[at][0] <= day]
    return begun[-1] if begun else found[0] if found else None


def _told(
    known: dict[int, Dated], chain: Sequence[int], days: dict[int, Days], rhythm: _Rhythm, day: dt.date
) -> int | Missing:
    """A page without believable dates that must be the day's week by its place; else what is missing."""
    start = rhythm.start(day)
    last = start + dt.timedelta(days=rhythm.worked)
    for at in sorted(set(known) - set(chain)):
        before = [i for i in chain if i < at]
        if not before:
            continue
        near = before[-1]
        begins = rhythm.start(days[near][0]) + dt.timedelta(days=rhythm.length * _steps(known, near, at))
        if begins <= day < begins + dt.timedelta(days=rhythm.length):
            stale = known[at].days is not None and known[at].logged
            return Missing("stale", day, known[at].number, start, last, at) if stale else at
    if day < rhythm.start(days[chain[-1]][0]):
        return Missing("gap", day, None, start, last)
    return _next(known, chain, days, rhythm, day)


def _next(
    known: dict[int, Dated], chain: Sequence[int], days: dict[int, Days], rhythm: _Rhythm, day: dt.date
) -> Missing:
    """The week after the last one, counted on through weeks without a page; one long past is only followed by its
    next number, as calendar.py has it.
    """
    start, newest = rhythm.start(day), chain[-1]
    number = known[max(known)].number
    last, known_from = start + dt.timedelta(days=rhythm.worked), days[newest][0]
    if number is None:
        return Missing("next", day, None, start, last, newest=known_from)
    recent = [at for at in chain[-3:] if known[at].number is not None]
    if all(days[at][0].isocalendar().week == known[at].number for at in recent):
        number = day.isocalendar().week
    else:
        weeks = (start - rhythm.start(days[newest][0])).days // rhythm.length - (max(known) - newest)
        if weeks > 1 + PATIENCE:
            return Missing("next", day, number + 1, newest=known_from)
        number += max(1, weeks)
    return Missing("next", day, number, start, last, newest=known_from)


def _steps(known: dict[int, Dated], near: int, at: int) -> int:
    one, two = known[near].number, known[at].number
    return two - one if one is not None and two is not None and two > one else at - near
