"""Problems a comment in the page silences, or the journal's own file switches off, are nowhere on the screen."""

from __future__ import annotations

from pathlib import Path

from tests.tui.conftest import Opener
from tests.tui.test_problems import shown, spoiled, until  # noqa: F401 - the fixture


async def test_a_comment_in_the_page(spoiled: Path, opened: Opener) -> None:  # noqa: F811
    before = spoiled.read_bytes()
    spoiled.write_bytes(before + b"\n<!-- worklog: ignore heading-week -->\n")
    async with opened(spoiled) as run:
        await until(run, "! 1 problem")  # menu-order stays
        await run.press("!")
        text = await until(run, "Problems of Week 2")
        assert "names week 1" not in text
        await run.press("F", "a", "enter")
    assert b"### Week 1 Achievements" in spoiled.read_bytes()


async def test_the_journal_s_own_file(spoiled: Path, opened: Opener) -> None:  # noqa: F811
    file = spoiled.parents[3] / ".worklog/checks.toml"
    file.write_text(file.read_text() + 'heading-week = "off"\nmenu-order = "error"\n')
    async with opened(spoiled) as run:
        await run.press("!")
        text = await until(run, "Problems of Week 2")
        assert "names week 1" not in text
        assert "menu" in text
