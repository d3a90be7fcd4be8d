"""The commands of the editors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from worklog_tui.tui.commands.command import EDITOR, c

if TYPE_CHECKING:
    from worklog_tui.tui.commands.command import Command

TABLE: Final[tuple[Command, ...]] = (
    # Editors
    c("keep", "escape", "Keep", "Leave and keep what was typed (u takes it back)", "In editors", where=EDITOR, hint=1,
       short="keep", menu=False),
    c("keep_line", "enter", "Keep", "Keep (one line)", "In editors", where=frozenset({"line"}), menu=False),
    c("keep_next", "ctrl+s", "Keep, next field", "Keep and go to the next field", "In editors", where=EDITOR, hint=2,
       short="keep, next", menu=False),
    c("cancel", "ctrl+g", "Cancel", "Leave and forget what was typed", "In editors", where=EDITOR, hint=3,
       short="cancel", menu=False),
    c("new_line", "enter", "New line", "New line; in an outline a new item, on an empty last item it leaves",
       "In editors", where=frozenset({"paragraph", "outline"}), menu=False),
    c("indent_line", "tab", "Indent", "One level deeper (outline), next field (elsewhere)", "In editors", where=EDITOR,
       hint=4, short="indent", menu=False),
    c("outdent_line", "shift+tab", "Outdent", "One level out (outline), previous field (elsewhere)", "In editors",
       where=EDITOR, menu=False),
    c("line_down", "alt+down", "Move down", "Move the item down", "In editors", where=frozenset({"outline"}),
       hint=5, short="move", menu=False),
    c("line_up", "alt+up", "Move up", "Move the item up", "In editors", where=frozenset({"outline"}), menu=False),
)  # fmt: skip
