"""Pages whose dates have no year, on the screen."""

from __future__ import annotations

from pathlib import Path

from tests.tui.conftest import Opener


def bare(page: Path) -> None:
    """Takes the years from a page."""
    lines = page.read_text().replace("/2025", "").split("\n")
    page.write_text("\n".join(line for line in lines if not line.startswith("date:")))


async def test_the_weeks_beside_lend_their_year(week2: Path, opened: Opener) -> None:
    for page in week2.parent.glob("*.md"):
        bare(page)
    before = week2.read_bytes()
    async with opened(week2) as run:
        await run.pilot.pause(0.4)
        shown = "\n".join(run.lines())
        assert "8 Sep" in shown
        assert "08/09 ?" not in shown
        assert run.saved(week2) == before


async def test_one_mark_where_no_year_is_known(week2: Path, opened: Opener) -> None:
    alone = week2.parent.parent.parent.parent.parent / "alone.md"
    bare(week2)
    alone.write_bytes(week2.read_bytes())
    async with opened(alone) as run:
        await run.pilot.pause(0.3)
        rows = [row for pane in run.screen.view.panes for row in pane.rows if row.kind == "task"]
        tones = [[cell.tone for cell in row.cells if cell.text.endswith("?")] for row in rows]
        assert tones[0] == ["bad", "bad"]
        assert all(tone == "muted" for row in tones[1:] for tone in row)
        assert "no year is known" in "\n".join(run.lines())


async def test_a_new_row_counts_on_from_a_date_without_year(week2: Path, opened: Opener) -> None:
    alone = week2.parent.parent.parent.parent.parent / "alone.md"
    alone.write_text(
        "| Day | Date | Task | Activities |\n| --- | --- | --- | --- |\n"
        "| 1 | 22/09 | **Store** | - Make one<br>- Break it |\n| 2 | 23/09 | **Queue** | - Read<br>- Ask |\n"
    )
    before = alone.read_bytes()
    async with opened(alone) as run:
        await run.press("down", "n")
        await run.type("Alarm")
        await run.press("escape")
        assert run.saved(alone) == before + b"| 3 | 24/09 | Alarm |  |\n"
