"""The board on the screen: the term on one line, a week a line, sums; sorted, filtered, left for a week."""

from __future__ import annotations

import asyncio
import datetime as dt
import threading
from pathlib import Path

import pytest

from tests.journal_fixture import build_journal, page_path
from tests.tui.conftest import Opener, Running
from worklog_tui.storage.settings import Settings
from worklog_tui.tui.screens.board import BoardScreen
from worklog_tui.tui.screens.picker import Picker
from worklog_tui.tui.screens.problems import ProblemsScreen
from worklog_tui.worklog.intentions import RemoveTask


def shown(run: Running) -> str:
    """The screen as text, without the ends of its lines."""
    return "\n".join(line.rstrip() for line in run.lines())


async def until(run: Running, words: str, *, gone: bool = False) -> str:
    """Waits until the screen shows the words, or no longer does."""
    for _ in range(250):
        await run.pilot.pause()
        if (words in shown(run)) != gone:
            return shown(run)
        await asyncio.sleep(0.02)
    raise AssertionError(f"{words!r} {'stays' if gone else 'does not come'}:\n{shown(run)}")


def line_of(text: str, start: str) -> str:
    """The line of a week, its cursor taken away, its blanks as one."""
    for line in text.splitlines():
        words = " ".join(line.replace("▸", " ").replace("▐", " ").split())
        if words.startswith(start):
            return words
    raise AssertionError(f"no line {start!r}:\n{text}")


def listed(text: str) -> list[int]:
    """The numbers of the weeks, from the top."""
    lines = text.splitlines()
    top = next(at for at, line in enumerate(lines) if line.startswith("  Week") and "Tasks" in line)
    words = [line.replace("▸", " ").split() for line in lines[top + 1 :]]
    out = []
    for found in words:
        if not found or found[1].startswith("week"):
            break
        out.append(int(found[0]))
    return out


@pytest.fixture
def garden(tmp_path: Path) -> Path:
    """Three weeks from 6 October 2025 on, Monday to Thursday; the app's day lies before them (conftest)."""
    root = build_journal(tmp_path / "garden")
    (root / ".worklog").mkdir()
    off = ("index-missing", "week-repeats", "date-future", "date-off", "language-other", "near-empty")
    (root / ".worklog/checks.toml").write_text("[checks]\n" + "".join(f'{code} = "off"\n' for code in off))
    return root


def edit(root: Path, number: int, language: str, old: str, new: str) -> None:
    path = root / page_path(number, language)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def term(garden: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, on the Wednesday of week 3; week 2 has a gap, a twin out of step and a problem."""
    monkeypatch.setattr("tests.tui.conftest.TODAY", dt.date(2025, 10, 22))
    edit(
        garden,
        2,
        "en",
        "| 3 | Sort the seeds by year | 14/10/2025 | 14/10/2025 | [Seed list](https://example.org/seeds) |\n",
        "",
    )
    edit(garden, 1, "en", "### Week 1 Achievements", "### Week 3 Achievements")
    return garden


async def test_the_whole_term_at_a_glance(term: Path, opened: Opener) -> None:
    async with opened(term, size=(80, 24)) as run:
        await run.press("B")
        text = await until(run, "3 weeks          11/14")
        lines = text.splitlines()
        assert lines[0].split() == ["Board", "·", "Garden", "report", "·", "en"]
        assert lines[1].split() == ["Oct"]
        # today is Wednesday 22 October; the Thursday of week 3 has its entry already
        assert lines[2].rstrip() == "  ■■■■□·· ■□■■□·· ■■●■···"
        assert line_of(text, "1 ") == "1 6–9 Oct ■■■■□·· 3 3 2 36 · – ! 1 – –"
        assert line_of(text, "2 ") == "2 13–16 Oct ■□■■□·· 2 2 1 29 ≠ – ! 1 – –"
        assert line_of(text, "3 ") == "3 20–23 Oct ■■●■··· 3 2 2 36 · – · – –"
        assert line_of(text, "3 weeks") == "3 weeks 11/14 8 7 5 101 ≠ 1 0 ! 2 0 0"
        assert all(len(line) <= 80 for line in lines)


async def test_the_selected_week_in_words(term: Path, opened: Opener) -> None:
    async with opened(term / page_path(2), size=(120, 40)) as run:
        await run.press("B")
        text = await until(run, "no entry on Tue 14 Oct, Fri 17 Oct")
        assert "Week 2  Mon 13 Oct – Thu 16 Oct 2025" in text
        assert "3 of 5 days · 2 of 2 tasks finished · 1 reference · 29 words" in text
        assert "1 problem: ! lists them" in text
        assert "out of step: " in text


async def test_enter_opens_the_week_and_the_board_stays_as_it_was(term: Path, opened: Opener) -> None:
    async with opened(term, size=(120, 40)) as run:
        await run.press("B")
        await until(run, "3 weeks")
        await run.press("g", "down", "s", "enter")
        assert run.app.screen is run.screen
        assert run.screen.page is not None
        assert run.screen.page.number == 2
        assert run.screen.where == "page"
        await run.press("B")
        assert isinstance(run.app.screen, BoardScreen)
        text = await until(run, "Week▼")
        assert listed(text) == [3, 2, 1]
        assert "▸  2" in text
        await run.press("q")
        assert run.app.screen is run.screen


async def test_sorted_by_a_column_and_back(term: Path, opened: Opener) -> None:
    async with opened(term, size=(120, 40)) as run:
        await run.press("B")
        await until(run, "3 weeks")
        await run.press("right", "s")  # Days: most without an entry first
        assert listed(await until(run, "Days▼"))[0] == 2
        await run.press("s")
        assert listed(await until(run, "Days▲"))[-1] == 2
        await run.press("s")
        assert listed(await until(run, "Days▲", gone=True)) == [1, 2, 3]
        await run.press("l", "l", "l", "l", "s")
        assert listed(await until(run, "Words▼"))[-1] == 2


async def test_filtered_by_columns_escape_shows_all_again(term: Path, opened: Opener) -> None:
    async with opened(term, size=(120, 40)) as run:
        await run.press("B")
        await until(run, "3 weeks")
        await run.press("f")
        assert isinstance(run.app.screen, Picker)
        await run.type("out of step")
        await run.press("enter")
        text = await until(run, "1 of 3 weeks")
        assert listed(text) == [2]
        assert "twins out of step" in text.splitlines()[0]
        assert line_of(text, "1 week ").startswith("1 week 3/5 2 2 1 29")
        await run.press("f")
        await run.type("not reviewed")
        await run.press("enter")
        assert "not reviewed" in (await until(run, "· not reviewed")).splitlines()[0]
        await run.press("escape")
        assert listed(await until(run, "of 3 weeks", gone=True)) == [1, 2, 3]
        await run.press("escape")
        assert run.app.screen is run.screen


async def test_the_other_language(term: Path, opened: Opener) -> None:
    async with opened(term, size=(120, 40)) as run:
        await run.press("B")
        before = line_of(await until(run, "3 weeks"), "2 13")
        await run.press("t")
        await until(run, "report · vi")
        assert before == "2 13–16 Oct ■□■■□·· 3/5 2 2 1 29 ≠ – ! 1 – –"
        await until(run, "■■■■□·· 4/5        3         3           2      40     ≠")  # the row is still there
        assert line_of(shown(run), "2 13") == "2 13–16 Oct ■■■■□·· 4/5 3 3 2 40 ≠ – ! 1 – –"
        await run.press("enter")
        assert run.screen.page is not None
        assert run.screen.page.language == "vi"


async def test_problems_of_the_selected_week(term: Path, opened: Opener) -> None:
    async with opened(term, size=(120, 40)) as run:
        await run.press("B")
        await until(run, "3 weeks")
        await run.press("g", "!")
        await until(run, "names week 3")
        assert isinstance(run.app.screen, ProblemsScreen)


async def test_an_edit_is_seen_at_the_next_opening(term: Path, opened: Opener) -> None:
    async with opened(term / page_path(3), size=(120, 40)) as run:
        await run.press("B")
        assert line_of(await until(run, "3 weeks"), "3 20").startswith("3 20–23 Oct ■■●■··· 4/4 3 2")
        await run.press("enter")
        assert run.screen.page is not None
        run.screen.session.execute(run.screen.page, RemoveTask(3))
        await run.press("B")
        await until(run, "■■○····")
        assert line_of(shown(run), "3 20").startswith("3 20–21 Oct ■■○···· 2/2 2 2")


async def test_usable_while_its_facts_arrive(tmp_path: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    from worklog_tui.session.board import Board

    root = build_journal(tmp_path / "long", 30, languages=("en",))
    gate = threading.Event()
    read = Board.row

    def slow(self: Board, entry: object, language: str | None) -> object:
        if entry.number < 25:  # type: ignore[attr-defined]
            gate.wait(0.2 if entry.number >= 20 else 20)  # type: ignore[attr-defined]
        return read(self, entry, language)  # type: ignore[arg-type]

    monkeypatch.setattr(Board, "row", slow)
    async with opened(root, size=(80, 24)) as run:
        await run.press("B")
        text = await until(run, "reading 10 of 30 weeks")
        assert "…" in text
        assert "□" not in text  # no gaps where nothing is read
        await run.press("g")
        assert "▸  1" in shown(run)
        await run.press("right", "right", "s")  # those that are read first
        assert "…" not in shown(run).splitlines()[5]
        await run.press("G")
        assert "▸" in (last := shown(run).splitlines()[17])
        assert "…" in last
        gate.set()
        await until(run, "reading", gone=True)
        await run.press("enter")
        assert run.app.screen is run.screen


async def test_a_journal_without_twins_hears_nothing_of_them(tmp_path: Path, opened: Opener) -> None:
    root = build_journal(tmp_path / "one", languages=("en",))
    async with opened(root, size=(120, 40)) as run:
        await run.press("B")
        text = await until(run, "3 weeks")
        assert "Twin" not in text
        assert "Translate" not in text
        await run.press("t")
        await until(run, "All pages here are in one language.")


async def test_hostile_names_are_only_text(tmp_path: Path, opened: Opener) -> None:
    root = build_journal(tmp_path / "x")
    config = root / "hugo.toml"
    config.write_text(config.read_text().replace("Garden report", "[red]\\u001b[2J Garden"))
    async with opened(root, size=(80, 24)) as run:
        await run.press("B")
        text = await until(run, "3 weeks")
        assert "[red]" in text
        assert "\x1b" not in text


@pytest.mark.parametrize("size", [(40, 12), (60, 10), (80, 24), (120, 40), (200, 50)])
async def test_it_fits(term: Path, opened: Opener, size: tuple[int, int]) -> None:
    async with opened(term, size=size) as run:
        await run.press("B")
        text = await until(run, "3 weeks")
        assert "13–16 Oct" in text
        assert all(len(line) <= size[0] for line in text.splitlines())
        if size[0] == 200:
            assert "no entry on Tue, Fri" in text


async def test_a_click_on_a_title_sorts(term: Path, opened: Opener) -> None:
    async with opened(term, size=(120, 40)) as run:
        await run.press("B")
        await until(run, "3 weeks")
        titles = shown(run).splitlines()[4]
        await run.pilot.click(offset=(titles.index("Words") + 2, 4))
        assert listed(await until(run, "Words▼"))[-1] == 2


async def test_colours_may_be_light(term: Path, opened: Opener) -> None:
    async with opened(term, size=(120, 40), settings=Settings(theme="light")) as run:
        await run.press("B")
        await until(run, "3 weeks")


async def test_a_page_with_the_dates_of_another_week_says_so(term: Path, opened: Opener) -> None:
    page = term / page_path(3)
    text = page.read_text(encoding="utf-8")
    for day in (20, 21, 22, 23):
        text = text.replace(f"{day}/10/2025", f"{day - 9:02}/08/2025")
    page.write_text(text, encoding="utf-8")
    async with opened(page, size=(120, 40)) as run:
        await run.press("B")
        text = await until(run, "? dates")
        assert line_of(text, "3 11").startswith("3 11–14 Aug ? dates 3 3 2")
        assert "its dates do not follow on those of the other weeks" in text
        await run.press("f")
        await run.type("another week")
        await run.press("enter")
        assert listed(await until(run, "1 of 3 weeks")) == [3]


async def test_the_problems_of_the_selected_week_stand_below_it(term: Path, opened: Opener) -> None:
    async with opened(term / page_path(1), size=(120, 40)) as run:
        await run.press("B")
        await until(run, "! en, line 22: The heading “Week 3 Achievements” names week 3")


async def test_review_from_the_selected_week(term: Path, opened: Opener) -> None:
    async with opened(term, size=(120, 40)) as run:
        await run.press("B")
        await until(run, "3 weeks")
        await run.press("g", "v")
        await run.pilot.pause()
        assert not isinstance(run.app.screen, BoardScreen)
        assert run.screen.page is not None
        assert run.screen.page.number == 1
