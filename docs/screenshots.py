"""Pictures of the app on a copy of the sample journal, on a fixed day. ``make screenshots`` draws docs/images/*.svg.

A step is a key, ``type:words``, ``run:command`` or ``see:words``, which waits until they stand on the screen.
"""

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
    from typing import Any

    from textual.pilot import Pilot

IMAGES = Path(__file__).with_name("images")
BLANK = "&#160;"
CELL = 12.2  # width of a cell in the exported pictures
_TEXT = re.compile(r'(<text [^>]*?)x="([\d.]+)"([^>]*?)textLength="([\d.]+)"([^>]*)>([^<]*)</text>')
_NAMES = {" ": "space"}
NOW = dt.datetime(2025, 10, 22, 9, 41)
SEEN = 200  # looks at the screen, 20 ms apart, before a step gives up
STILL = 8  # looks at an unchanged screen before it is drawn


class Picture(NamedTuple):
    """What is done before the picture is taken, and how large the terminal is. ``journal`` False: none is open."""

    name: str
    steps: tuple[str, ...] = ()
    size: tuple[int, int] = (120, 36)
    theme: str = "dark"
    journal: bool = True
    today: dt.date = NOW.date()


WEEK4 = ("see:of 7", *("left_square_bracket",) * 3, "see:Week 4 of 7")

PICTURES = (
    Picture("week", WEEK4),
    Picture("outline", (*WEEK4, "down", "enter")),
    Picture("twins", ("see:of 7", *("left_square_bracket",) * 2, "see:Week 5 of 7", "T", "see:Mục tiêu")),
    Picture("board", (*WEEK4, "B", "see:7 weeks", "down", "see:out of step")),
    Picture("friday", (*WEEK4, "A", "see:what was done")),
    Picture("problems", ("see:of 7", "exclamation_mark", "see:No problems", "exclamation_mark", "see:5 problems")),
    Picture("newweek", ("see:of 7", "N", "see:Week 8")),
    Picture("review", (*WEEK4, "v", "see:Review", "down", "down")),
)


async def draw(picture: Picture, home: Path) -> str:
    """The picture as SVG. ``home``: an empty folder, which the picture shows as ``~``."""
    from worklog_tui.resources import sample_logs_dir
    from worklog_tui.session.journal import open_journal
    from worklog_tui.session.session import Session
    from worklog_tui.storage.settings import Settings
    from worklog_tui.tui import desk
    from worklog_tui.tui.app import WorklogApp

    desk.STAYS = 0.0  # type: ignore[misc]  # nobody hurries from week to week here
    site = home / "greenhouse"
    shutil.copytree(sample_logs_dir(), site)
    settings = Settings(theme=picture.theme)

    def open_session(path: Path | None) -> Session | None:
        if path is None:
            return None
        journal = open_journal(path, settings=settings, cwd=site)
        return Session(journal, settings=settings, clock=lambda: NOW, state_dir=home / "state")

    path = site if picture.journal else None
    app = WorklogApp(open_session, path=path, settings=settings, today=picture.today)
    async with app.run_test(size=picture.size) as pilot:
        for step in picture.steps:
            await take(pilot, step)
        await settle(pilot)
        svg = app.export_screenshot(title="worklog")
    if app.session is not None:
        app.session.close()
    return portable(svg)


async def take(pilot: Pilot[Any], step: str) -> None:
    """One step; for keys, until the screen has drawn what they do."""
    kind, _, words = step.partition(":")
    if kind == "see":
        for _ in range(SEEN):
            await pilot.pause(0.02)
            if any(words in line for line in lines(pilot)):
                return
        raise RuntimeError(f"“{words}” is never seen:\n" + "\n".join(lines(pilot)))
    if kind == "type":
        await pilot.press(*(_NAMES.get(c, c) for c in words))
    elif kind == "run":
        pilot.app.screen.run_command(words)  # type: ignore[attr-defined]
    else:
        await pilot.press(step)
    await pilot.pause()


def lines(pilot: Pilot[Any]) -> list[str]:
    """The screen as text."""
    strips = pilot.app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip) for strip in strips]


async def settle(pilot: Pilot[Any]) -> None:
    """Waits until threads have told the screen all they have to, and cursors stand still."""
    from textual.widgets import Input, TextArea

    last, same = lines(pilot), 0
    for _ in range(SEEN):
        for field in (*pilot.app.screen.query(Input), *pilot.app.screen.query(TextArea)):
            field.cursor_blink = False
        await pilot.pause(0.03)
        now = lines(pilot)
        last, same = now, same + 1 if now == last else 0
        if same >= STILL:
            return


def portable(svg: str) -> str:
    """The same picture for every viewer: no fonts from elsewhere, no blanks some of them drop at the ends of a text."""
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.S)
    svg = svg.replace("font-family: Fira Code, monospace", "font-family: 'Fira Code', 'DejaVu Sans Mono', monospace")
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    return "\n".join(line.rstrip() for line in _TEXT.sub(_trimmed, svg).splitlines()) + "\n"


def _trimmed(found: re.Match[str]) -> str:
    head, x, middle, length, tail, text = found.groups()
    before = after = 0
    while text.startswith(BLANK):
        text, before = text.removeprefix(BLANK), before + 1
    while text.endswith(BLANK):
        text, after = text.removesuffix(BLANK), after + 1
    left, width = float(x) + before * CELL, float(length) - (before + after) * CELL
    return f'{head}x="{left:g}"{middle}textLength="{width:g}"{tail}>{text}</text>' if text else ""


def drawn(picture: Picture) -> str:
    """The picture, drawn in a scratch folder that is the home while it is drawn."""
    with tempfile.TemporaryDirectory(prefix="worklog-pictures-") as scratch:
        kept = {name: os.environ.get(name) for name in ("HOME", "WORKLOG_HOME")}
        os.environ.update(HOME=scratch, WORKLOG_HOME=str(Path(scratch) / ".worklog"))
        try:
            return asyncio.run(draw(picture, Path(scratch)))
        finally:
            for name, value in kept.items():
                os.environ.pop(name, None) if value is None else os.environ.update({name: value})


def main() -> None:
    """Draws them all."""
    IMAGES.mkdir(exist_ok=True)
    for picture in PICTURES:
        (IMAGES / f"{picture.name}.svg").write_text(drawn(picture), encoding="utf-8")
        print(f"docs/images/{picture.name}.svg")


if __name__ == "__main__":
    main()
