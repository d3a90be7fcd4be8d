"""Reviewing on screen: space reads everything, comments land where one is, and no key changes a page."""

from __future__ import annotations

import datetime as dt
import string
import webbrowser
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.tui.conftest import TODAY, Opener, Running
from tests.tui.test_editing import to_task
from worklog_tui.session.journal import open_journal
from worklog_tui.session.reading_only import ReadOnly
from worklog_tui.session.session import Session
from worklog_tui.storage.settings import Settings
from worklog_tui.tui.app import WorklogApp
from worklog_tui.tui.commands import COMMANDS
from worklog_tui.tui.review_app import ReviewApp
from worklog_tui.tui.screens.inbox import InboxScreen
from worklog_tui.tui.screens.review import ReviewScreen
from worklog_tui.tui.screens.saying import SayingScreen
from worklog_tui.tui.screens.since import SinceScreen
from worklog_tui.worklog.finding.search import Spot
from worklog_tui.worklog.review.pieces import piece_at

LAN = Settings(author="Lan Nguyễn")


def pages(site: Path) -> dict[str, tuple[bytes, int]]:
    """Every file of the site that is not ours: bytes and time of change."""
    found = sorted(p for p in site.rglob("*") if p.is_file() and ".worklog" not in p.parts)
    return {str(p): (p.read_bytes(), p.stat().st_mtime_ns) for p in found}


async def until(run: Running, holds: Callable[[], object]) -> None:
    """Waits for it, five seconds at most."""
    for _ in range(100):
        if holds():
            return
        await run.pilot.pause(0.05)
    raise AssertionError("it never came:\n" + "\n".join(run.lines()))


def text_of(run: Running) -> str:
    return "\n".join(run.lines())


async def sees(run: Running, *words: str) -> None:
    """Waits until the screen says all that."""
    await until(run, lambda: all(word in text_of(run) for word in words))


def reviewing(run: Running) -> ReviewScreen:
    assert isinstance(run.app.screen, ReviewScreen)
    return run.app.screen


async def to_row(run: Running, number: int) -> None:
    """Space, until the review is on this task."""
    for _ in range(40):
        row = reviewing(run).view.row
        if row is not None and row.kind == "task" and row.at == (number,):
            return
        await run.press("space")
    raise AssertionError("no such row")


async def comment(run: Running, words: str, key: str = "c") -> None:
    await run.press(key)
    await until(run, lambda: isinstance(run.app.screen, SayingScreen))
    await run.type(words)
    await run.press("escape")
    await until(run, lambda: not isinstance(run.app.screen, SayingScreen))


@asynccontextmanager
async def alone(site: Path, state: Path, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Running]:
    """`worklog --read-only`."""
    journal = open_journal(site, settings=LAN, cwd=site)

    def session(_: Path | None) -> Session:
        return ReadOnly(journal, settings=LAN, state_dir=state)

    app = ReviewApp(session, path=site, settings=LAN, today=TODAY)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Running(app, pilot)
        if app.session is not None:
            app.session.close()


async def test_space_alone_reads_every_task_of_every_week(site: Path, tmp_path: Path) -> None:
    before = pages(site)
    async with alone(site, tmp_path / "state") as run:
        await sees(run, "not reviewed yet", "1 of 3")
        seen: list[tuple[int | None, str]] = []
        for _ in range(80):
            screen = reviewing(run)
            row = screen.view.row
            stop = "title" if row is None and screen.view.cursor.pane == 0 else "section" if row is None else row.kind
            seen.append((screen.page.number, f"{stop} {row.at[0] if row is not None else screen.view.cursor.pane}"))
            if "That was the last week" in screen.toast.words:
                break
            await run.press("space")
            await run.pilot.pause(0.02)
        tasks = [one for one in dict.fromkeys(seen) if one[1].startswith("task")]
        assert tasks == [(week, f"task {row}") for week in (1, 2, 3) for row in (1, 2, 3)]
        assert {one for one in seen if one[1].startswith("section")} >= {
            (n, f"section {p}") for n in (1, 2, 3) for p in (1, 3)
        }
    assert pages(site) == before
    assert not (site / ".worklog").exists()  # looking leaves no trace


async def test_a_comment_is_made_answered_resolved_and_withdrawn(site: Path, tmp_path: Path) -> None:
    before = pages(site)
    async with alone(site, tmp_path / "state") as run:
        await to_row(run, 2)
        await comment(run, "Which rules?")
        await sees(run, "❝Tue  Read the rules", "▸ ❝ Lan Nguyễn", "Which rules?", "❝ 1")
        await comment(run, "These.", key="a")
        await sees(run, "↳ Lan Nguyễn", "These.")
        await run.press("r")
        await sees(run, "✓ Lan Nguyễn", "resolved by Lan Nguyễn")
        assert "❝Tue  Read the rules" not in text_of(run)
        await comment(run, "No, others", key="a")
        await sees(run, "❝Tue  Read the rules", "opened it again", "No, others")
        await run.press("x")
        await until(run, lambda: "❝" not in text_of(run))
        await comment(run, "A good week", key="C")
        await run.press("home", "home")
        await sees(run, "A good week", "❝ 1")
    assert pages(site) == before
    assert len(list((site / ".worklog" / "comments").glob("*.toml"))) == 2  # the withdrawn one is kept


async def test_nothing_written_says_nothing(site: Path, tmp_path: Path) -> None:
    async with alone(site, tmp_path / "state") as run:
        await to_row(run, 1)
        for leave in ("escape", "ctrl+s", "ctrl+g"):
            await run.press("c")
            await until(run, lambda: isinstance(run.app.screen, SayingScreen))
            if leave == "ctrl+g":
                await run.type("never mind")
            await run.press(leave)
        await run.pilot.pause(0.2)
    assert not (site / ".worklog").exists()


async def test_what_was_reviewed_and_what_has_changed_since(week2: Path, site: Path, opened: Opener) -> None:
    async with opened(week2, settings=LAN) as run:
        await run.press("v")
        await sees(run, "not reviewed yet")
        await run.press("d")
        await sees(run, "Review · Week 2", "Week 2: reviewed")
        await until(run, lambda: "not reviewed" not in text_of(run))
        text = week2.read_text().replace("**Read** the", "**Write** the").replace("- Second aim", "- Other aim")
        week2.write_text(text)
        await sees(run, "2 changes since", "~ Write the rules", "~ Other aim")
        await run.press("w")
        await until(run, lambda: isinstance(run.app.screen, SinceScreen))
        await run.press("down")
        await sees(run, "then  Read the rules", "now   Write the rules", "2 differences")
        await run.press("enter")
        await until(run, lambda: isinstance(run.app.screen, ReviewScreen))
        row = reviewing(run).view.row
        assert row is not None
        assert (row.kind, row.at) == ("task", (2,))
        await run.press("d")
        await until(run, lambda: "changes since" not in text_of(run))
        await run.press("d")
        await sees(run, "not reviewed yet")
    assert week2.read_text() == text


async def test_where_the_old_text_is_not_kept_the_screen_says_so(week2: Path, opened: Opener, tmp_path: Path) -> None:
    async with opened(week2, settings=LAN) as run:
        await run.press("v", "d")
        await sees(run, "Week 2: reviewed")
    for path in (tmp_path / "state").rglob("objects/*/*"):
        path.unlink()
    week2.write_text(week2.read_text().replace("- Second aim", "- Other aim"))
    async with opened(week2, settings=LAN) as run:
        await run.press("v")
        await sees(run, "changed since", "is not kept on this computer")
        await run.press("w")
        assert "is not kept on this computer" in reviewing(run).toast.words


async def test_next_to_review_passes_over_what_is_reviewed(week2: Path, opened: Opener) -> None:
    async with opened(week2, settings=LAN) as run:
        await run.press("v", "d")
        await sees(run, "Week 2: reviewed")
        for week in (3, 1):
            await run.press("n")
            await sees(run, f"Review · Week {week} ", "not reviewed yet")
            await run.press("d")
            await sees(run, f"Week {week}: reviewed")
        await run.press("n")
        await until(run, lambda: "All weeks are reviewed" in reviewing(run).toast.words)


async def test_the_inbox_leads_to_the_place_and_settles_comments(site: Path, week2: Path, opened: Opener) -> None:
    async with opened(week2, settings=LAN) as run:
        await run.press("v")
        await to_row(run, 2)
        await comment(run, "Which rules?")
        await run.press("]", "escape")
        await run.press("V")
        await sees(run, "1 open comment", "Week 2 en · Task 2", "Which rules?")
        await run.press("enter")
        await until(run, lambda: run.app.screen is run.screen)
        assert "Read the rules" in run.row()
        assert "Which rules?" in run.said()
        await run.press("V")
        await sees(run, "1 open comment")
        await comment(run, "The first ones", key="a")
        await sees(run, "The first ones", "↳1")
        await run.press("r")
        await sees(run, "No open comments", "1 resolved")
        await run.press("f")
        await sees(run, "✓ Week 2 en · Task 2", "resolved it")
        await run.press("escape")
        await until(run, lambda: run.app.screen is run.screen)


async def test_the_main_screen_marks_comments_and_they_follow_edits(week2: Path, site: Path, opened: Opener) -> None:
    async with opened(week2, settings=LAN) as run:
        await run.press("v")
        await to_row(run, 2)
        await comment(run, "Which rules?")
        await run.press("escape")
        await sees(run, " 2❝", "❝Tue  Read the rules")
        await to_task(run, 2)
        await sees(run, "Which rules?", "V answers and resolves comments.")
        await run.press("J")
        await run.press("enter")
        await run.pilot.press("ctrl+a")
        await run.type("Wholly other words, ")
        await run.press("escape")
        run.saved(week2)
        await sees(run, "❝Tue  Wholly other words")
        (file,) = (site / ".worklog" / "comments").glob("*.toml")
        await until(run, lambda: "Wholly other words" in file.read_text())
    assert "❝" not in week2.read_text()


async def test_every_command_is_found_by_its_name(site: Path, tmp_path: Path) -> None:
    async with alone(site, tmp_path / "state", (80, 24)) as run:
        await to_row(run, 1)
        await run.press(":")
        await run.type("comment on the page")
        await sees(run, "Comment on the page")
        await run.press("enter")
        await until(run, lambda: isinstance(run.app.screen, SayingScreen))
        await run.type("By name")
        await run.press("escape")
        await sees(run, "❝ 1")


async def test_a_digest_is_written_from_the_screen(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    before = pages(site)
    async with alone(site, tmp_path / "state") as run:
        await run.press("s")
        await until(run, lambda: "no comments and no reviews" in reviewing(run).toast.words)
        await to_row(run, 1)
        await comment(run, "Whom?")
        await run.press("s")
        await until(run, lambda: "Written to" in reviewing(run).toast.words)
    (file,) = tmp_path.glob("comments-*.md")
    assert "> Whom?" in file.read_text(encoding="utf-8")
    assert pages(site) == before


async def test_a_comment_that_lost_its_place_stays_on_the_page_and_says_so(week2: Path, opened: Opener) -> None:
    async with opened(week2, settings=LAN) as run:
        await run.press("v")
        await to_row(run, 2)
        await comment(run, "Which rules?")
        await run.press("escape")
        await to_task(run, 2)
        await run.press("x")
        run.saved(week2)
        await run.press("v")
        await sees(run, "Which rules?", "what it speaks of is gone: Task 2", "“Read the rules”", "❝ 1")
        await run.press("V")
        await sees(run, "gone from the page")


async def test_comments_that_git_brought_are_seen_when_one_comes_back(
    week2: Path, site: Path, opened: Opener, tmp_path: Path
) -> None:
    async with opened(week2, settings=LAN) as run:
        await run.pilot.pause(0.6)
        assert "❝" not in text_of(run)
        other = Session(open_journal(site, settings=LAN, cwd=site), settings=LAN, state_dir=tmp_path / "other")
        page = next(w for w in other.journal.weeks if w.number == 2).page("en")
        week = other.week(page)
        spot = piece_at(week, Spot("task", (2,)))
        other.reviewing.comments.add(page, week, spot, "Which rules?", by="Mentor")
        other.close()
        run.app.on_app_focus()
        await sees(run, "❝Tue  Read the rules", " 2❝")


HOSTILE = """id = "aaaa-1"
[said]
"0" = {at = "2025-09-09T10:00:00Z", by = "[@click=app.quit]x[/]\\u001b[2J", text = "red \\u001b[31m [bold]no[/] %s"}
[place]
"0" = {at = "2025-09-09T10:00:00Z", kind = "page", page = "content/1-Worklog/1.2-Week2/_index.md", language = "en"}
"""


async def test_hostile_comments_are_shown_as_the_text_they_are(week2: Path, site: Path, opened: Opener) -> None:
    folder = site / ".worklog" / "comments"
    folder.mkdir(parents=True)
    (folder / "aaaa-1.toml").write_text(HOSTILE % ("\\u202e\\u0007 " + "long " * 3000))
    (folder / "broken.toml").write_text("[said\n")
    async with opened(week2, settings=LAN) as run:
        await until(run, lambda: "“.worklog/comments/broken.toml” is not valid TOML" in run.said())
        await run.press("v")
        await sees(run, "[bold]no[/]", "[@click=app.quit]x[/]")
        assert "\x1b" not in text_of(run)
        assert "\u202e" not in text_of(run)
        await run.press("V")
        await sees(run, "1 open comment", "[bold]no[/]")
    assert (folder / "broken.toml").read_text() == "[said\n"


# --- no key changes a page ---------------------------------------------------------------------------------------

OTHERS = {
    "delete",
    "backspace",
    "insert",
    "ctrl+v",
    "ctrl+x",
    "ctrl+z",
    "ctrl+s",
    "f2",
    "alt+enter",
    "ơ",
    "ư",
    "đ",
    "+",
}
KEYS = sorted({key for command in COMMANDS for key in command.keys} | set(string.ascii_letters) | set("0159<") | OTHERS)
LEAVES = {"q", "escape", "v", "ctrl+q"}


@pytest.fixture
def no_browser(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What would have been opened."""
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda target: bool(opened.append(target)) or True)
    return opened


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A digest is written into the current folder."""
    (tmp_path / "cwd").mkdir(exist_ok=True)
    monkeypatch.chdir(tmp_path / "cwd")


async def press_everything(run: Running, home: Callable[[], bool]) -> None:
    """Every key of every list, and some of none; ``home``: on the screen that is tested."""
    for key in KEYS:
        if key in LEAVES:
            continue
        await run.pilot.press(key)
        await run.pilot.pause()
        for _ in range(6):
            if home():
                break
            await run.press("ctrl+g" if isinstance(run.app.screen, SayingScreen) else "escape")
        assert home(), f"{key} led to {run.app.screen}"


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_no_key_of_a_read_only_journal_changes_a_page(
    site: Path, tmp_path: Path, no_browser: list[str], size: tuple[int, int]
) -> None:
    before = pages(site)
    async with alone(site, tmp_path / "state", size) as run:
        for row in (1, 2):
            await to_row(run, row)
            await comment(run, f"On row {row}")
            await press_everything(run, lambda: isinstance(run.app.screen, ReviewScreen))
        await run.press("V")
        await sees(run, "2 open comments")
        await press_everything(run, lambda: isinstance(run.app.screen, InboxScreen) or not run.app.screen_stack[1:])
    assert pages(site) == before


async def test_no_key_of_the_review_changes_a_page(
    week2: Path, site: Path, opened: Opener, no_browser: list[str]
) -> None:
    before = pages(site)
    async with opened(week2, settings=LAN) as run:
        await run.press("v")
        await to_row(run, 2)
        await comment(run, "Which rules?")

        def home() -> bool:
            return isinstance(run.app.screen, ReviewScreen)

        for key in KEYS:
            if key in LEAVES or key == "enter":  # that goes to the page, where keys change it
                continue
            await run.pilot.press(key)
            await run.pilot.pause()
            for _ in range(4):
                if home():
                    break
                await run.press("ctrl+g" if isinstance(run.app.screen, SayingScreen) else "escape")
            assert home(), key
        assert run.screen.session.history == ()
        assert run.screen.session.unsaved() == ()
    assert pages(site) == before
    assert all(target.startswith("https://") for target in no_browser)


async def test_read_only_says_why_enter_does_nothing_and_help_lists_its_keys(site: Path, tmp_path: Path) -> None:
    async with alone(site, tmp_path / "state") as run:
        await run.press("enter")
        assert "read only" in reviewing(run).toast.words
        await run.press("?")
        await sees(run, "The next page that is not reviewed")
        await run.press("escape", "q")
        assert not run.app.is_running


def test_today_is_no_day_of_a_review() -> None:
    assert dt.date(2025, 9, 10) == TODAY
    assert issubclass(ReviewApp, WorklogApp)
