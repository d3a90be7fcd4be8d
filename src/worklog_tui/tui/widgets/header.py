"""The top line: journal, languages, which week of how many, and whether everything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.message import Message

from worklog_tui.tui.view import text
from worklog_tui.tui.widgets.lines import DrawnLine

if TYPE_CHECKING:
    from textual import events

    from worklog_tui.tui.view.paint import Paint, Run


class Facts(NamedTuple):
    """What the header says. ``languages``: all of the week, the shown one named by ``language``."""

    title: str = "worklog"
    languages: tuple[str, ...] = ()
    language: str = ""
    place: str = ""
    saved: str = "saved"
    tone: str = "faint"


class Header(DrawnLine):
    """Drops its middle parts where there is no room; the state of saving is never dropped."""

    class Pressed(Message):
        """A part was clicked: ``languages`` or ``saved``."""

        def __init__(self, part: str) -> None:
            super().__init__()
            self.part = part

    def __init__(self, paint: Paint) -> None:
        super().__init__(paint, id="header")
        self.facts = Facts()
        self._zones: list[tuple[int, int, str]] = []

    def show(self, facts: Facts) -> None:
        """Shows these facts."""
        if facts != self.facts:
            self.facts = facts
            self.refresh()

    def runs(self, width: int) -> list[Run]:
        facts = self.facts
        languages: list[Run] = []
        for code in facts.languages:
            if languages:
                languages.append((" ⇄ ", "faint"))
            languages.append((text.clean(code.upper()), "title" if code == facts.language else "muted"))
        parts: list[tuple[str, list[Run]]] = [("languages", languages if len(facts.languages) > 1 else [])]
        parts += [("place", [(facts.place, "muted")]), ("saved", [(text.clean(facts.saved), facts.tone)])]
        parts = [(name, part) for name, part in parts if "".join(words for words, _ in part)]
        title = text.clean(facts.title)
        while len(parts) > 1 and self._need(parts) + 12 > width:
            parts.pop(0 if len(parts) > 2 else -2)
        room = max(0, width - 1 - self._need(parts))
        out: list[Run] = [(" ", ""), (text.fit(title, room), "title")]
        x = 1 + room
        self._zones = []
        for name, part in parts:
            out.append(("   ", ""))
            size = sum(text.width(words) for words, _ in part)
            self._zones.append((x + 3, x + 3 + size, name))
            out += part
            x += 3 + size
        return out

    def _need(self, parts: list[tuple[str, list[Run]]]) -> int:
        return sum(3 + sum(text.width(words) for words, _ in part) for _, part in parts) + 1

    def on_click(self, event: events.Click) -> None:
        event.stop()
        for start, end, name in self._zones:
            if start <= event.x < end:
                self.post_message(self.Pressed(name))
