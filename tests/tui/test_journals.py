"""Several journals: side by side, gone into and back, switched between without leaving the app."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.journal_fixture import build_journal, page_path
from tests.tui.conftest import Opener, Running
from worklog_tui.session.journal import open_journal
from worklog_tui.session.session import Session
from worklog_tui.storage.settings import Settings
from worklog_tui.storage.state import Recent, remember
from worklog_tui.tui.app import WorklogApp
from worklog_tui.tui.screens.board import BoardScreen
from worklog_tui.tui.screens.journals import JournalsScreen
from worklog_tui.tui.screens.main import MainScreen
from worklog_tui.tui.screens.picker import Picker
from worklog_tui.tui.screens.start import StartScreen
from worklog_tui.worklog.intentions import RemoveTask

TODAY = dt.date(2025, 10, 22)


def shown(run: Running) -> str:
    return "\n".join(line.rstrip() for line in run.lines())


async def until(run: Running, words: str) -> str:
    for _ in range(250):
        await run.pilot.pause()
        if words in shown(run):
            return shown(run)
        await asyncio.sleep(0.02)
    raise AssertionError(f"{words!r} does not come:\n{shown(run)}")


def line_of(text: str, words: str) -> str:
    return next(" ".join(line.replace("▸", " ").split()) for line in text.splitlines() if words in line)


@pytest.fixture
def gardens(tmp_path: Path) -> tuple[str, str]:
    """Two journals: three weeks up to today's, and one of a single week that has ended."""
    made = (build_journal(tmp_path / "an"), build_journal(tmp_path / "binh", 1))
    for root in made:
        (root / ".worklog").mkdir()
        off = ("index-missing", "week-repeats", "date-future", "date-off", "language-other", "near-empty")
        (root / ".worklog/checks.toml").write_text("[checks]\n" + "".join(f'{code} = "off"\n' for code in off))
    page = made[1] / page_path(1)
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("### Week 1 Ach", "### Week 2 Ach"), encoding="utf-8")
    return str(made[0]), str(made[1])


@asynccontextmanager
async def boards(paths: tuple[str, ...], tmp_path: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Running]:
    """`worklog board A B …` on a terminal."""

    def session(where: Path | None) -> Session | None:
        assert where is not None
        return Session(open_journal(where, cwd=tmp_path), state_dir=tmp_path / "state")

    app = WorklogApp(session, path=None, settings=Settings(), today=TODAY, board=paths)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Running(app, pilot)
        if app.session is not None:
            app.session.close()


async def test_journals_side_by_side(gardens: tuple[str, str], tmp_path: Path) -> None:
    async with boards((*gardens, str(tmp_path / "none")), tmp_path) as run:
        text = await until(run, "binh · Garden")
        text = await until(run, "! 1")
        assert "3 journals" in text.splitlines()[0]
        assert line_of(text, "an · Garden") == "an · Garden report 3 12/14 ■■●■··· 22 Oct · 0/3 –"
        assert line_of(text, "binh · Garden") == "binh · Garden report 1 4/4 □□○···· 9 Oct ! 1 0/1 –"
        assert line_of(text, "none") == "none – – – – – – –"
        assert all(len(line) <= 80 for line in text.splitlines())
        await run.press("down", "down")
        assert "name a site, a section" in shown(run)
        await run.press("enter")
        assert isinstance(run.app.screen, JournalsScreen)


async def test_in_and_back(gardens: tuple[str, str], tmp_path: Path) -> None:
    async with boards(gardens, tmp_path) as run:
        await until(run, "! 1")
        await run.press("enter")
        text = await until(run, "3 weeks")
        assert isinstance(run.app.screen, BoardScreen)
        assert "12/14" in text
        await run.press("q")
        assert isinstance(run.app.screen, JournalsScreen)
        assert run.app.session is None
        await run.press("down", "enter")
        await until(run, "1 week ")
        await run.press("enter")
        assert isinstance(run.app.screen, MainScreen)
        assert run.app.session is not None
        assert run.app.session.journal.root == Path(gardens[1])
        await run.press("q")
        assert isinstance(run.app.screen, JournalsScreen)


async def test_sorted_by_problems(gardens: tuple[str, str], tmp_path: Path) -> None:
    async with boards(gardens, tmp_path) as run:
        await until(run, "! 1")
        await run.press("s")
        text = await until(run, "Probl▼")
        assert text.index("binh · Garden") < text.index("an · Garden report")
        await run.press("s", "s")
        text = shown(run)
        assert text.index("an · Garden") < text.index("binh · Garden")


async def test_the_palette_switches_without_leaving(gardens: tuple[str, str], opened: Opener) -> None:
    remember(Recent(gardens[1], "Garden report"))
    remember(Recent(gardens[0], "Garden report"))
    async with opened(Path(gardens[0]) / page_path(2), size=(120, 40)) as run:
        first = run.app.session
        await run.press(":")
        await run.type("switch")
        await run.press("enter")
        assert isinstance(run.app.screen, Picker)
        text = shown(run)
        assert "binh · Garden report" in text
        assert "an · Garden report" not in text  # the open one is not offered
        await run.press("enter")
        await until(run, "Week 1 of 1")
        assert run.app.session is not None
        assert run.app.session is not first
        assert run.app.session.journal.root == Path(gardens[1])


async def test_a_journal_that_has_gone_is_not_offered_and_one_that_fails_is_said(
    gardens: tuple[str, str], opened: Opener, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    remember(Recent(str(tmp_path / "gone"), "Gone"))
    remember(Recent(str(tmp_path / "empty"), "Empty"))
    async with opened(Path(gardens[0]), size=(120, 40)) as run:
        run.screen.run_command("switch_journal")
        await run.pilot.pause()
        assert "Gone" not in shown(run)
        await run.press("enter")
        assert isinstance(run.app.screen, MainScreen)
        assert "No week pages" in run.said()
        assert run.app.session is not None
        assert run.app.session.journal.root == Path(gardens[0])


async def test_another_folder_is_the_first_screen(gardens: tuple[str, str], opened: Opener) -> None:
    async with opened(Path(gardens[0]), size=(120, 40)) as run:
        run.screen.run_command("switch_journal")
        await run.pilot.pause()
        await run.press("enter")
        assert isinstance(run.app.screen, StartScreen)


async def test_all_lately_used_from_within_a_journal(gardens: tuple[str, str], opened: Opener) -> None:
    remember(Recent(gardens[1], "Garden report"))
    async with opened(Path(gardens[0]), size=(120, 40)) as run:
        run.screen.run_command("board_all")
        await until(run, "2 journals")
        await until(run, "! 1")
        await run.press("escape")
        assert isinstance(run.app.screen, MainScreen)
        run.screen.run_command("board_all")
        await run.pilot.pause()
        await run.press("down", "enter")
        await until(run, "1 week ")
        assert isinstance(run.app.screen, BoardScreen)
        await run.press("q")
        assert isinstance(run.app.screen, MainScreen)
        assert run.app.session is not None
        assert run.app.session.journal.root == Path(gardens[1])


@pytest.mark.parametrize("size", [(40, 12), (60, 9), (80, 24), (120, 40), (200, 50)])
async def test_it_fits(gardens: tuple[str, str], tmp_path: Path, size: tuple[int, int]) -> None:
    async with boards(gardens, tmp_path, size) as run:
        text = await until(run, "! 1")
        assert "binh · Garden" in text
        assert all(len(line) <= size[0] for line in text.splitlines())


async def test_a_click_on_a_title_sorts(gardens: tuple[str, str], tmp_path: Path) -> None:
    async with boards(gardens, tmp_path) as run:
        await until(run, "! 1")
        titles = shown(run).splitlines()[1]
        await run.pilot.click(offset=(titles.index("Probl") + 1, 1))
        text = await until(run, "Probl▼")
        assert text.index("binh · Garden") < text.index("an · Garden report")


async def test_what_was_written_is_on_the_disk_when_one_leaves_a_journal(
    gardens: tuple[str, str], tmp_path: Path
) -> None:
    async with boards(gardens, tmp_path) as run:
        await until(run, "! 1")
        await run.press("enter")
        await until(run, "3 weeks")
        await run.press("g", "enter")
        page = run.screen.page
        assert page is not None
        before = page.path.read_bytes()
        run.screen.session.execute(page, RemoveTask(3))
        await run.press("q")
        assert isinstance(run.app.screen, JournalsScreen)
        after = page.path.read_bytes()
        assert b"Repair the hose" in before
        assert b"Repair the hose" not in after
