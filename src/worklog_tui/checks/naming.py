"""Numbers in titles, headings and ``pre`` that name a week."""

from __future__ import annotations

import re

from worklog_tui.patterns import regex
from worklog_tui.worklog.newweek.advancing import mentions

_PRE = regex(r"(?P<start>\d+\.)(?P<number>\d{1,3})(?=\.?\s*(?:<|$))")


def week_in(text: str) -> int | None:
    """The one week a text names; None where it names none or several."""
    numbers = {int(m[0]) for m in mentions(text)}
    return numbers.pop() if len(numbers) == 1 else None


def renumbered(text: str, number: int) -> str:
    """The text with the number of its week replaced; ``04`` keeps its two digits."""
    for match in reversed(mentions(text)):
        digits = str(number).zfill(len(match[0])) if match[0].startswith("0") else str(number)
        text = text[: match.start()] + digits + text[match.end() :]
    return text


def pre_number(pre: str) -> int | None:
    """The last number of a ``pre`` like ``<b> 1.4. </b>``."""
    match = _PRE.search(pre)
    return int(match["number"]) if match else None


def pre_numbers(pre: str) -> set[int]:
    """All numbers of a ``pre``: some count ``4.1`` for week 4."""
    return {int(n) for n in re.findall(r"\d+", pre)} if _PRE.search(pre) else set()


def with_pre_number(pre: str, number: int) -> str:
    """The ``pre`` with that number; ``1.04.`` keeps its two digits."""

    def write(match: re.Match[str]) -> str:
        old = match["number"]
        return match["start"] + (str(number).zfill(len(old)) if old.startswith("0") else str(number))

    return _PRE.sub(write, pre, count=1)
