"""The journaling day by keys, judged by the bytes on disk: adding, finishing, moving dates, the missing week."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path

import pytest
from textual.events import Key

from tests.tui import conftest
from tests.tui.conftest import Opener, Running
from tests.tui.test_editing import to_task
from worklog_tui.storage.settings import Settings
from worklog_tui.tui.widgets.banner import Banner

ALONE = Settings(lock_step="off")
WED = "| 4   |  | 10/09/2025 |  |  |"

DIALECTS = {
    "breaks": ("| 3 | - One<br>- Two | 09/09/2025 | | |", "| 4 | - A<br>&emsp; + B | 10/09/2025 | | |",
               "| 4 | - A<br>&emsp; + B<br>- Fix | 10/09/2025 | | |"),
    "spaced": ("| T3 | One <br/> Two | 09/09/2025 | | |", "| T4 | A | 10/09/2025 | | |",
               "| T4 | A <br/> Fix | 10/09/2025 | | |"),
    "empty": ("| Tue | * One <br> * Two | 9/9/2025 | | |", "| Wed |  | 10/9/2025 | | |",
              "| Wed | * Fix | 10/9/2025 | | |"),
    "numbered": ("| 3 | 1. a<br>2. b | 2025-09-09 | | |", "| 4 | 1. a<br>2. b | 2025-09-10 | | |",
                 "| 4 | 1. a<br>2. b<br>3. Fix | 2025-09-10 | | |"),
    "new row": ("| **Tuesday** | • One | 09-09-2025 | | |", "",
                "| **Wednesday** | • Fix | 10-09-2025 |  |  |\n"),
    "headed": ("| 3 | Lab: <br>- a <br>- b | 09/09 | | |", "| 4 | Lab: <br>- c <br>- d | 10/09 | | |",
               "| 4 | Lab: <br>- c <br>- d <br>- Fix | 10/09 | | |"),
}  # fmt: skip


def put(page: Path, *rows: str, crlf: bool = False) -> bytes:
    text = (
        '---\ntitle: "Week 2 Worklog"\ndate: 2025-09-08\n---\n\n### Tasks\n\n'
        "| Day | Task | Start Date | Completion Date | Reference Material |\n| --- | --- | --- | --- | --- |\n"
        + "".join(row + "\n" for row in rows if row)
    )
    raw = (text.replace("\n", "\r\n") if crlf else text).encode()
    page.write_bytes(raw)
    return raw


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("crlf", [False, True])
async def test_a_adds_in_the_pages_dialect_and_undo_brings_back_the_bytes(
    week2: Path, opened: Opener, dialect: str, crlf: bool
) -> None:
    above, row, wanted = DIALECTS[dialect]
    before = put(week2, above, row, crlf=crlf)
    async with opened(week2, settings=ALONE) as run:
        await run.press("a")
        await run.type("Fix")
        assert week2.read_bytes() == before  # not before it is kept
        await run.press("enter")
        after = before.decode().replace("\r\n", "\n")
        after = after.replace(row, wanted) if row else after + wanted
        assert run.saved(week2) == (after.replace("\n", "\r\n") if crlf else after).encode()
        assert run.screen.view.row is not None
        assert run.screen.view.row.kind == "task"
        await run.press("u")
        assert run.saved(week2) == before


async def test_a_again_is_one_key_away_and_esc_keeps_too(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2, settings=ALONE) as run:
        await run.press("a")
        await run.type("One")
        await run.press("enter", "a")
        await run.type("Two")
        await run.press("escape")
        assert run.screen.editor is None
        assert run.saved(week2) == before.replace(WED.encode(), b"| 4   | - One <br> - Two | 10/09/2025 |  |  |")


async def test_nothing_typed_changes_nothing(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2) as run:
        await run.press("a", "enter", "a", "escape", "a", "space", "escape")
        assert run.saved(week2) == before
        assert not run.screen.session.can_undo(None)


async def test_a_from_another_week_goes_to_todays(site: Path, week2: Path, opened: Opener) -> None:
    week1 = week2.parent.parent / "1.1-Week1" / "_index.md"
    before, before1 = week2.read_bytes(), week1.read_bytes()
    async with opened(week1, settings=ALONE) as run:
        await run.press("a")
        assert run.screen.week is not None
        assert run.screen.week.number == 2
        await run.type("Fix https://example.org/pump")
        await run.press("enter")
        assert run.saved(week2) == before.replace(
            WED.encode(), b"| 4   | - Fix | 10/09/2025 |  | [Fix](https://example.org/pump) |"
        )
        assert week1.read_bytes() == before1
        assert "Week 2" in run.said()
        assert "1 link to the references" in run.said()


async def test_over_midnight_today_is_another_day(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2, settings=ALONE) as run:
        run.app.clock = lambda: dt.date(2025, 9, 11)
        await run.press("a")
        await run.type("Late")
        await run.press("enter")
        await run.pilot.pause(0.1)
        new = b"| 5 | - Late | 11/09/2025 |  |  |\n"
        assert run.saved(week2) == before.replace(WED.encode() + b"\n", WED.encode() + b"\n" + new)


async def test_a_page_of_lists_takes_the_item_under_its_day(week2: Path, opened: Opener) -> None:
    text = "---\ntitle: Week 2\n---\n## Tue 09/09/2025\n\n- a\n\n## Wed 10/09/2025\n\n* b\n\n## Results\n\n- c\n"
    week2.write_text(text)
    async with opened(week2, settings=ALONE) as run:
        await run.press("a")
        await run.type("Fix")
        await run.press("enter")
        assert run.saved(week2).decode() == text.replace("* b\n", "* b\n* Fix\n")
        assert run.row() == "Fix"
        await run.press("u")
        assert run.saved(week2).decode() == text


async def test_pasted_lines_are_items(week2: Path, opened: Opener) -> None:
    from textual.events import Paste

    before = week2.read_bytes()
    async with opened(week2, settings=ALONE) as run:
        await run.press("a")
        assert run.screen.editor is not None
        run.screen.editor.post_message(Paste("- one\n- two\n"))
        await run.pilot.pause()
        await run.press("enter")
        assert run.saved(week2) == before.replace(WED.encode(), b"| 4   | - one <br> - two | 10/09/2025 |  |  |")


async def test_what_is_refused_stays_in_the_editor(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2) as run:
        await run.press("a")
        await run.type("{{< x >}}")
        await run.press("enter")
        assert run.screen.editor is not None
        assert "shortcode" in run.said()
        await run.press("escape", "escape")
        assert run.screen.editor is None
        assert run.saved(week2) == before


async def test_worklog_add_while_the_app_is_open(week2: Path, opened: Opener, tmp_path: Path) -> None:
    before = week2.read_bytes()
    async with opened(week2, settings=ALONE) as run:
        await run.press("a")
        await run.type("Typed")
        home = os.environ | {"WORKLOG_HOME": str(tmp_path / "home")}
        command = [sys.executable, "-m", "worklog_tui", "add", "From the shell", "--journal", str(week2)]
        done = subprocess.run([*command, "--day", "2025-09-10"], env=home, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        run.screen.session.refresh()
        await run.pilot.pause()
        await run.press("enter")
        wanted = before.replace(WED.encode(), b"| 4   | - From the shell <br> - Typed | 10/09/2025 |  |  |")
        assert run.saved(week2) == wanted


# --- the week that has not begun -----------------------------------------------------------------------------------


@pytest.fixture
def monday(monkeypatch: pytest.MonkeyPatch) -> None:
    """Today is the Monday after the last week."""
    monkeypatch.setattr(conftest, "TODAY", dt.date(2025, 9, 22))


async def settled(run: Running) -> None:
    for _ in range(40):
        await run.pilot.pause(0.02)
        if run.screen.desk.banner or run.screen.weeks.today >= 0:
            break
    await run.pilot.pause()


@pytest.mark.usefixtures("monday")
async def test_a_banner_offers_to_start_the_week(site: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = {p: p.read_bytes() for p in site.rglob("*.md")}
    async with opened(site) as run:
        await settled(run)
        assert "Week 4 (Mon 22 – Fri 26 Sep) has not begun · Enter starts it" in run.lines()[1]
        asked: list[str] = []
        monkeypatch.setattr(run.screen.room("daily").banner, "_accept", lambda: asked.append("start"))
        await run.press("enter")
        assert asked == ["start"]
        await run.press("down")
        assert run.screen.focused is run.screen.view
        await run.press(".")
        for _ in range(100):
            await run.pilot.pause(0.02)
            if isinstance(run.screen.focused, Banner):
                break
        assert isinstance(run.screen.focused, Banner)
        await run.press("j", "home", "home", "up", "up", "up")
        assert isinstance(run.screen.focused, Banner)
        run.screen.session.flush()
    assert {p: p.read_bytes() for p in site.rglob("*.md")} == pages


@pytest.mark.usefixtures("monday")
async def test_the_banner_does_not_take_the_focus_from_someone_at_work(week2: Path, opened: Opener) -> None:
    async with opened(week2) as run:
        await run.press("down")
        await settled(run)
        assert run.screen.desk.banner
        assert run.screen.focused is run.screen.view


@pytest.mark.usefixtures("monday")
async def test_the_banner_goes_when_the_week_is_there(site: Path, opened: Opener) -> None:
    async with opened(site) as run:
        await settled(run)
        assert run.screen.desk.banner
        model = site / "content" / "1-Worklog" / "1.3-Week3" / "_index.md"
        fresh = site / "content" / "1-Worklog" / "1.4-Week4" / "_index.md"
        fresh.parent.mkdir()
        text = model.read_text().replace("Week 3", "Week 4")
        for old, new in (("15/09", "22/09"), ("16/09", "23/09"), ("17/09", "24/09")):
            text = text.replace(old, new)
        fresh.write_text(text)
        run.screen.session.refresh()
        for _ in range(40):
            await run.pilot.pause(0.02)
            if not run.screen.desk.banner:
                break
        assert not run.screen.desk.banner
        await run.press("a")
        await run.type("Begin")
        await run.press("enter")
        assert b"- Begin" in run.saved(fresh)


@pytest.mark.usefixtures("monday")
async def test_from_the_banner_to_the_first_item_of_the_new_week(site: Path, opened: Opener) -> None:
    pages = {p: p.read_bytes() for p in site.rglob("*.md")}
    async with opened(site) as run:
        await settled(run)
        await run.press("enter")
        await run.pilot.pause(0.3)
        await run.press("enter")
        for _ in range(60):
            await run.pilot.pause(0.05)
            if run.screen.weeks.today == 3 and not run.screen.desk.banner:
                break
        await run.press("a")
        await run.type("Begin")
        await run.press("enter")
        fresh = site / "content" / "1-Worklog" / "1.4-Week4" / "_index.md"
        line = next(x for x in run.saved(fresh).decode().splitlines() if "Begin" in x)
        assert line.split("|")[1].strip() == "2"
        assert line.split("|")[3].strip() == "22/09/2025"
        assert b"Begin" in fresh.with_name("_index.vi.md").read_bytes()
    assert {p: p.read_bytes() for p in pages if "Week" in p.parent.name} == {
        p: data for p, data in pages.items() if "Week" in p.parent.name
    }


@pytest.mark.usefixtures("monday")
async def test_what_is_typed_behind_a_goes_into_the_week_that_is_made_for_it(site: Path, opened: Opener) -> None:
    pages = {p: p.read_bytes() for p in site.rglob("*.md")}
    fresh = site / "content" / "1-Worklog" / "1.4-Week4" / "_index.md"
    async with opened(site) as run:
        await settled(run)
        for key in "aFix x":  # in one read: F, x and i are commands of the page below
            run.app.post_message(Key(key, key))
        await run.pilot.pause(0.2)
        await run.press("escape")
        assert "there again" in run.said()
        assert {p: p.read_bytes() for p in site.rglob("*.md")} == pages
        await run.press("a")
        await run.pilot.pause(0.2)
        await run.type(" it")
        assert any("First item, Mon 22 Sep 2025" in line and "Fix x it" in line for line in run.lines())
        await run.press("enter")
        for _ in range(60):
            await run.pilot.pause(0.05)
            if "Added" in run.said():
                break
        assert b"| 2   | - Fix x it | 22/09/2025 |" in run.saved(fresh)
        assert "Fix x it" in run.row()
        await run.press("u", "u")
        await run.pilot.pause()
        assert run.screen.session.flush(5.0)
    assert {p: p.read_bytes() for p in site.rglob("*.md")} == pages


async def test_an_item_of_today_is_offered_its_own_week_behind_a_gap(
    site: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conftest, "TODAY", dt.date(2025, 11, 5))  # the next week would be that of 22 September
    before = set(site.rglob("*.md"))
    async with opened(site, size=(80, 24)) as run:
        await settled(run)
        await run.press("a")
        for _ in range(50):
            await run.pilot.pause(0.02)
            if getattr(run.app.screen, "plan", None) is not None:
                break
        offers = [line for line in run.lines() if "this week" in line or "the next one" in line]
        assert ["▸" in line and "Mon 3 – Fri 7 Nov 2025   this week" in line for line in offers] == [False, True]
        await run.type("Fix")
        await run.press("enter")
        for _ in range(60):
            await run.pilot.pause(0.05)
            if "Added" in run.said():
                break
        fresh = next(page for page in set(site.rglob("_index.md")) - before)
        line = next(x for x in run.saved(fresh).decode().splitlines() if "Fix" in x)
        assert "05/11/2025" in line


@pytest.mark.usefixtures("monday")
async def test_several_pasted_lines_are_items_of_the_first_day(site: Path, opened: Opener) -> None:
    from textual.events import Paste

    fresh = site / "content" / "1-Worklog" / "1.4-Week4" / "_index.md"
    async with opened(site) as run:
        await settled(run)
        await run.press("enter")
        for _ in range(50):
            await run.pilot.pause(0.02)
            if run.app.focused is not None and run.app.focused.id == "item":
                break
        assert run.app.focused is not None
        run.app.focused.post_message(Paste("one\n\ntwo\n"))
        await run.pilot.pause(0.2)
        await run.press("enter")
        for _ in range(60):
            await run.pilot.pause(0.05)
            if "Added" in run.said():
                break
        line = next(x for x in run.saved(fresh).decode().splitlines() if "two" in x)
        assert line.startswith("| 2   | - one<br>- two | 22/09/2025 |")


@pytest.mark.usefixtures("monday")
async def test_a_page_made_ahead_with_old_dates_is_gone_to_and_not_written(site: Path, opened: Opener) -> None:
    fresh = site / "content" / "1-Worklog" / "1.4-Week4" / "_index.md"
    fresh.parent.mkdir()
    model = site / "content" / "1-Worklog" / "1.1-Week1" / "_index.md"
    fresh.write_bytes(model.read_bytes())
    pages = {p: p.read_bytes() for p in site.rglob("*.md")}
    async with opened(model) as run:
        await run.press("a")
        assert run.screen.editor is None
        assert "Week 4 (Mon 22 – Fri 26 Sep) has a page, but its dates are not of that week" in run.said()
        assert run.screen.page is not None
        assert run.screen.page.path == fresh
    assert {p: p.read_bytes() for p in site.rglob("*.md")} == pages


# --- finishing and moving dates --------------------------------------------------------------------------------------


async def test_d_ends_a_task_today(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2, settings=ALONE) as run:
        await to_task(run, 3)
        await run.press("d")
        assert run.saved(week2) == before.replace(WED.encode(), b"| 4   |  | 10/09/2025 | 10/09/2025 |  |")
        await run.press("d")
        assert "already" in run.said()
        await run.press("u")
        assert run.saved(week2) == before


async def test_d_asks_about_another_end(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2, settings=ALONE) as run:
        await to_task(run, 1)
        await run.press("d", "enter")
        assert run.saved(week2) == before
        await run.press("d", "down", "enter")
        old = b"| 08/09/2025 | 08/09/2025 |"
        assert run.saved(week2) == before.replace(old, b"| 08/09/2025 | 10/09/2025 |")


async def test_plus_and_minus_move_the_highlighted_date_else_both(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2, settings=ALONE) as run:
        await to_task(run, 1, 3)
        await run.press("+")
        assert run.saved(week2) == before.replace(b"08/09/2025 | 08/09/2025", b"08/09/2025 | 09/09/2025")
        await run.press("-")
        assert run.saved(week2) == before
        await to_task(run, 1, 1)
        await run.press("+", "+")
        moved = before.replace(b"08/09/2025 | 08/09/2025", b"10/09/2025 | 10/09/2025").replace(b"| 2   |", b"| 4   |")
        assert run.saved(week2) == moved
        await run.press("u", "u", "u", "u")
        assert run.saved(week2) == before


async def test_marked_tasks_are_finished_and_moved_together(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    ended = before.replace(WED.encode(), b"| 4   |  | 10/09/2025 | 10/09/2025 |  |")
    async with opened(week2, settings=ALONE) as run:
        await to_task(run, 2)
        await run.press("m", "m", "d")
        assert run.saved(week2) == ended
        assert "kept another end date" in run.said()
        await run.press("u", "+")
        after = run.saved(week2)
        assert b"| 4   | **Read**" in after
        assert b"| 10/09/2025 | 10/09/2025 | <https" in after
        assert b"| 5   |  | 11/09/2025 |  |  |" in after
        await run.press("u")
        assert run.saved(week2) == before


async def test_both_languages_move_together(week2: Path, opened: Opener) -> None:
    twin = week2.with_name("_index.vi.md")
    before, there = week2.read_bytes(), twin.read_bytes()
    async with opened(week2) as run:
        await to_task(run, 3, 2)
        await run.press("+")
        new = b"| 5   |  | 11/09/2025 |  |  |"
        assert run.saved(week2) == before.replace(WED.encode(), new)
        assert twin.read_bytes() == there.replace(WED.encode(), new)
        await run.press("u")
        assert (run.saved(week2), twin.read_bytes()) == (before, there)


# --- dates as typed --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "date", "shown"),
    [
        ("today", b"10/09/2025", "Wed 10 Sep 2025"),
        ("fri", b"12/09/2025", "Fri 12 Sep 2025"),
        ("t6", b"12/09/2025", "Fri 12 Sep 2025"),
        ("12", b"12/09/2025", "Fri 12 Sep 2025"),
        ("12/11", b"12/11/2025", "Wed 12 Nov 2025"),
        ("+2d", b"10/09/2025", "Wed 10 Sep 2025"),
        ("-1w", b"01/09/2025", "Mon 1 Sep 2025"),
        ("2025-09-12", b"12/09/2025", "Fri 12 Sep 2025"),
    ],
)
async def test_a_date_is_typed_as_people_say_it(
    week2: Path, opened: Opener, typed: str, date: bytes, shown: str
) -> None:
    before = week2.read_bytes()
    async with opened(week2, settings=ALONE) as run:
        await to_task(run, 1, 3)
        await run.press("enter")
        assert run.screen.editor is not None
        assert "Mon 8 Sep 2025" in str(run.screen.editor.border_title)
        await run.type(typed)
        assert f"→ {shown}" in str(run.screen.editor.border_title)
        assert week2.read_bytes() == before
        await run.press("enter")
        assert run.saved(week2) == before.replace(b"08/09/2025 | 08/09/2025", b"08/09/2025 | " + date)


async def test_what_is_no_date_is_refused_where_a_date_stood(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes()
    async with opened(week2, settings=ALONE) as run:
        await to_task(run, 1, 3)
        await run.press("enter")
        await run.type("soon")
        await run.press("enter")
        assert run.screen.editor is not None
        assert "“soon” is no date" in run.said()
        assert run.said().count(". ") == 1  # one sentence, and the way out
        await run.press("escape", "escape")
        assert run.saved(week2) == before
        await run.press("enter", "delete", "enter")
        assert run.saved(week2) == before.replace(b"08/09/2025 | 08/09/2025 |", b"08/09/2025 |  |")


async def test_text_in_a_date_cell_stays_text(week2: Path, opened: Opener) -> None:
    before = week2.read_bytes().replace(b"| 08/09/2025 | 08/09/2025 |", b"| 08/09/2025 | ongoing |")
    week2.write_bytes(before)
    async with opened(week2, settings=ALONE) as run:
        await to_task(run, 1, 3)
        await run.press("enter")
        await run.type("later")
        await run.press("enter")
        assert run.saved(week2) == before.replace(b"ongoing", b"later")
