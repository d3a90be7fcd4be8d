"""The week's draft: achievements from what is finished, the next week's objectives from what is left. Each line shows
where it came from; it is edited as an outline before it is put in.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from worklog_tui.document.model import Refused
from worklog_tui.resources import styles_dir
from worklog_tui.storage.errors import StorageError
from worklog_tui.tui.friday_editing import Covered, DraftEditing
from worklog_tui.tui.rooms.friday import CommitRead, Committed, Kept, Outcome, words_of
from worklog_tui.tui.screens.aside import Aside, Heading, stacked
from worklog_tui.tui.view import text
from worklog_tui.tui.view.friday_rows import Part, Row, detail_of, rows_of, runs_of
from worklog_tui.tui.view.people import count
from worklog_tui.tui.widgets.detail import Detail
from worklog_tui.tui.widgets.listed import Listing
from worklog_tui.worklog.friday import changing
from worklog_tui.worklog.friday.drafting import with_commits
from worklog_tui.worklog.friday.model import all_sources

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import PurePath

    from textual import events
    from textual.geometry import Region

    from worklog_tui.session.assembling import Put
    from worklog_tui.session.lockstep import Step
    from worklog_tui.tui.rooms.friday import Friday
    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.tui.view.detail import Lines
    from worklog_tui.tui.view.paint import Run
    from worklog_tui.worklog.friday.model import Draft, Line


class Ended(Message):
    """The lines are in the pages, or why they are not."""

    def __init__(self, found: Step | str | None) -> None:
        super().__init__()
        self.found = found


class FridayScreen(Aside["Outcome | None"]):
    """``state``: the draft to begin with; it is left in the room when the screen goes."""

    PLACE = "friday"
    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath] | None] = [
        styles_dir() / "aside.tcss",
        styles_dir() / "friday.tcss",
    ]

    def __init__(self, main: MainScreen, room: Friday, state: Kept) -> None:
        super().__init__(main)
        self.friday, self.state = room, state
        self.parts, self.notes = list(state.parts), list(state.notes)
        self.past: list[tuple[list[Part], int]] = []
        self.heading = Heading(self.bar_paint, id="heading")
        self.listing = Listing(self.paint, "draft", self._draw, self._moved, self._clicked)
        self.detail = Detail(self.paint)
        self.editing = DraftEditing(self)
        self.rows: list[Row] = []
        self._busy = False
        self.before: dict[str, int] = {}  # how many lines each section has, while they are put in
        self.opened_by = ""
        self._rows = Covered(self.regions)

    def regions(self, width: int, height: int) -> dict[str, Region]:
        """The heading, the draft, where the line came from, the keys."""
        below = min(12, max(5, height // 3))
        return stacked(width, ("heading", 1), ("draft", max(1, height - 2 - below)), ("detail", below), ("footer", 1))

    def on_mount(self) -> None:
        self.set_focus(self.listing)
        first = 1 if self.parts[0].draft.lines else 0
        self._show(self.state.at if self.state.at >= 0 else first)
        week = self.main.week
        if self.state.back:
            fresh = [part._replace(draft=draft) for part, draft in zip(self.parts, self.state.fresh, strict=True)]
            self.past.append((fresh, 0))
            self.say(f"The draft as you left it · {self.keymap.called('friday_undo')} proposes a new one")
        if week is not None and self.state.at < 0 and self.friday.read_commits(week, self.post_message):
            self.heading.say(self._title, "asking git…")

    def on_committed(self, message: Committed) -> None:
        """Commits join the draft; what was changed by hand stays."""
        week, part = self.main.week, self.parts[0]
        as_proposed = self.words_now() == list(self.state.first)
        if week is not None and message.found.commits:
            draft = with_commits(part.draft, message.found.commits, week, self.friday.again(self.state.page))
            self.parts[0] = part._replace(draft=changing.without(draft, part.draft, self.state.dropped))
        self.notes = list(message.found.notes)
        if as_proposed:  # as it still is: the commits are proposed too
            self.state = self.state._replace(first=tuple(self.words_now()))
            self.friday.drafts.keep(self.state)
        self._show(self.listing.at)

    # --- what is shown -------------------------------------------------------------------------------------------

    def _show(self, at: int) -> None:
        self.rows = rows_of(self.parts, self.notes)
        self.listing.show(len(self.rows), at)
        out = sum(len(part.draft.out) for part in self.parts)
        self.heading.say(self._title, f"{out} left out" if out else "")
        self._moved()

    @property
    def _title(self) -> str:
        entry = self.main.session.journal.entry_of(self.state.page)
        return f"{entry.label}: what was done" if entry is not None else "What was done"

    def _draw(self, at: int, on: bool, width: int) -> list[Run]:
        row = self.rows[at]
        return runs_of(row, self.parts[row.part], on, width)

    def _clicked(self, _: Listing, twice: bool) -> None:
        if twice:
            self.do_friday_edit()

    @property
    def row(self) -> Row | None:
        """The selected row."""
        return self.rows[self.listing.at] if self.listing.at < len(self.rows) else None

    @property
    def line(self) -> Line | None:
        """The selected line of a draft."""
        row = self.row
        if row is None or row.kind not in ("line", "out"):
            return None
        draft = self.parts[row.part].draft
        return draft.lines[row.at] if row.kind == "line" else draft.out[row.at]

    def _moved(self) -> None:
        line, week, row = self.line, self.main.week, self.row
        section = self.parts[row.part].role.capitalize() if row is not None else ""

        def make(width: int) -> Lines:
            if line is None or week is None:
                return [[(words, "muted")] for words in self._explained(row)]
            return detail_of(line, week, section, width)

        self.detail.show(make)

    def _explained(self, row: Row | None) -> list[str]:
        if row is None or row.kind != "head":
            return []
        part = self.parts[row.part]
        if part.role == "objectives" and part.page is None:
            return ["There is no next week yet: N starts it, and these become its objectives."]
        if part.role == "objectives" and part.draft.lines:
            return ["Tasks that are not finished. x puts them in together with the achievements, or leaves them out."]
        if not part.draft.lines and not part.draft.out:
            return [f"No task of this week is finished yet: {self.keymap.called('finish')} on a task ends it today."]
        return ["p puts the lines into the page, as one step that u takes back."] if part.draft.lines else []

    def words_now(self) -> list[str]:
        """The lines of each part, with those of an open editor."""
        out = [words_of(part) for part in self.parts]
        if self.editing.editor is not None:
            lines = self.editing.editor.edited.split("\n")
            out[self.editing.part] = "\n".join(line for line in lines if line.strip())
        return out

    # --- changing the draft --------------------------------------------------------------------------------------

    def change(self, part: int, draft: Draft, line: int = -1) -> None:
        """The part's draft is this one; the cursor on line ``line`` of it (-1: where it is)."""
        if draft == self.parts[part].draft:
            return
        self.past.append((list(self.parts), self.listing.at))
        self.parts[part] = self.parts[part]._replace(draft=draft)
        self._show(self.listing.at)
        if line >= 0:
            place = next((n for n, row in enumerate(self.rows) if row[:3] == ("line", part, line)), self.listing.at)
            self._show(place)

    def _changed(self, by: Callable[[Draft, int], Draft], otherwise: str) -> None:
        """Changes the draft at its line; ``otherwise`` is said where that changes nothing."""
        row = self.row
        draft = self.parts[row.part].draft if row is not None else None
        if row is None or draft is None or row.kind not in ("line", "head"):
            self.say("Choose a line of the draft first.")
            return
        made = by(draft, row.at) if draft.lines else draft
        if made == draft:
            self.say(otherwise)
        self.change(row.part, made)

    def do_friday_edit(self) -> None:
        row = self.row
        if row is None or row.kind == "note":
            return
        if row.kind == "out":
            self.do_friday_toggle()
        else:
            self.editing.open(row.part, row.at if row.kind == "line" else 0)

    def do_friday_toggle(self) -> None:
        row = self.row
        if row is None:
            return
        part = self.parts[row.part]
        if row.kind == "line":
            self.change(row.part, changing.drop(part.draft, row.at))
        elif row.kind == "out":
            if part.draft.out[row.at].why == "there":
                self.say("The page says this already: it is not said twice.")
                return
            self.change(row.part, changing.bring_back(part.draft, row.at))
        elif row.kind == "head":
            self._take(row.part)

    def _take(self, at: int) -> None:
        part = self.parts[at]
        if part.page is None:
            self.say(f"There is no next week yet: {self.keymap.called('friday_week')} starts it.")
            return
        self.past.append((list(self.parts), self.listing.at))
        self.parts[at] = part._replace(taken=not part.taken)
        self._show(self.listing.at)

    def do_friday_merge(self) -> None:
        self._changed(changing.merge, "There is no line above it to merge it with.")

    def do_friday_fold(self) -> None:
        self._changed(changing.toggle, "Nothing stands beneath this line.")

    def do_friday_titles(self) -> None:
        self._changed(lambda draft, _: changing.titles(draft), "Nothing stands beneath the titles.")

    def do_friday_indent(self) -> None:
        self._changed(lambda draft, at: changing.shift(draft, at, 1), "It can stand no deeper.")

    def do_friday_outdent(self) -> None:
        self._changed(lambda draft, at: changing.shift(draft, at, -1), "It stands outermost already.")

    def do_friday_move_down(self) -> None:
        self._move(1)

    def do_friday_move_up(self) -> None:
        self._move(-1)

    def _move(self, by: int) -> None:
        row = self.row
        if row is not None and row.kind == "line":
            draft, at = changing.move(self.parts[row.part].draft, row.at, by)
            self.change(row.part, draft, at)

    def do_friday_undo(self) -> None:
        if not self.past:
            self.say("Nothing to take back: no page was changed.")
            return
        self.parts, at = self.past.pop()
        self._show(at)

    # --- going elsewhere -----------------------------------------------------------------------------------------

    def do_friday_part(self) -> None:
        heads = [n for n, row in enumerate(self.rows) if row.kind in ("head", "left")]
        self.listing.step(next((n for n in heads if n > self.listing.at), heads[0]) - self.listing.at)

    def do_friday_source(self) -> None:
        line = self.line
        source = next((s for s in all_sources(line) if s.task), None) if line is not None else None
        if source is not None:
            self._leave(Outcome(source=source))
        elif line is not None and (commit := next((s for s in all_sources(line) if s.commit), None)) is not None:
            self.friday.read_commit(commit, self.post_message)
        else:
            self.say("You wrote this line yourself: no row says it." if line is not None else "Choose a line first.")

    def on_commit_read(self, message: CommitRead) -> None:
        """The commit, in the place of where the line came from."""
        line = self.line
        if line is not None and any(source.commit == message.commit for source in all_sources(line)):
            shown = [text.clean(words) for words in message.lines]
            self.detail.show(lambda width: [[(text.cut(words, width), "text")] for words in shown])

    def do_friday_week(self) -> None:
        if self.parts[1].page is not None:
            self.say("There is a next week already: x puts the objectives in.")
        else:
            self._leave(Outcome(start=True))

    def do_friday_back(self) -> None:
        self._leave(None)

    def _leave(self, outcome: Outcome | None) -> None:
        if self._busy:
            return
        self.friday.leave(
            self.state._replace(parts=tuple(self.parts), notes=tuple(self.notes), at=max(0, self.listing.at))
        )
        self.dismiss(outcome)

    # --- putting in ----------------------------------------------------------------------------------------------

    def do_friday_put(self) -> None:
        from worklog_tui.session.assembling import Put

        asked = [
            Put(part.page, part.role, part.draft.lines, self.state.page)
            for part in self.parts
            if part.taken and part.page is not None and part.draft.lines
        ]
        if not asked:
            self.say("There is nothing to put in: what is finished is there already, or was left out.")
        elif not self._busy:
            self._busy = True
            self.before = {part.role: self._said(part) for part in self.parts}
            self.heading.say(self._title, "putting it in…")
            threading.Thread(target=self._put, args=(asked,), name="put-in", daemon=True).start()

    def _put(self, asked: list[Put]) -> None:
        from worklog_tui.session.assembling import put_in

        try:
            self.post_message(Ended(put_in(self.main.session, asked, "assemble the week")))
        except (Refused, StorageError) as error:
            self.post_message(Ended(str(error)))
        except Exception as error:  # whatever it is: nobody waits for a thread that is gone
            self.post_message(Ended(str(error) or type(error).__name__))

    def on_ended(self, message: Ended) -> None:
        """Back to the page with what was done; or the reason, and the draft as it was."""
        self._busy = False
        if isinstance(message.found, str):
            self._show(self.listing.at)
            self.say(message.found, bad=True)
        elif message.found is None:
            self._show(self.listing.at)
            self.say("The page says all of this already.")
        else:
            grown = [(part.role, self._said(part) - self.before.get(part.role, 0)) for part in self.parts]
            words = " and ".join(f"{count(lines, 'line')} put into {role}" for role, lines in grown if lines > 0)
            self.dismiss(Outcome(message.found, words or "Put in", max(0, grown[0][1])))

    def _said(self, part: Part) -> int:
        """How many lines the part's section has now."""
        week = self.main.session.peek(part.page) if part.page is not None else None
        return len(week.outline(part.role)) if week is not None else 0

    def press(self, where: str, event: events.Key) -> bool:
        """A key in the list; an editor it opens knows it, for input methods."""
        self.opened_by = event.character or ""
        return super().press(where, event)

    # --- the editor ----------------------------------------------------------------------------------------------

    def run_command(self, name: str) -> None:
        """Runs a command of the table; those of the editor's footer too."""
        if name in ("keep", "keep_next", "cancel"):
            self.editing.leave(keep=name != "cancel")
        elif self.editing.editor is None:
            super().run_command(name)

    def on_paste(self, event: events.Paste) -> None:
        """A paste that came before the focus did."""
        if self.editing.editor is not None and self.focused is not self.editing.editor:
            self.editing.editor.post_message(event)

    def on_resize(self) -> None:
        self.call_after_refresh(self.editing.stand)

    def action_keep_draft(self) -> None:
        """Keep, from the frame of the editor."""
        self.editing.leave(keep=True)

    def action_cancel_draft(self) -> None:
        """Cancel, from the frame of the editor."""
        self.editing.leave(keep=False)
