"""Two apps on one page, and what an app that died left beside it: bytes on disk, in real terminals."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals", allow_module_level=True)

from tests.tui.conftest import page_text
from tests.tui.terminal import Terminal


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "journal" / "1.2-Week2" / "_index.md"
    path.parent.mkdir(parents=True)
    path.write_text(page_text(2))
    return path


def start(page: Path, home: Path) -> Terminal:
    terminal = Terminal(["-m", "worklog_tui", str(page)], home)
    assert terminal.until("First aim"), terminal.lines()
    terminal.read(1.5)  # it watches by then
    for key in ("g", "g", "\t"):
        terminal.write(key, 0.3)
    return terminal


def append(terminal: Terminal, words: str) -> None:
    """To the selected item."""
    terminal.write("e", 0.5)
    terminal.write(words, 0.5)
    terminal.write("\x1b", 0.5)


def until(page: Path, data: bytes) -> None:
    end = time.monotonic() + 10
    while page.read_bytes() != data and time.monotonic() < end:
        time.sleep(0.05)
    assert page.read_bytes() == data


def test_each_takes_the_others_edit_in(page: Path, tmp_path: Path) -> None:
    before = page.read_bytes()
    one, two = start(page, tmp_path), start(page, tmp_path)
    append(one, " of one")
    first = before.replace(b"- First aim\n", b"- First aim of one\n")
    until(page, first)
    assert two.until("First aim of one"), two.lines()
    two.write("\x1b[B", 0.3)
    append(two, " of two")
    both = first.replace(b"- Second aim\n", b"- Second aim of two\n")
    until(page, both)
    assert one.until("Second aim of two"), one.lines()
    one.write("u", 0.5)  # its own edit, not the other's
    until(page, before.replace(b"- Second aim\n", b"- Second aim of two\n"))
    assert two.until("Second aim of two"), two.lines()
    for terminal in (one, two):
        terminal.write("q", 0.5)
        assert terminal.end() == 0, terminal.lines()
    assert sorted(p.name for p in page.parent.iterdir()) == ["_index.md"]


def test_both_type_in_different_items_at_once(page: Path, tmp_path: Path) -> None:
    """Neither has seen the other's words when it saves its own."""
    before = page.read_bytes()
    one, two = start(page, tmp_path), start(page, tmp_path)
    two.write("\x1b[B", 0.3)
    for terminal, words in ((one, " of one"), (two, " of two")):
        terminal.write("e", 0.5)
        terminal.write(words, 0.5)
    one.write("\x1b", 0.0)
    two.write("\x1b", 0.0)
    wanted = before.replace(b"First aim", b"First aim of one").replace(b"Second aim", b"Second aim of two")
    for _ in range(20):
        one.read(0.2)
        two.read(0.2)
        if page.read_bytes() == wanted:
            break
    until(page, wanted)
    for terminal in (one, two):
        terminal.write("q", 0.5)
        assert terminal.end() == 0, terminal.lines()


def test_what_a_dead_save_left_is_swept(page: Path, tmp_path: Path) -> None:
    """Old temporary files of ours go at the start; a fresh one may be another app's, any other file is not ours."""
    before = page.read_bytes()
    old, fresh, other = (page.parent / name for name in (".wl-0a1b2c3d.tmp", ".wl-4e5f6a7b.tmp", ".wl-notes.tmp"))
    for file in (old, fresh, other):
        file.write_bytes(b"half a page")
    os.utime(old, (1e9, 1e9))
    terminal = start(page, tmp_path)
    end = time.monotonic() + 10
    while old.exists() and time.monotonic() < end:
        terminal.read(0.1)
    terminal.write("q", 0.5)
    assert terminal.end() == 0
    assert sorted(p.name for p in page.parent.iterdir()) == sorted([fresh.name, other.name, "_index.md"])
    assert page.read_bytes() == before
