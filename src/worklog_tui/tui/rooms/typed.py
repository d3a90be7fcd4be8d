"""Words being typed: kept as they grow, offered back at the next start when the app ended before they were."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from worklog_tui.storage.drafts import KeptDraft
from worklog_tui.storage.errors import PageUnreadable
from worklog_tui.storage.files import inside
from worklog_tui.tui.drafts import Draft, draft_for, new_draft
from worklog_tui.tui.view import text
from worklog_tui.tui.watching import Watch
from worklog_tui.tui.widgets.pageview import Cursor

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from worklog_tui.session.nouns import PageRef
    from worklog_tui.storage.drafts import DraftStore
    from worklog_tui.tui.editing import Editing
    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.worklog.model import Week

_BUSY: Final = 1.0


class Typed:
    """What is typed in fields, on whichever screen, and beside them (``watch``)."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen
        self._app = screen.app
        self._watches: dict[str, Watch] = {}
        self._rest: Sequence[KeptDraft] = ()
        self._gone = False

    @property
    def store(self) -> DraftStore:
        """Where the words of fields are kept."""
        return self.screen.session.keeping.drafts

    # --- keeping -------------------------------------------------------------------------------------------------

    def watch(self, name: str = "field") -> Watch:
        """What keeps the words of one sort: ``field``, ``said`` (of comments), or a week's draft."""
        if name not in self._watches:
            store = self.store if name == "field" else self.screen.session.keeping.drafts_beside(name)
            self._watches[name] = Watch(self._app, store, self._closed)
        return self._watches[name]

    def begin(self, editing: Editing) -> None:
        """A field was opened."""
        draft, page = editing.draft, editing.screen.page
        if draft is None or page is None:
            return
        week = f"Week {page.number}" if page.number is not None else page.path.name
        title = f"{editing.label(draft)} ({week}{f', {page.language}' if page.language else ''})"
        place = _place(draft, editing.screen.today.isoformat())
        about = KeptDraft(os.path.realpath(page.path), title, "", draft.text, place)
        self.watch().begin(about, lambda: editing.editor.edited if editing.editor is not None else None)

    def begin_first(self, words: Callable[[], str]) -> None:
        """The first item of a week that is not made yet is being typed."""
        screen = self.screen
        page = screen.session.journal.weeks[-1].pages[0]
        place = {"add": screen.today.isoformat(), "first": True}
        about = KeptDraft(os.path.realpath(page.path), "the first item of a new week", "", "", place)
        self.watch().begin(about, words)

    def end(self) -> None:
        """The field is closed: its words are on the page, or not wanted."""
        self.watch().end()

    def close(self) -> None:
        """The screen goes."""
        self._gone = True
        for name, watch in self._watches.items():
            if name not in ("field", "said"):  # whoever asked for these has seen to them
                watch.close()

    def _closed(self) -> None:
        if self._rest:
            self._app.set_timer(_BUSY, self.offer)

    def keep_now(self) -> bool:
        """The app is about to end: what is typed is on the disk when this returns. False: it could not be kept."""
        kept = [watch.keep_now() for watch in self._watches.values()]  # each of them, whatever became of the others
        return all(kept)

    @property
    def open(self) -> bool:
        """Whether words are being typed; a week's draft that was left is not asked about."""
        return any(watch.open for name, watch in self._watches.items() if name in ("field", "said"))

    # --- offering back -------------------------------------------------------------------------------------------

    def offer(self) -> None:
        """Asks about the words earlier runs left, one after the other; later, where something else stands there."""
        if self._gone or not self._app.screen_stack:  # the journal was closed, or the app
            return
        screen, shown = self.screen, self._app.screen
        alone = getattr(shown, "alone", False)  # the review: what is said is all that can be put back there
        if screen.editor is not None or (shown is not screen and not alone):
            self._app.set_timer(_BUSY, self.offer)
            return
        root = os.path.realpath(screen.session.journal.root)
        found = [draft for draft in self.store.left_behind() if inside(draft.page, root)]
        found = [draft for draft in found if not draft.place.get("assemble")]  # the week's draft shows its own
        self._ask([draft for draft in found if not alone or draft.place.get("speak")])

    def say(self, words: str, *, bad: bool = False) -> None:
        """On whichever screen stands."""
        getattr(self._app.screen, "say", self.screen.say)(words, bad=bad)

    def _ask(self, drafts: Sequence[KeptDraft]) -> None:
        from worklog_tui.tui.screens.picker import Choice, Picker

        self._rest = ()
        if not drafts:
            return
        first, rest = drafts[0], drafts[1:]
        page = self._page(first)
        found, changed = self._found(first, page)
        if found is not None and found.text == first.words:  # kept before the end came
            self.store.forget(first)
            self._ask(rest)
            return
        words = f"A draft of {first.title} was not finished: “{_line(first.words)}”"
        choices = [
            Choice("copy", "Copy your words", "to the clipboard; asked again at the next start"),
            Choice("drop", "Throw it away"),
            Choice("later", "Decide later", "asked again at the next start"),
        ]
        if page is None:
            words += " Its page is gone."
        elif first.place.get("message"):
            words += " The commit waits in the hand-in."
        elif found is None and not (first.place.get("add") or first.place.get("speak")):
            words += " Its place is gone."
        else:
            note = "over what stands there, once you keep it" if changed else "opens it in its field"
            choices.insert(0, Choice("back", "Put it back", note))
            if not changed:
                del choices[1]
            elif found is not None:
                words += f" The field reads now: “{_line(found.text) or 'nothing'}”"
        self._app.push_screen(
            Picker(words, choices, patient=True), lambda answer: self._answered(first, rest, page, answer or "later")
        )

    def _answered(self, draft: KeptDraft, rest: Sequence[KeptDraft], page: PageRef | None, answer: str) -> None:
        if answer == "back" and page is not None:
            self._rest = rest  # asked about when this one is kept
            if not self._put_back(draft, page):
                self.say("It could not be opened: it is asked about again at the next start.", bad=True)
            return
        if answer == "copy":
            self._app.copy_to_clipboard(draft.words)
            self.say(f"Copied. The words also stay in {draft.file}")
        elif answer == "drop":
            self.store.forget(draft)
            self.say("The draft is thrown away.")
        self._ask(rest)

    def _page(self, draft: KeptDraft) -> PageRef | None:
        pages = [p for week in self.screen.session.journal.weeks for p in week.pages]
        return next((p for p in pages if os.path.realpath(p.path) == draft.page), None)

    def _found(self, draft: KeptDraft, page: PageRef | None) -> tuple[Draft | None, bool]:
        """The field as it is now, and whether it reads differently than when the words were typed."""
        if page is None:
            return None, True
        if draft.place.get("add") or draft.place.get("speak"):
            return None, False
        from worklog_tui.tui.view.panes import panes_of

        try:
            week = self.screen.session.week(page)
        except PageUnreadable:
            return None, True
        spot = _spot(week, panes_of(week), draft.place)
        found = spot[1] if spot is not None else None
        return found, found is None or found.text != draft.old

    def _put_back(self, draft: KeptDraft, page: PageRef) -> bool:
        screen = self.screen
        screen.commanding.touched = True
        if draft.place.get("speak"):
            return bool(screen.room("spoken").put_back(draft, page, lambda: self._opened(draft)))
        if draft.place.get("first"):
            with suppress(ValueError):  # no day: the file is damaged
                if screen.room("daily").put_first_back(str(draft.place.get("add")), draft.words):
                    return self._opened(draft)
            return False
        screen.go_to_page(page)
        if screen.narrow is not None:
            screen.run_command("filter_clear")
        screen.enter_page()
        add = draft.place.get("add")
        if isinstance(add, str):
            with suppress(ValueError):  # no day: the file is damaged
                screen.room("daily").put_back(add, draft.words)
        elif screen.week is not None:
            spot = _spot(screen.week, screen.view.panes, draft.place)
            if spot is None:
                return False
            cursor, field = spot
            screen.view.folds.pop(field.pane.id, None)
            if not screen.view.go(cursor):
                screen.view.lay_out()
            screen.editing.open(screen.room("daily").date_draft(field) if field.kind == "date" else field, draft.words)
        return screen.editor is not None and self._opened(draft)

    def _opened(self, draft: KeptDraft) -> bool:
        """The words stand in their field again: they are kept as this run's."""
        if self.keep_now():
            self.store.forget(draft)
        return True


def _place(draft: Draft, today: str) -> dict[str, Any]:
    """A field by what the panes call it: good in another run as long as the page is the same."""
    row = draft.row
    return {
        "pane": draft.pane.id,
        "row": [row.kind, list(row.at), list(row.key)] if row is not None else None,
        "column": draft.column,
        "new": draft.new,
        "kind": draft.kind,
        "add": today if draft.new and draft.asks is not None else None,
    }


def _spot(week: Week, panes: Sequence[Any], place: Any) -> tuple[Cursor, Draft] | None:
    """Where the field stands now, and a draft of what is in it."""
    try:
        at = next(i for i, pane in enumerate(panes) if pane.id == place["pane"])
        pane, column, row_at, row = panes[at], int(place["column"]), -1, None
        if place["row"] is not None:
            kind, numbers, key = place["row"]
            wanted = (kind, tuple(numbers), tuple(key))
            row_at = next(i for i, r in enumerate(pane.rows) if (r.kind, r.at, r.key) == wanted)
            row = pane.rows[row_at]
        draft = new_draft(week, pane, row, column) if place["new"] else draft_for(week, pane, row, column)
    except (StopIteration, KeyError, TypeError, ValueError, IndexError):
        return None
    if draft is None or draft.kind != place.get("kind"):
        return None
    return Cursor(at, row_at, column), draft


def _line(words: str) -> str:
    """Page text in a question: one line, cut."""
    return text.cut(text.clean(" · ".join(line.strip() for line in words.split("\n") if line.strip())), 100)
