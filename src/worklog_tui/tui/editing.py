"""Commands that change the page: open a field, keep it, add, delete, move, undo. Every change goes to the session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from worklog_tui.document.model import Refused
from worklog_tui.tui.drafts import Draft, draft_for, intentions, new_draft, remark, same_field
from worklog_tui.tui.undoing import Undoing
from worklog_tui.tui.view import text
from worklog_tui.tui.view.panes import FRONT, LINKS, Pane, Row
from worklog_tui.tui.widgets.pageview import Cursor
from worklog_tui.worklog import intentions as want

if TYPE_CHECKING:
    from collections.abc import Sequence

    from worklog_tui.session.nouns import PageRef
    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.tui.widgets.editors import Box, LineEditor
    from worklog_tui.tui.widgets.findline import FindLine
    from worklog_tui.worklog.intentions import Intention

    Editor: TypeAlias = LineEditor | Box | FindLine

WAY_OUT: Final = "Esc again leaves without it."


class Editing(Undoing):
    """Edits on the main screen. ``draft`` and ``editor`` are set while a field is open."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen
        self.draft: Draft | None = None
        self.refused: str | None = None  # the words last refused in the open editor
        self._fresh: Draft | None = None  # the field a row was made for
        self._page: PageRef | None = None  # the open field's
        self._waiting: tuple[Draft, str | None] | None = None  # a field to open once a question is answered

    @property
    def editor(self) -> Editor | None:
        """The open editor; the screen holds it."""
        return self.screen.editor

    @editor.setter
    def editor(self, editor: Editor | None) -> None:
        self.screen.editor = editor

    @property
    def _elsewhere(self) -> str:
        """The way that is always open."""
        return f"{self.screen.keymap.called('editor')} opens the page in your editor."

    # --- opening and leaving -------------------------------------------------------------------------------------

    def do_edit(self) -> None:
        screen = self.screen
        week, pane, row = screen.week, screen.view.pane, screen.view.row
        if week is None or pane is None:
            screen.say(f"There is nothing to edit here. {self._elsewhere}")
            return
        if row is not None and row.kind == "new" and row.cells[0].text == "new task":
            self._new_task(pane)
            return
        draft = draft_for(week, pane, row, screen.view.cursor.column)
        if draft is None and pane.id == LINKS:
            screen.say("This list is gathered from the page: its rows can be edited, its name is ours.")
        elif draft is None:
            screen.say(f"This cannot be edited here. {self._elsewhere}")
        else:
            if (item := screen.view.cursor.item) >= 0 and draft.kind == "outline" and draft.list < 0:
                draft = draft._replace(line=item)  # the one that was found
            self.open(screen.room("daily").date_draft(draft) if draft.kind == "date" else draft)

    def open(self, draft: Draft, words: str | None = None) -> None:
        """Mounts the draft's editor over its field; ``words``: what stands in it instead of the field's text.

        While a question about the edit before it is open, the field waits for its answer (``resume``).
        """
        if self.screen.app.screen is not self.screen:
            self._waiting = draft, words
            return
        held = draft.text if words is None else words
        if max((len(line) for line in held.split("\n")), default=0) > text.LONGEST:
            self.screen.say(f"This line is too long to edit here. {self._elsewhere}", bad=True)
            return
        from worklog_tui.tui.widgets.editors import Box, editor_for

        self.draft, self.refused, self._page = draft, None, self.screen.page
        row = draft.row
        if row is not None and row.kind == "task" and draft.pane.columns[row.columns][draft.column].role == "reference":
            self.screen.room("shelf").prepare()  # what addresses are called elsewhere
        name = draft.pane.title if draft.list >= 0 else f"New {draft.name}" if draft.new else draft.name
        editor = editor_for(draft.kind, held, text.cut(text.clean(name), 40).replace("[", "\\["), draft.means)
        editor.opened_by = self.screen.opened_by
        if draft.new and draft.pane.id == FRONT:
            editor.placeholder = "key: value"
        self.editor = editor
        screen = self.screen
        if screen.page is not None:
            screen.room("outside").look_at(screen.page)
        screen.mount(editor)
        self.stand()
        screen.set_focus(editor)
        if isinstance(editor, Box):
            editor.settle(draft.line)
            if words is not None:
                editor.action_finish()
        else:
            editor.cursor_position = len(editor.value)
        screen.footer.show(draft.kind if draft.kind not in ("item", "date") else "line")
        screen.room("typed").begin(self)

    def resume(self) -> None:
        """The question is answered: the field that waited for it opens."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None and self.editor is None:
            self.open(*waiting)

    def stand(self) -> None:
        """Puts the open editor over its field."""
        editor = self.editor
        if editor is None or self.draft is None:
            return
        from worklog_tui.tui.widgets.editors import Box

        screen = self.screen
        cell = screen.view.cell_region().translate(screen.view.region.offset)
        right = screen.size.width
        if isinstance(editor, Box):
            x = max(0, min(cell.x - 2, right - 30))
            above = max(0, self.draft.line) if self.draft.list >= 0 else 0  # a list stands over all its items
            editor.place(x, cell.y - 1 - above, right - x, 1, screen.size.height - 1)
        else:
            width = max(cell.width, min(30, right - cell.x))
            if text.width(editor.value) >= width:  # growing leftwards, where the edge is near
                width = max(width, min(60, right))
            editor.styles.width = width
            editor.styles.offset = (min(cell.x, right - width), cell.y)

    def leave(self, keep: bool, then: str = "", key: str = "") -> bool:
        """Closes the editor. False: it stays open, for what is in it was refused."""
        editor, draft = self.editor, self.draft
        if editor is None or draft is None:
            return True
        words = editor.edited
        if keep and not self._keep(draft, words):
            self.refused = words
            return False
        self.close()
        if not keep and draft is self._fresh:  # the row goes with the words
            self.do_undo()
        elif then:
            self._onward(1 if then == "next" else -1)
        elif key:
            self.screen.press_key(key)
        return True

    def escape(self) -> bool:
        """Esc in the editor: keeps; on words just refused, and not touched since, it leaves without them."""
        words = self.editor.edited if self.editor is not None else None
        if words is None or words != self.refused:
            return self.leave(keep=True)
        self.close()
        self.screen.say(f"Not kept: {words}")
        return True

    def close(self) -> None:
        """Takes the editor away; the field is as the page has it."""
        editor, self.editor, self.draft, self.refused = self.editor, None, None, None
        screen = self.screen
        if editor is not None:
            screen.set_focus(screen.view)
            editor.closed = True
            editor.remove()
            screen.room("typed").end()
        screen.footer.show("page")

    def reconsider(self) -> None:
        """The page is another now, by another program: a field with nothing typed yet is opened again as it reads."""
        draft, screen = self.draft, self.screen
        if draft is None or screen.week is None:
            return
        if same_field(screen.week, screen.view.panes, draft):
            self.stand()
        elif self.changed:
            screen.say("Another program has just changed this field. Keeping yours asks first.", bad=True)
        else:
            self.close()
            self.do_edit()
            screen.say("Another program has just changed this field: it was read again.")

    @property
    def changed(self) -> bool:
        """Whether something was typed that is not yet kept."""
        return self.editor is not None and self.draft is not None and self.editor.edited != self.draft.text

    def _keep(self, draft: Draft, words: str) -> bool:
        screen = self.screen
        if screen.week is None:
            return False
        if screen.page != self._page or not same_field(screen.week, screen.view.panes, draft):
            if words == draft.text:
                return True
            if screen.page != self._page or not screen.room("outside").ask_field(self, draft, words):
                screen.say(f"This field has changed meanwhile: copy your words. {WAY_OUT}", bad=True)
            return False
        if "://" in words:
            words = screen.room("references").linked(screen.week, draft, words)
        try:
            asked = intentions(screen.week, draft, words)
        except ValueError as error:
            screen.say(f"{error} {WAY_OUT}", bad=True)
            return False
        if not asked:
            return True
        odd = remark(screen.week, draft, words)
        if not self.execute(asked[0] if len(asked) == 1 else asked, self.label(draft)):
            return False
        if odd:
            screen.say(f"{odd} {screen.keymap.undoes}")
        self._stay_with(draft, words)
        if draft.kept is not None:
            draft.kept()
        return True

    def _stay_with(self, draft: Draft, words: str) -> None:
        """The page's cursor goes to the item the editor's was on."""
        if draft.list < 0 or not isinstance(at := getattr(self.editor, "cursor_location", None), tuple):
            return
        item = max(0, sum(1 for line in words.split("\n")[: at[0] + 1] if line.strip()) - 1)
        view = self.screen.view
        for row, one in enumerate(view.pane.rows if view.pane is not None else ()):
            if one.kind == "item" and one.at == (draft.list, item):
                self.stand_on(Cursor(view.cursor.pane, row))

    def stand_on(self, cursor: Cursor) -> bool:
        """The page's cursor there."""
        return self.screen.view.go(cursor)

    def label(self, draft: Draft) -> str:
        """What the edit of a field is called."""
        return f"new {draft.name}" if draft.new else f"{draft.name} of {self._place(draft)}"

    def _place(self, draft: Draft) -> str:
        if draft.row is not None and draft.row.kind == "task":
            return f"task {draft.row.at[0]}"
        return "the page" if draft.pane.id == FRONT else f"“{text.cut(text.clean(draft.pane.title), 30)}”"

    def _onward(self, by: int) -> None:
        view = self.screen.view
        if not view.sideways(by):
            row = view.row
            column = 0 if by > 0 else 99
            at = view.cursor
            if row is None or not self.stand_on(Cursor(at.pane, at.row + by, column)):
                return
        if view.row is not None and view.row.kind != "new":
            self.do_edit()

    # --- the session ---------------------------------------------------------------------------------------------

    def execute(self, intention: Intention | Sequence[Intention], label: str) -> bool:
        """Asks the session, and through it the page's twin; says why where it refuses."""
        screen = self.screen
        if screen.page is None or screen.commanding.hindered():
            return False
        try:
            step = screen.session.lockstep.execute(screen.page, intention, label, seen=screen.week)
        except Refused as refused:
            screen.say(f"{refused} {WAY_OUT}" if self.draft is not None else str(refused), bad=True)
            return False
        screen.copies = screen.copies or bool(step.followed)
        screen.take_week(screen.session.peek(screen.page))
        if step.words or step.offered:
            from worklog_tui.tui.following import tell

            tell(screen, step, intention)
        return True

    # --- rows ----------------------------------------------------------------------------------------------------

    def do_new(self) -> None:
        screen = self.screen
        pane, row = screen.view.pane, screen.view.row
        if screen.week is None or pane is None:
            return
        if pane.id == LINKS:
            screen.run_command("reference")
        elif row is not None and row.kind == "cell":
            if self.execute(want.AddRow(*row.at), "new row"):
                screen.view.go(Cursor(screen.view.cursor.pane, screen.view.cursor.row + 1, 0))
                self.do_edit()
        elif pane.noun == "task":
            self._new_task(pane, row if row is not None and row.kind == "task" else None)
        elif pane.id == FRONT and screen.week.document.front_matter.locked:
            screen.say(f"This front matter is shown read-only. {self._elsewhere}")
        else:
            self._new_item(pane, row)

    def _new_item(self, pane: Pane, row: Row | None) -> None:
        view = self.screen.view
        at = row if row is not None and row.kind == "item" else None
        empty = self._empty_item(pane, at)
        if empty is not None:
            view.go(Cursor(view.cursor.pane, empty))
            self.do_edit()
            return
        if at is None:
            view.go(Cursor(view.cursor.pane, len(pane.rows) - 1))
        if self.screen.week is not None:
            self.open(new_draft(self.screen.week, pane, at))

    def _empty_item(self, pane: Pane, at: Row | None) -> int | None:
        """The row of an item without text, where a new one would stand below it: it is filled first."""
        week = self.screen.week
        rows = [i for i, row in enumerate(pane.rows) if (row is at if at is not None else row.kind == "item")]
        if week is None or not rows or len(pane.rows[rows[-1]].at) != 2:
            return None
        number, item = pane.rows[rows[-1]].at
        found = week.document.lists[number].walk()[item]
        return rows[-1] if not found.text and not found.children else None

    def _new_task(self, pane: Pane, after: Row | None = None) -> None:
        screen = self.screen
        week = screen.week
        if week is None:
            return
        number = after.at[0] if after is not None else None
        if number is None:
            last = [row for row in pane.rows if row.kind == "task"]
            number = last[-1].at[0] if last else None
        from worklog_tui.worklog.day.next_day import next_day

        if not self.execute(want.AddTask(number, {}, next_day(week, number, screen.today)), "new task"):
            return
        fresh = (number or 0) + 1
        for at, row in enumerate(screen.view.pane.rows if screen.view.pane else ()):
            if row.kind == "task" and row.at == (fresh,):
                columns = screen.view.pane.columns[row.columns] if screen.view.pane else ()
                column = next((i for i, spec in enumerate(columns) if spec.role == "task"), 0)
                screen.view.go(Cursor(screen.view.cursor.pane, at, column))
                self.do_edit()
                self._fresh = self.draft
                return

    def do_indent(self) -> None:
        self._indent(1)

    def do_outdent(self) -> None:
        self._indent(-1)

    def _indent(self, by: int) -> None:
        row = self.screen.view.row
        if row is None or row.kind != "item":
            self.screen.say("Only items of a list have levels; in a task use Enter, then tab.")
        else:
            self.execute(want.IndentItem(row.at[0], row.at[1], by), "indent item")
