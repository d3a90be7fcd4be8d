"""Presses keys in the real app, driven without a terminal, opened as ``worklog`` is at the site's root."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from tests.keystrokes.keys import Strokes
from worklog_tui.session.journal import open_journal
from worklog_tui.session.session import Session
from worklog_tui.storage.settings import Settings
from worklog_tui.tui.app import WorklogApp
from worklog_tui.tui.screens.main import MainScreen

SIZE = (120, 40)
_BUSY = ("looking through the others", "reading ")


class Left(NamedTuple):
    """What the app showed when the keys were through. ``file``: below the site; ``row``: the selected row's words."""

    file: str
    row: str
    clipboard: str
    said: str
    screen: str


Act = Callable[[WorklogApp, "Pilot[None]"], Awaitable[None]]


def pressing(keys: Sequence[Strokes]) -> Act:
    """Presses the keys, each settled before the next part begins."""

    async def act(app: WorklogApp, pilot: Pilot[None]) -> None:
        for part in keys:
            if part.text:
                type_words(app, "".join(part.keys))
            for key in () if part.text else part.keys:
                await pilot.press(key)
                await pilot.pause()
            await settle(app, pilot)

    return act


async def run(
    root: Path, act: Act, today: dt.date, scratch: Path, *, undo: int = 0
) -> tuple[Left, dict[str, bytes], dict[str, bytes]]:
    """What is left when ``act`` is through, the site's pages then, and those after ``undo`` presses of u."""
    settings = Settings()

    def session(where: Path | None) -> Session | None:
        if where is None:
            return None
        return Session(open_journal(where, settings=settings, cwd=root), settings=settings, state_dir=scratch / "state")

    app = WorklogApp(session, path=root, settings=settings, today=today)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        main = next(s for s in app.screen_stack if isinstance(s, MainScreen))
        await act(app, pilot)
        held = main.session
        assert held.flush(5.0)
        row = main.view.row
        words = "" if row is None else " | ".join(cell.text for cell in row.cells)
        file = str(main.page.path.relative_to(root)) if main.page is not None else ""
        left = Left(file, words, app.clipboard, main.toast.words, shown(app))
        done = pages(root)
        for _ in range(undo):
            await pilot.press("u")
            await pilot.pause()
        assert held.flush(5.0)
        back = pages(root)
        held.close()
    return left, done, back


def type_words(app: WorklogApp, text: str) -> None:
    """Types without waiting, as fast as a terminal can send it."""
    assert app._driver is not None
    for char in text:
        app._driver.send_message(events.Key(_character_to_key(char), char))


async def settle(app: WorklogApp, pilot: Pilot[None]) -> None:
    """Waits for the threads that search and list: a person sees what they found before the next key."""
    was, same = "", 0
    for _ in range(200):
        await asyncio.sleep(0.01)
        await pilot.pause()
        now = shown(app)
        same = same + 1 if now == was and not any(word in now for word in _BUSY) else 0
        was = now
        if same == 1:
            return


def shown(app: WorklogApp) -> str:
    """The screen as text."""
    return "\n".join("".join(s.text for s in strip) for strip in app.screen._compositor.render_strips())


def pages(root: Path) -> dict[str, bytes]:
    """Every file of the site's content, by its path below the site."""
    return {str(p.relative_to(root)): p.read_bytes() for p in sorted((root / "content").rglob("*")) if p.is_file()}
