"""Writes the term to a file: which form is asked, where it went is said."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING, Final

from worklog_tui.tui.view.people import count

if TYPE_CHECKING:
    from worklog_tui.session.exporting import Format
    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.worklog.term.records import What

_FORMS: Final[tuple[tuple[str, str, str, Format, tuple[What, ...]], ...]] = (
    ("report", "A report to read", "Markdown", "md", ("weeks", "tasks", "references")),
    ("tasks", "Tasks for a spreadsheet", "CSV", "csv", ("tasks",)),
    ("weeks", "Weeks with their totals for a spreadsheet", "CSV", "csv", ("weeks",)),
    ("references", "References for a spreadsheet", "CSV", "csv", ("references",)),
    ("data", "Everything for other programs", "JSON", "json", ("weeks", "tasks", "references")),
)


class Exporting:
    """What “Export…” does."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen

    def can_export(self) -> bool:
        """Where there are weeks."""
        return bool(self.screen.session.journal.weeks)

    def do_export(self) -> None:
        from worklog_tui.tui.screens.picker import Choice, Picker

        screen = self.screen
        if not self.can_export():
            screen.say("There are no weeks to export yet.")
            return
        choices = [Choice(name, label, note) for name, label, note, _, _ in _FORMS]
        weeks = count(len(screen.session.journal.weeks), "week")
        screen.app.push_screen(Picker(f"Export {weeks}", choices), self._answer)

    def _answer(self, name: str | None) -> None:
        chosen = next((form for form in _FORMS if form[0] == name), None)
        if chosen is not None:
            self.screen.say("Exporting…")
            threading.Thread(
                target=self._write, args=(chosen[0], chosen[3], chosen[4]), name="export", daemon=True
            ).start()

    def _write(self, name: str, form: Format, what: tuple[What, ...]) -> None:
        """In a thread: all pages are read."""
        from worklog_tui.session.exporting import free_name, gather, one_page_each, save, written
        from worklog_tui.storage.errors import StorageError
        from worklog_tui.storage.places import exports_folder

        screen, session = self.screen, self.screen.session
        try:
            session.complete()
            language = screen.page.language if screen.page is not None else screen.language
            found = gather(session, one_page_each(session.journal.weeks, language), screen.today)
            path = free_name(exports_folder(), f"worklog-{name}-{screen.today.isoformat()}", f".{form}")
            save(path, written(found.term, form, what), session.journal)
        except StorageError as error:
            screen.late_say(str(error))
            return
        except Exception as error:  # whatever it is: nobody waits for a thread that is gone
            screen.late_say(f"The export could not be written: {error or type(error).__name__}")
            return
        missing = f" · {count(len(found.unreadable), 'page')} could not be read" if found.unreadable else ""
        with contextlib.suppress(RuntimeError):  # the app has been left meanwhile: the file is there
            screen.app.call_from_thread(
                screen.say, f"{count(len(found.term.pages), 'week')} written to {path}{missing}"
            )
