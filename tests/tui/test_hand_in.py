"""Handing in from the app: listed page by page, pushed by one key, refused in one sentence; weeks are marked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hugo_judge import needs_hugo
from tests.publish_fixture import WEEK4, WEEK4_VI, Repository, needs_git, repo  # noqa: F401 - a fixture
from tests.tui.conftest import Opener, Running
from tests.tui.test_problems import shown, until
from worklog_tui.tui.screens.hand_in import HandInScreen

pytestmark = [needs_git, needs_hugo, pytest.mark.hugo]


async def hand_in(run: Running) -> None:
    """The command, by the palette."""
    await run.press("colon")
    await run.type("hand in")
    await run.press("enter")
    assert isinstance(run.app.screen, HandInScreen)


async def test_listed_pushed_and_said(repo: Repository, opened: Opener) -> None:  # noqa: F811
    repo.edit(WEEK4, "30/09/2025", "01/10/2025")
    (repo.site / "notes.txt").write_text("x")
    before = repo.published
    async with opened(repo.site / WEEK4) as run:
        await hand_in(run)
        said = await until(run, "y commits 1 file as “Worklog: week 4” and pushes to origin/main")
        assert "The site builds: 18 pages, Hugo " in said
        assert "Week 4 · EN" in said
        assert "Task 2 · Start Date: 30 Sep → 1 Oct" in said
        assert "Stays behind: a takes it too" in said
        assert repo.published == before
        await run.press("y")
        await until(run, "Handed in: origin/main is at ")
        assert not isinstance(run.app.screen, HandInScreen)
    assert repo.published != before
    assert repo.git("status", "--porcelain") == "?? notes.txt"


async def test_other_files_too(repo: Repository, opened: Opener) -> None:  # noqa: F811
    (repo.site / "notes.txt").write_text("x")
    async with opened(repo.site / WEEK4) as run:
        await hand_in(run)
        await until(run, "Everything is published on origin/main already.")
        await run.press("y")
        assert "Everything is published already." in await until(run, "published already")
        await run.press("a")
        await until(run, "y commits 1 file as “Worklog: files of the site”")
        await run.press("y")
        await until(run, "Handed in")
    assert repo.git("status", "--porcelain") == ""


async def test_what_does_not_build_is_gone_to(repo: Repository, opened: Opener) -> None:  # noqa: F811
    repo.edit(WEEK4_VI, "### ", "{{< nosuch >}}\n\n### ")
    before = repo.published
    async with opened(repo.site / WEEK4) as run:
        await hand_in(run)
        await until(run, "The site does not build: content/1-Worklog/1.4-Week4/_index.vi.md")
        await run.press("y")
        assert "There is nothing to hand in yet" in await until(run, "There is nothing")
        await run.press("enter")
        assert run.screen.page is not None
        assert run.screen.page.rel == WEEK4_VI
        assert "nosuch" in run.row()
    assert repo.published == before


async def test_no_git_is_said(
    repo: Repository,  # noqa: F811
    opened: Opener,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    async with opened(repo.site / WEEK4) as run:
        await hand_in(run)
        await until(run, "git was not found: install it")
        await run.press("q")
        assert not isinstance(run.app.screen, HandInScreen)


async def test_weeks_that_are_not_published_are_marked(repo: Repository, opened: Opener) -> None:  # noqa: F811
    repo.edit(WEEK4_VI, "### ", "###  ")
    async with opened(repo.site / WEEK4) as run:
        assert "↑" not in shown(run)
        run.screen.room("published").look()
        marked = await until(run, "↑")
        assert [line[:5].strip(" ▸•") for line in marked.splitlines() if "↑" in line] == ["4"]
        repo.git("commit", "-qam", "x")
        repo.git("push", "-q")
        run.screen.room("published").look()
        for _ in range(100):
            await run.pilot.pause(0.05)
            if "↑" not in shown(run):
                break
        assert "↑" not in shown(run)


async def test_marks_come_after_a_save(repo: Repository, opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    monkeypatch.setattr("worklog_tui.tui.rooms.published.SOON", 0.01)
    async with opened(repo.site / WEEK4) as run:
        await run.press("e")
        await run.type("More ")
        await run.press("escape")
        run.saved(repo.site / WEEK4)
        await until(run, "↑")


async def test_another_message(repo: Repository, opened: Opener) -> None:  # noqa: F811
    repo.edit(WEEK4, "30/09/2025", "01/10/2025")
    async with opened(repo.site / WEEK4) as run:
        await hand_in(run)
        await until(run, "y commits 1 file as “Worklog: week 4”")
        await run.press("m")
        await run.type("For Ms. Lan: ")
        await run.press("escape")
        await until(run, "y commits 1 file as “For Ms. Lan: Worklog: week 4”")
        await run.press("y")
        await until(run, "Handed in")
    assert repo.git("log", "-1", "--format=%s") == "For Ms. Lan: Worklog: week 4"


async def test_the_narrow_list_keeps_its_numbers_beside_the_mark(repo: Repository, opened: Opener) -> None:  # noqa: F811
    repo.edit(WEEK4_VI, "### ", "###  ")
    async with opened(repo.site / WEEK4, size=(80, 24)) as run:
        run.screen.room("published").look()
        lines = (await until(run, "↑")).splitlines()
        assert [line[:4] for line in lines[2:6]] == ["•  1", "   2", "   3", "▸↑ 4"]  # •: today


async def test_hostile_words_are_only_words(repo: Repository, opened: Opener) -> None:  # noqa: F811
    hostile = "[@click=app.quit]x[/] \x1b]52;c;x\x07"
    repo.edit(WEEK4, "Bring the three boxes", f"{hostile} Bring the three boxes")
    (repo.site / "content/1-Worklog/1.4-Week4" / f"{hostile.replace('/', '_')}.txt").write_text("x")
    repo.git("commit", "-q", "--allow-empty", "-m", hostile)
    async with opened(repo.site / WEEK4) as run:
        await hand_in(run)
        said = await until(run, "Commits that are not pushed yet")
        assert said.count("[@click=app.quit]x[") >= 3  # the difference, the file's name, the commit's subject
        assert not {"\x1b", "\x07"} & set(said)
        await run.press("q")
    repo.edit(WEEK4, "### Week 4", "{{< [@click=app.quit]x >}}\n### Week 4")
    async with opened(repo.site / WEEK4) as run:
        await hand_in(run)
        said = await until(run, "The site does not build")
        assert not {"\x1b", "\x07"} & set(said)
