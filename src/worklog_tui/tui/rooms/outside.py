"""Other programs at work on the pages: watched, told, asked about where both meet."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Final

from worklog_tui.storage.errors import StorageError, short_name
from worklog_tui.tui.view import text
from worklog_tui.tui.view.people import count

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from worklog_tui.session.nouns import PageRef
    from worklog_tui.storage.recovery import Kept
    from worklog_tui.storage.watching import FolderWatch
    from worklog_tui.tui.drafts import Draft
    from worklog_tui.tui.editing import Editing
    from worklog_tui.tui.screens.main import MainScreen

BOTH: Final = "Another program has changed the same place of “{}” as you."
LARGE: Final = 512 * 1024
"""Bytes: a larger page is not settled place by place, for that would keep the screen waiting."""
GONE: Final = "“{}” was removed or renamed while you changed it."


class Outside:
    """The main screen's eye on the disk. Looking is done in threads; what was seen comes back to the screen's own."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen
        self._looking = threading.Lock()
        self._asked: PageRef | None = None  # the page a question is open about
        self._watch: FolderWatch | None = None

    # --- looking -------------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Looks at the whole journal, unless that is being done."""
        if self._looking.acquire(blocking=False):
            self._start(self._look)

    def watch(self) -> None:
        """From now on what others do is seen as they do it."""
        from worklog_tui.storage.watching import FolderWatch

        self.close()
        folders = self.screen.session.journal.folders
        if folders:
            self._watch = FolderWatch(folders, self._told)
            self._watch.start()

    def close(self) -> None:
        """The screen goes."""
        if self._watch is not None:
            self._watch.stop()
            self._watch = None

    def _told(self, paths: frozenset[str]) -> None:
        """From the watch's thread: pages we know are looked at one by one, for anything else the journal is listed."""
        session = self.screen.session
        pages = [session.journal.page_at(Path(path)) for path in paths]
        if any(page is None for page in pages):
            self.look()
            return
        changed = [page for page in pages if page is not None and session.look_at(page)]
        if changed:
            self.screen.call_later(self._seen, changed)

    def look_at(self, page: PageRef) -> None:
        """Looks at one page: a field of it is being opened."""
        session = self.screen.session
        self._start(lambda: session.look_at(page) and self.screen.call_later(self._seen, [page]))

    def _start(self, what: Callable[[], object]) -> None:
        threading.Thread(target=what, name="look-outside", daemon=True).start()

    def _look(self) -> None:
        try:
            changed = self.screen.session.refresh()
        except Exception as error:  # a folder that cannot be listed: told, and tried again next time
            self.screen.late_say(str(error) or type(error).__name__)
        else:
            if changed:
                self.screen.call_later(self._seen, changed)
        finally:
            self._looking.release()

    def _seen(self, changed: Sequence[PageRef]) -> None:
        """What has changed is shown; the words say why the screen is another now."""
        screen = self.screen
        journal = screen.session.journal
        for page in changed:
            entry = journal.entry_of(page)
            if entry is not None:
                screen.weeks.facts.pop(entry.key, None)
        screen.weeks.refresh()
        screen.room("published").soon()
        here = screen.page is not None and any(page.rel == screen.page.rel for page in changed)
        if screen.page is not None and screen.session.in_conflict(screen.page):
            self.ask(screen.page)
        elif screen.editor is not None:
            screen.editing.reconsider()
        elif here:
            screen.say("Another program has changed this page: it was read again.")
        else:
            screen.say(f"{count(len(changed), 'page')} changed by another program.")

    # --- whose text stands ---------------------------------------------------------------------------------------

    def ask(self, page: PageRef) -> bool:
        """The question whose text stands. False: it is open already, or something else is."""
        from worklog_tui.tui.screens.picker import Choice, Picker

        screen = self.screen
        if self._asked is not None:
            return True
        if screen.editor is not None or screen.app.screen is not screen:
            return False
        self._asked = page
        if self._place_by_place(page):
            return True
        name = short_name(page.path)
        if os.path.lexists(page.path):
            words = BOTH.format(name)
            choices = [
                Choice("theirs", "Read theirs again", "a copy of yours is kept"),
                Choice("mine", "Keep mine", "written over theirs"),
                Choice("editor", "Settle it in $EDITOR", "theirs, with yours beside it"),
            ]
        else:
            words = GONE.format(name)
            choices = [Choice("mine", "Write it again", "with your text")]
        choices.append(Choice("later", "Decide later", "yours stays unsaved, and is kept"))
        # an editor that was just closed is still in the picture for a moment
        screen.set_timer(0.05, lambda: screen.app.push_screen(Picker(words, choices, patient=True), self._answered))
        return True

    def _place_by_place(self, page: PageRef) -> bool:
        """The screen that settles each place by itself; False: it has nothing to settle by, or too much."""
        from worklog_tui.merge.choosing import places

        screen = self.screen
        try:
            found = screen.session.outside.standoff(page)
        except StorageError:
            return False
        if found is None or len(found.base) > LARGE:
            return False
        from worklog_tui.tui.screens.conflict import ConflictScreen

        asked = places(found.merged, screen.session.glance(page, found.base))
        screen.set_timer(
            0.05, lambda: screen.app.push_screen(ConflictScreen(screen, page, found, asked), self._settled)
        )
        return True

    def _settled(self, answer: str | None) -> None:
        screen = self.screen
        if answer == "written":
            self._asked = None
            screen.reread()
            shown = f": {screen.keymap.called('versions')} shows them" if screen.session.settings.versions_days else ""
            screen.say(f"Written as you chose · both versions are kept{shown}")
        elif answer == "again":
            page, self._asked = self._asked, None
            if page is not None:
                self.ask(page)
        else:
            self._answered(answer)

    def _answered(self, answer: str | None) -> None:
        page, self._asked = self._asked, None
        screen = self.screen
        if page is None or answer in (None, "later"):
            screen.say(f"Not saved: {screen.keymap.called('save')} asks again.", bad=True)
            return
        try:
            if answer == "theirs":
                self._take_theirs(page)
            elif answer == "mine":
                screen.session.keep_mine(page)
                screen.say("Yours is written.")
            else:
                self._settle_in_editor(page)
        except StorageError as error:
            screen.say(str(error), bad=True)

    def _take_theirs(self, page: PageRef) -> None:
        kept = self.screen.session.outside.take_theirs(page)
        self.screen.reread()
        self.screen.say(f"Theirs was read again. Yours is kept in {kept}" if kept else "Theirs was read again.")

    def _settle_in_editor(self, page: PageRef) -> None:
        screen = self.screen
        mine = screen.session.outside.take_theirs(page)
        screen.reread()
        if mine is None:
            screen.say("No copy of your text could be made: it is as they wrote it now.", bad=True)
            return
        screen.looking.edit_outside(page, beside=str(mine))

    def ask_field(self, editing: Editing, draft: Draft, words: str) -> bool:
        """The question about an open field that another program has changed. False: there is nothing to choose."""
        from worklog_tui.tui.drafts import field_now
        from worklog_tui.tui.screens.picker import Choice, Picker

        screen = editing.screen
        now = field_now(screen.week, screen.view.panes, draft) if screen.week is not None and not draft.new else None
        if now is None or now.pane.size != draft.pane.size or now.kind != draft.kind:
            return False  # rows came or went: what stands there now may be another's
        undoes = screen.keymap.undoes
        shown = text.cut(text.clean(" · ".join(line.strip() for line in now.text.split("\n"))), 120)
        choices = [
            Choice("stay", "Go on typing", "nothing is written yet"),
            Choice("mine", "Keep mine", f"over theirs; {undoes}"),
            Choice("theirs", "Leave theirs", "your words are dropped"),
        ]

        def answered(answer: str | None) -> None:
            if answer == "mine" and screen.editor is not None:
                editing.draft = self.screen.room("daily").date_draft(now) if now.kind == "date" else now
                if editing.leave(keep=True):
                    screen.say(f"Yours is written over theirs · {undoes}")
            elif answer == "theirs":
                editing.close()
                screen.say(f"Not kept: {words}")

        title = f"Another program has changed this field while you typed. It reads now: “{shown}”"
        screen.app.push_screen(Picker(title, choices), answered)
        return True

    # --- what an earlier run could not save ----------------------------------------------------------------------

    def left_behind(self, kept: Sequence[Kept]) -> None:
        """Asks about each text an earlier run kept, one after the other."""
        from worklog_tui.tui.screens.picker import Choice, Picker

        if not kept:
            self.screen.room("typed").offer()
            return
        first, rest = kept[0], kept[1:]
        words = f"An earlier run could not save “{short_name(first.page)}”. Its text was kept."
        if not os.path.lexists(first.page):
            words += " The page itself is gone."
        choices = [
            Choice("back", "Put it back", f"as one change: {self.screen.keymap.undoes}"),
            Choice("look", "Look at it in $EDITOR", "the page, the kept text beside it"),
            Choice("drop", "Forget it", "the kept text is deleted"),
            Choice("later", "Decide later", "asked again at the next start"),
        ]
        self.screen.app.push_screen(
            Picker(words, choices, patient=True), lambda answer: self._about(first, rest, answer or "later")
        )

    def _about(self, kept: Kept, rest: Sequence[Kept], answer: str) -> None:
        screen = self.screen
        try:
            if answer == "back":
                self._put_back(kept)
            elif answer == "look":
                self._look_at_kept(kept)
                self.left_behind([kept, *rest])
                return
            elif answer == "drop":
                kept.file.unlink(missing_ok=True)
                screen.say("The kept text is deleted.")
        except (StorageError, OSError) as error:
            screen.say(str(error), bad=True)
        self.left_behind(rest)

    def _look_at_kept(self, kept: Kept) -> None:
        screen = self.screen
        page = self._page_of(kept)
        copy = screen.session.outside.copy_of(kept)
        if copy is None:
            screen.say(f"No copy of it could be made: it is in {kept.file}, below a first line of ours.", bad=True)
        else:
            screen.looking.edit_outside(page, beside=str(copy))

    def _page_of(self, kept: Kept) -> PageRef | None:
        pages = [p for week in self.screen.session.journal.weeks for p in week.pages]
        return next((p for p in pages if os.path.realpath(p.path) == kept.page), None)

    def _put_back(self, kept: Kept) -> None:
        screen = self.screen
        page = self._page_of(kept)
        if page is None:
            screen.say(f"{kept.page} is no page of this journal any more. Its text stays in {kept.file}", bad=True)
            return
        screen.session.outside.put_back(page, kept.data)
        screen.go_to_page(page)
        if screen.session.flush(5.0):
            kept.file.unlink(missing_ok=True)
        screen.say(f"The kept text is back · {screen.keymap.undoes}")
