"""Whatever ends the app while one types: the words come back at the next start, the terminal is sane, the code true."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals", allow_module_level=True)

import termios

from tests.tui.conftest import page_text
from tests.tui.terminal import Terminal
from worklog_tui.storage.paths import app_paths

WORDS = "Secret words"
FAULT = """
import sys; sys.argv = ['worklog', sys.argv[1]]
from worklog_tui.tui.widgets.editors import Box
def fault(self, *_): raise RuntimeError('Secret words')
fit, Box.action_start = Box._fit, fault
from worklog_tui.cli.main import run
run()
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """Week 2 of a plain journal, with one task, empty."""
    path = tmp_path / "journal" / "1.2-Week2" / "_index.md"
    path.parent.mkdir(parents=True)
    lines = page_text(2).splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith(("| 2 ", "| 3 "))))
    return path


def begin(page: Path, home: Path, arguments: list[str] | None = None) -> Terminal:
    """The app on the page, words typed into the task, long enough ago to be kept."""
    terminal = Terminal([*(arguments or ["-m", "worklog_tui"]), str(page)], home)
    assert terminal.until("First aim"), terminal.screen.display
    terminal.read(0.8)
    terminal.write("e", 0.5)
    terminal.write(WORDS, 0.5)
    kept(terminal)
    return terminal


def kept(terminal: Terminal) -> None:
    """Waits until the words are kept."""
    assert terminal.until(WORDS), terminal.screen.display
    for _ in range(100):
        if any(WORDS in file.read_text() for file in (app_paths().state / "drafts").glob("*.draft")):
            return
        terminal.read(0.1)
    raise AssertionError("nothing was kept")


def sane(terminal: Terminal) -> bool:
    """Whether the terminal echoes and reads lines again, and the other screen is left."""
    flags = termios.tcgetattr(terminal.fd)[3]
    return bool(flags & termios.ECHO and flags & termios.ICANON) and b"\x1b[?1049l" in terminal.raw


def ended(terminal: Terminal) -> int:
    """The exit code, the terminal looked at before it is closed."""
    for _ in range(100):
        terminal.read(0.05)
        done, status = os.waitpid(terminal.pid, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
    raise AssertionError("it did not end")


def comes_back(page: Path, home: Path, before: bytes) -> None:
    """The next start offers the words, opens them in their field, and keeps them when one says so."""
    terminal = Terminal(["-m", "worklog_tui", str(page)], home)
    assert terminal.until("was not finished"), terminal.screen.display
    assert terminal.until("Put it back")
    terminal.read(0.8)
    terminal.write("\r", 0.8)
    assert terminal.until("Keep  Cancel"), terminal.screen.display
    assert page.read_bytes() == before
    terminal.write("\x1b", 0.8)
    assert terminal.until("saved"), terminal.screen.display
    terminal.write("q", 0.8)
    assert terminal.end() == 0
    assert page.read_bytes() == before.replace(b"| 4   |  |", b"| 4   | - Secret words |")
    assert not list((app_paths().state / "drafts").iterdir())


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal(page: Path, tmp_path: Path, name: str) -> None:
    before = page.read_bytes()
    terminal = begin(page, tmp_path)
    number = getattr(signal, name)
    os.kill(terminal.pid, number)
    assert ended(terminal) == 128 + number
    assert sane(terminal)
    assert b"offers them back" in terminal.raw
    assert page.read_bytes() == before
    comes_back(page, tmp_path, before)


def test_kill_9(page: Path, tmp_path: Path) -> None:
    before = page.read_bytes()
    terminal = begin(page, tmp_path)
    os.kill(terminal.pid, signal.SIGKILL)
    assert ended(terminal) == -signal.SIGKILL
    comes_back(page, tmp_path, before)


def test_a_comment_that_was_being_typed(page: Path, tmp_path: Path) -> None:
    """The review has words too; the page is not touched by any of it."""
    before = page.read_bytes()
    terminal = Terminal(["-m", "worklog_tui", "--read-only", str(page)], tmp_path)
    assert terminal.until("not reviewed yet"), terminal.screen.display
    terminal.read(0.8)
    terminal.write("C", 0.5)
    terminal.write(WORDS, 0.5)
    kept(terminal)
    os.kill(terminal.pid, signal.SIGKILL)
    assert ended(terminal) == -signal.SIGKILL
    terminal = Terminal(["-m", "worklog_tui", "--read-only", str(page)], tmp_path)
    assert terminal.until("was not finished"), terminal.screen.display
    terminal.read(0.8)
    terminal.write("\r", 0.8)
    assert terminal.until("Keep  Cancel"), terminal.screen.display
    assert terminal.until(WORDS)
    os.kill(terminal.pid, signal.SIGTERM)
    assert ended(terminal) == 128 + signal.SIGTERM
    assert sane(terminal)
    assert b"offers them back" in terminal.raw
    terminal = Terminal(["-m", "worklog_tui", str(page)], tmp_path)  # any start on the journal, not only the review
    assert terminal.until("was not finished"), terminal.screen.display
    terminal.read(0.8)
    terminal.write("\r", 0.8)
    assert terminal.until("Keep  Cancel"), terminal.screen.display
    terminal.write("\x1b", 0.8)
    assert terminal.until("Commented"), terminal.screen.display
    terminal.write("qq", 0.8)
    assert terminal.end() == 0, "\n".join(p.read_text() for p in app_paths().log.iterdir())
    assert page.read_bytes() == before
    written = [path.read_text() for path in page.parents[1].rglob(".worklog/comments/*.toml")]
    assert [text.count(WORDS) for text in written] == [1]
    assert not list((app_paths().state / "drafts").iterdir())


def test_a_fault_of_ours(page: Path, tmp_path: Path) -> None:
    before = page.read_bytes()
    terminal = begin(page, tmp_path, ["-c", FAULT])
    shown = len(terminal.raw)
    terminal.write("\x1b[1;5H", 0.5)  # ctrl+home: the fault
    assert ended(terminal) == 3
    assert sane(terminal)
    end = terminal.raw[shown:]
    assert b"unexpected error (RuntimeError)" in end
    assert b"offers them back" in end
    assert b"Secret" not in end[end.index(b"\x1b[?1049l") :]
    logs = [p.read_text() for p in app_paths().log.iterdir()]
    assert logs
    assert not any("Secret" in log for log in logs)
    assert any("RuntimeError" in log for log in logs)
    comes_back(page, tmp_path, before)


def test_the_terminal_goes_away(page: Path, tmp_path: Path) -> None:
    """The other end of the terminal is closed: a window, a connection."""
    before = page.read_bytes()
    terminal = begin(page, tmp_path)
    os.close(terminal.fd)
    for _ in range(100):
        import time

        time.sleep(0.05)
        done, status = os.waitpid(terminal.pid, os.WNOHANG)
        if done:
            break
    assert done
    assert os.waitstatus_to_exitcode(status) != 0
    assert page.read_bytes() == before
    comes_back(page, tmp_path, before)
