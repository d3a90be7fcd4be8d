"""What the name of a folder or file says: its week and year, its language, whether work is logged there. Pure."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

from worklog_tui.patterns import regex

_GAP = r"[\s._-]*"
_WORD = r"(?:week(?:ly)?|wk|tuan)"
_FILLER = rf"(?:(?:no|so|thu|report|log|notes?){_GAP})?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_PATTERNS = tuple(
    regex(pattern)
    for pattern in (
        rf"(?<!\d){_YEAR}{_GAP}(?:{_WORD}|w){_GAP}(?P<n>\d{{1,2}})(?!\d)",  # 2025-w40, 2025-week-40
        rf"{_WORD}{_GAP}{_FILLER}{_YEAR}[\s._-]+w?(?P<n>\d{{1,2}})(?!\d)",  # week-2025-40
        rf"{_WORD}{_GAP}{_FILLER}#?(?P<n>\d{{1,4}})(?!\d)",  # 1.4-Week4, tuần-4, week-0040
        r"(?:^|[\s._\d-])w(?P<n>\d{1,2})(?!\d)(?:$|[\s._-])",  # w40, 1.4-W4
        rf"worklog{_GAP}(?P<n>\d{{1,3}})(?!\d)",  # worklog-4
    )
)
_LONE_YEAR = regex(r"(?:^|[\s._-])((?:19|20)\d\d)(?:$|[\s._-])")
_YEAR_FOLDER = regex(r"\D*((?:19|20)\d\d)")
_MONTH_FOLDER = regex(r"(?:[\d.]+[-_ ]*)?(?:month|thang|thg)[\s._-]*\d{1,2}")
_BARE = regex(r"(?:\d{1,2}\.)?0*(\d{1,2})")
_WORKLOG = regex(r"work[\s._-]?log|week|tuan|journal|diary|logbook|nhat[\s._-]?ky")
_CODES = """
ar bg bn ca cs da de el en es et fa fi fr he hi hr hu id it ja ka kk km ko lo lt lv ms my nb nl pl pt ro ru sk sl sr
sv th tr uk ur vi zh zh-cn zh-tw zh-hans zh-hant pt-br pt-pt en-us en-gb
"""
_LANGUAGES = frozenset(_CODES.split())
_DIGITS = regex(r"(\d+)")


class WeekName(NamedTuple):
    """The week a name says, and the year where it says one."""

    year: int | None
    number: int


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """Lower case without marks, ``đ`` as ``d``: ``Tuần`` reads ``tuan``, composed or not."""
    text = text.casefold()
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).replace("đ", "d")


@lru_cache(maxsize=16384)
def week_name(name: str) -> WeekName | None:
    """The week a folder or file name (without ending and language) tells, or None."""
    folded = fold(name)
    for pattern in _PATTERNS:
        found = pattern.search(folded)
        if found is None:
            continue
        year = found.groupdict().get("year")
        if year is None:
            later = _LONE_YEAR.search(folded, found.end())
            year = later.group(1) if later else None
        return WeekName(int(year) if year else None, int(found["n"]))
    return None


def bare_number(name: str) -> int | None:
    """The number of a name that is only one: ``04``, ``1.4``. Means a week only inside a worklog's folder."""
    found = _BARE.fullmatch(name)
    return int(found[1]) if found else None


@lru_cache(maxsize=4096)
def year_folder(name: str) -> int | None:
    """The year of a folder that gathers a year's weeks (``2025``, ``weeks-2025``)."""
    found = _YEAR_FOLDER.fullmatch(fold(name))
    return int(found[1]) if found else None


def month_folder(name: str, parent: str) -> bool:
    """Whether a folder gathers a month's weeks: ``thang-10``, or ``10`` inside a year."""
    if _MONTH_FOLDER.fullmatch(fold(name)):
        return True
    return len(name) <= 2 and name.isdigit() and year_folder(parent) is not None


def worklog_like(name: str) -> bool:
    """Whether a folder's name says that work is logged in it."""
    return _WORKLOG.search(fold(name)) is not None


@lru_cache(maxsize=16384)
def split_page_name(name: str, languages: frozenset[str]) -> tuple[str, str | None]:
    """Stem and language: ``1.4-Week4.vi.md`` → ``("1.4-Week4", "vi")``. ``languages`` adds to the known codes."""
    stem = name.rsplit(".", 1)[0]
    head, dot, last = stem.rpartition(".")
    code = last.lower()
    if dot and head and (code in _LANGUAGES or code in languages):
        return head, code
    return stem, None


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key by which 2 comes before 12."""
    return tuple(
        (0, int(part), "") if part.isdigit() and part.isascii() else (1, 0, part)
        for part in _DIGITS.split(fold(text))
        if part
    )


_VIETNAMESE = regex(r"[ăđơưĂĐƠƯ\u1EA0-\u1EF9]|[aeiouyAEIOUY][\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031B]")
_LETTERS = regex(r"[^\W\d_]")


def guess_language(text: str) -> str | None:
    """``vi`` or ``en`` by the letters a text is written in; None for too little text."""
    share = vietnamese_share(text)
    return None if share is None else "vi" if share > 0.03 else "en"


def has_vietnamese(text: str) -> bool:
    """Whether a letter only Vietnamese has stands in it."""
    return _VIETNAMESE.search(text) is not None


def vietnamese_share(text: str) -> float | None:
    """How many of the letters only Vietnamese has: over 3 in 100 in plain Vietnamese, fewer among many English names;
    None for too little text.
    """
    letters = len(_LETTERS.findall(text))
    return len(_VIETNAMESE.findall(text)) / letters if letters >= 20 else None
