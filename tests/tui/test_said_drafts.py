"""Words of comments, answers and the week's draft are kept while they are typed, until they are on the disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.conftest import Opener, Running
from tests.tui.test_outside import change, question, settle
from tests.tui.test_review import LAN, alone, comment, pages, sees, to_row, until
from tests.tui.test_typed import left
from worklog_tui.tui.screens.friday import FridayScreen
from worklog_tui.tui.screens.picker import Picker
from worklog_tui.tui.screens.saying import SayingScreen


async def saying(run: Running, key: str, words: str) -> None:
    """Types into the frame, and waits until it is kept."""
    await run.press(key)
    await until(run, lambda: isinstance(run.app.screen, SayingScreen))
    await run.type(words)
    await run.pilot.pause(0.5)


async def put_back(run: Running) -> SayingScreen:
    """Says yes to the question; the frame with the words."""
    shown = await question(run)
    assert shown.choices[0].label == "Put it back"
    await settle(run)
    await run.press("enter")
    await until(run, lambda: isinstance(run.app.screen, SayingScreen))
    assert isinstance(run.app.screen, SayingScreen)
    return run.app.screen


def comments(site: Path) -> str:
    return "\n".join(path.read_text() for path in (site / ".worklog" / "comments").glob("*.toml"))


async def test_a_comment_comes_back_to_its_row(week2: Path, site: Path, opened: Opener, tmp_path: Path) -> None:
    before = pages(site)
    async with opened(week2, settings=LAN) as run:
        await run.press("v")
        await to_row(run, 2)
        await saying(run, "c", "Which rules?")
        assert len(left(tmp_path)) == 1
    assert not (site / ".worklog").exists()
    assert pages(site) == before
    change(week2, b"| 2   |", b"| 2   | | | | | |\n| 2   |")  # the row stands one lower now
    async with opened(week2, settings=LAN) as run:
        await settle(run)
        assert "a comment on Week 2, Task 2" in (await question(run)).heading
        frame = await put_back(run)
        assert frame.said == "Which rules?"
        row = run.app.screen_stack[-2].view.row  # type: ignore[attr-defined]
        assert (row.kind, row.at) == ("task", (3,))
        assert len(left(tmp_path)) == 1
        await run.type(" These?")
        await run.press("escape")
        await sees(run, "Which rules? These?")
        await until(run, lambda: not left(tmp_path))
    assert "Which rules? These?" in comments(site)
    async with opened(week2, settings=LAN) as run:
        await settle(run)
        assert run.app.screen is run.screen  # asked once


async def test_an_answer_comes_back_to_its_comment(site: Path, tmp_path: Path) -> None:
    state = tmp_path / "state"
    async with alone(site, state) as run:
        await to_row(run, 2)
        await comment(run, "Which rules?")
        await sees(run, "Which rules?")
        await saying(run, "a", "These of the house")
        run.app._keep_drafts()  # as a signal does
        assert run.app.unfinished
    assert "These of the house" not in comments(site)
    async with alone(site, state) as run:
        frame = await put_back(run)
        assert frame.said == "These of the house"
        await run.press("escape")
        await sees(run, "↳ Lan Nguyễn", "These of the house")
        await until(run, lambda: not left(tmp_path))
    assert "These of the house" in comments(site)


async def test_read_only_asks_about_nothing_it_cannot_put_back(week2: Path, opened: Opener, tmp_path: Path) -> None:
    async with opened(week2, settings=LAN) as run:
        await run.press("e")
        await run.type("Mine")
        await run.pilot.pause(0.5)
    assert len(left(tmp_path)) == 1
    async with alone(week2.parents[2], tmp_path / "state") as run:
        await settle(run)
        assert not isinstance(run.app.screen, Picker)
    assert len(left(tmp_path)) == 1


@pytest.mark.parametrize("leave", ["ctrl+g", "escape"])
async def test_what_was_cancelled_or_said_is_kept_no_longer(site: Path, tmp_path: Path, leave: str) -> None:
    async with alone(site, tmp_path / "state") as run:
        await to_row(run, 1)
        await saying(run, "c", "A word")
        assert len(left(tmp_path)) == 1
        await run.press(leave)
        await until(run, lambda: not left(tmp_path))


async def test_words_that_cannot_be_written_stand_in_the_frame_again(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with alone(site, tmp_path / "state") as run:
        await to_row(run, 1)
        (site / ".worklog").write_text("no folder")
        await saying(run, "c", "A word")
        await run.press("escape")
        await until(run, lambda: isinstance(run.app.screen, SayingScreen) and run.app.screen.said == "A word")
        assert len(left(tmp_path)) == 1
        (site / ".worklog").unlink()
        await run.type("s")
        await run.press("escape")
        await sees(run, "A words")
    assert "A words" in comments(site)


# --- the week's draft ------------------------------------------------------------------------------------------------


def drafted(run: Running) -> list[str]:
    """The lines of the shown draft."""
    assert isinstance(run.app.screen, FridayScreen)
    return run.app.screen.words_now()[0].split("\n")


async def assembling(run: Running) -> FridayScreen:
    await run.press("A")
    await until(run, lambda: isinstance(run.app.screen, FridayScreen))
    assert isinstance(run.app.screen, FridayScreen)
    return run.app.screen


@pytest.mark.parametrize("end", ["while the outline is open", "on the draft", "after it was left"])
async def test_a_weeks_draft_is_there_again(week2: Path, opened: Opener, tmp_path: Path, end: str) -> None:
    before = week2.read_bytes()
    async with opened(week2) as run:
        await settle(run)
        proposed = drafted_of(await assembling(run))
        await run.press("enter")
        await run.pilot.press("end")
        await run.type(" in my words")
        changed = drafted(run)
        assert changed != proposed
        if end == "while the outline is open":
            await run.press("enter")  # an item that is empty still
            assert drafted(run) == changed
        else:
            await run.press("escape")
        if end == "after it was left":
            await run.press("escape")
        await run.pilot.pause(0.5)
        assert len(left(tmp_path)) == 1
    assert week2.read_bytes() == before
    async with opened(week2) as run:
        await settle(run)
        assert run.app.screen is run.screen  # nobody is asked
        screen = await assembling(run)
        assert drafted(run) == changed
        assert "as you left it" in screen.toast.words
        await run.press("u")
        assert drafted(run) == proposed
    async with opened(week2) as run:
        assert drafted_of(await assembling(run)) == proposed


def drafted_of(screen: FridayScreen) -> list[str]:
    return screen.words_now()[0].split("\n")


async def test_a_draft_that_was_put_in_is_gone(week2: Path, opened: Opener, tmp_path: Path) -> None:
    async with opened(week2) as run:
        await settle(run)
        await assembling(run)
        await run.press("enter")
        await run.pilot.press("end")
        await run.type(" in my words")
        await run.press("escape")
        await run.pilot.pause(0.5)
        assert len(left(tmp_path)) == 1
        await run.press("p")
        await until(run, lambda: run.app.screen is run.screen)
        assert b"in my words" in run.saved(week2)
        await until(run, lambda: not left(tmp_path))


async def test_a_draft_nobody_changed_is_not_kept(week2: Path, opened: Opener, tmp_path: Path) -> None:
    async with opened(week2) as run:
        await settle(run)
        await assembling(run)
        await run.pilot.pause(0.5)
        await run.press("escape")
    assert left(tmp_path) == []
