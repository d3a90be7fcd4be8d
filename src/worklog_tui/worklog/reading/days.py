"""Day cells: what they say, and the page's own way of numbering the days of a week."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

from worklog_tui.patterns import regex
from worklog_tui.record import record
from worklog_tui.worklog.reading.date_text import find_dates
from worklog_tui.worklog.reading.words import bare, folded, repaired

Convention = Literal["monday-2", "monday-1"]
Style = Literal["number", "full", "short", "thu", "t", "word", "ordinal", "date"]

ENGLISH = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WORDS = ("Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Chủ nhật")
_ENGLISH_OF = {name.casefold(): i for i, name in enumerate(ENGLISH, 1)}
_SHORT_OF = {
    "mon": 1, "tue": 2, "tues": 2, "wed": 3, "weds": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5, "sat": 6, "sun": 7,
}  # fmt: skip
_WORD_OF = {"hai": 1, "ba": 2, "tư": 3, "tu": 3, "năm": 4, "nam": 4, "sáu": 5, "sau": 5, "bảy": 6, "bay": 6, "bẩy": 6}

_MARKS = regex(r"<[^<>]*>|&\w+;|[*_`~]+")
_SUNDAY = regex(r"(?:chủ nhật|chu nhat|c\.?n|t\.?cn|thứ cn)\b", re.IGNORECASE)
_THU = regex(r"(?:thứ|thu)\s*([2-8]|hai|ba|tư|tu|năm|nam|sáu|sau|bảy|bay)\b", re.IGNORECASE)
_T = regex(r"t\.?\s?([2-8])\b", re.IGNORECASE)
_ORDINAL = regex(r"(?:day|ngày|ngay)\s*(\d{1,2})\b", re.IGNORECASE)
_NUMBER = regex(r"(\d{1,2})\b(?![/:.]\d)")
_WORD = regex(r"[^\W\d_]+\.?")
_RANGE = regex(r"[-–—~→]")
_RANGE_WORD = regex(r"\s(?:to|till|until|đến|tới)\s", re.IGNORECASE)
_JOINED = regex(r"[\w.] ?[-–—~→,;/&+]")


@record
class DayText:
    """What a day cell says. ``weekday``: certain by name or date; ``number``: needs the page's convention."""

    weekday: int | None = None
    number: int | None = None
    style: Style | None = None


@lru_cache(maxsize=2048)
def read_day(text: str) -> DayText:
    """One cell. Several days in it (``2-3``, ``Sat/Sun``) are no one day: all None."""
    plain = " ".join(_MARKS.sub(" ", text).split())
    if not plain or len(plain) > 60:
        return DayText()
    if not plain.isascii() and (mended := repaired(plain)) is not None:
        plain = mended
    names, numbers, styles = _scan(folded(plain))
    dates = find_dates(plain)
    joined = bool(names and numbers and _JOINED.search(plain))  # "6-CN"; "2 (T3)" is one day
    if len(set(names)) == 1 and len(numbers) <= 1 and not joined:
        return DayText(names[0], numbers[0] if numbers else None, styles[0])
    if names or (numbers and dates):
        return DayText()
    if dates:
        return DayText(style="date") if len(dates) == 1 else DayText()
    if len(numbers) == 1:
        return DayText(None, numbers[0], styles[0])
    return DayText()


def _scan(text: str) -> tuple[list[int], list[int], list[Style]]:
    """Weekdays named, bare numbers, and the styles in the order found; an unknown word makes it no day at all."""
    for found in reversed(find_dates(text)):
        text = text[: found.span[0]] + " " * (found.span[1] - found.span[0]) + text[found.span[1] :]
    names: list[int] = []
    numbers: list[int] = []
    styles: list[Style] = []
    at = 0
    while at < len(text):
        step = _token(text, at, names, numbers, styles)
        if step == 0 and text[at].isalpha():
            return [], [], []
        at += step or 1
    return names, numbers, styles


def _token(text: str, at: int, names: list[int], numbers: list[int], styles: list[Style]) -> int:
    """Reads one token at ``at``; returns its length, 0 where there is none."""
    if not text[at].isalnum():
        return 0
    if m := _SUNDAY.match(text, at):
        names.append(7)
        styles.append("t" if len(m[0]) <= 3 else "thu")
    elif m := _THU.match(text, at):
        names.append(_vietnamese(m[1]))
        styles.append("thu" if m[1].isdigit() else "word")
    elif m := _T.match(text, at):
        names.append(_vietnamese(m[1]))
        styles.append("t")
    elif m := _ORDINAL.match(text, at):
        numbers.append(int(m[1]))
        styles.append("ordinal")
    elif m := _NUMBER.match(text, at):
        numbers.append(int(m[1]))
        styles.append("number")
    elif m := _WORD.match(text, at):
        word = m[0].rstrip(".")
        day, style = _name(word)
        if day is None:
            return 0
        names.append(day)
        styles.append(style)
    else:
        return 0
    return m.end() - at


def _name(word: str) -> tuple[int | None, Style]:
    if word in _ENGLISH_OF:
        return _ENGLISH_OF[word], "full"
    if word in _SHORT_OF:
        return _SHORT_OF[word], "short"
    return _WORD_OF.get(word) or _WORD_OF.get(bare(word)), "word"


def _vietnamese(text: str) -> int:
    """``Thứ N`` counts from Monday as 2; ``Thứ 8`` is Sunday to those who go on counting."""
    return int(text) - 1 if text.isdigit() else _WORD_OF[text]


def by_convention(number: int, convention: Convention) -> int | None:
    """ISO weekday of a day number: 2 = Monday with 1 or 8 as Sunday, or 1 = Monday with 7 as Sunday."""
    if convention == "monday-1":
        return number if 1 <= number <= 7 else None
    return {1: 7, 8: 7}.get(number, number - 1 if 2 <= number <= 7 else None)


def find_convention(rows: Sequence[tuple[DayText, dt.date | None]]) -> Convention:
    """The numbering that fits more of the page's dates; without a vote, the way the numbers run says."""
    fits: Counter[Convention] = Counter()
    numbers: list[int] = []
    for day, date in rows:
        if day.number is None:
            continue
        numbers.append(day.number)
        weekday = day.weekday or (date.isoweekday() if date else None)
        conventions: tuple[Convention, ...] = ("monday-2", "monday-1")
        for convention in conventions:
            fits[convention] += weekday is not None and by_convention(day.number, convention) == weekday
    if fits["monday-1"] != fits["monday-2"]:
        return "monday-1" if fits["monday-1"] > fits["monday-2"] else "monday-2"
    return "monday-1" if numbers[:1] == [1] and not {7, 8} & set(numbers) else "monday-2"


def weekday_of(day: DayText, convention: Convention, date: dt.date | None) -> int | None:
    """The cell's one weekday; ``date`` is what a cell that holds a date was read as."""
    if day.weekday is not None:
        return day.weekday
    if day.number is not None:
        return by_convention(day.number, convention)
    return date.isoweekday() if day.style == "date" and date else None


def weekdays_in(text: str, convention: Convention) -> frozenset[int]:
    """Every ISO weekday a cell names: one, a list (``2, 3``), a range (``2-4``, ``Mon – Wed``); or none at all."""
    plain = folded(_RANGE_WORD.sub("-", " ".join(_MARKS.sub(" ", text).split())))
    if not plain or len(plain) > 60:
        return frozenset()
    names, numbers, _ = _scan(plain)
    if names and not _JOINED.search(plain):  # "2 (T3)": the name is certain
        numbers = []
    found = sorted([*names, *(d for n in numbers if (d := by_convention(n, convention)) is not None)])
    if len(found) == 2 and _RANGE.search(plain):
        return frozenset(range(found[0], found[1] + 1))
    return frozenset(found)


def write_day(weekday: int, examples: Iterable[str], convention: Convention, language: str | None) -> str:
    """The cell text of an ISO weekday, in the form most of ``examples`` (the page's day cells) have; "" for dates."""
    seen = [(read_day(text), text) for text in examples]
    styles = Counter(day.style for day, _ in seen if day.style)
    if not styles:
        return ENGLISH[weekday - 1][:3] if language == "en" else str(_number(weekday, "monday-2"))
    style = styles.most_common(1)[0][0]
    model = next(text.strip() for day, text in reversed(seen) if day.style == style)
    if style == "date":
        return ""
    if style == "number" and weekday == 7 and convention == "monday-2":
        return "Sun" if language == "en" else "CN"  # a bare 8 or 1 is read differently from page to page
    parts = re.split(r"([()])", model)  # "2 (T2)" names the day twice
    if sum(read_day(part).style is not None for part in parts) > 1:
        styled = [(read_day(part).style, part) for part in parts]
        return "".join(_as(own, weekday, part, convention) if own else part for own, part in styled)
    return _as(style, weekday, model, convention)


def _as(style: Style, weekday: int, model: str, convention: Convention) -> str:
    core = re.search(r"\w.*\w|\w", model)
    before, after = (model[: core.start()], model[core.end() :]) if core else ("", "")
    word = core[0] if core else ""
    if style in ("number", "ordinal"):
        number = str(_number(weekday, convention))
        return before + re.sub(r"\d+", number.zfill(2) if re.search(r"\b0\d", word) else number, word, count=1) + after
    if style in ("full", "short"):
        size = len(re.match(r"[^\W\d_]*", word)[0]) if style == "short" else None  # type: ignore[index]
        text = ENGLISH[weekday - 1] if style == "full" else ENGLISH[weekday - 1][: 3 if size == 3 else size]
    elif style == "t":
        text = "CN" if weekday == 7 else f"T{weekday + 1}"
    elif style == "thu":
        text = "Chủ nhật" if weekday == 7 else f"Thứ {weekday + 1}"
    else:
        text = (
            _WORDS[weekday - 1] if weekday == 7 or not folded(word).startswith("thứ") else f"Thứ {_WORDS[weekday - 1]}"
        )
    return before + _cased(text, word) + after


def _cased(text: str, model: str) -> str:
    letters = [c for c in model if c.isalpha()]
    if len(letters) > 1 and all(c.isupper() for c in letters):
        return text.upper()
    return text.lower() if letters and letters[0].islower() else text


def _number(weekday: int, convention: Convention) -> int:
    if convention == "monday-1":
        return weekday
    return 8 if weekday == 7 else weekday + 1
