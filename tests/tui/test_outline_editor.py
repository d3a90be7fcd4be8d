"""The outline editor over cells and lists: keys in, bytes on disk out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.conftest import Opener, Running
from tests.tui.test_editing import changed_lines, to_task
from worklog_tui.tui.widgets.outline_lines import indented, moved, pasted


async def paste(run: Running, words: str) -> None:
    from textual.events import Paste

    assert run.screen.editor is not None
    run.screen.editor.post_message(Paste(words))
    await run.pilot.pause()


def edited(run: Running) -> str:
    assert run.screen.editor is not None
    return run.screen.editor.edited


# --- cells -----------------------------------------------------------------------------------------------------------


async def test_a_sub_item_at_the_end_of_a_long_cell_takes_four_keys(week2: Path, opened: Opener) -> None:
    items = "".join(f" <br> &emsp; + item {n} that is somewhat long" for n in range(40))
    week2.write_text(week2.read_text().replace("| 4   |  |", f"| 4   | - Many{items} <br> - Last |"))
    before = week2.read_bytes()
    for size in ((120, 40), (80, 24)):
        async with opened(week2, size=size) as run:
            await to_task(run, 3)
            await run.press("enter", "enter", "tab")
            await run.type("one more")
            assert any("◦ one more" in line for line in run.lines()), "what is typed is seen"
            await run.press("escape")
            assert run.saved(week2) == before.replace(b" <br> - Last |", b" <br> - Last <br> &emsp; + one more |")
            await run.press("u")
            assert run.saved(week2) == before


async def test_only_the_line_that_changed_is_written(week2: Path, opened: Opener) -> None:
    cell = '- A  <br>   -  B <br/>&emsp;+C ![pic](/p.png "t")<BR> &emsp;  + [D](https://example.org/d)'
    week2.write_text(week2.read_text().replace("| 4   |  |", f"| 4   | {cell} |"))
    before = week2.read_bytes()
    async with opened(week2) as run:
        await to_task(run, 3)
        await run.press("enter", "up", "up", "end")
        await run.type("!")
        await run.press("escape")
        assert run.saved(week2) == before.replace(b"   -  B <br/>", b"   -  B! <br/>")
        await run.press("enter", "alt+up", "escape")
        old, new = changed_lines(before, run.saved(week2))
        assert len(old) == len(new) == 1
        made = new[0].split(b"|")[2].strip()
        assert made == b'- A  <br>   -  B!<BR> &emsp;  + [D](https://example.org/d) <br/>&emsp;+C ![pic](/p.png "t")'


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("- one\n- two\n    - three\n", ["one", "two", "  three"]),
        ("* one\n\t* two\n\t\t* three\n* four", ["one", "  two", "    three", "four"]),
        ("1. one\n2. two\n   - three", ["one", "two", "  three"]),
        ("    one\n      two\n    three", ["one", "  two", "three"]),
        ("+ one\r\n+ two\r\n", ["one", "two"]),
        ("- one <br> &emsp; + two <br> - three", ["one", "  two", "three"]),
        ("one\n\n\ntwo", ["one", "two"]),
        ("- one\n+ two\n+ three\n- four", ["one", "  two", "  three", "four"]),
        ("-5 degrees\n**bold** x", ["-5 degrees", "**bold** x"]),
        ("- only", ["only"]),
    ],
)
def test_pasted_lines_are_levels(text: str, lines: list[str]) -> None:
    assert pasted(text) == lines


async def test_pasting_in_the_middle_keeps_level_and_rest(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await to_task(run, 1)
        await run.press("enter")
        await paste(run, "- new\n  - deeper\n")
        assert edited(run) == "Meet the team\n  Shake hands\n  Coffee\n  new\n    deeper"
        await paste(run, " and a word")
        assert edited(run).endswith("    deeper and a word")


async def test_home_end_backspace_and_left_know_where_the_text_begins(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await to_task(run, 1)
        await run.press("enter", "home")
        await run.type("A ")
        assert edited(run) == "Meet the team\n  Shake hands\n  A Coffee"
        await run.press("home", "backspace")
        assert edited(run) == "Meet the team\n  Shake hands\nA Coffee"
        await run.press("left")
        await run.type("!")
        assert edited(run) == "Meet the team\n  Shake hands!\nA Coffee"
        await run.press("end", "down", "home", "backspace")
        assert edited(run) == "Meet the team\n  Shake hands!A Coffee"


async def test_a_numbered_line_goes_on_counting(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await to_task(run, 3)
        await run.press("enter")
        await run.type("1. one\ntwo")
        assert edited(run) == "1. one\n2. two"


def test_lines_move_with_their_children_and_over_empty_ones() -> None:
    lines = ["A", "  a", "", "B", "  b", "    c", "  d"]
    assert moved(lines, 0, 1) == (["B", "  b", "    c", "  d", "", "A", "  a"], 5)
    assert moved(lines, 3, -1) == (["B", "  b", "    c", "  d", "", "A", "  a"], 0)
    assert moved(lines, 4, 1) == (["A", "  a", "", "B", "  d", "  b", "    c"], 5)
    assert moved(lines, 6, 1) is None
    assert moved(lines, 0, -1) is None
    assert moved(["A", "  a", "B"], 1, 1) == (["A", "B", "  a"], 2)
    assert moved(["A", "  a", "B", "  b"], 3, -1) == (["A", "  a", "  b", "B"], 2)
    assert moved(["A", "  a"], 1, -1) is None


def test_levels_have_no_gaps() -> None:
    assert indented(["A", "B", "  b"], range(1, 2), 1) == ["A", "  B", "    b"]
    assert indented(["A", "  B", "    b"], range(1, 2), 1) == ["A", "  B", "    b"]
    assert indented(["A", "  B", "    b"], range(1, 2), -1) == ["A", "B", "  b"]
    assert indented(["A"], range(1), 1) == ["A"]


async def test_what_wraps_stands_under_its_own_text(week2: Path, opened: Opener) -> None:
    async with opened(week2, size=(80, 24)) as run:
        await to_task(run, 3)
        await run.press("enter")
        await run.type("top\n")
        await run.press("tab")
        await run.type("word " * 30 + "end")
        lines = [line for line in run.lines() if "│" in line]
        first = next(i for i, line in enumerate(lines) if "◦ word" in line)
        at = lines[first].index("word")
        assert lines[first + 1].index("word") == at
        await run.press("up", "up", "end")
        assert run.screen.editor.cursor_location[0] == 1  # type: ignore[union-attr]


# --- lists -----------------------------------------------------------------------------------------------------------


async def test_friday_s_achievements_in_one_go(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2) as run:
        await run.press("home", "home", "tab", "tab", "tab", "down")
        assert run.row() == "Done one"
        await run.press("n")
        await run.type("Done two\nDone three\n")
        await run.press("tab")
        await run.type("with care")
        await run.press("escape")
        wanted = b"* Done one\n    * Under one\n* Done two\n* Done three\n    * with care\n"
        assert run.saved(week2) == before.replace(b"* Done one\n    * Under one\n", wanted)
        assert run.row() == "with care"
        await run.press("u")
        assert run.saved(week2) == before


async def test_a_list_opens_at_its_item_and_only_that_is_written(week2: Path, opened: Opener) -> None:
    week2.write_text(week2.read_text().replace("- Second aim\n", "-   Second\n    aim\n"))
    before = week2.read_bytes()
    async with opened(week2) as run:
        await run.press("home", "home", "tab", "enter")
        assert edited(run) == "First aim\nSecond⏎aim"
        await run.type("s")
        await run.press("escape")
        assert run.saved(week2) == before.replace(b"- First aim\n", b"- First aims\n")
        await run.press("enter", "enter", "escape")
        assert run.saved(week2) == before.replace(b"- First aim\n", b"- First aims\n"), "an empty item is none"


async def test_items_move_with_their_children_also_in_loose_and_numbered_lists(week2: Path, opened: Opener) -> None:
    page = week2.read_text()
    week2.write_text(page.replace("- First aim\n- Second aim\n", "1. First\n   - sub\n\n2. Second\n\n3. Third\n"))
    before = week2.read_bytes()
    async with opened(week2) as run:
        await run.press("home", "home", "tab", "J")
        moved_once = before.replace(
            b"1. First\n   - sub\n\n2. Second\n\n3. Third\n", b"1. Second\n\n2. First\n   - sub\n\n3. Third\n"
        )
        assert run.saved(week2) == moved_once
        assert run.row() == "First"
        await run.press("alt+down", "J")
        assert run.said().startswith("This ")
        assert run.row() == "First"
        await run.press("K", "K")
        assert run.saved(week2) == before


async def test_a_section_without_a_list_gets_one(week2: Path, opened: Opener) -> None:
    week2.write_text(week2.read_text().replace("* Done one\n    * Under one\n", ""))
    before = week2.read_bytes()
    async with opened(week2) as run:
        await run.press("home", "home", "tab", "tab", "tab", "n")
        await run.type("One\n")
        await run.press("tab")
        await run.type("two")
        await run.press("escape")
        wanted = b"line and another.\n\n- One\n  - two\n"
        assert run.saved(week2) == before.replace(b"line and another.\n", wanted)
