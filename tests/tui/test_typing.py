"""Input methods, bursts and fast keys: what arrives in one read is typed as it was meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Key

from tests.tui.conftest import Opener, Running
from tests.tui.test_editing import to_task
from worklog_tui.tui.screens.picker import Narrow, Picker

NAMES = {"\x7f": "backspace", "\x1b": "escape", " ": "space"}


async def burst(run: Running, keys: str) -> None:
    """All keys at once, as one read of the terminal gives them."""
    for char in keys:
        run.app.post_message(Key(NAMES.get(char, char), char))
    for _ in range(4):
        await run.pilot.pause(0.03)


@pytest.mark.parametrize("column", [1, 2])
@pytest.mark.parametrize(
    ("keys", "words"), [("tri\x7fị", "trị"), ("vie\x7fê\x7fệt", "việt"), ("aa\x7f\x7fâ", "â"), ("d\x7fđ", "đ")]
)
async def test_backspace_and_letter_in_one_burst(
    week2: Path, opened: Opener, column: int, keys: str, words: str
) -> None:
    async with opened(week2) as run:
        await to_task(run, 3, column)
        await run.press("enter")
        editor = run.screen.editor
        assert editor is not None
        await run.press(*["backspace"] * len(editor.edited))
        await burst(run, keys)
        assert editor.edited == words


async def test_keys_typed_right_after_the_opening_one_go_into_the_field(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await to_task(run, 3)
        await burst(run, "ehello jx")
        assert run.screen.editor is not None
        assert run.screen.editor.edited == "hello jx"


async def test_keys_typed_right_after_the_palettes_own_narrow_it(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2) as run:
        await to_task(run, 3)
        await burst(run, ":dux")  # d, u and x are commands of the page below
        assert isinstance(run.app.screen, Picker)
        assert run.app.screen.query_one(Narrow).value == "dux"
        await run.press("escape")
        assert run.saved(week2) == before


async def test_keys_typed_right_after_escape_go_to_the_list(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await to_task(run, 1)
        await burst(run, "e\x1bjj")
        assert run.screen.editor is None
        assert run.screen.view.row is not None
        assert run.screen.view.row.at == (3,)


async def test_the_accented_letter_after_a_vowel_command_is_dropped(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await to_task(run, 3)
        await burst(run, "e\x7fêx")
        assert run.screen.editor is not None
        assert run.screen.editor.edited == "x"


async def test_a_backspace_alone_after_a_vowel_command_deletes(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await to_task(run, 2, 0)
        await run.press("e", "backspace")
        await run.pilot.pause(0.1)
        assert run.screen.editor is not None
        assert run.screen.editor.edited == ""
        await run.type("4")
        assert run.screen.editor.edited == "4"


async def test_escape_and_a_fast_letter_is_escape_and_the_command(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await to_task(run, 1)
        await run.press("enter")
        run.app.post_message(Key("alt+j", "j"))
        await run.pilot.pause(0.05)
        assert run.screen.editor is None
        assert run.screen.view.row is not None
        assert run.screen.view.row.at == (2,)


@pytest.mark.parametrize(("letter", "week"), [("ơ", 1), ("Ơ", 1), ("ư", 3), ("Ư", 3), ("[", 1), ("]", 3)])
async def test_letters_of_telex_count_as_the_keys_they_were(
    week2: Path, opened: Opener, letter: str, week: int
) -> None:
    async with opened(week2) as run:
        run.app.post_message(Key(letter, letter))
        await run.pilot.pause(0.05)
        assert run.screen.page is not None
        assert run.screen.page.number == week


async def test_backspace_is_no_command_in_a_list(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2) as run:
        await to_task(run, 1)
        await run.press("backspace", "1", "2", "9", "0")
        assert run.screen.editor is None
        assert run.saved(week2) == before
