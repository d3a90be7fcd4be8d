"""`worklog search` and `worklog refs` as processes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_commands import worklog
from tests.journal_fixture import build_journal, page_path


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return build_journal(tmp_path / "site")


def line_of(path: Path, words: str) -> int:
    return next(n for n, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1) if words in line)


def test_search_tells_where(site: Path) -> None:
    done = worklog("search", "south wall", "--journal", str(site), "--json", cwd=site)
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert found == [
        {
            "path": page_path(n), "line": line_of(site / page_path(n), "South wall"), "week": n, "language": "en",
            "kind": "task", "text": "South wall",
        }
        for n in (1, 2, 3)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("do cac luong", 3),
        ("Đo các LUỐNG", 3),
        ("đo các luống", 3),
        ("Đó các luống", 0),
        ("duoc", 3),
        ("đước", 0),
        ("measure the beds", 3),
        ("example.org/seeds", 6),
        ("week 2", 3),  # title and two headings
    ],
)
def test_what_is_found(site: Path, words: str, count: int) -> None:
    done = worklog("search", *words.split(), "--json", cwd=site)
    assert len(json.loads(done.stdout)) == count
    assert done.returncode == (0 if count else 1)
    assert done.stderr == ""


def test_week_and_language_narrow(site: Path) -> None:
    done = worklog("search", "beds", "--week", "2", "--lang", "vi", "--json", cwd=site)
    assert {(row["path"], row["kind"]) for row in json.loads(done.stdout)} == {(page_path(2, "vi"), "reference")}
    done = worklog("search", "beds", "--week", "9", cwd=site)
    assert (done.returncode, done.stderr.count("\n")) == (3, 1)


def test_search_for_people_prints_what_editors_take(site: Path) -> None:
    done = worklog("search", "hose", "--week", "1", cwd=site)
    path = page_path(1)
    assert done.stdout == f"{path}:{line_of(site / path, 'hose')}: Repair the hose | the long one\n"
    assert worklog("search", "nothing of this", cwd=site).stdout == ""
    assert worklog("search", "nothing of this", cwd=site).returncode == 1
    assert worklog("search", " ", cwd=site).returncode == 2
    assert worklog("search", cwd=site).returncode == 2


def test_a_page_that_cannot_be_read_is_told_and_the_others_searched(site: Path) -> None:
    page = site / page_path(1)
    page.unlink()
    page.mkdir()
    (site / page_path(2)).write_bytes(b"\xff\xfe hose \x1b]0;x\x07")
    done = worklog("search", "hose", "--json", cwd=site)
    assert done.returncode == 0
    assert {row["week"] for row in json.loads(done.stdout)} == {2, 3}
    assert not {c for c in worklog("search", "hose", cwd=site).stdout if c in "\x1b\x07"}


def test_refs_lists_every_target_once(site: Path) -> None:
    done = worklog("refs", "--journal", str(site), "--json", cwd=site)
    assert (done.returncode, done.stderr) == (0, "")
    refs = json.loads(done.stdout)
    assert [(ref["target"], ref["label"]) for ref in refs] == [
        ("https://example.org/beds", ""),
        ("https://example.org/seeds", "Seed list"),
    ]
    assert refs[1]["uses"] == [
        {"path": page_path(n, code), "line": line_of(site / page_path(n, code), "/seeds")}
        for n in (1, 2, 3)
        for code in ("en", "vi")
    ]
    only = json.loads(worklog("refs", "--week", "2", "--lang", "vi", "--json", cwd=site).stdout)
    assert [(ref["label"], len(ref["uses"])) for ref in only] == [("", 1), ("Danh sách hạt", 1)]
    text = worklog("refs", cwd=site).stdout.splitlines()
    assert text[1] == "https://example.org/seeds  Seed list  (week 1, 2, 3)"


def test_refs_of_a_journal_without_any(tmp_path: Path) -> None:
    page = tmp_path / "week-1.md"
    page.write_text("# Week 1\n\nNothing.\n")
    assert json.loads(worklog("refs", "--json", cwd=tmp_path).stdout) == []
    assert worklog("refs", cwd=tmp_path).stdout == "No references in this journal yet.\n"


def test_neither_imports_textual(site: Path) -> None:
    import subprocess
    import sys

    code = (
        "import sys; from worklog_tui.cli.main import main; main(['search', 'hose']); main(['refs']); "
        "assert not [m for m in sys.modules if m.startswith(('textual', 'worklog_tui.tui'))]"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False, cwd=site)
    assert done.returncode == 0, done.stderr
