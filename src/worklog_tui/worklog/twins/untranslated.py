"""Texts that came from the page in another language and stand there as they came.

A mark names a text by its hash and the part of the page it stands in, no row: rows may move. Once the text is edited
the mark finds nothing any more, and so it is gone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from worklog_tui.worklog.cells.outline import read_outline
from worklog_tui.worklog.model import Week
from worklog_tui.worklog.twins.shape import LISTED, Part, part_lists

try:
    from _blake2 import blake2b  # what hashlib gives, without the whole of OpenSSL
except ImportError:
    from hashlib import blake2b

_WITHOUT: Final = frozenset({"day", "start", "end", "date"})  # days and dates are no texts


class Untranslated(NamedTuple):
    """A text still to translate: line ``line`` of a task's column, or an item of a list (all as elsewhere: the task
    1-based, the others indexes).
    """

    part: Part
    text: str
    task: int | None = None
    column: int = 0
    line: int = 0
    list: int | None = None
    item: int = 0

    @property
    def mark(self) -> str:
        """What stands for it in the file of marks."""
        return mark_of(self.part, self.text)


def mark_of(part: Part, text: str) -> str:
    """``tasks-1f3870be274f``: the part and the hash of the words, however they are parted."""
    words = " ".join(text.split())
    return f"{part}-{blake2b(words.encode('utf-8', 'surrogatepass'), digest_size=6).hexdigest()}"


def untranslated(week: Week, marks: Collection[str]) -> tuple[Untranslated, ...]:
    """The texts of the page that these marks name, in order."""
    if not marks:
        return ()
    return tuple(text for text in _texts(week) if text.mark in marks)


def _texts(week: Week) -> Iterator[Untranslated]:
    for task in week.tasks:
        for field in task.fields:
            if field.column.role not in _WITHOUT:
                for line, item in enumerate(read_outline(field.text)):
                    if item.text:
                        yield Untranslated("tasks", item.text, task.number, field.column.index, line)
    for part in LISTED:
        for number in part_lists(week, part):
            for at, listed in enumerate(week.document.lists[number].walk()):
                if listed.text:
                    yield Untranslated(part, listed.text, list=number, item=at)
