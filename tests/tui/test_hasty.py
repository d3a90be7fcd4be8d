"""Keys that come faster than screens go: each is taken once, by what stands there, and none is a fault."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Key

from tests.tui.conftest import Opener
from tests.tui.hostile_routes import DOWN, ENTER, ESCAPE, ROUTES, TAB, Route

NAMES = {ESCAPE: "escape", ENTER: "enter", TAB: "tab", DOWN: "down", " ": "space"}
BURSTS = (("q", "q", "e"), ("escape", "escape", "q"), ("enter", "q", "q", "e"))
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
