"""Every scene, every call of it, every fault."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.faults import patched, tracing
from tests.faults.report import Line
from tests.faults.scenes import SAID, Scene
from tests.faults.tracing import Fault

Make = Callable[[Path], Scene]
ERRORS = (errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EROFS)
_SAYS = {
    "kill": "kill -9 before each call",
    "torn": "kill -9 after half of each write",
    "error": "each call fails",
    "late": "each call fails though it was done",
    "broken": "from each call on all fail",
    "short": "each read and write short",
    "lie": "each write short, said to be whole",
}


def sweep(makes: list[Make], base: Path, *, quick: bool) -> Iterator[Line]:
    """All of it. ``quick``: the other error numbers only in the plain form."""
    runner = tracing if tracing.why_not() is None else patched
    if patched.why_not() is not None:
        yield Line("all scenes", "faults at calls", skipped=str(patched.why_not()))
        return
    if runner is patched:
        yield Line("all scenes", "faults at calls of the system", skipped=f"{tracing.why_not()}; Python's own instead")
    for make in makes:
        for kind, words in _SAYS.items():
            failing = kind in ("error", "late", "broken")
            codes = ERRORS if failing and not (quick and kind != "error") else (errno.EIO,)
            for code in codes:
                said = f"{words}: {errno.errorcode[code]}" if failing else words
                yield points(make, base / "point", said, runner.run, Fault(kind, 0, code))


def points(make: Make, base: Path, said: str, run: Callable[..., tracing.Ended], fault: Fault) -> Line:
    """One kind of fault at each call."""
    bad: list[str] = []
    while True:
        scene = make(base)
        scene.lay_out()
        ended = run(scene.work, fault, first=scene.first)
        bad += [f"call {fault.at} ({ended.call}): {wrong}" for wrong in scene.wrong(ended.exit)]
        clear(base)
        if ended.call is None:
            if ended.exit != SAID:
                bad.append(f"without a fault it ends with {ended.exit}")
            return Line(scene.name, said, fault.at, tuple(bad))
        fault = fault._replace(at=fault.at + 1)


def clear(base: Path) -> None:
    """Removes a scene, unwritable folders too."""
    for folder, _, _ in os.walk(base):
        os.chmod(folder, 0o777)  # noqa: S103
    shutil.rmtree(base)
