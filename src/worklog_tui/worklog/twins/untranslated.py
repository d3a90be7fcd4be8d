"""Texts that came from the page in another language and stand there as they came.

A mark names a text by its hash and the part of the page it stands in, no row: rows may move. Once the text is edited
the mark finds nothing any more, and so it is gone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from worklog_tui.worklog.cells.outline import read_outline
from worklog_tui.worklog.model import Week
from worklog_tui.worklog.twins.shape import LISTED, TextPart, part_lists

try:
    from _blake2 import blake2b  # what hashlib gives, without the whole of OpenSSL
except ImportError:
    from hashlib import blake2b

_WITHOUT: Final = frozenset({"day", "start", "end", "date"})  # days and dates are no texts


class Untranslated(NamedTuple):
    """A text still to translate: line ``line`` of a task's column, an item of a list, a heading, or a paragraph by its
    block (all as elsewhere: the task 1-based, the others indexes).
    """

    part: TextPart
    text: str
    task: int | None = None
    column: int = 0
    line: int = 0
    list: int | None = None
    item: int = 0
    heading: int | None = None
    block: int | None = None

    @property
    def mark(self) -> str:
        """What stands for it in the file of marks."""
        return mark_of(self.part, self.text)


def mark_of(part: TextPart, text: str) -> str:
    """``tasks-1f3870be274f``: the part and the hash of the words, however they are parted."""
    words = " ".join(text.split())
    return f"{part}-{blake2b(words.encode('utf-8', 'surrogatepass'), digest_size=6).hexdigest()}"


def untranslated(week: Week, marks: Collection[str]) -> tuple[Untranslated, ...]:
    """The texts of the page that these marks name, in order."""
    if not marks:
        return ()
    return tuple(text for text in texts_of(week) if text.mark in marks)


def texts_of(week: Week) -> Iterator[Untranslated]:
    """Every text of the page that is written in its language."""
    for task in week.tasks:
        for field in task.fields:
            if field.column.role not in _WITHOUT:
                for line, item in enumerate(read_outline(field.text)):
                    if item.text:
                        yield Untranslated("tasks", item.text, task.number, field.column.index, line)
    parts: dict[int, TextPart] = {number: part for part in LISTED for number in part_lists(week, part)}
    for number, listed in enumerate(week.document.lists):
        for at, found in enumerate(listed.walk()):
            if found.text:
                yield Untranslated(parts.get(number, "text"), found.text, list=number, item=at)
    for number, heading in enumerate(week.document.headings):
        yield Untranslated("headings", heading.text, heading=number)
    headings = {heading.span.start for heading in week.document.headings}
    for number, block in enumerate(week.document.blocks):
        if block.kind == "paragraph" and block.span.start not in headings:
            yield Untranslated("text", week.document.text(block.span), block=number)
