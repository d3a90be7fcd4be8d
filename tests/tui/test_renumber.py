"""A week given another number on the main screen: shown, done, taken back, to the names and bytes on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.conftest import Opener, Running, page_text
from worklog_tui.tui.screens.renumber import Keys, RenumberScreen


def tree(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


async def shown(run: Running, words: str) -> RenumberScreen:
    """The preview, once it says this."""
    for _ in range(150):
        await run.pilot.pause(0.02)
        screen = run.app.screen
        if isinstance(screen, RenumberScreen) and any(words in line for line in run.lines()):
            return screen
    raise AssertionError("\n".join(run.lines()))


async def left(run: Running) -> None:
    """Back on the main screen."""
    for _ in range(150):
        await run.pilot.pause(0.02)
        if run.app.screen is run.screen:
            return
    raise AssertionError("the preview stays")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_it_is_shown_then_done_and_one_u_takes_it_back(
    size: tuple[int, int], week2: Path, opened: Opener
) -> None:
    site = week2.parents[3]
    before = tree(site)
    wanted = (
        page_text(2).replace("Week 2", "Week 8").replace("weight: 2", "weight: 8").replace("1.2. </b>", "1.8. </b>")
    )
    async with opened(week2, size=size) as run:
        run.screen.run_command("renumber")
        await shown(run, "Type the number")
        await run.press("3")
        await shown(run, "Week 3 exists already")
        await run.press("enter")
        await run.pilot.pause(0.3)
        assert tree(site) == before
        await run.press("backspace", "8")
        await shown(run, "content/1-Worklog/1.8-Week8")
        assert any('+ title: "Week 8 Worklog"' in line for line in run.lines())
        assert tree(site) == before
        await run.press("enter")
        await left(run)
        await run.pilot.pause(0.2)
        moved = week2.parents[1] / "1.8-Week8"
        assert run.saved(moved / "_index.md").decode() == wanted
        assert (moved / "_index.vi.md").read_text() == wanted.replace("Week", "Tuần")
        assert not week2.parent.exists()
        assert run.screen.page is not None
        assert run.screen.page.path == moved / "_index.md"
        assert "It is week 8 now, 2 pages" in run.said()
        await run.press("u")
        await run.pilot.pause(0.2)
        run.saved(week2)
        assert tree(site) == before
        assert run.screen.page.path == week2
        assert run.screen.entry is not None
        assert run.screen.entry.number == 2


async def test_by_mouse_and_esc_leaves(week2: Path, opened: Opener) -> None:
    site = week2.parents[3]
    before = tree(site)
    async with opened(week2) as run:
        run.screen.run_command("renumber")
        await run.press("7")
        await shown(run, "1.7-Week7")
        await run.press("escape")
        await left(run)
        assert tree(site) == before
        run.screen.run_command("renumber")
        await run.press("7")
        await shown(run, "1.7-Week7")
        await run.pilot.click(Keys, offset=(3, 0))
        await left(run)
        assert (week2.parents[1] / "1.7-Week7" / "_index.md").exists()


async def test_a_first_letter_typed_at_once_reaches_the_field(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        run.screen.run_command("renumber")
        await run.pilot.press("1", "2")
        screen = await shown(run, "1.12-Week12")
        assert screen.number.value == "12"
