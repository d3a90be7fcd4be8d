"""A heading's text: behind its ``#``s, above its underline, or between its ``**``."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from worklog_tui.document.edits.places import heading_of
from worklog_tui.document.edits.spelling import clean, escaped_start, guard
from worklog_tui.document.model import Document, Heading, Refused
from worklog_tui.document.patch import Edit, Patch, Splice
from worklog_tui.document.proof import ALL, Expectation, first_proven, require, unchanged
from worklog_tui.patterns import regex

_CLOSING = regex(r"(^|[ \t])(#+)$")
_ATTRIBUTES = regex(r"\{(?=[^{}]*\}$)")
_STRONG = regex(r"(?<!\\)([*_])")


def set_heading(doc: Document, heading: int, text: str, *, shortcodes: Collection[str] = ()) -> Edit:
    """The heading reads ``text`` (Markdown, one line: newlines become blanks); level and style stay. Raises Refused."""
    of = heading_of(doc, heading)
    value = " ".join(clean(text).split("\n"))
    if value == of.text:
        return unchanged(doc)
    if not value and of.style != "atx":
        raise Refused("This heading needs text: to have none, take its lines out.")
    guard(value, doc, shortcodes)
    spellings = (_spelled(doc, heading, written) for written in dict.fromkeys(_spellings(of, value)))
    return first_proven(doc, spellings, "This text cannot be written into the heading")


def _spellings(of: Heading, value: str) -> Iterator[str]:
    if of.style == "bold":
        yield value
        yield _STRONG.sub(r"\\\1", value)
        return
    start = value if of.style == "atx" else escaped_start(value, under_text=False)
    yield start
    # #s at the end would close the heading, braces would be its attributes
    yield _ATTRIBUTES.sub(r"\\{", _CLOSING.sub(r"\1\\\2", start))


def _spelled(doc: Document, index: int, written: str) -> tuple[Patch, Expectation]:
    of = doc.headings[index]
    span = of.text_span
    parted = of.style != "atx" or doc.source[span.start - 1 : span.start] in (b" ", b"\t")
    new = (b"" if parted else b" ") + written.encode("utf-8")
    lines = of.text.count("\n")

    def reads(after: Document) -> None:
        require(len(after.headings) == len(doc.headings), "it would make or end a heading")
        now = after.headings[index]
        require(
            (now.style, now.level, now.nested) == (of.style, of.level, of.nested), "it would be another kind of heading"
        )
        require(now.text == written, "the heading would read differently")

    def letter(old: bytes, now: bytes) -> None:
        require(old.count(b"\n") - lines == now.count(b"\n"), "it would break its line")

    patch = Patch((Splice(span.start, doc.source[span.start : span.end], new),))
    return patch, Expectation(of.span, reads, letter, ALL)
