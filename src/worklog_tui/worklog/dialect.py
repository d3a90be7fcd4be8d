"""How a page writes inside its cells: its break, its bullets, its indents. New lines are written the same way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from worklog_tui.worklog.cell_text import read_cell


class Form(NamedTuple):
    """``gap``: the break before a line with the blanks before it; ``lead``: blanks, indent and bullet after it."""

    gap: str
    lead: str


class Dialect(NamedTuple):
    """``line_break`` with the page's blanks around it; ``forms`` by level, as far as the page shows them."""

    line_break: str = "<br>"
    forms: tuple[Form | None, ...] = ()
    bullet: str = "- "

    def form(self, level: int) -> Form:
        """How a line of this level is written; deeper levels than the page shows go on in its way."""
        if level < len(self.forms) and (known := self.forms[level]) is not None:
            return known
        gap = self.line_break.rstrip(" \t") or "<br>"
        if level == 0:
            return Form(gap, " " * (self.line_break[-1:] == " ") + self.bullet)
        return Form(gap, "&emsp;" * level + "+ ")


PLAIN_DIALECT = Dialect()
_BREAK = re.compile(r"([ \t]?)[ \t]*(<br[ \t]*/?>)([ \t]?)", re.IGNORECASE)


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
