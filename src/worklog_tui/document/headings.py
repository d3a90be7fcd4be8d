"""Headings: ``#``, underlined, and paragraphs that are one bold run and serve as a heading."""

from __future__ import annotations

from worklog_tui.document.cursor import SPACE
from worklog_tui.document.model import Heading, Span
from worklog_tui.document.nodes import Node
from worklog_tui.document.rows import line_text
from worklog_tui.patterns import regex

BOLD_LEVEL = 7
_ATTRIBUTE = rb"""(?:[#.][^\s{}"'=]+|[A-Za-z_:][\w:.-]*(?:=(?:"[^"{}]*"|'[^'{}]*'|[^\s{}"']+))?)"""
_ATTRIBUTES = regex(rb"[ \t]*(?<!\\)\{[ \t]*" + _ATTRIBUTE + rb"(?:[ \t,]+" + _ATTRIBUTE + rb")*[ \t]*\}\Z")
_CLOSING = regex(rb"(?:\A|[ \t]+)#+\Z")
_BOLD = regex(
    r"(?P<mark>\*\*\*|___|\*\*|__)(?=[^\s])(?P<text>(?:(?!\*\*|__)[^\n])+)(?<=[^\s])(?P=mark)[ \t]*[:：]?".encode()
)


def heading(source: bytes, text: bytes, node: Node, line: int, *, nested: bool) -> Heading:
    """The heading of an "atx" or "setext" node."""
    start = node.lines[0][0]
    end = node.lines[-1][1]
    raw = text[start:end]
    attributes = _ATTRIBUTES.search(raw) if raw.endswith(b"}") else None
    if attributes is not None:
        end = start + attributes.start()
    if node.kind == "atx":
        closing = _CLOSING.search(text[start:end])
        if closing is not None:
            end = start + closing.start()
    label = b"\n".join([line_text(source, text, a, min(b, end)) for a, b in node.lines if a <= end])
    span = Span(node.start if nested else node.line_start, node.end)
    return Heading(
        "atx" if node.kind == "atx" else "setext",
        node.level,
        span,
        Span(start, end),
        label.decode("utf-8", "replace"),
        line,
        nested,
    )


def bold_heading(source: bytes, node: Node, line: int, *, nested: bool) -> Heading | None:
    """The paragraph as a heading, when it is one line and all of it is one bold run (a colon may follow)."""
    if len(node.lines) != 1:
        return None
    start, end = node.lines[0]
    if source[start] not in b"*_":
        return None
    match = _BOLD.fullmatch(source[start:end].rstrip(SPACE))
    if match is None:
        return None
    a, b = match.span("text")
    span = Span(node.start if nested else node.line_start, node.end)
    label = match["text"].decode("utf-8", "replace")
    return Heading("bold", BOLD_LEVEL, span, Span(start + a, start + b), label, line, nested)
