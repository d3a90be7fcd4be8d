"""Two apps and another program write the same pages at once: no edit that was called saved is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.journal_fixture import build_journal
from worklog_tui.session.journal import open_journal
from worklog_tui.session.session import Session
from worklog_tui.storage import exchange, files
from worklog_tui.worklog.intentions import SetField

ROOT = Path(__file__).parents[2]
EDITS = 1000 if os.environ.get("WORKLOG_FULL") else 100


@pytest.mark.linux
@pytest.mark.skipif(
    exchange._renameat2() is None, reason="the other program needs the exchange of names, to be careful"
)
def test_two_apps_and_another_program_lose_nothing(tmp_path: Path) -> None:
    site, state = build_journal(tmp_path / "site", weeks=6), tmp_path / "state"
    started = [_start(kind, seed, site, state) for kind, seed in (("app", "a"), ("app", "b"), ("editor", "c"))]
    told = []
    for process in started:
        out, error = process.communicate(timeout=280)
        assert process.returncode == 0, error
        told.append(json.loads(out.splitlines()[-1]))
    kept = (
        b"\n".join(p.read_bytes() for p in (state / "set-aside").glob("*")) if (state / "set-aside").exists() else b""
    )
    there = b"\n".join(p.read_bytes() for p in site.rglob("*.md")) + kept
    for each in told:
        words = each.pop("saved")
        lost = [word for word in words if word.encode() not in there]
        assert lost == [], (each, f"{len(lost)} of {len(words)} lost")
        assert len(words) > EDITS * 0.6
        print(len(words), "saved", each)
    assert told[0]["not saved"] == told[1]["not saved"] == 0
    assert [p for p in site.rglob(".*") if p.is_file()] == []
    assert list((state / "recovery").glob("*")) == []


def _start(kind: str, seed: str, site: Path, state: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.session.writers", kind, seed, str(EDITS), str(site), str(state)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_a_page_that_is_being_written_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of another program's text is nobody's text: it is not merged with ours."""
    monkeypatch.setattr(files, "QUIET", 0.3)
    site = build_journal(tmp_path / "site")
    session = Session(open_journal(site, cwd=site), state_dir=tmp_path / "state")
    page = session.journal.weeks[0].page("en")
    assert page is not None
    text = session.source(page)
    session.week(page)
    theirs = text.replace(b"Water the beds", b"Water all of the beds and the pots").replace(b"hose", b"pipe")
    half = text.index(b"Measure")

    def write() -> None:
        with open(page.path, "wb", buffering=0) as file:
            file.write(theirs[:half])
            time.sleep(0.1)
            file.write(theirs[half:])

    writing = threading.Thread(target=write)
    writing.start()
    time.sleep(0.03)
    session.execute(page, SetField(2, 1, "ours"))
    assert session.flush(5)
    writing.join()
    assert session.flush(5)
    assert page.path.read_bytes() == theirs.replace(b"Sort the seeds by year", b"ours")
    session.close()
