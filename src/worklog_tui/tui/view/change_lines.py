"""A difference between two versions of a page, on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worklog_tui.tui.view import text

if TYPE_CHECKING:
    from worklog_tui.merge.told import Change
    from worklog_tui.tui.view.paint import Run

MARKS: Final[dict[str, Run]] = {
    "added": ("+ ", "good"),
    "removed": ("- ", "bad"),
    "moved": ("↕ ", "warn"),
    "changed": ("~ ", "warn"),
    "spacing": ("~ ", "warn"),
}
_BEFORE = 12  # characters


def _apart(was: str, now: str) -> tuple[str, str]:
    """Two long texts from a little before the place where they begin to differ."""
    same = next((i for i, (a, b) in enumerate(zip(was, now, strict=False)) if a != b), min(len(was), len(now)))
    begin = was.rfind(" ", 0, max(0, same - _BEFORE)) + 1
    return (f"…{was[begin:]}", f"…{now[begin:]}") if begin > _BEFORE else (was, now)


def told_runs(change: Change, width: int, on: bool) -> list[Run]:
    """A difference on one line: the place whole, both texts as there is room."""
    where = text.cut(text.clean(change.where), width)
    room = width - text.width(where) - 2
    was, now = text.clean(change.was), text.clean(change.now)
    out: list[Run] = [(where, "title" if on else "heading")]
    if room < 8 or change.sort == "spacing":
        return out
    if change.sort != "changed":
        words = {"added": "added", "removed": "removed", "moved": "moved"}[change.sort]
        return [*out, (f" {words}: ", "muted"), (text.cut(was or now, max(0, room - len(words) - 1)), "text")]
    half = (room - 3) // 2
    was, now = was or "(empty)", now or "(empty)"
    if text.width(was) + text.width(now) > room - 3:
        was, now = _apart(was, now)
    first = text.cut(was, max(half, room - 3 - text.width(now)))
    second = text.cut(now, room - 3 - text.width(first))
    return [*out, (": ", "muted"), (first, "bad"), (" → ", "muted"), (second, "good")]
