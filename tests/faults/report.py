"""What was tried, and how it went."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import NamedTuple


class Line(NamedTuple):
    """One scene under one kind of fault. ``bad``: a sentence for each point at which the promise did not hold."""

    scene: str
    fault: str
    points: int = 0
    bad: tuple[str, ...] = ()
    skipped: str = ""


class Report:
    """Prints lines as they come, and sums them up."""

    def __init__(self) -> None:
        self.points = self.bad = self.skipped = 0
        self._began = time.monotonic()

    def add(self, lines: Iterator[Line]) -> None:
        """Print each."""
        for line in lines:
            if line.skipped:
                self.skipped += 1
                print(f"{line.scene:34} {line.fault:38} skipped: {line.skipped}", flush=True)
                continue
            self.points += line.points
            self.bad += len(line.bad)
            print(f"{line.scene:34} {line.fault:38} {line.points:6} points  {len(line.bad)} bad", flush=True)
            for sentence in line.bad[:10]:
                print(f"    {sentence}", flush=True)

    def end(self) -> bool:
        """The last line; whether all is well."""
        seconds = time.monotonic() - self._began
        print(f"{self.points} points tried, {self.bad} bad, {self.skipped} kinds skipped, {seconds:.0f} s", flush=True)
        return self.points > 0 and not self.bad
