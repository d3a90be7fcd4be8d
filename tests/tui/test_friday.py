"""Friday on the screen: the draft, its rows beside it, edited as an outline, put in as one step."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.tui.conftest import Opener, Running
from worklog_tui.storage.settings import Settings
from worklog_tui.tui.screens.friday import FridayScreen
from worklog_tui.tui.screens.newweek import NewWeekScreen
from worklog_tui.tui.widgets import typing_keys

ENDS = b"* Done one\n    * Under one\n"
TEAM = b"* Meet the team\n    * Shake hands\n    * Coffee\n"
RULES = b"* **Read** the [rules](https://example.com/rules)\n"


def shown(run: Running) -> str:
    return "\n".join(line.rstrip() for line in run.lines())


async def until(run: Running, words: str) -> str:
    """Waits until the screen shows the words."""
    for _ in range(200):
        await run.pilot.pause()
        if words in shown(run):
            return shown(run)
        await asyncio.sleep(0.02)
    raise AssertionError(f"{words!r} does not come:\n{shown(run)}")


async def main(run: Running) -> None:
    """Waits until the main screen is back."""
    for _ in range(200):
        await run.pilot.pause()
        if run.app.screen is run.screen:
            return
        await asyncio.sleep(0.02)
    raise AssertionError(shown(run))


def twin_of(page: Path) -> Path:
    return page.with_name("_index.vi.md")


def begun(page: Path) -> None:
    """The second task of a page goes on, in both languages."""
    for path in (page, twin_of(page)):
        data = path.read_bytes()
        path.write_bytes(data.replace(b"| 09/09/2025 | 09/09/2025 |", b"| 09/09/2025 |  |"))


async def test_what_is_finished_is_put_into_page_and_twin_and_undo_brings_back_the_first_bytes(
    opened: Opener, week2: Path
) -> None:
    first = week2.read_bytes(), twin_of(week2).read_bytes()
    async with opened(week2) as run:
        await run.press("A")
        words = await until(run, "Achievements of week 2")
        assert "4 lines from 2 tasks" in words
        assert "• Meet the team" in words
        assert "row 2 · 9 Sep" in words
        assert "Row 1 · Mon 8 Sep 2025" in words
        await run.press("p")
        await main(run)
        assert run.said().startswith("4 lines put into achievements · u takes it back")
        assert "vi too" in run.said()
        assert run.saved(week2) == first[0].replace(ENDS, ENDS + TEAM + RULES)
        assert twin_of(week2).read_bytes() == first[1].replace(ENDS, ENDS + TEAM + RULES)
        assert run.row() == "Meet the team"
        await run.press("u")
        assert run.saved(week2) == first[0]
        assert twin_of(week2).read_bytes() == first[1]


async def test_the_draft_is_edited_as_an_outline_and_keeps_its_rows(opened: Opener, week2: Path) -> None:
    first = week2.read_bytes()
    async with opened(week2) as run:
        await run.press("A", "enter")
        await until(run, "esc keep")
        await run.press("end")
        await run.type(" at last")
        await run.press("escape")
        words = await until(run, "Meet the team at last")
        assert next(line for line in words.split("\n") if "at last" in line).endswith("row 1 · 8 Sep")
        assert isinstance(run.app.screen, FridayScreen)
        assert run.saved(week2) == first  # nothing is on the page yet
        await run.press("down", "x")
        assert "✗ Shake hands" in shown(run)
        await run.press("p")
        await main(run)
        written = b"* Meet the team at last\n    * Coffee\n"
        assert run.saved(week2) == first.replace(ENDS, ENDS + written + RULES)
        assert "to translate" in run.said()
        waiting = [
            text.text for text in run.screen.session.to_translate(run.screen.session.journal.weeks[1].page("vi"))
        ]
        assert waiting == ["Meet the team at last"]


async def test_lines_are_merged_moved_folded_and_taken_back(opened: Opener, week2: Path) -> None:
    async with opened(week2) as run:
        await run.press("A", "z")
        assert "Meet the team +2" in shown(run)
        await run.press("down", "m")
        words = shown(run)
        assert "Meet the team; Read the rules" in words
        assert "rows 1, 2" in words
        await run.press("u", "K")
        lines = [line for line in shown(run).split("\n") if "row" in line]
        assert "Read the rules" in lines[0]
        await run.press("u", "u")
        assert "◦ Shake hands" in shown(run)
        await run.press("u")
        assert "Nothing to take back" in shown(run)
        await run.press("m")
        assert "no line above it" in shown(run)
        await run.press("<")
        assert "It stands outermost already" in shown(run)
        await run.press("up", "Z")
        assert "Meet the team +2" in shown(run)
        await run.press("q")
        await main(run)


async def test_the_key_of_the_source_goes_to_the_row_and_back_to_the_draft(opened: Opener, week2: Path) -> None:
    async with opened(week2) as run:
        await run.press("A", "x", "o")
        await main(run)
        assert run.row().split(" | ")[1].startswith("Read the rules")
        await run.press("A")
        words = await until(run, "✗ Meet the team")
        assert "1 line from 1 task" in words
        await run.press("down", "down", "x")
        assert "4 lines from 2 tasks" in shown(run)


async def test_a_draft_of_a_page_that_has_changed_since_keeps_what_was_done_to_it(opened: Opener, week2: Path) -> None:
    async with opened(week2) as run:
        await run.press("A", "down", "x", "q")  # Shake hands is left out
        await main(run)
        week2.write_bytes(week2.read_bytes().replace(b"Meet the team", b"Meet the whole team"))
        run.screen.session.refresh()
        await run.press("A")
        lines = await until(run, "as you left it")
        assert "Meet the whole team" in lines
        assert "Meet the team" not in lines
        assert "✗ Shake hands" in lines
        await run.press("u")
        assert "✗ Shake hands" not in await until(run, "4 lines from 2 tasks")


async def test_what_is_left_becomes_the_next_weeks_objectives_when_it_is_asked_for(opened: Opener, week2: Path) -> None:
    begun(week2)
    week3 = week2.parent.parent / "1.3-Week3" / "_index.md"
    pages = [week2, twin_of(week2), week3, twin_of(week3)]
    first = [page.read_bytes() for page in pages]
    async with opened(week2) as run:
        await run.press("A")
        assert "Objectives of week 3, from what is left" in await until(run, "x puts them in too")
        await run.press("tab", "x", "p")
        await main(run)
        assert "3 lines put into achievements and 1 line put into objectives" in run.said()
        run.saved(week2)
        rules = b"- **Read** the [rules](https://example.com/rules)\n"
        assert [page.read_bytes() for page in pages] == [
            first[0].replace(ENDS, ENDS + TEAM),
            first[1].replace(ENDS, ENDS + TEAM),
            first[2].replace(b"- Second aim\n", b"- Second aim\n" + rules),
            first[3].replace(b"- Second aim\n", b"- Second aim\n" + rules),
        ]
        await run.press("u")
        run.saved(week2)
        assert [page.read_bytes() for page in pages] == first


async def test_without_being_asked_for_objectives_stay_out(opened: Opener, week2: Path) -> None:
    begun(week2)
    week3 = week2.parent.parent / "1.3-Week3" / "_index.md"
    before = week3.read_bytes()
    async with opened(week2) as run:
        await run.press("A", "p")
        await main(run)
        run.saved(week2)
        assert week3.read_bytes() == before


async def test_the_next_week_is_made_for_them(opened: Opener, site: Path) -> None:
    page = site / "content/1-Worklog/1.3-Week3/_index.md"
    async with opened(page) as run:
        await run.press("A")
        assert "N starts that week" in await until(run, "Objectives of the next week")
        assert "nothing to put in" in shown(run)  # the third week is still to come
        await run.press("N")
        await until(run, "New week")
        assert isinstance(run.app.screen, NewWeekScreen)
        await until(run, "1.4-Week4")
        await run.press("enter")
        words = await until(run, "Objectives of week 4")
        assert "3 lines" in words or "4 lines" in words
        await run.press("p")
        await main(run)
        made = run.saved(site / "content/1-Worklog/1.4-Week4/_index.md")
        assert b"- Meet the team\n  - Shake hands\n  - Coffee\n- **Read** the" in made
        assert page.read_bytes().count(b"Meet the team") == 1


async def test_a_page_without_tasks_says_why_there_is_no_draft(opened: Opener, week2: Path) -> None:
    week2.write_text("---\ntitle: Week 2\n---\n\nOnly prose.\n")
    async with opened(week2) as run:
        await run.press("A")
        assert "no task table" in run.said()


async def test_all_there_already_is_said(opened: Opener, week2: Path) -> None:
    async with opened(week2) as run:
        await run.press("A", "p")
        await main(run)
        await run.press("A")
        words = await until(run, "is there already")
        assert "nothing to put in" in words
        await run.press("p")
        assert "There is nothing to put in" in shown(run)
        await run.press("tab", "down", "x")
        assert "it is not said twice" in shown(run)


async def test_a_twin_that_is_asked_for_is_offered(opened: Opener, week2: Path) -> None:
    first = week2.read_bytes(), twin_of(week2).read_bytes()
    async with opened(week2, settings=Settings(lock_step="ask")) as run:
        await run.press("A", "p")
        await until(run, "In vi too")
        assert run.saved(week2) == first[0].replace(ENDS, ENDS + TEAM + RULES)
        assert twin_of(week2).read_bytes() == first[1]
        await run.press("enter")
        await main(run)
        run.saved(week2)
        assert twin_of(week2).read_bytes() == first[1].replace(ENDS, ENDS + TEAM + RULES)
        await run.press("u")
        run.saved(week2)
        assert (week2.read_bytes(), twin_of(week2).read_bytes()) == first


async def test_a_page_can_neither_mark_up_the_screen_nor_speak_to_the_terminal(opened: Opener, week2: Path) -> None:
    hostile = b"[red]Meet[/] [@click=app.quit]the[/] \x1b[31m team"
    week2.write_bytes(week2.read_bytes().replace(b"Meet the team", hostile))
    first = week2.read_bytes()
    async with opened(week2) as run:
        await run.press("A")
        assert "• [red]Meet[/] [@click=app.quit]the[/] ␛[31m team" in await until(run, "what was done")
        await run.press("e")
        await until(run, "esc keep")
        assert "\x1b" not in shown(run)
        await run.press("escape", "p")
        await main(run)
        assert run.saved(week2) == first.replace(ENDS, ENDS + TEAM.replace(b"Meet the team", hostile) + RULES)


async def test_a_vowel_that_an_input_method_replaces_is_no_word_of_the_draft(
    opened: Opener, week2: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typing_keys, "BURST", 20.0)  # however slow the machine is
    async with opened(week2) as run:
        await run.press("A", "e")
        await run.pilot.press("backspace", "ê")
        await run.press("escape")
        words = await until(run, "4 lines from 2 tasks")
        assert "ê" not in words


async def test_only_what_is_new_is_counted(opened: Opener, week2: Path) -> None:
    async with opened(week2) as run:
        await run.press("A", "p")
        await main(run)
        page = run.screen.session.journal.weeks[1].page("en")
        run.saved(week2)
        week2.write_bytes(
            week2.read_bytes()
            .replace(b"+ Coffee <br>", b"+ Coffee")
            .replace(b"+ Coffee |", b"+ Coffee <br> &emsp; + Cake |")
        )
        run.screen.session.refresh()
        await run.pilot.pause()
        await run.press("A", "p")
        await main(run)
        assert run.said().startswith("1 line put into achievements")
        assert b"    * Coffee\n    * Cake\n" in run.saved(week2)
        assert run.screen.session.week(page).outline("achievements")[-2].text == "Cake"


async def test_words_that_cannot_be_written_are_refused_and_the_draft_stays(opened: Opener, week2: Path) -> None:
    first = week2.read_bytes()
    async with opened(week2) as run:
        await run.press("A", "enter", "end")
        await run.type(" {{< none >}}")
        await run.press("escape", "p")
        await until(run, "There is no shortcode")
        assert isinstance(run.app.screen, FridayScreen)
        assert run.saved(week2) == first


def committed(tmp_path: Path, *subjects: str) -> Settings:
    """A repository with these commits in the week."""
    folder = tmp_path / "api"
    folder.mkdir()
    day = {"GIT_AUTHOR_DATE": "2025-09-09T10:00:00+07:00", "GIT_COMMITTER_DATE": "2025-09-09T10:00:00+07:00"}
    for words in (
        ("init", "-q"),
        ("config", "user.email", "me@example.org"),
        ("config", "user.name", "Me"),
        *(("commit", "-q", "--allow-empty", "-m", subject) for subject in subjects),
    ):
        subprocess.run(["git", "-C", str(folder), *words], check=True, env={**os.environ, **day})
    return Settings(repositories={"all": (str(folder), str(tmp_path / "gone"))})


def drafted(screen: str) -> list[str]:
    """The lines of the draft on a screen, without where they came from."""
    lines = [line.strip("▸ ").split("   ")[0] for line in screen.split("\n")]
    return [line for line in lines if line.startswith(("•", "◦"))]


async def test_commits_of_a_draft_that_was_left(opened: Opener, week2: Path, tmp_path: Path) -> None:
    """Untouched ones are there once, dropped ones stay dropped, and nothing is kept where nothing was changed."""
    settings = committed(tmp_path, "Add a door", "Add a window")
    async with opened(week2, settings=settings) as run:
        await run.press("A")
        await until(run, "7 lines from 2 tasks and 2 commits")
        await run.press("q")
    assert list((tmp_path / "state" / "drafts").glob("*.draft")) == []
    async with opened(week2, settings=settings) as run:
        await run.press("A")
        lines = (await until(run, "Add a door")).split("\n")
        assert sum("Add a window" in line for line in lines) == 1
        at = next(n for n, line in enumerate(lines) if "Add a door" in line)
        run.app.screen.listing.step(at - 1 - run.app.screen.listing.at)  # type: ignore[attr-defined]
        await run.press("x")
        left = await until(run, "✗ Add a door")
        await run.press("q")
    assert len(list((tmp_path / "state" / "drafts").glob("*.draft"))) == 1
    async with opened(week2, settings=settings) as run:
        await run.press("A")
        again = await until(run, "✗ Add a door")
        assert drafted(again) == drafted(left) == ["• Meet the team", "◦ Shake hands", "◦ Coffee", "• Read the rules",
                                                   "• api:", "◦ Add a window"]  # fmt: skip


async def test_commits_of_the_week_join_the_draft(opened: Opener, week2: Path, tmp_path: Path) -> None:
    first = week2.read_bytes()
    settings = committed(tmp_path, "Add *search* \x1b[31m")
    async with opened(week2, settings=settings) as run:
        await run.press("A")
        words = await until(run, "Add *search* ␛[31m")
        assert "5 lines from 2 tasks and 1 commit" in words
        assert "gone: there is no folder" in words
        await run.press("G", "up", "o")
        await until(run, "Me <me@example.org>, 2025-09-09T10:00:00+07:00")
        await run.press("p")
        await main(run)
        assert run.saved(week2) == first.replace(ENDS, ENDS + TEAM + RULES + "* Add \\*search\\* ␛\\[31m\n".encode())


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_every_line_of_the_screen_fits(opened: Opener, week2: Path, size: tuple[int, int]) -> None:
    async with opened(week2, size=size) as run:
        await run.press("A", "x")
        words = shown(run)
        assert all(len(line) <= size[0] for line in words.split("\n"))
        assert words.split("\n")[-1].startswith(" enter edit   p put in   x leave out")
        assert "? help" in words.split("\n")[-1]


async def test_export_writes_a_file_and_says_where(
    opened: Opener, week2: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKLOG_HOME", str(tmp_path / "home"))
    async with opened(week2) as run:
        run.screen.run_command("export")
        await until(run, "Export 3 weeks")
        await run.press("end", "down", "down", "down", "down", "enter")
        await until(run, "3 weeks written to")
        path = tmp_path / "home/exports/worklog-data-2025-09-10.json"
        assert str(path) in run.said()
        assert json.loads(path.read_text())["totals"]["weeks"] == 3
        run.screen.run_command("export")
        await until(run, "Export 3 weeks")
        await run.press("enter")
        await until(run, "worklog-report-2025-09-10.md")
        assert (tmp_path / "home/exports/worklog-report-2025-09-10.md").read_text().startswith("# ")
