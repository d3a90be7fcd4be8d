"""Any block replaced by other bytes, and blocks put in. All else on the page must mean what it meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from worklog_tui.document.edits.places import block_of, line_end_at
from worklog_tui.document.edits.spelling import guard
from worklog_tui.document.model import Block, Document, Refused, Span
from worklog_tui.document.patch import Edit, Patch, Splice
from worklog_tui.document.proof import Expectation, first_proven, require, unchanged
from worklog_tui.patterns import regex

_TAG = regex(rb"\{\{[<%]\s*(/?)\s*([\w./-]+)[^{}]*?[>%]\}\}")


def replace_block(doc: Document, block: int, raw: bytes, *, shortcodes: Collection[str] = ()) -> Edit:
    """The block's bytes become ``raw``. Raises Refused.

    A line end, or an empty line, is put around it where it would run into what stands beside it.
    """
    of = block_of(doc, block)
    old = doc.source[of.span.start : of.span.end]
    if raw == old:
        return unchanged(doc)
    if of.kind != "front_matter":
        guard(raw.decode("utf-8", "replace"), doc, shortcodes, within=True)
        _balanced(old, raw, doc)
    spellings = (_replaced(doc, of, new) for new in dict.fromkeys(_spellings(doc, of, raw)))
    return first_proven(doc, spellings, "This block cannot be replaced so")


def add_blocks(doc: Document, at_block: int, text: str, *, shortcodes: Collection[str] = ()) -> Edit:
    """Markdown of whole blocks before block ``at_block`` (the number of blocks: at the end). Raises Refused.

    Its line ends become the page's; it stands between empty lines.
    """
    from worklog_tui.document.edits.adding import parted

    if not 0 <= at_block <= len(doc.blocks):
        raise Refused(f"There is no block {at_block + 1} on this page. Reload the page and try again.")
    at = doc.blocks[at_block].span.start if at_block < len(doc.blocks) else len(doc.source)
    if at < doc.body.start:
        raise Refused("Text cannot stand before the front matter.")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n").split("\n")
    if not any(lines):
        return unchanged(doc)
    raw = line_end_at(doc, at).join(line.encode("utf-8") for line in lines)
    guard("\n".join(lines), doc, shortcodes, within=True)
    _balanced(b"", raw, doc)
    before, behind = parted(doc, at, line_end_at(doc, at))
    new = before + raw + behind

    def reads(after: Document) -> None:
        require(_tiles(doc, at) == _tiles(after, at), "it would run into what stands above")
        below = _tiles(after, at + len(new), behind=True, shift=len(new))
        require(_tiles(doc, at, behind=True) == below, "it would run into what stands below")

    patch = Patch((Splice(at, b"", new),))
    expectation = Expectation(Span(at, at), reads, None, frozenset())
    return first_proven(doc, [(patch, expectation)], "This text cannot be put in here")


def _spellings(doc: Document, of: Block, raw: bytes) -> Iterator[bytes]:
    line_end = line_end_at(doc, of.span.end)
    last = of.span.end == len(doc.source)
    open_end = last and not doc.source.endswith(b"\n")
    ended = raw if not raw or raw.endswith(b"\n") or open_end else raw + line_end
    yield ended
    if of.kind != "front_matter":
        below = b"" if last else line_end
        yield ended + below
        yield line_end + ended
        yield line_end + ended + below


def _replaced(doc: Document, of: Block, new: bytes) -> tuple[Patch, Expectation]:
    grown = len(new) - (of.span.end - of.span.start)

    def reads(after: Document) -> None:
        require(_tiles(doc, of.span.start) == _tiles(after, of.span.start), "it would run into what stands above")
        below = _tiles(doc, of.span.end, behind=True)
        same = below == _tiles(after, of.span.end + grown, behind=True, shift=grown)
        require(same, "it would run into what stands below")
        if of.kind == "front_matter":
            same = after.source[after.body.start :] == doc.source[doc.body.start :]
            require(same, "the front matter would not end where it ends")
            require(after.front_matter.kind is not None or not new, "it would not be front matter any more")

    patch = Patch((Splice(of.span.start, doc.source[of.span.start : of.span.end], new),))
    return patch, Expectation(of.span, reads, None, frozenset())


def _tiles(doc: Document, at: int, *, behind: bool = False, shift: int = 0) -> list[tuple[str, int, int]]:
    """The blocks that begin before ``at``, or behind it, with where they begin and end."""
    return [
        (block.kind, block.span.start - shift, block.span.end - shift)
        for block in doc.blocks
        if block.kind != "blank" and (block.span.start >= at if behind else block.span.start < at)
    ]


def _balanced(old: bytes, raw: bytes, doc: Document) -> None:
    """Refuses a shortcode left open or closed without an opener: Hugo would not build the page."""
    one, two = _open(old), _open(raw)
    closed = {name for slash, name in _TAG.findall(doc.source + raw) if slash}
    for name in sorted(closed):
        if one[name] != two[name]:
            raise Refused(f"The shortcode “{name.decode()}” would be left open, or closed twice: write both its tags.")


def _open(data: bytes) -> Counter[bytes]:
    counts: Counter[bytes] = Counter()
    for slash, name in _TAG.findall(data):
        counts[name] += -1 if slash else 1
    return counts
