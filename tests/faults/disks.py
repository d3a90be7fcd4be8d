"""Disks that are full, out of inodes, read-only, or lose their power. Needs the right to mount."""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import functools
import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.faults import tracing
from tests.faults.report import Line
from tests.faults.scenes import SAID
from tests.faults.sweeps import Make, clear
from tests.faults.tracing import Fault
from worklog_tui.storage.errors import StorageError

_SHUTDOWN = 0x8004587D  # EXT4_IOC_SHUTDOWN
_LOSE_ALL, _KEEP_LOG = 2, 1  # what is not yet committed is lost; the log is written out, the data is not
_IMAGE_MB = 24


def mount(*arguments: str) -> str | None:
    """Why it could not be mounted."""
    done = subprocess.run(["mount", *arguments], check=False, capture_output=True, text=True)
    return None if done.returncode == 0 else (done.stderr.strip().splitlines() or ["mount failed"])[0]


@functools.cache
def why_not() -> str | None:
    """Why disks of our own cannot be had."""
    if sys.platform != "linux":
        return "mounts are tried on Linux only"
    if os.geteuid() != 0:
        return "only root may mount"
    return tracing.why_not()


@contextlib.contextmanager
def _tmpfs(folder: Path, options: str) -> Iterator[str | None]:
    folder.mkdir(exist_ok=True)
    refused = mount("-t", "tmpfs", "-o", options, "none", str(folder))
    try:
        yield refused
    finally:
        if refused is None:
            subprocess.run(["umount", str(folder)], check=True)


def full(makes: list[Make], base: Path) -> Iterator[Line]:
    """A full tmpfs, from no page left to enough; and one without inodes."""
    rooms = [f"size={4 * (pages + 1)}k" for pages in range(20)]
    nodes = [f"size=1m,nr_inodes={n}" for n in range(10, 22)]
    for said, options in (("a full disk", rooms), ("out of inodes", nodes)):
        if why_not() is not None:
            yield Line("all scenes", said, skipped=str(why_not()))
            continue
        for make in makes:
            yield _rooms(make, base / "disk", said, options)


def _rooms(make: Make, folder: Path, said: str, options: list[str]) -> Line:
    points, bad, name = 0, [], make(folder).name
    for option in options:
        with _tmpfs(folder, option) as refused:
            if refused is not None:
                return Line(name, said, skipped=refused)
            scene = make(folder / "scene")
            try:
                scene.lay_out()
            except (OSError, StorageError):
                continue  # not even the old page has room
            ended = tracing.run(scene.work, Fault("none", 0), first=scene.first)
            mount("-o", "remount,size=4m,nr_inodes=1000", str(folder))  # the user makes room
            points += 1
            bad += [f"{option}: {wrong}" for wrong in scene.wrong(ended.exit)]
    return Line(name, said, points, tuple(bad))


def read_only(makes: list[Make], base: Path) -> Iterator[Line]:
    """The file system is made read-only before each call that changes something."""
    said = "read-only from each call on"
    if why_not() is not None:
        yield Line("all scenes", said, skipped=str(why_not()))
        return
    for make in makes:
        with _tmpfs(base / "disk", "size=4m") as refused:
            yield Line(make(base).name, said, skipped=refused) if refused else _turned(make, base / "disk", said)


def _turned(make: Make, folder: Path, said: str) -> Line:
    """Points are those at which the system let it happen: no file may be open for writing."""
    bad: list[str] = []
    at = points = 0
    while True:
        scene = make(folder / "scene")
        scene.lay_out()
        refusals: list[str | None] = []
        ended = tracing.run(
            scene.work,
            Fault("turn", at),
            first=scene.first,
            cut=lambda: refusals.append(mount("-o", "remount,ro", str(folder))),  # noqa: B023 - called before it ends
        )
        mount("-o", "remount,rw", str(folder))
        points += refusals == [None]
        bad += [f"call {at} ({ended.call}): {wrong}" for wrong in scene.wrong(ended.exit)]
        clear(scene.base)
        if ended.call is None:
            return Line(scene.name, said, points, tuple(bad))
        at += 1


# -- power ------------------------------------------------------------------------------------------------------------


def power_cuts(makes: list[Make], base: Path, *, quick: bool) -> Iterator[Line]:
    """ext4 in a file: shut down without a word before each call that changes the disk, then mounted again."""
    ways = [
        ("", _LOSE_ALL, "nothing unsynced kept"),
        ("noauto_da_alloc", _LOSE_ALL, "noauto_da_alloc"),
        ("noauto_da_alloc", _KEEP_LOG, "noauto_da_alloc, log written"),
        ("", _KEEP_LOG, "log written, data not"),
    ]
    refused = why_not() or (None if shutil.which("mkfs.ext4") else "there is no mkfs.ext4")
    if refused is not None:
        yield Line("all scenes", "power cut on ext4", skipped=refused)
        return
    for options, flag, words in ways:
        disk = _Ext4(base, options, flag)
        for make in makes:
            yield disk.cut(make, f"power cut: {words}", 2 if quick else 1)
            if disk.refused is not None:
                return


class _Ext4:
    def __init__(self, base: Path, options: str, flag: int) -> None:
        self.image, self.folder, self.flag = fast(base) / f"worklog-faults-{os.getpid()}.img", base / "ext4", flag
        self.options = ",".join(filter(None, ("loop,commit=1", options)))
        self.folder.mkdir(exist_ok=True)
        self.refused: str | None = None

    def cut(self, make: Make, said: str, step: int) -> Line:
        """Before every ``step``-th call, and after the last one."""
        bad: list[str] = []
        at = points = 0
        with self._made() as refused:
            if refused is not None:
                return Line("all scenes", said, skipped=refused)
            while True:
                scene = make(self.folder / f"scene{at}")
                scene.lay_out()
                syncfs(self.folder)
                ended = tracing.run(scene.work, Fault("cut", at), first=scene.first, cut=self._shut)
                if ended.call is None:
                    self._shut()
                self._again()
                points += 1
                bad += [f"call {at} ({ended.call}): {wrong}" for wrong in scene.wrong(ended.exit)]
                if ended.call is None:
                    if ended.exit != SAID:
                        bad.append(f"without a cut it ends with {ended.exit}")
                    return Line(scene.name, said, points, tuple(bad))
                clear(scene.base)
                at += step

    @contextlib.contextmanager
    def _made(self) -> Iterator[str | None]:
        try:
            with open(self.image, "wb") as file:
                file.truncate(_IMAGE_MB << 20)
            subprocess.run(["mkfs.ext4", "-q", "-F", str(self.image)], check=True, capture_output=True)
            self.refused = mount("-o", self.options, str(self.image), str(self.folder))
            yield self.refused
            if self.refused is None:
                subprocess.run(["umount", str(self.folder)], check=True)
        finally:
            self.image.unlink(missing_ok=True)

    def _shut(self) -> None:
        fd = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.ioctl(fd, _SHUTDOWN, struct.pack("I", self.flag))
        finally:
            os.close(fd)

    def _again(self) -> None:
        subprocess.run(["umount", str(self.folder)], check=True)
        refused = mount("-o", self.options, str(self.image), str(self.folder))
        if refused is not None:
            raise RuntimeError(f"after the power cut the disk cannot be mounted: {refused}")


def fast(base: Path) -> Path:
    """Memory, where there is some: the disk that matters is the one in the file."""
    shm = Path("/dev/shm")  # noqa: S108 - folders of our own are made in it
    return shm if os.access(shm, os.W_OK) else base


def syncfs(folder: Path) -> None:
    """Everything of this file system to its disk."""
    fd = os.open(folder, os.O_RDONLY)
    try:
        ctypes.CDLL(None).syncfs(fd)
    finally:
        os.close(fd)
