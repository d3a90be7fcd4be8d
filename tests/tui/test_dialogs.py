"""Help, palette and questions: as tall as they are full, and keys behind the one that closes them reach the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Key

from tests.tui.conftest import Opener, Running
from worklog_tui.tui.screens.help import HelpScreen
from worklog_tui.tui.screens.picker import Picker


async def at_once(run: Running, *keys: tuple[str, str]) -> None:
    """Keys that a terminal gives in one read: all are on their way before the first is handled."""
    for key, character in keys:
        run.app.post_message(Key(key, character))
    for _ in range(4):
        await run.pilot.pause()


async def test_a_key_right_behind_the_one_that_closes_the_help_is_the_pages(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await run.press("?")
        assert isinstance(run.app.screen, HelpScreen)
        await at_once(run, ("q", "q"), ("colon", ":"))
        assert isinstance(run.app.screen, Picker)
        await at_once(run, ("escape", "\x1b"), ("question_mark", "?"))
        assert isinstance(run.app.screen, HelpScreen)


async def test_words_typed_behind_are_not_lost_either(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await run.press("?")
        await at_once(run, ("q", "q"), ("colon", ":"), ("u", "u"), ("n", "n"), ("d", "d"))
        assert isinstance(run.app.screen, Picker)
        assert run.app.screen.query_one("Narrow").value == "und"  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_palette_is_as_tall_as_what_it_found(week2: Path, opened: Opener, size: tuple[int, int]) -> None:
    async with opened(week2, size=size) as run:
        await run.press(":")
        box = run.app.screen.query_one("#box")
        top, tall = box.region.y, box.region.height
        assert tall <= size[1]
        await run.type("renumber")
        await run.pilot.pause()
        found = len(run.app.screen.query_one("Choices").choices)  # type: ignore[attr-defined]
        assert 0 < found < 6
        assert box.region.height == found + 4  # frame, what is typed, an empty line
        assert box.region.y == top  # what is typed stays where it is
        await run.press(*["backspace"] * 8)
        assert (box.region.y, box.region.height) == (top, tall)


async def test_the_palette_follows_the_terminal(week2: Path, opened: Opener) -> None:
    async with opened(week2, size=(120, 40)) as run:
        await run.press(":")
        await run.pilot.resize_terminal(60, 16)
        await run.pilot.pause()
        box = run.app.screen.query_one("#box").region
        assert box.right <= 60
        assert box.bottom <= 16
