"""`worklog board` as a user meets it: a real process, its text, its JSON, its exit codes."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.test_commands import worklog
from tests.journal_fixture import build_journal, page_path


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = build_journal(tmp_path / "garden", 2)
    (root / ".worklog").mkdir()
    off = ("index-missing", "week-repeats", "date-future", "date-off", "language-other", "near-empty")
    (root / ".worklog/checks.toml").write_text("[checks]\n" + "".join(f'{code} = "off"\n' for code in off))
    path = root / page_path(2)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("### Week 2 Ach", "### Week 1 Ach"), encoding="utf-8")
    return root


def test_a_journal_as_text(site: Path) -> None:
    done = worklog("board", str(site), cwd=site)
    assert (done.returncode, done.stderr) == (0, "")
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert lines[0] == f"Garden report ({site})"
    assert lines[2] == "week days tasks done refs words twin translate problems reviewed open"
    assert lines[3] == "1 2025-10-06 – 2025-10-09 4/5 3 3 2 36 in step 0 0 no 0"
    assert lines[4] == "2 2025-10-13 – 2025-10-16 4/4 3 3 2 36 in step 0 1 no 0"
    assert lines[5] == "2 weeks 8/9 6 6 4 72 0 1 0 0"
    assert lines[7] == "1 weekday without an entry: Fri 2025-10-10."


def test_a_journal_as_json_is_the_same_at_the_second_time(site: Path) -> None:
    done = worklog("board", "--json", cwd=site)
    assert done.returncode == 0
    (journal,) = json.loads(done.stdout)
    assert journal["title"] == "Garden report"
    assert journal["weeks"][1] == {
        "path": page_path(2),
        "language": "en",
        "week": 2,
        "label": "Week 2",
        "span": ["2025-10-13", "2025-10-16"],
        "days": ["2025-10-13", "2025-10-14", "2025-10-15", "2025-10-16"],
        "missing": [],
        "tasks": 3,
        "finished": 3,
        "references": 2,
        "words": 36,
        "twin": "in step",
        "drift": [],
        "to_translate": 0,
        "problems": 1,
        "reviewed": "no",
        "comments": 0,
    }
    assert journal["totals"] == {
        "weeks": 2, "first": "2025-10-06", "last": "2025-10-16", "days": 8, "days_expected": 9,
        "gaps": ["2025-10-10"], "missing_this_week": [], "current": False, "tasks": 6, "finished": 6, "references": 4,
        "words": 72, "in_step": 2, "out_of_step": 0, "to_translate": 0, "problems": 1, "reviewed": 0, "changed": 0,
        "comments": 0,
    }  # fmt: skip
    assert worklog("board", "--json", cwd=site).stdout == done.stdout


def test_several_journals_a_line_each(site: Path, tmp_path: Path) -> None:
    other = build_journal(tmp_path / "orchard", 1, languages=("en",))
    done = worklog("board", str(site), str(other), cwd=tmp_path)
    lines = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert lines[0] == "journal weeks days last entry missing this week problems reviewed open path"
    assert lines[1] == f"garden · Garden report 2 8/9 2025-10-16 over 1 0/2 0 {site}"
    assert lines[2].startswith("orchard · Garden report 1 4/4 2025-10-09 over ")
    found = json.loads(worklog("board", str(site), str(other), "--json", cwd=tmp_path).stdout)
    assert [len(one["weeks"]) for one in found] == [2, 1]
    assert found[1]["weeks"][0]["twin"] is None


def test_a_journal_that_is_none_does_not_hide_the_others(site: Path, tmp_path: Path) -> None:
    done = worklog("board", str(site), str(tmp_path / "none"), cwd=tmp_path)
    assert done.returncode == 3
    assert "Garden report" in done.stdout
    assert done.stderr.count("\n") == 1
    assert "does not exist" in done.stderr
    alone = worklog("board", str(tmp_path / "none"), cwd=tmp_path)
    assert (alone.returncode, alone.stdout) == (3, "")
    (tmp_path / "empty").mkdir()
    assert worklog("board", str(tmp_path / "empty"), cwd=tmp_path).returncode == 3


def test_languages(site: Path) -> None:
    vietnamese = json.loads(worklog("board", str(site), "--json", "--lang", "vi", cwd=site).stdout)
    assert vietnamese[0]["weeks"][0]["path"] == page_path(1, "vi")
    wrong = worklog("board", str(site), "--lang", "fr", cwd=site)
    assert wrong.returncode == 3
    assert "fr" in wrong.stderr
    assert worklog("board", "--json", "--text", cwd=site).returncode == 2


def test_nothing_is_written_into_the_journal(site: Path) -> None:
    before = {p: p.read_bytes() for p in site.rglob("*") if p.is_file()}
    assert worklog("board", str(site), cwd=site).returncode == 0
    assert {p: p.read_bytes() for p in site.rglob("*") if p.is_file()} == before


def test_hostile_titles_are_only_text(site: Path) -> None:
    config = site / "hugo.toml"
    config.write_text(config.read_text().replace("Garden report", "Garden\\u001b[2J\\nreport"))
    done = worklog("board", str(site), cwd=site)
    assert done.returncode == 0
    assert "\x1b" not in done.stdout


def test_the_modules_of_the_app_are_not_imported(site: Path) -> None:
    import subprocess
    import sys

    code = (
        "import sys; from worklog_tui.cli.main import main; "
        f"main(['board', {str(site)!r}, '--json']); "
        "sys.exit(any(n.split('.')[0] in ('textual', 'rich') or n.startswith('worklog_tui.tui') for n in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, env=os.environ, cwd=site)
    assert done.returncode == 0, done.stderr.decode()
