"""What all editors share: keys of input methods and of slow and fast terminals, in one place.

- An input method sends backspace and the new letter in one burst. Textual runs backspace as a binding, after the letter
  has gone in (Textual#6605): here every bound key acts inside ``_on_key``, in order.
- A field opened by a vowel (``e``) may get DEL and an accented letter first: the method replaces the vowel it thinks it
  typed. Both are dropped.
- Esc followed fast by a letter arrives as alt+letter: it is Esc, then that command.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, Final

from textual.await_complete import AwaitComplete
from textual.events import Key
from textual.geometry import Offset

if TYPE_CHECKING:
    from textual import events
    from textual.screen import Screen

BURST: Final = 0.06  # seconds a held-back DEL waits for its letter
VOWELS: Final = frozenset("aeiouyAEIOUY")


def replaces(letter: str, vowel: str) -> bool:
    """Whether an input method could have made ``letter`` out of ``vowel``."""
    if len(letter) != 1 or letter.isascii():
        return False
    return unicodedata.normalize("NFD", letter)[0].casefold() == vowel.casefold()


def passed_on(screen: Screen[Any], event: events.Key) -> bool:
    """Whether a key came to a screen that has just closed, or opened another: it was typed behind the one that did, and
    is for what stands there now. Behind the one that ended the app it is for nobody.
    """
    above = screen.app.screen
    ending, answers = getattr(screen.app, "ending", False), getattr(screen.app, "answers", None)
    waits = not ending and answers is not None and answers.waits(event)
    if above is screen and not ending and not waits:
        return False
    event.stop()
    event.prevent_default()
    if not ending and not waits:
        (above.focused or above).post_message(Key(event.key, event.character))
    return True


class InSight:
    """Mixed into a TextArea, before it. After an undo Textual sets first the scroll bars, then the cursor: meanwhile
    it may be behind the last line, where nothing can be scrolled to.
    """

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """Scrolls to the cursor, where it stands in the text."""
        if self.cursor_location[0] >= self.document.line_count:  # type: ignore[attr-defined]
            return Offset(0, 0)
        found: Offset = super().scroll_cursor_visible(center, animate)  # type: ignore[misc]
        return found


class Once:
    """Mixed into a screen, before it: a second answer, given before the first has closed it, is none."""

    def dismiss(self, result: Any = None) -> Any:
        """Closes the screen on top; of another one nothing comes."""
        app = self.app  # type: ignore[attr-defined]
        if app.screen is not self:
            return AwaitComplete()
        if hasattr(app, "answers"):
            app.answers.given(self, result)
        return super().dismiss(result)  # type: ignore[misc]


class EarlyKeys:
    """Mixed into a screen that opens with a field, before it: keys typed right behind the one that opened it come to
    the screen, and are the field's. The screen calls ``soon_typing`` when its field has the focus.
    """

    _early = True

    def soon_typing(self) -> None:
        """From the next frame on keys come to the field by themselves."""
        self.call_after_refresh(setattr, self, "_early", False)  # type: ignore[attr-defined]

    def on_key(self, event: events.Key) -> None:
        """A key that came before the focus did."""
        field = self.focused  # type: ignore[attr-defined]
        if self._early and field is not None:
            event.stop()
            field.post_message(Key(event.key, event.character))


class TypingKeys:
    """Mixed into an Input or TextArea, before it. ``opened_by``: the key that opened the field, if it was a letter."""

    kind = "line"
    opened_by = ""
    gone = False
    _held = False

    async def _on_key(self, event: events.Key) -> None:
        if self.gone:  # typed before the list had the focus back
            event.stop()
            event.prevent_default()
            self.screen.press("page", event)  # type: ignore[attr-defined]
            return
        if self._opening(event) or self._leaving(event) or self.own_key(event):
            event.stop()
            event.prevent_default()
            return
        for binding in self._bindings.key_to_bindings.get(event.key, ()):  # type: ignore[attr-defined]
            event.stop()
            event.prevent_default()
            await self.run_action(binding.action)  # type: ignore[attr-defined]
            return
        await super()._on_key(event)  # type: ignore[misc]

    def own_key(self, event: events.Key) -> bool:  # noqa: ARG002
        """Keys of one kind of editor; True where it was handled."""
        return False

    def _opening(self, event: events.Key) -> bool:
        vowel = self.opened_by if self.opened_by in VOWELS else ""
        if self._held:
            self._held = False
            self.opened_by = ""
            if event.character is not None and replaces(event.character, vowel):
                return True
            self.action_delete_left()  # type: ignore[attr-defined]
            return False
        if vowel and event.key == "backspace":
            self._held = True
            self.set_timer(BURST, self._release)  # type: ignore[attr-defined]
            return True
        self.opened_by = ""
        return False

    def _release(self) -> None:
        if self._held:
            self._held = False
            self.opened_by = ""
            self.action_delete_left()  # type: ignore[attr-defined]

    def _leaving(self, event: events.Key) -> bool:
        key = event.key
        if key == "escape":
            return self._leave(keep=True)
        command = self.screen.keymap.find(self.kind, key)  # type: ignore[attr-defined]
        if command is not None and command.id in ("cancel", "keep_next"):
            keep = command.id == "keep_next"
            return self._leave(keep=keep, then="next" if keep else "")
        if key.startswith("alt+") and event.character and event.character.isprintable():
            return self._leave(keep=True, key=event.character)
        return False

    def _leave(self, keep: bool, then: str = "", key: str = "") -> bool:
        self.gone = self.screen.editing.leave(keep, then, key)  # type: ignore[attr-defined]
        return True
