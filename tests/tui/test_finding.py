"""Finding and filtering: what is shown, where Enter goes, what Esc leaves as it was."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest

from tests.tui.conftest import Opener, Running
from tests.tui.test_editing import to_task
from worklog_tui.session.session import Session
from worklog_tui.tui.widgets.findline import FindBar, FindLine
from worklog_tui.tui.widgets.hits import Hits
from worklog_tui.worklog import intentions as want


async def until(run: Running, words: str, seconds: float = 5.0) -> list[str]:
    """The screen's lines once one of them holds the words."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        lines = run.lines()
        if any(words in line for line in lines):
            return lines
        await asyncio.sleep(0.02)
        await run.pilot.pause()
    raise AssertionError("\n".join(run.lines()))


def hits(run: Running) -> list[str]:
    """The lines of the hits, the chosen one with its mark."""
    shown = run.screen.query_one(Hits)
    width = shown.content_size.width
    return ["".join(s.text for s in shown.draw_line(at, width - 1)).rstrip() for at in range(len(shown.lines))]


async def test_this_week_first_then_the_journal_and_enter_goes_there(site: Path, week2: Path, opened: Opener) -> None:
    before = {path: path.read_bytes() for path in site.rglob("*.md")}
    async with opened(week2) as run:
        await run.press("slash")
        await run.type("shake")
        await until(run, "6 hits")
        shown = hits(run)
        assert shown[:2] == ["  This week  1 hit", "▸ task 1   Shake hands"]
        assert [line.split("  ")[1] for line in shown if "·" in line] == [
            "Week 2 · vi", "Week 3 · en", "Week 3 · vi", "Week 1 · en", "Week 1 · vi",
        ]  # fmt: skip
        await run.press("down", "down", "enter")
        assert run.screen.page is not None
        assert run.screen.page.rel == "content/1-Worklog/1.3-Week3/_index.md"
        assert "Meet the team" in run.row()
        assert not run.screen.query(Hits)
        assert run.screen.focused is run.screen.view
        await run.press("slash")  # the words are still there, ready to be typed over
        await until(run, "6 hits")
        await run.type("coffee")
        await until(run, "Coffee")
    assert {path: path.read_bytes() for path in site.rglob("*.md")} == before


async def test_a_hit_in_a_cell_is_stood_on_and_enter_opens_its_line(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2) as run:
        await run.press("slash")
        await run.type("shake")
        await until(run, "6 hits")
        assert any("▸ Shake hands" in line for line in run.lines()[20:])  # the detail shows where
        await run.press("enter")
        assert run.screen.editor is None  # letters are commands: one only went there
        assert "Meet the team" in run.row()
        assert any("▸ Shake hands" in line for line in run.lines())
        await run.press("enter", "escape")
        assert run.saved(week2) == before
        await run.press("slash", "enter", "enter", "enter")
        await run.type("Nod")
        await run.press("escape")
        after = before.replace(b"+ Shake hands <br>", b"+ Shake hands <br> &emsp; + Nod <br>")
        assert after != before
        assert run.saved(week2) == after
        await run.press("enter")  # it was another line's once: what is opened later begins at its end again
        await run.type(" or tea")
        await run.press("escape")
        assert run.saved(week2) == after.replace(b"+ Coffee |", b"+ Coffee or tea |")


async def test_a_hit_moved_away_from_is_forgotten(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2) as run:
        await run.press("slash")
        await run.type("shake")
        await until(run, "6 hits")
        await run.press("enter", "down", "up", "enter")
        await run.type(" or tea")
        await run.press("escape")
        assert run.saved(week2) == before.replace(b"+ Coffee |", b"+ Coffee or tea |")


async def test_a_hit_is_opened_at_once_in_another_week(site: Path, week2: Path, opened: Opener) -> None:
    third = site / "content" / "1-Worklog" / "1.3-Week3" / "_index.md"
    before, mine = third.read_bytes(), week2.read_bytes()
    async with opened(week2) as run:
        await run.press("slash")
        await run.type("shake")
        await until(run, "6 hits")
        await run.press("down", "down", "tab")
        await run.type(" firmly")
        await run.press("escape")
        assert run.saved(third) == before.replace(b"+ Shake hands <br>", b"+ Shake hands firmly <br>")
        await run.press("slash")
        await run.type("under one")
        await until(run, "6 hits")
        await run.press("tab")
        await run.type("!")
        await run.press("escape")
        assert run.saved(third).count(b"    * Under one!\n") == 1
    assert week2.read_bytes() == mine


async def test_tab_before_the_first_hit_opens_it_when_it_is_there(week2: Path, opened: Opener) -> None:
    third = week2.parent.parent / "1.3-Week3" / "_index.md"
    third.write_bytes(third.read_bytes().replace(b"Coffee", b"Cocoa"))
    async with opened(week2) as run:
        await run.pilot.press("slash", *"cocoa", "tab")
        for _ in range(100):
            if run.screen.editor is not None and not run.screen.query(Hits):
                break
            await run.pilot.pause(0.02)
        await run.type("!")
        await run.press("escape")
        assert b"&emsp; + Cocoa! |" in run.saved(third)


async def test_a_long_cell_is_shown_where_the_hit_is(week2: Path, opened: Opener) -> None:
    lines = "".join(f" <br> &emsp; + Line {n:02}" for n in range(60))
    week2.write_bytes(week2.read_bytes().replace(b"<br> &emsp; + Coffee", lines.encode()))
    async with opened(week2, size=(80, 24)) as run:
        await run.press("slash")
        await run.type("line 47")
        await until(run, "1 hit")
        assert any("▸ Line 47" in line for line in run.lines()[15:])
        await run.press("enter")
        assert any("▸ Line 47" in line for line in run.lines())
        await run.press("enter")
        await run.type("!")
        await run.press("escape")
        assert b"+ Line 47! <br> &emsp; + Line 48" in run.saved(week2)


async def test_esc_stays_where_one_was(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await to_task(run, 2)
        cursor, page = run.screen.view.cursor, run.screen.page
        await run.press("slash")
        await run.type("shake")
        await until(run, "6 hits")
        await run.press("down", "down", "escape")
        assert (run.screen.view.cursor, run.screen.page) == (cursor, page)
        await run.press("down")  # the list has the keys again
        assert run.screen.view.cursor != cursor


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("tuan", "9 hits"),  # title, two headings of each Vietnamese page
        ("TUẦN", "9 hits"),
        ("tuấn", "0 hits"),
        ("rules", "12 hits"),  # two a page: the label in the task, whose address is the same link; the autolink
        ("example.org/map", "6 hits"),
        ("second aim", "6 hits"),
        ("written on one line", "6 hits"),
        ("aim second", "0 hits"),
    ],
)
async def test_what_is_found(week2: Path, opened: Opener, words: str, status: str) -> None:
    async with opened(week2) as run:
        await run.press("slash")
        for char in words:
            await run.pilot.press({" ": "space", ".": "full_stop", "/": "slash"}.get(char, char))
        lines = await until(run, status)
        assert "reading" not in lines[1]


async def test_keys_typed_fast_and_an_input_method_reach_the_line(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await run.pilot.press("slash", "t", "u", "a", "backspace", "â", "n", "backspace", "backspace", "ầ", "n")
        await run.pilot.pause()
        assert run.screen.query_one(FindLine).value == "tuần"  # type: ignore[attr-defined]
        await until(run, "9 hits")


async def test_a_hit_opens_what_is_folded_and_a_click_goes_there(week2: Path, opened: Opener) -> None:
    async with opened(week2, size=(80, 24)) as run:
        await run.press("slash")
        await run.type("under one")
        await until(run, "6 hits")
        await run.pilot.click(Hits, offset=(12, 1))
        await run.pilot.pause()
        assert run.row() == "Under one"
        assert any("▸" in line and "Under one" in line for line in run.lines())


async def test_progress_is_said_while_pages_are_read(
    week2: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = Session.source

    def slow(self: Session, page: object) -> bytes:
        time.sleep(0.2)
        return source(self, page)  # type: ignore[arg-type]

    monkeypatch.setattr(Session, "source", slow)
    async with opened(week2) as run:
        await run.press("slash")
        await run.type("shake")
        assert "Shake hands" in "\n".join(hits(run))  # this week does not wait
        await until(run, "reading ")
        await until(run, "6 hits")
        assert "reading" not in run.screen.query_one(FindBar).status


async def test_enter_before_the_first_hit_goes_there_when_it_comes(
    site: Path, week2: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = site / "content" / "1-Worklog" / "1.1-Week1" / "_index.md"
    other.write_bytes(other.read_bytes().replace(b"Coffee", b"Zebra"))
    source = Session.source

    def slow(self: Session, page: object) -> bytes:
        time.sleep(0.1)
        return source(self, page)  # type: ignore[arg-type]

    monkeypatch.setattr(Session, "source", slow)
    async with opened(week2) as run:
        await run.pilot.press("slash", *"zebra", "enter")
        assert run.said() == "Looking…"
        await until(run, "Week 1 · ")
        assert run.screen.page is not None
        assert run.screen.page.rel.endswith("Week1/_index.md")
        assert not run.screen.query(Hits)
        await run.pilot.press("slash", *"qqqq", "enter")
        await until(run, "Nothing found")


async def test_a_page_changed_meanwhile_is_searched_as_it_is(site: Path, week2: Path, opened: Opener) -> None:
    other = site / "content" / "1-Worklog" / "1.1-Week1" / "_index.md"
    async with opened(week2) as run:
        await run.press("slash")
        await run.type("zebra")
        await until(run, "Nothing found")
        await run.press("escape")
        other.write_bytes(other.read_bytes().replace(b"Coffee", b"Zebra"))
        run.screen.session.refresh()  # as the app does when it is told of a change
        await run.press("slash")
        await until(run, "1 hit ")


async def test_clicking_elsewhere_leaves_the_search(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await run.press("slash")
        await run.pilot.click("#weeks", offset=(4, 1))
        await run.pilot.pause()
        assert not run.screen.query(Hits)
        assert run.screen.page is not None
        assert "Week1" in run.screen.page.rel


async def test_nothing_typed_and_nothing_found_say_what_to_do(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await run.press("slash")
        assert any("Type to find" in line for line in run.lines())
        await run.press("enter")
        assert run.said().startswith("Nothing is chosen")
        await run.type("qqqq")
        await until(run, "Nothing found")


# --- the filter --------------------------------------------------------------------------------------------------


def tasks(run: Running) -> list[int]:
    """The numbers of the tasks in sight."""
    return [row.at[0] for pane in run.screen.view.panes for row in pane.rows if row.kind == "task"]


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("unf", []),
        ("unfinished", [3]),
        ("finished", [1, 2]),
        ("no reference", [3]),
        ("noref", [3]),
        ("tue", [2]),
        ("Tuesday", [2]),
        ("09/09", [2]),
        ("9 sep", [2]),
        ("coffee", [1]),
        ("mon unfinished", []),
        ("wed unfinished", [3]),
        ("thứ 4", [3]),
        ("xyz", []),
        ("", [1, 2, 3]),
    ],
)
async def test_what_is_filtered(week2: Path, opened: Opener, words: str, meant: list[int]) -> None:
    async with opened(week2) as run:
        await run.press("f")
        for char in words:
            await run.pilot.press({" ": "space", "/": "slash"}.get(char, char))
        await run.press("enter")
        assert tasks(run) == meant
        assert any(f"{len(meant)} of 3 · {words}" in line for line in run.lines()) == bool(words)
        await run.press("escape")
        assert tasks(run) == [1, 2, 3]


async def test_ready_filters_and_the_ways_to_clear(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2) as run:
        await run.press("f", "down")
        assert tasks(run) == [3]
        assert any("1 of 3 · unfinished" in line for line in run.lines())
        await run.press("down")
        assert any("1 of 3 · no reference" in line for line in run.lines())
        await run.press("escape")
        assert tasks(run) == [1, 2, 3]
        await run.press("f")
        await run.type("coffee")
        await run.press("enter", "J")
        assert "filtered out" in run.said()
        await run.press("escape")
        assert tasks(run) == [1, 2, 3]
        await run.press("f")
        await run.type("coffee")
        await run.press("enter", "]")
        assert tasks(run) == [1, 2, 3]
    assert week2.read_bytes() == before


async def test_an_edit_while_filtered_changes_the_task_that_is_shown(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2) as run:
        await run.press("f")
        await run.type("rules")
        await run.press("enter")
        assert run.screen.view.cursor.column == 1
        await run.press("enter", "end")
        await run.type(" twice")
        await run.press("escape")
        assert run.saved(week2) == before.replace(
            b"[rules](https://example.com/rules) |", b"[rules](https://example.com/rules) twice |"
        )
        await run.press("u")
        assert run.saved(week2) == before
        assert tasks(run) == [2]


async def test_a_new_row_ends_the_filter(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await run.press("f")
        await run.type("rules")
        await run.press("enter", "n")
        await run.press("escape")
        assert tasks(run) == [1, 2, 3, 4]


async def test_what_is_to_translate(site: Path, week2: Path, opened: Opener) -> None:
    twin = week2.with_name("_index.vi.md")
    async with opened(twin) as run:
        page = next(p for p in run.screen.entry.pages if p.language == "en") if run.screen.entry else None
        assert page is not None
        run.screen.session.lockstep.execute(page, want.AddTask(1, {1: "Water the beans"}), "new task")
        run.screen.reread()
        await run.press("f", "down", "down", "down")
        assert any("1 of 4 · to translate" in line for line in run.lines()), "\n".join(run.lines())
        await run.press("enter")
        assert "Water the beans" in run.row()
