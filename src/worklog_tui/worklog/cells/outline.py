"""A cell's Markdown as an outline, and back: lines nobody touched keep their bytes and their breaks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from worklog_tui.document.model import Refused
from worklog_tui.record import record, replace
from worklog_tui.worklog.cells.cell_text import (
    BREAK,
    GAP,
    CellText,
    Line,
    level_of,
    read_cell,
    read_outline,
    split_lead,
    split_lines,
)
from worklog_tui.worklog.cells.dialect import PLAIN_DIALECT, Dialect, Form, beyond
from worklog_tui.worklog.model import Outline, OutlineItem

__all__ = ["normal", "read_cell", "read_outline", "write_outline"]


def write_outline(old_text: str, outline: Iterable[OutlineItem], dialect: Dialect = PLAIN_DIALECT) -> str:
    """``old_text`` changed to read as ``outline`` (after ``normal``). Raises Refused where no spelling reads back.

    Lines whose level and text stay keep their bytes; new ones are written as the cell, else the page, writes them.
    Where the levels of a cell are told by its neighbours' bullets or numbers alone, bytes go before levels: a line
    nobody touched may then read at another level than before, a new one at another than asked, as on the site.
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
    anyhow = ""
    for forms in _spellings(old, dialect):
        written = _written(old, asked, forms)
        if read_outline(written.text) == asked:
            if not written.disturbed:
                return written.text
            anyhow = anyhow or written.text
    for strict in (True, False):
        for forms in _spellings(old, dialect)[:2]:
            written = _written(old, asked, forms, still=True)
            if _as_asked(written, asked, strict=strict):
                return written.text
    if anyhow:
        return anyhow
    raise Refused("This outline cannot be written into a table cell so that it reads back: edit the cell as text.")


def normal(outline: Iterable[OutlineItem]) -> Outline:
    """The outline as a cell can hold it: no breaks inside a line, no bullets typed before one, levels without gaps
    (the first line 0, each at most one deeper than the line before), no empty line first or last, empty lines at 0.
    """
    items: list[OutlineItem] = []
    depth = -1
    for item in outline:
        for raw in re.split(rf"\r\n|\r|\n|{BREAK}", item.text, flags=re.IGNORECASE) if _breaks(item) else [item.text]:
            text = bare(raw)
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


def bare(raw: str) -> str:
    """A typed line without outer blanks and bullets."""
    text = raw.strip(" \t\r\n")
    while (rest := split_lead(text)[1]) != text:
        text = rest.strip(" \t")
    return text


@record
class _Written:
    """``pairs``: each line asked for and the one it was; ``moved``: lines that stand behind later ones now;
    ``disturbed``: a line that was neither changed nor moved has other bytes.
    """

    text: str
    pairs: Sequence[tuple[OutlineItem, Line | None]]
    moved: frozenset[int]
    disturbed: bool


def _written(old: CellText, asked: Outline, forms: _Forms, *, still: bool = False) -> _Written:
    """The cell line by line. A line keeps its lead where it reads at its level there, and where it is not touched and
    ``still``; else it has the first one that does, and that lets the lines below it read at theirs.
    """
    pairs, moved = _paired(old.lines, asked)
    out: list[str] = []
    stack: list[tuple[int, str]] = []
    disturbed = False
    for n, (new, was) in enumerate(pairs):
        options = _options(new, was, not n, old, forms)
        untouched = was is not None and was.item == new and n not in moved
        gap, lead = options[0]
        if new.text and not (still and untouched):
            at = 0
            if level_of(stack[:], lead, new.text) != new.level or was is None or was.level != new.level:
                below = list(_kept_below(pairs[n + 1 :]))
                at = min(range(len(options)), key=lambda i: (*_misread(stack[:], options[i][1], new, below), i))
            gap, lead = options[at]
            disturbed |= untouched and (gap, lead) != _options(new, was, not n, old, replace(forms, keep=True))[0]
        if new.text:
            level_of(stack, lead, new.text)
        out.append(gap + lead + new.text)
    return _Written(old.head + "".join(out) + (old.tail if old.lines else ""), pairs, moved, disturbed)


def _as_asked(written: _Written, asked: Outline, *, strict: bool) -> bool:
    """Whether the texts read back, and the levels of the lines that were given another one; ``strict``: of all lines
    that were changed.
    """
    cell = read_cell(written.text)
    read = tuple(line.item for line in cell.lines)
    if cell.html or [item.text for item in read] != [item.text for item in asked]:
        return False  # a text such as "<li" has made another kind of cell of it
    for n, (item, (new, was)) in enumerate(zip(read, written.pairs, strict=True)):
        asks = was is None or was.item != new or n in written.moved if strict else was and was.level != new.level
        if asks and item.level != new.level:
            return False
    return True


def _misread(stack: list[tuple[int, str]], lead: str, new: OutlineItem, below: Sequence[Line]) -> tuple[bool, int]:
    """Whether the line would read at another level with this lead, and how many of those below it would."""
    wrong = level_of(stack, lead, new.text) != new.level
    return wrong, sum(level_of(stack, line.lead, line.text) != line.level for line in below)


def _kept_below(pairs: Iterable[tuple[OutlineItem, Line | None]]) -> Iterator[Line]:
    """The lines that follow as they were, up to the next one that does not."""
    for new, was in pairs:
        if was is None or was.item.level != new.level:
            return
        if was.text:
            yield was


def _options(new: OutlineItem, was: Line | None, first: bool, old: CellText, forms: _Forms) -> list[tuple[str, str]]:
    """Breaks and leads the line may have, its own before all; the first line of a cell has no break, nor blanks."""
    options = forms.of(new)
    if was is not None and forms.keep:
        own = [(was.gap, was.lead)] if was.level == new.level else []
        if was is old.lines[0]:  # it has no break, and the blanks before its bullet are the cell's
            blanks = options[0][1][: len(options[0][1]) - len(options[0][1].lstrip(" \t"))]
            options = [*((options[0][0], blanks + lead) for _, lead in own), *options]
        else:
            options = [*own, *((was.gap, lead) for _, lead in options)]
    return [("", lead.lstrip(" \t")) for _, lead in options] if first else options


@record
class _Forms:
    """How lines of each level are broken off and led in; ``keep``: lines that were there keep their own."""

    levels: dict[int, Form]
    default: Dialect
    keep: bool = True

    def of(self, item: OutlineItem) -> list[tuple[str, str]]:
        """The cell's way first, the page's, then the plainest."""
        own = self.levels.get(item.level)
        if own is None and self.default.shown(item.level) is None:
            own = beyond(self.levels, item.level)
        ways = (own, self.default.form(item.level), Dialect().form(item.level))
        return list(dict.fromkeys((form.gap, form.lead if item.text else "") for form in ways if form is not None))


def _spellings(old: CellText, dialect: Dialect) -> list[_Forms]:
    """Ways to write it, the nearest to the cell's own first; the last ones are read back whatever the rest was."""
    own = cell_forms(old, dialect)
    plain = Dialect(dialect.line_break, ())
    return [
        _Forms(own, dialect),
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


def _paired(old: Sequence[Line], asked: Outline) -> tuple[list[tuple[OutlineItem, Line | None]], frozenset[int]]:
    """Each asked item with the line it was: the same one, the one changed in its place, or one that stood elsewhere;
    and which of them have left the order of the others.
    """
    found = sources([x.item for x in old], asked)
    kept = [n for n, i in enumerate(found) if i is not None]
    order = _longest_rising([found[n] or 0 for n in kept])
    moved = frozenset(n for at, n in enumerate(kept) if at not in order)
    return [(item, None if i is None else old[i]) for item, i in zip(asked, found, strict=True)], moved


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """The places of a longest rising run of numbers, gaps allowed (patience sorting)."""
    tops: list[int] = []  # the place of the least last number of the runs of each length
    before: list[int] = []
    for at, number in enumerate(numbers):
        length = bisect_left(tops, number, key=lambda place: numbers[place])
        before.append(tops[length - 1] if length else -1)
        tops[length : length + 1] = [at]
    out: set[int] = set()
    at = tops[-1] if tops else -1
    while at >= 0:
        out.add(at)
        at = before[at]
    return out


def _differing(there: list[str], now: list[str]) -> Sequence[tuple[str, int, int, int, int]]:
    """What became of the lines between the unchanged ones; none became another where one side has none."""
    if not there or not now:
        return ()
    from difflib import SequenceMatcher

    return SequenceMatcher(None, there, now, autojunk=False).get_opcodes()


def sources(old: Sequence[OutlineItem], asked: Sequence[OutlineItem]) -> list[int | None]:
    """Of each asked item, which of the old ones it was (None: a new one). Each old one is at most one of them."""
    start, end = 0, 0
    while start < min(len(old), len(asked)) and old[start] == asked[start]:
        start += 1
    while end < min(len(old), len(asked)) - start and old[-1 - end] == asked[-1 - end]:
        end += 1
    if moved := _block_moved(old, asked, start, end):
        return moved
    stop, stop_old = len(asked) - end, len(old) - end
    found: list[int | None] = [*range(start), *([None] * (stop - start)), *range(stop_old, len(old))]
    there, now = [i.text for i in old[start:stop_old]], [i.text for i in asked[start:stop]]
    replaced: list[tuple[int, int]] = []
    for tag, a1, a2, b1, b2 in _differing(there, now):
        if tag == "equal":
            found[start + b1 : start + b2] = range(start + a1, start + a2)
        else:
            replaced += zip(range(start + b1, start + b2), range(start + a1, start + a2), strict=False)
    left = set(range(start, stop_old)) - set(found)
    for n in range(start, stop):  # moved
        if found[n] is None and asked[n].text:
            same = [i for i in sorted(left) if old[i].text == asked[n].text]
            if same:
                found[n] = min(same, key=lambda i: old[i].level != asked[n].level)
                left.discard(found[n])
    for n, i in replaced:  # changed in its place
        if found[n] is None and i in left and asked[n].text and old[i].text:
            found[n] = i
            left.discard(i)
    return found


def _block_moved(
    old: Sequence[OutlineItem], asked: Sequence[OutlineItem], start: int, end: int
) -> list[int | None] | None:
    """Where two runs of lines changed places, and some of them say the same: which is which."""
    n = len(old)
    if n != len(asked) or start == n or len(set(old)) == n or sorted(old) != sorted(asked):
        return None
    for low in range(start, max(-1, start - 8), -1):
        for high in range(n - end, min(n, n - end + 8) + 1):
            for cut in range(low + 1, high):
                if asked[low] == old[cut] and (*old[cut:high], *old[low:cut]) == tuple(asked[low:high]):
                    return [*range(low), *range(cut, high), *range(low, cut), *range(high, n)]
    return None


def _written_html(old: CellText, asked: Outline) -> str:
    """Texts change in place, plain ``</li><li>`` neighbours come and go; other shapes are for the raw editor."""
    refused = Refused("This cell is an HTML list: only its texts can be changed here, edit the cell as text for more.")
    out: list[str] = []
    pairs, _ = _paired(old.lines, asked)
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
