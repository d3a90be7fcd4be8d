"""Pages that are bombs, in the app: one sentence each, the page seen raw, its body as ever, nothing written."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from tests.test_guards import JSON, TOML, YAML
from tests.tui.conftest import Opener, Running

BODY = "\n## Tasks\n\n| Day | Task | Start Date |\n|---|---|---|\n| 2 | Water | 08/09/2025 |\n\n- an item\n"
BOMBS = {
    **{f"YAML {name}": f"---\ntitle: W\n{text}\n---\n" for name, text in YAML.items()},
    **{f"TOML {name}": f'+++\ntitle = "W"\n{text}\n+++\n' for name, text in TOML.items()},
    **{f"JSON {name}": f"{text}\n" for name, text in JSON.items()},
    "YAML of 65 KB": "---\n" + "a: b\n" * 14_000 + "---\n",
}


def screen(run: Running) -> str:
    """What stands on the right, without frames and breaks."""
    return " ".join(re.sub("[▕▐▸]", " ", " ".join(line[26:] for line in run.lines())).split())


@pytest.mark.parametrize("bomb", BOMBS)
async def test_a_bomb_is_one_sentence_and_the_body_is_edited(bomb: str, opened: Opener, week2: Path) -> None:
    week2.write_text(BOMBS[bomb] + BODY)
    before, began = week2.read_bytes(), time.process_time()
    async with opened(week2) as run:
        for _ in range(200):
            if run.screen.week is not None:
                break
            await run.pilot.pause(0.02)
        assert time.process_time() - began < 5
        run.screen.view.go(run.screen.view.cursor._replace(pane=0, row=-1))
        await run.pilot.pause()
        shown = screen(run)
        assert "front matter" in shown
        front = run.screen.view.panes[0]
        run.screen.view.go(
            run.screen.view.cursor._replace(pane=0, row=len(front.rows) - 1 - (front.rows[-1].kind == "new"))
        )
        await run.pilot.pause()
        raw = BOMBS[bomb].split("\n")
        assert raw[0][:60] in screen(run)  # as it is written, below the sentence
        assert raw[1][:60] in screen(run)
        week = run.screen.week
        assert week is not None
        said = week.document.front_matter.locked or week.document.front_matter.error
        assert said is not None
        assert said.rstrip(".").count(". ") == 0
        kinds = [(p, r, row.kind) for p, pane in enumerate(run.screen.view.panes) for r, row in enumerate(pane.rows)]
        pane, at = next((p, r) for p, r, kind in kinds if kind == "item")
        run.screen.view.go(run.screen.view.cursor._replace(pane=pane, row=at))
        await run.press("e")
        await run.type("!")
        await run.press("escape")
        assert run.saved(week2) == before.replace(b"- an item", b"- an item!"), run.said()
