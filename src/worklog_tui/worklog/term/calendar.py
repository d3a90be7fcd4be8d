"""The term as a calendar: each day with an entry, without one, or still to come. Pure."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, Literal, NamedTuple

from worklog_tui.worklog.term.days import is_weekend, monday_of

State = Literal["entry", "gap", "open", "ahead", "free", "outside"]
"""A day: with an entry, a weekday without one, today without one yet, still to come, weekend, not of the term."""

_GOES_ON: Final = dt.timedelta(days=9)
"""A journal whose last entry is no older is being written: the weekdays since then are gaps."""

_AWAY: Final = dt.timedelta(weeks=26)
_SOME: Final = 3  # weeks that are believed wherever they are

_DAY: Final = dt.timedelta(days=1)
_WEEK: Final = dt.timedelta(days=7)


class Term(NamedTuple):
    """``first`` and ``last``: the days the term is known to have; ``entries``: those with an entry."""

    first: dt.date
    last: dt.date
    entries: frozenset[dt.date]
    today: dt.date

    def state(self, day: dt.date) -> State:
        """What is known of a day."""
        if day in self.entries:
            return "entry"
        if is_weekend(day):
            return "free"
        if day < self.first:
            return "outside"
        if day > self.last:
            return "ahead" if day > self.today and self.goes_on else "outside"
        if day == self.today:
            return "open"
        return "ahead" if day > self.today else "gap"

    @property
    def goes_on(self) -> bool:
        """Whether it is being written."""
        return self.last >= self.today

    @property
    def mondays(self) -> tuple[dt.date, ...]:
        """The Mondays of its weeks."""
        first, last = monday_of(self.first), monday_of(self.last)
        return tuple(first + n * _WEEK for n in range((last - first).days // 7 + 1))

    @property
    def gaps(self) -> tuple[dt.date, ...]:
        """The weekdays without an entry, in order."""
        return tuple(day for day in self.every_day if self.state(day) == "gap")

    @property
    def every_day(self) -> tuple[dt.date, ...]:
        """Its days from the first to the last."""
        return tuple(self.first + n * _DAY for n in range((self.last - self.first).days + 1))

    def covered(self, days: Sequence[dt.date]) -> tuple[int, int]:
        """Of the calendar weeks of these days: weekdays with an entry, and weekdays that should have one by now."""
        weekdays = _weekdays(days)
        have = sum(day in self.entries for day in weekdays)
        return have, have + sum(self.state(day) == "gap" for day in weekdays)

    def missing(self, days: Sequence[dt.date]) -> tuple[dt.date, ...]:
        """The weekdays without an entry in the calendar weeks of these days."""
        return tuple(day for day in _weekdays(days) if self.state(day) == "gap")


def main_monday(days: Sequence[dt.date]) -> dt.date:
    """The Monday of the calendar week most of these days (one at least) lie in; of several the first."""
    counts = Counter(monday_of(day) for day in days if not is_weekend(day)) or Counter(map(monday_of, days))
    return max(counts, key=lambda monday: (counts[monday], -monday.toordinal()))


def _weekdays(days: Sequence[dt.date]) -> list[dt.date]:
    """Monday to Friday of the calendar weeks of these days; a Sunday before a week does not make it two."""
    mondays = {monday_of(day) for day in days if not is_weekend(day)} or {monday_of(day) for day in days}
    return [monday + n * _DAY for monday in sorted(mondays) for n in range(5)]


def term_of(weeks: Iterable[Sequence[dt.date]], today: dt.date) -> Term | None:
    """The term of these weeks' days with entries, in the journal's order; None: no week has any.

    Weeks whose days do not follow on the others' (pages copied ahead), and one or two that are half a year away from
    them (a year mistyped), do not stretch it. A term that is being written ends today, where its last entry is older.
    """
    spans = [tuple(days) for days in weeks if days]
    if not spans:
        return None
    chain = _together(_rising([days[0] for days in spans]), spans)
    first, last = spans[chain[0]][0], max(spans[at][-1] for at in chain)
    entries = frozenset(day for days in spans for day in days if first <= day <= last)
    if dt.timedelta() <= today - last <= _GOES_ON:
        last = today
    return Term(first, last, entries, today)


def _rising(starts: Sequence[dt.date]) -> list[int]:
    """The places of the longest run of days, each after the one before."""
    ends: list[dt.date] = []
    at_end: list[int] = []
    before: list[int] = []
    for at, start in enumerate(starts):
        place = bisect_left(ends, start)
        before.append(at_end[place - 1] if place else -1)
        if place == len(ends):
            ends.append(start)
            at_end.append(at)
        else:
            ends[place], at_end[place] = start, at
    chain = [at_end[-1]]
    while before[chain[-1]] >= 0:
        chain.append(before[chain[-1]])
    return chain[::-1]


def _together(chain: list[int], spans: Sequence[Sequence[dt.date]]) -> list[int]:
    """Without the few at either end that are far from the rest."""
    parts: list[list[int]] = []
    for at in chain:
        if parts and spans[at][0] - spans[parts[-1][-1]][0] <= _AWAY:
            parts[-1].append(at)
        else:
            parts.append([at])
    if not any(len(part) >= _SOME for part in parts):
        return max(parts, key=len)
    while len(parts[0]) < _SOME:
        del parts[0]
    while len(parts[-1]) < _SOME:
        del parts[-1]
    return [at for part in parts for at in part]
