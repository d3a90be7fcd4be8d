"""The settings screen: what is changed there holds at once and stands in the file; keys that clash are refused."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.tui.conftest import Opener, Running
from tests.tui.test_editing import to_task
from worklog_tui.storage.paths import app_paths
from worklog_tui.storage.settings import Settings, load
from worklog_tui.tui.commands import BY_ID, COMMANDS, Keymap
from worklog_tui.tui.keys import changeable, checked, refusal
from worklog_tui.tui.screens.help import help_lines
from worklog_tui.tui.screens.settings import SettingsScreen


def kept() -> dict[str, object]:
    """The settings file."""
    path = app_paths().settings
    return tomllib.loads(path.read_text()) if path.exists() else {}


def settings_screen(run: Running) -> SettingsScreen:
    """The open screen of settings."""
    screen = run.app.screen
    assert isinstance(screen, SettingsScreen)
    return screen


async def to_line(run: Running, name: str) -> None:
    """Selects a setting, or the command of this id."""
    found = settings_screen(run).list
    at = next(
        i for i, line in enumerate(found.lines)
        if (line.option and line.option.name == name) or (line.command and line.command.id == name)
    )  # fmt: skip
    await run.press("home")
    for _ in range(200):
        if found.at == at:
            return
        await run.press("down")
    raise AssertionError(name)


async def test_each_setting_is_kept_at_once_and_holds(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await run.press("comma")
        await run.press("right")
        assert kept() == {"theme": "light"}
        assert not run.app.current_theme.dark
        await to_line(run, "lock_step")
        await run.press("enter", "enter")
        assert kept() == {"theme": "light", "lock_step": "off"}
        assert run.screen.session.lockstep.mode == "off"
        await to_line(run, "carry")
        await run.press("left")
        await to_line(run, "language")
        await run.press("right", "right")
        assert run.screen.language == "vi"
        await to_line(run, "list_width")
        await run.press("right")
        await to_line(run, "editor")
        await run.press("enter")
        await run.type("hx -w")
        await run.press("enter")
        assert run.screen.settings_editor == "hx -w"
        assert kept() == {
            "theme": "light", "lock_step": "off", "carry": "move", "language": "vi", "list_width": 12,
            "editor": "hx -w",
        }  # fmt: skip
        await run.press("x")
        assert "editor" not in kept()
        await run.press("q")
        assert run.app.screen is run.screen
        assert run.screen.weeks.outer_size.width == 12
    again = load().settings
    assert (again.theme, again.lock_step, again.carry, again.language) == ("light", "off", "move", "vi")


async def test_unknown_keys_of_the_file_stay_and_lost_comments_are_said(week2: Path, opened: Opener) -> None:
    path = app_paths().settings
    path.parent.mkdir(parents=True)
    path.write_text('# mine\nlater = [1]\nlist-width = "wide"\n')
    async with opened(week2, settings=load().settings) as run:
        await run.press("comma", "right")
        assert kept() == {"later": [1], "list-width": "wide", "theme": "light"}
        assert "comments" in settings_screen(run).told.words


async def test_a_broken_file_is_not_written_over(week2: Path, opened: Opener) -> None:
    path = app_paths().settings
    path.parent.mkdir(parents=True)
    path.write_text("theme = \n")
    async with opened(week2, settings=load().settings) as run:
        await run.press("comma", "right")
        assert path.read_text() == "theme = \n"
        assert settings_screen(run).told.words.startswith("For this run only: The settings in")
        assert not run.app.current_theme.dark


async def test_a_key_is_given_by_pressing_it(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2, size=(200, 40)) as run:
        await run.press("comma")
        await to_line(run, "delete")
        await run.press("enter", "W", "a", "ctrl+x")
        assert kept() == {"keys": {"delete": ["W", "ctrl+x"]}}
        await run.press("q")
        assert any("W delete" in line for line in run.lines())
        assert not any("x delete" in line for line in run.lines())
        shown = ["".join(words for words, _ in line) for line in help_lines(run.screen.keymap)]
        assert any("W  ctrl+x" in line and BY_ID["delete"].help in line for line in shown)
        await run.press("colon")
        note = next(choice.note for choice in run.app.screen.choices if choice.id == "delete")  # type: ignore[attr-defined]
        assert note == "W  ctrl+x"
        await run.press("escape")
        await to_task(run, 2)
        await run.press("x")
        assert run.saved(week2) == before
        await run.press("W")
        assert b"**Read**" not in run.saved(week2)
        await run.press("comma")
        await to_line(run, "delete")
        await run.press("x")
        assert kept() == {}
        await run.press("q", "u", "x")
        assert b"**Read**" not in run.saved(week2)


async def test_a_clash_is_refused_and_names_the_other_command(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await run.press("comma")
        await to_line(run, "delete")
        await run.press("enter", "u")
        assert settings_screen(run).told.words.startswith("u is “Undo” already")
        assert run.screen.keymap.keys(BY_ID["delete"]) == ("x", "delete")
        for key, reason in (("backspace", "input methods"), ("4", "VNI"), ("ctrl+h", "Backspace"), ("ctrl+i", "Tab")):
            await run.press("enter", key)
            assert reason in settings_screen(run).told.words, key
        await run.press("enter", "escape")
        assert kept() == {}


async def test_the_usual_keys_come_back_only_when_they_are_free(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await run.press("comma")
        await to_line(run, "twin")
        await run.press("enter", "W")
        await to_line(run, "fold")
        await run.press("enter", "t")
        assert kept() == {"keys": {"twin": ["W"], "fold": ["t"]}}
        await to_line(run, "twin")
        await run.press("x")
        assert settings_screen(run).told.words.startswith("t is “Fold” already")
        assert run.screen.keymap.keys(BY_ID["twin"]) == ("W",)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"next-week": ("W",), "delete": ("u",)}, "u of delete is the key of undo too"),
        ({"next-week": ("W",), "delete": ("3",)}, "'3' cannot be a key of delete"),
        ({"next-week": ("W",), "fly": ("f5",)}, "fly is no command"),
        ({"next-week": ("W",), "keep": ("f5",)}, "keep is no command whose keys can be changed"),
        ({"next-week": ("W",), "delete": ("two words",)}, "'two words' cannot be a key of delete"),
    ],
)
async def test_bad_keys_of_the_file_are_one_sentence_and_the_usual_ones(
    week2: Path, opened: Opener, keys: dict[str, tuple[str, ...]], said: str
) -> None:
    async with opened(week2, settings=Settings(keys=keys)) as run:
        await run.pilot.pause(0.7)
        assert run.said().startswith(f"Keys in the settings: {said}")
        assert run.screen.keymap.keys(BY_ID["delete"]) == ("x", "delete")
        await run.press("W")
        assert run.screen.page is not None
        assert run.screen.page.number == 3


def test_two_commands_may_change_places() -> None:
    good, wrong = checked({"undo": ("x",), "delete": ("u",)})
    assert wrong is None
    assert good == {"undo": ("x",), "delete": ("u",)}


def test_the_usual_keys_are_none_of_the_refused() -> None:
    for command in COMMANDS:
        if changeable(command):
            assert not [key for key in command.keys if refusal(Keymap(), command, key)], command.id


@pytest.mark.parametrize(
    ("name", "key", "why"),
    [
        ("find_next", "n", "n is typed as text there"),
        ("cancel", "space", "space is typed as text there"),
        ("cancel", "ctrl+s", "ctrl+s is “Keep, next field” already"),
        ("shelf_find", "w", "w is “Where used” already"),
        ("find_go", "escape", "esc always leaves"),
    ],
)
def test_keys_of_lines_editors_and_the_shelf_that_are_refused(name: str, key: str, why: str) -> None:
    assert (refusal(Keymap(), BY_ID[name], key) or "").startswith(why)


async def test_keys_of_finding_the_shelf_and_editors_can_be_others(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    keys = {"find_edit": ("f6",), "shelf_insert": ("f7",), "cancel": ("f8",), "keep_next": ("f9",)}
    async with opened(week2, settings=Settings(keys=keys)) as run:
        assert run.said() == ""
        await run.press("slash")
        await run.type("shake")
        await run.pilot.pause(0.3)
        assert any("F6 edit it" in line or "f6 edit it" in line for line in run.lines())
        await run.press("f6")
        await run.type("!")
        await run.press("f8")
        assert run.screen.editor is None
        assert run.saved(week2) == before
        await run.press("enter")
        await run.type("!")
        await run.press("f9")
        assert b"Shake hands! <br>" in run.saved(week2)
        assert run.screen.editor is not None  # the next field
        await run.press("f8", "R")
        assert run.app.screen.keymap.find("shelf", "f7") is BY_ID["shelf_insert"]  # type: ignore[attr-defined]
        assert any("f7 put into the task" in line for line in run.lines())


async def test_settings_by_mouse(week2: Path, opened: Opener) -> None:
    async with opened(week2, size=(80, 24)) as run:
        run.screen.run_command("settings")
        await run.pilot.pause()
        found = settings_screen(run).list
        x, y = found.content_region.offset
        await run.pilot.click(offset=(x + 5, y))
        await run.pilot.pause()
        assert kept() == {"theme": "light"}


async def test_another_theme_of_textual_can_be_worn(week2: Path, opened: Opener) -> None:
    async with opened(week2, settings=Settings(theme="nord")) as run:
        assert run.app.theme == "nord"
        await run.press("m", "comma")
        assert any("nord" in line for line in run.lines())


async def test_the_first_screen_opens_them_too(tmp_path: Path, opened: Opener) -> None:
    async with opened(tmp_path / "nothing") as run:
        await run.press("comma")
        assert isinstance(run.app.screen, SettingsScreen)
        await run.press("right", "q")
        assert kept() == {"theme": "light"}
        assert not run.app.current_theme.dark


async def test_the_command_for_the_colours_keeps_them(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        run.screen.run_command("theme")
        assert kept() == {"theme": "light"}
        run.screen.run_command("theme")
        assert kept() == {}
