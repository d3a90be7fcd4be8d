"""Front matter values that change their kind, and what else must not be kept without a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.conftest import Opener, Running


async def to_key(run: Running, key: str) -> None:
    """The cursor on a front matter value."""
    view = run.screen.view
    at = next(r for r, row in enumerate(view.panes[0].rows) if row.key == (key,))
    view.go(view.cursor._replace(pane=0, row=at, column=1))
    await run.pilot.pause()


@pytest.mark.parametrize(
    ("key", "typed", "words"),
    [("weight", " x", "whole number"), ("date", " Zq", "like 2025-10-06"), ("date", "5", "like 2025-10-06")],
)
async def test_a_value_hugo_needs_is_not_broken(week2: Path, opened: Opener, key: str, typed: str, words: str) -> None:
    before = week2.read_bytes()
    async with opened(week2, size=(80, 24)) as run:
        await to_key(run, key)
        await run.press("enter")
        await run.type(typed)
        await run.press("enter")
        assert words in run.said()
        assert "Esc again" in run.said()
        assert run.screen.editor is not None
        await run.press("escape")
        assert run.screen.editor is None
        assert run.saved(week2) == before


async def test_draft_is_true_or_false(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        view = run.screen.view
        at = next(r for r, row in enumerate(view.panes[0].rows) if row.kind == "new")
        view.go(view.cursor._replace(pane=0, row=at, column=0))
        await run.press("enter")
        assert any("key: value" in line for line in run.lines()[1:])
        await run.type("draft: maybe")
        await run.press("enter")
        assert "true or false" in run.said()
        await run.press(*["backspace"] * 5)
        await run.type("true")
        await run.press("enter")
        assert b"\ndraft: true\n" in run.saved(week2)


async def test_a_value_of_a_theme_may_become_text_and_that_is_told(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await to_key(run, "chapter")
        await run.press("enter")
        await run.type(" now")
        await run.press("enter")
        assert "was true or false" in run.said()
        assert b'chapter: "false now"' in run.saved(week2) or b"chapter: false now" in run.saved(week2)
        await to_key(run, "weight")
        await run.press("enter", "backspace")
        await run.type("12")
        await run.press("enter")
        assert b"\nweight: 12\n" in run.saved(week2)


async def test_a_link_keeps_an_address(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2) as run:
        await run.press("end", "end", "right", "enter")
        editor = run.screen.editor
        assert editor is not None
        await run.press("ctrl+a", *["delete"] * 60, "enter")
        assert "needs an address" in run.said()
        await run.press("escape")
        assert run.saved(week2) == before
