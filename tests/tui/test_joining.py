"""The command that joins a broken row, on the screen."""

from __future__ import annotations

from pathlib import Path

from tests.tui.conftest import Opener
from tests.tui.test_editing import to_task


async def test_a_broken_row_is_said_and_joined(week2: Path, opened: Opener) -> None:
    whole = week2.read_bytes()
    row = b"- Meet the team <br> &emsp; + Shake hands"
    week2.write_bytes(whole.replace(row, b"- Meet the team\n- Shake hands"))
    broken = week2.read_bytes()
    async with opened(week2) as run:
        assert run.screen.week is not None
        assert len(run.screen.week.tasks) == 1
        await to_task(run, 1)
        assert any("A line end has broken this row" in line for line in run.lines())
        run.screen.run_command("join_row")
        await run.pilot.pause()
        assert run.saved(week2) == whole.replace(row, b"- Meet the team <br> - Shake hands")
        assert len(run.screen.week.tasks) == 3
        assert "one row again" in run.said()
        run.screen.run_command("join_row")
        await run.pilot.pause()
        assert run.said() == "No row of this page is broken by a line end."
        await run.press("u")
        assert run.saved(week2) == broken
