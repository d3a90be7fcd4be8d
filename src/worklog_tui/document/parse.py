"""``parse``: a page's bytes to a Document. Every input has one; nothing is normalised, nothing raises."""

from __future__ import annotations

from worklog_tui.document.facts import Facts
from worklog_tui.document.frontmatter import split
from worklog_tui.document.limits import BODY_TOO_LARGE, MAX_BODY
from worklog_tui.document.lines import line_starts
from worklog_tui.document.model import Block, Document, FrontMatter, Span
from worklog_tui.document.shortcodes import Shadow, shadow

BOM = b"\xef\xbb\xbf"


def parse(source: bytes) -> Document:
    """The document of a whole file, front matter and body. Linear in its length."""
    front = split(source)
    body = Span(front.span.end if front.kind is not None else _after_bom(source), len(source))
    starts = line_starts(source)
    too_large = body.end - body.start > MAX_BODY
    facts = Facts(source, starts, Shadow([], [], []) if too_large else shadow(source, body.start, body.end))
    body_line = facts.line_of(body.start)
    tiles = [Block("raw", body, body_line)] if too_large else facts.tiles(body)
    return Document(
        source=source,
        front_matter=front,
        body=body,
        body_line=body_line,
        blocks=(*_head_tiles(source, front, body), *tiles),
        headings=tuple(facts.headings),
        tables=tuple(facts.tables),
        lists=tuple(facts.lists),
        links=tuple(facts.links),
        lossy=_lossy(source),
        raw=BODY_TOO_LARGE if too_large else None,
        line_starts=starts,
    )


def _after_bom(source: bytes) -> int:
    return len(BOM) if source.startswith(BOM) else 0


def _lossy(source: bytes) -> bool:
    try:
        source.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


def _head_tiles(source: bytes, front: FrontMatter, body: Span) -> list[Block]:
    if not body.start:
        return []
    if front.kind is None:
        return [Block("blank", Span(0, body.start), 1)]
    start = front.span.start
    line = 1 + source.count(b"\n", 0, start)
    before = [Block("blank", Span(0, start), 1)] if start else []
    return [*before, Block("front_matter", Span(start, body.start), line)]
