"""``worklog add`` in another terminal while the app is open: taken in as it happens, without looking away and back."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.tui.conftest import Opener, Running
from tests.tui.test_editing import to_task

WED = "| 4   |  | 10/09/2025 |  |  |"


def add(page: Path, words: str, *more: str) -> None:
    """The command, in a process of its own, on the day the app takes for today."""
    command = [sys.executable, "-m", "worklog_tui", "add", words, "--journal", str(page), "--day", "2025-09-10", *more]
    done = subprocess.run(command, env=dict(os.environ), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


async def seen(run: Running, words: str) -> None:
    """The words stand on the screen, and nothing was pressed or focused for it."""
    for _ in range(150):
        await run.pilot.pause(0.02)
        if any(words in line for line in run.lines()):
            return
    raise AssertionError("\n".join(run.lines()))


async def watched(run: Running) -> None:
    """The watch stands."""
    await run.pilot.pause(1.2)


async def test_it_is_seen_in_both_languages(week2: Path, opened: Opener) -> None:
    twin = week2.with_name("_index.vi.md")
    before = week2.read_bytes(), twin.read_bytes()
    async with opened(week2) as run:
        await watched(run)
        add(week2, "Từ cửa sổ khác")
        await seen(run, "Từ cửa sổ khác")
        wanted = WED.replace("|  | 10", "| - Từ cửa sổ khác | 10")
        assert (week2.read_text(), twin.read_text()) == tuple(b.decode().replace(WED, wanted) for b in before)
        await run.press("t")
        await seen(run, "Từ cửa sổ khác")
        assert run.screen.page is not None
        assert run.screen.page.path == twin


async def test_what_is_being_typed_elsewhere_stays_and_both_are_kept(week2: Path, opened: Opener) -> None:
    before = week2.read_text()
    async with opened(week2) as run:
        run.screen.session.lockstep.mode = "off"
        await to_task(run, 2)
        await watched(run)
        await run.press("e", "end")
        await run.type(" once more")
        add(week2, "From the shell")
        for _ in range(150):  # the frame of the editor covers the row
            await run.pilot.pause(0.02)
            if run.screen.week is not None and b"From the shell" in run.screen.week.document.source:
                break
        assert run.screen.editor is not None
        assert run.screen.editor.edited.endswith("once more")
        await run.press("escape")
        await seen(run, "From the shell")
        wanted = before.replace(WED, WED.replace("|  | 10", "| - From the shell | 10"))
        wanted = wanted.replace(
            "[rules](https://example.com/rules) |", "[rules](https://example.com/rules) once more |"
        )
        assert run.saved(week2).decode() == wanted


async def test_a_week_made_by_the_shell_comes_into_the_list(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await watched(run)
        command = [sys.executable, "-m", "worklog_tui", "new-week", "--journal", str(week2)]
        done = subprocess.run(command, env=dict(os.environ), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        for _ in range(150):
            await run.pilot.pause(0.02)
            if len(run.screen.session.journal.weeks) == 4:
                break
        assert [week.number for week in run.screen.session.journal.weeks] == [1, 2, 3, 4]
        await seen(run, "Week 2 of 4")
