"""The weeks: number, span of days, tasks, marks. One Line API widget; rows are names until their facts are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message
from textual.strip import Strip

from worklog_tui.tui.view import text
from worklog_tui.tui.view.people import short_span
from worklog_tui.tui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.segment import Segment
    from textual import events

    from worklog_tui.session.facts import WeekFacts
    from worklog_tui.session.journal import WeekEntry
    from worklog_tui.tui.view.paint import Paint

MARKS = {"step": ("·", "faint"), "differs": ("≠", "warn"), None: ("–", "faint"), "": (" ", "")}


class WeekList(Scrolled, can_focus=True):
    """A cursor over the weeks; moving it shows the week."""

    WHERE = "weeks"

    class Wanted(Message):
        """Facts of weeks on screen are missing."""

    class Menu(Message):
        """The commands that apply are asked for."""

        def __init__(self, at: tuple[int, int]) -> None:
            super().__init__()
            self.at = at

    def __init__(self, paint: Paint, chosen: Callable[[int, bool], None]) -> None:
        """``chosen`` is called when another week was moved to (True: and is to be gone into), within the same frame."""
        super().__init__(paint, id="weeks")
        self.chosen = chosen
        self.entries: Sequence[WeekEntry] = ()
        self.facts: dict[str, WeekFacts] = {}
        self.said: dict[str, int] = {}  # open comments, of the weeks that have some
        self.unpublished: frozenset[str] = frozenset()
        self.selected = 0
        self.today = -1
        self._asked = self._drawn_active = False
        self.bilingual = False

    def show(self, entries: Sequence[WeekEntry], selected: int) -> None:
        """Shows the weeks."""
        self.entries = entries
        self.bilingual = any(len(entry.pages) > 1 for entry in entries)
        self.selected = max(0, min(selected, len(entries) - 1))
        self.count = len(entries) + 2
        self._reveal()
        self.refresh()

    def put(self, facts: dict[str, WeekFacts]) -> None:
        """Takes facts in."""
        self._asked = False
        if any(self.facts.get(key) != fact for key, fact in facts.items()):
            self.facts.update(facts)
            self.refresh()

    def mark_unpublished(self, keys: frozenset[str]) -> None:
        """The weeks that are not published as they are."""
        if keys != self.unpublished:
            self.unpublished = keys
            self.refresh()

    def select(self, index: int) -> None:
        """Puts the cursor on a week, without saying so."""
        old, self.selected = self.selected, max(0, min(index, len(self.entries) - 1))
        if old != self.selected:
            self.redraw(old + 1, 1)
            self.redraw(self.selected + 1, 1)
        self._reveal()

    def go(self, index: int) -> bool:
        """Moves to a week and says so; False past the ends."""
        index = max(0, min(index, len(self.entries) - 1))
        if index == self.selected or not self.entries:
            return False
        self.select(index)
        self.chosen(index, False)
        return True

    def missing(self) -> list[int]:
        """Weeks on screen without facts, the nearest to the cursor first."""
        top = max(0, self.top - 1)
        shown = range(top, min(len(self.entries), top + max(1, self.size.height) + 1))
        out = [i for i in shown if self.entries[i].key not in self.facts]
        return sorted(out, key=lambda i: abs(i - self.selected))

    def _reveal(self) -> None:
        first = self.selected + 1 if self.selected else 0  # the first week shows the title too
        self.reveal(first, self.selected + 2 - first)

    def on_resize(self) -> None:
        self._reveal()

    def on_focus(self) -> None:
        self._attend()

    def on_blur(self) -> None:
        self._attend()

    def _attend(self) -> None:
        if self.active != self._drawn_active:
            self.refresh()

    @property
    def active(self) -> bool:
        """Whether keys come here."""
        return self.screen.focused is self

    # --- drawing -------------------------------------------------------------------------------------------------

    def draw_line(self, at: int, width: int) -> Strip:
        """The title, then a week a line."""
        at -= 1
        if at < 0:
            title = "Weeks" if width >= 8 else "Wk"
            return self.paint.strip([("  " + title, "heading" if self.active else "text")], width)
        if at >= len(self.entries):
            new = "  + new week" if width >= 15 else "  +"
            return self.paint.strip([(new if at == len(self.entries) else "", "new")], width)
        entry = self.entries[at]
        facts = self.facts.get(entry.key)
        if facts is None and not self._asked:
            self._asked = True
            self.post_message(self.Wanted())
        on = at == self.selected
        active = self._drawn_active = self.active
        ground = ("row" if active else "rest") if on else ""
        segments = self._row(at, facts, width, on, ground)
        return Strip(segments).adjust_cell_length(width, self.paint.style("text", ground))

    def _row(self, at: int, facts: WeekFacts | None, width: int, on: bool, ground: str) -> list[Segment]:
        entry = self.entries[at]
        name = str(entry.number) if entry.number is not None else ""
        digits = max(2, min(6, len(str(self.entries[-1].number or ""))))
        mark, tone = MARKS[facts.twin] if facts is not None and self.bilingual else MARKS[""]
        trouble = "" if facts is None else "✗" if facts.error else "!" if facts.problems else ""
        tail = [(trouble or " ", "bad"), (mark, tone)]
        lead = ("▸ " if on else "• " if at == self.today else "  ", "key")
        weight = "title" if on else "text"
        room = width - 4
        said = ("❝" if entry.key in self.said else " ", "number")
        apart = ("↑" if entry.key in self.unpublished else " ", "number")
        if width < 15:  # one cell for both: what was said is to be read first
            shown = text.fit(name.rjust(digits) if name else text.clean(entry.label), room)
            beside = said if entry.key in self.said else apart
            return self.paint.segments([(lead[0][:1], "key"), beside, (shown, weight), *tail], ground)
        if not name:
            label = text.clean(entry.label)
            tasks = str(facts.tasks).rjust(3) if facts is not None else ""
            shown = text.fit(label, room - len(tasks) - 2)
            return self.paint.segments([lead, (shown, weight), said, (tasks, "muted"), apart, *tail], ground)
        if facts is None:
            middle, tasks = text.clean(entry.label), ""
        else:
            middle = short_span(facts.span) if facts.span else text.clean(entry.label)
            tasks = str(facts.tasks)
        number = name.rjust(digits)
        body = text.fit(middle, room - len(number) - 6)
        runs = [
            lead,
            (number, weight),
            said,
            (" ", ""),
            (body, "text" if facts and facts.span else "muted"),
            (tasks.rjust(3), "muted"),
            apart,
        ]
        return self.paint.segments([*runs, *tail], ground)

    # --- mouse and keys ------------------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        event.stop()
        at = event.y + self.top - 1
        if 0 <= at < len(self.entries):
            self.go(at)
            if event.button == 3:
                self.post_message(self.Menu((event.screen_x, event.screen_y)))
            elif event.chain == 2:
                self.chosen(at, True)
        elif at == len(self.entries) and event.button == 1:
            self.screen.run_command("new_week")  # type: ignore[attr-defined]

    async def _on_key(self, event: events.Key) -> None:
        if self.screen.press(self.WHERE, event):  # type: ignore[attr-defined]
            event.stop()
            event.prevent_default()
