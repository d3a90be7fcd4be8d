"""A text moved on to another week: the numbers that name the week, the dates, the year. All else in it stays."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from worklog_tui.patterns import regex
from worklog_tui.record import record
from worklog_tui.worklog.reading.date_text import MONTHS, Found, Order, find_dates
from worklog_tui.worklog.reading.dates import Anchors, form_of
from worklog_tui.worklog.site.names import bare_number, fold

_DIGITS = regex(r"\d+")
_GAP = r"[\s._*-]*"
_MENTION = regex(  # what stands before a number that names a week
    rf"(?:(?:week(?:ly)?|wk|tuan){_GAP}(?:(?:no|so|thu|report|log|notes?){_GAP})?(?:(?:19|20)\d\d[\s._-]+w?)?#?"
    rf"|(?:^|[^a-z])w|worklog{_GAP})$"
)
_LEADING = regex(r"^\W*(?:<[^>]*>\W*)*(?:\d+\.)+(?=\d)")  # "1." of "1.4-Week4", "<b> 1.4. </b>"
_LAST_NUMBER = regex(r"(\d+)(?=\.?\s*(?:<|$))")
_LONE_YEAR = regex(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ORDINAL = regex(r"(\d+)(st|nd|rd|th)\b")
_SPAN = regex(r"\W{1,8}|\s*(?:to|until|đến|tới)\s*")
_DOTTED = regex(r"\d+[.-]\d+")
_DIGITS_OF_A_WEEK = 4
_BEFORE = dt.timedelta(days=9)
_AFTER = dt.timedelta(days=20)


@record
class Advance:
    """From week ``old``, whose days begin at ``monday``, to week ``new``, whose days begin at ``to``.

    ``pad``: numbers under ten have two digits in this journal's names; None: as the number itself shows.
    ``alone``: only the number of this very week moves, not those of the weeks beside it.
    """

    old: int | None
    new: int
    monday: dt.date
    to: dt.date
    order: Order = "dmy"
    known: tuple[dt.date, ...] = ()
    pad: bool | None = None
    years: tuple[int, int] | None = None  # the year the weeks are counted in; None: as their days
    alone: bool = False

    @property
    def delta(self) -> dt.timedelta:
        """By how much every date moves."""
        return self.to - self.monday

    @property
    def year(self) -> tuple[int, int]:
        """The years of both weeks."""
        return self.years or (self.monday.year, self.to.year)

    def digits(self, number: int, like: str, *, name: bool = False) -> str:
        """The number with as many digits as the one there was; in a ``name``, as the journal's names have."""
        wide = like.startswith("0") or (name and self.pad is True and len(like) == 2)
        return str(number).zfill(len(like)) if wide else str(number)

    def text(self, text: str, *, own: bool = False, name: bool = False) -> str:
        """A title, heading, tag, path: week numbers, dates near the week, and the year beside them moved on.

        ``own``: the first number names this very week, whatever it says; ``name``: of a file, folder or tag.
        """
        held: list[str] = []  # the new dates, out of the way of what looks for numbers

        def hold(new: str) -> str:
            held.append(new)
            return "\x00" * len(held) + "\x01"

        moved, named = self._numbers(self._dates(text, hold), own, name)
        was, now = self.year
        if named and was != now:
            moved = _LONE_YEAR.sub(lambda m: str(now) if int(m[0]) == was else m[0], moved)
        for at in range(len(held), 0, -1):
            moved = moved.replace("\x00" * at + "\x01", held[at - 1])
        return moved

    def path(self, text: str) -> str:
        """An address (``/1-Worklog/1.4-Week4/``): each of its parts moved on as a name."""
        return "/".join(self.name(part, bare=False) for part in text.split("/"))

    def name(self, name: str, *, bare: bool = True) -> str:
        """A folder's or file's name; one that is only a number too (``bare``)."""
        moved = self.text(name, own=bool(mentions(name)), name=True)
        if moved == name and bare and self.old is not None and bare_number(name) == self.old:
            return self.last_number(name)
        return moved

    def _numbers(self, text: str, own: bool, name: bool) -> tuple[str, bool]:
        found = mentions(text)
        if not found:
            return text, False
        targets = {m.span(): self._target(int(m[0]), own and at == 0) for at, m in enumerate(found)}
        lead = _LEADING.match(text)
        ordinal = _DIGITS.match(text, lead.end()) if lead else None
        if ordinal and ordinal.start() < found[0].start() and int(ordinal[0]) == int(found[0][0]):
            targets[ordinal.span()] = targets[found[0].span()]
        out, at = "", 0
        for (start, end), new in sorted(targets.items()):
            if new is not None:
                out += text[at:start] + self.digits(new, text[start:end], name=name)
                at = end
        return out + text[at:], at > 0

    def _target(self, number: int, own: bool) -> int | None:
        if self.alone:
            return self.new if number == self.old else None
        if own:
            return self.new
        if self.old is None or abs(number - self.old) > 1:
            return None
        return max(0, number + self.new - self.old)

    def last_number(self, text: str) -> str:
        """``pre: " <b> 1.4. </b> "`` with the new number last; a text without one stays."""
        numbers = list(_LAST_NUMBER.finditer(text))
        if not numbers:
            return text
        found = numbers[-1]
        return text[: found.start()] + self.digits(self.new, found[0]) + text[found.end() :]

    def dates(self, text: str) -> str:
        """All dates of the text moved on, each in its own form."""
        return self._dates(text, lambda new: new, near=False)

    def _dates(self, text: str, wrap: object, *, near: bool = True) -> str:
        assert callable(wrap)  # noqa: S101 - a function of str to str
        found = find_dates(text)
        anchors = Anchors(self.order, self.known or (self.monday,))
        groups: dict[tuple[int, int], list[tuple[Found, dt.date]]] = {}
        end = -1  # of the last date that moves
        for one in found:
            date = anchors.date(one)
            vague = one.year is None and _DOTTED.fullmatch(text[one.span[0] : one.span[1]])  # "1.12", "10.12-Week12"
            goes = not near or (not vague and date is not None and -_BEFORE <= date - self.monday <= _AFTER)
            if date is not None and (goes or (end >= 0 and _SPAN.fullmatch(text[end : one.span[0]]))):
                groups.setdefault(one.span, []).append((one, date))
                end = one.span[1]
        for span, dates in sorted(groups.items(), reverse=True):
            raw = text[span[0] : span[1]]
            moved = [date + self.delta for _, date in dates]
            new: str | None = raw
            if self.delta:
                new = _shared(raw, moved) if len(dates) > 1 else _alone(text, dates[0], moved[0], self.order)
            if new is not None:
                text = text[: span[0]] + wrap(new) + text[span[1] :]
        return text


def mentions(text: str) -> list[re.Match[str]]:
    """The numbers of a text that name a week (``Week 4``, ``Tuần 04``, ``w42``), left to right."""
    out = []
    for found in _DIGITS.finditer(text):
        if len(found[0]) > _DIGITS_OF_A_WEEK or _LONE_YEAR.fullmatch(found[0]):
            continue
        before = fold(text[max(0, found.start() - 32) : found.start()])
        if _MENTION.search(before):
            out.append(found)
    return out


def _alone(text: str, found: tuple[Found, dt.date], new: dt.date, order: Order) -> str | None:
    one, date = found
    other: Order = "mdy" if order == "dmy" else "dmy"
    meant = order if one.date(order, date.year) == date else other
    form = form_of(text, one, meant)
    if form is None:
        return None
    return _ORDINAL.sub(lambda m: m[1] + _ending(int(m[1])), form.write(new))


def _ending(day: int) -> str:
    return "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


_NAME = regex(rf"(?:{'|'.join(MONTHS)}|{'|'.join(m[:3] for m in MONTHS)})\b\.?", re.IGNORECASE)


def _shared(raw: str, dates: Sequence[dt.date]) -> str | None:
    """Two days of one month (``17-18/10/2025``, ``Sep 29 – 30``) at new dates; two months are both named."""
    first, last = dates[0], dates[-1]
    named = _NAME.search(raw)
    numbers = list(_DIGITS.finditer(raw))
    if len(numbers) < (2 if named else 3):
        return None

    def day(date: dt.date, like: str) -> str:
        return f"{date.day:02}" if like.startswith("0") or (len(like) > 1 and not named) else str(date.day)

    def month(date: dt.date) -> str:
        name = MONTHS[date.month - 1]
        return name if named and len(named[0].rstrip(".")) > 3 else name[:3]

    new = {numbers[0].start(): day(first, numbers[0][0]), numbers[1].start(): day(last, numbers[1][0])}
    ends = {m.start(): m.end() for m in numbers}
    apart = first.month != last.month
    if named:
        new[named.start()] = month(first if named.start() < numbers[0].start() else last)
        ends[named.start()] = named.end()
        if apart and named.start() < numbers[0].start():
            new[numbers[1].start()] = f"{month(last)} {new[numbers[1].start()]}"
        elif apart:
            new[numbers[0].start()] += f" {month(first)}"
    else:
        slash = raw[numbers[1].end() : numbers[2].start()]
        new[numbers[2].start()] = f"{last.month:02}" if len(numbers[2][0]) > 1 else str(last.month)
        if apart:
            new[numbers[0].start()] += f"{slash}{first.month:02}"
    if len(numbers[-1][0]) == 4:
        new[numbers[-1].start()] = str(last.year)
    out, at = "", 0
    for start in sorted(new):
        out += raw[at:start] + new[start]
        at = ends[start]
    return out + raw[at:]
