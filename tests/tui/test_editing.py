"""Edits by keys, judged by the bytes on disk: exactly what was meant has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.conftest import Opener, Running
from worklog_tui.storage.settings import Settings
from worklog_tui.tui.screens.picker import Picker


def changed_lines(before: bytes, after: bytes) -> tuple[list[bytes], list[bytes]]:
    """The lines that differ, cut of the common lines before and after them."""
    old, new = before.split(b"\n"), after.split(b"\n")
    while old and new and old[0] == new[0]:
        old.pop(0), new.pop(0)
    while old and new and old[-1] == new[-1]:
        old.pop(), new.pop()
    return old, new


async def to_task(run: Running, number: int, column: int = 1) -> None:
    """The cursor on a task's column."""
    await run.press("home", "home", "tab", "tab")
    await run.press(*["down"] * (number - 1))
    await run.press(*["left"] * 6, *["right"] * column)
    row = run.screen.view.row
    assert row is not None
    assert row.kind == "task"
    assert row.at == (number,)
    assert run.screen.view.cursor.column == column


async def test_opening_and_leaving_every_field_changes_nothing(site: Path, week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2) as run:
        view = run.screen.view
        await run.press("home", "home")
        seen = 0
        while True:
            row = view.row
            if row is None or row.kind != "new":
                await run.press("enter")
                if run.screen.editor is not None:
                    seen += 1
                    await run.press("escape")
                    assert run.screen.editor is None
            at = view.cursor
            await run.press("right")
            if view.cursor == at:
                await run.press(*["left"] * 6, "down")
                if (view.cursor.pane, view.cursor.row) == (at.pane, at.row):
                    break
        assert seen > 30
        assert run.saved(week2) == before
        assert not run.screen.session.can_undo(None)


async def test_a_date_is_edited_on_one_line(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2) as run:
        await to_task(run, 1, 2)
        await run.press("enter", "home", "delete", "delete")
        await run.type("11")
        await run.press("enter")
        after = run.saved(week2)
        assert after == before.replace(b"| 08/09/2025 | 08/09/2025 |", b"| 11/09/2025 | 08/09/2025 |")


async def test_an_outline_keeps_the_lines_that_were_not_touched(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2) as run:
        await to_task(run, 1)
        await run.press("enter")
        assert run.screen.editor is not None
        assert run.screen.editor.edited == "Meet the team\n  Shake hands\n  Coffee"
        await run.press("enter")
        await run.type("Cake")
        await run.press("escape")
        after = run.saved(week2)
        old, new = changed_lines(before, after)
        assert len(old) == len(new) == 1
        assert new[0] == old[0].replace(b"+ Coffee", b"+ Coffee <br> &emsp; + Cake")


async def test_indent_and_moving_lines_in_an_outline(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await to_task(run, 1)
        await run.press("enter", "alt+up")
        assert run.screen.editor is not None
        assert run.screen.editor.edited == "Meet the team\n  Coffee\n  Shake hands"
        await run.press("shift+tab")
        assert run.screen.editor.edited == "Meet the team\nCoffee\n  Shake hands"
        await run.press("alt+up")
        assert run.screen.editor.edited == "Coffee\n  Shake hands\nMeet the team"
        await run.press("alt+down", "tab")
        assert run.screen.editor.edited == "Meet the team\n  Coffee\n    Shake hands"
        await run.press("tab")
        assert run.screen.editor.edited == "Meet the team\n  Coffee\n    Shake hands", "one level at a time"


async def test_enter_on_an_empty_last_item_leaves(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2) as run:
        await to_task(run, 1)
        await run.press("enter", "enter", "enter")
        assert run.screen.editor is None
        assert run.saved(week2) == before


async def test_pasted_lines_become_items(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2) as run:
        await to_task(run, 3)
        await run.press("enter")
        from textual.events import Paste

        assert run.screen.editor is not None
        run.screen.editor.post_message(Paste("- one\n- two\n    - three\n"))
        await run.pilot.pause()
        assert run.screen.editor.edited == "one\ntwo\n  three"
        await run.press("escape")
        old, new = changed_lines(before, run.saved(week2))
        assert len(old) == len(new) == 1
        assert [item.text for item in run.screen.week.tasks[2].task] == ["one", "two", "three"]  # type: ignore[union-attr]


async def test_title_objective_prose_raw_block_and_heading(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2) as run:
        await run.press("home", "home", "enter", "end")
        await run.type("!")
        await run.press("enter")
        expected = before.replace(b'"Week 2 Worklog"', b'"Week 2 Worklog!"')
        assert run.saved(week2) == expected
        await run.press("tab", "enter")
        await run.type(" more")
        await run.press("escape")
        expected = expected.replace(b"- First aim\n", b"- First aim more\n")
        assert run.saved(week2) == expected
        await run.press("up", "enter", "home")
        await run.type("The ")
        await run.press("enter")
        expected = expected.replace(b"### Week 2 Objectives:", b"### The Week 2 Objectives:")
        assert run.saved(week2) == expected
        await run.press("tab", "tab", "enter")
        await run.type(" Indeed.")
        await run.press("escape")
        expected = expected.replace(b"line and another.\n", b"line and another. Indeed.\n")
        assert run.saved(week2) == expected
        await run.press("tab", "enter")
        await run.type(" still")
        await run.press("escape")
        expected = expected.replace(b"> a quote that is kept\n", b"> a quote that is kept still\n")
        assert run.saved(week2) == expected


async def test_a_link_s_label_and_address(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2) as run:
        await run.press("end", "end")
        await run.press("home")
        assert run.row().startswith("Map")
        await run.press("enter", "end")
        await run.type("s")
        await run.press("enter", "right", "enter", "end")
        await run.type("/2")
        await run.press("enter")
        assert run.saved(week2) == before.replace(
            b"[Map](https://example.org/map)", b"[Maps](https://example.org/map/2)"
        )


async def test_a_front_matter_value_keeps_its_type(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2) as run:
        await run.press("home", "home", "down", "down", "down")
        assert run.row() == "weight | 2"
        await run.press("enter")
        await run.type("0")
        await run.press("enter")
        assert run.saved(week2) == before.replace(b"weight: 2\n", b"weight: 20\n")


async def test_rows_are_added_moved_duplicated_deleted_and_all_is_undone(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2) as run:
        await to_task(run, 2)
        await run.press("n")
        await run.type("Fresh")
        await run.press("escape")
        assert b"Fresh" in run.saved(week2)
        assert len(run.screen.week.tasks) == 4  # type: ignore[union-attr]
        await run.press("K")
        assert run.screen.view.row is not None
        assert run.screen.view.row.at == (2,)
        await run.press("x")
        assert "Deleted “Fresh”" in run.said()
        await run.press("J")
        run.screen.run_command("duplicate")
        await run.pilot.pause()
        assert len(run.screen.week.tasks) == 4  # type: ignore[union-attr]
        while run.screen.session.can_undo(None):
            await run.press("u")
            assert run.said().startswith("Taken back: ")
        assert run.saved(week2) == before
        await run.press("U")
        assert run.said().startswith("Made again: ")
        assert run.saved(week2) != before


async def test_items_and_keys_are_added_and_deleted(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2) as run:
        await run.press("home", "home", "tab", "n")
        await run.type("Between")
        await run.press("escape")
        after = run.saved(week2)
        assert after == before.replace(b"- First aim\n", b"- First aim\n- Between\n")
        assert run.row() == "Between"
        await run.press("x")
        assert run.saved(week2) == before
        await run.press("home", "home", "end", "enter")
        await run.type("draft: true")
        await run.press("enter")
        assert b"\ndraft: true\n---\n" in run.saved(week2)


async def test_a_refused_edit_says_why_and_keeps_the_words(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2) as run:
        await run.press("home", "home", "end", "enter")
        await run.type("no colon")
        await run.press("enter")
        assert run.screen.editor is not None
        assert "key: value" in run.said()
        run.screen.run_command("cancel")
        await run.pilot.pause()
        assert run.screen.editor is None
        assert run.saved(week2) == before


async def test_escape_twice_leaves_an_editor_whose_words_are_refused(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2) as run:
        await run.press("home", "home", "end", "enter")
        await run.type("abc")
        await run.press("escape")
        assert run.screen.editor is not None
        assert run.said().endswith("Esc again leaves without it.")
        await run.type("d")
        await run.press("escape")
        assert run.screen.editor is not None, "the words are others than those refused"
        await run.press("enter")
        assert run.screen.editor is not None, "only Esc leaves"
        await run.press("escape")
        assert run.screen.editor is None
        assert run.said() == "Not kept: abcd"
        await run.press("enter")
        assert run.screen.editor is not None
        assert run.screen.editor.edited == ""
        await run.press("escape")
        assert run.saved(week2) == before


async def test_a_long_line_at_the_right_edge_has_room(week2: Path, opened: Opener) -> None:
    long = "https://example.org/" + "long/" * 16 + "end"
    week2.write_text(week2.read_text().replace("<https://example.org/rules>", long))
    async with opened(week2, size=(80, 24)) as run:
        await to_task(run, 2, 4)
        await run.press("enter")
        editor = run.screen.editor
        assert editor is not None
        await run.pilot.pause(0.1)
        assert editor.region.width == 60
        assert editor.region.right <= 80
        assert any("long/end" in line for line in run.lines()), "the cursor stands in view"


async def test_escape_does_not_end_the_app(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await run.press("enter", "escape", "escape", "escape")
        assert run.app.is_running
        assert run.said() == "q quits."
        await run.press("q")
        assert not run.app.is_running


async def test_a_field_that_changed_on_disk_meanwhile_is_not_overwritten(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await to_task(run, 1, 2)
        await run.press("enter", "end")
        await run.type("x")
        other = week2.read_bytes().replace(b"| 08/09/2025 | 08/09/2025 |", b"| 09/09/2025 | 08/09/2025 |")
        week2.write_bytes(other)
        run.screen.session.refresh()
        await run.pilot.pause()
        await run.press("enter")
        question = run.app.screen
        assert isinstance(question, Picker)
        assert "09/09/2025" in question.heading  # what stands there now
        assert [choice.id for choice in question.choices] == ["stay", "mine", "theirs"]
        assert run.saved(week2) == other
        await run.press("enter")  # a hasty one is no harm: one goes on typing
        assert run.app.screen is run.screen
        assert run.screen.editor is not None
        assert run.screen.editor.edited == "08/09/2025x"
        assert run.saved(week2) == other


@pytest.mark.parametrize("mine", [True, False])
async def test_a_field_that_changed_on_disk_meanwhile_is_settled(week2: Path, opened: Opener, mine: bool) -> None:
    async with opened(week2, settings=Settings(keys={"undo": ("f9",)})) as run:
        await to_task(run, 1, 2)
        await run.press("enter")
        await run.type("12")
        other = week2.read_bytes().replace(b"| 08/09/2025 | 08/09/2025 |", b"| 09/09/2025 | 08/09/2025 |")
        week2.write_bytes(other)
        run.screen.session.refresh()
        await run.pilot.pause()
        await run.press("enter")
        assert isinstance(run.app.screen, Picker)
        await run.press("down", *([] if mine else ["down"]), "enter")
        assert run.screen.editor is None
        if not mine:
            assert run.saved(week2) == other
            assert "12" in run.said()  # the words that were dropped
            return
        assert run.saved(week2) == other.replace(b"| 09/09/2025 | 08/09/2025 |", b"| 12/09/2025 | 08/09/2025 |")
        assert "f9 takes it back" in run.said()
        await run.press("f9")
        assert run.saved(week2) == other


async def test_the_same_field_in_a_page_that_changed_elsewhere_is_kept(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await to_task(run, 1, 2)
        await run.press("enter", "home", "delete", "delete")
        await run.type("10")
        other = week2.read_bytes().replace(b"- Second aim", b"- Second aim changed")
        week2.write_bytes(other)
        run.screen.session.refresh()
        await run.pilot.pause()
        await run.press("enter")
        assert run.saved(week2) == other.replace(b"| 08/09/2025 | 08/09/2025 |", b"| 10/09/2025 | 08/09/2025 |")


@pytest.mark.parametrize("ends", ["\r\n", "\n"])
async def test_line_ends_stay(week2: Path, opened: Opener, ends: str) -> None:
    week2.write_bytes(week2.read_bytes().replace(b"\n", ends.encode()))
    before = week2.read_bytes()
    async with opened(week2) as run:
        await run.press("home", "home", "tab", "tab", "tab", "enter")
        assert run.screen.editor is not None
        assert run.screen.editor.edited.replace("\r\n", "\n") == "Prose that was written on one\nline and another."
        await run.type(" Yes")
        await run.press("escape")
        assert run.saved(week2) == before.replace(b"and another.", b"and another. Yes")
