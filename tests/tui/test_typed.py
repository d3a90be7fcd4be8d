"""Words being typed when the app ended, offered back: in every kind of field, and where the field changed meanwhile."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.tui.conftest import Opener, Running, page_text
from tests.tui.test_editing import to_task
from tests.tui.test_outside import change, question, settle
from worklog_tui.tui.screens.newweek import NewWeekScreen
from worklog_tui.tui.view.panes import FRONT, LINKS
from worklog_tui.tui.widgets.pageview import Cursor


def left(tmp_path: Path) -> list[Path]:
    """The kept drafts."""
    return list((tmp_path / "state" / "drafts").glob("*.draft"))


async def go(run: Running, pane: str, row: int, column: int = 0) -> None:
    """The cursor in a pane by its id or title."""
    panes = run.screen.view.panes
    at = next(i for i, p in enumerate(panes) if pane in (p.id, p.title))
    run.screen.view.folds.pop(panes[at].id, None)
    assert run.screen.view.go(Cursor(at, row, column)) or run.screen.view.cursor == Cursor(at, row, column)
    await run.pilot.pause()


async def typing(run: Running, words: str) -> None:
    """Types and waits until it is kept."""
    assert run.screen.editor is not None
    await run.type(words)
    await run.pilot.pause(0.4)
    run.screen.session.keeping.drafts.settle()


FIELDS = {
    "cell": ("Tasks to be carried out this week", 2, 1, " words", b"| 4   |  |", b"| 4   | - words |"),
    "date": ("Tasks to be carried out this week", 2, 3, "11/09/2025", b"|  |  |\n", b"| 11/09/2025 |  |\n"),
    "list": ("Week 2 Objectives", 1, 0, " words", b"- Second aim", b"- Second aim words"),
    "paragraph": ("Week 2 Achievements", 0, 0, " words", b"and another.", b"and another. words"),
    "heading": ("Something else", -1, 0, " words", b"### Something else", b"### Something else words"),
    "front matter": (FRONT, 0, 0, " words", b'"Week 2 Worklog"', b'"Week 2 Worklog words"'),
    "link": (LINKS, 1, 0, " words", b"[Other]", b"[Other words]"),
}


@pytest.mark.parametrize("kind", FIELDS)
async def test_words_come_back_in_every_field(week2: Path, opened: Opener, tmp_path: Path, kind: str) -> None:
    pane, row, column, words, old, new = FIELDS[kind]
    before = week2.read_bytes()
    async with opened(week2) as run:
        await go(run, pane, row, column)
        await run.press("e")
        await typing(run, words)
        assert len(left(tmp_path)) == 1
    assert week2.read_bytes() == before
    async with opened(week2) as run:
        shown = await question(run)
        assert "was not finished" in shown.heading
        assert shown.choices[0].label == "Put it back"
        await settle(run)
        await run.press("enter")
        assert run.screen.editor is not None
        assert len(left(tmp_path)) == 1  # still kept
        await run.press("escape")
        at = before.rindex(old) if kind == "date" else before.index(old)
        assert run.saved(week2) == before[:at] + new + before[at + len(old) :]
        run.screen.session.keeping.drafts.settle()
        assert left(tmp_path) == []
        await run.press("u")
        assert run.saved(week2) == before
    async with opened(week2) as run:
        await settle(run)
        assert run.app.screen is run.screen  # asked once


async def test_a_new_item_and_todays_item(week2: Path, opened: Opener, tmp_path: Path) -> None:
    before = week2.read_bytes()
    for keys, old, new in (
        ("n", b"- First aim\n", b"- First aim\n- words\n"),
        ("a", b"| 4   |  |", b"| 4   | - words |"),
    ):
        async with opened(week2) as run:
            await settle(run)
            await go(run, "Week 2 Objectives", 0)
            await run.press(keys)
            await typing(run, "words")
        assert week2.read_bytes() == before
        async with opened(week2) as run:
            await question(run)
            await settle(run)
            await run.press("enter")
            await run.press("escape")
            assert run.saved(week2) == before.replace(old, new)
            await run.press("u")
            assert run.saved(week2) == before


async def test_side_by_side(week2: Path, opened: Opener, tmp_path: Path) -> None:
    twin = week2.with_name("_index.vi.md")
    before = twin.read_bytes()
    async with opened(week2) as run:
        await to_task(run, 3)
        await run.press("T")
        await run.press("l", "e")
        editor = run.app.screen.editor  # type: ignore[attr-defined]
        assert editor is not None
        await run.type(" words")
        run.app._keep_drafts()  # as a signal does
        assert len(left(tmp_path)) == 1
        assert run.saved(twin) == before
    assert twin.read_bytes() == before
    async with opened(week2) as run:
        shown = await question(run)
        assert "vi)" in shown.heading
        await settle(run)
        await run.press("enter", "escape")
        assert b"words" in run.saved(twin)


async def test_kept_and_cancelled_words_are_kept_no_longer(week2: Path, opened: Opener, tmp_path: Path) -> None:
    async with opened(week2) as run:
        for last in ("escape", "ctrl+g"):
            await to_task(run, 3)
            await run.press("e")
            await typing(run, "words")
            assert len(left(tmp_path)) == 1
            await run.press(last)
            run.screen.session.keeping.drafts.settle()
            assert left(tmp_path) == []


async def unfinished(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await to_task(run, 3)
        await run.press("e")
        await typing(run, "Mine")


async def test_a_field_that_changed_meanwhile_offers_the_words(week2: Path, opened: Opener, tmp_path: Path) -> None:
    await unfinished(week2, opened)
    theirs = change(week2, b"| 4   |  |", b"| 4   | Theirs |")
    async with opened(week2) as run:
        shown = await question(run)
        assert "Mine" in shown.heading
        assert "Theirs" in shown.heading
        assert [c.id for c in shown.choices] == ["back", "copy", "drop", "later"]
        await settle(run)
        await run.press("down", "enter")
        assert run.app.clipboard == "Mine"
        assert len(left(tmp_path)) == 1
    async with opened(week2) as run:
        await question(run)
        await settle(run)
        await run.press("enter")
        assert run.screen.editor is not None
        assert run.screen.editor.edited == "Mine"
        assert week2.read_bytes() == theirs
        await run.press("escape")
        assert run.saved(week2) == theirs.replace(b"| Theirs |", b"| Mine |")


async def test_a_page_that_is_gone_loses_no_word(week2: Path, opened: Opener, tmp_path: Path) -> None:
    await unfinished(week2, opened)
    week2.unlink()
    async with opened(week2.parent.parent.parent.parent) as run:
        shown = await question(run)
        assert "gone" in shown.heading
        assert [c.id for c in shown.choices] == ["copy", "drop", "later"]
        await settle(run)
        await run.press("escape")
    assert len(left(tmp_path)) == 1


async def test_a_journal_opened_later_is_asked_too(week2: Path, opened: Opener, tmp_path: Path) -> None:
    await unfinished(week2, opened)
    other = tmp_path / "other" / "1.1-Week1" / "_index.md"
    other.parent.mkdir(parents=True)
    other.write_bytes(week2.read_bytes())
    async with opened(other) as run:
        await settle(run)
        run.app.open_path(week2)
        shown = await question(run)
        assert "not finished" in shown.heading


async def test_words_thrown_away(week2: Path, opened: Opener, tmp_path: Path) -> None:
    await unfinished(week2, opened)
    async with opened(week2) as run:
        await question(run)
        await settle(run)
        await run.press("down", "enter")
        assert left(tmp_path) == []
        assert "thrown away" in run.said()


async def test_another_journal_is_not_asked(week2: Path, opened: Opener, tmp_path: Path) -> None:
    await unfinished(week2, opened)
    other = tmp_path / "other" / "1.1-Week1" / "_index.md"
    other.parent.mkdir(parents=True)
    other.write_bytes(week2.read_bytes())
    async with opened(other) as run:
        await settle(run)
        assert run.app.screen is run.screen
    assert len(left(tmp_path)) == 1


async def first_item(run: Running, words: str) -> None:
    """Typed in the preview of the week that is missing, and kept."""
    await run.pilot.pause(0.3)
    await run.press("a")
    for _ in range(60):
        if isinstance(run.app.screen, NewWeekScreen) and run.app.screen.plan is not None:
            break
        await run.pilot.pause(0.05)
    assert isinstance(run.app.screen, NewWeekScreen)
    await run.type(words)
    await run.pilot.pause(0.4)
    run.screen.session.keeping.drafts.settle()


@pytest.fixture
def week1(site: Path) -> Path:
    """The last page of the site: today's week, the second, is missing."""
    for number in (2, 3):
        shutil.rmtree(site / "content" / "1-Worklog" / f"1.{number}-Week{number}")
    return site / "content" / "1-Worklog" / "1.1-Week1" / "_index.md"


async def test_the_first_item_of_a_week_that_is_missing(week1: Path, opened: Opener, tmp_path: Path) -> None:
    before = week1.read_bytes()
    async with opened(week1) as run:
        await first_item(run, "Dig a pond")
        assert len(left(tmp_path)) == 1
    async with opened(week1) as run:
        shown = await question(run)
        assert "the first item of a new week" in shown.heading
        assert "Dig a pond" in shown.heading
        await settle(run)
        await run.press("enter")
        await run.pilot.pause(0.5)
        assert isinstance(run.app.screen, NewWeekScreen)
        assert run.app.screen.words == "Dig a pond"
        assert len(left(tmp_path)) == 1  # still kept
        await run.press("enter")
        for _ in range(100):
            if run.app.screen is run.screen:
                break
            await run.pilot.pause(0.05)
        await run.pilot.pause(0.2)
        made = week1.parents[1] / "1.2-Week2" / "_index.md"
        assert b"Dig a pond" in run.saved(made)
        assert week1.read_bytes() == before
        run.screen.session.keeping.drafts.settle()
        assert left(tmp_path) == []


async def test_the_first_item_of_a_week_another_made_meanwhile(week1: Path, opened: Opener, tmp_path: Path) -> None:
    async with opened(week1) as run:
        await first_item(run, "Dig a pond")
    made = week1.parents[1] / "1.2-Week2" / "_index.md"
    made.parent.mkdir()
    made.write_text(page_text(2), encoding="utf-8")
    async with opened(week1) as run:
        await question(run)
        await settle(run)
        await run.press("enter")
        assert run.screen.editor is not None
        await run.press("escape")
        assert b"| 4   | - Dig a pond | 10/09/2025 |" in run.saved(made)
        run.screen.session.keeping.drafts.settle()
        assert left(tmp_path) == []


async def test_leaving_the_preview_leaves_no_draft(week1: Path, opened: Opener, tmp_path: Path) -> None:
    async with opened(week1) as run:
        await first_item(run, "Dig a pond")
        await run.press("escape")
        run.screen.session.keeping.drafts.settle()
        assert left(tmp_path) == []
