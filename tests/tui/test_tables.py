"""Tables that hold no tasks: drawn as tables, edited cell by cell, nothing else of the page touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.conftest import Opener, Running

TABLE = """### Something else

| Policy | Trigger \\| cause | Action |
| :----- | -------: | --- |
| Out    | CPU > 70 % | Add [one](https://example.org/asg) |
| In     | CPU < 30 % <br> &emsp; + ten minutes |
"""


@pytest.fixture
def page(week2: Path) -> Path:
    week2.write_text(week2.read_text().replace("### Something else\n", TABLE))
    return week2


async def to_table(run: Running, row: int, column: int) -> None:
    """The cursor on a cell; row 0 is the header."""
    view = run.screen.view
    pane, at = next(
        (p, r) for p, pane in enumerate(view.panes) for r, one in enumerate(pane.rows) if one.kind == "cell"
    )
    view.go(view.cursor._replace(pane=pane, row=at + row, column=column))
    await run.pilot.pause()


async def test_a_table_is_drawn_in_columns(page: Path, opened: Opener) -> None:
    async with opened(page, size=(120, 50)) as run:
        lines = run.lines()
        y = next(y for y, line in enumerate(lines) if "Policy" in line)
        x = [lines[y].index(words) for words in ("Policy", "Trigger | cause", "Action")]
        assert [lines[y + 1].index(words) for words in ("Out", "CPU > 70 %", "Add one")] == x
        assert [lines[y + 2].index(words) for words in ("In ", "CPU < 30 % +1")] == x[:2]
        await to_table(run, 1, 0)
        detail = "\n".join(run.lines()[-20:])
        for words in ("Policy", "Trigger | cause", "CPU > 70 %"):
            assert words in detail
        assert "| Out" not in detail


async def test_a_cell_is_edited(page: Path, opened: Opener) -> None:
    before = page.read_bytes()
    async with opened(page) as run:
        await to_table(run, 1, 1)
        await run.press("enter")
        await run.type(" | or so")
        await run.press("enter")
        assert run.saved(page) == before.replace(b"| CPU > 70 % |", rb"| CPU > 70 % \| or so |")
        await run.press("u")
        assert run.saved(page) == before


async def test_a_cell_of_several_lines_is_an_outline(page: Path, opened: Opener) -> None:
    before = page.read_bytes()
    async with opened(page) as run:
        await to_table(run, 2, 1)
        await run.press("enter")
        assert run.screen.editor is not None
        assert run.screen.editor.edited == "CPU < 30 %\n  ten minutes"
        await run.press("enter")
        await run.type("twice")
        await run.press("escape")
        assert run.saved(page) == before.replace(b"+ ten minutes", b"+ ten minutes <br> &emsp; + twice")


async def test_a_heading_of_a_column_is_edited(page: Path, opened: Opener) -> None:
    before = page.read_bytes()
    async with opened(page) as run:
        await to_table(run, 0, 2)
        await run.press("enter")
        await run.type("s")
        await run.press("enter")
        assert run.saved(page) == before.replace(b"| Action |", b"| Actions |")


async def test_rows_come_and_go(page: Path, opened: Opener) -> None:
    before = page.read_bytes()
    async with opened(page) as run:
        await to_table(run, 1, 0)
        await run.press("n")
        await run.type("Up")
        await run.press("enter")
        lines = run.saved(page).split(b"\n")
        at = lines.index(next(line for line in lines if line.startswith(b"| Up")))
        assert lines[at - 1].startswith(b"| Out")
        assert lines[:at] + lines[at + 1 :] == before.split(b"\n")
        await run.press("x")
        assert run.saved(page) == before
        await to_table(run, 0, 0)
        await run.press("x")
        assert "heading of a table stays" in run.said()
        assert run.saved(page) == before


async def test_a_missing_cell_is_added_where_one_writes(page: Path, opened: Opener) -> None:
    before = page.read_bytes()
    async with opened(page) as run:
        await to_table(run, 2, 2)
        await run.press("enter")
        await run.type("Drop one")
        await run.press("enter")
        assert run.saved(page) == before.replace(b"+ ten minutes |\n", b"+ ten minutes | Drop one |\n")
