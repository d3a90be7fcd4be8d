"""References by keys, judged by the bytes on disk: put in, taken out, moved, linked, followed."""

from __future__ import annotations

import asyncio
import threading
import time
from pathlib import Path

import pytest
from textual.events import Key, Paste

from tests.tui.conftest import Opener, Running
from tests.tui.test_editing import changed_lines, to_task
from worklog_tui.storage.settings import Settings
from worklog_tui.tui.screens.shelf import ShelfScreen
from worklog_tui.tui.view.panes import LINKS
from worklog_tui.tui.widgets.pageview import Cursor

EMPTY_ROW = b"| 4   |  | 10/09/2025 |  |  |"


async def gathered(run: Running) -> ShelfScreen:
    """The shelf, once it has read every page."""
    end = time.monotonic() + 5
    while time.monotonic() < end:
        await run.pilot.pause()
        screen = run.app.screen
        if isinstance(screen, ShelfScreen) and screen.shelved.complete and screen.shelved.entries:
            return screen
        await asyncio.sleep(0.02)
    raise AssertionError("\n".join(run.lines()))


async def type_words(run: Running, words: str) -> None:
    """Types into whatever has the focus."""
    names = {" ": "space", "/": "slash", ":": "colon", ".": "full_stop", "?": "question_mark", "=": "equals_sign"}
    await run.pilot.press(*(names.get(c, c) for c in words))
    await run.pilot.pause()


async def to_links(run: Running, row: int) -> None:
    """The cursor on a row of the list of references."""
    at = next(i for i, pane in enumerate(run.screen.view.panes) if pane.id == LINKS)
    run.screen.view.go(Cursor(at, row, 0))
    await run.pilot.pause()


async def test_r_puts_a_reference_of_another_week_into_the_task(site: Path, week2: Path, opened: Opener) -> None:
    other = site / "content" / "1-Worklog" / "1.3-Week3" / "_index.md"
    other.write_bytes(
        other.read_bytes().replace(b"[Map](https://example.org/map)", b"[Plan](https://example.org/plan)")
    )
    before, twin = week2.read_bytes(), week2.with_name("_index.vi.md")
    twin_before = twin.read_bytes()
    async with opened(week2) as run:
        await to_task(run, 3)
        await run.press("r")
        await gathered(run)
        await type_words(run, "plan")
        await run.press("enter")
        assert changed_lines(before, run.saved(week2)) == (
            [EMPTY_ROW], [EMPTY_ROW[:-2] + b"[Plan](https://example.org/plan) |"],
        )  # fmt: skip
        assert "added to task 3" in run.said()
        await run.press("u")
        assert run.saved(week2) == before
        assert twin.read_bytes() == twin_before
    assert b"plan" in other.read_bytes()


async def test_enter_inserts_after_a_click_too(week2: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    """One came to put a reference in: the mouse in between does not change what Enter does."""
    gone: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda url, *_, **__: gone.append(url) or True)
    before = week2.read_bytes()
    async with opened(week2) as run:
        await to_task(run, 3)
        await run.press("r")
        shelf = await gathered(run)
        at = next(i for i, book in enumerate(shelf.books.books) if book.target == "https://example.net/")
        await run.pilot.click(shelf.books, offset=(6, at))
        assert run.app.screen is shelf
        assert any("enter put into the task" in line for line in run.lines())
        await run.press("enter")
        assert run.app.screen is run.screen
        assert changed_lines(before, run.saved(week2)) == (
            [EMPTY_ROW], [EMPTY_ROW[:-2] + b"[Other](https://example.net/) |"],
        )  # fmt: skip
        assert gone == []
        await run.press("R")  # looking only: there Enter opens
        shelf = await gathered(run)
        await run.pilot.click(shelf.books, offset=(6, at))
        assert any("enter open" in line for line in run.lines())


async def test_the_footer_names_the_reference_key_on_a_page_with_a_twin(week2: Path, opened: Opener) -> None:
    async with opened(week2, size=(120, 40)) as run:
        await to_task(run, 1)
        last = run.lines()[-1]
        for hint in ("enter edit", "a add", "d done", "t twin", "r reference", "/ find", "? help"):
            assert hint in last


async def test_a_typed_address_takes_the_other_words_as_its_label(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2) as run:
        await to_task(run, 3)
        await run.press("r")
        await gathered(run)
        await type_words(run, "Notes https://new.example/x?y=1")
        await run.press("enter")
        assert changed_lines(before, run.saved(week2)) == (
            [EMPTY_ROW], [EMPTY_ROW[:-2] + b"[Notes](https://new.example/x?y=1) |"],
        )  # fmt: skip


async def test_an_address_typed_right_behind_r_goes_into_its_line(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2) as run:
        await to_task(run, 3)
        for key in "rhttps://example.net/x Dune":  # in one read: t, x and d are commands of the page below
            run.app.post_message(Key(key, key))
        await run.pilot.pause(0.2)
        assert isinstance(run.app.screen, ShelfScreen)
        assert run.app.screen.line.value == "https://example.net/x Dune"
        await run.press("escape", "q")
        assert run.saved(week2) == before


async def test_an_address_pasted_on_the_page_is_a_reference(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2, settings=Settings(lock_step="off")) as run:
        await to_task(run, 3)
        run.screen.view.post_message(Paste("two words"))
        await run.pilot.pause(0.1)
        assert "Open a field first" in run.said()
        run.screen.view.post_message(Paste("https://example.net/x\n"))
        await run.pilot.pause(0.2)
        await run.type(" Dune")
        await run.press("enter")
        row = b"| 4   |  | 10/09/2025 |  | [Dune](https://example.net/x) |"
        assert run.saved(week2) == before.replace(b"| 4   |  | 10/09/2025 |  |  |", row)


async def test_a_second_reference_is_parted_as_the_page_parts_them(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2) as run:
        await to_task(run, 2)
        await run.press("r")
        await gathered(run)
        await type_words(run, "other")
        await run.press("enter")
        assert run.saved(week2) == before.replace(
            b"<https://example.org/rules> |", b"<https://example.org/rules> <br> [Other](https://example.net/) |"
        )
        await run.press("r")
        await gathered(run)
        await type_words(run, "other")
        await run.press("enter")
        assert "already" in run.said()


async def test_a_reference_in_a_list_is_an_item(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2) as run:
        await run.press("home", "home", "tab", "down")  # the second objective
        assert run.row() == "Second aim"
        await run.press("r")
        await gathered(run)
        await type_words(run, "map")
        await run.press("enter")
        assert run.saved(week2) == before.replace(
            b"- Second aim\n", b"- Second aim\n- [Map](https://example.org/map)\n"
        )


async def test_esc_puts_nothing_in(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2) as run:
        await to_task(run, 3)
        await run.press("r")
        await gathered(run)
        await run.press("escape")
        assert run.app.screen is run.screen
        await run.press("home", "home", "r")
        assert "Select a task" in run.said()
        assert run.app.screen is run.screen
        assert run.saved(week2) == before


async def test_the_shelf_has_every_target_once_and_opens_it(
    week2: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    done = threading.Event()

    def browser(url: str) -> bool:
        asked.append(url)
        done.set()
        return True

    monkeypatch.setattr("webbrowser.open", browser)
    async with opened(week2) as run:
        await run.press("R")
        shelf = await gathered(run)
        targets = [book.target for book in shelf.books.books]
        assert targets == [
            "https://example.org/map", "https://example.net/", "https://example.com/rules", "https://example.org/rules",
        ]  # fmt: skip
        assert {book.used for book in shelf.books.books} == {"weeks 1, 2, 3"}
        assert any("example.com" in line and "rules" in line for line in run.lines())
        await run.press("slash")
        await type_words(run, "RULES")
        assert [book.target for book in shelf.books.books] == targets[2:]
        await run.press("down", "escape")  # all again; the list has the keys
        assert len(shelf.books.books) == 4
        await run.press("home", "down", "o")
        assert done.wait(2)
        assert asked == ["https://example.net/"]
        assert "example.net" in shelf.toast.words
        await run.press("q")
        assert run.app.screen is run.screen


async def test_where_it_is_used(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await run.press("R")
        await gathered(run)
        await run.press("w", "down", "down", "enter")  # week 3, its twin, week 2
        assert run.app.screen is run.screen
        assert run.screen.page is not None
        assert run.screen.page.rel.endswith("Week2/_index.md")
        assert "Meet the team" in run.row()


async def test_x_on_a_reference_takes_it_out_as_a_whole(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2) as run:
        await to_links(run, 0)
        assert "Map" in run.row()
        await run.press("x")
        assert run.saved(week2) == before.replace(b"[Map](https://example.org/map) <br> ", b"")
        await run.press("u")
        await to_links(run, 3)
        await run.press("x")
        assert run.saved(week2) == before.replace(b"| <https://example.org/rules> |", b"|  |")
        await run.press("u")
        await to_links(run, 2)  # a link among words: the words stay
        await run.press("x")
        assert run.saved(week2) == before.replace(b"[rules](https://example.com/rules)", b"rules")
        await run.press("u")
        assert run.saved(week2) == before


async def test_references_change_places_in_their_cell(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2) as run:
        await to_links(run, 0)
        await run.press("J")
        assert run.saved(week2) == before.replace(
            b"[Map](https://example.org/map) <br> [Other](https://example.net/)",
            b"[Other](https://example.net/) <br> [Map](https://example.org/map)",
        )
        assert "Map" in run.row()
        await run.press("J")
        assert "last one" in run.said()
        await run.press("K")
        assert run.saved(week2) == before


async def test_an_address_pasted_into_a_cell_becomes_a_link_named_as_elsewhere(
    site: Path, week2: Path, opened: Opener
) -> None:
    other = site / "content" / "1-Worklog" / "1.1-Week1" / "_index.md"
    other.write_bytes(other.read_bytes().replace(b"[Map](https://example.org/map)", b"[Plan](https://plan.example/1)"))
    before = week2.read_bytes()
    async with opened(week2) as run:
        await to_task(run, 3, column=4)
        await run.press("enter")
        await asyncio.sleep(0.3)  # the other weeks are read meanwhile
        await type_words(run, "https://plan.example/1")
        await run.press("enter")
        assert changed_lines(before, run.saved(week2)) == (
            [EMPTY_ROW], [EMPTY_ROW[:-2] + b"[Plan](https://plan.example/1) |"],
        )  # fmt: skip
        await run.press("u")
        assert run.saved(week2) == before


async def test_a_target_inside_the_site_is_followed(site: Path, week2: Path, opened: Opener) -> None:
    text = week2.read_bytes()
    links = b"[Next](../1.3-Week3/) <br> [Plan](/2-plan/) <br> [Gone](/nowhere/)"
    week2.write_bytes(text.replace(EMPTY_ROW, EMPTY_ROW[:-2] + links + b" |"))
    plan = site / "content" / "2-plan" / "_index.md"
    plan.parent.mkdir()
    plan.write_text("---\ntitle: Plan\n---\n")
    async with opened(week2) as run:
        await to_task(run, 3)
        await run.press("o", "enter")
        assert run.screen.page is not None
        assert run.screen.page.rel == "content/1-Worklog/1.3-Week3/_index.md"
        await run.press("[")
        await to_task(run, 3)
        await run.press("o", "down", "enter")
        assert any("content/2-plan/_index.md" in line for line in run.lines())
        await run.press("escape")
        await run.press("o", "down", "down", "enter")
        assert "nothing lies there" in run.said()
        await run.press("R")
        shelf = await gathered(run)
        await run.press("slash")
        await type_words(run, "next")
        assert [book.host for book in shelf.books.books] == ["inside the site"]
        await run.press("enter")
        assert run.app.screen is run.screen
        assert run.screen.page.rel == "content/1-Worklog/1.3-Week3/_index.md"


async def test_a_hostile_label_is_shown_as_text(week2: Path, opened: Opener) -> None:
    text = week2.read_bytes()
    week2.write_bytes(
        text.replace(b"[Map](", b"[[red]x\\]\x1b]0;x\x07[/](").replace(b"[Other]", b"[@click=app.quit\xe2\x80\xae]")
    )
    async with opened(week2, size=(80, 24)) as run:
        await run.press("R")
        await gathered(run)
        for line in run.lines():
            assert not {c for c in line if c in "\x1b\x07\u202e"}
