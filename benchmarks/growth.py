"""Twice the text against once, for every bad shape, up to 2 MiB: what grows faster than its length is found so.

The steps our own lines take are counted in ``tests/fuzz/test_growth.py``; here is what Python's own searches cost, too.
"""

from __future__ import annotations

import datetime as dt
import gc
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING, Final, TypeVar

from benchmarks.report import Figure, median
from benchmarks.shapes import SHAPES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from worklog_tui.document.model import Document
    from worklog_tui.worklog.model import Week

T = TypeVar("T")
Times = tuple[dict[str, float], ...]  # seconds by reader, for a quarter of the text, for it, and for twice of it

SIZE: Final = 1024 * 1024 - 4096  # bytes; twice that is the largest body that is taken apart
SHORT: Final = 0.25  # seconds; what takes less grows within the noise
STEEP: Final = 2.5  # times as long for twice the text
REL: Final = "1.4-Week4/_index.md"


def figures(rounds: int, size: int = SIZE) -> list[Figure]:
    """What a doubling of the text costs each reader: the worst median among the shapes, and the shape that takes
    longest.
    """
    worst: dict[str, tuple[float, float, str]] = {}
    longest: dict[str, tuple[float, str]] = {}
    for name in SHAPES:
        found = _alone(name, size, rounds)
        if any(_doubling(found, reader)[0] > STEEP for reader in found[0][0]):  # growth, or a noise: more rounds tell
            found += _alone(name, size, 4 * rounds)
        for reader in found[0][0]:
            worst[reader] = max(worst.get(reader, (0.0, 0.0, "")), (*_doubling(found, reader), name))
            seconds = median(times[-1][reader] for times in found)
            longest[reader] = max(longest.get(reader, (0.0, "")), (seconds, name))
    return [_figure(reader, *worst[reader], *longest[reader], 2 * size) for reader in longest]


def _doubling(found: Sequence[Times], reader: str) -> tuple[float, float]:
    """How much longer twice the text takes: the mean of three doublings, and the last one alone. Medians; 0 for what
    takes too short a time to tell.

    Where the last doubling leaves the processor's cache it costs up to three times as much, once: the mean tells growth
    (quadratic is 4 each time) from that.
    """
    if median(times[-1][reader] for times in found) < SHORT:
        return 0.0, 0.0
    first, once, twice = 0, 1, 2
    mean = median(times[twice][reader] / times[first][reader] for times in found) ** (1 / 3)
    return mean, median(times[twice][reader] / times[once][reader] for times in found)


def _alone(name: str, size: int, rounds: int) -> list[Times]:
    """Measured in a process of its own: what one shape leaves in the memory is no cost of the next one's."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_measured, name, size, rounds).result()


def _measured(name: str, size: int, rounds: int) -> list[Times]:
    texts = [SHAPES[name](length) for length in (size // 4, size, 2 * size)]
    _times(texts[0])  # imports, compiled patterns
    return [tuple(map(_times, texts)) for _ in range(rounds)]


def _figure(reader: str, mean: float, last: float, shape: str, seconds: float, slowest: str, size: int) -> Figure:
    whole = f"longest {seconds:.1f} s for {size / 1024 / 1024:.1f} MiB ({slowest})"
    note = f"{shape}, the last doubling {last:.2f}; {whole}" if mean else whole
    return Figure(f"growth, {reader}", "× for 2n", mean or None, STEEP, 3.2, note)


def _times(source: bytes) -> dict[str, float]:
    """Seconds of CPU of each reader, one after the other."""
    from worklog_tui.document.parse import parse
    from worklog_tui.worklog.finding.query import parse_query
    from worklog_tui.worklog.finding.search import search_week
    from worklog_tui.worklog.reading.read import read_week

    gc.collect()
    gc.disable()
    try:
        out: dict[str, float] = {}
        document: Document = _timed(out, "document", lambda: parse(source))
        week: Week = _timed(out, "worklog", lambda: read_week(document, language="en", path=REL))
        _timed(out, "search", lambda: search_week(week, parse_query("do")))
        _timed(out, "checks", lambda: _checked(week))
    finally:
        gc.enable()
    return out


def _timed(out: dict[str, float], name: str, work: Callable[[], T]) -> T:
    began = time.process_time()
    made = work()
    out[name] = time.process_time() - began
    return made


def _checked(week: Week) -> object:
    from worklog_tui.checks.brief import brief_of
    from worklog_tui.checks.model import Subject
    from worklog_tui.checks.run import check

    return check(Subject(REL, week, dt.date(2026, 1, 5), 4, "week", (brief_of(week, REL, 4),)))
