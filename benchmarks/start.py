"""First paint and memory: each round starts every program once, so that all meet the same machine."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.journals import mark
from benchmarks.report import Figure, median, median_ratio
from benchmarks.terminal import Program, environment, first_time

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

LIMIT = 20_000  # ms
FIRST_PAINT = {52: (1.15, 1.35), 520: (1.15, 1.35), 5200: (1.25, 1.5)}
MEMORY = (1.5, 1.8)


class Case(NamedTuple):
    """A program and what tells that it has painted."""

    name: str
    command: Sequence[str]
    seen: Callable[[str], bool]


class Start(NamedTuple):
    """One start: ms to first paint, MiB at rest."""

    paint: float
    memory: float


def app(journal: Path) -> list[str]:
    """The command that opens our app."""
    return [sys.executable, "-m", "worklog_tui", str(journal)]


def yardstick(name: str) -> list[str]:
    """The command of a yardstick program."""
    from pathlib import Path

    return [sys.executable, str(Path(__file__).parent / "yardsticks" / f"{name}.py")]


def measure(case: Case, home: Path) -> Start:
    """Starts it once. Raises RuntimeError, with the screen, where the text never came."""
    program = Program(case.command, environment(home)).start()
    try:
        program.wait_for(case.seen, LIMIT)
        program.settle(150, 3000)
        memory = 0.0 if program.ended else program.memory()
    finally:
        program.stop()
    paint = first_time(program.chunks, case.seen)
    if paint is None:
        raise RuntimeError(f"{case.name} never showed what was looked for:\n{program.screen()}")
    return Start(paint, memory)


def figures(journals: dict[int, Path], home: Path, rounds: int) -> list[Figure]:
    """First paint for each length of journal and memory at 520 weeks, as ratios to a bare Textual app."""
    cases = [Case("hello", yardstick("hello"), lambda text: "Hello there" in text)]
    cases += [Case(f"{weeks} weeks", app(path), _shows(mark(weeks))) for weeks, path in journals.items()]
    runs: dict[str, list[Start]] = {case.name: [] for case in cases}
    for turn in range(-1, rounds):  # the first turn fills the caches
        for case in cases:
            start = measure(case, home)
            if turn >= 0:
                runs[case.name].append(start)
    hello = runs["hello"]
    out = []
    for weeks in journals:
        starts = runs[f"{weeks} weeks"]
        ratio = median_ratio([s.paint for s in starts], [s.paint for s in hello])
        note = f"{median(s.paint for s in starts):.0f} ms; hello {median(s.paint for s in hello):.0f} ms"
        out.append(Figure(f"first paint, {weeks} weeks", "× hello", ratio, *FIRST_PAINT[weeks], note))
        if weeks == 520:
            ratio = median_ratio([s.memory for s in starts], [s.memory for s in hello])
            note = f"{median(s.memory for s in starts):.0f} MiB; hello {median(s.memory for s in hello):.0f} MiB"
            out.append(Figure("memory, 520 weeks", "× hello", ratio, *MEMORY, note))
    return out


def _shows(text: str) -> Callable[[str], bool]:
    return lambda screen: f"{text} " in screen
