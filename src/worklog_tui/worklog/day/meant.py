"""The date a person means by a few keys: ``today``, ``mon``, ``12``, ``12/11``, ``+2d``, ``next fri``. Pure."""

from __future__ import annotations

import datetime as dt
import re

from worklog_tui.patterns import regex
from worklog_tui.record import record
from worklog_tui.worklog.reading.date_text import Order, find_dates
from worklog_tui.worklog.reading.dates import Anchors
from worklog_tui.worklog.reading.days import read_day
from worklog_tui.worklog.reading.words import bare

_NAMED = {
    "today": 0, "tod": 0, "now": 0, "hom nay": 0, "nay": 0, "yesterday": -1, "yes": -1, "hom qua": -1, "qua": -1,
    "tomorrow": 1, "tom": 1, "tmr": 1, "ngay mai": 1, "mai": 1,
}  # fmt: skip
_STEP = regex(r"([+-])\s*(\d{1,3})\s*(d|days?|w|weeks?|ngay|tuan)?")
_WEEKS = {"last": -1, "this": 0, "next": 1, "tuan truoc": -1, "tuan nay": 0, "tuan sau": 1, "tuan toi": 1}
_LONGEST = 40  # characters


@record
class Around:
    """What an answer is read against. ``week``: a day of the week that is meant by a weekday; ``base``: what ``+2d``
    counts from; ``order``: how the page writes day and month.
    """

    today: dt.date
    week: dt.date
    base: dt.date
    order: Order = "dmy"


def meant(text: str, around: Around) -> dt.date | None:
    """The one date a whole text names; None where it is anything else."""
    words = " ".join(text.split())
    if not words or len(words) > _LONGEST:
        return None
    plain = bare(words)
    if plain in _NAMED:
        return around.today + dt.timedelta(days=_NAMED[plain])
    try:
        return (
            _stepped(plain, around)
            or _other_week(words, around)
            or _day_of_month(plain, around)
            or _weekday(words, around)
            or _whole(words, around)
        )
    except OverflowError:
        return None


def _stepped(plain: str, around: Around) -> dt.date | None:
    m = _STEP.fullmatch(plain)
    if m is None:
        return None
    days = int(m[2]) * (7 if (m[3] or "d")[0] in "wt" else 1)
    return around.base + dt.timedelta(days=days if m[1] == "+" else -days)


def _day_of_month(plain: str, around: Around) -> dt.date | None:
    """``12``: the 12th nearest to the week meant."""
    m = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?", plain)
    if m is None or not 1 <= int(m[1]) <= 31:
        return None
    first = around.week.replace(day=1)
    months = [(first - dt.timedelta(days=1)).replace(day=1), first, (first + dt.timedelta(days=32)).replace(day=1)]
    trials = [d for month in months if (d := _in_month(month, int(m[1]))) is not None]
    return min(trials, key=lambda d: abs(d - around.week), default=None)


def _in_month(month: dt.date, day: int) -> dt.date | None:
    try:
        return month.replace(day=day)
    except ValueError:
        return None


def _weekday(words: str, around: Around) -> dt.date | None:
    """``mon``, ``thứ 2``, ``t2``, ``cn``: that day of the week meant. Bare numbers are days of a month."""
    day = read_day(words)
    if day.weekday is None or find_dates(words):
        return None
    return around.week + dt.timedelta(days=day.weekday - around.week.isoweekday())


def _other_week(words: str, around: Around) -> dt.date | None:
    """``next mon``, ``last friday``, ``thứ 2 tuần sau``: that day of the week after or before the present one."""
    parts = words.split(" ")
    weeks, rest = _WEEKS.get(bare(parts[0])), " ".join(parts[1:])
    if weeks is None:
        weeks, rest = _WEEKS.get(bare(" ".join(parts[-2:]))), " ".join(parts[:-2])
    day = read_day(rest)
    if weeks is None or day.weekday is None or find_dates(rest):
        return None
    return around.today + dt.timedelta(days=day.weekday - around.today.isoweekday() + 7 * weeks)


def _whole(words: str, around: Around) -> dt.date | None:
    """A text that is a date and nothing else, in any form; a year that is missing is the nearest."""
    found = find_dates(words)
    if len(found) != 1 or any(
        c.isalnum() for c in _day_name_out(words[: found[0].span[0]] + words[found[0].span[1] :])
    ):
        return None
    return Anchors(around.order, (around.week,)).date(found[0])


def _day_name_out(rest: str) -> str:
    return "" if read_day(rest).weekday is not None else rest
