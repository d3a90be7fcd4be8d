"""A section begun: its heading and its first list, between empty lines."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Literal

from worklog_tui.document.edits.adding import parted
from worklog_tui.document.edits.places import line_end_at
from worklog_tui.document.edits.reading import Said, item_lines, said
from worklog_tui.document.edits.spelling import clean, guard
from worklog_tui.document.model import Document, Refused, Span
from worklog_tui.document.patch import Edit, Patch, Splice
from worklog_tui.document.proof import Expectation, first_proven, require
from worklog_tui.record import record

Items = Sequence[tuple[int, str]]
"""Level and Markdown of each item."""


@record
class NewHeading:
    """``atx`` with its level, or ``bold``: a line that is one bold run."""

    text: str
    level: int = 3
    style: Literal["atx", "bold"] = "atx"

    @property
    def written(self) -> str:
        """The heading's line."""
        return f"**{self.text}**" if self.style == "bold" else f"{'#' * self.level} {self.text}"


def start_section(
    doc: Document, at_block: int, heading: NewHeading, items: Items, *, shortcodes: Collection[str] = ()
) -> Edit:
    """A heading and a list before block ``at_block`` (the number of blocks: at the end of the page). Raises Refused."""
    if not 0 <= at_block <= len(doc.blocks):
        raise Refused(f"There is no block {at_block + 1} on this page. Reload the page and try again.")
    at = doc.blocks[at_block].span.start if at_block < len(doc.blocks) else len(doc.source)
    if at < doc.body.start:
        raise Refused("A section cannot stand before the front matter.")
    if not heading.text.strip() or "\n" in heading.text or not items:
        raise Refused("A section needs a heading of one line and at least one item.")
    guard(heading.text, doc, shortcodes)
    written = [(level, item_lines(doc, clean(text), shortcodes)) for level, text in items]
    return first_proven(doc, _spellings(doc, at, heading, written), "A section cannot be begun here")


def _spellings(
    doc: Document, at: int, heading: NewHeading, items: Sequence[tuple[int, list[str]]]
) -> Iterator[tuple[Patch, Expectation]]:
    used = [it.marker for items in doc.lists for it in items.items]
    for marker in sorted("-*+", key=lambda one: -used.count(one)):
        yield _begun(doc, at, heading, items, marker)


def _begun(
    doc: Document, at: int, heading: NewHeading, items: Sequence[tuple[int, list[str]]], marker: str
) -> tuple[Patch, Expectation]:
    line_end = line_end_at(doc, at)
    before, behind = parted(doc, at, line_end)
    lines = [heading.written, ""]
    wanted: list[Said] = []
    for level, words in items:
        lead = "  " * level
        lines += [f"{lead}{f'{marker} ' if not n else '  '}{line}" for n, line in enumerate(words)]
        wanted.append((level, marker, "\n".join(words)))
    body = line_end.join(line.encode("utf-8") for line in lines)
    index = sum(1 for one in doc.lists if one.span.start < at)
    place = sum(1 for one in doc.headings if one.span.start < at)

    def reads(after: Document) -> None:
        require(len(after.headings) == len(doc.headings) + 1, "its heading would not be one")
        now = after.headings[place]
        same = now.style == heading.style and (now.style == "bold" or now.level == heading.level)
        require(same and now.text == heading.text, "its heading would read differently")
        require(len(after.lists) == len(doc.lists) + 1, "it would join another list")
        require(said(after.lists[index]) == wanted, "an item would read differently")

    patch = Patch((Splice(at, b"", before + body + behind),))
    return patch, Expectation(Span(at, at), reads, None, frozenset())
