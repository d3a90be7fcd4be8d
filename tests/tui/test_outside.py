"""Pages changed by other programs while the app is open, seen and answered on the screen."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from textual.events import AppFocus

from tests.tui.conftest import Opener, Running
from tests.tui.test_editing import to_task
from worklog_tui.storage.settings import Settings
from worklog_tui.tui.screens.conflict import ConflictScreen
from worklog_tui.tui.screens.picker import Picker


def change(page: Path, old: bytes, new: bytes) -> bytes:
    """What another program does; the page's bytes then."""
    data = page.read_bytes()
    assert data.count(old) >= 1
    page.write_bytes(data.replace(old, new, 1))
    return page.read_bytes()


async def focus(run: Running) -> None:
    """The terminal has the focus again."""
    run.app.post_message(AppFocus())
    await run.pilot.pause(0.4)


async def settle(run: Running) -> None:
    """Until the app looks outside, and a question takes answers."""
    await run.pilot.pause(0.8)


async def question(run: Running) -> Picker:
    """The dialog, once it is there."""
    for _ in range(60):
        if isinstance(run.app.screen, Picker):
            break
        await run.pilot.pause(0.05)
    assert isinstance(run.app.screen, Picker)
    return run.app.screen


async def test_coming_back_shows_what_others_changed(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await settle(run)
        change(week2, b"Meet the team", b"Meet the cooks")
        await focus(run)
        assert any("Meet the cooks" in line for line in run.lines())
        assert "read again" in run.said()


async def test_a_field_opens_with_what_is_on_the_disk(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await settle(run)
        await to_task(run, 3)
        change(week2, b"| 4   |  |", b"| 4   | Theirs |")
        await run.press("enter")
        await run.pilot.pause(0.3)
        assert run.screen.editor is not None
        assert run.screen.editor.edited == "Theirs"
        await run.type(" and mine")
        await run.press("escape")
        assert b"| Theirs and mine |" in run.saved(week2)


async def test_a_change_elsewhere_lets_the_edit_through(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await settle(run)
        await to_task(run, 3)
        await run.press("enter")
        await run.type("Mine")
        await run.pilot.pause(0.2)
        theirs = change(week2, b"- First aim", b"- Their aim")
        await run.press("escape")
        await run.pilot.pause(0.3)
        assert not isinstance(run.app.screen, Picker)
        saved = run.saved(week2)
        assert saved == theirs.replace(b"| 4   |  |", b"| 4   | - Mine |")
        assert any("Their aim" in line for line in run.lines())


async def standoff(run: Running) -> ConflictScreen:
    """The screen of conflicts, once it is there and takes answers."""
    for _ in range(60):
        if isinstance(run.app.screen, ConflictScreen):
            break
        await run.pilot.pause(0.05)
    assert isinstance(run.app.screen, ConflictScreen)
    return run.app.screen


async def conflict(run: Running, page: Path) -> bytes:
    """Both have changed the same cell, theirs not seen before ours is saved; their bytes."""
    await settle(run)
    run.screen.room("outside").close()
    await to_task(run, 3)
    await run.press("enter")
    await run.type("Mine")
    await run.pilot.pause(0.2)
    theirs = change(page, b"| 4   |  |", b"| 4   | Theirs |")
    await run.press("escape")
    shown = await standoff(run)
    assert [(p.where, p.mine, p.theirs) for p in shown.places] == [("Task 3 · Task", "Mine", "Theirs")]
    assert page.read_bytes() == theirs
    return theirs


def kept(run: Running, page: Path) -> list[bytes | None]:
    """The page's versions that can be restored."""
    versions = run.screen.session.keeping.versions
    return [versions.content(v.digest) for v in versions.of(str(page))]


async def test_theirs_is_taken_and_mine_is_kept_among_the_versions(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        theirs = await conflict(run, week2)
        await run.press("t", "enter")  # too early: it was not meant for the question
        assert isinstance(run.app.screen, ConflictScreen)
        assert run.app.screen.choices == [None]
        await settle(run)
        await run.press("enter")
        assert "to decide" in run.app.screen.toast.words
        await run.press("t", "enter")
        assert run.saved(week2) == theirs
        assert any("Theirs" in line for line in run.lines())
        assert theirs.replace(b"| Theirs |", b"| - Mine |") in kept(run, week2)
        assert "kept" in run.said()


async def test_mine_is_written_and_theirs_is_kept_among_the_versions(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        theirs = await conflict(run, week2)
        await settle(run)
        await run.press("m", "enter")
        assert run.saved(week2) == theirs.replace(b"| Theirs |", b"| - Mine |")
        assert theirs in kept(run, week2)


async def test_without_versions_both_are_plain_copies(week2: Path, opened: Opener, tmp_path: Path) -> None:
    async with opened(week2, settings=Settings(versions_days=0)) as run:
        theirs = await conflict(run, week2)
        await settle(run)
        await run.press("m", "enter")
        mine = theirs.replace(b"| Theirs |", b"| - Mine |")
        assert run.saved(week2) == mine
        assert {p.read_bytes() for p in (tmp_path / "state" / "set-aside").iterdir()} == {mine, theirs}


async def test_both_are_written(week2: Path, opened: Opener) -> None:
    async with opened(week2, size=(80, 24)) as run:
        theirs = await conflict(run, week2)
        await settle(run)
        assert any("Both: yours, then theirs" in line for line in run.lines())
        await run.press("b", "enter")
        assert run.saved(week2) == theirs.replace(b"| Theirs |", b"| - Mine <br> Theirs |")


async def test_deciding_later_and_asking_again(week2: Path, opened: Opener) -> None:
    async with opened(week2, size=(80, 24)) as run:
        theirs = await conflict(run, week2)
        await settle(run)
        await run.press("escape")
        assert "ctrl+s" in run.said()
        assert "not saved" in run.lines()[0]
        assert week2.read_bytes() == theirs
        await run.press("ctrl+s")
        await standoff(run)
        await settle(run)
        await run.press("M", "enter")
        assert b"| - Mine |" in run.saved(week2)


async def test_theirs_changed_again_meanwhile_is_asked_again(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await conflict(run, week2)
        await settle(run)
        later = change(week2, b"| Theirs |", b"| Once more |")
        await run.press("m", "enter")
        await run.pilot.pause(0.3)
        shown = await standoff(run)
        assert shown.places[0].theirs == "Once more"
        assert week2.read_bytes() == later
        await settle(run)
        await run.press("t", "enter")
        assert run.saved(week2) == later


async def test_a_page_put_back_saves_again(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await settle(run)
        await to_task(run, 3)
        before = week2.read_bytes()
        await run.press("enter")
        await run.type("Mine")
        week2.unlink()
        await run.press("escape")
        await question(run)
        await settle(run)
        await run.press("escape")
        week2.write_bytes(before)
        await run.press("ctrl+s")
        assert run.said() == "Everything is written."
        assert week2.read_bytes() == before.replace(b"| 4   |  |", b"| 4   | - Mine |")


async def test_a_page_that_went_is_written_again(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await settle(run)
        await to_task(run, 3)
        before = week2.read_bytes()
        await run.press("enter")
        await run.type("Mine")
        week2.unlink()
        await run.press("escape")
        await question(run)
        await settle(run)
        await run.press("enter")
        assert run.saved(week2) == before.replace(b"| 4   |  |", b"| 4   | - Mine |")


async def test_what_an_earlier_run_kept_is_put_back(week2: Path, opened: Opener, tmp_path: Path) -> None:
    async with opened(week2) as run:
        theirs = await conflict(run, week2)
        await settle(run)
        await run.press("escape")
    mine = theirs.replace(b"| Theirs |", b"| - Mine |")
    assert week2.read_bytes() == theirs
    async with opened(week2) as run:
        await question(run)
        await settle(run)
        await run.press("enter")
        assert run.saved(week2) == mine
        assert not list((tmp_path / "state" / "recovery").glob("*.page"))
        await run.press("u")
        assert run.saved(week2) == theirs


async def open_field(run: Running, page: Path) -> bytes:
    """Words are typed into a field another program then changes; their bytes."""
    await settle(run)
    await to_task(run, 3)
    await run.press("enter")
    await run.type("Mine")
    await run.pilot.pause(0.2)
    theirs = change(page, b"| 4   |  |", b"| 4   | Theirs |")
    await focus(run)
    await run.press("escape")
    shown = await question(run)
    assert "Theirs" in shown.heading
    assert page.read_bytes() == theirs
    return theirs


async def test_an_open_field_changed_outside_is_kept_when_one_says_so(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        theirs = await open_field(run, week2)
        await run.press("down", "enter")
        assert run.screen.editor is None
        assert run.saved(week2) == theirs.replace(b"| Theirs |", b"| Mine |")
        await run.press("u")
        assert run.saved(week2) == theirs


async def test_an_open_field_changed_outside_is_left_as_they_wrote_it(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        theirs = await open_field(run, week2)
        await run.press("enter")  # go on typing
        assert run.screen.editor is not None
        await run.type(" more")
        await run.press("escape")
        await question(run)
        await run.press("down", "down", "enter")
        assert run.screen.editor is None
        assert "Mine more" in run.said()
        assert run.saved(week2) == theirs


EDITOR = "import sys; p = sys.argv[-1]; d = open(p, 'rb').read(); open(p, 'wb').write(d.replace(b'Meet', b'Greet'))"


async def test_what_the_own_editor_did_is_told_and_undone(
    week2: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import contextlib

    from worklog_tui.tui.app import WorklogApp

    script = tmp_path / "greet"
    script.write_text(f"#!{sys.executable}\n{EDITOR}\n")
    script.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(script))
    monkeypatch.setattr(WorklogApp, "suspend", lambda _: contextlib.nullcontext())
    before = week2.read_bytes()
    async with opened(week2) as run:
        await run.press("E")
        await run.pilot.pause(0.3)
        assert "greet changed 1 line of Week 2" in run.said()
        assert any("Greet the team" in line for line in run.lines())
        assert run.saved(week2) == before.replace(b"Meet", b"Greet")
        await run.press("u")
        assert "edited in greet" in run.said()
        assert run.saved(week2) == before


async def _until(run: Running, words: str) -> bool:
    for _ in range(60):
        if any(words in line for line in run.lines()):
            return True
        await run.pilot.pause(0.1)
    return False


async def test_changes_are_seen_as_they_happen(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await settle(run)
        await to_task(run, 2)
        at = run.screen.view.cursor
        await run.pilot.pause(0.7)  # the watch stands
        change(week2, b"Meet the team", b"Meet the cooks")
        assert await _until(run, "Meet the cooks")
        assert run.screen.view.cursor == at
        assert "read again" in run.said()


async def test_our_own_saves_are_silent(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await settle(run)
        await to_task(run, 3)
        await run.pilot.pause(0.7)
        await run.press("enter")
        await run.type("Ours")
        await run.press("escape")
        assert b"Ours" in run.saved(week2)
        await run.pilot.pause(1.0)
        assert "another program" not in run.said()
