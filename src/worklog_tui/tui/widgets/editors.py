"""The editors, mounted over the field they edit: one line, item, paragraph, outline. Imported when first used."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.widgets import Input, TextArea

from worklog_tui.tui.drafts import INDENT, pasted_lines
from worklog_tui.tui.widgets.typing_keys import TypingKeys

if TYPE_CHECKING:
    from textual import events

KEEP_CANCEL: Final = "[@click=screen.keep_draft]Keep[/]  [@click=screen.cancel_draft]Cancel[/]"

# A TextArea breaks its text at these; they are shown, and kept, as one character that a page does not hold.
_ODD_BREAKS: Final = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_STANDINS: Final = "␍␋␌␜␝␞␤␊␡"


class Shield:
    """A text a TextArea can hold without changing it, and the way back."""

    def __init__(self, text: str) -> None:
        pairs = [
            (odd, standin if standin not in text else chr(0xE000 + at))
            for at, (odd, standin) in enumerate(zip(_ODD_BREAKS, _STANDINS, strict=True))
            if odd in text.replace("\r\n", "")
        ]
        self._crlf = "\r\n" in text
        self._out = {ord(odd): standin for odd, standin in pairs}
        self._back = {ord(standin): odd for odd, standin in pairs}
        self.text = text.replace("\r\n", "\n").translate(self._out)
        self._loaded = text

    def restore(self, edited: str) -> str:
        """The edited text with what was put aside back in its place; an unchanged text is the very one loaded."""
        if edited == self.text:
            return self._loaded
        return edited.translate(self._back)


class Leaving(TypingKeys):
    """Esc is the screen's to judge: once more on words that were refused, it leaves without them."""

    def _leaving(self, event: events.Key) -> bool:
        if event.key != "escape":
            return super()._leaving(event)
        self.gone = self.screen.editing.escape()  # type: ignore[attr-defined]
        return True


class LineEditor(Leaving, Input):
    """One line: titles, days, dates, labels."""

    kind = "line"

    def __init__(self, text: str) -> None:
        self.shield = Shield(text)
        super().__init__(self.shield.text, select_on_focus=False, compact=True)

    @property
    def edited(self) -> str:
        """What is written now, as it is to be kept."""
        return self.shield.restore(self.value)

    def on_resize(self) -> None:
        self.call_after_refresh(self._show_cursor)

    def _show_cursor(self) -> None:
        at = Region(cell_len(self.value[: self.cursor_position]), 0, 1, 1)
        self.scroll_to_region(at, force=True, animate=False)

    def own_key(self, event: events.Key) -> bool:
        if event.key == "enter":
            return self._leave(keep=True)
        if event.key in ("tab", "shift+tab"):
            return self._leave(keep=True, then="next" if event.key == "tab" else "previous")
        return False

    def _on_paste(self, event: events.Paste) -> None:
        words = " ".join(event.text.split())
        self.insert_text_at_cursor(words) if self.selection.is_empty else self.replace(words, *self.selection)
        event.stop()
        event.prevent_default()


class Box(Leaving, TextArea):
    """Soft-wrapped text in a frame; grows with what is written, as far as there is room."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+a", "cursor_line_start", show=False),
        Binding("ctrl+home", "start", show=False),
        Binding("ctrl+end", "finish", show=False),
    ]

    def __init__(self, text: str, title: str) -> None:
        self.shield = Shield(text)
        super().__init__(self.shield.text, soft_wrap=True, show_line_numbers=False, highlight_cursor_line=False)
        self.indent_width = INDENT
        self.border_title = title
        self.border_subtitle = KEEP_CANCEL
        self._place = (0, 0, 0, 3)
        self._stands = (0, 0, 0)

    @property
    def edited(self) -> str:
        """What is written now, as it is to be kept."""
        return self.shield.restore(self.text)

    def place(self, x: int, y: int, width: int, top: int, bottom: int) -> None:
        """Stands over the field at (x, y), inside the lines ``top`` to ``bottom`` of the screen."""
        self.styles.width = width
        self._place = (x, y, top, bottom)
        self._fit(width)

    def on_text_area_changed(self) -> None:
        self._fit(self.size.width + self.gutter.width if self.size else 0)

    def on_resize(self) -> None:
        self._fit(self.outer_size.width)

    def _fit(self, width: int) -> None:
        x, y, top, bottom = self._place
        inner = max(4, width - 5)
        lines = sum(1 + cell_len(line) // inner for line in self.text.split("\n"))
        height = max(3, min(lines + 2, bottom - top))
        at = max(top, min(y, bottom - height))
        if (height, x, at) != self._stands:
            self._stands = (height, x, at)
            self.styles.height = height
            self.styles.offset = (x, at)

    def settle(self) -> None:
        """The cursor behind the last word where all of it is seen, else behind the first line."""
        rows = self.document.line_count
        at = rows - 1 if rows <= 12 else 0
        self.move_cursor((at, len(self.document.get_line(at))))

    def action_start(self) -> None:
        """To the first line."""
        self.move_cursor((0, 0))

    def action_finish(self) -> None:
        """Behind the last character."""
        self.move_cursor(self.document.end)


class ItemEditor(Box):
    """One item of a list, soft-wrapped: Enter keeps. Several pasted lines become items."""

    kind = "line"

    def own_key(self, event: events.Key) -> bool:
        if event.key == "enter":
            return self._leave(keep=True)
        if event.key in ("tab", "shift+tab"):
            return self._leave(keep=True, then="next" if event.key == "tab" else "previous")
        return False

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.insert("\n".join(line.strip() for line in pasted_lines(event.text).split("\n")))


class ParagraphEditor(Box):
    """Prose or a raw block: Enter is a new line."""

    kind = "paragraph"

    def own_key(self, event: events.Key) -> bool:
        if event.key in ("tab", "shift+tab"):
            return self._leave(keep=True, then="next" if event.key == "tab" else "previous")
        return False


class OutlineEditor(Box):
    """A cell's outline: lines are lines, indent is indent."""

    kind = "outline"

    def own_key(self, event: events.Key) -> bool:
        if event.key == "enter":
            self._enter()
        elif event.key in ("tab", "shift+tab"):
            self._indent(1 if event.key == "tab" else -1)
        elif event.key in ("alt+up", "alt+down"):
            self._move(-1 if event.key == "alt+up" else 1)
        else:
            return False
        return True

    def _line(self, row: int) -> str:
        return self.document.get_line(row)

    def _enter(self) -> None:
        row, _ = self.cursor_location
        line = self._line(row)
        if not line.strip() and row == self.document.line_count - 1:
            if row:
                self.replace("", (row - 1, len(self._line(row - 1))), (row, len(line)))
            self._leave(keep=True)
            return
        indent = len(line) - len(line.lstrip(" "))
        self.replace("\n" + " " * indent, *self.selection, maintain_selection_offset=False)

    def _rows(self) -> range:
        first, last = sorted((self.selection.start[0], self.selection.end[0]))
        return range(first, last + 1)

    def _indent(self, by: int) -> None:
        for row in self._rows():
            line = self._line(row)
            have = len(line) - len(line.lstrip(" "))
            above = self._line(row - 1) if row else ""
            most = len(above) - len(above.lstrip(" ")) + INDENT if row else 0
            to = max(0, have - have % INDENT + by * INDENT)
            if by > 0:
                to = max(have, min(to, most))
            if to > have:
                self.insert(" " * (to - have), (row, 0))
            elif to < have:
                self.delete((row, 0), (row, have - to))

    def _move(self, by: int) -> None:
        row, column = self.cursor_location
        other = row + by
        if not 0 <= other < self.document.line_count:
            return
        first, second = sorted((row, other))
        a, b = self._line(first), self._line(second)
        self.replace(f"{b}\n{a}", (first, 0), (second, len(b)))
        self.move_cursor((other, column))

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        row, column = self.cursor_location
        indent = " " * (len(self._line(row)) - len(self._line(row).lstrip(" ")))
        words = pasted_lines(event.text)
        if "\n" in event.text.strip("\r\n") and self._line(row)[:column].strip():
            words = "\n" + indent + words.replace("\n", "\n" + indent)
        else:
            words = words.replace("\n", "\n" + indent)
        self.replace(words, *self.selection, maintain_selection_offset=False)


def editor_for(kind: str, text: str, title: str) -> LineEditor | Box:
    """The editor of a draft."""
    if kind == "line":
        return LineEditor(text)
    boxes = {"item": ItemEditor, "paragraph": ParagraphEditor, "outline": OutlineEditor}
    return boxes[kind](text, title)
