"""The command line as a user meets it: a real process, its output, its exit code, the bytes on disk."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = b"""---
title: "Week 3 Worklog"
weight: 3
---
### Week 3 Objectives:
- Read the sensor
  - Solder it first

### Tasks:
| Day | Task | Start Date | End Date | Reference | Reference |
| --- | --- | --- | --- | --- | --- |
| 2 | - Solder **pins** <br> &emsp; + test \\| log | 06/10/2025 | 06/10/2025 | [Guide](https://example.org/g) | |
| 3 | Calibrate | 07/10/2025 | 07/10/2025 | https://example.org/c | |

### Week 3 Achievements:
* It measures"""


def worklog(*args: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "worklog_tui", *args],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        stdin=subprocess.DEVNULL,
        cwd=cwd,
        env=os.environ | env,
        check=False,
    )


@pytest.fixture
def page(tmp_path: Path) -> Path:
    folder = tmp_path / "site" / "content" / "1-Worklog" / "1.3-Week3"
    folder.mkdir(parents=True)
    (tmp_path / "site" / "hugo.toml").write_text('title = "T"\n')
    path = folder / "_index.md"
    path.write_bytes(PAGE)
    return path


def test_show_says_what_the_page_says(page: Path) -> None:
    done = worklog("show", str(page), "--json", cwd=page.parent)
    assert (done.returncode, done.stderr) == (0, "")
    shown = json.loads(done.stdout)
    assert shown["root"] == str(page.parent)
    (facts,) = shown["pages"]
    assert (facts["path"], facts["week"], facts["title"], facts["weight"]) == ("_index.md", 3, "Week 3 Worklog", 3)
    assert facts["body_line"] == 5
    assert [(i["level"], i["text"]) for i in facts["objectives"]] == [(0, "Read the sensor"), (1, "Solder it first")]
    assert [i["text"] for i in facts["achievements"]] == ["It measures"]
    (table,) = facts["tables"]
    assert (table["line"], table["role"], len(table["header"])) == (10, "tasks", 6)
    assert table["rows"][0][1] == "- Solder **pins** <br> &emsp; + test \\| log"  # as written
    first, second = facts["tasks"]
    assert (first["row"], first["line"], first["day"]) == (1, 12, {"text": "2", "weekday": 1})
    assert first["task"] == [
        {"level": 0, "text": "Solder **pins**", "plain": "Solder pins"},
        {"level": 1, "text": "test | log", "plain": "test | log"},
    ]
    assert first["start"] == {"text": "06/10/2025", "date": "2025-10-06"}
    assert first["references"] == [{"label": "Guide", "target": "https://example.org/g"}]
    assert second["references"][0]["target"] == "https://example.org/c"


@pytest.mark.parametrize("place", ["", "content", "content/1-Worklog", "content/1-Worklog/1.3-Week3"])
def test_show_takes_a_site_a_section_a_folder(page: Path, place: str) -> None:
    site = page.parents[3]
    shown = json.loads(worklog("show", str(site / place), "--json", cwd=site).stdout)
    (facts,) = shown["pages"]
    assert (Path(shown["root"]) / facts["path"]).samefile(page)


def test_list_finds_the_journal_around_the_folder(page: Path) -> None:
    (row,) = json.loads(worklog("list", "--json", cwd=page.parent).stdout)
    assert row["span"] == ["2025-10-06", "2025-10-07"]
    assert (row["week"], row["tasks"], row["twin"]) == (3, 2, None)


def test_set_changes_one_line_and_prints_it(page: Path) -> None:
    done = worklog("set", str(page), "2", "task", "- Calibrate twice", cwd=page.parent)
    assert (done.returncode, done.stderr) == (0, "")
    assert page.read_bytes() == PAGE.replace(b"| Calibrate |", b"| - Calibrate twice |")
    changed = [line for line in done.stdout.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    assert changed == [
        "-| 3 | Calibrate | 07/10/2025 | 07/10/2025 | https://example.org/c | |",
        "+| 3 | - Calibrate twice | 07/10/2025 | 07/10/2025 | https://example.org/c | |",
    ]


def test_the_same_value_again_changes_nothing(page: Path) -> None:
    before = page.stat()
    done = worklog("set", str(page), "2", "task", "  Calibrate ", cwd=page.parent)
    assert (done.returncode, done.stdout) == (0, "")
    assert page.stat().st_mtime_ns == before.st_mtime_ns
    assert page.read_bytes() == PAGE


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("PAGE", "9", "task", "x"), 3, "2 tasks"),
        (("PAGE", "0", "task", "x"), 3, "counted from 1"),
        (("PAGE", "1", "colour", "x"), 3, "colour"),
        (("PAGE", "1", "#9", "x"), 3, "#9"),
        (("PAGE", "1", "Start  Date", "x"), 3, "Start"),
        (("missing.md", "1", "task", "x"), 3, "does not exist"),
        ((".", "1", "task", "x"), 3, "folder"),
        (("PAGE", "one", "task", "x"), 2, "ROW"),
        (("PAGE", "1", "task"), 2, "VALUE"),
    ],
)
def test_what_cannot_be_set_is_said_and_nothing_written(
    page: Path, words: tuple[str, ...], code: int, says: str
) -> None:
    done = worklog("set", *(str(page) if w == "PAGE" else w for w in words), cwd=page.parent)
    assert done.returncode == code
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    if code == 3:
        assert done.stderr.count("\n") == 1
    assert page.read_bytes() == PAGE


def test_a_header_that_two_columns_share_is_refused_as_a_name(page: Path) -> None:
    page.write_bytes(PAGE.replace(b"| Reference | Reference |", b"| Extra | extra |"))
    done = worklog("set", str(page), "1", "EXTRA", "x", cwd=page.parent)
    assert (done.returncode, done.stderr.count("\n")) == (3, 1)
    assert worklog("set", str(page), "1", "#6", "x", cwd=page.parent).returncode == 0
    assert b"| [Guide](https://example.org/g) | x |" in page.read_bytes()


@pytest.mark.linux
@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
def test_a_read_only_page_is_refused(page: Path) -> None:
    page.chmod(stat.S_IRUSR | stat.S_IRGRP)
    done = worklog("set", str(page), "2", "task", "x", cwd=page.parent)
    assert (done.returncode, done.stderr.count("\n")) == (3, 1)
    assert page.read_bytes() == PAGE


def test_no_control_character_of_a_page_is_printed(page: Path) -> None:
    page.write_bytes(PAGE.replace(b"Calibrate", "x\x1b]52;c;eA==\x07\u202ey\x9b1m".encode()))
    for args in (["show", str(page)], ["show", str(page), "--json"], ["list"], ["set", str(page), "2", "task", "z"]):
        out = worklog(*args, cwd=page.parent).stdout
        assert out
        assert not {c for c in out if c in "\x1b\x07\u202e\x9b"}


def test_the_app_wants_a_terminal(page: Path) -> None:
    done = worklog(str(page), cwd=page.parent)
    assert (done.returncode, done.stderr.count("\n")) == (3, 1)


def test_version_and_help(tmp_path: Path) -> None:
    assert worklog("--version", cwd=tmp_path).stdout.startswith("worklog-tui ")
    assert "worklog demo" in worklog("--help", cwd=tmp_path).stdout
    for command in ("list", "show", "set", "demo"):
        assert worklog(command, "--help", cwd=tmp_path).returncode == 0


def test_no_command_imports_textual(page: Path) -> None:
    code = (
        "import sys; from worklog_tui.cli.main import main; "
        f"main(['show', {str(page)!r}]); main(['list', '--journal', {str(page)!r}]); "
        f"main(['set', {str(page)!r}, '1', 'day', '4']); "
        "assert not [m for m in sys.modules if m.startswith(('textual', 'worklog_tui.tui'))]"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
