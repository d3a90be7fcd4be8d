"""Pages reviewed: the bytes that were read, by whom; what they were is found again."""

from __future__ import annotations

import datetime as dt
import subprocess
from pathlib import Path

import pytest

from tests.journal_fixture import build_journal, page_path
from worklog_tui.session.journal import open_journal
from worklog_tui.session.nouns import PageRef
from worklog_tui.session.session import Session
from worklog_tui.storage.settings import Settings
from worklog_tui.worklog.intentions import AddTask

NOW = dt.datetime(2025, 11, 3, 10, 15, tzinfo=dt.UTC)


def _open(site: Path, state: Path, author: str = "Lan Nguyễn", **settings: int) -> Session:
    chosen = Settings(author=author, **settings)
    return Session(open_journal(site, settings=chosen, cwd=site), settings=chosen, state_dir=state, clock=lambda: NOW)


def _page(session: Session, number: int, language: str = "en") -> PageRef:
    return next(w for w in session.journal.weeks if w.number == number).page(language)


def test_a_page_is_reviewed_as_long_as_it_is_the_bytes_that_were_read(tmp_path: Path) -> None:
    site = build_journal(tmp_path / "site")
    session = _open(site, tmp_path / "state")
    page, twin = _page(session, 2), _page(session, 2, "vi")
    before = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in site.rglob("*.md")}
    assert session.reviewing.state(page) == "no"
    read = session.source(page)
    session.reviewing.mark(page, read)
    assert (session.reviewing.state(page), session.reviewing.state(twin)) == ("yes", "no")
    assert {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in site.rglob("*.md")} == before
    session.execute(page, AddTask(values={1: "Paint the shed"}))
    assert session.reviewing.state(page) == "changed"
    session.undo(page)
    assert session.reviewing.state(page) == "yes"
    session.close()
    other = _open(site, tmp_path / "elsewhere", "An")
    assert other.reviewing.state(_page(other, 2)) == "yes"
    assert other.reviewing.state(_page(other, 2), by="An") == "no"
    review = other.reviewing.last(_page(other, 2))
    assert review is not None
    assert (review.by, review.at) == ("Lan Nguyễn", NOW)
    other.close()


def test_the_file_is_a_line_a_page_and_each_reviewer_has_their_own(tmp_path: Path) -> None:
    site = build_journal(tmp_path / "site")
    for author in ("Lan Nguyễn", "An"):
        session = _open(site, tmp_path / "state", author)
        for number in (1, 2):
            session.reviewing.mark(_page(session, number), session.source(_page(session, number)))
        session.close()
    files = sorted((site / ".worklog" / "reviewed").glob("*.toml"))
    assert [f.name.rsplit("-", 1)[0] for f in files] == ["an", "lan-nguyen"]
    lines = files[1].read_text(encoding="utf-8").splitlines()
    assert 'name = "Lan Nguyễn"' in lines
    assert sum(line.startswith(f'"{page_path(1)}" = {{at = "2025-11-03T10:15:00Z", digest = "') for line in lines) == 1
    assert len(lines) == 7  # two of note, the name, a blank, the table, two pages


def test_a_review_is_taken_back_by_its_own_reviewer_alone(tmp_path: Path) -> None:
    site = build_journal(tmp_path / "site")
    lan, an = _open(site, tmp_path / "a"), _open(site, tmp_path / "b", "An")
    page = _page(lan, 1)
    lan.reviewing.mark(page, lan.source(page))
    assert not an.reviewing.unmark(page)
    assert an.reviewing.state(page) == "yes"
    assert lan.reviewing.unmark(page)
    assert (lan.reviewing.state(page), an.reviewing.state(page)) == ("no", "no")
    lan.close()
    an.close()


def test_the_text_that_was_reviewed_is_kept_also_where_no_versions_are(tmp_path: Path) -> None:
    site = build_journal(tmp_path / "site")
    session = _open(site, tmp_path / "state", versions_days=0)
    page = _page(session, 2)
    read = session.source(page)
    review = session.reviewing.mark(page, read)
    session.execute(page, AddTask(values={1: "Paint the shed"}))
    assert session.flush()
    assert session.reviewing.before(page, review) == read
    session.close()
    other = _open(site, tmp_path / "elsewhere")
    assert other.reviewing.before(page, review) is None  # another computer, and no git
    other.close()


def test_on_another_computer_git_has_the_text_that_was_reviewed(tmp_path: Path) -> None:
    site = build_journal(tmp_path / "site")
    _git(site, "init", "-q")
    _git(site, "add", ".")
    _git(site, "commit", "-q", "-m", "week 2")
    lan = _open(site, tmp_path / "lan")
    page = _page(lan, 2)
    read = lan.source(page)
    lan.reviewing.mark(page, read)
    lan.close()
    page.path.write_bytes(read.replace(b"Sort the seeds", b"Sort all seeds"))
    an = _open(site, tmp_path / "an", "An")
    review = an.reviewing.last(page)
    assert review is not None
    assert an.reviewing.state(page) == "changed"
    assert an.reviewing.before(page, review) == read
    an.close()


def test_a_page_renamed_elsewhere_is_still_reviewed(tmp_path: Path) -> None:
    site = build_journal(tmp_path / "site")
    session = _open(site, tmp_path / "state")
    session.reviewing.mark(_page(session, 3), session.source(_page(session, 3)))
    session.close()
    (site / page_path(3)).parent.rename(site / page_path(3).replace("Week3", "Week9").rsplit("/", 1)[0])
    again = _open(site, tmp_path / "state")
    moved = next(p for w in again.journal.weeks for p in w.pages if "Week9" in p.rel and p.language == "en")
    assert again.reviewing.state(moved) == "yes"
    again.close()


def test_a_broken_file_is_told_in_a_sentence_and_left_alone(tmp_path: Path) -> None:
    site = build_journal(tmp_path / "site")
    folder = site / ".worklog" / "reviewed"
    folder.mkdir(parents=True)
    (folder / "someone.toml").write_bytes(b"[pages\n")
    session = _open(site, tmp_path / "state")
    page = _page(session, 1)
    assert session.reviewing.state(page) == "no"
    assert session.reviewing.troubles == (
        "“.worklog/reviewed/someone.toml” is not valid TOML: its reviews are not shown; mend it.",
    )
    session.reviewing.mark(page, session.source(page))
    assert (folder / "someone.toml").read_bytes() == b"[pages\n"
    assert session.reviewing.state(page) == "yes"
    session.close()


def _git(root: Path, *words: str) -> None:
    who = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(root), *who, *words], check=True, capture_output=True)


def test_the_author_is_the_settings_name_else_gits_else_the_logins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = build_journal(tmp_path / "site")
    monkeypatch.setenv("LOGNAME", "an-login")
    for name, value in (("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_SYSTEM", "/dev/null")):
        monkeypatch.setenv(name, value)
    for git, author, expected in (
        ("", "", "an-login"),
        ("An\tGit", "", "An Git"),
        ("An Git", " Lan\x1b[31m ", "Lan [31m"),
    ):
        if git:
            _git(site, "init", "-q")
            _git(site, "config", "user.name", git)
        session = _open(site, tmp_path / "state", author)
        assert session.reviewing.author == expected
        session.close()


def test_a_name_chosen_while_the_app_is_open_counts_at_once(tmp_path: Path) -> None:
    session = _open(build_journal(tmp_path / "site"), tmp_path / "state", "Lan")
    assert session.reviewing.author == "Lan"
    session.settings = Settings(author="An")
    assert session.reviewing.author == "An"
    session.close()
