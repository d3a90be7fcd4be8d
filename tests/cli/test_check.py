"""`worklog check`: what it prints, what it writes, with which code it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.session.test_checking import file_of, site, spoil  # noqa: F401 - the fixture
from worklog_tui.cli.main import main


def ends(words: list[str]) -> int:
    """The exit code of a command line."""
    return main(words)


def test_nothing_to_say(site: Path, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
    assert ends(["check", str(site)]) == 0
    assert capsys.readouterr().out == "No problems.\n"
    assert ends(["check", str(site), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert ends(["check", str(site), "--format", "github"]) == 0
    assert capsys.readouterr().out == ""


def test_text_json_and_annotations(
    site: Path,  # noqa: F811
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    spoil(file_of(site, 3), "### Week 3 Ach", "### Week 2 Ach")
    monkeypatch.chdir(site)
    path = "content/1-Worklog/1.3-Week3/_index.md"
    assert ends(["check", "."]) == 1
    first, last = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{path}:23: warning: The heading “Week 2 Achievements:” names week 2")
    assert first.endswith("[heading-week] (--fix)")
    assert last == "1 problem; --fix mends 1 of them."
    assert ends(["check", "--json"]) == 1
    (one,) = json.loads(capsys.readouterr().out)
    message = one.pop("message")
    assert one == {
        "path": path, "code": "heading-week", "line": 23, "severity": "warning", "fixable": True, "task": None,
        "column": None,
    }  # fmt: skip
    assert ends(["check", path, "--format", "github"]) == 1
    assert capsys.readouterr().out == f"::warning file={path},line=23,title=heading-week::{message}\n"


def test_annotations_hold_together_whatever_the_page_says(site: Path, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
    from worklog_tui.checks.model import Found
    from worklog_tui.cli.check import Told, _github
    from worklog_tui.worklog.model import Problem

    problem = Problem("draft", 3, "error", "100 %\n::warning::x")
    (line,) = _github([Told("a,b:c.md", Found("x", problem))])
    assert line == "::error file=a%2Cb%3Ac.md,line=3,title=draft::100 %25%0A::warning::x"


def test_dry_run_prints_and_writes_nothing_fix_writes(site: Path, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
    path = file_of(site, 3)
    spoil(path, "weight: 3", "weight: 1")
    before = path.read_bytes()
    assert ends(["check", str(site), "--fix", "--dry-run"]) == 1
    told = capsys.readouterr().out
    assert "-weight: 1" in told
    assert "+weight: 3" in told
    assert "nothing was written" in told
    assert path.read_bytes() == before
    assert ends(["check", str(site), "--fix"]) == 0
    assert path.read_bytes() == before.replace(b"weight: 1", b"weight: 3")
    assert ends(["check", str(site), "--fix"]) == 0


def test_only_one_rule_only_what_is_severe(site: Path, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
    spoil(file_of(site, 3), "weight: 3", "weight: 1")
    assert ends(["check", str(site), "--only", "weight-shared"]) == 1
    assert "menu-order" not in capsys.readouterr().out
    assert ends(["check", str(site), "--severity", "warning", "--only", "weight-shared"]) == 0
    assert ends(["check", str(site), "--severity", "warning"]) == 1
    assert "weight-shared" not in capsys.readouterr().out
    with pytest.raises(SystemExit) as usage:
        ends(["check", str(site), "--severity", "loud"])
    assert usage.value.code == 2
    assert ends(["check", str(site), "--only", "no-such-rule"]) == 2
    assert "no-such-rule" in capsys.readouterr().err


def test_pages_weeks_languages_several_paths(site: Path, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
    spoil(file_of(site, 3), "### Week 3 Ach", "### Week 2 Ach")
    spoil(file_of(site, 4), "### Week 4 Ach", "### Week 2 Ach")
    three, four = str(file_of(site, 3)), str(file_of(site, 4))
    assert ends(["check", three, four, three]) == 1
    assert capsys.readouterr().out.count("[heading-week]") == 2
    assert ends(["check", str(file_of(site, 3).parent)]) == 1
    assert capsys.readouterr().out.count("[heading-week]") == 1
    assert ends(["check", str(site), "--week", "2"]) == 0
    assert ends(["check", str(site), "--lang", "vi"]) == 0
    assert ends(["check", str(site / "none")]) == 3
    assert "does not exist" in capsys.readouterr().err


def test_show_tells_the_same_problems(site: Path, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
    spoil(file_of(site, 3), "weight: 3", "weight: 1")
    assert main(["show", str(file_of(site, 3)), "--json"]) == 0
    (shown,) = json.loads(capsys.readouterr().out)["pages"]
    assert [(p["code"], p["line"], p["fixable"]) for p in shown["problems"]] == [
        ("menu-order", 4, True),
        ("weight-shared", 4, True),
    ]
    assert set(shown["problems"][0]) == {"code", "line", "severity", "message", "fixable"}


def test_a_setting_that_is_none_is_said(site: Path, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
    (site / ".worklog").mkdir()
    (site / ".worklog/checks.toml").write_text('[checks]\nnonsense = "off"\n', encoding="utf-8")
    assert ends(["check", str(site)]) == 0
    assert "nonsense = “off”" in capsys.readouterr().err
