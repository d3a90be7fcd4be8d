"""One table: every key is unique where it applies, has a handler, and stands in help, footer and palette."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import pytest

from tests.tui.conftest import Opener
from worklog_tui.tui import screens
from worklog_tui.tui.commands import BY_ID, COMMANDS, Keymap, available, footer, key_name
from worklog_tui.tui.offers import applies
from worklog_tui.tui.screens.aside import Aside
from worklog_tui.tui.screens.conflict import ConflictScreen
from worklog_tui.tui.screens.drift import DriftScreen
from worklog_tui.tui.screens.help import help_lines
from worklog_tui.tui.screens.picker import Picker
from worklog_tui.tui.screens.problems import ProblemsScreen
from worklog_tui.tui.screens.shelf import ShelfScreen
from worklog_tui.tui.screens.start import StartScreen
from worklog_tui.tui.screens.twins import TwinsScreen
from worklog_tui.tui.screens.versions import VersionsScreen

PLACES = sorted({place for command in COMMANDS for place in command.where})
FORBIDDEN = {"ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+left_square_bracket", "ctrl+[", "ctrl+c", "backspace"}


@pytest.mark.parametrize("where", PLACES)
def test_a_key_means_one_thing_in_one_place(where: str) -> None:
    keys = [key for command in available(where) for key in command.keys]
    assert len(keys) == len(set(keys))


def test_keys_no_terminal_keeps_apart_are_not_bound() -> None:
    bound = {key for command in COMMANDS for key in command.keys}
    assert not bound & FORBIDDEN
    assert not {key for key in bound if key.isdigit()}


async def test_every_command_has_a_handler(week2: Path, opened: Opener) -> None:
    editing = {
        "keep",
        "keep_line",
        "keep_next",
        "cancel",
        "new_line",
        "indent_line",
        "outdent_line",
        "line_down",
        "line_up",
    }
    async with opened(week2) as run:
        for command in COMMANDS:
            if command.where & {"weeks", "page"} or command.room:
                assert callable(run.screen.handler(command.id)), command.id
            elif command.where & {"shelf", "shelf_line", "shelf_put"}:
                assert hasattr(ShelfScreen, f"do_{command.id}"), command.id
            elif "twins" in command.where:
                assert hasattr(TwinsScreen, f"do_{command.id}"), command.id
            elif "drift" in command.where:
                assert hasattr(DriftScreen, f"do_{command.id}"), command.id
            elif "problems" in command.where:
                assert hasattr(ProblemsScreen, f"do_{command.id}"), command.id
            elif "versions" in command.where:
                assert hasattr(VersionsScreen, f"do_{command.id}"), command.id
            elif "conflict" in command.where:
                assert hasattr(ConflictScreen, f"do_{command.id}"), command.id
            elif "start" in command.where:
                assert hasattr(StartScreen, f"do_{command.id}"), command.id
            elif beside := [screen for place, screen in asides() if place in command.where]:
                assert any(hasattr(screen, f"do_{command.id}") for screen in beside), command.id
            else:
                assert command.id in editing


def asides() -> list[tuple[str, type[Aside[object]]]]:
    """The screens beside the page, by the place their keys are in."""
    for module in pkgutil.iter_modules(screens.__path__):
        importlib.import_module(f"{screens.__name__}.{module.name}")
    found: list[type[Aside[object]]] = [Aside]
    for screen in found:
        found += screen.__subclasses__()
    return [(screen.PLACE, screen) for screen in found if screen.PLACE]


def test_help_names_every_key() -> None:
    shown = "\n".join("".join(words for words, _ in line) for line in help_lines(Keymap()))
    for command in COMMANDS:
        assert command.help in shown
        for key in command.keys:
            assert key_name(key) in shown


@pytest.mark.parametrize("width", [30, 40, 60, 80, 100, 120, 200])
@pytest.mark.parametrize("where", PLACES)
def test_the_footer_drops_hints_whole(where: str, width: int) -> None:
    from worklog_tui.tui.widgets.footer import Footer

    bar = Footer.__new__(Footer)
    bar.keymap, bar.where = Keymap(), where
    words = "".join(text for text, _ in bar.runs(width))
    assert len(words.rstrip()) <= width
    said = [part.strip() for part in words.split("   ") if part.strip()]
    whole = {" ".join(part for part in (bar._called(c), c.short) if part) for c in footer(where)}
    assert set(said) <= whole
    if where in ("page", "weeks"):
        assert said[-1] == "? help"


async def test_the_palette_offers_and_runs(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await run.press("colon")
        picker = run.app.screen
        assert isinstance(picker, Picker)
        offered = {choice.id for choice in picker.choices}
        wanted = {c.id for c in available("page") if c.menu and applies(run.screen, c.id, strict=False)}
        assert offered == wanted
        await run.type("other lang")
        await run.press("enter")
        assert run.screen.page is not None
        assert run.screen.page.language == "vi"


async def test_settings_remap_keys(week2: Path, opened: Opener) -> None:
    from worklog_tui.storage.settings import Settings

    async with opened(week2, settings=Settings(keys={"next-week": ("W",)})) as run:
        await run.press("W")
        assert run.screen.page is not None
        assert run.screen.page.number == 3
        await run.press("L")
        assert run.screen.page.number == 3


def test_ids_are_named_as_settings_name_them() -> None:
    assert all(command.id == command.id.lower() and "-" not in command.id for command in COMMANDS)
    assert len(BY_ID) == len(COMMANDS)


@pytest.mark.parametrize(
    ("name", "before", "front"),
    [
        ("_index.md", b"", b"---\ntitle: Week 2 Worklog\n---\n"),
        ("_index.vi.md", b"", "---\ntitle: Worklog Tuần 2\n---\n".encode()),
        ("_index.md", b"# **A** week: two\r\n\r\n- x", b"---\r\ntitle: 'A week: two'\r\n---\r\n"),
    ],
)
async def test_front_matter_is_added_by_its_command(
    week2: Path, opened: Opener, name: str, before: bytes, front: bytes
) -> None:
    page = week2.with_name(name)
    page.write_bytes(before)
    async with opened(page) as run:
        await run.press("colon")
        assert isinstance(run.app.screen, Picker)
        await run.type("add front")
        await run.press("enter")
        assert run.saved(page) == front + before
        assert run.said().startswith("Front matter added")
        run.screen.run_command("add_front_matter")
        assert run.said() == "This page has front matter already."
        await run.press("u")
        assert run.saved(page) == before


async def test_front_matter_that_was_never_closed_is_left_alone(week2: Path, opened: Opener) -> None:
    before = b"---\ntitle: A\n"
    week2.write_bytes(before)
    async with opened(week2) as run:
        run.screen.run_command("add_front_matter")
        assert "never closed" in run.said()
        assert run.saved(week2) == before
