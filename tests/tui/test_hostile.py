"""A page of hostile text, in a real terminal: shown as text, crashes nothing, obeyed by nobody."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals", allow_module_level=True)

from tests.tui.hostile_routes import ROUTES
from tests.tui.payloads import KINDS, OURS, hostile_page, hostile_site, left_over
from tests.tui.terminal import Terminal


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
    assert terminal.until("Reference"), terminal.screen.display  # it opens at its tasks, which fill the screen
    terminal.read(0.5)
    for _ in "gg":
        terminal.write("g", 0.12)
    assert terminal.until("Objectives"), terminal.screen.display
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
    assert terminal.end() == 0, terminal.screen.display
    assert not left_over(terminal.raw)
    assert b"OWNED=" not in terminal.raw
    assert b"\x1b]" not in OURS.sub(b"", terminal.raw)
    assert page.read_bytes() == before
    assert sorted(p.name for p in page.parent.iterdir()) == ["_index.md"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_screen(kind: str, tmp_path: Path) -> None:
    """One journal whose every text, name and setting is hostile, through all screens: nothing obeyed, nothing lost."""
    section = hostile_site(tmp_path / "site", KINDS[kind])
    page = next(section.glob("1.2*")) / "_index.md"
    mark = {"control": "␛]0", "markup": "[x][@", "wide": "中"}[kind]
    terminal = Terminal(["-m", "worklog_tui", str(page)], tmp_path, size=(140, 44))
    assert terminal.until("EN ⇄ VI"), terminal.screen.display
    terminal.read(1.0)
    lost: list[str] = []
    for route in ROUTES:
        seen = len(terminal.raw)
        for number, key in enumerate(route.keys, 1):
            if route.meanwhile is not None and number == len(route.keys):
                route.meanwhile(page)
            terminal.write(key, 0.2)
        there = not route.shows or terminal.until(route.shows, 8)
        terminal.read(0.2)
        text = "\n".join(line.rstrip() for line in terminal.screen.display)
        assert "unexpected error" not in text, (route.name, text)
        assert not left_over(terminal.raw[seen:]), route.name
        if not there or (route.text and mark not in text):
            lost.append(f"{route.name}: {'its text' if there else route.shows} is not on\n{text}")
        for _ in range(3):
            terminal.write("\x1b", 0.25)
        if not terminal.until("EN ⇄ VI", 1):
            terminal.write("q", 0.2)
    terminal.write("\x11", 0.5)
    assert terminal.end() == 0, terminal.screen.display
    assert not lost, "\n".join(lost)
    assert b"\x1b]" not in OURS.sub(b"", terminal.raw)


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_screen(kind: str, tmp_path: Path) -> None:
    folder = tmp_path / ("empty " + KINDS[kind].replace("/", "-").replace("\0", ""))
    folder.mkdir()
    terminal = Terminal(["-m", "worklog_tui", str(folder)], tmp_path)
    assert terminal.until("demo"), terminal.screen.display
    terminal.write("?", 0.3)
    terminal.write("\x1b", 0.3)
    terminal.write("\x11", 0.5)
    assert terminal.end() == 0
    assert not left_over(terminal.raw)


def test_a_burst_of_an_input_method_through_the_terminal(tmp_path: Path) -> None:
    page = tmp_path / "week1" / "_index.md"
    page.parent.mkdir()
    page.write_text("---\ntitle: W\n---\n\n### Objectives\n\n- one\n")
    terminal = Terminal(["-m", "worklog_tui", str(page)], tmp_path)
    assert terminal.until("one")
    terminal.write("\x1b[B" if "▸" not in "".join(terminal.screen.display) else "", 0.1)
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
    shown = len(terminal.raw)
    terminal.write(".", 0.5)
    assert terminal.end() == 3
    assert b"Secret words" not in terminal.raw[shown:]
    assert b"unexpected error (RuntimeError)" in terminal.raw[shown:]
    assert page.read_text().endswith("- one kept\n")
