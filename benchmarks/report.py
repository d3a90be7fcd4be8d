"""A measured figure, its target and its ceiling, and the table of them."""

from __future__ import annotations

import statistics
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. ``value`` None: not measured, ``note`` says why. ``higher``: more is better."""

    name: str
    unit: str  # what the value is a ratio to, or "ms"
    value: float | None
    target: float
    ceiling: float
    note: str = ""
    higher: bool = False

    @property
    def verdict(self) -> str:
        """``ok`` (target met), ``under ceiling``, ``OVER`` or ``not measured``."""
        if self.value is None:
            return "not measured"
        sign = -1 if self.higher else 1
        if sign * self.value <= sign * self.target:
            return "ok"
        return "under ceiling" if sign * self.value <= sign * self.ceiling else "OVER"


def median(values: Iterable[float]) -> float:
    """The middle value. Raises StatisticsError on none."""
    return statistics.median(values)


def percentile(values: Iterable[float], share: float) -> float:
    """The value that ``share`` (0 to 1) of the values do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def median_ratio(ours: Sequence[float], yardstick: Sequence[float]) -> float:
    """The median of the per-round ratios: both were measured in turn, so a slow minute slows both."""
    return median(a / b for a, b in zip(ours, yardstick, strict=True))


def table(figures: Sequence[Figure]) -> str:
    """The figures as text, one a line."""
    head = ("figure", "measured", "target", "ceiling", "", "note")
    rows = [head, *(_row(f) for f in figures)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(head))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([lines[0], "-" * max(map(len, lines)), *lines[1:]])


def _row(figure: Figure) -> tuple[str, ...]:
    sign = "≥" if figure.higher else "≤"
    value = "–" if figure.value is None else f"{figure.value:.2f} {figure.unit}"
    limits = (f"{sign} {figure.target:g}", f"{sign} {figure.ceiling:g}")
    return (figure.name, value, *limits, figure.verdict, figure.note)


def as_json(figures: Sequence[Figure]) -> list[dict[str, object]]:
    """The figures as plain values."""
    return [asdict(f) | {"verdict": f.verdict} for f in figures]
