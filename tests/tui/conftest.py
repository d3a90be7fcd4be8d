"""A small bilingual site on disk, and the app over it, driven without a terminal."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from textual.pilot import Pilot

from worklog_tui.session.journal import open_journal
from worklog_tui.session.session import Session
from worklog_tui.storage.settings import Settings
from worklog_tui.tui.app import WorklogApp
from worklog_tui.tui.screens.main import MainScreen

TODAY = dt.date(2025, 9, 10)

PAGE = """---
title: "Week {n} Worklog"
date: 2025-09-0{n}
weight: {n}
chapter: false
pre: " <b> 1.{n}. </b> "
---

### Week {n} Objectives:

- First aim
- Second aim

### Tasks to be carried out this week:
| Day | Task | Start Date | Completion Date | Reference Material |
| --- | ---- | ---------- | --------------- | ------------------ |
| 2   | - Meet the team <br> &emsp; + Shake hands <br> &emsp; + Coffee | {a}/09/2025 | {a}/09/2025 | {links} |
| 3   | **Read** the [rules](https://example.com/rules) | {b}/09/2025 | {b}/09/2025 | <https://example.org/rules> |
| 4   |  | {c}/09/2025 |  |  |

### Week {n} Achievements:

Prose that was written on one
line and another.

* Done one
    * Under one

### Something else

> a quote that is kept

```
code
```
"""


def page_text(number: int) -> str:
    """One week page of the site."""
    day = 1 + 7 * (number - 1)
    links = "[Map](https://example.org/map) <br> [Other](https://example.net/)"
    return PAGE.format(links=links, n=number, a=f"{day:02}", b=f"{day + 1:02}", c=f"{day + 2:02}")


@dataclass
class Running:
    """The app while it runs."""

    app: WorklogApp
    pilot: Pilot[None]

    @property
    def screen(self) -> MainScreen:
        """The main screen."""
        return next(s for s in self.app.screen_stack if isinstance(s, MainScreen))

    async def press(self, *keys: str) -> None:
        """Presses keys, one settled after the other."""
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause()

    async def type(self, words: str) -> None:
        """Types words, a key a character."""
        names = {" ": "space", "\n": "enter"}
        await self.pilot.press(*(names.get(c, c) for c in words))
        await self.pilot.pause()

    def said(self) -> str:
        """What the toast says."""
        return self.screen.toast.words

    def saved(self, page: Path) -> bytes:
        """The page's bytes once everything accepted is written."""
        assert self.screen.session.flush(5.0)
        return page.read_bytes()

    def row(self) -> str:
        """The words of the selected row."""
        row = self.screen.view.row
        return "" if row is None else " | ".join(cell.text for cell in row.cells)

    def lines(self) -> list[str]:
        """The screen as text."""
        return ["".join(segment.text for segment in strip) for strip in self.app.screen._compositor.render_strips()]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A Hugo site of three weeks, English with a Vietnamese twin each."""
    root = tmp_path / "site"
    content = root / "content" / "1-Worklog"
    content.mkdir(parents=True)
    config = 'title = "Report"\ndefaultContentLanguage = "en"\n[languages.en]\nweight = 1\n[languages.vi]\nweight = 2\n'
    (root / "config.toml").write_text(config)
    (content / "_index.md").write_text('---\ntitle: "Worklog"\n---\n')
    for number in (1, 2, 3):
        folder = content / f"1.{number}-Week{number}"
        folder.mkdir()
        (folder / "_index.md").write_text(page_text(number))
        (folder / "_index.vi.md").write_text(page_text(number).replace("Week", "Tuần"))
    return root


@pytest.fixture
def week2(site: Path) -> Path:
    """The page the app opens: today lies in week 2."""
    return site / "content" / "1-Worklog" / "1.2-Week2" / "_index.md"


Opener = Callable[..., AbstractAsyncContextManager[Running]]


@pytest.fixture
def opened(tmp_path: Path) -> Opener:
    """Opens the app at a path: ``async with opened(path, size=(120, 40)) as running``."""

    @asynccontextmanager
    async def run(
        path: Path, *, size: tuple[int, int] = (120, 40), settings: Settings | None = None
    ) -> AsyncIterator[Running]:
        wanted = settings or Settings()

        def session(where: Path | None) -> Session | None:
            if where is None:
                return None
            return Session(
                open_journal(where, settings=wanted, cwd=tmp_path),
                settings=wanted,
                state_dir=tmp_path / "state",
                keep_history=True,
            )

        app = WorklogApp(session, path=path, settings=wanted, today=TODAY)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield Running(app, pilot)
            if app.session is not None:
                app.session.close()

    return run
