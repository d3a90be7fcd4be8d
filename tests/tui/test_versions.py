"""The time machine on screen: versions and differences in words, a page or one cell put back, undo across others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.tui.conftest import Opener, Running
from tests.tui.test_editing import to_task
from tests.tui.test_outside import change, question, settle
from worklog_tui.tui.screens.versions import VersionsScreen


async def edit(run: Running, task: int, words: str, page: Path) -> bytes:
    """The task's words; the page then."""
    await to_task(run, task)
    await run.press("enter", "end")
    await run.type(words)
    await run.press("escape")
    return run.saved(page)


async def shown(run: Running) -> VersionsScreen:
    """The screen, filled."""
    for _ in range(200):
        screen = run.app.screen
        if isinstance(screen, VersionsScreen) and screen.found and screen.between.left:
            await run.pilot.pause(0.15)
            return screen
        await run.pilot.pause(0.05)
    raise AssertionError("no versions")


async def until(run: Running, holds: Callable[[], bool]) -> None:
    """Waits for it, five seconds at most."""
    for _ in range(100):
        if holds():
            return
        await run.pilot.pause(0.05)
    raise AssertionError("it never came")


def text_of(run: Running) -> str:
    return "\n".join(run.lines())


async def test_versions_are_listed_with_differences_in_words(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await edit(run, 3, "Words", week2)
        await edit(run, 2, " more", week2)
        await run.press("D")
        screen = await shown(run)
        assert len(screen.found) == 3
        assert screen.moments.at == 0
        assert "The page is like this now." in text_of(run)
        await run.press("down", "down")
        await until(run, lambda: "Task 2 · Task: Read" in text_of(run))
        picture = text_of(run)
        assert "as it was found" in picture
        assert "Task 3 · Task: (empty) → Words" in picture
        assert "Task 2 · Task: Read the rules → Read the rules more" in picture
        assert "What has changed since then" in picture
        await run.press("up", "c")
        await until(run, lambda: "What was changed then" in text_of(run))
        await until(run, lambda: "Task 2" not in text_of(run))
        picture = text_of(run)
        assert "What was changed then" in picture
        assert "Task 3 · Task: (empty) → Words" in picture
        assert "Read the rules more" not in picture


async def test_a_page_is_put_back_and_undone(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2) as run:
        after = await edit(run, 3, "Words", week2)
        await run.press("D")
        await shown(run)
        await run.press("end", "enter")
        await until(run, lambda: run.app.screen is run.screen)
        assert "Restored" in run.said()
        assert run.saved(week2) == before
        await run.press("u")
        assert run.saved(week2) == after


async def test_one_cell_is_put_back_and_undone(week2: Path, opened: Opener) -> None:
    async with opened(week2, size=(80, 24)) as run:
        first = await edit(run, 3, "Words", week2)
        second = await edit(run, 2, " more", week2)
        await run.press("D")
        screen = await shown(run)
        await run.press("end")
        await until(run, lambda: screen.moments.at == len(screen.found) - 1 and len(screen.differences or ()) == 2)
        await run.press("tab")
        assert [c.where for c in screen.differences or ()] == ["Task 2 · Task", "Task 3 · Task"]
        await run.press("enter")
        await until(run, lambda: "Put back" in screen.toast.words)
        now = run.saved(week2)
        assert now == second.replace(
            b"rules](https://example.com/rules) more |", b"rules](https://example.com/rules) |"
        )
        assert now == first
        assert "Put back: Task 2 · Task" in screen.toast.words
        await run.press("u")
        assert run.saved(week2) == second
        await run.press("q")
        assert run.app.screen is run.screen


async def test_versions_outlive_the_run_and_so_does_undo(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2) as run:
        await edit(run, 3, "Words", week2)
    async with opened(week2) as run:
        await run.press("D")
        screen = await shown(run)
        assert [m.undo for m in screen.found] == [True, False]
        await run.press("q", "u")
        assert run.saved(week2) == before


async def test_undo_asks_before_it_crosses_another_program(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2) as run:
        await settle(run)
        await edit(run, 3, "Words", week2)
        theirs = change(week2, b"| - Words |", b"| Theirs |")
        run.screen.session.refresh()
        await run.pilot.pause()
        await run.press("u")
        asked = await question(run)
        assert asked.heading == "Another program changed this page in between: undo that too?"
        await run.press("enter")
        assert run.saved(week2) == theirs
        await run.press("u")
        await question(run)
        await run.press("down", "enter")
        assert run.saved(week2) == before
        await run.press("U")
        assert run.saved(week2) == theirs


async def test_hostile_versions_are_only_text(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await settle(run)
        change(week2, b"- Second aim", "- [@click=app.quit]x[/] [/images] \x1b]0;OWNED\x07 \u202e".encode())
        run.screen.session.refresh()
        await run.pilot.pause()
        await edit(run, 3, "Words", week2)
        change(week2, b"- [@click=app.quit]x[/] [/images]", b"- quiet")
        run.screen.session.refresh()
        await run.press("D")
        await shown(run)
        await run.press("down")
        await until(run, lambda: "quiet" in text_of(run))
        picture = text_of(run)
        assert "[@click=app.quit]x[/]" in picture
        assert not any(c in picture for c in "\x1b\x07\u202e")
