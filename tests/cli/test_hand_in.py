"""`worklog hand-in` and `worklog preview`: what they print, what they do, with which code they end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from tests.hugo_judge import needs_hugo
from tests.publish_fixture import WEEK4, Repository, needs_git, repo  # noqa: F401 - a fixture
from worklog_tui.cli.main import main
from worklog_tui.cli.output import Failure


def hand_in(repo: Repository, *words: str) -> int:  # noqa: F811
    """The exit code."""
    return main(["hand-in", "--journal", str(repo.site), *words])


def changed(repo: Repository) -> str:  # noqa: F811
    """One cell differs; its new text."""
    repo.edit(WEEK4, "30/09/2025", "01/10/2025")
    return "01/10/2025"


@needs_git
@needs_hugo
def test_clean(repo: Repository, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
    assert hand_in(repo) == 0
    out = capsys.readouterr().out
    assert out.startswith("Checked: 0 errors, ")
    assert out.endswith("Everything is published on origin/main already.\n")


@needs_git
@needs_hugo
def test_shown_but_not_done_without_a_yes(repo: Repository, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
    changed(repo)
    (repo.site / "notes.txt").write_text("x")
    before = repo.published
    assert hand_in(repo, "--dry-run") == 0
    out = capsys.readouterr().out
    assert "\nBuilds: 18 pages, Hugo " in out
    assert "\nWeek 4 · EN\n  ~ Task 2 · Start Date: 30 Sep → 1 Oct\n" in out
    assert "\nStays behind (--all takes it too)\n  notes.txt\n" in out
    assert "Nothing was committed or pushed (--dry-run).\n" in out
    assert hand_in(repo) == 3
    assert "--yes commits and pushes" in capsys.readouterr().err
    assert repo.published == before


@needs_git
@needs_hugo
def test_done_after_a_yes(repo: Repository, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
    new = changed(repo)
    assert hand_in(repo, "--yes", "-m", "Week four") == 0
    assert f"Handed in: origin/main is at {repo.published[:8]} now.\n" in capsys.readouterr().out
    assert repo.git("log", "-1", "--format=%s") == "Week four"
    assert new in repo.git("show", f"origin/main:{WEEK4}")


@needs_git
@needs_hugo
def test_json(repo: Repository, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
    changed(repo)
    (repo.site / "notes.txt").write_text("x")
    assert hand_in(repo, "--yes", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert said["handed_in"] is True
    assert said["commit"] == repo.published
    assert said["published_to"] == "origin/main"
    assert said["message"] == "Worklog: week 4"
    assert said["left"] == ["notes.txt"]
    assert [(p["path"], p["language"], p["week"], p["sort"]) for p in said["pages"]] == [(WEEK4, "en", 4, "changed")]
    assert said["pages"][0]["changes"][0] == {
        "sort": "changed", "where": "Task 2 · Start Date", "was": "30 Sep", "now": "1 Oct",
    }  # fmt: skip
    assert said["built"]["pages"] == 18


@needs_git
@needs_hugo
def test_broken(repo: Repository, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
    repo.edit(WEEK4, "### Week 4", "{{< nosuch >}}\n### Week 4")
    before = repo.published
    assert hand_in(repo, "--yes") == 3
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"worklog: The site does not build: {WEEK4}:")
    assert repo.published == before


@needs_git
@needs_hugo
def test_what_the_site_would_run_is_asked_about_once(
    repo: Repository,  # noqa: F811
    capsys: pytest.CaptureFixture[str],
) -> None:
    with (repo.site / "hugo.toml").open("a") as config:
        config.write('\n[security.exec]\nallow = [".*"]\n')
    assert hand_in(repo, "--dry-run") == 3
    assert "This site's Hugo may run other programs (.*): where you trust it, say --trust" in capsys.readouterr().err
    assert hand_in(repo, "--dry-run", "--trust", "--all") == 0
    assert hand_in(repo, "--dry-run", "--all") == 0
    with (repo.site / "hugo.toml").open("a") as config:
        config.write('[[module.imports]]\npath = "github.com/x/y"\n')
    assert hand_in(repo, "--dry-run", "--all") == 3


def test_hostile_names_are_shown_as_symbols(repo: Repository, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
    (repo.site / "content/1-Worklog/1.4-Week4/a\x1b]52;c;x\x07.txt").write_text("x")
    hand_in(repo, "--dry-run")
    said = capsys.readouterr()
    assert "\x1b" not in said.out + said.err


# --- preview -------------------------------------------------------------------------------------------------------


def test_the_page_as_text(repo: Repository, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
    assert main(["preview", str(repo.site / WEEK4), "--text"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["Week 4 Worklog", "=============="]
    assert "2. Tue 30 Sep 2025" in lines
    assert lines[-1].startswith("[")


def test_without_hugo_the_page_is_printed(
    repo: Repository,  # noqa: F811
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("worklog_tui.storage.hugo.find_hugo", lambda: None)
    assert main(["preview", str(repo.site), "--week", "4", "--lang", "vi"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("Nhật ký tuần 4\n")
    assert said.err.startswith("worklog: Hugo was not found: install it")
    with pytest.raises(Failure):
        main_raising(["preview", str(repo.site), "--week", "99"])


def main_raising(words: list[str]) -> None:
    code = main(words)
    if code:
        raise Failure(str(code))


@needs_hugo
@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked at as Linux has them")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_the_server_ends_with_the_command(
    repo: Repository,  # noqa: F811
    number: signal.Signals,
    request: pytest.FixtureRequest,
) -> None:
    words = [
        sys.executable,
        "-m",
        "worklog_tui",
        "preview",
        str(repo.site),
        "--week",
        "4",
        "--no-browser",
        "--port",
        "0",
    ]
    app = subprocess.Popen(
        words,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # what runs in the background ignores it  # noqa: PLW1509
    )
    request.addfinalizer(app.kill)
    assert app.stdout is not None
    address = app.stdout.readline().strip()
    assert address.endswith("/1-worklog/1.4-week4/")

    def servers() -> list[int]:
        said = ((p.pid, p.info["cmdline"] or []) for p in psutil.process_iter(["cmdline"]))
        return [pid for pid, line in said if str(repo.site) in line and "server" in line]

    assert len(servers()) == 2  # Hugo and its keeper
    app.send_signal(number)
    code = app.wait(20)
    assert code == (-signal.SIGKILL if number == signal.SIGKILL else 0)
    end = time.monotonic() + 10
    while servers() and time.monotonic() < end:
        time.sleep(0.05)
    assert servers() == []
