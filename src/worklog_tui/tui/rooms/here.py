"""The part under the cursor in the person's own editor: a table, a list, a paragraph, a heading, any block."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from worklog_tui.tui.view.panes import FRONT
from worklog_tui.worklog.intentions import ReplaceBlock

if TYPE_CHECKING:
    from worklog_tui.document.model import Block
    from worklog_tui.tui.screens.main import MainScreen
    from worklog_tui.tui.view.panes import Pane, Row
    from worklog_tui.worklog.model import Week


class Here:
    """The command ``editor_here``. What was not changed there changes nothing; what is refused stays in its file."""

    def __init__(self, screen: MainScreen) -> None:
        self.screen = screen

    def can_editor_here(self) -> bool:
        """Where a part of the page is selected."""
        return self.screen.where == "page" and self._place() is not None

    def _place(self) -> tuple[int, int] | None:
        week, pane = self.screen.week, self.screen.view.pane
        return None if week is None or pane is None else block_of(week, pane, self.screen.view.row)

    def do_editor_here(self) -> None:
        screen, week, place = self.screen, self.screen.week, self._place()
        if week is None or place is None:
            screen.say(f"There is no part of the page here. {screen.keymap.called('editor')} opens your editor.")
            return
        block = week.document.blocks[place[0]]
        raw = week.document.source[block.span.start : block.span.end]
        fd, name = tempfile.mkstemp(prefix="worklog-", suffix=".md")
        with os.fdopen(fd, "wb") as file:
            file.write(raw)
        failure = self._run(Path(name), place[1])
        try:
            made = Path(name).read_bytes()
        except OSError as error:
            failure, made = f"What was written could not be read: {error.strerror or error}.", raw
        if failure:
            screen.say(failure, bad=True)
        elif made in (raw, raw + b"\n", raw + b"\r\n"):
            screen.say("Nothing was changed.")
        elif not self._keep(block, place[0], raw, made):
            screen.say(f"{screen.toast.words} Your text is in {name}.", bad=True)
            return
        with suppress(OSError):
            os.unlink(name)

    def _run(self, file: Path, line: int) -> str:
        """Runs the editor; why it could not, or ""."""
        from worklog_tui.tui import editor_cmd

        screen = self.screen
        environ = dict(os.environ)
        if screen.settings_editor:
            environ["VISUAL"] = screen.settings_editor
        try:
            words = editor_cmd.command(environ, file, line)
            with screen.app.suspend():
                code = editor_cmd.run(words)
        except editor_cmd.NoEditor as error:
            return str(error)
        finally:
            screen.app.refresh(layout=True)
        return f"{os.path.basename(words[0])} ended with an error ({code}): nothing was changed." if code else ""

    def _keep(self, block: Block, index: int, raw: bytes, made: bytes) -> bool:
        """Asks for the edit, if the page still reads at this place what the editor was given."""
        screen = self.screen
        screen.session.refresh()
        screen.reread()
        week = screen.week
        if week is None or week.document.source[block.span.start : block.span.end] != raw:
            screen.say("This part was changed by another program meanwhile.", bad=True)
            return False
        if b"\0" in made:
            screen.say("The text holds a NUL character, which no page can show.", bad=True)
            return False
        text = made.decode("utf-8", "replace")
        kept = screen.editing.execute(ReplaceBlock(index, text), f"edit the {block.kind.replace('_', ' ')}")
        if kept:
            screen.say(f"Your editor's text is on the page · {screen.keymap.undoes}")
        return kept


def block_of(week: Week, pane: Pane, row: Row | None) -> tuple[int, int] | None:
    """The block of a row (None: of the pane's heading) as an index into ``Document.blocks``, and the row's line in it,
    counted from 1; None: there is none.
    """
    doc = week.document
    at: int | None = None
    if row is None or row.kind == "new":
        at = doc.headings[pane.heading].span.start if pane.heading is not None else None
    elif row.kind == "task":
        task = week.tasks[row.at[0] - 1]
        at = doc.tables[task.table].rows[task.row].span.start
    elif row.kind == "item":
        at = doc.lists[row.at[0]].walk()[row.at[1]].span.start
    elif row.kind == "link":
        at = doc.links[row.at[0]].span.start
    elif row.kind == "cell":
        table = doc.tables[row.at[0]]
        at = (table.rows[row.at[1]] if row.at[1] >= 0 else table.header).span.start
    elif row.at:
        at = doc.blocks[row.at[0]].span.start
    if at is None and pane.id == FRONT:
        at = next((block.span.start for block in doc.blocks if block.kind == "front_matter"), None)
    if at is None:
        return None
    found = next((i for i, block in enumerate(doc.blocks) if block.span.start <= at < block.span.end), None)
    return None if found is None else (found, 1 + doc.line_of(at) - doc.blocks[found].line)
