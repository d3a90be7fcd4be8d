"""Whole processes, from start to exit, in turn."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from benchmarks.pages import in_turn, milliseconds
from benchmarks.report import Figure, median, median_ratio
from benchmarks.terminal import environment

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


def searching(journal: Path, weeks: int, home: Path, rounds: int) -> Figure:
    """``worklog search`` of a word that two in five weeks hold; every page is read each time."""
    env = environment(home)

    def process(command: Sequence[str]) -> Callable[[], object]:
        return lambda: subprocess.run(command, env=env, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, check=True)

    ours = [sys.executable, "-m", "worklog_tui", "search", "hinge varnish", "--journal", str(journal)]
    times, base = in_turn([process(ours), process([sys.executable, "-c", "pass"])], rounds)
    note = f"{median(times):.0f} ms; pass {median(base):.0f} ms"
    return Figure(f"worklog search, {weeks} weeks", "× python -c pass", median_ratio(times, base), 8, 12, note)


def listing(journal: Path, weeks: int, home: Path, rounds: int) -> Figure:
    """``worklog list`` of pages it has read before, as a ratio to a Python that does nothing."""
    return _command(["list", "--journal", str(journal)], f"worklog list, {weeks} weeks", home, rounds, (6, 8))


def adding(journal: Path, home: Path, rounds: int, *, twins: bool) -> Figure:
    """``worklog add`` of one item after the other to the same day, saved durably; with ``twins`` in both languages."""
    if not twins:
        for page in journal.rglob("*.vi.md"):
            page.unlink()
    name = f"worklog add, {'two languages' if twins else 'one language'}"
    return _command(["add", "Checked the pump", "--journal", str(journal)], name, home, rounds, (9, 12))


def _command(words: Sequence[str], name: str, home: Path, rounds: int, limits: tuple[float, float]) -> Figure:
    env = environment(home)

    def process(command: Sequence[str]) -> Callable[[], object]:
        return lambda: subprocess.run(command, env=env, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, check=True)

    ours = [sys.executable, "-m", "worklog_tui", *words]
    first = milliseconds(process(ours))
    times, base = in_turn([process(ours), process([sys.executable, "-c", "pass"])], rounds)
    note = f"{median(times):.0f} ms; pass {median(base):.0f} ms; the first time {first:.0f} ms"
    return Figure(name, "× python -c pass", median_ratio(times, base), *limits, note)
