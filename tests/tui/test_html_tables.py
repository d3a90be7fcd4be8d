"""HTML tables on the screen: rows like any other, simple cells edited."""

from __future__ import annotations

from pathlib import Path

from tests.tui.conftest import Opener
from tests.worklog.test_html_tables import PAGE


async def test_a_simple_cell_is_edited_and_a_list_is_not(week2: Path, opened: Opener) -> None:
    week2.write_text(PAGE)
    before = week2.read_bytes()
    async with opened(week2) as run:
        assert run.screen.view.pane is not None
        rows = [row for row in run.screen.view.pane.rows if row.kind == "task"]
        assert [row.cells[1].text for row in rows] == ["Read & write", "One"]
        await run.press("home", "home", "tab", *["left"] * 6, "right", "enter")
        assert run.screen.editor is not None
        assert run.screen.editor.edited == "Read &amp; write\nagain"
        await run.type("!")
        await run.press("escape")
        assert run.saved(week2) == before.replace(b"<br/> again", b"<br/> again!")
        await run.press("down", "enter")
        assert run.screen.editor is None
        assert run.said().startswith("This cannot be edited here.")
        await run.press("delete")
        assert "HTML table" in run.said()
        await run.press("u")
        assert run.saved(week2) == before
