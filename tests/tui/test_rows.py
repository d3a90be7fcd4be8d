"""Rows in bulk, copied, pasted and carried over: the bytes on disk of every page concerned, and what undo returns."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.conftest import Opener, Running
from tests.tui.test_editing import to_task
from worklog_tui.tui.screens.picker import Picker

TABLE = b"| Day | Task | Start Date | Completion Date | Reference Material |\n"
RULE = b"| --- | ---- | ---------- | --------------- | ------------------ |\n"
OTHER = """---
title: "Week 3 Worklog"
weight: 3
---

### Week 3 Objectives:

### Tasks
| Ngày bắt đầu | Thứ | Công việc | Hoàn thành | Tài liệu |
|---|---|---|---|---|
| 2025-09-15 | Thứ 2 | • Start<br/>&emsp;◦ Deep | 2025-09-16 | |
"""
"""Week 3 as another hand would write it: other columns, dates, days, breaks and bullets."""


def rows_of(page: bytes) -> list[bytes]:
    """The body rows of the task table."""
    lines = page.split(b"\n")
    start = next(i for i, line in enumerate(lines) if line.startswith((b"| ---", b"|---")))
    return [line for line in lines[start + 1 :] if line.startswith(b"|")]


@pytest.fixture
def week3(week2: Path) -> Path:
    """The page of the week after."""
    return week2.parent.parent / "1.3-Week3" / "_index.md"


@pytest.fixture
def both(week2: Path) -> tuple[Path, Path]:
    """Week 2 in both languages."""
    return week2, week2.with_name("_index.vi.md")


async def pick(run: Running, name: str) -> None:
    """Chooses a line of the open picker."""
    picker = run.app.screen
    assert isinstance(picker, Picker), run.said()
    at = [choice.id for choice in picker.choices].index(name)
    await run.press(*["down"] * at, "enter")


async def test_marked_rows_are_deleted_together_in_both_languages(both: tuple[Path, Path], opened: Opener) -> None:
    before = [page.read_bytes() for page in both]
    async with opened(both[0]) as run:
        await to_task(run, 1)
        await run.press("m", "down", "m", "x")
        assert run.said().startswith("Deleted 2 tasks · u brings them back")
        for page, was in zip(both, before, strict=True):
            lines = was.split(b"\n")
            gone = [line for line in lines if line.startswith((b"| 2 ", b"| 4 "))]
            assert run.saved(page).split(b"\n") == [line for line in lines if line not in gone]
        await run.press("u")
        assert [run.saved(page) for page in both] == before


async def test_marked_rows_move_and_keep_their_marks(both: tuple[Path, Path], opened: Opener) -> None:
    before = [page.read_bytes() for page in both]
    first, second, third = rows_of(before[0])
    async with opened(both[0]) as run:
        await to_task(run, 2)
        await run.press("m", "m", "K")
        assert rows_of(run.saved(both[0])) == [second, third, first]
        assert run.screen.marks.tasks() == (1, 2)
        await run.press("K")
        assert "first" in run.said()
        await run.press("J")
        assert rows_of(run.saved(both[0])) == [first, second, third]
        await run.press("u", "u")
        assert [run.saved(page) for page in both] == before


async def test_marked_rows_are_duplicated_in_one_step(both: tuple[Path, Path], opened: Opener) -> None:
    before = [page.read_bytes() for page in both]
    first, second, third = rows_of(before[0])
    async with opened(both[0]) as run:
        await to_task(run, 1)
        await run.press("m", "m")
        run.screen.run_command("duplicate")
        assert rows_of(run.saved(both[0])) == [first, first, second, second, third]
        await run.press("u")
        assert [run.saved(page) for page in both] == before


async def test_items_move_with_what_stands_under_them(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2) as run:
        await run.press("home", "home", "tab", "J")
        assert b"- Second aim\n- First aim\n" in run.saved(week2)
        assert run.row() == "First aim"
        await run.press("K")
        assert run.saved(week2) == before
        await run.press("m", "m", "x")
        assert b"- First aim\n" not in run.saved(week2)
        assert b"- Second aim\n" not in run.saved(week2)
        await run.press("u")
        assert run.saved(week2) == before


async def test_rows_are_pasted_in_the_other_weeks_forms(week2: Path, week3: Path, opened: Opener) -> None:
    week3.write_text(OTHER)
    week3.with_name("_index.vi.md").unlink()
    before = week3.read_bytes()
    async with opened(week2) as run:
        await to_task(run, 1)
        await run.press("m", "m", "y")
        assert run.said().startswith("Copied 2 tasks · p pastes")
        await run.press("]")
        await to_task(run, 1)
        await run.press("p")
        assert run.said().startswith("Pasted 2 tasks")
        after = run.saved(week3).decode()
        first = (
            "| 2025-09-08 | Thứ 2 | • Meet the team<br/>&emsp;◦ Shake hands<br/>&emsp;◦ Coffee | 2025-09-08 "
            "| [Map](https://example.org/map)<br/>[Other](https://example.net/) |\n"
        )
        second = (
            "| 2025-09-09 | Thứ 3 | • **Read** the [rules](https://example.com/rules) | 2025-09-09 "
            "| <https://example.org/rules> |\n"
        )
        assert after == before.decode() + first + second
        await run.press("u")
        assert run.saved(week3) == before


async def test_a_paste_on_the_same_page_is_the_same_row(week2: Path, opened: Opener) -> None:
    first, second, third = rows_of(week2.read_bytes())
    async with opened(week2) as run:
        await to_task(run, 2)
        await run.press("y", "down", "p")
        assert [r.replace(b" ", b"") for r in rows_of(run.saved(week2))] == [
            r.replace(b" ", b"") for r in (first, second, third, second)
        ]
        assert run.screen.view.row is not None
        assert run.screen.view.row.at == (4,)


@pytest.mark.parametrize(("answer", "task"), [("keep", "Plain<br>&emsp;+ Hours: 3"), ("drop", "Plain"), ("no", "")])
async def test_what_has_no_column_is_asked_about(
    week2: Path, week3: Path, opened: Opener, answer: str, task: str
) -> None:
    week2.write_text("| Day | Task | Hours | Date |\n|---|---|---|---|\n| Mon | Plain | 3 | 08/09/2025 |\n")
    week3.write_text("| Day | Task | Date |\n|---|---|---|\n| Tue | Other | 16/09/2025 |\n")
    for page in (week2, week3):
        page.with_name("_index.vi.md").unlink()
    before = week3.read_bytes()
    async with opened(week2) as run:
        await run.press("home", "tab")
        assert run.row().startswith("Mon")
        await run.press("y", "]", "home", "tab", "p")
        assert isinstance(run.app.screen, Picker)
        assert "Hours: “3”" in run.app.screen.heading
        await pick(run, answer)
        new = f"| Mon | {task} | 08/09/2025 |\n".encode() if task else b""
        assert run.saved(week3) == before + new


async def test_items_and_references_are_pasted(both: tuple[Path, Path], opened: Opener) -> None:
    week2 = both[0]
    before = week2.read_bytes()
    async with opened(week2) as run:
        await run.press("home", "home", "tab", "y")
        assert run.said().startswith("Copied 1 item")
        await run.press("tab", "tab", "end", "up", "up", "p")
        row = run.screen.view.row
        assert row is not None
        assert row.kind == "item"
        assert b"* First aim\n" in run.saved(week2)
        await run.press("u")
        assert run.saved(week2) == before
        await to_task(run, 2)
        await run.press("p")
        assert b"**Read** the [rules](https://example.com/rules) <br> First aim |" in run.saved(week2)
        await run.press("u", "end", "end", "up")
        await run.press("y")
        assert run.said().startswith("Copied 1 reference"), run.said()
        await to_task(run, 3)
        await run.press("p")
        assert b"| 4   |  | 10/09/2025 |  | [rules](https://example.com/rules) |" in run.saved(week2)
        await run.press("u")
        assert run.saved(week2) == before


async def test_markdown_goes_to_the_clipboard(week2: Path, opened: Opener) -> None:
    first, second, third = rows_of(week2.read_bytes())
    head = TABLE + RULE
    async with opened(week2) as run:
        await to_task(run, 2)
        await run.press("Y")
        assert run.app.clipboard.encode() == head + second
        assert "1 task" in run.said()
        await run.press("Y")
        assert run.app.clipboard.encode() == head + b"\n".join((first, second, third))
        assert "task table" in run.said()
        await run.press("Y")
        assert run.app.clipboard.encode() == week2.read_bytes().split(b"---\n\n", 1)[1].strip(b"\n")
        await run.press("up", "m", "m", "Y")
        assert run.app.clipboard.encode() == head + first + b"\n" + second
        await run.press("escape", "shift+tab", "shift+tab", "shift+tab")
        assert run.screen.where == "weeks"
        await run.press("Y")
        assert run.app.clipboard.encode() == head + b"\n".join((first, second, third))


@pytest.mark.parametrize("mode", ["copy", "move"])
async def test_unfinished_tasks_are_carried_over_in_both_languages(
    both: tuple[Path, Path], opened: Opener, mode: str
) -> None:
    for page in both:
        page.write_text(page.read_text().replace("| 4   |  |", "| 4   | Write it up |"))
    next_pages = tuple(page.parent.parent / "1.3-Week3" / page.name for page in both)
    pages = (*both, *next_pages)
    before = [page.read_bytes() for page in pages]
    async with opened(both[0]) as run:
        await run.press("c")
        assert isinstance(run.app.screen, Picker)
        assert "“Write it up”" in run.app.screen.heading
        assert run.app.screen.choices[0].label == "Copy 1 task to Week 3 (en, vi)"
        await pick(run, mode)
        assert "1 task to Week 3 · u takes it back" in run.said()
        for _ in range(20):
            await run.pilot.pause(0.05)
            if run.screen.weeks.facts[run.screen.session.journal.weeks[2].key].tasks == 4:
                break
        assert run.screen.weeks.facts[run.screen.session.journal.weeks[2].key].tasks == 4
        for page, was in zip(next_pages, before[2:], strict=True):
            one, *rest = was.split(b"\n| 3 ")
            assert len(rest) == 1
            assert run.saved(page) == one + b"\n| 2 | Write it up | 15/09/2025 |  |  |\n| 3 " + rest[0]
        for page, was in zip(both, before[:2], strict=True):
            line = b"| 4   | Write it up | 10/09/2025 |  |  |\n"
            assert run.saved(page) == (was.replace(line, b"") if mode == "move" else was)
        await run.press("u")
        assert [run.saved(page) for page in pages] == before


async def test_carrying_over_without_a_next_week_offers_to_start_it(site: Path, opened: Opener) -> None:
    page = site / "content" / "1-Worklog" / "1.3-Week3" / "_index.md"
    page.write_text(page.read_text().replace("| 4   |  |", "| 4   | Write it up |"))
    before = page.read_bytes()
    async with opened(page) as run:
        await run.press("c")
        if isinstance(run.app.screen, Picker):
            assert run.app.screen.heading == "There is no week after this one"
            await pick(run, "no")
        else:
            assert "no week after this one" in run.said()
        assert run.saved(page) == before


async def test_a_new_row_that_is_cancelled_is_gone(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2) as run:
        await to_task(run, 2)
        await run.press("n")
        await run.type("Not this")
        await run.press("ctrl+g")
        assert run.saved(week2) == before
        assert "Taken back: new task" in run.said()
        await run.press("n")
        await run.type("This")
        await run.press("escape", "e", "ctrl+g")  # the row has words now: it stays
        assert b"This |" in run.saved(week2)


async def test_the_menu_of_a_task_is_about_the_task(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await to_task(run, 2)
        run.screen.looking.context_menu((10, 5))
        await run.pilot.pause()
        assert isinstance(run.app.screen, Picker)
        offered = {choice.id for choice in run.app.screen.choices}
        assert {"edit", "delete", "finish"} <= offered
        assert not offered & {"new_week", "renumber"}


async def test_carrying_over_goes_on_once_the_next_week_is_made(site: Path, opened: Opener) -> None:
    page = site / "content" / "1-Worklog" / "1.3-Week3" / "_index.md"
    page.write_text(page.read_text().replace("| 4   |  |", "| 4   | Write it up |"))
    before = page.read_bytes()
    async with opened(page) as run:
        await to_task(run, 2)
        await run.press("m", "c")
        await pick(run, "start")
        for _ in range(100):
            await run.pilot.pause(0.02)
            if getattr(run.app.screen, "plan", None) is not None:
                break
        await run.press("enter")
        for _ in range(100):
            await run.pilot.pause(0.02)
            if isinstance(run.app.screen, Picker):
                break
        await pick(run, "copy")
        fresh = page.parent.parent / "1.4-Week4" / "_index.md"
        assert b"**Read** the [rules](https://example.com/rules)" in run.saved(fresh)
        assert run.saved(page) == before
        assert run.screen.page is not None
        assert run.screen.page.path == page


async def test_only_marked_tasks_are_carried_over(both: tuple[Path, Path], opened: Opener) -> None:
    after = both[0].parent.parent / "1.3-Week3" / "_index.md"
    before = after.read_bytes()
    async with opened(both[0]) as run:
        await to_task(run, 2)
        await run.press("m", "c")
        await pick(run, "copy")
        new = b"\n| 2 | **Read** the [rules](https://example.com/rules) | 15/09/2025 |  | <https://example.org/rules> |"
        one, rest = before.split(b"\n| 3 ")
        assert run.saved(after) == one + new + b"\n| 3 " + rest
        assert run.screen.marks.rows() == ()


async def test_an_edit_by_mouse_alone(week2: Path, opened: Opener) -> None:
    """A double click opens the field, the frame's Keep keeps it; the right button offers what applies to the row."""
    before = week2.read_bytes()
    async with opened(week2) as run:
        view = run.screen.view
        await to_task(run, 2)
        region = view.cell_region().translate(view.region.offset)
        await run.pilot.click(offset=(region.x + 2, region.y), times=2)
        await run.pilot.pause()
        assert run.screen.editor is not None
        await run.type(" x")
        run.screen.action_keep_draft()
        await run.pilot.pause()
        assert b"[rules](https://example.com/rules) x |" in run.saved(week2)
        await run.press("u")
        assert run.saved(week2) == before
        await run.pilot.click(offset=(region.x + 2, region.y), button=3)
        await run.pilot.pause()
        picker = run.app.screen
        assert isinstance(picker, Picker)
        offered = {choice.id for choice in picker.choices}
        assert {"mark", "mark_to", "copy", "copy_markdown", "delete", "duplicate", "move_up"} <= offered
        assert not {"paste", "unmark", "indent", "open_week"} & offered
        await pick(run, "delete")
        assert run.saved(week2) == before.replace(rows_of(before)[1] + b"\n", b"")
        assert run.said().startswith("Deleted “Read the rules”")


async def test_every_command_is_in_the_palette_or_has_a_place_for_the_mouse(week2: Path, opened: Opener) -> None:
    """Commands the palette leaves out move the cursor or belong to an open editor: the mouse has its own ways there."""
    from worklog_tui.tui.commands import COMMANDS

    moving = {"up", "down", "left", "right", "first", "last", "next_pane", "previous_pane", "page_down", "page_up"}
    others = {"palette", "back", "new_week_here"}  # the palette itself; the list's own line “+ new week”
    hidden = {c.id for c in COMMANDS if c.where & {"page", "weeks"} and not c.menu}
    assert hidden <= moving | others


async def test_pasted_rows_say_in_each_language_what_they_said(both: tuple[Path, Path], opened: Opener) -> None:
    vi = both[1]
    vi.write_text(vi.read_text().replace("**Read** the", "**Đọc** các"))
    targets = [page.parent.parent / "1.3-Week3" / page.name for page in both]
    before = [page.read_bytes() for page in targets]
    new = (
        b"| 3 | **Read** the [rules](https://example.com/rules) | 09/09/2025 | 09/09/2025 "
        b"| <https://example.org/rules> |\n"
    )
    wanted = []
    for page, row in zip(before, (new, new.replace(b"**Read** the", "**Đọc** các".encode())), strict=True):
        first = rows_of(page)[0] + b"\n"
        wanted.append(page.replace(first, first + row))
    async with opened(both[0]) as run:
        await to_task(run, 2)
        await run.press("y", "]")
        await to_task(run, 1)
        await run.press("p")
        assert "vi too" in run.said()
        assert [run.saved(page) for page in targets] == wanted
        assert not run.screen.session.to_translate(run.screen.session.journal.weeks[2].pages[1])
        await run.press("u")
        assert [run.saved(page) for page in targets] == before
        await run.press("t")
        await to_task(run, 1)
        await run.press("p")
        assert [run.saved(page) for page in targets] == wanted


async def test_rows_of_an_html_table_are_copied_as_a_markdown_table(week2: Path, opened: Opener) -> None:
    week2.write_text(
        "<table><tr><th>Day</th><th>Task</th><th>Date</th></tr>\n"
        "<tr><td>Mon</td><td>A | b</td><td>08/09/2025</td></tr></table>\n"
    )
    async with opened(week2) as run:
        assert run.screen.week is not None
        assert len(run.screen.week.tasks) == 1
        await run.press("home", "home", "tab")
        assert run.screen.view.row is not None
        assert run.screen.view.row.kind == "task"
        await run.press("Y")
        assert run.app.clipboard == "| Day | Task | Date |\n| --- | --- | --- |\n| Mon | A \\| b | 08/09/2025 |"


async def test_what_the_next_week_has_no_column_for_is_asked_about(week2: Path, week3: Path, opened: Opener) -> None:
    week2.write_text("| Day | Task | Hours | End |\n|---|---|---|---|\n| Mon | Plain | 3 | |\n")
    week3.write_text("| Day | Task | End |\n|---|---|---|\n| Mon | Other | 15/09/2025 |\n")
    for page in (week2, week3):
        page.with_name("_index.vi.md").unlink()
    before = week3.read_bytes()
    async with opened(week2) as run:
        await run.press("c", "enter")
        picker = run.app.screen
        assert isinstance(picker, Picker)
        assert picker.heading == "No column here for Hours: “3”"
        await pick(run, "keep")
        assert run.saved(week3) == before + b"| Mon | Plain<br>&emsp;+ Hours: 3 |  |\n"
        await run.press("u")
        assert run.saved(week3) == before


async def test_dates_of_marked_rows_move_together_and_the_marks_stay(both: tuple[Path, Path], opened: Opener) -> None:
    before = [page.read_bytes() for page in both]
    async with opened(both[0]) as run:
        await to_task(run, 1)
        await run.press("m", "m", "+", "+")
        assert run.screen.marks.tasks() == (1, 2)
        for page in both:
            first, second, third = rows_of(run.saved(page))
            assert b"10/09/2025 | 10/09/2025" in first
            assert b"11/09/2025 | 11/09/2025" in second
            assert b"| 10/09/2025 |  |" in third
        await run.press("u", "u")
        assert [run.saved(page) for page in both] == before
