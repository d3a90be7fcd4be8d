"""A page of hostile text, in a real terminal: shown as text, crashes nothing, obeyed by nobody."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("no pseudo-terminals", allow_module_level=True)

from tests.tui.terminal import Terminal

PAYLOADS = {
    "osc": "\x1b]0;OWNED\x07", "clip": "\x1b]52;c;T1dORUQ=\x07", "csi": "\x1b[31mOWNED\x1b[0m",
    "c1": "\x9b31mOWNED\x9d0;OWNED\x9c",
    "del": "a\x7fb", "bell": "\x07", "bs": "abc\x08\x08\x08OWNED", "bidi": "\u202eDENWO\u202c \u2066x\u2069",
    "tags": "x\U000e0041\U000e0042", "seps": "a\u2028b\u2029c\x85d", "zero": "a\ufeffb", "vt": "a\x0bb\x0cc",
    "markup": '[@click=app.screenshot("_index.md","/path")]Week 4[/]', "slash": "[/images/x.png]",
    "box": "[x] done List[int]",
    "style": "[bold red]x[/] [/] [[ ]] \\[b]", "image": "![Database](/images/x.png)", "emoji": "👩‍👩‍👧‍👦🇻🇳",
}  # fmt: skip


def hostile_page() -> bytes:
    """Every payload in title, headings, items, cells, links and raw blocks; a YAML escape; a 1 MB line."""
    title = PAYLOADS["markup"].replace('"', "'")
    rows = "".join(
        f"| 2 | - {p} <br> + {p} | 29/09/2025 | {p} | [{p}](https://example.org/{n}) |\n" for n, p in PAYLOADS.items()
    )
    items = "".join(f"- {p}\n" for p in PAYLOADS.values())
    table = f"| Day | Task | Start Date | End {PAYLOADS['csi']} | Reference |\n|---|---|---|---|---|\n{rows}"
    front = f'---\ntitle: "{title} \\e]52;c;T1dORUQ=\\a \\x9b31m"\nevil: "\\e]0;OWNED\\a\\u202e"\nweight: 4\n---\n'
    long = "word " * 200_000
    body = f"\n### Objectives {PAYLOADS['osc']}\n\n{items}\n### Tasks\n\n{table}\n### {PAYLOADS['bidi']}\n\n"
    body += f"```\n{PAYLOADS['clip']}\n```\n"
    return (front + body + f"\n### Long\n\n- {long}\n").encode("utf-8", "surrogatepass")


OURS = re.compile(
    rb"\x1b\[[0-9;?<>=$\"' ]*[A-Za-z@`{|}~^]"  # CSI with plain parameters
    rb"|\x1b\]22;[a-z-]*\x07"  # the pointer's shape
    rb"|\x1b\[\?[0-9;]*\$[a-z]|\x1bP\+q[0-9a-fA-F;]*\x1b\\|\x1b[=>78]|\x1b\(B"
)


def left_over(raw: bytes) -> list[bytes]:
    """Control characters the app wrote that are none of its own sequences."""
    rest = OURS.sub(b"", raw)
    text = rest.decode("utf-8", "replace")
    return re.findall(
        rb"\S{0,8}(?:[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9])\S{0,8}",
        text.encode(),
    )


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
