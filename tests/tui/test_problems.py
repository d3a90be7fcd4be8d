"""Problems on the screen: counted, listed, gone to, fixed as one step after the changes were shown."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.tui.conftest import Opener, Running
from worklog_tui.tui.screens.fixes import FixesScreen
from worklog_tui.tui.screens.picker import Picker
from worklog_tui.tui.screens.problems import ProblemsScreen


def shown(run: Running) -> str:
    """The screen as text, without the ends of its lines."""
    return "\n".join(line.rstrip() for line in run.lines())


async def until(run: Running, words: str) -> str:
    """Waits until the screen shows the words."""
    for _ in range(200):
        await run.pilot.pause()
        if words in shown(run):
            return shown(run)
        await asyncio.sleep(0.02)
    raise AssertionError(f"{words!r} does not come:\n{shown(run)}")


@pytest.fixture
def spoiled(site: Path) -> Path:
    """The site with faults in week 2: a heading of week 1 in English, a weight of week 1 in both languages."""
    for name in ("_index.md", "_index.vi.md"):
        page = site / "content/1-Worklog/1.2-Week2" / name
        page.write_text(page.read_text().replace("weight: 2", "weight: 1").replace("    * Under", "* Under"))
    page = site / "content/1-Worklog/1.2-Week2/_index.md"
    page.write_text(page.read_text().replace("### Week 2 Achievements", "### Week 1 Achievements"))
    (site / ".worklog").mkdir()
    off = (
        "week-repeats",
        "date-off",
        "task-empty",
        "date-future",
        "placeholder",
        "index-missing",
        "language-other",
        "heading-language",
    )
    (site / ".worklog/checks.toml").write_text("[checks]\n" + "".join(f'{code} = "off"\n' for code in off))
    return page


async def test_the_footer_counts_and_the_list_marks(spoiled: Path, opened: Opener) -> None:
    async with opened(spoiled) as run:
        text = await until(run, "! 2 problems")  # heading-week, menu-order; weight-shared is for information
        week2 = next(line for line in text.splitlines() if line.startswith(("▸  2", "▸ 2")))
        assert "!" in week2
        await run.press("H")
        await until(run, "Week 1 ·")
        assert "problems" not in shown(run).splitlines()[-1]


async def test_listed_for_the_week_then_for_the_journal(spoiled: Path, opened: Opener) -> None:
    other = spoiled.parents[1] / "1.3-Week3/_index.md"
    other.write_text(other.read_text().replace("### Week 3 Achievements", "### Week 2 Achievements"))
    async with opened(spoiled) as run:
        await run.press("!")
        text = await until(run, "5 problems · 5 with a certain fix")
        assert "Problems of Week 2" in text
        assert "names week 1" in text
        assert "Week 3" not in text
        await run.press("!")
        text = await until(run, "8 problems")
        assert "Week 3 en:" in text
        await run.press("q")
        assert run.app.screen is run.screen


async def test_enter_goes_to_the_place(spoiled: Path, opened: Opener) -> None:
    async with opened(spoiled) as run:
        await run.press("!")
        await until(run, "5 problems")
        screen = run.app.screen
        assert isinstance(screen, ProblemsScreen)
        while screen.listing.chosen is not None and screen.listing.chosen[1].problem.code != "heading-week":
            await run.press("down")
        await run.press("enter")
        assert run.app.screen is run.screen
        pane = run.screen.view.pane
        assert pane is not None
        assert "Achievements" in pane.title
        assert "names week 1" in run.said()


async def test_one_is_fixed_after_its_change_was_shown(spoiled: Path, opened: Opener) -> None:
    before = spoiled.read_bytes()
    async with opened(spoiled) as run:
        await run.press("!")
        await until(run, "5 problems")
        screen = run.app.screen
        assert isinstance(screen, ProblemsScreen)
        while screen.listing.chosen is not None and screen.listing.chosen[1].problem.code != "heading-week":
            await run.press("down")
        await run.press("F")
        assert isinstance(run.app.screen, Picker)
        await run.press("enter")
        text = await until(run, "+ ### Week 2 Achievements:")
        assert "- ### Week 1 Achievements:" in text
        assert spoiled.read_bytes() == before
        await run.press("escape")
        assert spoiled.read_bytes() == before
        await run.press("F", "enter")
        await until(run, "enter make them")
        await run.press("enter")
        await until(run, "4 problems")
        assert run.saved(spoiled) == before.replace(b"Week 1 Ach", b"Week 2 Ach")
        await run.press("q", "u")
        assert run.saved(spoiled) == before


async def test_all_certain_ones_of_both_languages_are_one_step(spoiled: Path, opened: Opener) -> None:
    twin = spoiled.with_name("_index.vi.md")
    before, other = spoiled.read_bytes(), twin.read_bytes()
    async with opened(spoiled) as run:
        await run.press("F")  # from the week itself
        await until(run, "certain fixes of Week 2")
        await run.press("down", "down", "enter")
        await until(run, "enter make them")
        assert isinstance(run.app.screen, FixesScreen)
        await run.press("enter")
        await until(run, "No problems here.")
        assert run.saved(spoiled) == before.replace(b"Week 1 Ach", b"Week 2 Ach").replace(b"weight: 1", b"weight: 2")
        assert run.saved(twin) == other.replace(b"weight: 1", b"weight: 2")
        await run.press("q", "u")
        assert run.saved(spoiled) == before
        assert run.saved(twin) == other


async def test_nothing_certain_is_said(site: Path, week2: Path, opened: Opener) -> None:
    week2.write_text(week2.read_text().replace("(https://example.com/rules)", "()"))
    async with opened(week2) as run:
        await run.press("F")
        await until(run, "has no target")
        screen = run.app.screen
        assert isinstance(screen, ProblemsScreen)
        for _ in range(50):
            await run.pilot.pause(0.02)
            if screen.toast.words or isinstance(run.app.screen, Picker):
                break
        assert "certain fix" in (screen.toast.words or "certain fix")


async def test_hostile_text_is_only_text(site: Path, week2: Path, opened: Opener) -> None:
    week2.write_text(week2.read_text().replace('title: "Week 2', 'title: "[red]\\x1b Week 7'))
    async with opened(week2) as run:
        await run.press("!")
        text = await until(run, "[red]")
        assert "\x1b" not in text


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_it_fits(spoiled: Path, opened: Opener, size: tuple[int, int]) -> None:
    async with opened(spoiled, size=size) as run:
        await run.press("!")
        await until(run, "5 problems")
        assert all(len(line) <= size[0] for line in shown(run).splitlines())
        await run.press("F", "enter")
        await until(run, "enter make them")
