"""Every scene on a file system of our own that fails at each of its requests."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

from tests.faults import fuse
from tests.faults.report import Line
from tests.faults.scenes import SAID, Scene
from tests.faults.sweeps import Make, clear

_WAYS = {
    "error": "each request fails",
    "late": "each request fails though it was done",
    "broken": "from each request on all fail",
    "short": "each write short",
    "lie": "each write short, said to be whole",
}


def sweep(makes: list[Make], base: Path, *, quick: bool) -> Iterator[Line]:
    """All of it; the file system exchanges names only in the full run."""
    if fuse.why_not() is not None:
        yield Line("all scenes", "faults of a FUSE file system", skipped=str(fuse.why_not()))
        return
    told = fuse.Told(quick=quick)
    for exchanges in (False,) if quick else (False, True):
        with fuse.mounted(base / "backing", base / "fuse", told, exchanges=exchanges) as refused:
            if refused is not None:
                yield Line("all scenes", "faults of a FUSE file system", skipped=refused)
                return
            for make in makes:
                for kind, words in _WAYS.items():
                    code = errno.ENOSPC if kind == "error" else errno.EIO
                    yield _points(make, base / "fuse", f"FUSE: {words}", told, kind, code)


def _points(make: Make, point: Path, said: str, told: fuse.Told, kind: str, code: int) -> Line:
    bad: list[str] = []
    at = 0
    while True:
        scene = make(point / "scene")
        scene.lay_out()
        exit_code, hit = _run(scene, told, kind, at, code)
        bad += [f"request {at} ({hit}): {wrong}" for wrong in scene.wrong(exit_code)]
        clear(scene.base)
        if hit is None:
            if exit_code != SAID:
                bad.append(f"without a fault it ends with {exit_code}")
            return Line(scene.name, said, at, tuple(bad))
        at += 1


def _run(scene: Scene, told: fuse.Told, kind: str, at: int, code: int) -> tuple[int | None, str | None]:
    child = os.fork()
    if child == 0:
        ended = 98
        try:
            scene.first()
            told.arm(kind, at, code)
            ended = scene.work()
        finally:
            os._exit(ended)
    _, status = os.waitpid(child, 0)
    hit = told.hit
    told.arm("")
    return os.WEXITSTATUS(status) if os.WIFEXITED(status) else None, hit
