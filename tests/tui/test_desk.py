"""How the screen is divided: a short task leaves the week its room, a long one takes what it needs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.conftest import Opener
from worklog_tui.tui.desk import divide

ITEMS = "".join(f"- Achievement number {n}\n" for n in range(1, 16))


def test_without_a_week_the_detail_has_its_usual_room() -> None:
    assert divide(120, 40)["detail"].height == 14
    assert divide(120, 40, needs=(10, 4))["detail"].height == 14  # the page is not cut
    assert divide(120, 40, needs=(60, 4))["detail"].height == 6
    assert divide(120, 40, needs=(60, 8))["detail"].height == 8
    assert divide(120, 40, needs=(60, 99))["detail"].height == 14
    assert divide(120, 40, needs=(30, 4))["detail"].height == 8  # no more than the page needs


@pytest.mark.parametrize("banner", [False, True])
def test_the_parts_fill_the_screen(banner: bool) -> None:
    for height in range(4, 60):
        for needs in (None, (10, 4), (50, 8), (500, 40)):
            parts = divide(120, height, banner=banner, needs=needs)
            assert sum(parts[name].height for name in parts if name != "weeks") == height


async def test_short_tasks_leave_the_achievements_their_room(week2: Path, opened: Opener) -> None:
    week2.write_text(week2.read_text(encoding="utf-8").replace("* Done one\n", ITEMS), encoding="utf-8")
    async with opened(week2) as run:
        assert any("Achievement number 15" in line for line in run.lines())
        tall = run.screen.detail.size.height
        await run.press("down", "down")
        assert run.screen.detail.size.height == tall  # it does not jump while one moves


async def test_a_long_task_has_as_much_as_ever(week2: Path, opened: Opener) -> None:
    long = "<br> &emsp; + ".join(f"Line {n}" for n in range(30))
    text = week2.read_text(encoding="utf-8").replace("* Done one\n", ITEMS).replace("| 4   |  |", f"| 4   | {long} |")
    week2.write_text(text, encoding="utf-8")
    async with opened(week2) as run:
        assert run.screen.detail.size.height == 13  # and its edge
        await run.press("[")
        await run.pilot.pause()
        assert run.screen.detail.size.height == 13  # week 1 is short: nothing of it is cut
