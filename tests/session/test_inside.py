"""Targets inside the site lead to the page or file Hugo would serve for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journal_fixture import build_journal, page_path
from worklog_tui.session.inside import follow
from worklog_tui.session.journal import open_journal


@pytest.mark.parametrize(
    ("target", "leads"),
    [
        ("/1-worklog/1.2-week2/", page_path(2)),
        ("/vi/1-worklog/1.2-week2/", page_path(2, "vi")),
        ("/1-Worklog/1.2-Week2/#tasks", page_path(2)),
        ("../1.3-Week3/", page_path(3)),
        ("../1.3-Week3/_index.vi.md", page_path(3, "vi")),
        ("../1.3-week3?x=1", page_path(3)),
        ("#objectives", page_path(1)),
        ('{{< ref "/1-Worklog/1.2-Week2/_index.md" >}}', page_path(2)),
        ('{{% relref "../1.2-Week2" %}}', page_path(2)),
    ],
)
def test_pages_of_the_journal(tmp_path: Path, target: str, leads: str) -> None:
    root = build_journal(tmp_path / "site")
    journal = open_journal(root, cwd=tmp_path)
    page = journal.weeks[0].page("en")
    found = follow(journal, page, target)
    assert found is not None
    assert found.page is not None
    assert found.page.rel == leads


def test_the_own_language_is_kept(tmp_path: Path) -> None:
    journal = open_journal(build_journal(tmp_path / "site"), cwd=tmp_path)
    found = follow(journal, journal.weeks[0].page("vi"), "../1.2-Week2/")
    assert found is not None
    assert found.page is not None
    assert found.page.rel == page_path(2, "vi")


@pytest.mark.parametrize(
    ("target", "file"),
    [
        ("/images/map.png", "static/images/map.png"),
        ("images/bed.png", "content/1-Worklog/1.1-Week1/images/bed.png"),
        ("/2-proposal/", "content/2-proposal/_index.md"),
        ("/nowhere/", None),
        ("../../../../secret.txt", None),  # outside the site
    ],
)
def test_files_of_the_site(tmp_path: Path, target: str, file: str | None) -> None:
    root = build_journal(tmp_path / "site")
    for rel in ("static/images/map.png", "content/1-Worklog/1.1-Week1/images/bed.png", "content/2-proposal/_index.md"):
        (root / rel).parent.mkdir(parents=True, exist_ok=True)
        (root / rel).write_bytes(b"x")
    (tmp_path / "secret.txt").write_text("x")
    journal = open_journal(root, cwd=tmp_path)
    found = follow(journal, journal.weeks[0].page("en"), target)
    assert found is not None
    assert found.page is None
    assert found.file == (None if file is None else journal.root / file)


@pytest.mark.parametrize("target", ["https://example.org/", "mailto:a@example.org", "//example.org/x", "javascript:x"])
def test_what_leads_out(tmp_path: Path, target: str) -> None:
    journal = open_journal(build_journal(tmp_path / "site"), cwd=tmp_path)
    assert follow(journal, journal.weeks[0].page("en"), target) is None
