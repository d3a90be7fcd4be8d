"""Dates and days as people read them. Values are edited as the page writes them; this is for looking only."""

from __future__ import annotations

import datetime as dt
from typing import Final

WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def short_date(day: dt.date, year: int | None = None) -> str:
    """``29 Sep``; with the year where it is another one than ``year``."""
    text = f"{day.day} {MONTHS[day.month - 1]}"
    return text if year is None or year == day.year else f"{text} {day.year}"


def long_date(day: dt.date) -> str:
    """``Mon 29 Sep 2025``."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def short_span(days: tuple[dt.date, dt.date]) -> str:
    """``8–12 Sep``, ``29 Sep–4 Oct``."""
    first, last = days
    if first == last:
        return short_date(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{short_date(last)}"
    return f"{short_date(first)}–{short_date(last)}"


def long_span(days: tuple[dt.date, dt.date]) -> str:
    """``Mon 29 Sep – Sat 4 Oct 2025``."""
    first, last = days
    if first == last:
        return long_date(first)
    start = long_date(first)
    if first.year == last.year:
        start = start.removesuffix(f" {first.year}")
    return f"{start} – {long_date(last)}"


def count(number: int, noun: str, plural: str = "") -> str:
    """``1 task``, ``5 tasks``."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"
