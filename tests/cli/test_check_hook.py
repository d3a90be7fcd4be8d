"""The hook and the workflow of docs/checks.md, as they stand there, in a real repository."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.session.test_checking import file_of, site, spoil  # noqa: F401 - the fixture

DOCS = (Path(__file__).parents[2] / "docs/checks.md").read_text(encoding="utf-8")
BINARIES = Path(sys.executable).parent

pytestmark = pytest.mark.skipif(
    shutil.which("git") is None or not (BINARIES / "worklog").exists() or os.name == "nt",
    reason="git and the installed command are needed",
)


def run(site: Path, *words: str) -> subprocess.CompletedProcess[str]:  # noqa: F811
    """A command in the site's folder, `worklog` on its path, no settings of the user's git."""
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "COLUMNS": "200"}
    who = {f"GIT_{role}_{what}": "ann@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    path = f"{BINARIES}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, **alone, **who, "PATH": path}
    return subprocess.run(words, cwd=site, env=env, capture_output=True, text=True, check=False)


def block(language: str) -> str:
    """The one block of code in that language."""
    (found,) = re.findall(rf"```{language}\n(.*?)```", DOCS, re.DOTALL)
    return str(found)


def test_a_commit_waits_until_the_problems_are_gone(site: Path) -> None:  # noqa: F811
    run(site, "git", "init", "-q")
    hook = site / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(block("sh"), encoding="utf-8")
    hook.chmod(0o755)
    run(site, "git", "add", "-A")
    assert run(site, "git", "commit", "-qm", "first").returncode == 0
    spoil(file_of(site, 3), "### Week 3 Ach", "### Week 2 Ach")
    run(site, "git", "add", "-A")
    refused = run(site, "git", "commit", "-qm", "second")
    assert refused.returncode != 0
    assert "1.3-Week3/_index.md:23: warning: The heading “Week 2 Achievements:”" in refused.stdout + refused.stderr
    assert run(site, "git", "rev-list", "--count", "HEAD").stdout == "1\n"
    assert run(site, "worklog", "check", "--fix", ".").returncode == 0
    run(site, "git", "add", "-A")
    assert run(site, "git", "commit", "-qm", "second", "--allow-empty").returncode == 0
    assert run(site, "git", "rev-list", "--count", "HEAD").stdout == "2\n"


def test_the_workflow_s_command_annotates_and_fails(site: Path) -> None:  # noqa: F811
    (line,) = re.findall(r"- run: (worklog check .*)", DOCS)
    clean = run(site, *shlex.split(line))
    assert (clean.returncode, clean.stdout) == (0, "")
    spoil(file_of(site, 3), "### Week 3 Ach", "### Week 2 Ach")
    failed = run(site, *shlex.split(line))
    assert failed.returncode == 1
    start = "::warning file=content/1-Worklog/1.3-Week3/_index.md,line=23,title=heading-week::The heading"
    assert failed.stdout.startswith(start)
    assert failed.stdout.count("\n") == 1


def test_the_hooks_of_the_repository_are_commands_that_exist() -> None:
    text = (Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    entries = re.findall(r"entry: (.+)", text)
    assert entries == ["worklog check", "worklog check --fix"]
    assert set(re.findall(r"- id: (.+)", text)) == set(re.findall(r"`(worklog-check[a-z-]*)`", DOCS))
