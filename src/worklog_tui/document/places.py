"""Which of many spans lie in, meet or hold a stretch of the page, without a look at all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate


class Places:
    """Spans (byte offsets) in any order; what is told are their indexes, in the order of the page."""

    def __init__(self, spans: Iterable[Sequence[int]]) -> None:
        self._spans = sorted((span[0], span[1], index) for index, span in enumerate(spans))
        self._starts = [start for start, _, _ in self._spans]
        self._reach = list(accumulate((end for _, end, _ in self._spans), max))

    def within(self, start: int, end: int) -> list[int]:
        """Those that begin and end between the two offsets."""
        at = bisect_left(self._starts, start)
        return [index for _, stop, index in self._spans[at : bisect_right(self._starts, end)] if stop <= end]

    def meeting(self, start: int, end: int) -> list[int]:
        """Those that begin before ``end`` and end behind ``start``."""
        at = bisect_right(self._reach, start)
        return [index for _, stop, index in self._spans[at : bisect_left(self._starts, end)] if stop > start]

    def beginning(self, start: int, end: int) -> list[int]:
        """Those that begin at ``start`` or behind it, before ``end``."""
        return [index for *_, index in self._spans[bisect_left(self._starts, start) : bisect_left(self._starts, end)]]

    def holding(self, offset: int) -> int | None:
        """The first one this byte is part of."""
        return next(iter(self.meeting(offset, offset + 1)), None)
