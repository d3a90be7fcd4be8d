"""What reaches the terminal: the rows, as OSC 52 in base64, and nothing a terminal could take for something else."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest

from tests.tui.terminal import Terminal

pytestmark = pytest.mark.linux

PAGE = (
    "| Day | Task | Date |\n|---|---|---|\n| Mon | Tưới cây \x1b]52;c;eHg=\x07 | 08/09/2025 |\n"
    "| Tue | Two | 09/09/2025 |\n"
)


def copied(raw: bytes) -> list[str]:
    """Every text an OSC 52 sequence put on the clipboard."""
    found = re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)(?:\x07|\x1b\\)", raw)
    return [base64.b64decode(part).decode() for part in found]


def test_rows_are_copied_as_markdown_through_the_terminal(tmp_path: Path) -> None:
    page = tmp_path / "1.2-Week2" / "_index.md"
    page.parent.mkdir()
    page.write_text(PAGE, encoding="utf-8")
    terminal = Terminal(["-m", "worklog_tui", str(page)], tmp_path)
    assert terminal.until("Mon")
    terminal.write("g")
    terminal.write("\t")
    terminal.write("Y", 0.6)
    assert copied(terminal.raw) == ["\n".join(PAGE.split("\n")[:3])]
    terminal.write("Y", 0.6)
    assert copied(terminal.raw)[1:] == [PAGE.rstrip("\n")]
    terminal.write("\x11", 0.5)
    assert terminal.end() == 0
    assert page.read_text(encoding="utf-8") == PAGE
