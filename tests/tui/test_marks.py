"""Marked rows: drawn, kept through edits by what the rows say, gone with the week."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.tui.conftest import Opener, Running
from tests.tui.test_editing import to_task
from worklog_tui.tui.rooms.marks import paired
from worklog_tui.worklog.intentions import MoveTask, RemoveTask, SetField


def marked(run: Running) -> list[str]:
    """The tasks of the marked rows."""
    return [row.cells[min(1, len(row.cells) - 1)].text for row in run.screen.marks.rows()]


async def test_marks_are_drawn_counted_and_cleared(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2) as run:
        await to_task(run, 1)
        await run.press("m")
        assert "1 row marked" in run.said()
        assert run.screen.view.row is not None
        assert run.screen.view.row.at == (2,)
        await run.press("m")
        assert marked(run) == ["Meet the team", "Read the rules"]
        assert run.screen.marks.tasks() == (1, 2)
        lines = run.lines()
        assert sum("● " in line and ("Meet the team" in line or "Read the rules" in line) for line in lines) == 2
        assert any("● 2 marked" in line and "Tasks to be" in line for line in lines)
        await run.press("up", "m")
        assert marked(run) == ["Meet the team"]
        await run.press("escape")
        assert run.screen.marks.rows() == ()
        assert not any("● " in line for line in run.lines())
        assert run.saved(week2) == before


async def test_mark_to_here_in_both_directions(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await to_task(run, 1)
        await run.press("m", "down", "M")
        assert run.screen.marks.tasks() == (1, 2, 3)
        await run.press("escape", "M", "up", "up", "M")
        assert run.screen.marks.tasks() == (1, 2, 3)


async def test_mark_to_the_line_below_the_last_row(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await to_task(run, 2)
        await run.press("m", "down", "M")
        row = run.screen.view.row
        assert row is not None
        assert row.kind == "new"
        assert run.screen.marks.tasks() == (2, 3)
        await run.press("escape", "M")  # none is marked yet: all of them
        assert run.screen.marks.tasks() == (1, 2, 3)


async def test_marks_go_with_their_rows(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await to_task(run, 2)
        await run.press("m")
        page, session = run.screen.page, run.screen.session
        assert page is not None
        session.execute(page, MoveTask(2, 1))
        await run.pilot.pause()
        assert run.screen.marks.tasks() == (3,)
        session.execute(page, SetField(3, 1, "Other words"))
        await run.pilot.pause()
        assert marked(run) == ["Other words"]
        session.execute(page, RemoveTask(1))
        await run.pilot.pause()
        assert run.screen.marks.tasks() == (2,)
        session.undo(page)
        await run.pilot.pause()
        assert run.screen.marks.tasks() == (3,)
        session.execute(page, RemoveTask(3))
        await run.pilot.pause()
        assert run.screen.marks.tasks() == ()


async def test_marks_vanish_with_the_week(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await to_task(run, 1)
        await run.press("m", "]", "[")
        assert run.screen.marks.rows() == ()


@given(st.lists(st.integers(0, 6), max_size=12), st.lists(st.integers(0, 6), max_size=12))
def test_pairs_are_one_to_one_and_the_same_row_first(before: list[int], after: list[int]) -> None:
    found = paired(before, after)
    assert len(set(found.values())) == len(found)
    for value in set(before) & set(after):  # as many as stand on both sides are found again
        same = [a for a, b in found.items() if before[a] == after[b] == value]
        assert len(same) == min(before.count(value), after.count(value))
