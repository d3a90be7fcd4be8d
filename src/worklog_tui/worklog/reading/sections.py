"""The sections of a page: every construct of the body in the one section it stands in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from worklog_tui.document.model import Document, Heading, ItemList, Span
from worklog_tui.patterns import regex
from worklog_tui.worklog.cells.cell_text import read_outline
from worklog_tui.worklog.model import OutlineItem, Place, Section, SectionRole
from worklog_tui.worklog.reading.roles import section_role
from worklog_tui.worklog.reading.vocabulary import Vocabulary

_HARD_BREAK = regex(r"(?: {2,}|\\)\r?\n")
_LABEL = regex(r"(?:\*\*|__)([^*_:]{3,60})(?::(?:\*\*|__)|(?:\*\*|__):)")
_SOFT_BREAK = regex(r"[ \t]*\r?\n[ \t]*")

Lines = list[tuple[OutlineItem, Place]]


def read_sections(doc: Document, vocabulary: Vocabulary) -> tuple[Section, ...]:
    """All sections in source order."""
    headings = _headings(doc, vocabulary)
    starts = [h.span.start for h, _ in headings]
    lines: list[Lines] = [[] for _ in range(len(headings) + 1)]
    blocks: list[list[int]] = [[] for _ in lines]
    heading_starts = set(starts)
    lists = _by_place(starts, [x.span.start for x in doc.lists], len(lines))
    tables = _by_place(starts, [t.span.start for t in doc.tables], len(lines))
    list_starts = [x.span.start for x in doc.lists]
    for i, block in enumerate(doc.blocks):
        if block.kind == "front_matter" or block.span.end <= doc.body.start:
            continue
        place = bisect_right(starts, block.span.start)
        blocks[place].append(i)
        if block.kind == "paragraph" and block.span.start not in heading_starts:
            lines[place] += _paragraph(doc, i)
        elif block.kind in ("list", "quote", "shortcode"):
            first = bisect_right(list_starts, block.span.start - 1)
            while first < len(doc.lists) and list_starts[first] < block.span.end:
                lines[bisect_right(starts, list_starts[first])] += _items(doc.lists[first], first, i)
                first += 1
    return tuple(_assembled(doc, headings, lines, blocks, lists, tables, vocabulary))


def _assembled(
    doc: Document,
    headings: Sequence[tuple[Heading, SectionRole | None]],
    lines: Sequence[Lines],
    blocks: Sequence[Sequence[int]],
    lists: Sequence[Sequence[int]],
    tables: Sequence[Sequence[int]],
    vocabulary: Vocabulary,
) -> list[Section]:
    out: list[Section] = []
    ends = _ends(doc, headings)
    intro_end = headings[0][0].span.start if headings else doc.body.end
    around: list[tuple[int, SectionRole | None]] = []  # levels and roles of the headings this one stands under
    for i, found in enumerate([(None, None), *headings]):
        heading, role = found
        if heading is None and all(doc.blocks[b].kind == "blank" for b in blocks[0]):
            continue
        within: SectionRole | None = None
        if heading is not None:
            while around and around[-1][0] >= heading.level:
                around.pop()
            within = next((r for _, r in reversed(around) if r), None) or _labelled(lines[i], vocabulary)
            around.append((heading.level, role))
        out.append(
            Section(
                role=role,
                heading=heading,
                span=Span(heading.span.start, ends[i - 1]) if heading else Span(doc.body.start, intro_end),
                outline=tuple(item for item, _ in lines[i]),
                lists=tuple(lists[i]),
                blocks=tuple(blocks[i]),
                tables=tuple(tables[i]),
                places=tuple(place for _, place in lines[i]),
                within=None if role else within,
            )
        )
    return out


def _labelled(lines: Lines, vocabulary: Vocabulary) -> SectionRole | None:
    """The role a section's first line gives itself: ``**Objective:** to learn …``."""
    first = next((item.text for item, place in lines[:1] if place.list is None), "")
    match = _LABEL.match(first)
    return section_role(match[1], vocabulary) if match else None


def _headings(doc: Document, vocabulary: Vocabulary) -> list[tuple[Heading, SectionRole | None]]:
    """The headings sections begin at; those inside quotes and shortcodes only where no other names a role."""
    all_of_them = [(h, section_role(h.text, vocabulary)) for h in doc.headings]
    top = [(h, role) for h, role in all_of_them if not h.nested]
    if any(role for _, role in top):
        return top
    return [(h, role) for h, role in all_of_them if role or not h.nested]


def _ends(doc: Document, headings: Sequence[tuple[Heading, SectionRole | None]]) -> list[int]:
    """Where each heading's section ends: at the next heading of its own or a higher level."""
    ends = [doc.body.end] * len(headings)
    open_ones: list[int] = []
    for i, (heading, _) in enumerate(headings):
        while open_ones and headings[open_ones[-1]][0].level >= heading.level:
            ends[open_ones.pop()] = heading.span.start
        open_ones.append(i)
    return ends


def _by_place(starts: Sequence[int], offsets: Sequence[int], size: int) -> list[list[int]]:
    out: list[list[int]] = [[] for _ in range(size)]
    for i, offset in enumerate(offsets):
        out[bisect_right(starts, offset)].append(i)
    return out


def _paragraph(doc: Document, block: int) -> Lines:
    out: Lines = []
    for line in _HARD_BREAK.split(doc.text(doc.blocks[block].span)):
        text = _SOFT_BREAK.sub(" ", line).strip(" \t\r\n")
        out += [(item, Place(block)) for item in read_outline(text) if item.text]
    return out


def _items(found: ItemList, index: int, block: int) -> Lines:
    return [
        (OutlineItem(item.level, item.text.replace("\n", " ")), Place(block, index, i))
        for i, item in enumerate(found.walk())
    ]
