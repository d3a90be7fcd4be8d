"""Copy and paste: rows inside the app (y, p), Markdown to the system's clipboard (Y, by OSC 52 through Textual)."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from worklog_tui.document.model import Refused
from worklog_tui.storage.errors import PageUnreadable
from worklog_tui.tui.rooms.rows import items_of, tasks_of
from worklog_tui.tui.view.panes import FRONT, LINKS
from worklog_tui.tui.view.people import count
from worklog_tui.tui.widgets.pageview import Cursor

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from worklog_tui.session.nouns import PageRef
    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.tui.view.panes import Pane, Row
    from worklog_tui.worklog.intentions import Intention
    from worklog_tui.worklog.model import Week
    from worklog_tui.worklog.rows.copying import Clip, Twins
    from worklog_tui.worklog.rows.transfer import Pasted

_LONG: Final = 74_000
"""Bytes of text beyond which terminals are known to ignore OSC 52 (xterm and its likes take 100,000 of base64)."""


class _Last(NamedTuple):
    """What Y copied last: pressed again on the same place it copies more."""

    week: Week
    place: object
    wide: int


class Clipboard:
    """What was copied is kept by the app: it is there in every week, and in another journal."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen
        self._last: _Last | None = None

    @property
    def clip(self) -> Clip | None:
        """What was copied."""
        found: Clip | None = getattr(self.screen.app, "clip", None)
        return found

    # --- inside the app ------------------------------------------------------------------------------------------

    def do_copy(self) -> None:
        screen, week = self.screen, self.screen.week
        from worklog_tui.worklog.rows.copying import Clip, copy_items, copy_links, copy_tasks

        rows = self._rows()
        clip = Clip()
        if week is not None:
            links = [row.at[0] for row in rows if row.kind == "link"]
            clip = Clip(copy_tasks(week, tasks_of(rows)), copy_items(week, items_of(rows)), copy_links(week, links))
        if week is None or not clip.size:
            more = screen.keymap.called("copy_markdown")
            screen.say(f"Tasks, items and references are copied as rows; {more} copies anything as Markdown.")
            return
        clip = clip._replace(twins=self._twins(week, tasks_of(rows)), language=week.language)
        screen.app.clip = clip  # type: ignore[attr-defined]
        screen.say(f"Copied {size_of(clip)} · {screen.keymap.called('paste')} pastes below the cursor, in any week")

    def _twins(self, week: Week, numbers: Sequence[int]) -> tuple[Twins, ...]:
        """What the same tasks say on the page's twins: pasted, each language gets its own words."""
        from worklog_tui.worklog.rows.copying import copy_twin

        session, page = self.screen.session, self.screen.page
        found = []
        for twin in session.lockstep.twins(page) if page is not None and numbers else ():
            if self.screen.commanding.waits(twin):
                continue
            with suppress(PageUnreadable):
                waiting = [(text.task, text.text) for text in session.lockstep.to_translate(twin)]
                found.append(copy_twin(week, session.week(twin), numbers, waiting))
        return tuple(one for one in found if one is not None)

    def _rows(self) -> Sequence[Row]:
        """The marked rows, the selected one; on a heading all rows of its part."""
        screen = self.screen
        rows = screen.marks.chosen()
        if not rows and screen.view.row is None and screen.view.pane is not None:
            return screen.view.pane.rows
        return rows

    def do_paste(self) -> None:
        screen, week, clip = self.screen, self.screen.week, self.clip
        pane = screen.view.pane
        if clip is None:
            screen.say(f"Nothing is copied yet: {screen.keymap.called('copy')} on a row copies it.")
        elif week is None or pane is None or pane.id in (FRONT, LINKS) or pane.section is None:
            screen.say("Go to a task, or to a list, to paste there.")
        else:
            try:
                self._paste(week, pane, clip, keep=None)
            except (Refused, PageUnreadable) as error:
                screen.say(str(error), bad=True)

    def _paste(self, week: Week, pane: Pane, clip: Clip, keep: bool | None) -> None:
        """Asks first where something would be lost; ``keep``: the answer."""
        from worklog_tui.worklog.rows import transfer

        row = self.screen.view.row
        if pane.noun == "task" and clip.tasks:
            own = clip.words(week.language)
            tasks = own.tasks if own is not None else clip.tasks
            found = transfer.paste_tasks(week, tasks, self._after(pane, row), keep=bool(keep))
            if found.lost and keep is None:
                self._ask(week, pane, clip, found.lost)
                return
            if clip.twins and self._in_each_language(week, pane, clip, found):
                return
        elif row is not None and row.kind == "task":
            number = row.at[0]
            links, items = clip.links, clip.items
            found = transfer.paste_links(week, links, number) if links else transfer.paste_lines(week, items, number)
        else:
            found = self._items(week, pane, row, clip)
        self._make(found, size_of(clip))

    def _in_each_language(self, week: Week, pane: Pane, clip: Clip, found: Pasted) -> bool:
        """Pastes on the page and on its twins, each the words of its own language; False: the clip has not all."""
        from worklog_tui.worklog.rows import transfer
        from worklog_tui.worklog.twins.pairing import Copied, pairing

        session, page = self.screen.session, self.screen.page
        if page is None or session.lockstep.mode != "mirror":
            return False
        twins = [(twin, session.week(twin)) for twin in session.lockstep.twins(page)]
        words = [clip.words(there.language) for _, there in twins]
        own = [one for one in words if one is not None]
        after = self._after(pane, self.screen.view.row)
        if not twins or len(own) < len(words) or any(pairing(week, there).reason("tasks") for _, there in twins):
            return False
        changes: list[tuple[PageRef, Sequence[Intention]]] = [(page, found.intentions)]
        for (twin, there), one in zip(twins, own, strict=True):
            changes.append((twin, transfer.paste_tasks(there, one.tasks, after, keep=True).intentions))
        what = size_of(clip)
        session.execute_together(changes, f"paste {what}")
        for (twin, _), one in zip(twins, own, strict=True):
            session.lockstep.marks.add(twin, session.week(twin), [Copied("tasks", text) for text in one.waiting])
        old = self.screen.view.cursor
        row = self.screen.view.row
        self.screen.take_week(session.peek(page))
        self._pasted(old, row, f"{what} · {', '.join(one.language for one in own)} too")
        return True

    def _after(self, pane: Pane, row: Row | None) -> int | None:
        """The task rows are pasted below; on the heading: above the first one."""
        if row is not None and row.kind == "task":
            return row.at[0]
        numbers = [one.at[0] for one in pane.rows if one.kind == "task"]
        if row is None and numbers:
            return numbers[0] - 1
        return numbers[-1] if numbers else None

    def _items(self, week: Week, pane: Pane, row: Row | None, clip: Clip) -> Pasted:
        from worklog_tui.worklog.rows import transfer

        items = transfer.as_items(clip)
        if row is not None and row.kind == "item":
            return transfer.paste_items(week, items, *row.at)
        there = [one.at for one in pane.rows if one.kind == "item"]
        if there and row is None:
            return transfer.paste_items(week, items, there[0][0], -1)
        if there:
            last = there[-1][0]
            top = max(at for at, item in enumerate(week.document.lists[last].walk()) if item.level == 0)
            return transfer.paste_items(week, items, last, top)
        if pane.section is None:
            raise Refused("Go to a task, or to a list, to paste there.")
        return transfer.paste_first_items(week, items, pane.section)

    def _ask(self, week: Week, pane: Pane, clip: Clip, lost: Sequence[str]) -> None:
        ask_lost(self.screen, lost, lambda keep: self._again(week, pane, clip, keep))

    def _again(self, week: Week, pane: Pane, clip: Clip, keep: bool) -> None:
        if self.screen.week is not week:
            self.screen.say("The page has changed meanwhile: paste again.", bad=True)
            return
        try:
            self._paste(week, pane, clip, keep)
        except (Refused, PageUnreadable) as error:
            self.screen.say(str(error), bad=True)

    def _make(self, pasted: Pasted, what: str) -> None:
        screen = self.screen
        old, row = screen.view.cursor, screen.view.row
        if screen.editing.execute(pasted.intentions, f"paste {what}"):
            self._pasted(old, row, what)

    def _pasted(self, old: Cursor, row: Row | None, what: str) -> None:
        """The cursor goes to what was pasted below ``row``."""
        screen, view = self.screen, self.screen.view
        if row is not None and row.kind in ("task", "item") and view.row is not None and view.row.kind == row.kind:
            pane = view.pane
            level, at = row.level, old.row + 1
            while row.kind == "item" and pane is not None and at < len(pane.rows) and pane.rows[at].level > level:
                at += 1
            view.go(Cursor(old.pane, at, old.column))
        screen.say(f"Pasted {what} · {screen.keymap.undoes}")

    # --- the system's clipboard ----------------------------------------------------------------------------------

    def do_copy_markdown(self) -> None:
        screen, week = self.screen, self.screen.week
        if week is None:
            screen.say("There is nothing to copy here.")
            return
        rows = screen.marks.chosen() if screen.where == "page" else ()
        pane = screen.view.pane
        place = (screen.where, tuple(rows), screen.view.cursor)
        again = self._last is not None and self._last.week is week and self._last.place == place
        texts = _texts(week, rows, pane if screen.where == "page" else None)
        wide = (self._last.wide + 1) % len(texts) if again and self._last is not None else 0
        self._last = _Last(week, place, wide)
        what, words = texts[wide]
        screen.app.copy_to_clipboard(words)
        size = len(words.encode())
        more = (
            f" · {screen.keymap.called('copy_markdown')} again: {texts[wide + 1][0]}" if wide + 1 < len(texts) else ""
        )
        long = f" ({size // 1000} kB: more than some terminals take)" if size > _LONG else ""
        screen.say(f"Copied as Markdown to the clipboard: {what}{long}{more}")

    # --- where they apply ----------------------------------------------------------------------------------------

    def can_copy(self) -> bool:
        """On tasks, items and references."""
        kinds = {row.kind for row in self._rows()}
        return self.screen.where == "page" and bool(kinds & {"task", "item", "link"})

    def can_paste(self) -> bool:
        """Where something is copied, in a part with rows of its own."""
        pane = self.screen.view.pane
        return self.screen.where == "page" and self.clip is not None and pane is not None and pane.section is not None

    def can_copy_markdown(self) -> bool:
        """On every page that could be read."""
        return self.screen.week is not None


def _texts(week: Week, rows: Sequence[Row], pane: Pane | None) -> list[tuple[str, str]]:
    """What Y copies, and what when it is pressed again: the rows or the section, the task table, the page."""
    from worklog_tui.worklog.rows import as_markdown as out

    found: list[tuple[str, str]] = []
    if rows:
        links = [row.at[0] for row in rows if row.kind == "link"]
        blocks = [week.document.blocks[row.at[0]].span for row in rows if row.kind in ("text", "raw") and row.at]
        parts = [
            out.tasks_markdown(week, tasks_of(rows)), out.items_markdown(week, items_of(rows)),
            out.links_markdown(week, links), *(week.document.text(span).strip("\r\n") for span in blocks),
            *(f"{row.cells[0].text}: {row.cells[1].text}" for row in rows if row.kind == "front"),
        ]  # fmt: skip
        found.append((count(len(rows), _noun(rows)), "\n\n".join(part for part in parts if part)))
    elif pane is not None and pane.section is not None and pane.noun != "task":
        found.append((f"“{pane.title}”", out.section_markdown(week, pane.section)))
    if week.task_tables:
        found.append(("the week's task table", out.table_markdown(week)))
    return [*found, ("the whole page", out.page_markdown(week))]


def _noun(rows: Sequence[Row]) -> str:
    kinds = {row.kind for row in rows}
    names = {"task": "task", "item": "item", "link": "reference", "front": "value", "text": "paragraph", "raw": "block"}
    return names.get(next(iter(kinds)), "row") if len(kinds) == 1 else "row"


def size_of(clip: Clip) -> str:
    """What was copied, in words."""
    parts = [(len(clip.tasks), "task"), (len(clip.items), "item"), (len(clip.links), "reference")]
    return " and ".join(count(number, noun) for number, noun in parts if number)


def ask_lost(screen: MainScreen, lost: Sequence[str], answer: Callable[[bool], None]) -> None:
    """Says what the table here has no column for, and asks where it is to go; no answer, no paste."""
    from worklog_tui.tui.screens.picker import Choice, Picker

    choices = [
        Choice("keep", "Write it below the task's words"), Choice("drop", "Leave it out"), Choice("no", "Do nothing"),
    ]  # fmt: skip
    told = ", ".join(lost[:3]) + (f" and {len(lost) - 3} more" if len(lost) > 3 else "")
    screen.app.push_screen(
        Picker(f"No column here for {told}", choices),
        lambda name: answer(name == "keep") if name in ("keep", "drop") else None,
    )
