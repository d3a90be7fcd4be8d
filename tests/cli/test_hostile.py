"""Every command on a journal of hostile text, with hostile arguments: nothing a terminal obeys is printed."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tui.hostile_routes import COMMANDS
from tests.tui.payloads import KINDS, OBEYED, hostile_site
from worklog_tui.cli.main import COMMANDS as ALL
from worklog_tui.cli.main import main


class Stream(io.TextIOWrapper):
    """Standard output or error that may say it is a terminal."""

    def __init__(self, terminal: bool) -> None:
        self.bytes, self.terminal = io.BytesIO(), terminal
        super().__init__(self.bytes, encoding="utf-8", write_through=True)

    def isatty(self) -> bool:
        return self.terminal


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A site of each kind of text; its section. Commands get a copy."""
    root = tmp_path_factory.mktemp("hostile")
    return {kind: hostile_site(root / kind, text) for kind, text in KINDS.items()}


@contextlib.contextmanager
def within(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def run(words: list[str], folder: Path, terminal: bool, monkeypatch: pytest.MonkeyPatch) -> tuple[int, bytes]:
    """Exit code, and all that was printed on both streams."""
    out, err = Stream(terminal), Stream(terminal)
    with within(folder), monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        patch.setattr(sys, "stdin", io.StringIO(""))
        patch.setattr(sys, "argv", ["worklog", *words])
        try:
            code = main(words)
        except SystemExit as leaving:
            code = leaving.code if isinstance(leaving.code, int) else 2
    return code, out.bytes.getvalue() + err.bytes.getvalue()


COLOURS = (b"\x1b[0m", b"\x1b[1m", b"\x1b[2m", *(b"\x1b[%dm" % n for n in (*range(22, 50), *range(90, 98))))


@pytest.mark.parametrize("terminal", [False, True], ids=["pipe", "terminal"])
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("kind", KINDS)
def test_every_command(
    kind: str,
    words: tuple[str, ...],
    terminal: bool,
    sites: dict[str, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    site = shutil.copytree(sites[kind].parents[1], tmp_path / "site")
    page = next((site / "content" / "1-Worklog").glob("1.2*")) / "_index.md"
    text = KINDS[kind].replace("\0", "")  # no program can be given one
    asked = [word.replace("{page}", str(page)).replace("{text}", text) for word in words]
    code, printed = run(asked, site, terminal, monkeypatch)
    assert 0 <= code <= 3 or (code == 129 and words[0] == "merge-driver"), printed.decode()
    if terminal:
        for colour in COLOURS:
            printed = printed.replace(colour, b"")
    if "csv" in words:  # what spreadsheets ask for: the mark of UTF-8, and CRLF
        printed = printed.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    assert not OBEYED.findall(printed.replace(b"\t", b"")), printed
    assert b"Traceback" not in printed


def test_all_commands_are_there() -> None:
    """``demo`` opens the app, which tests/tui/test_hostile.py does."""
    assert {words[0] for words in COMMANDS} >= set(ALL) - {"demo"}
