"""Random keys at full speed in a real terminal: whatever they hit, the app ends as it is told to, never by a fault.

A few sessions; with ``WORKLOG_LONG`` set many more. A failure shows the keys and where the fault was.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals", allow_module_level=True)

from tests.tui.terminal import Terminal
from worklog_tui.resources import sample_logs_dir
from worklog_tui.storage.paths import app_paths

OFTEN = ["\r", "\x1b", "\x1b[A", "\x1b[B", "e", "j", "k", "\t"]
SELDOM = [
    *"abcdfghilmnoprstuvwxyzABCDFGHIJKLMNOPRSTUVWXYZ!?/,.+-[]:;1234 ",
    *("\x1b[C", "\x1b[D", "\x1b[Z", "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F"),
    *"\x7f\x13\x07\x10\x1a\x19",
]
SESSIONS = 120 if os.environ.get("WORKLOG_LONG") else 4
BURSTS = 80


@pytest.mark.parametrize("seed", range(SESSIONS))
def test_no_keys_end_the_app_by_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    for name in ("VISUAL", "EDITOR", "BROWSER"):
        monkeypatch.setenv(name, "true")
    monkeypatch.chdir(tmp_path)
    journal = shutil.copytree(sample_logs_dir(), tmp_path / "journal")
    chosen = random.Random(seed)
    read_only = ["--read-only"] if seed % 4 == 3 else []
    size = chosen.choice([(80, 24), (120, 40), (40, 12)])
    terminal = Terminal(["-m", "worklog_tui", *read_only, str(journal)], tmp_path, size)
    terminal.read(1.5)
    typed, code = [], None
    for _ in range(BURSTS):
        keys = "".join(chosen.choices(OFTEN * 5 + SELDOM, k=chosen.choice([1, 1, 2, 3, 5, 8])))
        typed.append(keys)
        terminal.write(keys, chosen.choice([0, 0.01, 0.05, 0.2]))
        done, status = os.waitpid(terminal.pid, os.WNOHANG)
        if done:
            code = os.waitstatus_to_exitcode(status)
            break
    else:
        os.kill(terminal.pid, signal.SIGTERM)
        for _ in range(200):
            terminal.read(0.05)
            done, status = os.waitpid(terminal.pid, os.WNOHANG)
            if done:
                code = os.waitstatus_to_exitcode(status)
                break
    os.close(terminal.fd)
    logs = [path.read_text() for path in app_paths().log.glob("*.log")] if app_paths().log.is_dir() else []
    assert code in (0, 128 + signal.SIGTERM), (typed[-12:], logs, terminal.raw[-300:])
