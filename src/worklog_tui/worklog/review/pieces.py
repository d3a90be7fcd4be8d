"""The pieces of a page a comment can speak of: task rows, items and paragraphs, sections. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

from worklog_tui.document.model import ListItem
from worklog_tui.patterns import regex
from worklog_tui.worklog.cells.display import plain
from worklog_tui.worklog.finding.search import Spot
from worklog_tui.worklog.model import Section, Task, Week

try:
    from _blake2 import blake2b  # what hashlib gives, without the whole of OpenSSL
except ImportError:
    from hashlib import blake2b

Kind = Literal["task", "item", "section", "page"]
LONGEST: Final = 240
"""Characters of a piece's words that are kept to know it by."""
_DIGITS = regex(r"\d+")
_WITHOUT: Final = frozenset({"day", "start", "end", "date"})


class Piece(NamedTuple):
    """``number`` counts the pieces of its kind from 1; ``group``: a task's date, an item's section, a section's role;
    ``token`` stands for its words and, of a task, its weekday, of an item, its section.
    """

    kind: Kind
    number: int
    words: str
    group: str
    spot: Spot
    line: int
    token: str


def pieces(week: Week) -> tuple[Piece, ...]:
    """All of the page: tasks, then items, then sections."""
    return (*_tasks(week), *_items(week), *_sections(week))


def piece_at(week: Week, spot: Spot) -> Piece | None:
    """The piece at this place; None: only the page as a whole can be meant."""
    found = next((p for p in pieces(week) if (p.spot.what, p.spot.at) == (spot.what, spot.at)), None)
    if found is None and spot.what == "block" and spot.at[0] < len(week.document.blocks):
        start = week.document.blocks[spot.at[0]].span.start
        around = [s for s in week.sections if s.heading is not None and s.span.start <= start < s.span.end]
        if around and around[-1].heading is not None:
            line = around[-1].heading.line
            return next((p for p in pieces(week) if p.kind == "section" and p.line == line), None)
    return found


def folded_words(text: str) -> str:
    """Words as they are compared: case, blanks and the way letters are composed do not matter."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _token(words: str, group: str) -> str:
    return blake2b(folded_words(words).encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()[:5] + group


def _tasks(week: Week) -> Iterator[Piece]:
    for task in week.tasks:
        column = next((f.column.index for f in task.fields if f.column.role == "task"), 0)
        day = task.start.date or task.end.date
        weekday = day.isoweekday() if day is not None else task.day.weekday or 0
        words = _task_words(task)
        yield Piece(
            "task",
            task.number,
            words,
            day.isoformat() if day is not None else "",
            Spot("task", (task.number,), column),
            task.line,
            _token(words, str(weekday)),
        )


def _task_words(task: Task) -> str:
    words = " ".join(plain(item.text) for item in (*task.task, *task.detail))
    if not words.strip():
        words = " ".join(plain(f.text) for f in task.fields if f.column.role not in _WITHOUT)
    return " ".join(words.split())


def _items(week: Week) -> Iterator[Piece]:
    number = 0
    walks: dict[int, tuple[ListItem, ...]] = {}
    for section in week.sections:
        group = section_key(section)
        mark = blake2b(group.encode("utf-8", "surrogatepass"), digest_size=1).hexdigest()[:1]
        for item, place in zip(section.outline, section.places, strict=False):
            words = " ".join(plain(item.text).split())
            if not words:
                continue
            number += 1
            if place.list is None:
                spot, line = Spot("block", (place.block,)), week.document.blocks[place.block].line
            else:
                if place.list not in walks:
                    walks[place.list] = week.document.lists[place.list].walk()
                spot, line = Spot("item", (place.list, place.item)), walks[place.list][place.item].line
            yield Piece("item", number, words, group, spot, line, _token(words, mark))


def _sections(week: Week) -> Iterator[Piece]:
    at = {h.span.start: i for i, h in enumerate(week.document.headings)}
    number = 0
    for section in week.sections:
        heading = section.heading
        if heading is not None and heading.span.start in at:
            number += 1
            words = " ".join(plain(heading.text).split())
            spot = Spot("heading", (at[heading.span.start],))
            yield Piece("section", number, words, section.role or "", spot, heading.line, _token(unnumbered(words), ""))


def section_key(section: Section) -> str:
    """What a section is known by: its role, else its heading without numbers."""
    if section.role is not None:
        return section.role
    return folded_words(unnumbered(plain(section.heading.text))) if section.heading is not None else ""


def unnumbered(words: str) -> str:
    """Words without their numbers: a week's number is in many headings."""
    return _DIGITS.sub("#", words)
