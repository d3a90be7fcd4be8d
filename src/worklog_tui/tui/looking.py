"""Commands that look and leave, and those for the whole page: links, front matter, $EDITOR, palette, quitting."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from worklog_tui.storage.errors import PageUnreadable, short_name
from worklog_tui.tui import links
from worklog_tui.tui.commands import BY_ID, available
from worklog_tui.tui.offers import applies
from worklog_tui.tui.view import text
from worklog_tui.tui.view.panes import reference_label
from worklog_tui.tui.view.people import count
from worklog_tui.worklog.cells.display import plain
from worklog_tui.worklog.intentions import AddFrontMatter

if TYPE_CHECKING:
    from worklog_tui.session.nouns import PageRef
    from worklog_tui.tui.app import WorklogApp
    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.worklog.model import Reference, Week


class Looking:
    """Looks on the main screen."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen

    # --- links ---------------------------------------------------------------------------------------------------

    def references(self) -> tuple[Reference, ...]:
        """The references of the selected row, or of the whole part on its heading."""
        week, row, pane = self.screen.week, self.screen.view.row, self.screen.view.pane
        if week is None or pane is None:
            return ()
        if row is None:
            if pane.section is None:
                return week.references
            span = week.sections[pane.section].span
        elif row.kind == "task":
            return week.tasks[row.at[0] - 1].references
        elif row.kind == "link":
            return tuple(r for r in week.references if r.link == row.at[0])
        elif row.kind == "item":
            span = week.document.lists[row.at[0]].walk()[row.at[1]].span
        elif row.kind == "cell":
            table = week.document.tables[row.at[0]]
            span = (table.rows[row.at[1]] if row.at[1] >= 0 else table.header).span
        elif row.kind in ("text", "raw") and row.at:
            span = week.document.blocks[row.at[0]].span
        else:
            return ()
        return tuple(r for r in week.references if span.start <= week.document.links[r.link].span.start < span.end)

    def do_open_link(self) -> None:
        screen = self.screen
        found = list({r.target: r for r in self.references()}.values())
        if not found:
            screen.say("No link in this row.")
        elif len(found) == 1:
            self._open(found[0])
        else:
            from worklog_tui.tui.screens.picker import Choice, Picker

            choices = [
                Choice(str(i), reference_label(r.label, r.target), links.host_of(r.target) or "not a web address")
                for i, r in enumerate(found)
            ]
            screen.app.push_screen(
                Picker("Open which link?", choices), lambda at: self._open(found[int(at)]) if at else None
            )

    def _open(self, reference: Reference) -> None:
        screen = self.screen
        if not links.host_of(reference.target) and screen.room("shelf").follow(reference.target):
            return
        try:
            links.open_in_browser(reference.target, screen.late_say)
        except links.NotOpened as error:
            screen.say(f"{error} ({text.cut(text.clean(reference.target), 60)})", bad=True)
        else:
            screen.say(f"Opening {links.host_of(reference.target)} in the browser")

    # --- front matter --------------------------------------------------------------------------------------------

    def do_add_front_matter(self) -> None:
        screen = self.screen
        week, page = screen.week, screen.page
        if week is None or page is None:
            screen.say("There is no page here to add front matter to.")
            return
        title = first_title(week, page)
        if screen.editing.execute(AddFrontMatter((("title", title),)), "add front matter"):
            screen.say(f"Front matter added: “{text.cut(text.clean(title), 40)}” · {screen.keymap.undoes}")

    # --- $EDITOR -------------------------------------------------------------------------------------------------

    def do_editor(self) -> None:
        if self.screen.page is not None:
            self.edit_outside(self.screen.page)

    def edit_outside(self, page: PageRef | None, beside: str = "", line: int | None = None) -> None:
        """The page in $EDITOR (``beside``: a second file with it); what was changed there is one edit, as one of ours.

        None: the second file alone, at ``line``.
        """
        from worklog_tui.tui import editor_cmd

        screen = self.screen
        environ = dict(os.environ)
        if screen.settings_editor:
            environ["VISUAL"] = screen.settings_editor
        line = self._line() if page is not None and page == screen.page else line
        try:
            words = editor_cmd.command(environ, page.path if page is not None else Path(beside), line)
        except editor_cmd.NoEditor as error:
            screen.say(str(error), bad=True)
            return
        screen.session.flush(5.0)
        if page is not None:
            screen.session.outside.hold(page)
        failure = ""
        with screen.app.suspend():
            try:
                code = editor_cmd.run([*words, beside] if beside and page is not None else words)
                failure = f"{os.path.basename(words[0])} ended with an error ({code})." if code else ""
            except editor_cmd.NoEditor as error:
                failure = str(error)
        screen.app.refresh(layout=True)
        self._take_in(page, os.path.basename(words[0]), failure)

    def _take_in(self, page: PageRef | None, editor: str, failure: str) -> None:
        """What the editor has written."""
        screen = self.screen
        lines = 0
        if page is not None:
            with suppress(PageUnreadable):  # the screen says it
                lines = screen.session.outside.adopt(page, f"edited in {editor}")
        others = [p for p in screen.session.refresh() if page is None or p.rel != page.rel]
        screen.reread()
        if failure:
            screen.say(failure, bad=True)
        elif lines and page is not None:
            name = f"Week {page.number}" if page.number is not None else short_name(page.path)
            screen.say(f"{editor} changed {count(lines, 'line')} of {name} · {screen.keymap.undoes}")
        elif page is not None and screen.session.in_conflict(page):
            screen.room("outside").ask(page)
        else:
            screen.say(f"{count(len(others), 'page')} read again." if others else "The page reads as before.")

    def _line(self) -> int | None:
        week, row = self.screen.week, self.screen.view.row
        if week is None or row is None:
            return None
        if row.kind == "task":
            return week.tasks[row.at[0] - 1].line
        if row.kind == "item":
            return week.document.lists[row.at[0]].walk()[row.at[1]].line
        if row.kind == "cell":
            table = week.document.tables[row.at[0]]
            return (table.rows[row.at[1]] if row.at[1] >= 0 else table.header).line
        if row.kind in ("text", "raw") and row.at:
            return week.document.blocks[row.at[0]].line
        return None

    def do_reload(self) -> None:
        screen = self.screen
        changed = screen.session.refresh()
        screen.reread()
        conflict = next((p for p in screen.session.unsaved() if screen.session.in_conflict(p)), None)
        if conflict is None or not screen.room("outside").ask(conflict):
            screen.say(f"{count(len(changed), 'page')} read again." if changed else "Nothing has changed on disk.")

    # --- help and commands ---------------------------------------------------------------------------------------

    def do_help(self) -> None:
        from worklog_tui.tui.screens.help import HelpScreen

        self.screen.app.push_screen(HelpScreen(self.screen.keymap))

    def do_palette(self) -> None:
        self._menu("Commands", narrow=True)

    def context_menu(self, at: tuple[int, int]) -> None:
        """The commands that apply to what was clicked."""
        self._menu("Commands here", at=at)

    def _menu(self, title: str, *, narrow: bool = False, at: tuple[int, int] | None = None) -> None:
        from worklog_tui.tui.screens.picker import Choice, Picker

        screen = self.screen
        offered = [c for c in available(screen.where) if c.menu and applies(screen, c.id, strict=at is not None)]
        choices = [Choice(c.id, c.label, screen.keymap.names(c), c.group) for c in offered]
        screen.app.push_screen(
            Picker(title, choices, narrow=narrow, at=at),
            lambda name: screen.run_command(BY_ID[name].id) if name else None,
        )

    def do_theme(self) -> None:
        app: WorklogApp = self.screen.app  # type: ignore[assignment]
        if failure := app.change_setting("theme", "light" if app.current_theme.dark else None):
            self.screen.say(f"For this run only: {failure}", bad=True)

    # --- leaving -------------------------------------------------------------------------------------------------

    def do_save(self) -> None:
        screen = self.screen
        session = screen.session
        if session.flush(5.0):
            screen.say("Everything is written.")
            return
        pages = sorted(session.unsaved(), key=lambda page: page != screen.page)  # the shown one first
        conflict = next((page for page in pages if session.in_conflict(page)), None)
        if conflict is None or not screen.room("outside").ask(conflict):
            why = next((words for page in pages if (words := session.failure(page))), None)
            screen.say(why or "Not everything is written yet.", bad=True)

    def do_open_journal(self) -> None:
        self.screen.app.show_start()  # type: ignore[attr-defined]

    def do_back(self) -> None:
        screen = self.screen
        if screen.where == "weeks":
            screen.enter_page()
        elif screen.app.has_journals:  # type: ignore[attr-defined]
            from worklog_tui.tui.going import leave_journal

            leave_journal(screen.app)  # type: ignore[arg-type]
        else:
            self.do_quit()

    def do_quit(self) -> None:
        screen = self.screen
        if screen.editor is not None and screen.editing.changed:
            self._ask(
                "An edit is open and not yet kept",
                [("keep", "Keep it and quit"), ("drop", "Forget it and quit"), ("stay", "Stay")],
            )
        else:
            self._go()

    def _ask(self, title: str, options: list[tuple[str, str]]) -> None:
        from worklog_tui.tui.screens.picker import Choice, Picker

        self.screen.app.push_screen(Picker(title, [Choice(name, label) for name, label in options]), self._answer)

    def _answer(self, name: str | None) -> None:
        screen = self.screen
        if name in ("keep", "drop"):
            if screen.editing.leave(keep=name == "keep"):
                self._go()
        elif name == "quit":
            screen.app.exit()

    def _go(self) -> None:
        screen = self.screen
        if screen.session.flush(10.0):
            screen.app.exit()
            return
        session = screen.session
        why = next((words for page in session.unsaved() if (words := session.failure(page))), "")
        self._ask(
            (why or "Not everything could be written.") + " Your text is kept and offered at the next start.",
            [("stay", "Stay"), ("quit", "Quit without it")],
        )


def first_title(week: Week, page: PageRef) -> str:
    """The title a page without one is given: its first heading, else its week, else its file's name."""
    heading = next((words for h in week.document.headings if (words := plain(h.text).rstrip(": "))), "")
    if heading:
        return heading
    number = week.number if week.number is not None else page.number
    if number is not None:
        return f"Worklog Tuần {number}" if page.language == "vi" else f"Week {number} Worklog"
    stem = page.path.name.split(".")[0]
    return page.path.parent.name if stem in ("_index", "index") else stem
