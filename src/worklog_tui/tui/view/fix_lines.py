"""Edits before they are made, as lines to read: of each changed line the part that changes, and what it becomes."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Final

from worklog_tui.tui.view import text

if TYPE_CHECKING:
    from worklog_tui.session.mending import Plan
    from worklog_tui.tui.view.paint import Run

_AROUND: Final = 24  # characters left on either side of what changes


def fix_lines(plan: Plan, width: int) -> list[list[Run]]:
    """Page by page: its name, the problems, then ``line  - old`` and ``+ new``."""
    out: list[list[Run]] = []
    for one in plan.pages:
        out.append([(text.cut(text.clean(one.page.rel), width), "title")])
        out += [[("  " + text.cut(text.clean(found.problem.message), width - 2), "muted")] for found in one.fixed]
        for line, old, new in changes(one.edit.before.source, one.edit.after.source):
            number = str(line).rjust(5) if line else " " * 5
            if old is not None:
                out.append([(number + " ", "faint"), ("- " + text.cut(text.clean(old), width - 8), "bad")])
                number = " " * 5
            if new is not None:
                out.append([(number + " ", "faint"), ("+ " + text.cut(text.clean(new), width - 8), "good")])
        out.append([("", "")])
    for found, why in plan.refused:
        words = f"{found.page}:{found.problem.line} stays: {why}"
        out.append([(text.cut(text.clean(words), width), "warn")])
    return out


def changes(before: bytes, after: bytes) -> list[tuple[int, str | None, str | None]]:
    """Line, old and new part of every changed line; None: the line is new, or goes."""
    old, new = (source.decode("utf-8", "replace").split("\n") for source in (before, after))
    out: list[tuple[int, str | None, str | None]] = []
    for tag, a1, a2, b1, b2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for n in range(max(a2 - a1, b2 - b1)):
            was = old[a1 + n] if a1 + n < a2 else None
            now = new[b1 + n] if b1 + n < b2 else None
            if was is not None and now is not None:
                was, now = _parts(was, now)
            out.append((a1 + n + 1, was, now))
    return out


def _parts(was: str, now: str) -> tuple[str, str]:
    """What differs of two lines, with a little of what stands around it."""
    start = next((i for i, (a, b) in enumerate(zip(was, now, strict=False)) if a != b), min(len(was), len(now)))
    rest = min(len(was), len(now)) - start
    end = next((i for i in range(rest) if was[-1 - i] != now[-1 - i]), rest)

    def part(line: str) -> str:
        left, right = max(0, start - _AROUND), min(len(line), len(line) - end + _AROUND)
        return ("…" if left else "") + line[left:right] + ("…" if right < len(line) else "")

    return part(was), part(now)
