"""The board: from its key to the painted term, and how it answers while the facts of a long journal arrive."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from benchmarks import keys
from benchmarks.journals import mark
from benchmarks.report import Figure, median, percentile
from benchmarks.start import app, yardstick
from benchmarks.terminal import Emulator, Program, environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ROWS = 12  # of the yardstick
WHOLE = 60_000  # ms at most until every week was read
_ROW = re.compile(r"^.{2} *\d+ +\d+\S* .*■■■■", re.MULTILINE)  # a week with its days
_READING = re.compile(r"reading \d")


def figures(term: Path, weeks: int, long: Path, long_weeks: int, home: Path, rounds: int) -> list[Figure]:
    """``term`` has ``weeks`` weeks and twins, ``long`` more than are read at once."""
    first, opened, base = openings(term, weeks, home, rounds)
    note = (
        f"{median(opened):.1f} ms; DataTable {median(base):.1f} ms; the first time {first[0]:.0f} ms, "
        f"all facts {first[1]:.0f}"
    )
    paint = Figure(
        f"board of {weeks} weeks, key to paint", "× DataTable(12)", median(opened) / median(base), 5, 8, note
    )
    return [paint, arriving(long, long_weeks, home, rounds * 4), known(long, long_weeks, home)]


def openings(term: Path, weeks: int, home: Path, rounds: int) -> tuple[tuple[float, float], list[float], list[float]]:
    """ms of the first opening (until it is there, until all is known), of those after it, of the yardstick's keys."""
    beside = keys.Stage(_rows_scene(), home)
    program = Watched(app(term), home)
    try:
        program.wait(lambda screen: f"{mark(weeks)} " in screen)
        program.settle(800)
        times = program.times(
            "B", lambda screen: "Board ·" in screen, lambda screen: len(_ROW.findall(screen)) >= weeks
        )
        opened = []
        for number in range(rounds):
            program.times("q", lambda screen: "Board ·" not in screen)
            opened += program.times("B", lambda screen: len(_ROW.findall(screen)) >= weeks)
            for turn in range(5):
                beside.press(number * 5 + turn)
    except BaseException:
        beside.program.stop()
        raise
    finally:
        program.stop()
    return (times[0], times[1]), opened, beside.answers()


def arriving(long: Path, weeks: int, home: Path, presses: int) -> Figure:
    """Moving the cursor from the first moment on."""
    scene = keys.Scene(
        "board", app(long), lambda screen: f"{mark(weeks)} " in screen, ("B",), ["up"] * 40 + ["down"] * 40
    )
    times = keys.measure([_rows_scene(), scene], home, presses)
    ours, base = times["board"], times["yardstick"]
    note = f"{median(ours):.1f} ms, p99 {percentile(ours, 0.99):.1f}; DataTable {median(base):.1f} ms"
    return Figure(
        f"board of {weeks} weeks, cursor while it is read", "× DataTable(12)", keys.ratio(ours, base), 3, 4, note
    )


def known(long: Path, weeks: int, home: Path) -> Figure:
    """Until a board that was read by an earlier run is whole, beside how long that took."""
    took = []
    own = home.with_name("home of the board")  # nothing was ever read there
    own.mkdir()
    for _ in range(2):
        program = Watched(app(long), own)
        try:
            program.wait(lambda screen: f"{mark(weeks)} " in screen)
            program.settle(800)
            done = lambda screen: "Board ·" in screen and not _READING.search(screen) and f"{weeks} weeks" in screen  # noqa: E731
            took += program.times("B", done)
            program.settle(4000 if not took[1:] else 100)  # what was read is kept when all of it was
        finally:
            program.stop()
    note = f"{took[1]:.0f} ms; read anew: {took[0]:.0f} ms"
    return Figure(f"board of {weeks} weeks, known from before", "× read anew", took[1] / took[0], 0.15, 0.3, note)


def _rows_scene() -> keys.Scene:
    up_and_down = ["down"] * (ROWS - 1) + ["up"] * (ROWS - 1)
    return keys.Scene("yardstick", yardstick("rows"), lambda screen: "Row 11" in screen, (), up_and_down)


class Watched:
    """A program whose screen is followed chunk by chunk."""

    def __init__(self, command: list[str], home: Path) -> None:
        self._program = Program(command, environment(home)).start()
        self._emulator = Emulator()
        self._fed = 0

    def wait(self, seen: Callable[[str], bool]) -> None:
        """Raises RuntimeError where it never comes."""
        if not self._program.wait_for(seen, WHOLE):
            raise RuntimeError(f"it never came:\n{self._program.screen()}")

    def settle(self, quiet: float) -> None:
        """Reads until nothing came for ``quiet`` ms."""
        self._program.settle(quiet, WHOLE)
        for _ in self._screens():
            pass

    def times(self, key: str, *wanted: Callable[[str], bool]) -> list[float]:
        """ms from the key until the screen is as each of these wants it, one after the other."""
        program = self._program
        self.settle(30)
        at = program.press(key)
        out: list[float] = []
        end = program.now() + WHOLE
        while len(out) < len(wanted):
            if program.now() > end or program.ended:
                raise RuntimeError(f"{key} never showed what was looked for:\n{program.screen()}")
            program.settle(60, 500)  # what is drawn here while the program writes would hold it up
            for when, screen in self._screens():
                while len(out) < len(wanted) and wanted[len(out)](screen):
                    out.append(when - at)
        return out

    def _screens(self) -> Iterator[tuple[float, str]]:
        chunks = self._program.chunks
        while self._fed < len(chunks):
            when, data = chunks[self._fed]
            self._fed += 1
            self._emulator.feed(data)
            yield when, self._emulator.text()

    def stop(self) -> None:
        """Ends it."""
        self._program.stop()
