"""What stands on the screen, and where moving leads."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Key

from tests.tui.conftest import Opener
from worklog_tui.storage.state import Recent
from worklog_tui.tui.news import TodayFound
from worklog_tui.tui.screens.help import HelpLines
from worklog_tui.tui.screens.picker import Picker
from worklog_tui.tui.screens.start import StartScreen


async def test_it_opens_at_the_week_of_today(site: Path, opened: Opener) -> None:
    async with opened(site) as run:
        await run.pilot.pause(0.4)
        assert run.screen.page is not None
        assert run.screen.page.number == 2
        text = "\n".join(run.lines())
        assert "Week 2 · Mon 8 Sep – Wed 10 Sep 2025" in text
        assert "EN ⇄ VI" in text
        assert "Week 2 of 3" in text


async def test_it_stays_where_a_key_was_pressed_before(site: Path, opened: Opener) -> None:
    async with opened(site) as run:
        await run.pilot.pause(0.4)
        await run.press("]")
        run.screen.post_message(TodayFound(1))
        await run.pilot.pause(0.1)
        assert run.screen.page is not None
        assert run.screen.page.number == 3
        await run.press("full_stop")
        await run.pilot.pause(0.2)
        assert run.screen.page.number == 2


async def test_a_key_right_behind_the_one_for_this_week_finds_it_shown(site: Path, opened: Opener) -> None:
    async with opened(site) as run:
        await run.pilot.pause(0.4)
        await run.press("]")
        for key in (".", "["):  # in one read
            run.app.post_message(Key(key, key))
        await run.pilot.pause(0.3)
        assert run.screen.page is not None
        assert run.screen.page.number == 1


@pytest.mark.parametrize("width", [80, 120])
async def test_the_help_says_everything_it_has_to_say(width: int, week2: Path, opened: Opener) -> None:
    async with opened(week2, size=(width, 24)) as run:
        await run.press("?")
        lines = run.app.screen.query_one(HelpLines)
        room = lines.scrollable_content_region.width
        assert all(sum(len(words) for words, _ in line) <= room for line in lines.lines)


@pytest.mark.parametrize("recent", [0, 5])
async def test_the_first_screen_fits_a_small_terminal(
    recent: int, tmp_path: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    used = tuple(Recent(str(tmp_path), f"Report {n}") for n in range(recent))
    monkeypatch.setattr("worklog_tui.storage.state.recent_journals", lambda: used)
    async with opened(tmp_path / "nowhere", size=(80, 24)) as run:
        shown = "\n".join(run.lines())
        assert shown.count("Report") == recent
        assert "a Hugo site, a worklog section, or a folder of week pages" in shown
        assert "q quit" in shown
        await run.press("q")
        assert run.app.return_code == 0


async def test_cells_show_words_not_markup(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        text = "\n".join(run.lines())
        assert "Meet the team +2" in text
        assert "Read the rules" in text
        for mark in ("<br>", "&emsp;", "**", "](", "<https"):
            assert mark not in text


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40), (200, 50), (60, 20), (40, 12)])
async def test_nothing_essential_is_lost(week2: Path, opened: Opener, size: tuple[int, int]) -> None:
    async with opened(week2, size=size) as run:
        await run.press("up", "up")
        lines = run.lines()
        text = "\n".join(lines)
        assert all(len(line) <= size[0] for line in lines)
        assert "Week 2" in text
        assert "Meet" in text
        assert "? help" in text
        if size[1] >= 20:
            assert "Shake hands" in text
            assert "+ new task" in text
            assert "Achievements" in text
        weeks = run.screen.weeks
        assert bool(weeks.region.width) == (size[0] >= 80)
        while not weeks.has_focus:
            await run.press("tab")
        assert weeks.region.width
        assert weeks.has_focus


async def test_the_detail_is_drawn_whole_at_every_move(week2: Path, opened: Opener) -> None:
    async with opened(week2, size=(90, 30)) as run:
        for key in ["down"] * 30 + ["up"] * 30 + ["[", "t", "tab", "tab", "]"]:
            await run.press(key)
            detail = run.screen.detail
            top = detail.content_region
            drawn = [line[top.x :].rstrip() for line in run.lines()[top.y : top.bottom]]
            meant = ["".join(words for words, _ in line).rstrip() for line in detail.lines[: top.height]]
            assert [line.strip() for line in drawn[: len(meant) - 1]] == [line.strip() for line in meant[:-1]]


async def test_tab_goes_round(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        start = run.screen.view.cursor
        panes = len(run.screen.view.panes)
        for _ in range(panes + 1):
            await run.press("tab")
        assert run.screen.view.cursor.pane == start.pane
        for _ in range(panes + 1):
            await run.press("shift+tab")
        assert run.screen.view.cursor.pane == start.pane


async def test_weeks_by_key_and_back_to_the_same_place(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await run.press("down")
        place = run.screen.view.cursor
        await run.press("]")
        assert run.screen.page is not None
        assert run.screen.page.number == 3
        await run.press("]")
        assert "last week" in run.said()
        await run.press("[")
        assert run.screen.view.cursor == place
        await run.press("t")
        assert run.screen.page.language == "vi"
        assert run.screen.view.cursor == place
        await run.press("[")
        assert (run.screen.page.number, run.screen.page.language) == (1, "vi")


async def test_facts_of_the_weeks_come(site: Path, week2: Path, opened: Opener) -> None:
    other = week2.with_name("_index.vi.md")
    other.write_text(other.read_text().replace("| 3   |", "| 3   | extra |", 1).replace("10/09/2025", "12/09/2025"))
    (site / "content/1-Worklog/1.3-Week3/_index.vi.md").unlink()
    async with opened(week2) as run:
        await run.pilot.pause(0.5)
        lines = [line[:26] for line in run.lines()]
        assert any("1–3 Sep" in line and line.rstrip().endswith("·") for line in lines)
        assert any("8–10 Sep" in line and "≠" in line for line in lines)
        assert any("15–17 Sep" in line and line.rstrip().endswith("–") for line in lines)


async def test_mouse_selects_edits_and_offers(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        y = next(i for i, line in enumerate(run.lines()) if "Read the rules" in line)
        x = run.lines()[y].index("Read the rules") + 2
        await run.pilot.click(offset=(x, y))
        await run.pilot.pause()
        assert run.row().startswith("Tue | Read the rules")
        await run.pilot.click(offset=(x, y), times=2)
        await run.pilot.pause(0.1)
        assert run.screen.editor is not None
        await run.press("escape")
        await run.pilot.click(offset=(x, y), button=3)
        await run.pilot.pause(0.1)
        picker = run.app.screen
        assert isinstance(picker, Picker)
        assert {"edit", "delete", "duplicate", "move_up", "open_link"} <= {c.id for c in picker.choices}
        await run.press("escape")
        y = next(i for i, line in enumerate(run.lines()) if "+ new item" in line)
        await run.pilot.click(offset=(run.lines()[y].index("+ new item") + 1, y))
        await run.pilot.pause(0.1)
        assert run.screen.editor is not None


async def test_the_first_screen(tmp_path: Path, opened: Opener) -> None:
    async with opened(tmp_path / "nowhere") as run:
        assert isinstance(run.app.screen, StartScreen)
        assert "does not exist" in " ".join(" ".join(run.lines()).split())
        await run.press("down", "enter")
        assert isinstance(run.app.screen, Picker)
        await run.press("escape", "up", "enter")
        await run.pilot.pause(0.3)
        assert run.screen.session.journal.weeks


async def test_a_page_that_cannot_be_read_is_said(week2: Path, opened: Opener) -> None:
    other = week2.parent.parent / "1.1-Week1" / "_index.md"
    other.write_bytes(b"x" * (5 << 20))
    async with opened(week2) as run:
        await run.press("[")
        assert run.screen.week is None
        assert "4 MiB" in " ".join(" ".join(run.lines()).split())
        await run.press("enter", "x", "n", "o", "J", "tab", "]")
        assert run.screen.week is not None


async def test_quitting_with_an_open_draft_asks(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2) as run:
        await run.press("enter")
        await run.type("zz")
        await run.press("ctrl+q")
        assert isinstance(run.app.screen, Picker)
        await run.press("down", "down", "enter")
        assert run.screen.editor is not None
        assert run.saved(week2) == before
        await run.press("ctrl+q", "enter")
        await run.pilot.pause(0.2)
    assert b"zz" in week2.read_bytes()


@pytest.mark.parametrize(("tasks", "first"), [(24, "Week 2 ·"), (26, "Week 2 Objectives"), (27, "Tasks to be")])
async def test_a_page_opens_at_the_first_part_all_tasks_are_seen_with(
    week2: Path, opened: Opener, tasks: int, first: str
) -> None:
    """What almost fits loses no more than it must, and no part is cut in two."""
    head, _, rest = week2.read_text().partition("| 2   |")
    row = "| 2   | Task {n} | 01/09/2025 | 01/09/2025 |  |\n"
    rows = "".join(row.format(n=n) for n in range(tasks))
    week2.write_text(f"{head}{rows}\n### Week 2 Achievements" + rest.split("### Week 2 Achievements")[1])
    async with opened(week2, size=(120, 40)) as run:
        lines = run.lines()
        assert first in lines[1]
        assert any(f"Mon  Task {tasks - 1}" in line for line in lines)
