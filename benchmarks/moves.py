"""What is pressed in the app to measure keys: moving in a week, from week to week, through the list, typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import keys
from benchmarks.journals import mark
from benchmarks.report import Figure, median, percentile
from benchmarks.start import app, yardstick

if TYPE_CHECKING:
    from pathlib import Path

ROWS = 12  # of the yardstick
TASKS = 5  # of a generated week


def figures(journal: Path, scratch: Path, weeks: int, home: Path, presses: int) -> list[Figure]:
    """Key figures on a journal of ``weeks`` weeks that opens at its last one; typing goes into its copy ``scratch``."""

    def seen(screen: str) -> bool:
        return f"{mark(weeks)} " in screen

    def there_and_back(forth: str, back: str, count: int) -> list[str]:
        return [forth] * count + [back] * count

    command = app(journal)
    scenes = [
        keys.Scene("yardstick", yardstick("rows"), lambda s: "Row 11" in s, (), there_and_back("down", "up", ROWS - 1)),
        keys.Scene("cursor", command, seen, (), there_and_back("down", "up", TASKS - 1)),
        keys.Scene("week", command, seen, (), there_and_back("[", "]", 20)),
        keys.Scene("scroll", command, seen, ("click 5 39",), there_and_back("up", "down", 60)),
        keys.Scene("typing", app(scratch), seen, ("enter",), list("the quick brown fox waters the seedlings ")),
    ]
    times = keys.measure(scenes, home, presses)
    base = times["yardstick"]

    def figure(name: str, scene: str, target: float, ceiling: float) -> Figure:
        ours = times[scene]
        note = f"{median(ours):.1f} ms; DataTable {median(base):.1f} ms"
        return Figure(name, "× DataTable(12)", keys.ratio(ours, base), target, ceiling, note)

    worst = max(("cursor", "week", "scroll"), key=lambda scene: percentile(times[scene], 0.99))
    tail = percentile(times[worst], 0.99)
    return [
        figure("cursor move", "cursor", 1.2, 1.6),
        figure("scrolling the week list", "scroll", 3, 4),
        figure("next, previous week", "week", 4, 6),
        Figure("p99 of navigation", "× DataTable(12)", tail / median(base), 5, 8, f"{tail:.1f} ms ({worst})"),
        figure("typing", "typing", 3, 5),
    ]
