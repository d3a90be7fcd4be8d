"""How a page writes inside its cells: its break, its bullets, its indents. New lines are written the same way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from worklog_tui.patterns import regex
from worklog_tui.worklog.cells.cell_text import read_cell

if TYPE_CHECKING:
    from worklog_tui.worklog.model import Column, Week


class Form(NamedTuple):
    """``gap``: the break before a line with the blanks before it; ``lead``: blanks, indent and bullet after it."""

    gap: str
    lead: str


class Dialect(NamedTuple):
    """``line_break`` with the page's blanks around it; ``forms`` by level, as far as the page shows them."""

    line_break: str = "<br>"
    forms: tuple[Form | None, ...] = ()
    bullet: str = "- "

    def shown(self, level: int) -> Form | None:
        """How the page writes a line of this level, where it has one."""
        return self.forms[level] if level < len(self.forms) else None

    def form(self, level: int) -> Form:
        """How a line of this level is written; deeper levels than the page shows go on in its way."""
        if (known := self.shown(level)) is not None:
            return known
        if (further := beyond({k: form for k, form in enumerate(self.forms) if form is not None}, level)) is not None:
            return further
        gap = self.line_break.rstrip(" \t") or "<br>"
        if level == 0:
            return Form(gap, " " * (self.line_break[-1:] == " ") + self.bullet)
        return Form(gap, "&emsp;" * level + "+ ")


PLAIN_DIALECT = Dialect()
_UNIT = regex(r"&(?:emsp|ensp|nbsp|emsp13|ensp14);|[\u00a0\u2002\u2003]")
_INDENT = regex(rf"(?:[ \t]|{_UNIT.pattern})*")


def beyond(forms: Mapping[int, Form], level: int) -> Form | None:
    """A deeper level than is shown, from the deepest one that is: its indent once more a level, spaced as it is there.

    None: there is none, or it has no indent to go on with.
    """
    shown = max((k for k in forms if 0 < k < level), default=0)
    if not shown:
        return None
    gap, lead = forms[shown]
    units = list(_UNIT.finditer(_INDENT.match(lead)[0]))  # type: ignore[index]  # it matches always
    if not units:
        return None
    each = max(1, len(units) // shown)
    end = units[-1].end()
    one = lead[units[0].start() : units[each - 1].end()]
    blanks = lead[units[each - 1].end() : units[each].start()] if len(units) > each else _blanks(lead[end:])
    return Form(gap, lead[:end] + (blanks + one) * (level - shown) + lead[end:])


def _blanks(text: str) -> str:
    return text[: len(text) - len(text.lstrip(" \t"))]


_BREAK = regex(r"([ \t]?)[ \t]*(<br[ \t]*/?>)([ \t]?)", re.IGNORECASE)


def read_dialect(cells: Iterable[str]) -> Dialect:
    """What the texts of a page's task cells have in common; the commonest of each wins, the earlier at a tie."""
    breaks: Counter[str] = Counter()
    gaps: Counter[tuple[int, str]] = Counter()
    leads: Counter[tuple[int, str]] = Counter()
    firsts: Counter[str] = Counter()
    for text in cells:
        breaks.update(m[1] + m[2] + m[3] for m in _BREAK.finditer(text))
        cell = read_cell(text)
        if cell.html or not cell.lines:
            continue
        firsts[cell.lines[0].lead.strip(" \t")] += 1
        for line in cell.lines[1:]:
            if line.text:
                gaps[line.level, line.gap] += 1
                leads[line.level, line.lead] += 1
    depth = max((level for level, _ in gaps), default=-1)
    forms = tuple(_form(level, gaps, leads) for level in range(depth + 1))
    line_break = breaks.most_common(1)[0][0] if breaks else "<br>"
    return Dialect(line_break, forms, _bullet(firsts))


def _form(level: int, gaps: Counter[tuple[int, str]], leads: Counter[tuple[int, str]]) -> Form | None:
    gap = max(((n, g) for (at, g), n in gaps.items() if at == level), default=None, key=lambda p: p[0])
    lead = max(((n, v) for (at, v), n in leads.items() if at == level), default=None, key=lambda p: p[0])
    return Form(gap[1], lead[1]) if gap and lead else None


def _bullet(firsts: Counter[str]) -> str:
    """The bullet most cells begin with; a page of one-line cells without one has none."""
    if not firsts:
        return "- "
    mark = firsts.most_common(1)[0][0]
    return mark + " " if mark else ""


def column_dialect(week: Week, column: Column, page: Dialect) -> Dialect:
    """How a column writes inside its cells; what its cells do not show is as in the page's other tasks (``page``)."""
    fields = (field for task in week.tasks for field in task.fields)
    same = (column.index, column.role)
    texts = [f.text for f in fields if (f.column.index, f.column.role) == same and f.text.strip()]
    if not texts:
        return page
    own = read_dialect(texts)
    depth = max(len(own.forms), len(page.forms))
    forms = [own.shown(level) or (page.shown(level) if level else None) for level in range(depth)]
    first = page.shown(0)
    if forms and forms[0] is None and first is not None and first.lead.strip() == own.bullet.strip():
        forms[0] = first
    broken = any("<br" in text.casefold() for text in texts)
    return Dialect(own.line_break if broken else page.line_break, tuple(forms), own.bullet)
