"""The shelf of references: opened, put into the current task, followed into the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import Paste
from textual.message import Message

from worklog_tui.document.model import Refused
from worklog_tui.tui import links
from worklog_tui.tui.shelf_reader import ShelfReader, Shelved
from worklog_tui.tui.view import text
from worklog_tui.tui.view.panes import FRONT, LINKS
from worklog_tui.worklog.links.edits import Inserted, insert_reference, place_for

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from worklog_tui.session.journal import PageRef
    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.tui.screens.shelf import Picked
    from worklog_tui.worklog.finding.shelf import ShelfEntry


class Gathered(Message):
    """The reading thread has news."""

    def __init__(self, shelved: Shelved) -> None:
        super().__init__()
        self.shelved = shelved


class Shelf:
    """What is known of the journal's references, and what is done with them."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen
        self.shelved = Shelved()
        self._reader = ShelfReader(screen.session)

    def close(self) -> None:
        """The screen goes: so does the thread."""
        self._reader.close()

    def prepare(self, tell: Callable[[Shelved], None] | None = None) -> None:
        """Begins to gather; ``tell`` is called in another thread."""

        def told(shelved: Shelved) -> None:
            self.shelved = shelved
            if tell is not None:
                tell(shelved)

        self._reader.read(told)

    def labels(self) -> dict[str, str]:
        """Label by target, as far as they are known, those of the shown page's language first."""
        language = self.screen.page.language if self.screen.page is not None else None
        return {e.target: label for e in self.shelved.entries if (label := e.label_in(language))}

    # --- commands ------------------------------------------------------------------------------------------------

    def do_shelf(self) -> None:
        self._open(inserting=False)

    def do_reference(self) -> None:
        try:
            self.place()
        except Refused as refused:
            self.screen.say(str(refused))
            return
        self._open(inserting=True)

    def pasted(self, event: Paste) -> None:
        """An address pasted while no field is open is put in as a reference; other words wait for a field."""
        event.stop()
        words, screen = event.text.split(), self.screen
        if len(words) != 1 or "://" not in words[0]:
            screen.say("Open a field first: Enter for the highlighted one, a for an item of today. Then paste.")
            return
        self.do_reference()
        if screen.app.screen is not screen:
            screen.app.screen.post_message(Paste(words[0]))

    def can_reference(self) -> bool:
        """Whether the cursor is where a reference can be put."""
        pane = self.screen.view.pane
        return self.screen.week is not None and pane is not None and pane.id != FRONT

    def _open(self, *, inserting: bool) -> None:
        from worklog_tui.tui.screens.shelf import ShelfScreen

        screen = self.screen
        if screen.editor is not None:
            return
        shelf = ShelfScreen(screen, self.shelved, inserting=inserting)

        def tell(shelved: Shelved) -> None:
            shelf.post_message(Gathered(shelved))

        self.prepare(tell)
        screen.app.push_screen(shelf, self._picked)

    def _picked(self, picked: Picked | None) -> None:
        if picked is None:
            return
        if picked.what == "insert":
            self.insert(picked.label, picked.target)
        elif picked.page is not None:
            self.screen.go_to_page(picked.page)
            self._stand_on(picked.target)
        elif picked.what == "follow":
            self.follow(picked.target)

    # --- putting in ----------------------------------------------------------------------------------------------

    def place(self) -> Inserted:
        """Where a reference is put: the selected task, item or part. Raises Refused."""
        screen = self.screen
        week, pane, row = screen.week, screen.view.pane, screen.view.row
        if week is None or pane is None or pane.id == FRONT:
            raise Refused("Select a task, an item or a part of the page to put a reference there.")
        if row is not None and row.kind == "task":
            return place_for(week, row.at[0])
        if row is not None and row.kind == "link":
            return place_for(week, link=row.at[0])
        if row is not None and row.kind == "item":
            return Inserted(list=row.at[0], item=row.at[1], level=row.level)
        if pane.id == LINKS or pane.section is None:
            raise Refused("Select a task, an item or a part of the page to put a reference there.")
        tasks = [other.at[0] for other in pane.rows if other.kind == "task"]
        if tasks and row is not None:
            raise Refused("Select the task the reference belongs to.")
        return Inserted(section=pane.section)

    def insert(self, label: str, target: str) -> None:
        """The reference into the selected task, item or part."""
        screen = self.screen
        week = screen.week
        if week is None:
            return
        try:
            place = self.place()
            asked = insert_reference(week, place, label, target)
        except Refused as refused:
            screen.say(str(refused), bad=True)
            return
        name = text.cut(text.clean(label or target), 40)
        if screen.editing.execute(asked, f"add reference {name}"):
            where = f"task {place.task}" if place.task is not None else "the page"
            screen.say(f"“{name}” added to {where} · {screen.keymap.called('undo')} takes it back")

    # --- following -----------------------------------------------------------------------------------------------

    def follow(self, target: str) -> bool:
        """A target inside the site: shows its page, or says its file. False: it leads elsewhere."""
        from worklog_tui.session.inside import follow

        screen = self.screen
        page = screen.page
        found = follow(screen.session.journal, page, target) if page is not None else None
        if found is None:
            return False
        shown = text.cut(text.clean(target), 60)
        if found.page is not None:
            if found.page == page:
                screen.say(f"{shown} is on this page.")
            else:
                screen.go_to_page(found.page)
        elif found.file is None:
            screen.say(f"{shown} stays inside the site, but nothing lies there.", bad=True)
        else:
            self._file(found.file)
        return True

    def _file(self, file: Path) -> None:
        from worklog_tui.tui.screens.picker import Choice, Picker

        screen = self.screen
        rel = file.relative_to(screen.session.journal.root).as_posix()
        if file.suffix not in (".md", ".markdown", ".html", ".txt", ".toml", ".yaml", ".yml", ".json", ".csv"):
            screen.say(f"Inside the site: {text.cut(text.clean(rel), 80)}")
            return
        choices = [Choice("editor", "Open it in $EDITOR"), Choice("stay", "Stay here")]
        screen.app.push_screen(
            Picker(f"Inside the site: {rel}", choices),
            lambda name: screen.looking.edit_outside(None, str(file)) if name == "editor" else None,
        )

    def _stand_on(self, target: str) -> None:
        """The cursor on the row that uses this target."""
        from worklog_tui.tui.view.hit_places import place_of
        from worklog_tui.worklog.finding.search import units

        screen = self.screen
        week = screen.week
        if week is None:
            return
        raw = {week.document.text(week.document.links[r.link].span) for r in week.references if r.target == target}
        unit = next((u for u in units(week) if u.link and any(u.raw == one.replace("\\|", "|") for one in raw)), None)
        if unit is not None:
            screen.commanding.touched = True
            screen.view.go(place_of(screen.view.panes, unit.spot, week))


def host_of(entry: ShelfEntry) -> str:
    """What is shown of where it leads: the host, or that it stays inside."""
    host = links.host_of(entry.target)
    if host:
        return host
    return "inside the site" if "://" not in entry.target and ":" not in entry.target.split("/", 1)[0] else "not opened"


def pages_of(entry: ShelfEntry, pages: dict[str, PageRef]) -> list[PageRef]:
    """The pages that use it, each once."""
    return [pages[path] for path in dict.fromkeys(use.path for use in entry.uses) if path in pages]
