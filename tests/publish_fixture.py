"""A small site in a repository of its own, published to a bare one beside it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from worklog_tui.resources import sample_logs_dir
from worklog_tui.session.journal import open_journal
from worklog_tui.session.session import Session

WEEK4 = "content/1-Worklog/1.4-Week4/_index.md"
WEEK4_VI = "content/1-Worklog/1.4-Week4/_index.vi.md"

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


class Repository:
    """``site``: the working copy; ``bare``: where it is published."""

    def __init__(self, folder: Path) -> None:
        self.site, self.bare = folder / "site", folder / "bare.git"
        shutil.copytree(sample_logs_dir(), self.site)
        git(folder, "init", "-q", "--bare", "-b", "main", str(self.bare))
        git(self.site, "init", "-q", "-b", "main")
        for key, value in (("user.name", "An Intern"), ("user.email", "intern@example.org"), ("gc.auto", "0")):
            git(self.site, "config", key, value)
        git(self.site, "remote", "add", "origin", str(self.bare))
        git(self.site, "add", "-A")
        git(self.site, "commit", "-q", "-m", "the site")
        git(self.site, "push", "-q", "-u", "origin", "main")

    def git(self, *words: str) -> str:
        """git in the working copy; what it says."""
        return git(self.site, *words)

    @property
    def published(self) -> str:
        """The commit the bare repository has."""
        return git(self.bare, "rev-parse", "main")

    def edit(self, path: str, old: str, new: str) -> None:
        """Changes a file of the working copy."""
        file = self.site / path
        said = file.read_text("utf-8")
        assert old in said
        file.write_text(said.replace(old, new), "utf-8")

    def snapshot(self) -> dict[str, bytes]:
        """Every file of the working copy, git's own left out."""
        files = (p for p in self.site.rglob("*") if p.is_file() and ".git" not in p.parts)
        return {str(p.relative_to(self.site)): p.read_bytes() for p in files}

    def session(self, state: Path) -> Session:
        """The journal, open."""
        return Session(open_journal(self.site, cwd=self.site), state_dir=state)

    def elsewhere(self, folder: Path) -> None:
        """Somebody else publishes something."""
        other = folder / "other"
        git(folder, "clone", "-q", str(self.bare), str(other))
        (other / "their.txt").write_text("theirs")
        for words in (("add", "-A"), ("commit", "-q", "-m", "theirs"), ("push", "-q")):
            git(other, "-c", "user.name=B", "-c", "user.email=b@example.org", *words)


def git(folder: Path, *words: str) -> str:
    """Runs git; its words. Fails the test where it fails."""
    environ = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    ran = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, text=True, env=environ, check=False)
    assert not ran.returncode, ran.stderr
    return ran.stdout.strip()


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """The site of the sample journal, committed and published; no settings of the user's git."""
    home = tmp_path / "git-home"
    home.mkdir()
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(home / "config"))
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.setenv("HOME", str(home))
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "EMAIL"):
        monkeypatch.delenv(name, raising=False)
    return Repository(tmp_path)
