"""`worklog new-week` and `worklog init` as processes: what they print, what they write, what Hugo makes of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hugo_judge import hugo_binary, needs_hugo
from tests.journal_fixture import build_journal


def worklog(*args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "worklog_tui", *args],
        capture_output=True, encoding="utf-8", timeout=60, stdin=subprocess.DEVNULL, cwd=cwd, check=False,
    )  # fmt: skip


def tree(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def build(site: Path, to: Path) -> str:
    """Builds a site with Hugo; what it says."""
    done = subprocess.run(
        [str(hugo_binary()), "-s", str(site), "-d", str(to), "--ignoreCache"],
        capture_output=True, encoding="utf-8", env={**os.environ, "HUGO_CACHEDIR": str(to / "cache")}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_a_dry_run_says_what_a_run_writes(tmp_path: Path) -> None:
    site = build_journal(tmp_path / "site")
    before = tree(site)
    dry = worklog("new-week", "--journal", str(site), "--number", "4", "--dry-run", cwd=tmp_path)
    assert (dry.returncode, dry.stderr) == (0, "")
    assert dry.stdout.startswith("Week 4 · Mon 27 – Thu 30 Oct 2025\n")
    assert tree(site) == before
    said = json.loads(
        worklog("new-week", "--journal", str(site), "--number", "4", "--dry-run", "--json", cwd=tmp_path).stdout
    )
    assert said["written"] is False
    done = worklog("new-week", "--number", "4", cwd=site)
    assert (done.returncode, done.stderr) == (0, "")
    after = tree(site)
    assert after.keys() - before.keys() == {
        "content/1-Worklog/1.4-Week4/_index.md",
        "content/1-Worklog/1.4-Week4/_index.vi.md",
    }
    assert {p["path"]: p["text"].encode() for p in said["pages"]} == {k: after[k] for k in after.keys() - before.keys()}
    assert (said["week"], said["span"]) == (4, ["2025-10-27", "2025-10-30"])
    again = worklog("new-week", "--number", "4", cwd=site)
    assert (again.returncode, again.stdout) == (3, "")
    assert again.stderr.count("\n") == 1
    assert "exists already" in again.stderr
    assert tree(site) == after


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("--date", "some day"), 2, "no date"),
        (("--number", "0"), 3, "begins at 1"),
        (("--number", "x"), 2, "invalid int"),
        (("--journal", "nowhere"), 3, "does not exist"),
    ],
)
def test_what_cannot_be_done_is_said(words: tuple[str, ...], code: int, says: str, tmp_path: Path) -> None:
    site = build_journal(tmp_path / "site")
    before = tree(site)
    done = worklog("new-week", *words, cwd=site)
    assert done.returncode == code
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(site) == before


@needs_hugo
@pytest.mark.parametrize("languages", ["both", "en", "vi"])
def test_a_new_journal_builds_without_a_theme(languages: str, tmp_path: Path) -> None:
    site = tmp_path / "log"
    done = worklog(
        "init", str(site), "--lang", languages, "--date", "2025-10-08", "--title", "Roof & rain", cwd=tmp_path
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "WARN" not in build(site, tmp_path / "one")
    week = (tmp_path / "one" / "1-worklog" / "1.1-week1" / "index.html").read_text("utf-8")
    assert "06/10/2025" in week
    assert "10/10/2025" in week
    listed = json.loads(worklog("list", "--journal", str(site), "--json", cwd=tmp_path).stdout)
    assert [(row["week"], row["tasks"], row["span"]) for row in listed] == [(1, 5, ["2025-10-06", "2025-10-10"])] * (
        2 if languages == "both" else 1
    )
    assert (
        worklog("add", "Measure the beds", "--journal", str(site), "--date", "2025-10-07", cwd=tmp_path).returncode == 0
    )
    assert worklog("new-week", "--journal", str(site), "--date", "2025-10-15", cwd=tmp_path).returncode == 0
    assert "WARN" not in build(site, tmp_path / "two")
    assert "13/10/2025" in (tmp_path / "two" / "1-worklog" / "1.2-week2" / "index.html").read_text("utf-8")
    index = (tmp_path / "two" / "1-worklog" / "index.html").read_text("utf-8")
    assert index.count('href="/1-worklog/1.2-week2/"') == 1


@needs_hugo
def test_a_section_in_a_site_that_is_there_in_its_own_form(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "content").mkdir(parents=True)
    (site / "layouts").mkdir()
    (site / "layouts" / "all.html").write_text("{{ .Title }}{{ .Content }}")
    (site / "config.toml").write_text('title = "S"\nbaseURL = "https://example.org/"\ndefaultContentLanguage = "vi"\n')
    (site / "content" / "about.md").write_text('+++\ntitle = "Về tôi"\n+++\n')
    before = tree(site)
    done = worklog("init", "--date", "2025-10-08", cwd=site)
    assert (done.returncode, done.stderr) == (0, "")
    after = tree(site)
    assert {k: after[k] for k in before} == before
    week = after["content/1-Worklog/1.1-Week1/_index.md"].decode()
    assert week.startswith('+++\ntitle = "Worklog Tuần 1"\ndate = 2025-10-06\nweight = 1\n')
    assert "| 2 |  | 06/10/2025 |  |  |" in week
    assert after.keys() - before.keys() == {"content/1-Worklog/_index.md", "content/1-Worklog/1.1-Week1/_index.md"}
    build(site, tmp_path / "out")
    again = worklog("init", cwd=site)
    assert (again.returncode, again.stderr.count("\n")) == (3, 1)
    assert "journal already" in again.stderr


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"x")
    done = worklog("init", str(tmp_path), cwd=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (3, 1)
    assert tree(tmp_path).keys() == {"photo.jpg"}


def test_no_week_command_imports_what_it_does_not_need(tmp_path: Path) -> None:
    site = build_journal(tmp_path / "site")
    code = (
        "import sys; from worklog_tui.cli.main import main; "
        f"main(['new-week', '--journal', {str(site)!r}, '--number', '4']); "
        "assert not [m for m in sys.modules if m.startswith(('textual', 'worklog_tui.tui', 'frontmatter'))]"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
