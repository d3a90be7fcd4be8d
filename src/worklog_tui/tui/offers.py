"""Which commands make sense where the cursor is: what palette, context menu and footer offer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worklog_tui.tui.commands import BY_ID

if TYPE_CHECKING:
    from collections.abc import Callable

    from worklog_tui.tui.screens.main import MainScreen


def applies(screen: MainScreen, name: str, *, strict: bool) -> bool:
    """Whether a command makes sense where the cursor is (``strict``: for a context menu)."""
    if strict and name in ("new_week", "renumber") and screen.where == "page":
        return False  # they are about weeks: the menu of the week list has them
    if room := BY_ID[name].room:
        can: Callable[[], bool] | None = getattr(screen.room(room), f"can_{name}", None)
        return can() if can is not None else not strict
    row = screen.view.row
    kind = row.kind if row is not None and screen.where == "page" else ""
    if name in ("indent", "outdent"):
        return kind == "item"
    if name == "open_week":
        return screen.where == "weeks"
    if name == "twin":
        return screen.entry is not None and len(screen.entry.pages) > 1
    if name == "open_link" and strict:
        return bool(screen.looking.references())
    return not strict or name in ("edit", "new", "editor", "fold")
