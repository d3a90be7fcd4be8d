"""What the app says: sentences are shown whole, also in 80 columns, for their last words say what to do."""

from __future__ import annotations

from pathlib import Path

from tests.tui.conftest import Opener
from worklog_tui.tui.screens.picker import Choice, Picker

LONG = (
    "“content/1-Worklog/1.7-Week7/_index.md” was changed by another program since it was read, so nothing was "
    "written over it. Press ctrl+s and say whose text stands."
)


async def test_a_long_sentence_is_shown_to_its_end(week2: Path, opened: Opener) -> None:
    async with opened(week2, size=(80, 24)) as run:
        run.screen.say(LONG, bad=True)
        await run.pilot.pause(0.1)
        lines = run.lines()
        assert LONG in " ".join(" ".join(lines[-4:-1]).split())
        assert "help" in lines[-1]  # the footer is still to be seen


async def test_a_short_sentence_takes_one_line(week2: Path, opened: Opener) -> None:
    async with opened(week2, size=(80, 24)) as run:
        run.screen.say("Short.")
        await run.pilot.pause(0.1)
        assert run.lines()[-2].strip() == "Short."
        assert run.screen.toast.size.height == 1


async def test_a_long_question_is_shown_whole(week2: Path, opened: Opener) -> None:
    async with opened(week2, size=(80, 24)) as run:
        run.app.push_screen(Picker(LONG, [Choice("a", "Stay"), Choice("b", "Leave")]))
        await run.pilot.pause(0.2)
        words = " ".join(line.strip(" │╭╮╰╯─") for line in run.lines())
        assert LONG in " ".join(words.split())
        assert "Leave" in words
