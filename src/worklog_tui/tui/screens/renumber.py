"""Another number for a week, before it gets it: names, lines and links that change. Enter does it, Esc leaves."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical
from textual.events import Key
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input

from worklog_tui.resources import styles_dir
from worklog_tui.tui.view import text
from worklog_tui.tui.view.paint import Paint
from worklog_tui.tui.widgets.lines import DrawnLine
from worklog_tui.tui.widgets.scrolled import Scrolled
from worklog_tui.tui.widgets.typing_keys import Once, TypingKeys

if TYPE_CHECKING:
    from pathlib import PurePath

    from textual import events
    from textual.app import ComposeResult
    from textual.strip import Strip

    from worklog_tui.session.journal import PageRef, WeekEntry
    from worklog_tui.session.renumbering import PageChange, Renumbering
    from worklog_tui.session.session import Session
    from worklog_tui.tui.view.paint import Run

_PAUSE = 0.15  # seconds without a key before what was typed is planned
_WIDEST = 100
_ASK = "Type the number: what changes is shown here first."
_DO, _LEAVE = "enter do it", "esc leave"


class Planned(Message):
    """What the number would change, or why it cannot be given. ``wish``: which asking this answers."""

    def __init__(self, wish: int, found: Renumbering | str) -> None:
        super().__init__()
        self.wish, self.found = wish, found


class Done(Message):
    """The pages under their new names; or why they have the old ones."""

    def __init__(self, found: tuple[PageRef, ...] | str) -> None:
        super().__init__()
        self.found = found


class Number(TypingKeys, Input):
    """The number."""

    def _leaving(self, event: events.Key) -> bool:
        screen = self.screen
        assert isinstance(screen, RenumberScreen)  # noqa: S101 - it is made for that screen alone
        if event.key in ("escape", "ctrl+g"):
            screen.dismiss(None)
        elif event.key in ("enter", "ctrl+s"):
            screen.do()
        elif event.key in ("up", "down", "pageup", "pagedown"):
            far = max(1, screen.preview.size.height - 1) if event.key.startswith("page") else 1
            screen.preview.scroll_lines(screen.preview.top + (far if event.key.endswith("down") else -far))
        else:
            return False
        return True


class Words(DrawnLine):
    """The words before the number."""

    def __init__(self, paint: Paint, words: str) -> None:
        super().__init__(paint)
        self.words = words
        self.styles.width = text.width(words) + 1

    def runs(self, width: int) -> list[Run]:
        return [(text.cut(self.words, width), "muted")]


class Keys(DrawnLine):
    """What Enter and Esc do, to be clicked too."""

    def runs(self, width: int) -> list[Run]:
        space = max(1, width - len(_DO) - len(_LEAVE) - 2)
        return [(" " + _DO, "key"), (" " * space, ""), (_LEAVE + " ", "key")]

    def on_click(self, event: events.Click) -> None:
        event.stop()
        screen = self.screen
        assert isinstance(screen, RenumberScreen)  # noqa: S101 - it is made for that screen alone
        if event.x < self.size.width // 2:
            screen.do()
        else:
            screen.dismiss(None)


class Preview(Scrolled):
    """What changes."""

    def __init__(self, paint: Paint) -> None:
        super().__init__(paint, id="preview")
        self.lines: list[list[Run]] = []

    def show(self, lines: list[list[Run]]) -> None:
        """Shows these lines from the first one."""
        self.lines, self.count, self.top = lines, len(lines), 0
        self.refresh()

    def draw_line(self, at: int, width: int) -> Strip:
        return self.paint.strip(self.lines[at] if at < len(self.lines) else [], width)


class RenumberScreen(Once, ModalScreen["tuple[PageRef, ...] | None"]):
    """Gives back the pages under their new names, or None."""

    AUTO_FOCUS = ""
    CSS_PATH: ClassVar[list[str | PurePath]] = [styles_dir() / "renumber.tcss"]

    def __init__(self, session: Session, entry: WeekEntry, opened_by: str = "") -> None:
        super().__init__()
        self.session, self.entry = session, entry
        self.paint = Paint(self, "bar")
        self.preview = Preview(self.paint)
        self.number = Number(compact=True, id="number", max_length=4, restrict=r"\d*")
        self.number.opened_by = opened_by
        self.plan: Renumbering | None = None
        self._wish = 0
        self._then = self._doing = False
        self._early = True  # keys may come before the field has the focus

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            box.border_title = text.content(f"Week {self.entry.number}: another number")
            with Horizontal(id="fields"):
                yield Words(self.paint, " It becomes week")
                yield self.number
            yield self.preview
            yield Keys(self.paint)

    def on_mount(self) -> None:
        box = self.query_one("#box")
        box.styles.width = min(_WIDEST, max(30, self.app.size.width - 4))
        box.styles.height = max(8, self.app.size.height - 4)
        self.preview.show(self._told(_ASK, "muted"))
        self.set_focus(self.number)
        self.call_after_refresh(setattr, self, "_early", False)

    def on_key(self, event: events.Key) -> None:
        """What is typed right behind the command that opened this belongs to the field."""
        if self._early:
            event.stop()
            self.number.post_message(Key(event.key, event.character))

    def on_input_changed(self) -> None:
        self.plan, self._then = None, False
        self._wish += 1
        wish = self._wish
        self.set_timer(_PAUSE, lambda: self._ask() if wish == self._wish else None)

    def _ask(self) -> None:
        """Plans it in a thread; the newest asking counts."""
        wish, wanted = self._wish, self.number.value.strip()
        if not wanted:
            self.preview.show(self._told(_ASK, "muted"))
            return

        def work() -> None:
            from worklog_tui.session.renumbering import plan_renumbering

            try:
                self.session.complete()
                self.post_message(Planned(wish, plan_renumbering(self.session, self.entry, int(wanted))))
            except Exception as error:  # whatever it is: nobody waits for a thread that is gone
                self.post_message(Planned(wish, str(error) or type(error).__name__))

        threading.Thread(target=work, name="plan-renumbering", daemon=True).start()

    def on_planned(self, message: Planned) -> None:
        if message.wish != self._wish:
            return
        if isinstance(message.found, str):
            self._then = False
            self.preview.show(self._told(message.found, "bad"))
            return
        self.plan = message.found
        self.preview.show(self._lines(message.found))
        if self._then:
            self.do()

    def do(self) -> None:
        """Does what is shown; what is still being planned is waited for."""
        plan = self.plan
        if self._doing or plan is None:
            self._then = bool(self.number.value.strip())
            return
        self._doing = True

        def work() -> None:
            try:
                self.post_message(Done(self.session.creations.renumber(plan)))
            except Exception as error:
                self.post_message(Done(str(error) or type(error).__name__))

        threading.Thread(target=work, name="renumber", daemon=True).start()

    def on_done(self, message: Done) -> None:
        self._doing = self._then = False
        if isinstance(message.found, str):
            self.plan = None
            self.preview.show(self._told(message.found, "bad"))
        else:
            self.dismiss(message.found)

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss(None)

    # --- showing -------------------------------------------------------------------------------------------------

    def _told(self, words: str, tone: str) -> list[list[Run]]:
        wide = max(20, self.preview.size.width - 4) if self.preview.size else 60
        return [[], *([("  " + line, tone)] for line in text.wrap(text.clean(words), wide))]

    def _lines(self, plan: Renumbering) -> list[list[Run]]:
        wide = max(20, self.preview.size.width - 4)
        out: list[list[Run]] = [[]]
        for old, new in plan.moves:
            out += [[("  name  ", "good"), (text.cut(text.clean(old), wide - 8), "text")]]
            out += [[("     →  ", "good"), (text.cut(text.clean(new), wide - 8), "title")]]
        for change in plan.pages:
            out += self._page(change, wide)
        for change in plan.links:
            out += self._page(change, wide)
        if plan.left:
            out += [[], [("  These lines name the week too, and stay as they are:", "warn")]]
            for left in plan.left:
                place = text.cut(f"{text.clean(left.rel)}:{left.line}", wide)
                out += [[("  " + place, "muted")], [("    " + text.cut(text.clean(left.text), wide - 2), "text")]]
        for note in plan.notes:
            out += [[], *([("  " + line, "warn")] for line in text.wrap(text.clean(note), wide))]
        return out

    def _page(self, change: PageChange, wide: int) -> list[list[Run]]:
        """The page's changed lines, as they are and as they will be."""
        out: list[list[Run]] = [[], [("  " + text.cut(text.clean(change.page.rel), wide), "heading")]]
        before, after = (d.source.splitlines() for d in (change.edit.before, change.edit.after))
        for old, new in zip(before, after, strict=False):  # words inside lines: as many lines as before
            if old != new:
                for mark, line, tone in (("-", old, "muted"), ("+", new, "text")):
                    shown = text.cut(text.clean(line.decode("utf-8", "replace")), wide - 2)
                    out.append([(f"  {mark} ", "good" if mark == "+" else "faint"), (shown, tone)])
        return out
