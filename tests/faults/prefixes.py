"""What was on the disk at any moment of a save: ext4 on a disk that notes every write, each prefix of them mounted."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.faults import disks, fuse, tracing
from tests.faults.report import Line
from tests.faults.sweeps import Make
from tests.faults.tracing import Fault

_IMAGE = 8 << 20
_BLOCK = 4096
_SAID = "power cut after each written block"


class _Trace(NamedTuple):
    """``before``: the disk when the save began; ``writes``: offset and block each; ``saved``: how many at its end."""

    before: bytes
    writes: list[tuple[int, bytes]]
    saved: int
    exit: int | None


def sweep(makes: list[Make], base: Path, *, quick: bool) -> Iterator[Line]:
    """``quick``: every third block."""
    refused = disks.why_not() or fuse.why_not() or (None if shutil.which("mkfs.ext4") else "there is no mkfs.ext4")
    if refused is not None:
        yield Line("all scenes", _SAID, skipped=refused)
        return
    for options in ("loop", "loop,noauto_da_alloc"):
        for make in makes:
            yield _replayed(make, base / f"prefixes{options.count(',')}", options, 3 if quick else 1)


def _replayed(make: Make, base: Path, options: str, step: int) -> Line:
    shutil.rmtree(base, ignore_errors=True)
    base.mkdir()
    name, point = make(base).name, base / "ext4"
    said = _SAID + options.removeprefix("loop").replace(",", ", ")
    point.mkdir()
    trace = _traced(make, base, point, options)
    if isinstance(trace, str):
        return Line(name, said, skipped=trace)
    image = disks.fast(base) / f"worklog-prefix-{os.getpid()}.img"
    bad: list[str] = []
    points = 0
    try:
        for count in [*range(0, len(trace.writes), step), len(trace.writes)]:
            _write(image, trace, count)
            if refused := disks.mount("-o", options, str(image), str(point)):
                bad.append(f"block {count}: the disk cannot be mounted: {refused}")
                continue
            ended = trace.exit if count >= trace.saved else None
            bad += [f"block {count} of {len(trace.writes)}: {wrong}" for wrong in make(point / "scene").wrong(ended)]
            subprocess.run(["umount", str(point)], check=True)
            points += 1
    finally:
        image.unlink(missing_ok=True)
    return Line(name, said, points, tuple(bad))


def _traced(make: Make, base: Path, point: Path, options: str) -> _Trace | str:
    """One save, and every block that was written from its beginning on."""
    backing, log = base / "disk", base / "writes"
    backing.mkdir()
    image = backing / "disk.img"
    with image.open("wb") as file:
        file.truncate(_IMAGE)
    subprocess.run(["mkfs.ext4", "-q", "-F", "-b", str(_BLOCK), str(image)], check=True, capture_output=True)
    with fuse.mounted(backing, base / "fuse", fuse.Told(), log=log) as unspoken:
        refused = unspoken or disks.mount("-o", options, str(base / "fuse" / "disk.img"), str(point))
        if refused is not None:
            return refused
        try:
            scene = make(point / "scene")
            scene.lay_out()
            disks.syncfs(point)
            before, start = image.read_bytes(), log.stat().st_size
            ended = tracing.run(scene.work, Fault("none", 0), first=scene.first)
            end = log.stat().st_size
        finally:
            subprocess.run(["umount", str(point)], check=True)
    data = log.read_bytes()
    return _Trace(before, list(_blocks(data[start:])), sum(1 for _ in _blocks(data[start:end])), ended.exit)


def _blocks(log: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(log):
        offset, size = fuse.WRITE.unpack_from(log, at)
        at += fuse.WRITE.size
        for part in range(0, size, _BLOCK):
            yield offset + part, log[at + part : at + min(size, part + _BLOCK)]
        at += size


def _write(image: Path, trace: _Trace, count: int) -> None:
    with image.open("wb") as file:
        file.write(trace.before)
        for offset, data in trace.writes[:count]:
            file.seek(offset)
            file.write(data)
