"""A few words to say, in a frame over the screen. Esc keeps them, as in every field; nothing written says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.screen import ModalScreen
from textual.widgets import TextArea

from worklog_tui.resources import styles_dir
from worklog_tui.tui.view import text
from worklog_tui.tui.widgets.typing_keys import EarlyKeys, InSight, Once, TypingKeys

if TYPE_CHECKING:
    from typing import ClassVar

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from worklog_tui.tui.commands import Keymap

_LINES = 6


class Words(TypingKeys, InSight, TextArea):
    """What is being written."""

    kind = "paragraph"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+a", "cursor_line_start", show=False)]

    def __init__(self, title: str) -> None:
        super().__init__(soft_wrap=True, show_line_numbers=False, highlight_cursor_line=False)
        self.border_title = text.content(title)
        self.border_subtitle = "[@click=screen.keep_words]Keep[/]  [@click=screen.cancel_words]Cancel[/]"

    def own_key(self, event: events.Key) -> bool:
        return event.key in ("tab", "shift+tab")  # there is no next field

    def _leave(self, keep: bool, then: str = "", key: str = "") -> bool:  # noqa: ARG002
        self.gone = True
        screen = self.screen
        assert isinstance(screen, SayingScreen)  # noqa: S101 - it is made for that screen alone
        screen.dismiss(screen.said if keep else "")
        return True


class SayingScreen(Once, EarlyKeys, ModalScreen[str]):
    """Gives back what was written; "" for nothing. ``title`` may hold page text. ``opened_by``: the key that did;
    ``words``: what stands there already.
    """

    CSS_PATH = styles_dir() / "saying.tcss"

    def __init__(self, title: str, keymap: Keymap, opened_by: str = "", words: str = "") -> None:
        super().__init__()
        self.keymap = keymap
        self.words = Words(title)
        self.words.text = words
        self.words.move_cursor(self.words.document.end)
        self.words.opened_by = opened_by

    @property
    def said(self) -> str:
        """The words so far."""
        return self.words.text.strip()

    def compose(self) -> ComposeResult:
        yield self.words

    def on_mount(self) -> None:
        self.words.styles.width = min(84, self.app.size.width - 4)
        self.words.styles.height = min(_LINES + 2, max(3, self.app.size.height - 4))
        self.words.focus()
        self.soon_typing()

    def press(self, where: str, event: events.Key) -> bool:  # noqa: ARG002 - typed behind the key that left
        """A key that comes too late for the field: nobody's."""
        return False

    def action_keep_words(self) -> None:
        """Keep, from the frame."""
        self.dismiss(self.said)

    def action_cancel_words(self) -> None:
        """Cancel, from the frame."""
        self.dismiss("")
