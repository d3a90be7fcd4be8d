"""Where in the front matter a value is written over or taken out: each way is one splice, best first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from worklog_tui.document.edits.front_values import first_spelling, spellings, yaml_literal
from worklog_tui.document.model import Document, Entry, FrontMatterKind, Key, Refused, Span
from worklog_tui.document.patch import Splice
from worklog_tui.patterns import regex
from worklog_tui.record import record

_COLON = regex(rb"[ \t]*:")
LINE_BREAK = regex(rb"\r\n|\r|\n")
_SPACE = regex(rb"[ \t\r\n]*")
_OPENERS = (b"[", b"{")


@record
class Place:
    """A page's front matter as a place to write in."""

    doc: Document
    kind: FrontMatterKind

    @property
    def source(self) -> bytes:
        return self.doc.source

    @property
    def content(self) -> Span:
        return self.doc.front_matter.content

    @property
    def eol(self) -> str:
        """The line end of the front matter."""
        found = LINE_BREAK.search(self.source, self.content.start, self.content.end)
        found = found or LINE_BREAK.search(self.source)
        return found[0].decode() if found else "\n"

    def raw(self, span: Span | None) -> bytes:
        return b"" if span is None else self.source[span.start : span.end]

    def find(self, key: Key) -> Entry | None:
        return self.doc.front_matter.find(*key)

    def children(self, key: Key) -> list[Entry]:
        return [e for e in self.doc.front_matter.entries if e.key[:-1] == key]

    def flow(self, key: Key) -> bool:
        """Whether the entry of this key stands inside brackets or braces."""
        if self.kind == "json":
            return True
        spans = [e.value_span for e in self.doc.front_matter.entries if e.key == key[: len(e.key)] and e.key != key]
        if any(self.raw(span).startswith(_OPENERS) for span in spans):
            return True
        return self.kind == "yaml" and self.raw(self.content).lstrip().startswith(b"{")

    def splice(self, start: int, end: int, new: str) -> Splice:
        return Splice(start, self.source[start:end], new.encode())


def write_over(place: Place, entry: Entry, value: object) -> Iterator[Splice]:
    """The value of an entry that is there."""
    span = entry.value_span
    if span is None:
        yield from _fill(place, entry, value)
        return
    old = place.raw(span)
    if place.kind == "yaml" and not place.flow(entry.key):
        if isinstance(entry.value, list | dict) and not old.startswith((*_OPENERS, b"!", b"&")):
            yield from _over_block(place, entry, value)
            return
        if old[:1] in (b"|", b">") and isinstance(value, str):
            inner = re.search(rb"[\r\n]([ ]*)\S", old)
            literal = yaml_literal(value, inner[1].decode() if inner else "  ", place.eol)
            if literal is not None:
                yield place.splice(*span, literal)
    for text in spellings(place.kind, value, _style(place, entry), flow=place.flow(entry.key)):
        yield place.splice(*span, text)


def _style(place: Place, entry: Entry) -> bytes:
    """The spelling to keep: the value's own, of a list its first item's; of what is no text, a neighbour's."""
    spans = [e.value_span for e in place.children(entry.key) if isinstance(e.value, str)]
    if not spans and isinstance(entry.value, str):
        return place.raw(entry.value_span)
    return place.raw(spans[0]) if spans else page_style(place, entry.key[:-1])


def page_style(place: Place, parent: Key) -> bytes:
    """How the page writes text: as its first text value beside the place, else as its title."""
    near = [e for e in place.children(parent) if isinstance(e.value, str) and e.value_span]
    title = place.find(("title",))
    entry = near[0] if near else title
    return place.raw(entry.value_span) if entry else b""


def _fill(place: Place, entry: Entry, value: object) -> Iterator[Splice]:
    """A YAML entry without a value: ``key:`` or ``-``."""
    if place.kind != "yaml":
        raise Refused(f"“{entry.key[-1]}” is a table: set the values in it one by one.")
    if entry.key_span is not None:
        colon = _COLON.match(place.source, entry.key_span.end)
        if colon is None and not place.flow(entry.key):
            raise Refused(f"“{entry.key[-1]}” is written in a way that is edited in your editor only.")
        at = entry.key_span.end if colon is None else colon.end()
        lead = ": " if colon is None else " "
    else:
        at, lead = place.source.index(b"-", entry.span.start) + 1, " "
    rest = place.source[at : at + 2]
    if lead == " " and rest[:1] == b" " and rest[1:] in (b"", b"\r", b"\n"):
        at, lead = at + 1, ""  # the space is there
    for text in spellings("yaml", value, page_style(place, entry.key[:-1]), flow=place.flow(entry.key)):
        yield place.splice(at, at, lead + text)


def _over_block(place: Place, entry: Entry, value: object) -> Iterator[Splice]:
    """A block list or map: a list keeps its dashes, anything else goes on the key's line."""
    if entry.value_span is None or entry.key_span is None:
        raise Refused("A list or map inside a list is edited in your editor only.")
    span, items = entry.value_span, place.children(entry.key)
    style = _style(place, entry)
    if isinstance(value, list) and value and isinstance(entry.value, list) and items:
        lead = place.source[items[0].span.start : span.start]
        indent = lead[: lead.index(b"-")].decode() if b"-" in lead else lead.decode()
        first = items[0].value_span
        gap = " " * max(1, first.start - span.start - 1) if first else " "
        lines = [f"-{gap}{first_spelling('yaml', item, style)}" for item in value]
        yield place.splice(*span, (place.eol + indent).join(lines))
    colon = _COLON.match(place.source, entry.key_span.end)
    if colon is not None:
        for text in spellings("yaml", value, style):
            yield place.splice(colon.end(), span.end, " " + text)


def take_out(place: Place, entry: Entry) -> Splice:
    """The entry with its line; inside brackets with one comma."""
    start, end = entry.span
    if not place.flow(entry.key):
        return place.splice(start, end, "")
    after = _SPACE.match(place.source, end)
    at = after.end() if after else end
    if place.source[at : at + 1] == b",":
        after = _SPACE.match(place.source, at + 1)
        return place.splice(start, after.end() if after else at + 1, "")
    head = place.source[:start].rstrip(b" \t\r\n")
    return place.splice(len(head) - 1 if head.endswith(b",") else start, end, "")
