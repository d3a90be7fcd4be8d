"""Draws docs/images/*.svg: the app on a copy of the sample journal, on a fixed day. ``make screenshots`` runs it."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

IMAGES = Path(__file__).with_name("images")
BLANK = "&#160;"
CELL = 12.2  # width of a cell in the exported pictures
_TEXT = re.compile(r'(<text [^>]*?)x="([\d.]+)"([^>]*?)textLength="([\d.]+)"([^>]*)>([^<]*)</text>')
NOW = dt.datetime(2025, 10, 22, 9, 41)


class Picture(NamedTuple):
    """What is pressed before the picture is taken, and how large the terminal is."""

    name: str
    keys: tuple[str, ...]
    size: tuple[int, int] = (120, 36)
    theme: str = "dark"


PICTURES = (
    Picture("week", ("left_square_bracket",) * 3),
    Picture("outline", (*("left_square_bracket",) * 3, "down", "enter")),
    Picture("small", ("left_square_bracket",) * 3, (80, 24)),
    Picture("light", (*("left_square_bracket",) * 3, "t"), theme="light"),
)


async def draw(picture: Picture, home: Path) -> str:
    """The picture as SVG."""
    from worklog_tui.resources import sample_logs_dir
    from worklog_tui.session.journal import open_journal
    from worklog_tui.session.session import Session
    from worklog_tui.storage.settings import Settings
    from worklog_tui.tui.app import WorklogApp

    site = home / picture.name / "sample_logs"
    shutil.copytree(sample_logs_dir(), site)
    settings = Settings(theme=picture.theme)

    def open_session(path: Path | None) -> Session:
        journal = open_journal(path, settings=settings, cwd=site)
        return Session(journal, settings=settings, clock=lambda: NOW, state_dir=home / "state")

    app = WorklogApp(open_session, path=site, settings=settings, today=NOW.date())
    async with app.run_test(size=picture.size) as pilot:
        await settle(pilot.pause)
        for key in picture.keys:
            await pilot.press(key)
        await settle(pilot.pause)
        svg = app.export_screenshot(title="worklog")
    if app.session is not None:
        app.session.close()
    return portable(svg)


async def settle(pause: Callable[[], Awaitable[None]]) -> None:
    """Waits for what threads have still to tell the screen."""
    for _ in range(10):
        await asyncio.sleep(0.05)
        await pause()


def portable(svg: str) -> str:
    """The same picture for every viewer: no fonts from elsewhere, no blanks some of them drop at the ends of a text."""
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.S)
    svg = svg.replace("font-family: Fira Code, monospace", "font-family: 'Fira Code', 'DejaVu Sans Mono', monospace")
    return _TEXT.sub(_trimmed, svg)


def _trimmed(found: re.Match[str]) -> str:
    head, x, middle, length, tail, text = found.groups()
    before = after = 0
    while text.startswith(BLANK):
        text, before = text.removeprefix(BLANK), before + 1
    while text.endswith(BLANK):
        text, after = text.removesuffix(BLANK), after + 1
    left, width = float(x) + before * CELL, float(length) - (before + after) * CELL
    return f'{head}x="{left:g}"{middle}textLength="{width:g}"{tail}>{text}</text>' if text else ""


def main() -> None:
    """Draws them all."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="worklog-pictures-") as scratch:
        os.environ["WORKLOG_HOME"] = str(Path(scratch) / "home")
        for picture in PICTURES:
            svg = asyncio.run(draw(picture, Path(scratch)))
            (IMAGES / f"{picture.name}.svg").write_text(svg, encoding="utf-8")
            print(f"docs/images/{picture.name}.svg")


if __name__ == "__main__":
    main()
