"""A repository in which two people edit one week: git's own rebase stops, with the merge driver it goes through."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_commands import worklog
from tests.journal_fixture import build_journal
from worklog_tui.document.limits import MAX_BODY
from worklog_tui.document.parse import parse

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

Change = tuple[str, str]
MINE: list[list[Change]] = [
    [("- Water the beds before nine\n", "- Water the beds before eight\n")],
    [("Measure the beds", "Measure all beds")],
    [("- Twelve beds measured\n", "- Twelve beds measured\n- The map is drawn\n")],
    [("Sort the seeds by year", "Sort the seeds by kind"), ("weight: 1\n", "weight: 10\n")],
]
THEIRS: list[list[Change]] = [
    [("- Read the chapter on soils\n", "- Read both chapters on soils\n")],
    [("+ South wall", "+ South wall, twice")],
    [("| 3 | Sort the seeds", "| Tue | Sort the seeds"), ('"Week 1 Worklog"', '"The first week"')],
    [("- Seeds sorted\n", "- Seeds sorted\n- Labels written\n")],
]


class Repository:
    """A journal in git; every command fails the test unless told otherwise."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.page = root / "content" / "1-Worklog" / "1.1-Week1" / "_index.md"
        self.git("init", "-q", "-b", "main")
        self.git("config", "user.email", "a@example.org")
        self.git("config", "user.name", "A")
        self.git("config", "core.autocrlf", "false")

    def git(self, *words: str, fails: bool = False) -> str:
        done = subprocess.run(
            ["git", "-C", str(self.root), *words],
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | {"GIT_EDITOR": "true", "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
        )
        assert (done.returncode != 0) == fails, done.stdout + done.stderr
        return done.stdout

    def commits(self, changes: list[list[Change]]) -> None:
        for step in changes:
            text = self.page.read_text(encoding="utf-8")
            for old, new in step:
                assert text.count(old) == 1, old
                text = text.replace(old, new)
            self.page.write_text(text, encoding="utf-8", newline="")
            self.git("commit", "-q", "-am", "a day")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    root = build_journal(tmp_path / "site")
    page = root / "content" / "1-Worklog" / "1.1-Week1" / "_index.md"
    assert page.exists()
    found = Repository(root)
    found.git("add", "-A")
    found.git("commit", "-q", "-m", "the journal")
    found.git("checkout", "-q", "-b", "theirs")
    found.commits(THEIRS)
    found.git("checkout", "-q", "main")
    found.commits(MINE)
    return found


def test_a_rebase_that_git_alone_cannot_do(repository: Repository) -> None:
    repository.git("rebase", "theirs", fails=True)
    repository.git("rebase", "--abort")

    done = worklog("install-merge-driver", "--journal", str(repository.root), cwd=repository.root)
    assert (done.returncode, done.stderr) == (0, "")
    attributes = (repository.root / ".gitattributes").read_text()
    assert attributes.endswith("merge=worklog\n")
    again = worklog("install-merge-driver", "--journal", str(repository.root), cwd=repository.root)
    assert again.returncode == 0
    assert (repository.root / ".gitattributes").read_text() == attributes

    repository.git("rebase", "theirs")
    text = repository.page.read_text(encoding="utf-8")
    for step in [*MINE, *THEIRS]:
        for _, new in step:
            if new.startswith(("Sort", "| Tue")):
                continue
            assert new in text, new
    assert "| Tue | Sort the seeds by kind |" in text
    assert "<<<<<<<" not in text
    assert len(parse(text.encode()).tables[0].rows) == 3


def test_one_cell_changed_by_both_is_left_to_the_user(repository: Repository) -> None:
    worklog("install-merge-driver", "--journal", str(repository.root), cwd=repository.root)
    repository.git("checkout", "-q", "theirs")
    repository.commits([[("| Repair the hose", "| Replace the hose")]])
    repository.git("checkout", "-q", "main")
    repository.commits([[("| Repair the hose", "| Mend the hose")]])
    repository.git("merge", "theirs", fails=True)
    text = repository.page.read_text(encoding="utf-8")
    assert text.count("<<<<<<<") == text.count(">>>>>>>") == 1
    between = text[text.index("<<<<<<<") : text.index(">>>>>>>")]
    assert between.count("\n") == 4  # two markers, and the row of either side
    assert "Mend the hose" in between
    assert "Replace the hose" in between
    assert repository.git("diff", "--name-only", "--diff-filter=U").strip().endswith("_index.md")


def test_pages_we_do_not_take_apart_are_merged_by_lines(tmp_path: Path) -> None:
    base = b"one\ntwo\nthree\nfour\nfive\n" + b"x" * MAX_BODY + b"\n"
    versions = {"base": base, "ours": base.replace(b"one", b"1"), "theirs": base.replace(b"five", b"5")}
    for name, data in versions.items():
        (tmp_path / name).write_bytes(data)
    done = worklog("merge-driver", "base", "ours", "theirs", "x.md", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "ours").read_bytes() == base.replace(b"one", b"1").replace(b"five", b"5")


def test_a_missing_version_is_one_sentence(tmp_path: Path) -> None:
    done = worklog("merge-driver", "a", "b", "c", cwd=tmp_path)
    assert done.returncode > 128
    assert done.stderr.count("\n") == 1
    assert "cannot be read" in done.stderr


def test_outside_a_repository_it_says_so(tmp_path: Path) -> None:
    root = build_journal(tmp_path / "site")
    done = worklog("install-merge-driver", "--journal", str(root), cwd=root, GIT_CEILING_DIRECTORIES=str(tmp_path))
    assert done.returncode == 3
    assert "no git repository" in done.stderr
    assert not (root / ".gitattributes").exists()
