"""What the footer offers makes sense where the cursor is, and each hint names a key that does it."""

from __future__ import annotations

from pathlib import Path

from tests.tui.conftest import Opener
from tests.tui.test_editing import to_task


async def test_cancel_has_a_key_of_its_own(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2) as run:
        for column in (1, 2):  # a box, and one line
            await to_task(run, 1, column)
            await run.press("enter")
            assert "ctrl+g cancel" in run.lines()[-1]
            await run.type("zzz")
            await run.press("ctrl+g")
            assert run.screen.editor is None
        assert run.saved(week2) == before


async def test_the_footer_speaks_of_links_and_twins_where_there_are_some(
    site: Path, week2: Path, opened: Opener
) -> None:
    week2.with_name("_index.vi.md").unlink()
    week3 = week2.parent.parent / "1.3-Week3" / "_index.md"
    week3.write_text("---\ntitle: Bare\n---\n\n- no link here\n")
    async with opened(week2) as run:
        last = run.lines()[-1]
        assert "o link" in last
        assert "twin" not in last
        await run.press("]")
        last = run.lines()[-1]
        assert "t twin" in last
        assert "o link" not in last


async def test_nothing_new_is_offered_among_the_gathered_links(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        assert "n new" in run.lines()[-1]
        await run.press("end", "end")
        assert run.screen.view.row is not None
        assert run.screen.view.row.kind == "link"
        last = run.lines()[-1]
        assert "n new" not in last
        assert "delete" not in last
        assert "o link" in last


async def test_only_tasks_are_said_to_be_finished(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await to_task(run, 1)
        assert "d done" in run.lines()[-1]
        await run.press("home", "home")
        assert run.screen.view.pane is not None
        assert run.screen.view.pane.noun != "task"
        assert "d done" not in run.lines()[-1]


async def test_escape_on_the_page_says_how_to_leave(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await run.press("escape", "escape")
        assert run.app.is_running
        assert "q quits" in run.said()


async def test_a_long_page_opens_at_its_tasks(week2: Path, opened: Opener) -> None:
    aims = "".join(f"- Aim number {n}\n" for n in range(60))
    rows = "".join(f"| 5 | Row {n} | 1{n % 10}/09/2024 | | |\n" for n in range(12))
    page = week2.read_text().replace("- First aim\n", aims).replace("| 2   | - Meet", rows + "| 2   | - Meet")
    week2.write_text(page)
    async with opened(week2) as run:
        lines = run.lines()
        heading = next(y for y, line in enumerate(lines) if "Tasks to be carried out" in line)
        assert heading <= 3
        assert any("Row 0" in line for line in lines)
        assert any("▸ Wed" in line and "10 Sep" in line for line in lines)  # today's
        await run.press("home", "home")
        assert "Week 2" in run.lines()[1]


async def test_of_very_many_tasks_todays_is_seen(week2: Path, opened: Opener) -> None:
    rows = "".join(f"| 5 | Row {n} | 1{n % 10}/09/2024 | | |\n" for n in range(90))
    week2.write_text(week2.read_text().replace("| 2   | - Meet", rows + "| 2   | - Meet"))
    async with opened(week2, size=(80, 24)) as run:
        y = next(y for y, line in enumerate(run.lines()) if "▸ Wed" in line)
        assert 2 <= y <= 12


async def test_words_typed_for_a_field_that_did_not_open_are_no_commands(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2) as run:
        await run.press("end", "end", "up")
        while run.screen.view.row is not None:
            await run.press("up")
        assert run.screen.view.pane is not None
        assert run.screen.view.pane.title == "References"
        await run.press("enter")
        assert run.screen.editor is None
        at = run.screen.view.cursor
        await run.type("quick x jobs")
        assert run.app.is_running
        assert run.screen.view.cursor == at
        assert run.saved(week2) == before
        await run.press("up")  # no letter: meant
        assert run.screen.view.cursor != at
        await run.press("j")
        assert run.screen.view.cursor == at


async def test_a_letter_is_a_command_again_after_a_while(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await run.press("end", "end", "up")
        while run.screen.view.row is not None:
            await run.press("up")
        await run.press("enter")
        at = run.screen.view.cursor
        await run.pilot.pause(1.0)
        await run.press("k")
        assert run.screen.view.cursor != at
