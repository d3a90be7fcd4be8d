"""The front matter of a new week: every value that names the week or its days moved on, the rest as it was."""

from __future__ import annotations

import datetime as dt
import re

from worklog_tui.document.hugo_dates import is_date, read_date
from worklog_tui.document.model import Document, Entry, Refused
from worklog_tui.patterns import regex
from worklog_tui.worklog.model import Week
from worklog_tui.worklog.newweek.advancing import Advance, mentions
from worklog_tui.worklog.newweek.titles import retitled, shape
from worklog_tui.worklog.reading.date_text import find_dates

_DATES = frozenset(
    {"date", "lastmod", "publishdate", "pubdate", "published", "modified", "expirydate", "unpublishdate"}
)
_TITLES = frozenset({"title", "linktitle", "menutitle", "shorttitle", "heading"})
_TEXTS = frozenset({"description", "summary", "subtitle", "excerpt", "abstract", "lead", "intro", "highlights"})
_ADDRESSES = frozenset({"slug", "url", "aliases", "translationkey", "identifier", "id", "permalink"})
_DATE_LINE = regex(rb"(?im)^([ \t]*date[ \t]*[:=][ \t]*)[^\r\n]*")
_ISO = regex(r"\d{4}-\d\d-\d\d")
_NEAR = 9  # days a front matter's date may stand off the days of its tasks and still go with them


def readable(week: Week, monday: dt.date) -> Week:
    """The model with front matter that can be taken over: one that only its date makes unreadable gets a plain one.

    Raises Refused.
    """
    from worklog_tui.document.parse import parse
    from worklog_tui.worklog.reading.read import read_week

    doc = week.document
    front = doc.front_matter
    if front.error and not front.locked:
        start, end = front.content
        mended = _DATE_LINE.sub(rb"\g<1>" + monday.isoformat().encode(), doc.source[start:end])
        other = parse(doc.source[:start] + mended + doc.source[end:])
        if other.front_matter.error is None and other.front_matter.kind == front.kind:
            return read_week(other, language=week.language, number=week.number)
    if why := front.error or front.locked:
        raise Refused(f"The last week's front matter cannot be taken over: {why}")
    return week


def advance_front(doc: Document, model: Week, before: Week | None, advance: Advance) -> Document:
    """``doc`` (the new page so far) with its front matter moved on. ``model`` is read, not written.

    Raises Refused where a value cannot be written.
    """
    from worklog_tui.document.edits.front_matter import remove_value, set_value

    gone: list[tuple[str | int, ...]] = []
    for entry in model.document.front_matter.entries:
        if not isinstance(entry.value, str | int | float | dt.date) or isinstance(entry.value, bool):
            continue
        value = _moved(entry, model, before, advance)
        if value is _GONE:
            gone.append(entry.key)
        elif entry.value_span is not None and is_weight(entry.key) and isinstance(value, str):
            doc = _digits(doc, entry, value)
        elif value != entry.value:
            doc = set_value(doc, entry.key, value).after
    for key in reversed(gone):
        doc = remove_value(doc, key).after
    return doc


_GONE = object()


def _moved(entry: Entry, model: Week, before: Week | None, advance: Advance) -> object:
    """The entry's value for the new week; ``_GONE``: it must not stand on two pages."""
    names = [part.lower() for part in entry.key if isinstance(part, str)]
    name, value = names[-1] if names else "", entry.value
    old = before.document.front_matter.value(*entry.key) if before is not None else None
    if name in _DATES and len(entry.key) == 1:
        return _date(value, advance)
    if is_weight(entry.key):
        return _weight(value, old, advance, model, before)
    if not isinstance(value, str):
        return value
    if is_title(entry.key):
        return retitled(value, old if isinstance(old, str) else None, advance)
    if name == "pre":
        return advance.last_number(value)
    if is_address(entry.key):
        moved = advance.path(value) if mentions(value) or "/" in value else advance.name(value)
        return _GONE if moved == value and value.strip() else moved
    if isinstance(entry.key[-1], int):
        return _tag(entry, model, before, advance)
    if name in _TEXTS and not (isinstance(old, str) and shape(old) == shape(value)):
        return ""
    return advance.text(value)


def is_weight(key: tuple[str | int, ...]) -> bool:
    """Whether this value orders the weeks."""
    return isinstance(key[-1], str) and key[-1].lower() == "weight"


def is_title(key: tuple[str | int, ...]) -> bool:
    """Whether this value is the page's title, or its name in a menu."""
    names = [part.lower() for part in key if isinstance(part, str)]
    return bool(names) and (names[-1] in _TITLES or (names[-1] == "name" and "menu" in names))


def is_address(key: tuple[str | int, ...]) -> bool:
    """Whether this value says where the page is found."""
    names = [part.lower() for part in key if isinstance(part, str)]
    return bool(names) and names[-1] in _ADDRESSES


def _weight(value: object, old: object, advance: Advance, model: Week, before: Week | None) -> object:
    """The weight goes on with the number; as text it keeps its digits (``"08"``)."""
    if isinstance(value, float) or (isinstance(value, str) and not value.strip().isdecimal()):
        return value
    now = int(value) if isinstance(value, int | str) else 0
    weeks = advance.new - (advance.old if advance.old is not None else advance.new - 1)
    if now == advance.old:
        new = advance.new
    else:
        step = _step(now, old, model, before)
        new = now + step * (weeks if weeks > 0 else 1)
    if new <= 0 < now:  # Hugo takes 0 for no weight at all, which sorts last
        new = now
    return advance.digits(new, value) if isinstance(value, str) else new


def _step(now: int, old: object, model: Week, before: Week | None) -> int:
    was = int(old) if isinstance(old, int) or (isinstance(old, str) and old.strip().isdecimal()) else None
    apart = (model.number or 0) - (before.number or 0) if before is not None else 0
    if was is None or apart <= 0 or was == now or abs(now - was) % apart:
        return 1  # a weight all weeks share: the new one after them, which is where it belongs
    return (now - was) // apart


def _digits(doc: Document, entry: Entry, value: str) -> Document:
    """Digits written as text, in the quotes (or none) they had."""
    from worklog_tui.document.parse import parse

    here = doc.front_matter.find(*entry.key)
    if here is None or here.value_span is None:
        return doc
    start, end = here.value_span
    raw = doc.source[start:end]
    new = re.sub(rb"\d+", value.encode(), raw, count=1)
    return parse(doc.source[:start] + new + doc.source[end:])


def _date(value: object, advance: Advance) -> object:
    """A date that goes with the week's days moves with them, another becomes the new week's first day; one that Hugo
    refuses becomes one it takes."""
    if value == "" or value is None:
        return value
    fine = is_date(value) and not isinstance(value, int)
    known = (
        value.date() if isinstance(value, dt.datetime) else value if isinstance(value, dt.date) else read_date(value)
    )
    day = known + advance.delta if known is not None and abs((known - advance.monday).days) <= _NEAR else advance.to
    if isinstance(value, dt.datetime):
        return dt.datetime.combine(day, value.timetz())
    if isinstance(value, dt.date):
        return day
    if isinstance(value, str) and fine and _ISO.match(value):
        return day.isoformat() + value[10:]
    return day.isoformat()


def _tag(entry: Entry, model: Week, before: Week | None, advance: Advance) -> object:
    """A tag that names the week or the year moves on; one that only the last week has was its subject."""
    value = str(entry.value)
    if entry.value == str(advance.old):
        return advance.digits(advance.new, value)
    if value.isdecimal() and len(value) == 4 and int(value) == advance.year[0]:
        return str(advance.year[1])
    if mentions(value) or find_dates(value):
        return advance.text(value, own=bool(mentions(value)), name=True)
    if before is None:
        return value
    had = [e.value for e in before.document.front_matter.entries if e.key[:-1] == entry.key[:-1] and len(entry.key) > 1]
    others = [e for e in model.document.front_matter.entries if e.key[:-1] == entry.key[:-1] and e.value in had]
    return value if not had or value in had or not others else _GONE
