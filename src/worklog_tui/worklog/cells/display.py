"""Markdown, HTML and dates as people read them. What a terminal would obey is not looked at here (see ``visible``)."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache, lru_cache

from worklog_tui.patterns import regex
from worklog_tui.worklog.reading.date_text import MONTHS
from worklog_tui.worklog.reading.days import ENGLISH

_LONGEST = 8_000  # characters; what is longer is shown as written
_TAG_NAMES = (
    "a|abbr|b|big|blockquote|br|center|cite|code|del|details|div|em|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|pre|q|s|"
    "samp|small|span|strike|strong|sub|summary|sup|table|tbody|td|th|thead|tr|tt|u|ul|var"
)
_SPECIAL = regex(r"[\\`*_~<&\[!]|https?:")
_BLANKS = regex(r"[ \t\u00a0\u2002\u2003\u2007\u2009\u200a\u202f]+")


@cache
def _tokens() -> re.Pattern[str]:
    """Compiled when a text needs it: commands that print none do not."""
    return regex(
        r"(?P<code>(?P<ticks>`+)(?P<inner>(?:(?!`).|(?<!`)`+(?!(?P=ticks)))*?)(?P=ticks)(?!`))"
        r"|\\(?P<escaped>[!-/:-@\[-`{-~])"
        r"|(?P<image>!?)\[(?P<label>(?:[^\[\]\\`]|\\.|`[^`]*`|!?\[[^\[\]]*\](?:\([^()]*\))?)*)\]"
        r"\([ \t]*(?:<[^<>]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*)(?:[ \t]+(?:\"[^\"]*\"|'[^']*'))?[ \t]*\)"
        r"|<(?P<auto>[a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^\s<>]*|[\w.+-]+@[\w.-]+)>"
        rf"|(?P<tag></?(?:{_TAG_NAMES})(?:\s[^<>]*)?/?>|<!--.*?-->)"
        r"|&(?P<entity>#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
        r"|(?P<url>https?://[^\s<]+)"
        r"|(?P<marks>\*+|_+|~~)",
        re.IGNORECASE | re.DOTALL,
    )


@lru_cache(maxsize=2048)
def plain(markdown: str, line_break: str = " ") -> str:
    """Readable text of inline Markdown: no marks, tags or entities. An image is ``▣`` and its alt text;
    a ``<br>`` becomes ``line_break``. Unknown tags and unpaired marks are text.
    """
    if len(markdown) > _LONGEST or _SPECIAL.search(markdown) is None:
        return _BLANKS.sub(" ", markdown).strip() if len(markdown) <= _LONGEST else markdown
    return _BLANKS.sub(" ", _plain(markdown, line_break, 0)).strip(" ")


def _plain(markdown: str, line_break: str, depth: int) -> str:
    pieces: list[str] = []
    marks: list[tuple[int, str, bool, bool]] = []  # (piece, run, can open, can close)
    at = 0
    for m in _tokens().finditer(markdown):
        if m.start() > at:
            pieces.append(markdown[at : m.start()])
        at = m.end()
        if m["marks"]:
            marks.append((len(pieces), m["marks"], *_flanks(markdown, m)))
            pieces.append(m["marks"])
        else:
            pieces.append(_token(m, line_break, depth))
    pieces.append(markdown[at:])
    _pair(pieces, marks)
    return "".join(pieces)


def _token(m: re.Match[str], line_break: str, depth: int) -> str:
    if m["code"]:
        inner = m["inner"].replace("\n", " ")
        return inner[1:-1] if inner.strip() and inner[0] == inner[-1] == " " else inner
    if m["escaped"]:
        return m["escaped"]
    if m["label"] is not None:
        label = _plain(m["label"], line_break, depth + 1) if depth < 4 else m["label"]
        return f"▣ {label}".rstrip() if m["image"] else label
    if m["auto"] or m["url"]:
        return m["auto"] or m["url"]
    if m["tag"]:
        return line_break if _BREAKS.match(m["tag"]) else ""
    import html  # its 2,000 names are for the few texts that have one

    return html.unescape(m[0])


_BREAKS = regex(r"<(?:br|/?li|/?p|/?div|/?tr|/?h[1-6])\b", re.IGNORECASE)


def _flanks(text: str, m: re.Match[str]) -> tuple[bool, bool]:
    """Whether a run of marks may open and close (CommonMark 6.2, left- and right-flanking)."""
    before = text[m.start() - 1] if m.start() else " "
    after = text[m.end()] if m.end() < len(text) else " "
    left = not after.isspace() and (after.isalnum() or before.isspace() or not before.isalnum())
    right = not before.isspace() and (before.isalnum() or after.isspace() or not after.isalnum())
    if m["marks"][0] == "_":
        return left and not before.isalnum(), right and not after.isalnum()
    return left, right


def _pair(pieces: list[str], marks: list[tuple[int, str, bool, bool]]) -> None:
    """Take paired marks out of the pieces; what stays unpaired is text."""
    left = [len(run) for _, run, _, _ in marks]
    open_at: dict[str, list[int]] = {"*": [], "_": [], "~": []}
    for i, (_, run, can_open, can_close) in enumerate(marks):
        waiting = open_at[run[0]]
        while can_close and left[i] and waiting:
            j = waiting[-1]
            size = min(2 if run[0] == "~" else left[i], left[j])
            left[i] -= size
            left[j] -= size
            if not left[j]:
                waiting.pop()
        if can_open and left[i]:
            waiting.append(i)
    for (piece, run, _, _), count in zip(marks, left, strict=True):
        pieces[piece] = run[0] * count


def day_month(date: dt.date) -> str:
    """``29 Sep``."""
    return f"{date.day} {MONTHS[date.month - 1][:3]}"


def full_date(date: dt.date) -> str:
    """``Mon 29 Sep 2025``."""
    return f"{ENGLISH[date.weekday()][:3]} {day_month(date)} {date.year}"


def span(first: dt.date, last: dt.date) -> str:
    """``29 Sep – 4 Oct``, ``6 – 10 Oct``, one day ``6 Oct``."""
    if first == last:
        return day_month(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} – {day_month(last)}"
    return f"{day_month(first)} – {day_month(last)}"


def full_span(first: dt.date, last: dt.date) -> str:
    """``Mon 29 Sep – Sat 4 Oct 2025``; the year stands twice where it changes."""
    if first == last:
        return full_date(first)
    start = full_date(first) if first.year != last.year else full_date(first).removesuffix(f" {first.year}")
    return f"{start} – {full_date(last)}"


def read_as_people(date: dt.date | None, text: str) -> str:
    """A date field on screen: the date if one was read, else the text as written, readable."""
    return day_month(date) if date else plain(text)
