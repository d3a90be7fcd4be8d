"""Every screen, drawn from the sample journal on a fixed day, as the picture that was looked at.

``make snapshots`` draws them anew: look at what has changed before it is committed.
"""

from __future__ import annotations

import datetime as dt
import os
import runpy
from pathlib import Path

import pytest

PICTURES = Path(__file__).with_name("pictures")
DRAWING = runpy.run_path(str(Path(__file__).parents[2] / "docs" / "screenshots.py"))
Picture, WEEK4, draw = DRAWING["Picture"], DRAWING["WEEK4"], DRAWING["draw"]

SMALL, USUAL, LARGE = (80, 24), (120, 40), (200, 60)
WEEK5 = (*WEEK4, "right_square_bracket", "see:Week 5 of 7")

ALL = (
    Picture("main-80", WEEK4, SMALL),
    Picture("main-120", WEEK4, USUAL),
    Picture("main-light-80", WEEK4, SMALL, "light"),
    Picture("main-light-120", (*WEEK4, "t", "see:Mục tiêu"), USUAL, "light"),
    Picture("banner-120", ("see:not begun",), USUAL, today=dt.date(2025, 10, 28)),
    Picture("outline-80", (*WEEK4, "down", "enter"), SMALL),
    Picture("outline-light-120", (*WEEK4, "enter"), USUAL, "light"),
    Picture("date-120", (*WEEK4, "right", "enter", "type:thu", "see:Thu"), USUAL),
    Picture("help-120", (*WEEK4, "question_mark"), USUAL),
    Picture("palette-120", (*WEEK4, "colon", "type:week"), USUAL),
    Picture("find-120", (*WEEK4, "slash", "type:sensor", "see:hits"), USUAL),
    Picture("filter-120", (*WEEK4, "f", "type:box"), USUAL),
    Picture("shelf-120", (*WEEK4, "R", "see:references"), USUAL),
    Picture("twins-120", (*WEEK5, "T", "see:Mục tiêu"), USUAL),
    Picture("twins-light-200", (*WEEK5, "T", "see:Mục tiêu"), LARGE, "light"),
    Picture("newweek-80", (*WEEK4, "N", "see:1.8-Week8"), SMALL),
    Picture("newweek-120", (*WEEK4, "N", "see:1.8-Week8"), USUAL),
    Picture("renumber-120", (*WEEK4, "run:renumber", "see:Type the", "9", "see:1.9-Week9"), USUAL),
    Picture("settings-120", (*WEEK4, "comma"), USUAL),
    Picture("problems-120", (*WEEK4, "left_square_bracket", "see:Week 3 of 7", "exclamation_mark"), USUAL),
    Picture("board-80", (*WEEK4, "B", "see:7 weeks", "see:! 2"), SMALL),
    Picture("board-120", (*WEEK4, "B", "see:7 weeks", "see:! 2", "right", "s"), USUAL),
    Picture("review-120", (*WEEK4, "v", "see:Review", "down", "down"), USUAL),
    Picture("start-120", ("see:demo",), USUAL, journal=False),
    Picture("start-light-80", ("see:demo",), SMALL, "light", journal=False),
)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which the pictures show as ``~``."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("WORKLOG_HOME", str(tmp_path / ".worklog"))
    for name in ("VISUAL", "EDITOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.linux
@pytest.mark.parametrize("picture", ALL, ids=lambda picture: picture.name)
async def test_the_screen_looks_as_it_was_seen(picture: object, home: Path) -> None:
    svg = await draw(picture, home)
    file = PICTURES / f"{picture.name}.svg"  # type: ignore[attr-defined]
    assert str(home) not in svg
    if os.environ.get("WORKLOG_SNAPSHOTS"):
        file.write_text(svg, encoding="utf-8")
    assert file.exists(), "not drawn yet: run make snapshots, and look at it"
    if file.read_text(encoding="utf-8") != svg:
        (home / file.name).write_text(svg, encoding="utf-8")
        pytest.fail(f"{file.name} looks different now: compare {home / file.name}; if it is right, make snapshots")


def test_no_picture_is_left_over() -> None:
    assert {p.stem for p in PICTURES.glob("*.svg")} == {p.name for p in ALL}
    assert len(ALL) <= 25
