"""A page as one reads it, as drawn lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worklog_tui.tui.view import text
from worklog_tui.tui.view.panes import BULLETS
from worklog_tui.worklog.page_words import parts_of

if TYPE_CHECKING:
    from worklog_tui.tui.view.detail import Lines
    from worklog_tui.tui.view.paint import Run
    from worklog_tui.worklog.model import Week
    from worklog_tui.worklog.page_words import Part

WIDEST = 100
"""Cells of a line: longer ones are hard to read."""


def reading_lines(week: Week, width: int) -> Lines:
    """The page in ``width`` cells."""
    room = max(20, min(WIDEST, width) - 4)
    out: Lines = []
    before = ""
    for part in parts_of(week):
        if _apart(part, before):
            out.append([])
        out += [[("  ", ""), *line] for line in _part(part, room)]
        before = part.kind
    return out


def _apart(part: Part, before: str) -> bool:
    """Whether a blank line stands before it."""
    if not before:
        return False
    if part.kind in ("heading", "task"):
        return True
    held = ("heading", "title", "task", "item", "field")  # what follows them belongs to them
    return (part.kind != before and before not in held) or (part.kind == "text" and before not in ("heading", "title"))


def _part(part: Part, room: int) -> Lines:
    kind = part.kind
    if kind == "title":
        words = text.cut(text.clean(part.text), room)
        return [[(words, "heading")], [("═" * text.width(words), "rule")]]
    if kind == "heading":
        tone = "heading" if part.level <= 3 else "title"
        return _wrapped(part.text, room, tone, [])
    if kind == "rule":
        return [[("─" * min(room, 40), "rule")]]
    if kind == "code":
        return [[("    ", ""), (text.cut(text.clean(part.text), room - 4), "muted")]]
    if kind == "task":
        return _wrapped(part.text, room, "title", [(f"{part.lead} ", "number")])
    if kind == "field":
        lead = "  " * part.level + "  " + text.cut(text.clean(part.lead), room // 2) + ": "
        return _wrapped(part.text, room, "", [(lead, "muted")], hang=4 + 2 * part.level)
    if kind == "item":
        bullet = part.lead or BULLETS[min(part.level, len(BULLETS) - 1)]
        return _wrapped(part.text, room, "", [("  " * part.level + f"  {text.clean(bullet)} ", "faint")])
    if kind == "link":
        return _wrapped(part.text, room, "link", [(f"{part.lead} ", "number")])
    tone = {"quote": "muted", "note": "faint"}.get(kind, "")
    return _wrapped(part.text, room, tone, [("│ ", "rule")] if kind == "quote" else [])


def _wrapped(words: str, room: int, tone: str, lead: list[Run], *, hang: int | None = None) -> Lines:
    used = sum(text.width(word) for word, _ in lead)
    indent = used if hang is None else min(used, hang)
    lines = text.wrap(text.clean(words), max(10, room - used))
    return [[*lead, (line, tone)] if at == 0 else [(" " * indent, ""), (line, tone)] for at, line in enumerate(lines)]
