"""Keys that come faster than screens go: each is taken once, by what stands there, and none is a fault."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from textual.events import Key

from tests.tui.conftest import Opener
from tests.tui.hostile_routes import DOWN, ENTER, ESCAPE, ROUTES, TAB, Route
from worklog_tui.tui.widgets.pageview import Cursor

NAMES = {ESCAPE: "escape", ENTER: "enter", TAB: "tab", DOWN: "down", " ": "space"}
BURSTS = [("q", "q", "e"), ("enter", "q", "q", "e")]
if os.environ.get("WORKLOG_LONG"):
    BURSTS += [("escape", "escape", "q"), ("enter", "enter"), ("q", "e", "q")]
SEVERAL = [route for route in ROUTES if not route.meanwhile]


@pytest.mark.parametrize("route", SEVERAL, ids=[route.name for route in SEVERAL])
async def test_leaving_in_a_hurry(week2: Path, opened: Opener, route: Route) -> None:
    for burst in BURSTS:
        async with opened(week2) as run:
            await run.press(*(NAMES.get(key, key) for key in route.keys))
            await run.pilot.pause(0.05)
            for key in burst:
                run.app.post_message(Key(key, key if len(key) == 1 else None))
            await run.pilot.pause(0.1)
            assert run.app.fault is None, burst


EDITS = [
    *("a", "b", "space", "enter", "tab", "shift+tab", "backspace", "delete", "escape", "e", "j", "J", "n"),
    *("alt+up", "alt+down", "ctrl+z", "ctrl+y", "ctrl+k", "ctrl+u", "ctrl+w", "ctrl+x", "ctrl+v", "f6", "f7"),
    *("home", "end", "left", "right", "up", "down", "pageup", "pagedown", "ctrl+home", "ctrl+end"),
    *("shift+up", "shift+down", "ctrl+left", "ctrl+shift+k"),
]


@pytest.mark.parametrize("seed", range(12))
async def test_keys_in_a_field_in_any_order(week2: Path, opened: Opener, seed: int) -> None:
    chosen = random.Random(seed)
    async with opened(week2, size=(40, 12)) as run:
        at = next(i for i, pane in enumerate(run.screen.view.panes) if pane.title == "Week 2 Objectives")
        run.screen.view.go(Cursor(at, 0))
        for _ in range(40):
            if run.screen.editor is None:
                await run.press("e")
            for key in chosen.choices(EDITS, k=chosen.choice([2, 3, 5, 8])):
                run.app.post_message(Key(key, key if len(key) == 1 else None))
            await run.pilot.pause(chosen.choice([0, 0, 0.05]))
            assert run.app.fault is None


async def test_the_filter_again_while_its_line_is_still_going(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        for keys in (("f", "escape", "f"), ("slash", "escape", "slash")):
            for key in keys:
                run.app.post_message(Key(key, "/" if key == "slash" else key if len(key) == 1 else None))
            await run.pilot.pause(0.1)
            assert run.app.fault is None
            await run.press("escape")
