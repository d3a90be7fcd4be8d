"""Where a page's front matter ends and what it holds, by Hugo's rules (parser/pageparser/pagelexer_intro.go)."""

from __future__ import annotations

import re

from worklog_tui.document.model import FrontMatter, FrontMatterKind, Span
from worklog_tui.document.values import MAX_BYTES, TOO_LARGE, Reading, line_number
from worklog_tui.patterns import regex

BOM = b"\xef\xbb\xbf"

_BLANK = regex(rb"[ \t\v\f\r\n]*")  # what Hugo skips before the fence; NBSP is not in it
_ONE_BREAK = regex(rb"\r?\n?")
_FENCES: dict[int, tuple[FrontMatterKind, bytes, re.Pattern[bytes]]] = {
    ord("-"): ("yaml", b"---", regex(rb"[\r\n]---")),
    ord("+"): ("toml", b"+++", regex(rb"[\r\n]\+\+\+")),
}
_JSON_MARK = regex(rb'[{}"]|\\.', re.DOTALL)
_ORG_LINE_END = regex(rb"\n(?!#\+)")


def split(source: bytes) -> FrontMatter:
    """The front matter of a page, its values read and typed.

    Never raises. A page Hugo refuses comes back with ``error`` set. Without a closing fence everything to the end of
    the file is front matter (to Hugo too, which then stops). Where Hugo takes the first character of plain text for
    a fence (``- item``, ``{{<``), the page is a body with an ``error`` and no front matter.
    """
    start = len(BOM) if source.startswith(BOM) else 0
    at = _BLANK.match(source, start).end()  # type: ignore[union-attr]  # matches the empty string too
    first = source[at] if at < len(source) else 0
    if first in _FENCES:
        return _fenced(source, start, at)
    if first == ord("{"):
        return _json(source, start, at)
    if source.startswith(b"#+", at):
        return _org(source, at)
    return FrontMatter(None, Span(start, start), Span(start, start))


def _none(start: int, error: str | None = None) -> FrontMatter:
    return FrontMatter(None, Span(start, start), Span(start, start), error=error)


def _fenced(source: bytes, start: int, at: int) -> FrontMatter:
    kind, fence, closer = _FENCES[source[at]]
    if not source.startswith(fence, at):
        sign = fence[:1].decode()
        said = (
            f"Line {line_number(source, at)}: Hugo takes a page that begins with “{sign}” for front matter and stops: "
        )
        return _none(start, said + f"write a line above it, or “{sign * 3}” to open front matter.")
    opened = at + 3
    begin = _ONE_BREAK.match(source, opened).end()  # type: ignore[union-attr]
    if begin > opened and source.startswith(fence, begin):
        close = begin
    else:
        found = closer.search(source, opened)
        if found is None:
            line = line_number(source, at)
            said = (
                f"The front matter that opens on line {line} is never closed: write a line “{fence.decode()}” after it."
            )
            return FrontMatter(kind, Span(at, len(source)), Span(begin, len(source)), error=said)
        close = found.end() - 3
    body = _ONE_BREAK.match(source, close + 3).end()  # type: ignore[union-attr]
    return _typed(source, kind, Span(at, body), Span(begin, close))


def _json(source: bytes, start: int, at: int) -> FrontMatter:
    if source.startswith(b"{{", at):
        said = f"Line {line_number(source, at)}: Hugo takes a page that begins with “{{{{” for JSON front matter"
        return _none(start, said + " and stops: write front matter or a line of text above it.")
    end = _closing_brace(source, at)
    if end < 0:
        said = f"The JSON front matter that opens on line {line_number(source, at)} is never closed: a “}}” is missing."
        return FrontMatter("json", Span(at, len(source)), Span(at, len(source)), error=said)
    body = _ONE_BREAK.match(source, end).end()  # type: ignore[union-attr]
    return _typed(source, "json", Span(at, body), Span(at, end))


def _closing_brace(source: bytes, at: int) -> int:
    """Byte offset after the brace that closes the one at ``at``, counted as Hugo counts; -1 without one."""
    level, quoted = 0, False
    for m in _JSON_MARK.finditer(source, at):
        mark = m[0]
        if mark == b'"':
            quoted = not quoted
        elif not quoted and mark in b"{}":
            level += 1 if mark == b"{" else -1
            if level == 0:
                return m.end()
    return -1


def _org(source: bytes, at: int) -> FrontMatter:
    found = _ORG_LINE_END.search(source, at)
    span = Span(at, len(source) if found is None else found.start() + 1)
    return _typed(source, "org", span, span)


def _typed(source: bytes, kind: FrontMatterKind, span: Span, content: Span) -> FrontMatter:
    reading = Reading(locked=TOO_LARGE) if content.end - content.start > MAX_BYTES else _read(source, kind, content)
    return FrontMatter(kind, span, content, reading.entries, reading.error, reading.locked)


def _read(source: bytes, kind: FrontMatterKind, content: Span) -> Reading:
    if kind == "yaml":
        from worklog_tui.document.yaml_values import read_yaml

        return read_yaml(source, content)
    if kind == "toml":
        from worklog_tui.document.toml_values import read_toml

        return read_toml(source, content)
    if kind == "json":
        from worklog_tui.document.json_values import read_json

        return read_json(source, content)
    from worklog_tui.document.org_values import read_org

    return read_org(source, content)
