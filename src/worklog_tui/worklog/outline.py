"""A cell's Markdown as an outline, and back: lines nobody touched keep their bytes and their breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from worklog_tui.document.model import Refused
from worklog_tui.record import record
from worklog_tui.worklog.cell_text import (
    BREAK,
    GAP,
    CellText,
    Line,
    read_cell,
    read_outline,
    split_lead,
    split_lines,
)
from worklog_tui.worklog.dialect import PLAIN_DIALECT, Dialect, Form
from worklog_tui.worklog.model import Outline, OutlineItem

__all__ = ["normal", "read_cell", "read_outline", "write_outline"]


def write_outline(old_text: str, outline: Iterable[OutlineItem], dialect: Dialect = PLAIN_DIALECT) -> str:
    """``old_text`` changed to read as ``outline`` (after ``normal``). Raises Refused where no spelling reads back.

    Lines whose level and text stay keep their bytes; new ones are written as the cell, else the page, writes them.
    """
    wanted = tuple(outline)
    old = read_cell(old_text)
    there = tuple(line.item for line in old.lines)
    asked = normal(wanted)
    if there in (wanted, asked):
        return old_text
    if not asked:
        return ""
    if old.html:
        return _written_html(old, asked)
    for forms in _spellings(old, dialect):
        written = _written(old, asked, forms)
        if read_outline(written) == asked:
            return written
    raise Refused("This outline cannot be written into a table cell so that it reads back: edit the cell as text.")


def normal(outline: Iterable[OutlineItem]) -> Outline:
    """The outline as a cell can hold it: no breaks inside a line, no bullets typed before one, levels without gaps
    (the first line 0, each at most one deeper than the line before), no empty line first or last, empty lines at 0.
    """
    items: list[OutlineItem] = []
    depth = -1
    for item in outline:
        for raw in re.split(rf"\r\n|\r|\n|{BREAK}", item.text, flags=re.IGNORECASE) if _breaks(item) else [item.text]:
            text = _bare(raw)
            if not text:
                items.append(OutlineItem(0, ""))
                continue
            depth = max(0, min(item.level, depth + 1))
            items.append(OutlineItem(depth, text))
    start, end = 0, len(items)
    while start < end and not items[start].text:
        start += 1
    while end > start and not items[end - 1].text:
        end -= 1
    return tuple(items[start:end])


def _breaks(item: OutlineItem) -> bool:
    return "\n" in item.text or "\r" in item.text or (GAP.search(item.text) is not None and not _whole(item.text))


def _whole(text: str) -> bool:
    """Whether every break of a text stands inside code or a link."""
    return len(split_lines(text, GAP)) == 1


def _bare(raw: str) -> str:
    text = raw.strip(" \t\r\n")
    while (rest := split_lead(text)[1]) != text:
        text = rest.strip(" \t")
    return text


def _written(old: CellText, asked: Outline, forms: _Forms) -> str:
    out = [_line(new, was, not n, old, forms) for n, (new, was) in enumerate(_paired(old.lines, asked))]
    return old.head + "".join(out) + (old.tail if old.lines else "")


def _line(new: OutlineItem, was: Line | None, first: bool, old: CellText, forms: _Forms) -> str:
    """One line with its break; the first line of a cell has none, and no blanks before its bullet."""
    gap, lead = forms.of(new)
    if was is not None and was.level == new.level and forms.keep:
        was_first = was is old.lines[0]
        if first or not was_first:
            gap, lead = was.gap, was.lead
        if first and not was_first:
            lead = lead.lstrip(" \t")
    elif first:
        lead = lead.lstrip(" \t")
    return ("" if first else gap) + lead + new.text


@record
class _Forms:
    """How lines of each level are broken off and led in; ``keep``: unchanged lines keep their own."""

    levels: dict[int, Form]
    default: Dialect
    keep: bool = True

    def of(self, item: OutlineItem) -> tuple[str, str]:
        form = self.levels.get(item.level) or self.default.form(item.level)
        return (form.gap, form.lead if item.text else "")


def _spellings(old: CellText, dialect: Dialect) -> list[_Forms]:
    """Ways to write it, the nearest to the cell's own first; the last one is read back whatever the rest was."""
    own = cell_forms(old, dialect)
    plain = Dialect(dialect.line_break, ())
    return [
        _Forms(own, dialect),
        _Forms(own, plain),
        _Forms({}, dialect),
        _Forms({}, plain),
        _Forms(own, dialect, keep=False),
        _Forms({}, dialect, keep=False),
        _Forms({}, plain, keep=False),
    ]


def cell_forms(cell: CellText, dialect: Dialect) -> dict[int, Form]:
    """The last form of each level in a cell; its first line shows a lead and lends the gap of the others."""
    forms: dict[int, Form] = {}
    for line in cell.lines[1:]:
        if line.text:
            forms[line.level] = Form(line.gap, line.lead)
    if cell.lines and 0 not in forms:
        gap = next((line.gap for line in reversed(cell.lines) if line.gap), dialect.form(0).gap)
        lead = cell.lines[0].lead.lstrip(" \t")
        forms[0] = Form(gap, " " * (bool(lead) and dialect.line_break[-1:] == " ") + lead)
    return forms


def _paired(old: Sequence[Line], asked: Outline) -> list[tuple[OutlineItem, Line | None]]:
    """Each asked item with the line it was: the same one, or the one changed in its place."""
    there = [line.item for line in old]
    start, end = 0, 0
    while start < min(len(old), len(asked)) and there[start] == asked[start]:
        start += 1
    while end < min(len(old), len(asked)) - start and there[-1 - end] == asked[-1 - end]:
        end += 1
    pairs: list[tuple[OutlineItem, Line | None]] = list(zip(asked[:start], old, strict=False))
    stop, stop_old = len(asked) - end, len(old) - end
    matcher = SequenceMatcher(None, there[start:stop_old], list(asked[start:stop]), autojunk=False)
    for _, a1, a2, b1, b2 in matcher.get_opcodes():
        pairs += [(asked[start + i], old[start + a1 + i - b1] if a1 + i - b1 < a2 else None) for i in range(b1, b2)]
    return pairs + list(zip(asked[stop:], old[stop_old:], strict=True))


def _written_html(old: CellText, asked: Outline) -> str:
    """Texts change in place, plain ``</li><li>`` neighbours come and go; other shapes are for the raw editor."""
    refused = Refused("This cell is an HTML list: only its texts can be changed here, edit the cell as text for more.")
    out: list[str] = []
    pairs = _paired(old.lines, asked)
    if len(asked) != len(old.lines):
        gaps = {line.gap for line in old.lines[1:]} or {"</li><li>"}
        if len(gaps) > 1 or any(i.level for i in asked) or "</li>" not in next(iter(gaps)).lower():
            raise refused
        out = [
            (next(iter(gaps)) if i else "") + (was.lead if was else "") + new.text for i, (new, was) in enumerate(pairs)
        ]
    else:
        if any(new.level != line.level for new, line in zip(asked, old.lines, strict=True)):
            raise refused
        out = [line.gap + line.lead + new.text for new, line in zip(asked, old.lines, strict=True)]
    written = old.head + "".join(out) + old.tail
    if read_outline(written) != asked:
        raise refused
    return written
