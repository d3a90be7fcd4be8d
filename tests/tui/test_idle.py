"""Garbage is collected in the pauses, not between keys."""

from __future__ import annotations

import asyncio
import gc
import sys
import weakref
from typing import TYPE_CHECKING

import pytest

from worklog_tui.tui import idle

if TYPE_CHECKING:
    from collections.abc import Iterator


class Ring:
    """Garbage that only a search finds: it holds itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    thresholds, interval, enabled = gc.get_threshold(), sys.getswitchinterval(), gc.isenabled()
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)
    sys.setswitchinterval(interval)
    (gc.enable if enabled else gc.disable)()


def test_it_waits_for_a_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(idle, "QUIET", 0.2)

    async def typing() -> tuple[bool, bool]:
        tidying = idle.Tidying()
        tidying.begin()
        ring = weakref.ref(Ring())
        litter = [[number] for number in range(idle.ENOUGH * 3)]  # enough new objects for a search
        for _ in range(10):
            tidying.touched()
            await asyncio.sleep(0.04)
        while_typing = ring() is not None
        await asyncio.sleep(0.5)
        assert litter
        return while_typing, ring() is None

    assert asyncio.run(typing()) == (True, True)


def test_a_large_page_that_was_read_is_not_searched_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(idle, "QUIET", 0.1)

    async def reading() -> tuple[list[int], int, int]:
        tidying = idle.Tidying()
        tidying.begin()
        before = gc.get_freeze_count()
        page = [[number] for number in range(idle.MUCH * 3)]
        searched: list[int] = []
        gc.callbacks.append(lambda phase, info: searched.append(info["generation"]) if phase == "start" else None)
        try:
            tidying.touched()
            await asyncio.sleep(0.3)
        finally:
            gc.callbacks.pop()
        return searched, gc.get_freeze_count() - before, len(page)

    searched, frozen, read = asyncio.run(reading())
    assert searched == []
    assert frozen >= read


def test_keys_before_the_first_screen_has_settled_start_nothing() -> None:
    async def early() -> weakref.ref[Ring]:
        gc.disable()
        ring = weakref.ref(Ring())
        idle.Tidying().touched()
        await asyncio.sleep(0.05)
        return ring

    assert asyncio.run(early())() is not None
