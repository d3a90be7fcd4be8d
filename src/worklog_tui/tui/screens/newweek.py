"""A new week before it is made: its number and days, the pages, the lines of the index. Enter makes it, Esc leaves.

Where the person came to log something, the first item is typed here too: it goes in with the week.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input

from worklog_tui.resources import styles_dir
from worklog_tui.tui.view import text
from worklog_tui.tui.view.paint import Paint
from worklog_tui.tui.view.people import long_date
from worklog_tui.tui.widgets.lines import DrawnLine
from worklog_tui.tui.widgets.typing_keys import EarlyKeys, Once, TypingKeys
from worklog_tui.tui.widgets.weekpreview import Preview
from worklog_tui.worklog.day.today import short_span

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import PurePath

    from textual import events
    from textual.app import ComposeResult

    from worklog_tui.session.journal import PageRef
    from worklog_tui.session.planning import NewWeek
    from worklog_tui.session.session import Session
    from worklog_tui.tui.view.paint import Run
    from worklog_tui.worklog.newweek.calendar import Offer

_PAUSE = 0.15  # seconds without a key before what was typed is planned
_WIDEST = 100
_ONE_LINE = 76  # cells of the frame that number, day and both days of the week take
_WHY = {"next": "the next one", "today": "this week", "asked": ""}
ITEMS = " ⏎ "
"""Between several items on the one line."""


class Planned(Message):
    """What the fields ask for, or why that cannot be made. ``wish``: which asking this answers."""

    def __init__(self, wish: int, found: NewWeek | str) -> None:
        super().__init__()
        self.wish, self.found = wish, found


class Made(Message):
    """The pages are on the disk; or why they are not."""

    def __init__(self, found: tuple[PageRef, ...] | str) -> None:
        super().__init__()
        self.found = found


class Field(TypingKeys, Input):
    """The number, or a day of the week."""

    def _leaving(self, event: events.Key) -> bool:
        key = event.key
        screen = self.screen
        assert isinstance(screen, NewWeekScreen)  # noqa: S101 - it is made for that screen alone
        if key in ("escape", "ctrl+g"):
            screen.dismiss(None)
        elif key in ("enter", "ctrl+s"):
            screen.make()
        elif key in ("up", "down"):
            screen.choose(-1 if key == "up" else 1)
        elif key in ("pageup", "pagedown"):
            screen.preview.read(-1 if key == "pageup" else 1)
        else:
            return False
        return True


class ItemField(Field):
    """The first item: pasted lines are items, one behind the other."""

    def _on_paste(self, event: events.Paste) -> None:
        lines = [line.strip() for line in event.text.splitlines() if line.strip()]
        self.insert_text_at_cursor(ITEMS.join(lines))
        event.stop()
        event.prevent_default()


class Words(DrawnLine):
    """A few words beside a field."""

    def __init__(self, paint: Paint, words: str, tone: str = "muted", *, id: str | None = None) -> None:
        super().__init__(paint, id=id)
        self.words, self.tone = words, tone
        if id is None:
            self.styles.width = text.width(words) + 1

    def say(self, words: str, tone: str = "muted") -> None:
        """Other words."""
        self.words, self.tone = words, tone
        self.refresh()

    def runs(self, width: int) -> list[Run]:
        return [(text.cut(text.clean(self.words), width), self.tone)]


class Keys(DrawnLine):
    """What Enter and Esc do, to be clicked too."""

    def runs(self, width: int) -> list[Run]:
        hints = [(" enter ", "key"), ("make it   ", "muted"), ("tab ", "key"), ("next field", "muted")]
        leave = [("esc ", "key"), ("leave ", "muted")]
        return [*hints, (" " * max(1, width - sum(len(words) for words, _ in hints + leave)), ""), *leave]

    def on_click(self, event: events.Click) -> None:
        event.stop()
        assert isinstance(self.screen, NewWeekScreen)  # noqa: S101 - it is made for that screen alone
        if event.x < self.size.width // 2:
            self.screen.make()
        else:
            self.screen.dismiss(None)


class NewWeekScreen(Once, EarlyKeys, ModalScreen["tuple[PageRef, ...] | None"]):
    """Gives back the pages made, or None."""

    AUTO_FOCUS = ""
    CSS_PATH: ClassVar[list[str | PurePath]] = [styles_dir() / "newweek.tcss"]

    def __init__(
        self, session: Session, today: dt.date, words: str | None = None, opened_by: str = "", *, log: bool = False
    ) -> None:
        """``words``: what stands in the field of the first item (None: there is none); ``log``: one begins in it;
        ``opened_by``: see TypingKeys.
        """
        super().__init__()
        self.session, self.today, self._logs = session, today, log
        self.item = ItemField(words, compact=True, id="item", select_on_focus=False) if words is not None else None
        if self.item is not None:
            self.item.opened_by = opened_by
        self.paint = Paint(self, "bar")
        self.preview = Preview(self.paint, self.take)
        self.number = Field(compact=True, id="number", max_length=4, restrict=r"\d*")
        self.day = Field(compact=True, id="day", max_length=40)
        self.days = Words(self.paint, "", id="days")
        self.plan: NewWeek | None = None
        self.offers: tuple[Offer, ...] = ()
        self.at = 0
        self._wish = 0
        self._asked = {"number": False, "day": False}  # the fields that hold what the user wrote
        self._touched: set[str] = set()  # those written in, though they may be empty by now: left alone
        self._shown = {"number": "", "day": ""}
        self._pending = True  # something is being planned
        self._make_then = self._making = False

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            box.border_title = text.content("New week")
            with Horizontal(id="fields"):
                yield Words(self.paint, " Week")
                yield self.number
                yield Words(self.paint, "  with the day")
                yield self.day
                yield self.days
            if self.item is not None:
                with Horizontal(id="first"):
                    yield Words(self.paint, f" First item, {long_date(self.today)}")
                    yield self.item
            yield self.preview
            yield Keys(self.paint)

    def on_mount(self) -> None:
        self._lay_out()
        self.set_focus(self.item if self.item is not None and self._logs else self.number)
        self.soon_typing()
        self._ask()

    def _lay_out(self) -> None:
        """As wide as there is room; where the days do not fit behind the fields they stand below them."""
        box, room = self.query_one("#box"), self.app.size
        box.styles.width = width = min(_WIDEST, max(30, room.width - 4))
        box.styles.height = max(8, room.height - 4)
        self.set_class(width < _ONE_LINE, "-narrow")

    def on_resize(self) -> None:
        self._lay_out()

    @property
    def words(self) -> str:
        """The first item as it is typed; several are lines."""
        held = self.item.value if self.item is not None else ""
        return "\n".join(part.strip() for part in held.split(ITEMS.strip())).strip()

    # --- asking --------------------------------------------------------------------------------------------------

    def on_input_changed(self, event: Input.Changed) -> None:
        name = event.input.id or ""
        if name not in self._asked or self._shown.get(name) == event.value:
            return
        self._shown[name] = event.value
        self._asked[name] = bool(event.value.strip())
        self._touched.add(name)
        self.plan, self._make_then, self._pending = None, False, True
        self._wish += 1
        wish = self._wish
        self.set_timer(_PAUSE, lambda: self._ask() if wish == self._wish else None)

    def choose(self, by: int) -> None:
        """The offer above or below."""
        if len(self.offers) > 1:
            self.take(max(0, min(len(self.offers) - 1, self.at + by)))

    def take(self, at: int) -> None:
        """One of the weeks offered."""
        if self.at != at or any(self._asked.values()):
            self.at = at
            self._asked = {"number": False, "day": False}
            self._touched.clear()
            self._ask()

    def _ask(self) -> None:
        """Plans what the fields say, in a thread; the newest asking counts."""
        self._wish += 1
        wish, self.plan, self._pending = self._wish, None, True
        number, day = self._number(), self._day()
        if isinstance(day, str):
            self.post_message(Planned(wish, day))
            return
        if not any(self._asked.values()) and self.offers and self.at:
            number, day = self.offers[self.at].number, self.offers[self.at].monday
        self.days.say("…")

        def work() -> None:
            self.post_message(Planned(wish, self._planned(number, day)))

        threading.Thread(target=work, name="plan-week", daemon=True).start()

    def _number(self) -> int | None:
        return int(self.number.value) if self._asked["number"] else None

    def _day(self) -> dt.date | str | None:
        if not self._asked["day"]:
            return None
        from worklog_tui.worklog.day.meant import Around, meant

        found = meant(self.day.value, Around(self.today, self.today, self.today))
        return found or "This is no day: write today, mon, 12/11, +7d or 2025-11-12."

    def _planned(self, number: int | None, day: dt.date | None) -> NewWeek | str:
        from worklog_tui.session.planning import plan_week

        try:
            self.session.complete()
            return plan_week(self.session, self.today, number=number, day=day)
        except Exception as error:
            return str(error) or type(error).__name__

    def on_planned(self, message: Planned) -> None:
        if message.wish != self._wish:
            return
        self._pending = False
        if isinstance(message.found, str):
            self._make_then = False
            self.days.say("")
            self.preview.show(self._refusal(message.found))
            return
        self.plan = plan = message.found
        if not self.offers:
            self.offers = plan.offers
            today = next((i for i, offer in enumerate(plan.offers) if offer.why == "today"), 0)
            if self.item is not None and today and not self._touched:  # an item of today goes into its week
                self.at = today
                self._ask()
                return
        self._fill("number", self.number, str(plan.offer.number))
        self._fill("day", self.day, f"{plan.offer.monday:%d/%m/%Y}")
        self.days.say(f"  {short_span(*plan.days)} {plan.days[1].year}", "title")
        self.preview.show(self._lines(plan))
        if self._make_then:
            self.make()

    def _fill(self, name: str, field: Field, value: str) -> None:
        if name not in self._touched and field.value != value:
            self._shown[name] = value
            field.value = value
            field.cursor_position = len(value)

    # --- making --------------------------------------------------------------------------------------------------

    def make(self) -> None:
        """Writes what is shown; what is still being planned is waited for."""
        if self._making:
            return
        plan = self.plan
        if plan is None:
            self._make_then = self._pending  # what was refused is not made by the next key
            return
        self._making = True
        self.days.say("  making it…")

        def work() -> None:
            try:
                self.post_message(Made(self.session.creations.make(plan)))
            except Exception as error:  # whatever it is: nobody waits for a thread that is gone
                self.post_message(Made(str(error) or type(error).__name__))

        threading.Thread(target=work, name="make-week", daemon=True).start()

    def on_made(self, message: Made) -> None:
        self._making = self._make_then = False
        if isinstance(message.found, str):
            self.days.say("")
            self.preview.show(self._refusal(message.found))
        else:
            self.dismiss(message.found)

    def on_click(self, event: events.Click) -> None:
        if event.widget is self:
            self.dismiss(None)

    # --- showing -------------------------------------------------------------------------------------------------

    def _wide(self) -> int:
        return max(20, self.preview.size.width - 3)

    def _refusal(self, words: str) -> list[tuple[list[Run], int]]:
        return [([], -1), *(([("  " + line, "bad")], -1) for line in text.wrap(text.clean(words), self._wide()))]

    def _lines(self, plan: NewWeek) -> list[tuple[list[Run], int]]:
        out: list[tuple[list[Run], int]] = [([], -1)]
        if len(self.offers) > 1:
            out += [(self._offer(at), at) for at in range(len(self.offers))]
            out.append(([], -1))
        out += [(self._path("new ", p.rel, p.title), -1) for p in plan.pages]
        out += [(self._path("line", i.page.rel, " ".join(i.line.text.split())), -1) for i in plan.lines]
        if plan.note:
            out += [([("  " + line, "warn")], -1) for line in text.wrap(text.clean(plan.note), self._wide())]
        for page in plan.pages:
            out += [([], -1), ([("  " + text.cut(text.clean(page.rel), self._wide()), "heading")], -1)]
            body = page.data.decode("utf-8-sig", "replace").splitlines()
            out += [([("  " + text.cut(text.clean(line), self._wide()), "text")], -1) for line in body]
        return out

    def _offer(self, at: int) -> list[Run]:
        import datetime as dt

        offer = self.offers[at]
        days = short_span(offer.monday, offer.monday + dt.timedelta(days=4))
        on = at == self.at and not any(self._asked.values())
        return [
            ("▸ " if on else "  ", "key"),
            (f"Week {offer.number} · {days} {offer.monday.year}", "title" if on else "text"),
            (f"   {_WHY[offer.why]}", "muted"),
        ]

    def _path(self, what: str, rel: str, words: str) -> list[Run]:
        room = self._wide() - 9  # the mark before the path, the gap behind it, the bar
        path = text.cut(text.clean(rel), room * 2 // 3)
        return [
            (f"  {what}  ", "good"),
            (path, "text"),
            ("  ", ""),
            (text.cut(text.clean(words), room - text.width(path)), "muted"),
        ]
