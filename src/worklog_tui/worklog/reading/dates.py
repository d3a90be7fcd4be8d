"""A page's dates: in which order it writes day and month, which year is meant where none stands, how it spells them."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence

from worklog_tui.patterns import regex
from worklog_tui.record import record
from worklog_tui.worklog.reading.date_text import MONTHS, Found, Order, find_dates
from worklog_tui.worklog.reading.days import Convention, DayText, by_convention

_NEAR = dt.timedelta(days=9)
_FAR = dt.timedelta(days=27)


@record
class Anchors:
    """What the page's dates are read against: its order, and dates with a year to take missing years from."""

    order: Order = "dmy"
    known: tuple[dt.date, ...] = ()
    middle: dt.date | None = None  # of the page's dates: one far off that is near in the other order is read in that

    def date(self, found: Found) -> dt.date | None:
        """The date meant; one without year becomes the one nearest to a known date; None where none helps."""
        if found.year is not None:
            return self._near_middle(found, found.date(self.order))
        if not self.known:
            return None
        anchor = self.known[0]
        trials = [d for year in (-1, 0, 1) if (d := found.date(self.order, anchor.year + year)) is not None]
        return min(trials, key=lambda d: abs(d - anchor), default=None)

    def _near_middle(self, found: Found, date: dt.date | None) -> dt.date | None:
        if date is None or self.middle is None or abs(date - self.middle) <= _FAR:
            return date
        turned = Anchors("mdy" if self.order == "dmy" else "dmy")
        other = turned.date(found)
        return other if other is not None and abs(other - self.middle) <= _NEAR else date

    def read(self, text: str) -> tuple[dt.date, ...]:
        """All dates of ``text`` in the order written, read against its own years first."""
        dates, _ = self._read(text)
        return dates

    def first(self, text: str) -> dt.date | None:
        """The first date of a text: what a start column with a range means."""
        dates = self.read(text)
        return dates[0] if dates else None

    def last(self, text: str) -> dt.date | None:
        """The last date of a text's leading run: what an end column with a range means."""
        dates, spans = self._read(text)
        if not dates:
            return None
        at = 0
        while at + 1 < len(dates) and _joins(text[spans[at][1] : spans[at + 1][0]]):
            at += 1
        return dates[at]

    def _read(self, text: str) -> tuple[tuple[dt.date, ...], tuple[tuple[int, int], ...]]:
        found = find_dates(text)
        if not found:
            return (), ()
        if len(found) == 1 and found[0].year is not None:  # most cells
            date = self.date(found[0])
            return ((), ()) if date is None else ((date,), (found[0].span,))
        own = tuple(d for f in found if f.year is not None and (d := f.date(self.order)) is not None)
        anchors = Anchors(self.order, own + self.known, self.middle) if own else self
        pairs = [(d, f.span) for f in found if (d := anchors.date(f)) is not None]
        return tuple(d for d, _ in pairs), tuple(s for _, s in pairs)


def _joins(between: str) -> bool:
    """Whether the text between two dates makes them one span: a dash, an arrow, "to", a comma, "and"."""
    return len(between) <= 14 and _JOIN.fullmatch(between.strip(" \t*_")) is not None


_JOIN = regex(r"(?:|[-–—−→~>,;&/]+|->|to|till|until|and|đến|tới|và|(?:\d{1,2}:\d\d(?::\d\d)? ?)?[-–—→]?)", re.I)


def find_order(dates: Sequence[tuple[Found, DayText | None]], hint: dt.date | None = None) -> Order:
    """The order of the page: the one that reads more dates, then keeps more of them within 9 days of their middle,
    then fits more weekdays (second member: the day its row names), then lies nearer to ``hint``; else day first.
    """
    orders: tuple[Order, Order] = ("dmy", "mdy")
    open_dates = [(f, day) for f, day in dates if f.order is None]
    if not open_dates:
        return "dmy"
    year = next((f.year for f, _ in dates if f.year), None) or (hint.year if hint else 2024)
    day_first, month_first = (_in_order(order, open_dates, year) for order in orders)
    if len(day_first) != len(month_first):
        return "dmy" if len(day_first) > len(month_first) else "mdy"
    if not day_first:
        return "dmy"
    return "dmy" if _fit(day_first, hint) >= _fit(month_first, hint) else "mdy"


def _in_order(
    order: Order, dates: Sequence[tuple[Found, DayText | None]], year: int
) -> list[tuple[dt.date, DayText | None]]:
    """The dates that this order can read."""
    read: list[tuple[dt.date, DayText | None]] = []
    for found, day in dates:
        month, monthday = found.parts(order)
        if month <= 12:
            with contextlib.suppress(ValueError):
                read.append((dt.date(found.year or year, month, monthday), day))
    return read


def _fit(read: Sequence[tuple[dt.date, DayText | None]], hint: dt.date | None) -> tuple[int, ...]:
    middle = sorted(d for d, _ in read)[(len(read) - 1) // 2]  # the lower median; `statistics` costs 1 ms at the start
    near = sum(abs(d - middle) <= _NEAR for d, _ in read)
    conventions: tuple[Convention, Convention] = ("monday-2", "monday-1")
    fits = max(sum(_fits(day, d, convention) for d, day in read) for convention in conventions)
    distance = abs(middle - hint).days if hint else 0
    return (near, fits, -min(distance, 60))


def _fits(day: DayText | None, date: dt.date, convention: Convention) -> bool:
    if day is None:
        return False
    weekday = day.weekday or (by_convention(day.number, convention) if day.number else None)
    return weekday == date.isoweekday()


@record
class DateForm:
    """How a date is spelled. ``pattern`` holds ``{d} {m} {y}`` in place of numbers, ``{b}``/``{B}`` of month names."""

    pattern: str
    pad_day: bool = True
    pad_month: bool = True
    year_digits: int = 4

    def write(self, date: dt.date) -> str:
        """The date in this form."""
        name = MONTHS[date.month - 1]
        values = {
            "{d}": f"{date.day:02}" if self.pad_day else str(date.day),
            "{m}": f"{date.month:02}" if self.pad_month else str(date.month),
            "{y}": f"{date.year:04}" if self.year_digits == 4 else f"{date.year % 100:02}",
            "{b}": name[:3],
            "{B}": name,
        }
        return re.sub(r"\{[dmybB]\}", lambda m: values[m[0]], self.pattern)


DEFAULT_FORM = DateForm("{d}/{m}/{y}")
_NUMBERS = regex(r"\d+|[A-Za-z]{3,}")


def form_of(text: str, found: Found, order: Order) -> DateForm | None:
    """The form of one date found in ``text``; None for one that shares its month with another (``17-18/10``)."""
    raw = text[found.span[0] : found.span[1]]
    parts = list(_NUMBERS.finditer(raw))
    names = [p for p in parts if p[0][0].isalpha() and p[0][:3].capitalize() in _SHORT and p[0].lower() != "tháng"]
    numbers = [p for p in parts if p[0].isdigit()]
    if len(numbers) + len(names) != (2 if found.year is None else 3):
        return None
    slots: dict[int, str] = {p.start(): "{b}" if len(p[0]) == 3 else "{B}" for p in names}
    slots |= dict(zip((p.start() for p in numbers), _letters(found, order, numbers, bool(names)), strict=True))
    pattern, at = "", 0
    for part in (p for p in parts if p.start() in slots):
        pattern += raw[at : part.start()] + slots[part.start()]
        at = part.end()
    by = {slots[p.start()]: p[0] for p in numbers}
    return DateForm(pattern + raw[at:], *_padding(by))


def _letters(found: Found, order: Order, numbers: Sequence[re.Match[str]], named: bool) -> list[str]:
    """Which number of the date is what, left to right."""
    if named:
        return ["{d}", "{y}"][: len(numbers)]
    if len(numbers[0][0]) == 4:
        return ["{y}", "{m}", "{d}"]
    day_first = _day_first(found, order)
    return (["{d}", "{m}", "{y}"] if day_first else ["{m}", "{d}", "{y}"])[: len(numbers)]


def _day_first(found: Found, order: Order) -> bool:
    if found.order is not None:
        return found.order == "dmy"
    return (order == "dmy" and found.second <= 12) or found.first > 12


def _padding(by: dict[str, str]) -> tuple[bool, bool, int]:
    """A number under ten shows whether its place is padded; a place that shows nothing is as the other."""

    def shown(slot: str) -> bool | None:
        raw = by.get(slot, "10")
        return None if int(raw) > 9 else len(raw) > 1

    day, month = shown("{d}"), shown("{m}")
    return (
        day if day is not None else month if month is not None else "{m}" in by,
        month if month is not None else day if day is not None else True,
        len(by.get("{y}", "2000")),
    )


_SHORT = frozenset(m[:3] for m in MONTHS)


def page_form(texts: Sequence[str], order: Order) -> DateForm | None:
    """The form most of the texts' dates have; digits that show the padding outweigh those that do not."""
    patterns: Counter[tuple[str, int]] = Counter()
    pads: Counter[tuple[str, bool]] = Counter()
    for text in texts:
        for found in find_dates(text):
            form = form_of(text, found, order)
            if form is None:
                continue
            patterns[form.pattern, form.year_digits] += 1
            raw = text[found.span[0] : found.span[1]]
            _count_padding(raw, form, pads)
    if not patterns:
        return None
    (pattern, digits), _ = patterns.most_common(1)[0]
    named = "{m}" not in pattern
    day = _vote(pads, "{d}", None)
    month = _vote(pads, "{m}", day)
    return DateForm(pattern, day if day is not None else month if month is not None else not named,
                    month if month is not None else True, digits)  # fmt: skip


def _count_padding(raw: str, form: DateForm, pads: Counter[tuple[str, bool]]) -> None:
    slots = [s for s in re.findall(r"\{[dmybB]\}", form.pattern) if s in ("{d}", "{m}", "{y}")]
    for slot, number in zip(slots, re.findall(r"\d+", raw), strict=False):
        if slot != "{y}" and int(number) < 10:
            pads[slot, len(number) > 1] += 1


def _vote(pads: Counter[tuple[str, bool]], slot: str, other: bool | None) -> bool | None:
    yes, no = pads[slot, True], pads[slot, False]
    return other if yes == no else yes > no


def replace_date(text: str, date: dt.date | None, form: DateForm) -> str:
    """``text`` with its date (or its leading span of dates) replaced; all else in it stays. None takes the date out."""
    new = form.write(date) if date else ""
    found = find_dates(text)
    if not found:
        return new
    end = found[0].span[1]
    for one in found[1:]:
        if not _joins(text[end : one.span[0]]):
            break
        end = one.span[1]
    return text[: found[0].span[0]] + new + text[end:]


def format_like(texts: Sequence[str], order: Order, date: dt.date) -> str:
    """A new date in the form of the page's own (``texts``: its date cells); day/month/year where it has none."""
    return (page_form(texts, order) or DEFAULT_FORM).write(date)
