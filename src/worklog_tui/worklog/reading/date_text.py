"""Finding dates in text: every spelling met in real pages, as parts whose order and year are not settled yet."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache, lru_cache
from typing import Literal

from worklog_tui.patterns import regex
from worklog_tui.record import record

Order = Literal["dmy", "mdy"]

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip
_MONTH_OF = {m[:3].lower(): i for i, m in enumerate(MONTHS, 1)}
_MONTH = r"(?P<{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|" \
         r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"  # fmt: skip
_DASH = r"[-–—−→~]"
_YEAR = r"(?:19|20)\d\d"

_ISO = regex(rf"(?<!\d)(?P<y>{_YEAR})(?P<sep>[-/.])(?P<m>\d{{1,2}})(?P=sep)(?P<d>\d{{1,2}})(?!\d)")
_NUMERIC = regex(
    # "17-18/10/2025", "08–09/10": one month for two days
    rf"(?<![\d/.:])(?P<first>\d{{1,2}}) ?{_DASH} ?(?P<last>\d{{1,2}})(?P<rsep>[/.])(?P<rm>\d{{1,2}})"
    rf"(?:(?P=rsep)(?P<ry>{_YEAR}))?(?![\d/]|[.,]\d)"
    # "29/09/2025", "29-9-25", "29 / 09 / 2025", "010/09/2025"
    rf"|(?<![\d/.\w])(?P<a>0?\d{{1,2}})(?P<sep> ?[-/.] ?)(?P<b>0?\d{{1,2}})(?P=sep)(?P<y>{_YEAR}|\d\d)(?!\d)"
    # "29/09"; with dots or dashes only where both have two digits ("2-3" is a range of days, "1.4" a number)
    r"|(?<![\d/.\w])(?P<sa>\d{1,2}) ?/ ?(?P<sb>\d{1,2})(?![\d/]|\.\d)"
    r"|(?<![\d/.\w-])(?P<ta>\d\d)(?P<tsep>[-.])(?P<tb>\d\d)(?![\d/]|[.-]\d)"
)


@cache
def _named_dates() -> re.Pattern[str]:
    """Compiled where a text with letters needs it: most pages have none."""
    return regex(
        # "Sep 29, 2025", "September 29th", "Sep 29 – 30, 2025"
        rf"\b{_MONTH.format('m1')}\.? ?(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?![\d/])"
        rf"(?: ?{_DASH} ?(?P<e1>\d{{1,2}})(?:st|nd|rd|th)?(?![\d/]))?(?:,? ?(?P<y1>{_YEAR}))?"
        # "29 Sep 2025", "29th of September", "29 – 30 Sep"
        rf"|(?<![\d/.-])(?:(?P<d0>\d{{1,2}}) ?{_DASH} ?)?(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?[ -](?:of )?"
        rf"{_MONTH.format('m2')}\b\.?(?:[, -]{{1,2}}(?P<y2>{_YEAR}))?"
        # "29 tháng 9 năm 2025", "29 Th9, 2025"
        rf"|(?<![\d/])(?:(?P<d4>\d{{1,2}}) ?{_DASH} ?)?(?P<d3>\d{{1,2}}),? (?:tháng|thg|th)\.? ?(?P<m3>\d{{1,2}})(?!\d)"
        rf"(?:,? ?(?:năm )?(?P<y3>{_YEAR}))?",
        re.IGNORECASE,
    )


_DIGIT = regex(r"\d")
_LETTERS = regex(r"[A-Za-z]{3}|[Tt]h")
_LONGEST = 4000  # characters looked at: no date cell is longer, and a page may hold a line of a megabyte


@record
class Found:
    """One date in a text. ``first``/``second``: the two numbers in the order written; ``order`` None: the page decides.

    ``span``: characters of the text (of a "17-18/10" both dates have the whole). ``year`` None: not written.
    """

    span: tuple[int, int]
    first: int
    second: int
    year: int | None
    order: Order | None

    def parts(self, order: Order) -> tuple[int, int]:
        """(month, day) when the page writes in ``order``."""
        return (self.second, self.first) if (self.order or order) == "dmy" else (self.first, self.second)

    def date(self, order: Order, year: int | None = None) -> dt.date | None:
        """The date; what is impossible in ``order`` and possible in the other is read in the other."""
        when = self.year or year
        if when is None:
            return None
        other: Order = "mdy" if order == "dmy" else "dmy"
        for trial in (order, other) if self.order is None else (order,):
            month, day = self.parts(trial)
            try:
                return dt.date(when, month, day)
            except ValueError:
                continue
        return None


@lru_cache(maxsize=128)  # a page's readers ask for the same cells one after the other
def find_dates(text: str) -> tuple[Found, ...]:
    """All dates of ``text`` from left to right. A link target's digits are none."""
    text = text[:_LONGEST]
    if len(text) < 3 or _DIGIT.search(text) is None:
        return ()
    if "://" in text or "](" in text:
        text = _TARGETS.sub(lambda m: "\x00" * len(m[0]), text)
    out = [_iso(m) for m in _ISO.finditer(text)]
    if out:
        text = _ISO.sub(lambda m: "\x00" * len(m[0]), text)
    if _LETTERS.search(text):
        named = list(_named_dates().finditer(text))
        out += [found for m in named for found in _named(m)]
        if named:
            text = _named_dates().sub(lambda m: "\x00" * len(m[0]), text)
    for m in _NUMERIC.finditer(text):
        out += _numeric(m)
    out = [f for f in out if _possible(f)]
    if len(out) > 1:
        out.sort(key=lambda f: f.span[0])
    return tuple(out)


_TARGETS = regex(r"\]\([^)\s]*|https?://[^\s|<>]+")


def _possible(found: Found) -> bool:
    first, second = found.first, found.second
    if found.order is None:
        return 1 <= first <= 31 and 1 <= second <= 31 and (first <= 12 or second <= 12)
    month, day = found.parts(found.order)
    return 1 <= month <= 12 and 1 <= day <= 31


def _iso(m: re.Match[str]) -> Found:
    return Found(m.span(), int(m["m"]), int(m["d"]), int(m["y"]), "mdy")


def _numeric(m: re.Match[str]) -> list[Found]:
    if m["first"]:
        year = int(m["ry"]) if m["ry"] else None
        return [Found(m.span(), int(d), int(m["rm"]), year, "dmy") for d in (m["first"], m["last"])]
    if m["a"]:
        year = int(m["y"]) + (2000 if len(m["y"]) == 2 else 0)
        return [Found(m.span(), int(m["a"]), int(m["b"]), year, None)]
    return [Found(m.span(), int(m["sa"] or m["ta"]), int(m["sb"] or m["tb"]), None, None)]


def _named(m: re.Match[str]) -> list[Found]:
    if m["m1"]:
        month, days, year = _MONTH_OF[m["m1"][:3].lower()], (m["d1"], m["e1"]), m["y1"]
    elif m["m2"]:
        month, days, year = _MONTH_OF[m["m2"][:3].lower()], (m["d0"], m["d2"]), m["y2"]
    else:
        month, days, year = int(m["m3"]), (m["d4"], m["d3"]), m["y3"]
    return [Found(m.span(), int(d), month, int(year) if year else None, "dmy") for d in days if d]
