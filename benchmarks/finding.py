"""Search as you type, in a long journal: from a key to its first answer, and until every week was looked through."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from benchmarks import keys
from benchmarks.journals import mark
from benchmarks.report import Figure, median, percentile
from benchmarks.start import app, yardstick
from benchmarks.terminal import Program, environment

if TYPE_CHECKING:
    from pathlib import Path

ROWS = 12  # of the yardstick
WORD = "humidity hinge"
READ = 30_000  # ms at most until every page of the journal was read once
_DONE = re.compile(r"Find .* \d[\d,]*\+? hits? *$", re.MULTILINE)  # and no “reading …” behind it


def figures(journal: Path, weeks: int, home: Path, presses: int) -> list[Figure]:
    """Typing a word and taking it back, over and over, while the search line is open."""

    def seen(screen: str) -> bool:
        return f"{mark(weeks)} " in screen

    command = app(journal)
    typed = [*WORD, *["backspace"] * (len(WORD) - 1), "backspace"]
    scenes = [
        keys.Scene("yardstick", yardstick("rows"), lambda s: "Row 11" in s, (), ["down"] * 11 + ["up"] * 11),
        keys.Scene("finding", command, seen, ("/",), typed),
    ]
    times = keys.measure(scenes, home, presses)
    ours, base = times["finding"], times["yardstick"]
    first, again = whole(journal, weeks, home)
    note = (
        f"{median(ours):.1f} ms, p99 {percentile(ours, 0.99):.1f}; DataTable {median(base):.1f} ms; "
        f"all weeks: {first:.0f} ms while still reading them, then {again:.0f}"
    )
    return [
        Figure(f"search as you type, {weeks} weeks", "× DataTable(12)", keys.ratio(ours, base), 4, 6, note),
    ]


def whole(journal: Path, weeks: int, home: Path) -> tuple[float, float]:
    """ms until all weeks were looked through: of the first word typed, and of another one after that."""
    program = Program(app(journal), environment(home)).start()
    try:
        if not program.wait_for(lambda screen: f"{mark(weeks)} " in screen, 20_000):
            raise RuntimeError(f"the app never came:\n{program.screen()}")
        program.press("/")
        program.settle(100, 1000)
        began = program.press("seedling")
        if not program.wait_for(lambda screen: _DONE.search(screen) is not None, READ):
            raise RuntimeError(f"the search never ended:\n{program.screen()}")
        first = program.chunks[-1][0] - began
        for _ in "seedling":
            program.press("backspace")
            program.settle(50, 500)
        began = program.press("q")
        program.settle(300, READ)
        again = program.chunks[-1][0] - began
    finally:
        program.stop()
    return first, again
