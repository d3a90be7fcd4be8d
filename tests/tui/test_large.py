"""Large and slow pages: read by a thread, seen raw meanwhile, and the screen answers all the time."""

from __future__ import annotations

import asyncio
import gc
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from benchmarks.shapes import SHAPES
from tests.tui.conftest import Opener, Running
from worklog_tui.document import parse as reader
from worklog_tui.tui.rooms import large
from worklog_tui.tui.screens.reading import ReadingScreen
from worklog_tui.tui.view import panes

SIZE = 2 * 1024 * 1024 - 4096


async def read_whole(running: Running, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while running.screen.week is None and not running.screen.unreadable and time.monotonic() < end:
        await asyncio.sleep(0.02)
    await running.pilot.pause()
    assert running.screen.week is not None, running.lines()


def as_at_the_start() -> None:
    """No garbage is looked for but in pauses, and what other tests have left is not looked at."""
    gc.collect()
    gc.freeze()
    gc.disable()


@asynccontextmanager
async def never_away() -> AsyncIterator[None]:
    """The UI thread always comes back soon, whatever is done meanwhile."""
    gaps, done = [0.0], False

    async def beat() -> None:
        last = time.thread_time()
        while not done:
            await asyncio.sleep(0.01)
            now = time.thread_time()
            gaps.append(now - last)
            last = now

    beating = asyncio.create_task(beat())
    yield
    done = True
    await beating
    assert max(gaps) < 0.4, max(gaps)  # seconds of CPU in one go; 0.07 where this was written


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Reading a large page waits for this."""
    gate, parse = threading.Event(), reader.parse

    def slow(source: bytes) -> object:
        if len(source) > 100_000:
            assert threading.current_thread() is not threading.main_thread(), "a large page is read by the UI thread"
            assert gate.wait(30)
        return parse(source)

    monkeypatch.setattr(reader, "parse", slow)
    return gate


async def test_a_large_page_is_raw_until_it_is_read(opened: Opener, week2: Path, held: threading.Event) -> None:
    week2.write_text(week2.read_text() + "\nMore words\n" * 20_000)
    before = week2.read_bytes()
    async with opened(week2) as running:
        shown = "\n".join(running.lines())
        assert "Reading this page (235 KB)" in shown
        assert 'title: "Week 2 Worklog"' in shown  # as the file has it
        await running.press("down", "down")
        await running.press("e")
        assert "still being read" in running.said()
        assert running.screen.editor is None
        held.set()
        await read_whole(running)
        shown = "\n".join(running.lines())
        assert "Reading this page" not in shown
        assert "Meet the team" in shown
        await running.press("]")
        assert running.screen.week is not None
        assert running.screen.week.number == 3
        await running.press("[")
        assert running.screen.week.number == 2
    assert week2.read_bytes() == before


async def test_another_week_is_shown_while_a_large_one_is_read(
    opened: Opener, week2: Path, held: threading.Event
) -> None:
    week2.write_text(week2.read_text() + "\nMore words\n" * 20_000)
    async with opened(week2) as running:
        await running.press("]")
        assert running.screen.week is not None
        assert running.screen.week.number == 3
        held.set()
        await asyncio.sleep(0.5)
        assert running.screen.week.number == 3  # what is read late is not put over it


@pytest.mark.parametrize("shape", ["rows of a task table", "items", "columns", "opening brackets", "one paragraph"])
async def test_two_megabytes_never_hold_up_the_screen(opened: Opener, week2: Path, shape: str) -> None:
    """The longest time the UI thread was away, while a page of 2 MiB is read, shown and walked in."""
    week2.write_bytes(SHAPES[shape](SIZE))
    as_at_the_start()
    async with opened(week2) as running:
        async with never_away():
            await read_whole(running)
            for key in ("down", "tab", "down", "end", "home"):
                await running.press(key)
        assert len(running.screen.view.plan.lines) < 2 * panes.MOST_ROWS + 100


async def shown(running: Running, words: str, *, there: bool = True) -> None:
    """Waits until the screen on top says it, or says it no more."""
    end = time.monotonic() + 60
    while (words in "\n".join(running.lines())) != there and time.monotonic() < end:
        await asyncio.sleep(0.02)
    assert (words in "\n".join(running.lines())) == there, running.lines()


async def test_the_review_shows_a_large_page_raw_until_it_is_read(
    opened: Opener, week2: Path, held: threading.Event
) -> None:
    week2.write_text(week2.read_text() + "\nMore words\n" * 20_000)
    async with opened(week2.parents[1] / "1.3-Week3" / "_index.md") as running:
        await running.press("v")
        await running.press("[")
        await shown(running, "Reading this page (235 KB)")
        await running.press("c")  # nothing to speak of yet
        held.set()
        await shown(running, "Reading this page", there=False)
        assert "Meet the team" in "\n".join(running.lines())


async def test_the_page_as_one_reads_it_is_raw_until_it_is_read(
    opened: Opener, week2: Path, held: threading.Event
) -> None:
    week2.write_text(week2.read_text() + "\nMore words\n" * 20_000)
    async with opened(week2) as running:
        screen = ReadingScreen(running.screen, running.screen.page, "")
        running.app.push_screen(screen)
        await shown(running, "Reading this page (235 KB)")
        held.set()
        await shown(running, "Reading this page", there=False)
        assert "Meet the team" in "\n".join(running.lines())


@pytest.mark.parametrize("shape", ["rows of a task table", "items", "headings", "one paragraph", "HTML blocks"])
async def test_reviewing_two_megabytes_never_holds_up_the_screen(opened: Opener, week2: Path, shape: str) -> None:
    week2.write_bytes(SHAPES[shape](SIZE))
    as_at_the_start()
    async with opened(week2) as running:
        await read_whole(running)
        async with never_away():
            await running.press("v")
            await shown(running, "not reviewed yet")
            for key in ("space", "down", "down", "end", "home"):
                await running.press(key)
            await running.press("escape")
            running.app.push_screen(ReadingScreen(running.screen, running.screen.page, ""))
            await running.press("down", "end")
            await asyncio.sleep(1.0)


async def test_a_page_that_reads_slowly_is_left_to_an_editor(
    opened: Opener, week2: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(large, "SLOW", -1.0)
    week2.write_text(week2.read_text() + "\nMore words\n" * 20_000)
    before = week2.read_bytes()
    async with opened(week2) as running:
        await read_whole(running)
        for key in ("e", "x", "n", "d"):
            await running.press(key)
            assert "edit it in your own editor (E)" in running.said(), key
            assert running.screen.editor is None
    assert week2.read_bytes() == before


async def test_a_page_over_two_megabytes_is_one_raw_block(opened: Opener, week2: Path) -> None:
    week2.write_text(week2.read_text() + "\nMore words\n" * 200_000)
    async with opened(week2) as running:
        await read_whole(running)
        shown = " ".join(" ".join(running.lines()).split())
        assert "raw text" in shown
        running.screen.view.go(running.screen.view.cursor._replace(pane=0, row=-1))
        await running.pilot.pause()
        assert "larger than 2 MiB" in " ".join(" ".join(running.lines()).split())


async def test_a_file_over_four_megabytes_says_so(opened: Opener, week2: Path) -> None:
    week2.write_text("x\n" * 3_000_000)
    async with opened(week2) as running:
        end = time.monotonic() + 20
        while not running.screen.unreadable and time.monotonic() < end:
            await asyncio.sleep(0.02)
        await running.pilot.pause()
        assert "MiB" in "\n".join(running.lines())
