"""Starting a week on the main screen, and a journal on the first one: by keys and by mouse, to the bytes on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.conftest import Opener, Running, page_text
from worklog_tui.tui.screens.newweek import Keys, NewWeekScreen
from worklog_tui.tui.screens.start import StartList, StartScreen
from worklog_tui.tui.widgets.pageview import Cursor


def tree(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


async def preview(run: Running) -> NewWeekScreen:
    """The preview, once something is planned (or refused)."""
    for _ in range(100):
        await run.pilot.pause(0.02)
        screen = run.app.screen
        if isinstance(screen, NewWeekScreen) and screen.preview.lines and not screen.days.words.startswith("…"):
            return screen
    raise AssertionError("nothing was planned")


async def left(run: Running) -> None:
    """Back on the main screen."""
    for _ in range(100):
        await run.pilot.pause(0.02)
        if run.app.screen is run.screen:
            return
    raise AssertionError("the preview stays")


def shown(screen: NewWeekScreen) -> str:
    return "\n".join("".join(words for words, _ in runs) for runs, _ in screen.preview.lines)


EMPTIED = {
    "- Meet the team <br> &emsp; + Shake hands <br> &emsp; + Coffee": "",
    "**Read** the [rules](https://example.com/rules)": "",
    "[Map](https://example.org/map) <br> [Other](https://example.net/)": "",
    "<https://example.org/rules>": "",
    "- First aim\n- Second aim\n": "- \n",
    "* Done one\n    * Under one\n": "* \n",
}


def wanted(number: int) -> str:
    """The page of a week nothing was written in yet; prose, quote and code stand on every week of the site."""
    text = page_text(number)
    for old, new in EMPTIED.items():
        assert old in text
        text = text.replace(old, new)
    return text.replace(f"date: 2025-09-0{number}", f"date: 2025-09-{1 + 7 * (number - 1):02}")


async def test_n_in_the_week_list_shows_then_makes_and_stands_on_it(week2: Path, opened: Opener) -> None:
    site = week2.parents[3]
    before = tree(site)
    async with opened(week2) as run:
        run.screen.enter_weeks()
        await run.press("n")
        screen = await preview(run)
        words = shown(screen)
        assert "content/1-Worklog/1.4-Week4/_index.md" in words
        assert "content/1-Worklog/1.4-Week4/_index.vi.md" in words
        assert "### Week 4 Objectives:" in words
        assert screen.number.value == "4"
        assert tree(site) == before
        await run.press("enter")
        await left(run)
        after = tree(site)
        new = week2.parents[1] / "1.4-Week4"
        assert after.keys() - before.keys() == {
            "content/1-Worklog/1.4-Week4/_index.md",
            "content/1-Worklog/1.4-Week4/_index.vi.md",
        }
        assert (new / "_index.md").read_text() == wanted(4)
        assert (new / "_index.vi.md").read_text() == wanted(4).replace("Week", "Tuần")
        assert run.screen.page is not None
        assert run.screen.page.path == new / "_index.md"
        assert run.screen.weeks.selected == 3
        assert "Week 4 made" in run.said()
        await run.press("u")
        await run.pilot.pause()
        assert run.screen.session.flush(5.0)
        assert tree(site) == before
        assert run.screen.page.number == 3


async def test_esc_writes_nothing(week2: Path, opened: Opener) -> None:
    before = tree(week2.parents[3])
    async with opened(week2) as run:
        await run.press("N")
        await preview(run)
        await run.press("escape")
        await left(run)
        assert tree(week2.parents[3]) == before


async def test_another_number_and_a_day_as_people_say_it(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await run.press("N")
        screen = await preview(run)
        await run.press("backspace", "6")
        await run.pilot.pause(0.4)
        screen = await preview(run)
        assert screen.day.value == "06/10/2025"
        await run.press("tab", "x")
        await run.pilot.pause(0.4)
        assert "no day" in shown(await preview(run))
        await run.press("enter")
        await run.press("backspace")
        await run.pilot.pause(0.4)
        assert run.app.screen is screen  # an Enter on what was refused makes nothing later
        await run.type("+30d")
        await run.pilot.pause(0.4)
        await preview(run)
        await run.press("enter")
        await left(run)
        page = week2.parents[1] / "1.6-Week6" / "_index.md"
        text = page.read_text()
        assert "| 2   |  | 06/10/2025 | 06/10/2025 |" in text  # 30 days after 10 September lies in this week
        assert 'title: "Week 6 Worklog"\ndate: 2025-10-06\nweight: 6\n' in text


async def test_a_week_that_is_there_is_refused_in_place(week2: Path, opened: Opener) -> None:
    before = tree(week2.parents[3])
    async with opened(week2) as run:
        await run.press("N")
        await preview(run)
        await run.press("backspace", "2")
        await run.pilot.pause(0.4)
        screen = await preview(run)
        assert "exists already" in shown(screen)
        await run.press("enter")
        await run.pilot.pause(0.2)
        assert run.app.screen is screen
        await run.press("escape")
        await left(run)
        assert tree(week2.parents[3]) == before


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_by_mouse_alone(size: tuple[int, int], week2: Path, opened: Opener) -> None:
    async with opened(week2, size=size) as run:
        run.screen.run_command("new_week")
        screen = await preview(run)
        await run.pilot.click(screen.query_one(Keys), offset=(3, 0))
        await left(run)
        assert (week2.parents[1] / "1.4-Week4" / "_index.md").read_text() == wanted(4)


async def test_the_week_list_ends_in_a_line_that_starts_one(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        assert "+ new week" in "\n".join(run.lines())
        await run.pilot.click(run.screen.weeks, offset=(4, 4))
        await preview(run)
        await run.press("enter")
        await left(run)
        assert (week2.parents[1] / "1.4-Week4" / "_index.md").read_text() == wanted(4)


async def test_the_first_screen_makes_a_journal(
    tmp_path: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "here"
    (place / "other").mkdir(parents=True)
    monkeypatch.chdir(place)
    async with opened(place / "other") as run:
        assert isinstance(run.app.screen, StartScreen)
        found = run.app.screen.query_one(StartList)
        found.at = next(i for i, offer in enumerate(found.offers) if offer.id == "new")
        await run.press("enter")
        await run.pilot.pause()
        await run.press("enter")
        await run.pilot.pause()
        week = place / "worklog" / "content" / "1-Worklog" / "1.1-Week1" / "_index.md"
        assert "| Mon |  | 08/09/2025 |  |  |" in week.read_text()
        assert run.screen.page is not None
        assert run.screen.page.path == week


async def test_the_empty_items_of_a_new_week_are_filled_first(week2: Path, opened: Opener) -> None:
    page = week2.parents[1] / "1.4-Week4" / "_index.md"
    twin = page.with_name("_index.vi.md")
    async with opened(week2) as run:
        await run.press("N")
        await preview(run)
        await run.press("enter")
        await left(run)
        pane = next(i for i, pane in enumerate(run.screen.view.panes) if "Objectives" in pane.title)
        run.screen.view.go(Cursor(pane, 0))
        await run.press("n")
        await run.type("Plant beans")
        await run.press("escape")
        assert run.saved(page).decode() == wanted(4).replace("- \n", "- Plant beans\n")
        assert "- Plant beans\n" in twin.read_text()
        await run.press("n")
        await run.type("Water them")
        await run.press("escape")
        assert "- Plant beans\n- Water them\n\n" in run.saved(page).decode()


@pytest.mark.parametrize("width", [44, 60, 79, 80, 120])
async def test_the_days_of_the_new_week_are_seen_whole(week2: Path, opened: Opener, width: int) -> None:
    async with opened(week2, size=(width, 24)) as run:
        run.screen.enter_weeks()
        await run.press("n")
        await preview(run)
        await run.pilot.pause()
        head = "\n".join(line for line in run.lines()[:8] if "▸" not in line)
        assert "Mon 22 – Wed 24 Sep 2025" in head
        await run.pilot.resize_terminal(60, 20)
        await run.pilot.pause()
        head = "\n".join(line for line in run.lines()[:8] if "▸" not in line)
        assert "Mon 22 – Wed 24 Sep 2025" in head
