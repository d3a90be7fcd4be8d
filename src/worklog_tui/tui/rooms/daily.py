"""The journaling day: an item for today (``a``), finishing (``d``), dates a day later or earlier, dates as typed.

What is done is worked out by ``worklog/day/logging.py``, ``closing.py`` and ``meant.py``; here is where on the screen.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from worklog_tui.document.model import Refused
from worklog_tui.tui.drafts import Draft
from worklog_tui.tui.view.people import count, long_date
from worklog_tui.tui.widgets.pageview import Cursor
from worklog_tui.worklog.day.daylists import day_section
from worklog_tui.worklog.day.dayrows import place_for
from worklog_tui.worklog.day.logging import add_item, day_row, item_column
from worklog_tui.worklog.day.today import Missing, dated, holds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.tui.widgets.banner import Banner
    from worklog_tui.worklog.day.closing import Finish
    from worklog_tui.worklog.day.logging import Added
    from worklog_tui.worklog.intentions import Intention
    from worklog_tui.worklog.model import Week

OLD = dt.timedelta(days=28)
"""A journal whose last week is longer past is read, not written: its missing week is said when asked for only."""


class Daily:
    """Commands of the day; and the banner that offers to start the week that is missing."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen
        self.missing: Missing | None = None
        self.banner: Banner | None = None
        self._added: Added | None = None
        self._day = screen.today  # the item is for

    # --- an item for today ---------------------------------------------------------------------------------------

    def new_day(self) -> None:
        """The app may stand open over midnight: today is another day then, and its week is looked for anew."""
        screen = self.screen
        now = screen.app.clock() if screen.app.clock is not None else screen.today  # type: ignore[attr-defined]
        if now != screen.today:
            screen.today, screen.weeks.today, self.missing = now, -1, None

    def do_add(self) -> None:
        screen = self.screen
        self.new_day()
        if not screen.session.journal.weeks:
            screen.say("There are no weeks here.")
        elif 0 <= screen.weeks.today < len(screen.session.journal.weeks):
            self._arrive(screen.weeks.today)
        elif self.missing is not None:
            self._arrive(self.missing)
        else:  # at once, and not by the thread: what is typed next belongs to the item
            from worklog_tui.tui.facts import week_of

            self._arrive(week_of(screen.session, screen.session.journal.weeks, screen.today, screen.language))

    def _arrive(self, found: int | Missing) -> None:
        """In today's week, wherever the person was."""
        screen = self.screen
        if isinstance(found, Missing):
            self.today_missing(found, asked=True)
            if found.why == "next":
                self.start_week()
            return
        entry = screen.session.journal.weeks[found]
        screen.weeks.today = found
        page = entry.page(screen.page.language if screen.page is not None else screen.language)
        moved = screen.entry is None or screen.entry.key != entry.key
        if moved:
            screen.go_to_page(page)
        screen.enter_page()
        self._open(moved)

    def put_back(self, day: str, words: str) -> None:
        """An item that was being typed for a day (ISO), opened again in the shown week."""
        self._open(False, dt.date.fromisoformat(day), words)

    def put_first_back(self, day: str, words: str) -> bool:
        """The first item of a week that was not made: in the preview again, or in its week, where that is made."""
        from worklog_tui.tui.facts import week_of

        screen = self.screen
        weeks, date = screen.session.journal.weeks, dt.date.fromisoformat(day)
        found = week_of(screen.session, weeks, date, screen.language)
        if isinstance(found, Missing):
            if found.why != "next":
                return False
            screen.room("newweek").words = words
            self.start_week()
            return True
        screen.go_to_page(weeks[found].page(screen.language))
        screen.enter_page()
        self._open(False, date, words)
        return screen.editor is not None

    def _open(self, moved: bool, day: dt.date | None = None, words: str | None = None) -> None:
        screen = self.screen
        week, day = screen.week, day or screen.today
        self._day = day
        if week is None:
            screen.say(screen.unreadable, bad=True)
            return
        section = day_section(week, day) if not week.task_tables else None
        editor = f"{screen.keymap.called('editor')} opens your editor"
        if not week.task_tables and section is None:
            screen.say(f"This week has no task table, and no list of today, to log in: {editor}.", bad=True)
            return
        number = day_row(week, day)
        if screen.narrow is not None:
            screen.run_command("filter_clear")  # today's row may be filtered out
        place = self._place(week, number) if section is None else self._end_of(section)
        if place is None:
            screen.say(f"The tasks of this week cannot be shown here: {editor}.", bad=True)
            return
        view = screen.view
        pane = view.panes[place.pane]
        view.folds.pop(pane.id, None)
        if not view.go(place):
            view.lay_out()
        row = view.row
        name = f"item · {long_date(day)}" + ("" if number is not None or section is not None else " · new row")
        screen.toast.hide()
        screen.editing.open(
            Draft("item", "", name, pane, row, place.column, new=True, asks=self._asks, kept=lambda: self._kept(moved)),
            words,
        )

    def _place(self, week: Week, number: int | None) -> Cursor | None:
        """Where the editor stands: over today's row, else over the line below the tasks it will follow."""
        spot = place_for(week, self._day)
        tables = {t.table: t for t in week.task_tables}
        for p, pane in enumerate(self.screen.view.panes):
            tasks = [(r, row) for r, row in enumerate(pane.rows) if row.kind == "task"]
            for r, row in tasks:
                if row.at == (number,):
                    return Cursor(p, r, item_column(tables[week.tasks[row.at[0] - 1].table]).index)
            if number is None and (tasks or pane.noun == "task") and spot is not None:
                mine = [r for r, row in tasks if week.tasks[row.at[0] - 1].table == spot.table.table]
                if mine or not spot.table.tasks:
                    return Cursor(p, len(pane.rows) - 1)
        return None

    def _end_of(self, section: int) -> Cursor | None:
        """The line below a section's list."""
        panes = self.screen.view.panes
        return next((Cursor(p, len(pane.rows) - 1) for p, pane in enumerate(panes) if pane.section == section), None)

    def _asks(self, week: Week, words: str) -> Sequence[Intention]:
        self._added = None
        if not words.strip():
            return ()
        try:
            self._added = add_item(week, words, self._day)
        except Refused as refused:
            raise ValueError(str(refused)) from refused
        return self._added.intentions

    def _kept(self, moved: bool) -> None:
        """The cursor on the row, and where the words went."""
        screen, added = self.screen, self._added
        if added is None or screen.week is None:
            return
        for p, pane in enumerate(screen.view.panes):
            if added.section is not None and pane.section == added.section:
                screen.view.go(Cursor(p, max((r for r, row in enumerate(pane.rows) if row.kind == "item"), default=0)))
            for r, row in enumerate(pane.rows):
                if row.kind == "task" and row.at == (added.task,):
                    table = next(t for t in screen.week.task_tables if any(x.number == added.task for x in t.tasks))
                    screen.view.go(Cursor(p, r, item_column(table).index))
        week = f"Week {screen.week.number}, " if moved and screen.week.number is not None else ""
        links = f" · {count(len(added.links), 'link')} to the references" if added.links else ""
        where = "a new row for " if added.made else ""
        screen.say(f"Added to {where}{week}{long_date(self._day)}{links} · a adds another")

    # --- the week that is missing --------------------------------------------------------------------------------

    def today_found(self) -> None:
        """Today has a week: nothing is offered any more."""
        self.missing = None
        self._take_banner_away()

    def today_missing(self, missing: Missing, *, asked: bool) -> None:
        """Shows the banner; ``asked``: the person wants to go there, so it gets the focus, or the reason is said."""
        screen = self.screen
        self.missing = missing
        screen.weeks.today = -1
        screen.weeks.refresh()
        recent = missing.first is not None and missing.newest is not None and missing.first - missing.newest <= OLD
        if missing.why != "next" or not (asked or recent):
            self._take_banner_away()
            if asked and missing.at is not None:  # its page is there: its dates can be corrected
                language = screen.page.language if screen.page is not None else screen.language
                screen.go_to_page(screen.session.journal.weeks[missing.at].page(language))
            if asked:
                screen.say(f"{missing.sentence()}.", bad=True)
            return
        self._put_banner(missing)
        if asked or not (screen.commanding.touched or screen.editor is not None):
            screen.toast.hide()
            screen.set_focus(self.banner)

    def go_to_banner(self) -> bool:
        """The focus goes to the banner, where there is one."""
        if not self.screen.desk.banner:
            return False
        self.screen.set_focus(self.banner)
        return True

    def _put_banner(self, missing: Missing) -> None:
        from worklog_tui.tui.widgets.banner import Banner

        screen = self.screen
        if self.banner is None:
            self.banner = Banner(screen.bar, "starts it", screen.keymap.called("new_week"), self.start_week)
            screen.mount(self.banner)
        self.banner.say(missing.sentence())
        if not screen.desk.banner:
            screen.desk.banner = True
            screen.refresh(layout=True)

    def _take_banner_away(self) -> None:
        screen = self.screen
        if not screen.desk.banner:
            return
        if screen.focused is self.banner:
            screen.set_focus(screen.view)
        screen.desk.banner = False
        screen.refresh(layout=True)

    def start_week(self, *, log: bool = True) -> None:
        """Shows the week before it is made, with a field for its first item; ``log``: one begins in that."""
        screen = self.screen
        screen.set_focus(screen.view)
        starting = screen.room("newweek")
        starting.start(starting.words, self._first_item, log=log)

    def _first_item(self, words: str) -> None:
        """Into the week just made, where it holds today."""
        screen, week = self.screen, self.screen.week
        self._day = screen.today
        if week is None or not holds(dated(week, screen.today).days, screen.today):
            screen.room("newweek").words = words
            screen.say(f"This week does not hold today: “{words}” was not added.", bad=True)
            return
        try:
            asked = self._asks(week, words)
        except ValueError as error:
            self.put_back(screen.today.isoformat(), words)
            screen.say(str(error), bad=True)
            return
        if screen.editing.execute(list(asked), f"item · {long_date(screen.today)}"):
            self._kept(moved=True)

    # --- finishing -----------------------------------------------------------------------------------------------

    def can_finish(self) -> bool:
        """On tasks."""
        return self.screen.where == "page" and bool(self.screen.marks.chosen_tasks())

    can_day_later = can_day_earlier = can_finish

    def do_finish(self) -> None:
        from worklog_tui.worklog.day.closing import finish

        self.new_day()
        screen, week = self.screen, self.screen.week
        tasks = screen.marks.chosen_tasks()
        if week is None or not tasks:
            screen.say("Select a task to finish it.")
            return
        try:
            found = {number: finish(week, number, screen.today) for number in tasks}
        except Refused as refused:
            screen.say(str(refused), bad=True)
            return
        others = [number for number, one in found.items() if one.other]
        if len(tasks) == 1 and others:
            self._ask_end(tasks[0], found[tasks[0]])
            return
        asked = [one for result in found.values() for one in result.intentions]
        name = f"task {tasks[0]}" if len(tasks) == 1 else count(len(tasks), "task")
        left = f" · {count(len(others), 'task')} kept another end date: d on each asks" if others else ""
        if not asked:
            screen.say(f"Nothing to finish{left}." if left else f"Finished already: {name}.")
        elif screen.editing.execute(asked, f"finish {name}"):
            screen.say(f"Finished {name}, {long_date(screen.today)}{left} · {screen.keymap.undoes}")

    def _ask_end(self, number: int, found: Finish) -> None:
        from worklog_tui.tui.screens.picker import Choice, Picker
        from worklog_tui.tui.view import text
        from worklog_tui.worklog.cells.display import plain
        from worklog_tui.worklog.day.closing import finish

        screen, before = self.screen, self.screen.week
        held = long_date(found.date) if found.date is not None else f"“{text.cut(plain(found.other), 30)}”"
        choices = [Choice("keep", f"Keep {held}"), Choice("today", f"End it today, {long_date(screen.today)}")]

        def answer(choice: str | None) -> None:
            week = screen.week
            if choice is None or week is None or week is not before:
                return
            asked = found.intentions if choice == "keep" else finish(week, number, screen.today, over=True).intentions
            if asked and screen.editing.execute(list(asked), f"finish task {number}"):
                screen.say(f"Finished task {number} · {screen.keymap.undoes}")

        screen.app.push_screen(Picker(f"Task {number} ends on {held}", choices), answer)

    # --- a day later, a day earlier ------------------------------------------------------------------------------

    def do_day_later(self) -> None:
        self._shift(1)

    def do_day_earlier(self) -> None:
        self._shift(-1)

    def _shift(self, by: int) -> None:
        from worklog_tui.worklog.day.closing import shift

        screen, week = self.screen, self.screen.week
        tasks = screen.marks.chosen_tasks()
        if week is None or not tasks:
            screen.say("Select a task to move its dates by a day.")
            return
        try:
            asked = [one for number in tasks for one in shift(week, number, by, screen.view.cursor.column)]
        except Refused as refused:
            screen.say(str(refused), bad=True)
            return
        name = f"task {tasks[0]}" if len(tasks) == 1 else count(len(tasks), "task")
        way = f"{name} a day {'later' if by > 0 else 'earlier'}"
        if screen.editing.execute(asked, way):
            now = self._dates_of(tasks[0]) if len(tasks) == 1 else ""
            screen.say(f"{name.capitalize()}: {now}" if now else way.capitalize())

    def _dates_of(self, number: int) -> str:
        """The dates a task has now."""
        week = self.screen.week
        task = week.tasks[number - 1] if week is not None and number <= len(week.tasks) else None
        if task is None:
            return ""
        start, end = task.start.date, task.end.date
        said = [long_date(date) for date in dict.fromkeys((start, end)) if date is not None]
        return " – ".join(said) or task.day.text.strip()

    # --- dates as typed ------------------------------------------------------------------------------------------

    def date_draft(self, draft: Draft) -> Draft:
        """The draft of a date: what is typed is read as a date, and shown before it is taken."""
        from worklog_tui.tui.dating import Dating

        self.new_day()
        screen = self.screen
        if screen.week is None or draft.row is None:
            return draft
        week_day = screen.today if holds(dated(screen.week, screen.today).days, screen.today) else None
        dating = Dating(draft.row.at[0], draft.column, draft.text, screen.today, week_day)
        week = screen.week
        return draft._replace(asks=dating.asks, means=lambda words: dating.means(week, words))
