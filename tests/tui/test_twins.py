"""Both languages kept together: edits by keys, judged by the bytes of page and twin on disk; the screen of both."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.conftest import Opener, Running
from tests.tui.test_editing import changed_lines, to_task
from worklog_tui.storage.settings import Settings
from worklog_tui.tui.screens.picker import Picker
from worklog_tui.tui.screens.twins import TwinsScreen

VIETNAMESE_TABLE = """|Thứ|Công việc|Ngày bắt đầu|Ngày hoàn thành|Nguồn tài liệu|
|---|---|---|---|---|
|T2|Gặp nhóm<br/>&nbsp;&nbsp;◦ Bắt tay<br/>&nbsp;&nbsp;◦ Uống cà phê|8-9-2025|8-9-2025|<https://example.org/map>, <https://example.net/>|
|T3|Đọc nội quy [ở đây](https://example.com/rules)|9-9-2025|9-9-2025|https://example.org/rules|
|T4| |10-9-2025| |-|
"""


@pytest.fixture
def twin2(week2: Path) -> Path:
    """The Vietnamese page of week 2: other words, date form, day words, line breaks, bullets and CRLF line ends."""
    path = week2.with_name("_index.vi.md")
    text = path.read_text(encoding="utf-8")
    start, end = text.index("| Day"), text.index("\n### Tuần 2 Achievements")
    text = text[:start] + VIETNAMESE_TABLE + text[end:]
    text = text.replace("- First aim\n- Second aim", "*   Mục tiêu một\n*   Mục tiêu hai")
    path.write_bytes(text.replace("\n", "\r\n").encode())
    return path


async def leave_editor(run: Running) -> None:
    if run.screen.editor is not None:
        await run.press("escape")


async def test_a_new_row_stands_on_both_pages_and_undo_takes_both(week2: Path, twin2: Path, opened: Opener) -> None:
    before, there = week2.read_bytes(), twin2.read_bytes()
    async with opened(week2) as run:
        await to_task(run, 3)
        await run.press("n")
        await run.type("Dig a pond")
        await run.press("escape")
        assert changed_lines(before, run.saved(week2)) == ([], [b"| 4 | - Dig a pond | 10/09/2025 |  |  |"])
        assert changed_lines(there, run.saved(twin2)) == ([], [b"|T4| Dig a pond |10-9-2025| | |\r"])
        assert "vi too" in run.said()
        await run.press("u", "u")
        assert run.saved(week2) == before
        assert run.saved(twin2) == there
        assert run.screen.page is not None
        assert run.screen.page.path == week2


async def test_a_date_follows_in_the_twins_form(week2: Path, twin2: Path, opened: Opener) -> None:
    there = twin2.read_bytes()
    async with opened(week2) as run:
        await to_task(run, 2, 3)
        await run.press("enter", "ctrl+a", "ctrl+k")
        await run.type("11/09/2025")
        await run.press("enter")
        old, new = changed_lines(there, run.saved(twin2))
        assert new == [old[0].replace(b"|9-9-2025|https", b"|11-9-2025|https")]
        assert new != old
        assert run.said() == "Changed · vi too" or "Date changed · vi too" in run.said()


async def test_a_deleted_row_goes_from_both_and_the_toast_says_so(week2: Path, twin2: Path, opened: Opener) -> None:
    before, there = week2.read_bytes(), twin2.read_bytes()
    async with opened(week2) as run:
        await to_task(run, 1)
        await run.press("x")
        assert "u brings it back" in run.said()
        assert run.said().endswith("vi too")
        assert len(changed_lines(before, run.saved(week2))[0]) == 1
        old, new = changed_lines(there, run.saved(twin2))
        assert (len(old), new) == (1, [])
        assert old[0].startswith("|T2|Gặp".encode())
        await run.press("u")
        assert (run.saved(week2), run.saved(twin2)) == (before, there)


async def test_a_new_item_of_a_task_is_copied_in_the_twins_dialect(week2: Path, twin2: Path, opened: Opener) -> None:
    there = twin2.read_bytes()
    async with opened(week2) as run:
        await to_task(run, 1)
        await run.press("enter", "end", "enter")
        await run.type("Tea")
        await run.press("escape")
        old, new = changed_lines(there, run.saved(twin2))
        assert new == [old[0].replace("Uống cà phê".encode(), "Uống cà phê<br/>&nbsp;&nbsp;◦ Tea".encode())]
        marks = (week2.parents[3] / ".worklog" / "translate.toml").read_text(encoding="utf-8")
        assert '"Tea"' in marks


async def test_where_the_twin_differs_the_toast_says_where(week2: Path, twin2: Path, opened: Opener) -> None:
    there = twin2.read_bytes().replace(b"|T4| |10-9-2025| |-|\r\n", b"")
    twin2.write_bytes(there)
    async with opened(week2) as run:
        await to_task(run, 2)
        await run.press("x")
        assert "only this page was changed: row 3 is missing in vi" in run.said()
        assert run.saved(twin2) == there


async def test_asking_first_the_twin_follows_on_yes(week2: Path, twin2: Path, opened: Opener) -> None:
    before, there = week2.read_bytes(), twin2.read_bytes()
    async with opened(week2, settings=Settings(lock_step="ask")) as run:
        await to_task(run, 1)
        await run.press("J")
        assert isinstance(run.app.screen, Picker)
        await run.press("down", "enter")
        assert run.saved(twin2) == there
        assert run.saved(week2) != before
        await run.press("u")
        assert run.saved(week2) == before
        await run.press("J", "enter")
        assert run.said() == "Row moved · vi too"
        assert run.saved(twin2) != there
        await run.press("u")
        assert (run.saved(week2), run.saved(twin2)) == (before, there)


async def test_asking_first_a_kept_text_follows_on_yes(week2: Path, twin2: Path, opened: Opener) -> None:
    """The question was asked by a field that is closed when the answer comes."""
    before, there = week2.read_bytes(), twin2.read_bytes()
    async with opened(week2, settings=Settings(lock_step="ask")) as run:
        await to_task(run, 3)
        await run.press("e")
        await run.type("Tea")
        await run.press("escape")
        assert isinstance(run.app.screen, Picker)
        await run.press("enter")
        assert changed_lines(there, run.saved(twin2)) == (
            [b"|T4| |10-9-2025| |-|\r"],
            [b"|T4| Tea |10-9-2025| |-|\r"],
        )
        await run.press("u")
        assert (run.saved(week2), run.saved(twin2)) == (before, there)


@pytest.mark.parametrize("too", [True, False])
async def test_asking_first_the_new_rows_field_opens_after_the_answer(
    week2: Path, twin2: Path, opened: Opener, too: bool
) -> None:
    before, there = week2.read_bytes(), twin2.read_bytes()
    async with opened(week2, settings=Settings(lock_step="ask")) as run:
        await to_task(run, 3)
        await run.press("n")
        assert isinstance(run.app.screen, Picker)
        assert run.screen.editor is None
        await run.press(*([] if too else ["down"]), "enter")
        assert run.app.screen is run.screen
        assert run.screen.editor is not None
        assert run.screen.focused is run.screen.editor
        await run.type("Tea")
        await run.press("escape")
        if too:  # its text is asked about by itself
            assert isinstance(run.app.screen, Picker)
            await run.press("escape")
        assert run.saved(week2).count(b"| - Tea |") == 1
        assert len(run.saved(twin2).splitlines()) == len(there.splitlines()) + too
        await run.press("u", "u")
        assert (run.saved(week2), run.saved(twin2)) == (before, there)


async def test_t_keeps_the_place(week2: Path, twin2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await to_task(run, 2, 3)
        at = run.screen.view.cursor
        await run.press("t")
        assert run.screen.page is not None
        assert run.screen.page.path == twin2
        assert run.screen.view.cursor == at


def side(run: Running) -> TwinsScreen:
    assert isinstance(run.app.screen, TwinsScreen)
    return run.app.screen


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_both_pages_stand_side_by_side(week2: Path, twin2: Path, opened: Opener, size: tuple[int, int]) -> None:
    async with opened(week2, size=size) as run:
        await to_task(run, 2, 1)
        at = run.screen.view.cursor
        await run.press("T")
        lines = run.lines()
        assert any("Read the rules" in line and "Đọc nội quy" in line for line in lines)
        assert any("9 Sep" in line.split("│")[0] and "9 Sep" in line.split("│")[-1] for line in lines)
        assert max(len(line) for line in lines) <= size[0]
        await run.press("q")
        assert run.screen is run.app.screen
        assert run.screen.view.cursor == at


async def test_the_cell_of_the_side_is_edited(week2: Path, twin2: Path, opened: Opener) -> None:
    before, there = week2.read_bytes(), twin2.read_bytes()
    async with opened(week2) as run:
        await to_task(run, 2, 1)
        await run.press("T", "right", "enter", "end")
        await run.type(" xong")
        await run.press("escape")
        old, new = changed_lines(there, run.saved(twin2))
        assert new == [old[0].replace(b"rules)|9", b"rules) xong|9")]
        assert run.saved(week2) == before
        await run.press("down", "enter", "ctrl+a", "ctrl+k")  # its start date: the other page follows
        await run.type("11-9-2025")
        await run.press("enter")
        assert b"| 11/09/2025 | 09/09/2025 |" in run.saved(week2)
        await run.press("u", "u", "q")
        assert (run.saved(week2), run.saved(twin2)) == (before, there)
        assert run.screen.page is not None
        assert run.screen.page.path == week2


async def test_a_list_is_edited_on_its_side(week2: Path, twin2: Path, opened: Opener) -> None:
    before, there = week2.read_bytes(), twin2.read_bytes()
    async with opened(week2) as run:
        await run.press("T", "g", "g")
        screen = run.app.screen
        assert isinstance(screen, TwinsScreen)
        while screen.view.row is None or screen.view.row.kind != "item":
            await run.press("down")
        await run.press("e")
        await run.pilot.press("down", "end")  # the second item
        await run.type(", at least")
        await run.press("escape")
        assert run.saved(week2) == before.replace(b"- Second aim", b"- Second aim, at least")
        assert run.saved(twin2) == there
        assert screen.view.row is not None
        assert screen.view.row.cells[0].text == "Second aim, at least"


async def test_a_missing_row_is_brought_over_to_translate(week2: Path, twin2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    twin2.write_bytes(b"\r\n".join(line for line in twin2.read_bytes().split(b"\r\n") if not line.startswith(b"|T3|")))
    async with opened(week2) as run:
        await to_task(run, 1)
        await run.press("T", "right", "tab")
        view = side(run).view
        assert view.half is None
        assert view.stop.label == "2 Day"
        assert any("≠" in line and "(missing)" in line for line in run.lines())
        await run.press("enter")
        assert b"\r\n|T3|**Read** the [rules](https://example.com/rules)|9-9-2025|9-9-2025|" in run.saved(twin2)
        assert run.saved(week2) == before
        await run.press("home", "tab")
        assert any("✎ Read the rules" in line for line in run.lines())
        await run.press("d")
        assert not any("✎" in line for line in run.lines())
        assert run.saved(week2) == before


async def test_a_week_without_a_twin_says_so(site: Path, week2: Path, opened: Opener) -> None:
    week2.with_name("_index.vi.md").unlink()
    async with opened(week2) as run:
        await run.press("T")
        assert run.said() == "This week has no twin in another language."


async def test_a_click_moves_to_the_other_side(week2: Path, twin2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await to_task(run, 2, 1)
        await run.press("T")
        row = next(i for i, line in enumerate(run.lines()) if "Đọc nội quy" in line)
        await run.pilot.click(offset=(90, row))
        await run.pilot.pause()
        assert side(run).view.side == 1
        await run.pilot.click(offset=(90, row), times=2)
        await run.pilot.pause()
        assert side(run).editor is not None
        await run.press("escape")


async def test_a_copied_text_is_marked_on_its_page_until_it_is_edited(week2: Path, twin2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await to_task(run, 3)
        await run.press("enter")
        await run.type("Dig a pond")
        await run.press("escape")
        assert not any("✎" in line for line in run.lines())
        assert run.screen.session.flush(5)
    async with opened(twin2) as run:
        await run.pilot.pause()
        assert any("✎ Dig a pond" in line for line in run.lines())
        await to_task(run, 3)
        await run.press("enter", "end")
        await run.type(" xong")
        await run.press("escape")
        assert not any("✎" in line for line in run.lines())
        assert run.saved(twin2).count(b"Dig a pond xong") == 1
    assert not (week2.parents[3] / ".worklog" / "translate.toml").exists()


async def test_what_a_terminal_would_obey_is_drawn_as_signs(week2: Path, twin2: Path, opened: Opener) -> None:
    nasty = "\x1b]52;c;aGk=\x07 [@click=app.quit]x[/] \u202e\x9b31m"
    twin2.write_bytes(twin2.read_bytes().replace("Đọc nội quy".encode(), nasty.encode()))
    async with opened(week2) as run:
        await to_task(run, 2, 1)
        await run.press("T", "right")
        shown = "".join(run.lines())
        assert "[@click=app.quit]x[/]" in shown
        assert not set(shown) & set("\x1b\x07\u202e\x9b")
        await run.press("enter", "escape", "q")
        assert run.screen is run.app.screen


async def test_t_finds_the_row_where_the_twin_has_another_part_above_it(
    week2: Path, twin2: Path, opened: Opener
) -> None:
    more = "### Ghi chú\r\n\r\nMột đoạn văn\r\n\r\n### Tasks to".encode()
    twin2.write_bytes(twin2.read_bytes().replace(b"### Tasks to", more))
    async with opened(week2) as run:
        await to_task(run, 2, 3)
        await run.press("t")
        assert run.screen.page is not None
        assert run.screen.page.path == twin2
        row = run.screen.view.row
        assert row is not None
        assert (row.kind, row.at, run.screen.view.cursor.column) == ("task", (2,), 3)
        await run.press("t")
        assert run.screen.view.row is not None
        assert run.screen.view.row.at == (2,)


async def test_leaving_the_app_from_an_open_field_beside_the_other_keeps_it(
    week2: Path, twin2: Path, opened: Opener
) -> None:
    async with opened(week2) as run:
        await to_task(run, 2, 1)
        await run.press("T", "right", "enter", "end")
        await run.type(" xong")
        await run.press("ctrl+q")
        assert run.screen is run.app.screen
        assert b"rules) xong|9" in run.saved(twin2)


async def test_friday_s_achievements_come_to_both_pages(week2: Path, twin2: Path, opened: Opener) -> None:
    before, there = week2.read_bytes(), twin2.read_bytes()
    async with opened(week2) as run:
        await to_task(run, 1)
        await run.press("tab", "down")
        assert run.row() == "Done one"
        await run.press("n")
        await run.type("Dug a pond")
        await run.press("escape")
        assert changed_lines(before, run.saved(week2)) == ([], [b"* Dug a pond"])
        assert changed_lines(there, run.saved(twin2)) == ([], [b"* Dug a pond\r"])
        await run.press("u")
        assert (run.saved(week2), run.saved(twin2)) == (before, there)


async def test_a_day_later_is_a_day_later_in_both(week2: Path, twin2: Path, opened: Opener) -> None:
    before, there = week2.read_bytes(), twin2.read_bytes()
    async with opened(week2) as run:
        await to_task(run, 2, 1)
        await run.press("+")
        assert run.said() == "Task 2: Wed 10 Sep 2025 · vi too"
        assert b"10/09/2025 | 10/09/2025" in run.saved(week2)
        old, new = changed_lines(there, run.saved(twin2))
        assert new == [old[0].replace(b"9-9-2025|9-9-2025", b"10-9-2025|10-9-2025").replace(b"|T3|", b"|T4|")]
        await run.press("u")
        assert (run.saved(week2), run.saved(twin2)) == (before, there)
