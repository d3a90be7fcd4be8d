"""The proof an edit must pass: what was asked for reads back, and nothing else on the page reads differently.

Two kinds of evidence. By meaning: the result is parsed again, and every leaf outside the edited construct (cell, item,
heading, link, block, front matter value) is compared, at its shifted place, with what it was. By letter: the bytes
outside the construct are the same, and line and pipe counts are what they should be; this does not share the parser.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from worklog_tui.document.model import Document, Refused, Span
from worklog_tui.document.parse import parse
from worklog_tui.document.patch import Edit, Patch
from worklog_tui.patterns import regex
from worklog_tui.record import record

Fact = tuple[int, int, tuple[object, ...]]
"""Where a leaf begins and ends, and what it says."""

_PIPE = regex(rb"(?<!\\)\|")
_CALL = regex(rb"\{\{([<%])[^{}]*[>%]\}\}")


ALL = frozenset({"block", "table", "row", "cell", "heading", "item"})
BUT_ROWS = frozenset({"block", "table", "heading", "item"})
BUT_ITEMS = frozenset({"block", "table", "row", "cell", "heading"})


class Unproven(Exception):
    """This spelling does not hold; ``str(error)`` says why. Another one may."""


@record
class Expectation:
    """What an edit may change and how that must read afterwards.

    ``region``: bytes of the page before the edit; leaves that lie in it may change, all others may not.
    ``reads``: raises Unproven unless the new document says in the region what was asked for.
    ``letter``: the same on the bytes alone: gets the region's old and new bytes.
    ``shape``: constructs of these kinds stay in the region, as many and in the same order.
    ``exempt``: leaves elsewhere that change with it (links that share a definition).
    """

    region: Span
    reads: Callable[[Document], None]
    letter: Callable[[bytes, bytes], None] | None = None
    shape: frozenset[str] = ALL
    exempt: Callable[[Fact], bool] | None = None


def prove(before: Document, patch: Patch, expectation: Expectation) -> Document:
    """The document after the patch. Raises Unproven when it does not say what it should."""
    source = patch.apply(before.source)
    region = expectation.region
    grown = len(source) - len(before.source)
    after_region = Span(region.start, region.end + grown)
    _same_bytes(before.source, source, region, after_region)
    if expectation.letter is not None:
        expectation.letter(before.source[region.start : region.end], source[after_region.start : after_region.end])
    after = parse(source)
    _same_front(before, after, region)
    _same_leaves(before, after, expectation, grown)
    expectation.reads(after)
    return after


def first_proven(
    before: Document, spellings: Iterable[tuple[Patch, Expectation]], refusal: str, *, reason: bool = True
) -> Edit:
    """The first spelling that holds. Raises Refused with ``refusal`` (a clause, without a full stop) when none does."""
    why = ""
    for patch, expectation in spellings:
        try:
            return Edit(patch, before, prove(before, patch, expectation))
        except Unproven as error:
            why = why or str(error)
    raise Refused(f"{refusal}: {why}." if reason and why else f"{refusal}.")


def unchanged(doc: Document) -> Edit:
    """The edit that changes nothing."""
    return Edit(Patch(()), doc, doc)


def require(holds: bool, otherwise: str) -> None:
    """Raises Unproven with ``otherwise`` (a clause) unless it holds."""
    if not holds:
        raise Unproven(otherwise)


def cells_by_letter(line: bytes) -> int:
    """How many cells the line has, told from its pipes alone (those in shortcode calls do not count)."""
    inner = _CALL.sub(b"x", line).strip(b" \t\r\n")
    inner = inner[1:] if inner.startswith(b"|") else inner
    inner = inner[:-1] if inner.endswith(b"|") else inner
    found = _PIPE.findall(inner)
    closed = not inner or (inner.endswith(b"|") and not inner.endswith(b"\\|"))
    return len(found) + (0 if closed else 1)


def _same_bytes(before: bytes, after: bytes, region: Span, after_region: Span) -> None:
    require(
        region.start <= region.end <= len(before) and after_region.end >= after_region.start,
        "it reaches beyond its place",
    )
    require(
        before[: region.start] == after[: region.start] and before[region.end :] == after[after_region.end :],
        "bytes outside of it would change",
    )


def _same_front(before: Document, after: Document, region: Span) -> None:
    """Outside the region the front matter is what it was; inside, its own edits prove what it says."""
    one, two = before.front_matter, after.front_matter
    if one.kind is None or region.start >= one.span.end:
        # the same bytes at the same place have the same values
        same = (one.kind, one.span, one.content) == (two.kind, two.span, two.content)
        require(same and before.body.start == after.body.start, "the front matter would end elsewhere")


def _same_leaves(before: Document, after: Document, expectation: Expectation, grown: int) -> None:
    region, exempt = expectation.region, expectation.exempt
    head, inside, tail = _divide(facts(before), region, 0)
    head2, inside2, tail2 = _divide(facts(after), Span(region.start, region.end + grown), grown)
    kinds = [_shape(f) for f in inside if f[2][0] in expectation.shape]
    require(kinds == [_shape(f) for f in inside2 if f[2][0] in expectation.shape], "it would become something else")
    if head == head2 and tail == tail2:
        return
    old, new = head + tail, head2 + tail2
    if exempt is not None:
        old, new = [f for f in old if not exempt(f)], [f for f in new if not exempt(f)]
        if [f[2] for f in old] == [f[2] for f in new]:
            return
    raise Unproven(f"{_difference(old, new)} elsewhere on the page would read differently")


def _shape(fact: Fact) -> tuple[object, ...]:
    return fact[2] if fact[2][0] in ("block", "table") else (fact[2][0],)


def _difference(old: list[Fact], new: list[Fact]) -> str:
    lost = set(old) ^ set(new)
    kinds = sorted({str(fact[2][0]) for fact in lost})
    return "a " + " and a ".join(kinds) if kinds else "the order"


def _divide(found: Iterator[Fact], region: Span, shift: int) -> tuple[list[Fact], list[Fact], list[Fact]]:
    """What stands before the region, in it or around it, and after it (moved back by ``shift``)."""
    head: list[Fact] = []
    inside: list[Fact] = []
    tail: list[Fact] = []
    start, end = region
    for fact in found:
        if fact[0] < start and fact[1] <= start:
            head.append(fact)
        elif fact[0] >= end:
            tail.append((fact[0] - shift, fact[1] - shift, fact[2]))
        else:
            inside.append(fact)
    return head, inside, tail


def facts(doc: Document) -> Iterator[Fact]:
    """Every leaf of the page with its place. Of what holds others (block, table, list) only where it begins.

    A list's looseness is left out: it changes with any one of its items.
    """
    for block in doc.blocks:
        if block.kind not in ("blank", "front_matter"):
            yield block.span.start, block.span.start, ("block", block.kind, block.level)
    for heading in doc.headings:
        yield *heading.text_span, ("heading", heading.style, heading.level, heading.text, heading.nested)
    for table in doc.tables:
        if table.html:
            continue
        yield (
            table.delimiter.span.start,
            table.delimiter.span.start,
            ("table", table.columns, len(table.delimiter.cells)),
        )
        for row in (table.header, *table.rows):
            start = row.span.start
            yield start, start, ("row",)
            for cell in row.cells:
                yield *cell.span, ("cell", cell.text)
    for items in doc.lists:
        for item in items.walk():
            start, end = item.text_span
            # an item without text stands at its marker, not where the next thing begins
            yield start - (not item.text), end - (not item.text), ("item", item.level, item.marker, item.text)
    for link in doc.links:
        yield *link.span, ("link", link.kind, link.image, link.label, link.target)
