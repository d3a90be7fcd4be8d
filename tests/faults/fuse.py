"""A file system of our own that hands everything on to a folder, and fails where it is told: FUSE, spoken directly.

Only what a save asks for is spoken; the numbers and structures are those of linux/fuse.h, protocol 7.31.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import functools
import mmap
import os
import struct
import subprocess
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

WRITE = struct.Struct("<QI")
"""Offset and length; the bytes follow."""
_HEADER = struct.Struct("<IIQQIIII")
_NAMES = {
    1: "lookup", 2: "forget", 3: "getattr", 4: "setattr", 5: "readlink", 6: "symlink", 9: "mkdir", 10: "unlink",
    11: "rmdir", 12: "rename", 13: "link", 14: "open", 15: "read", 16: "write", 17: "statfs", 18: "release",
    20: "fsync",
    21: "setxattr", 22: "getxattr", 23: "listxattr", 24: "removexattr", 25: "flush", 26: "init", 27: "opendir",
    28: "readdir", 29: "releasedir", 30: "fsyncdir", 35: "create", 36: "interrupt", 38: "destroy", 42: "batch_forget",
    45: "rename2",
}  # fmt: skip
_SILENT = {"forget", "batch_forget", "interrupt"}
_SAFE = _SILENT | {"init", "destroy", "release", "releasedir"}
"""Those no failure is made of: nobody is told of it."""
_LOOKS = {"lookup", "getattr", "readlink", "read", "statfs", "getxattr", "listxattr", "opendir", "readdir"}
KINDS = ("", "error", "late", "broken", "short", "lie")
_DIRECT = 1  # FOPEN_DIRECT_IO: what is read is asked for, not remembered
_SETS_MODE, _SETS_UID, _SETS_GID, _SETS_SIZE = 1, 2, 4, 8
_SETS_TIMES, _SETS_NOW = 16 | 32, 128 | 256


@functools.cache
def why_not() -> str | None:
    """Why it cannot be mounted here."""
    if sys.platform != "linux" or sys.byteorder != "little":
        return "FUSE is spoken on Linux only"
    if os.geteuid() != 0:
        return "only root may mount"
    return None if os.access("/dev/fuse", os.R_OK | os.W_OK) else "there is no /dev/fuse"


class Told:
    """What the server is told, and what it tells: memory both processes see. ``quick``: what only looks never fails."""

    def __init__(self, *, quick: bool = False) -> None:
        self._safe = _SAFE | _LOOKS if quick else _SAFE
        self._memory = mmap.mmap(-1, 4096)

    def arm(self, kind: str, at: int = 0, code: int = 0) -> None:
        """From now on requests are counted and the one of this number fails; "": none does."""
        self._memory[:20] = struct.pack("<5i", KINDS.index(kind), at, code, 0, 0)

    def next(self, name: str) -> tuple[str, int]:
        """In the server: what to make of this request, and the error."""
        number, at, code, seen, hit = struct.unpack("<5i", self._memory[:20])
        kind = KINDS[number]
        if not kind or name in self._safe or (kind in ("short", "lie") and name != "write"):
            return "", 0
        now = seen == at or (kind == "broken" and seen > at)
        operation = next(key for key, value in _NAMES.items() if value == name)
        self._memory[:20] = struct.pack("<5i", number, at, code, seen + 1, hit or (operation if now else 0))
        return (kind, code) if now else ("", 0)

    @property
    def hit(self) -> str | None:
        """Which request was meddled with."""
        return _NAMES.get(struct.unpack("<5i", self._memory[:20])[4])


@contextlib.contextmanager
def mounted(
    backing: Path, point: Path, told: Told, *, exchanges: bool = True, log: Path | None = None
) -> Iterator[str | None]:
    """The folder ``backing`` at ``point``; why not, where it cannot be mounted. ``log`` gets every write."""
    backing.mkdir(exist_ok=True)
    point.mkdir(exist_ok=True)
    fd = os.open("/dev/fuse", os.O_RDWR | os.O_CLOEXEC)
    options = f"fd={fd},rootmode=40000,user_id=0,group_id=0,allow_other,default_permissions"
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(b"worklog-faults", os.fsencode(point), b"fuse", 6, options.encode()) != 0:  # nosuid, nodev
        os.close(fd)
        yield f"FUSE cannot be mounted: {os.strerror(ctypes.get_errno())}"
        return
    child = os.fork()
    if child == 0:
        try:
            _Server(fd, backing, told, exchanges=exchanges, log=log).serve()
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(0)
    os.close(fd)
    try:
        yield None
    finally:
        subprocess.run(["umount", "-l", str(point)], check=True)
        os.waitpid(child, 0)


class _Server:
    def __init__(self, fd: int, backing: Path, told: Told, *, exchanges: bool, log: Path | None) -> None:
        self.log = None if log is None else os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self.fd, self.told, self.exchanges = fd, told, exchanges
        self.paths = {1: str(backing)}
        self.nodes: dict[int, int] = {os.stat(backing).st_ino: 1}

    def serve(self) -> None:
        """Until it is unmounted."""
        while True:
            try:
                request = os.read(self.fd, 1 << 20)
            except OSError as error:
                if error.errno == errno.ENODEV:
                    return
                if error.errno in (errno.EINTR, errno.ENOENT):
                    continue
                raise
            _, operation, unique, node, self.uid, self.gid, _, _ = _HEADER.unpack_from(request)
            name = _NAMES.get(operation, "")
            code, answer = self.answer(name, node, request[_HEADER.size :])
            if name not in _SILENT:
                with contextlib.suppress(FileNotFoundError):  # who asked is gone
                    os.write(self.fd, struct.pack("<IiQ", 16 + len(answer), -code, unique) + answer)

    def answer(self, name: str, node: int, body: bytes) -> tuple[int, bytes]:
        """Error number and answer, with the fault."""
        method = getattr(self, f"do_{name}", None)
        if method is None:
            return errno.ENOSYS, b""
        kind, code = self.told.next(name)
        if kind in ("error", "broken"):
            return code, b""
        if kind in ("short", "lie"):
            return 0, self.do_write(node, body, part=3, lie=kind == "lie")
        try:
            answer = method(node, body)
        except OSError as error:
            return error.errno or errno.EIO, b""
        return (code, b"") if kind == "late" else (0, answer)

    # -- names --------------------------------------------------------------------------------------------------------

    def below(self, node: int, name: bytes) -> str:
        return os.path.join(self.paths[node], os.fsdecode(name.split(b"\0")[0]))

    def entry(self, path: str) -> bytes:
        found = os.lstat(path)
        node = self.nodes.setdefault(found.st_ino, max(self.paths) + 1)
        self.paths[node] = path
        return struct.pack("<4Q2I", node, 0, 0, 1, 0, 0) + _attributes(found)

    def own(self, path: str) -> None:
        os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def do_init(self, _node: int, _body: bytes) -> bytes:
        return struct.pack("<4I2H2I", 7, 31, 1 << 17, 0, 12, 10, 1 << 17, 1) + bytes(32)

    def do_destroy(self, _node: int, _body: bytes) -> bytes:
        return b""

    def do_forget(self, _node: int, _body: bytes) -> bytes:
        return b""

    do_batch_forget = do_interrupt = do_forget

    def do_lookup(self, node: int, body: bytes) -> bytes:
        return self.entry(self.below(node, body))

    def do_readlink(self, node: int, _body: bytes) -> bytes:
        return os.fsencode(os.readlink(self.paths[node]))

    def do_symlink(self, node: int, body: bytes) -> bytes:
        name, target = body.split(b"\0")[:2]
        path = self.below(node, name)
        os.symlink(target, path)
        self.own(path)
        return self.entry(path)

    def do_mkdir(self, node: int, body: bytes) -> bytes:
        path = self.below(node, body[8:])
        os.mkdir(path, struct.unpack_from("<I", body)[0])
        self.own(path)
        return self.entry(path)

    def do_unlink(self, node: int, body: bytes) -> bytes:
        path = self.below(node, body)
        found = os.lstat(path)
        os.unlink(path)
        if found.st_nlink == 1:
            self.nodes.pop(found.st_ino, None)
        return b""

    def do_rmdir(self, node: int, body: bytes) -> bytes:
        path = self.below(node, body)
        self.nodes.pop(os.lstat(path).st_ino, None)
        os.rmdir(path)
        return b""

    def do_link(self, node: int, body: bytes) -> bytes:
        path = self.below(node, body[8:])
        os.link(self.paths[struct.unpack_from("<Q", body)[0]], path)
        return self.entry(path)

    def do_rename(self, node: int, body: bytes) -> bytes:
        return self.renamed(node, struct.unpack_from("<Q", body)[0], 0, body[8:])

    def do_rename2(self, node: int, body: bytes) -> bytes:
        to, flags = struct.unpack_from("<QI", body)
        if flags and not self.exchanges:
            raise OSError(errno.EINVAL, "no flags here")
        return self.renamed(node, to, flags, body[16:])

    def renamed(self, node: int, to: int, flags: int, names: bytes) -> bytes:
        one, two = names.split(b"\0")[:2]
        old, new = self.below(node, one), self.below(to, two)
        libc = ctypes.CDLL(None, use_errno=True)
        gone = None if flags or not os.path.lexists(new) else os.lstat(new).st_ino
        if libc.renameat2(-100, os.fsencode(old), -100, os.fsencode(new), flags) != 0:
            raise OSError(ctypes.get_errno(), "rename")
        if gone is not None:
            self.nodes.pop(gone, None)
        for path in (old, new):
            if os.path.lexists(path):
                self.entry(path)
        return b""

    # -- attributes ---------------------------------------------------------------------------------------------------

    def do_getattr(self, node: int, body: bytes) -> bytes:
        flags, _, fh = struct.unpack_from("<IIQ", body)
        found = os.fstat(fh) if flags & 1 else os.lstat(self.paths[node])
        return struct.pack("<QII", 1, 0, 0) + _attributes(found)

    def do_setattr(self, node: int, body: bytes) -> bytes:
        valid, _, fh, size = struct.unpack_from("<IIQQ", body)
        mode, _, uid, gid = struct.unpack_from("<4I", body, 68)
        place = fh if valid & 64 else self.paths[node]
        if valid & (_SETS_UID | _SETS_GID):
            os.chown(place, uid if valid & _SETS_UID else -1, gid if valid & _SETS_GID else -1)
        if valid & _SETS_MODE:
            os.chmod(place, mode & 0o7777)
        if valid & _SETS_SIZE:
            os.truncate(place, size)
        if valid & _SETS_TIMES:
            atime, mtime, _ = struct.unpack_from("<3Q", body, 32)
            os.utime(place, None if valid & _SETS_NOW else (atime, mtime))
        found = os.fstat(fh) if valid & 64 else os.lstat(self.paths[node])
        return struct.pack("<QII", 1, 0, 0) + _attributes(found)

    def do_statfs(self, node: int, _body: bytes) -> bytes:
        f = os.statvfs(self.paths[node])
        return struct.pack(
            "<5Q4I", f.f_blocks, f.f_bfree, f.f_bavail, f.f_files, f.f_ffree, 4096, 255, 4096, 0
        ) + bytes(24)

    def do_setxattr(self, node: int, body: bytes) -> bytes:
        size, flags = struct.unpack_from("<II", body)
        name, _, rest = body[8:].partition(b"\0")
        os.setxattr(self.paths[node], name, rest[:size], flags)
        return b""

    def do_removexattr(self, node: int, body: bytes) -> bytes:
        os.removexattr(self.paths[node], body.split(b"\0")[0])
        return b""

    def do_getxattr(self, node: int, body: bytes) -> bytes:
        return _sized(struct.unpack_from("<I", body)[0], os.getxattr(self.paths[node], body[8:].split(b"\0")[0]))

    def do_listxattr(self, node: int, body: bytes) -> bytes:
        names = b"".join(os.fsencode(name) + b"\0" for name in os.listxattr(self.paths[node]))
        return _sized(struct.unpack_from("<I", body)[0], names)

    # -- bytes --------------------------------------------------------------------------------------------------------

    def do_open(self, node: int, body: bytes) -> bytes:
        flags = struct.unpack_from("<I", body)[0] & ~os.O_NOFOLLOW
        return struct.pack("<QII", os.open(self.paths[node], flags), _DIRECT, 0)

    def do_create(self, node: int, body: bytes) -> bytes:
        flags, mode, _, _ = struct.unpack_from("<4I", body)
        path = self.below(node, body[16:])
        fd = os.open(path, flags, mode)
        os.fchown(fd, self.uid, self.gid)
        return self.entry(path) + struct.pack("<QII", fd, _DIRECT, 0)

    def do_read(self, _node: int, body: bytes) -> bytes:
        fh, offset, size = struct.unpack_from("<QQI", body)
        return os.pread(fh, size, offset)

    def do_write(self, _node: int, body: bytes, *, part: int = 1, lie: bool = False) -> bytes:
        fh, offset, size = struct.unpack_from("<QQI", body)
        data = body[40 : 40 + max(1, size // part)]
        done = os.pwrite(fh, data, offset)
        if self.log is not None:
            os.write(self.log, WRITE.pack(offset, len(data)) + data)
        return struct.pack("<II", size if lie else done, 0)

    def do_fsync(self, _node: int, body: bytes) -> bytes:
        return b""

    do_fsyncdir = do_flush = do_fsync

    def do_release(self, _node: int, body: bytes) -> bytes:
        os.close(struct.unpack_from("<Q", body)[0])
        return b""

    do_releasedir = do_release

    def do_opendir(self, node: int, _body: bytes) -> bytes:
        return struct.pack("<QII", os.open(self.paths[node], os.O_RDONLY), 0, 0)

    def do_readdir(self, node: int, body: bytes) -> bytes:
        _, offset, size = struct.unpack_from("<QQI", body)
        out = b""
        for number, name in enumerate(sorted(os.listdir(self.paths[node]))):
            if number >= offset:
                raw = os.fsencode(name)
                one = struct.pack("<QQII", 1 << 32, number + 1, len(raw), 0) + raw
                one += bytes(-len(one) % 8)
                if len(out) + len(one) > size:
                    break
                out += one
        return out


def _attributes(found: os.stat_result) -> bytes:
    times = [found.st_atime_ns, found.st_mtime_ns, found.st_ctime_ns]
    return struct.pack(
        "<6Q10I",
        *(found.st_ino, found.st_size, found.st_blocks, *(t // 10**9 for t in times)),
        *(t % 10**9 for t in times),
        *(found.st_mode, found.st_nlink, found.st_uid, found.st_gid, 0, 4096, 0),
    )


def _sized(size: int, data: bytes) -> bytes:
    if size == 0:
        return struct.pack("<II", len(data), 0)
    if len(data) > size:
        raise OSError(errno.ERANGE, "too small")
    return data
