"""The outline editor: a line is an item, its indent its level."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.document._document_navigator import DocumentNavigator
from textual.strip import Strip

from worklog_tui.tui.view.panes import BULLETS
from worklog_tui.tui.widgets.editors import Box
from worklog_tui.tui.widgets.hanging import HungLines, wrap_offsets
from worklog_tui.tui.widgets.outline_lines import indent_of, indented, moved, next_number, pasted

if TYPE_CHECKING:
    from textual import events

INDENT = 2


class OutlineEditor(Box):
    """A cell or a list as an outline."""

    kind = "outline"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("home,ctrl+a", "item_start", show=False),
        Binding("backspace", "delete_left", show=False),
        Binding("left", "cursor_left", show=False),
    ]

    def _set_document(self, text: str, language: str | None) -> None:
        super()._set_document(text, language)
        self.wrapped_document = HungLines(self.document, tab_width=self.indent_width)
        self.navigator = DocumentNavigator(self.wrapped_document)
        self._rewrap_and_refresh_virtual_size()

    def settle(self, line: int = -1) -> None:
        """The cursor behind the words of a line; -1: of the last, where one goes on writing."""
        row = min(line, self.document.line_count - 1) if line >= 0 else self.document.line_count - 1
        self.move_cursor((row, len(self.document.get_line(row))))

    def lines_in(self, width: int) -> int:
        """How many lines it takes in a box of this inner width."""
        return sum(1 + len(wrap_offsets(line, width)) for line in self.document.lines)

    # --- drawing -------------------------------------------------------------------------------------------------

    def _render_line(self, y: int) -> Strip:
        strip = super()._render_line(y)
        wrapped = self.wrapped_document
        at = y + self.scroll_offset[1]
        if not isinstance(wrapped, HungLines) or at >= len(wrapped._offset_to_line_info):
            return strip
        line, section = wrapped._offset_to_line_info[at]
        width = strip.cell_length
        shift = wrapped.shift(line, section)
        base = self._theme.base_style if self._theme else None
        shifted = Strip.join([Strip([Segment(" " * shift, base)], shift), strip.crop(0, max(0, width - shift))])
        row, column = self.cursor_location
        indent = indent_of(self.document.get_line(line))
        if section or (row == line and column < indent):
            return shifted
        level = indent // INDENT
        bullet = Strip([Segment(BULLETS[min(level, len(BULLETS) - 1)] + " ", base)], 2)
        return Strip.join([shifted.crop(0, indent), bullet, shifted.crop(indent + 2, width)])

    # --- keys ----------------------------------------------------------------------------------------------------

    def own_key(self, event: events.Key) -> bool:
        if event.key == "enter":
            self._enter()
        elif event.key in ("tab", "shift+tab"):
            self._indent(1 if event.key == "tab" else -1)
        elif event.key in ("alt+up", "alt+down"):
            self._move(-1 if event.key == "alt+up" else 1)
        elif event.key == "backspace" and self._at_start() and self._level(self.cursor_location[0]):
            self._indent(-1)
        elif event.key == "left" and self._at_start() and self.cursor_location[0]:
            row = self.cursor_location[0] - 1
            self.move_cursor((row, len(self._line(row))))
        else:
            return False
        return True

    def action_item_start(self) -> None:
        """To where the item's text begins; from there, and in what is wrapped, as Home does."""
        row, _ = self.cursor_location
        self.move_cursor((row, indent_of(self._line(row))))

    def _line(self, row: int) -> str:
        return self.document.get_line(row)

    def _level(self, row: int) -> int:
        return indent_of(self._line(row)) // INDENT

    def _at_start(self) -> bool:
        row, column = self.cursor_location
        return self.selection.is_empty and column <= indent_of(self._line(row))

    def _enter(self) -> None:
        row, column = self.cursor_location
        line = self._line(row)
        if not line.strip() and row == self.document.line_count - 1:
            if row:
                self.replace("", (row - 1, len(self._line(row - 1))), (row, len(line)))
            self._leave(keep=True)
            return
        indent = " " * indent_of(line)
        number = next_number(line) if column > len(indent) else ""
        self.replace("\n" + indent + number, *self.selection, maintain_selection_offset=False)

    def _indent(self, by: int) -> None:
        first, last = sorted((self.selection.start[0], self.selection.end[0]))
        lines = list(self.document.lines)
        self._become(indented(lines, range(first, last + 1), by), lines)

    def _move(self, by: int) -> None:
        row, column = self.cursor_location
        lines = list(self.document.lines)
        if made := moved(lines, row, by):
            self._become(made[0], lines)
            self.move_cursor((made[1], column))

    def _become(self, new: list[str], old: list[str]) -> None:
        """Writes what changed as one step of the editor's own undo; the cursor stays at its character."""
        row, column = self.cursor_location
        shift = indent_of(new[row]) - indent_of(old[row])
        changed = [i for i, (a, b) in enumerate(zip(old, new, strict=True)) if a != b]
        if not changed:
            return
        low, high = changed[0], changed[-1]
        self.replace("\n".join(new[low : high + 1]), (low, 0), (high, len(old[high])))
        self.move_cursor((row, max(0, min(column + shift, len(self._line(row))))))

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        row, column = self.cursor_location
        line = self._line(row)
        indent = " " * indent_of(line)
        begun = bool(line[:column].strip())
        if begun and "\n" not in event.text.strip("\r\n") and "<br" not in event.text.lower():
            self.replace(event.text.strip("\r\n"), *self.selection, maintain_selection_offset=False)
            return
        words = ("\n" + indent).join(pasted(event.text))
        start = self.selection.start if begun or not self.selection.is_empty else (row, min(column, len(indent)))
        self.replace(
            "\n" + indent + words if begun else words, start, self.selection.end, maintain_selection_offset=False
        )
