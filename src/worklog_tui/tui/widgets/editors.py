"""The editors, mounted over the field they edit: one line, item, paragraph, outline. Imported when first used."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import Input, TextArea

from worklog_tui.tui.drafts import INDENT, pasted_lines
from worklog_tui.tui.widgets.typing_keys import InSight, TypingKeys

if TYPE_CHECKING:
    from collections.abc import Callable

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

    closed = False

    def render_lines(self, crop: Region) -> list[Strip]:
        """A dialog that comes right behind a closed editor draws the screen below once more with it, but its styles
        are gone by then."""
        if self.closed:
            return [Strip.blank(crop.width) for _ in range(crop.height)]
        return super().render_lines(crop)  # type: ignore[misc,no-any-return]

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


class Box(Leaving, InSight, TextArea):
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
        lines = self.lines_in(inner)
        height = max(3, min(lines + 2, bottom - top))
        at = max(top, min(y, bottom - height))
        if (height, x, at) != self._stands:
            self._stands = (height, x, at)
            self.styles.height = height
            self.styles.offset = (x, at)

    def lines_in(self, width: int) -> int:
        """How many lines it takes in a box of this inner width, about."""
        return sum(1 + cell_len(line) // width for line in self.text.split("\n"))

    def settle(self, line: int = -1) -> None:  # noqa: ARG002
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


class DateEditor(ItemEditor):
    """A date: what is typed takes the place of what stood there, and its frame says which day is meant."""

    def __init__(self, text: str, title: str, means: Callable[[str], str] | None) -> None:
        super().__init__(text, title)
        self._title, self._means = title, means
        self._say()

    def settle(self, line: int = -1) -> None:  # noqa: ARG002
        """All of it is selected: the first letter replaces it."""
        self.select_all()

    def on_text_area_changed(self) -> None:
        super().on_text_area_changed()
        self._say()

    def _say(self) -> None:
        if self._means is not None:
            self.border_title = f"{self._means(self.edited)} · {self._title}"

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.replace(" ".join(event.text.split()), *self.selection)


def editor_for(kind: str, text: str, title: str, means: Callable[[str], str] | None = None) -> LineEditor | Box:
    """The editor of a draft."""
    if kind == "date":
        return DateEditor(text, title, means)
    if kind == "line":
        return LineEditor(text)
    if kind == "outline":
        from worklog_tui.tui.widgets.outline_editor import OutlineEditor

        return OutlineEditor(text, title)
    return (ItemEditor if kind == "item" else ParagraphEditor)(text, title)
