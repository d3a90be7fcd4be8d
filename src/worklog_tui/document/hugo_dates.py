"""Which texts Hugo takes for a date under ``date`` and its kin (spf13/cast, ToTimeInDefaultLocation)."""

from __future__ import annotations

import datetime as dt
import re

from worklog_tui.patterns import regex

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_DAY = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
_LONG_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = rf"(?P<name>{'|'.join(_MONTHS)})"
_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d\d)"
_CLOCK_S = _CLOCK + r":(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,9}))?"
_OFFSET = r"(?P<sign>[+-])(?P<zh>\d\d):?(?P<zm>\d\d)"
_FORMATS = [
    regex(pattern, re.ASCII)
    for pattern in (
        rf"(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d)(?:(?:T| +){_CLOCK_S}(?:{_OFFSET}|Z)?)?",
        rf"(?P<year>\d{{4}})-(?P<month>\d\d)-(?P<day>\d\d) +{_CLOCK_S} {_OFFSET}(?: [+-]\d\d| [A-Z]{{3,5}})?",
        rf"(?P<day>\d\d) {_MONTH} (?P<year>\d{{4}})",
        rf"{_DAY}, (?P<day>\d\d) {_MONTH} (?P<year>\d{{4}}) {_CLOCK_S} (?:{_OFFSET}|[A-Z]{{3,4}})",
        rf"(?P<day>\d\d) {_MONTH} (?P<short>\d\d) {_CLOCK} (?:{_OFFSET}|[A-Z]{{3,4}})",
        rf"{_LONG_DAY}, (?P<day>\d\d)-{_MONTH}-(?P<short>\d\d) {_CLOCK_S} [A-Z]{{3,4}}",
        rf"{_DAY} {_MONTH} +(?P<day>\d{{1,2}}) {_CLOCK_S}(?: {_OFFSET}| [A-Z]{{3,4}})? (?P<year>\d{{4}})",
    )
]


def is_date(value: object) -> bool:
    """Whether Hugo accepts the value under ``date`` and its kin; empty counts as accepted."""
    return value is None or value == "" or rfc3339(value) is not None


def read_date(value: object) -> dt.date | None:
    """The day a front matter value names; None where Hugo would stop, where it is empty, and in the year 0."""
    text = rfc3339(value)
    try:
        return None if text is None else dt.date.fromisoformat(text[:10])
    except ValueError:
        return None


def rfc3339(value: object) -> str | None:
    """A value under a date key as Go prints it; whole numbers are seconds since 1970; None: no date to Hugo."""
    if isinstance(value, bool | float):
        return None
    if isinstance(value, int):
        try:
            return (dt.datetime(1970, 1, 1) + dt.timedelta(seconds=value)).isoformat() + "Z"
        except OverflowError:
            return None
    if isinstance(value, dt.date):
        value = value.isoformat()
    if not isinstance(value, str):
        return None
    found = next(filter(None, (pattern.fullmatch(value) for pattern in _FORMATS)), None)
    return None if found is None else _printed({k: v for k, v in found.groupdict().items() if v})


def _printed(part: dict[str, str]) -> str | None:
    """RFC 3339 text of the parts; None for a day or time that does not exist."""
    year = int(part.get("year") or 0)
    if "short" in part:
        year = int(part["short"]) + (1900 if part["short"] >= "69" else 2000)
    month = _MONTHS.index(part["name"]) + 1 if "name" in part else int(part["month"])
    hour, minute, second = (int(part.get(name, 0)) for name in ("hour", "minute", "second"))
    try:  # Go counts a year 0; it has the days of the year 2000
        moment = dt.datetime(year or 2000, month, int(part["day"]), hour, minute, second)
    except ValueError:
        return None
    zone = f"{part['sign']}{part['zh']}:{part['zm']}" if part.get("sign") else "Z"
    if zone[1:] > "24" and zone != "Z":
        return None
    fraction = part.get("fraction", "").rstrip("0")
    text = f"{year:04}-{moment:%m-%dT%H:%M:%S}{'.' + fraction if fraction else ''}"
    return text + ("Z" if zone[1:] == "00:00" else zone)
