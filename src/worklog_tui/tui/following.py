"""What the screen says of twins that followed an edit, could not, or may be asked to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from worklog_tui.document.model import Refused

if TYPE_CHECKING:
    from worklog_tui.session.lockstep import Step
    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.worklog.intentions import Intention

_DONE: Final = {
    "AddTask": "Row added", "RemoveTask": "Row deleted", "MoveTask": "Row moved", "DuplicateTask": "Row duplicated",
    "AddItem": "Item added", "AddSectionItem": "Item added", "RemoveItem": "Item deleted", "MoveItem": "Item moved",
    "IndentItem": "Item indented", "SetFieldDate": "Date changed", "SetLink": "Link changed",
}  # fmt: skip


def tell(screen: MainScreen, step: Step, asked: Intention | Sequence[Intention]) -> None:
    """Adds to the next toast what the twins did, or makes one; asks where the twins are to be asked for."""
    done = done_words(asked)
    if step.words:
        failure = screen.session.lockstep.marks.failure if any(f.mirror.copies for f in step.followed) else ""
        words = screen.aside = f"{step.words} · {failure}" if failure else step.words
        screen.call_after_refresh(lambda: screen.say(done) if screen.aside == words and screen.is_attached else None)
    if step.offered:
        _ask(screen, step, done)


def done_words(asked: Intention | Sequence[Intention]) -> str:
    """What was done, in two words."""
    names = {type(one).__name__ for one in (asked if isinstance(asked, Sequence) else (asked,))}
    return _DONE.get(next(iter(names)), "Changed") if len(names) == 1 else "Changed"


def _ask(screen: MainScreen, step: Step, done: str) -> None:
    from worklog_tui.tui.screens.picker import Choice, Picker

    names = ", ".join(f.name for f in step.offered)
    choices = [Choice("yes", f"In {names} too"), Choice("no", "Only here")]

    def follow() -> None:
        try:
            made = screen.session.lockstep.follow(step)
        except Refused as refused:
            screen.say(f"Only this page was changed: {refused}", bad=True)
            return
        screen.say(f"{done} · {made.words}")
        screen.news.read_again()

    def answer(choice: str | None) -> None:
        if choice == "yes":
            follow()
        screen.editing.resume()

    screen.app.push_screen(Picker(f"{done}: in {names} too?", choices), answer)
