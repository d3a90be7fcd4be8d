"""The draft's lines open as an outline, over the list of the screen of the week's draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worklog_tui.tui.screens.aside import Rows
from worklog_tui.tui.widgets.editors import Box
from worklog_tui.worklog.friday import changing

if TYPE_CHECKING:
    from textual.geometry import Size
    from textual.layout import ArrangeResult
    from textual.widget import Widget

    from worklog_tui.tui.screens.friday import FridayScreen
    from worklog_tui.tui.widgets.outline_editor import OutlineEditor


class Covered(Rows):
    """The screen's rows, and over them an editor where its styles say."""

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        """Called by Textual whenever the screen is laid out, for each layer by itself."""
        if any(isinstance(child, Box) for child in children):
            from textual.layouts.vertical import VerticalLayout

            return VerticalLayout().arrange(parent, children, size, greedy)
        return super().arrange(parent, children, size, greedy)


class DraftEditing:
    """The open outline editor: what the editors ask of a screen."""

    def __init__(self, screen: FridayScreen) -> None:
        self.screen = screen
        self.editor: OutlineEditor | None = None
        self.part = 0

    def open(self, part: int, line: int) -> None:
        """All lines of a part, the cursor on one of them."""
        from worklog_tui.tui.drafts import outline_text
        from worklog_tui.tui.widgets.outline_editor import OutlineEditor
        from worklog_tui.worklog.model import OutlineItem

        lines = self.screen.parts[part].draft.lines
        words = outline_text(tuple(OutlineItem(one.level, one.text) for one in lines))
        editor = OutlineEditor(words, self.screen.parts[part].title.replace("[", "\\["))
        editor.opened_by = self.screen.opened_by
        self.part, self.editor = part, editor
        self.screen.mount(editor)
        self.stand()
        self.screen.set_focus(editor)
        editor.settle(max(0, line))
        self.screen.footer.show("outline")

    def stand(self) -> None:
        """Over the whole list."""
        if self.editor is not None:
            width, height = self.screen.size
            self.editor.place(0, 1, width, 1, height - 1)

    def leave(self, keep: bool, then: str = "", key: str = "") -> bool:  # noqa: ARG002 - there is no next field
        """Closes it; what was written is the draft's. Always possible: nothing is on a page yet."""
        editor = self.editor
        if editor is None:
            return True
        words, row = editor.edited, editor.cursor_location[0]
        self.close()
        if keep:
            from worklog_tui.tui.drafts import text_outline

            draft = changing.edited(self.screen.parts[self.part].draft, text_outline(words))
            before = sum(1 for line in words.split("\n")[:row] if line.strip())
            self.screen.change(self.part, draft, before)
        if key:
            self.screen.press_key(key)
        return True

    def escape(self) -> bool:
        """Esc keeps."""
        return self.leave(keep=True)

    def close(self) -> None:
        """Takes the editor away."""
        editor, self.editor = self.editor, None
        if editor is not None:
            self.screen.set_focus(self.screen.listing)
            editor.closed = True
            editor.remove()
        self.screen.footer.show("friday")
