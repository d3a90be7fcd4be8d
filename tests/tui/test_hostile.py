"""A page of hostile text, in a real terminal: shown as text, crashes nothing, obeyed by nobody."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals", allow_module_level=True)

from tests.tui.conftest import Opener
from tests.tui.hostile_routes import ROUTES
from tests.tui.payloads import KINDS, OURS, hostile_page, hostile_site, left_over
from tests.tui.terminal import Terminal
from tests.tui.test_editing import to_task
from tests.tui.test_outside import change, settle, standoff


@pytest.fixture
def page(tmp_path: Path) -> Path:
    folder = tmp_path / "week4"
    folder.mkdir()
    path = folder / "_index.md"
    path.write_bytes(hostile_page())
    return path


def test_no_control_character_of_the_page_reaches_the_terminal(page: Path, tmp_path: Path) -> None:
    before = page.read_bytes()
    terminal = Terminal(["-m", "worklog_tui", str(page)], tmp_path)
    assert terminal.until("Reference"), terminal.lines()  # it opens at its tasks, which fill the screen
    terminal.read(0.5)
    for _ in "gg":
        terminal.write("g", 0.12)
    assert terminal.until("Objectives"), terminal.lines()
    keys = ["\t", "j", "j", "j", "\t", *(["j", "l"] * 6), "l", "e", "\x1b", "G", "G", "\t", "\t"]
    for key in [*keys, "?", "q", ":", "\x1b"]:
        terminal.write(key, 0.12)
    for _ in range(4):
        terminal.write("\x1b[B", 0.1)
        terminal.write("\r", 0.2)
        terminal.write("\x1b", 0.2)
    terminal.write("o", 0.2)
    terminal.write("\x1b", 0.2)
    terminal.write("\x11", 0.5)
    assert terminal.end() == 0, terminal.lines()
    assert not left_over(terminal.raw)
    assert b"OWNED=" not in terminal.raw
    assert b"\x1b]" not in OURS.sub(b"", terminal.raw)
    assert page.read_bytes() == before
    assert sorted(p.name for p in page.parent.iterdir()) == ["_index.md"]


FULL = pytest.mark.skipif("WORKLOG_LONG" not in os.environ, reason="a minute and a half: set WORKLOG_LONG=1")


@pytest.mark.parametrize("kind", ["control", pytest.param("markup", marks=FULL), pytest.param("wide", marks=FULL)])
def test_every_screen(kind: str, tmp_path: Path) -> None:
    """One journal whose every text, name and setting is hostile, through all screens: nothing obeyed, nothing lost."""
    section = hostile_site(tmp_path / "site", KINDS[kind])
    page = next(section.glob("1.2*")) / "_index.md"
    mark = {"control": "␛]0", "markup": "[x][@", "wide": "中"}[kind]
    terminal = Terminal(["-m", "worklog_tui", str(page)], tmp_path, size=(140, 44))
    assert terminal.until("EN ⇄ VI"), terminal.lines()
    terminal.read(1.0)
    lost: list[str] = []
    for route in ROUTES:
        for number, key in enumerate(route.keys, 1):
            if route.meanwhile is not None and number == len(route.keys):
                route.meanwhile(page)
                terminal.read(1.0)
            terminal.write(key, 0.2)
        there = not route.shows or terminal.until(route.shows, 8)
        terminal.read(0.2)
        text = "\n".join(line.rstrip() for line in terminal.lines())
        assert "unexpected error" not in text, (route.name, text)
        assert not left_over(terminal.raw[: terminal.raw.rfind(b"\x1b")]), route.name  # the last one may be cut
        if not there or (route.text and mark not in text):
            lost.append(f"{route.name}: {'its text' if there else route.shows} is not on\n{text}")
        for _ in range(3):
            terminal.write("\x1b", 0.25)
        if not terminal.until("EN ⇄ VI", 1):
            terminal.write("q", 0.2)
    terminal.write("\x11", 0.5)
    assert terminal.end() == 0, terminal.lines()
    assert not lost, "\n".join(lost)
    assert b"\x1b]" not in OURS.sub(b"", terminal.raw)


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_screen(kind: str, tmp_path: Path) -> None:
    folder = tmp_path / ("empty " + KINDS[kind].replace("/", "-").replace("\0", ""))
    folder.mkdir()
    terminal = Terminal(["-m", "worklog_tui", str(folder)], tmp_path)
    assert terminal.until("demo"), terminal.lines()
    terminal.write("?", 0.3)
    terminal.write("\x1b", 0.3)
    terminal.write("\x11", 0.5)
    assert terminal.end() == 0
    assert not left_over(terminal.raw)


@pytest.mark.parametrize("kind", KINDS)
async def test_the_screen_of_conflicts(kind: str, opened: Opener, week2: Path) -> None:
    text = KINDS[kind].replace("\0", "")
    start = week2.read_bytes().replace(b"| 4   |  |", f"| 4   | {text} |".encode())
    week2.write_bytes(start)
    async with opened(week2) as run:
        await settle(run)
        run.screen.room("outside").close()
        await to_task(run, 3)
        await run.press("enter")
        await run.type("Mine")
        theirs = change(week2, text.encode(), f"{text} theirs {text}".encode())
        await run.press("escape")
        shown = await standoff(run)
        await run.pilot.pause()
        lines = "\n".join(run.lines())
        assert len(shown.places) == 1
        assert not left_over(lines.encode())
        assert {"control": "␛]0", "markup": "[x][@", "wide": "中"}[kind] in lines
        await run.press("t", "enter")
    assert week2.read_bytes() == theirs


def test_a_burst_of_an_input_method_through_the_terminal(tmp_path: Path) -> None:
    page = tmp_path / "week1" / "_index.md"
    page.parent.mkdir()
    page.write_text("---\ntitle: W\n---\n\n### Objectives\n\n- one\n")
    terminal = Terminal(["-m", "worklog_tui", str(page)], tmp_path)
    assert terminal.until("one")
    terminal.write("\x1b[B" if "▸" not in "".join(terminal.lines()) else "", 0.1)
    terminal.write("e", 0.4)
    terminal.write(" tri\x7fị", 0.4)
    terminal.write("\x1b", 0.4)
    terminal.write("q", 0.5)
    assert terminal.end() == 0
    assert page.read_text() == "---\ntitle: W\n---\n\n### Objectives\n\n- one trị\n"


def test_escape_and_a_fast_letter_through_the_terminal(tmp_path: Path) -> None:
    page = tmp_path / "week1" / "_index.md"
    page.parent.mkdir()
    page.write_text("---\ntitle: W\n---\n\n### Objectives\n\n- one\n- two\n")
    terminal = Terminal(["-m", "worklog_tui", str(page)], tmp_path)
    assert terminal.until("two")
    terminal.write("e", 0.4)
    terminal.write("!\x1bx", 0.5)
    assert terminal.until("Deleted “one!”", 3)
    terminal.write("q", 0.5)
    assert terminal.end() == 0
    assert page.read_text() == "---\ntitle: W\n---\n\n### Objectives\n\n- two\n"


def test_a_fault_of_ours_prints_no_page_text_and_keeps_the_draft(tmp_path: Path) -> None:
    page = tmp_path / "week1" / "_index.md"
    page.parent.mkdir()
    page.write_text("---\ntitle: Secret words\n---\n\n### Objectives\n\n- one\n")
    script = (
        "import sys; sys.argv = ['worklog', sys.argv[1]]\n"
        "from worklog_tui.tui.moving import Moving\n"
        "def fault(self): raise RuntimeError('Secret words')\n"
        "Moving.do_this_week = fault\n"
        "from worklog_tui.cli.main import run\n"
        "run()\n"
    )
    terminal = Terminal(["-c", script, str(page)], tmp_path)
    assert terminal.until("one")
    terminal.write("e", 0.4)
    terminal.write(" kept\x1b", 0.4)
    terminal.read(1.5)  # what is painted late is not the fault's
    shown = len(terminal.raw)
    terminal.write(".", 0.5)
    assert terminal.end() == 3
    assert b"Secret words" not in terminal.raw[shown:]
    assert b"unexpected error (RuntimeError)" in terminal.raw[shown:]
    assert page.read_text().endswith("- one kept\n")
