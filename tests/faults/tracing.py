"""Runs a piece of work in a forked child and meddles with one of its system calls, as a debugger would (ptrace).

What strace injects can be injected here, but no program is started for each point: a few milliseconds instead of some
hundred. Linux on x86-64 only (the names of the registers); ``why_not()`` says so elsewhere.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import signal
import sys
import traceback
from collections.abc import Callable
from typing import NamedTuple

_TRACEME, _GETREGS, _SETREGS, _SYSCALL, _SETOPTIONS = 0, 12, 13, 24, 0x4200
_OPTIONS = 1 | 0x100000  # system calls are told from signals; the child dies with us
_STOPPED_AT_CALL = signal.SIGTRAP | 0x80

FILE_CALLS = {
    0: "read", 1: "write", 2: "open", 3: "close", 4: "stat", 5: "fstat", 6: "lstat", 8: "lseek", 16: "ioctl",
    17: "pread64", 18: "pwrite64", 21: "access", 72: "fcntl", 73: "flock", 74: "fsync", 75: "fdatasync",
    77: "ftruncate", 78: "getdents", 82: "rename", 83: "mkdir", 84: "rmdir", 86: "link", 87: "unlink",
    89: "readlink", 90: "chmod", 91: "fchmod", 92: "chown", 93: "fchown", 188: "setxattr", 190: "fsetxattr",
    191: "getxattr", 193: "fgetxattr", 194: "listxattr", 196: "flistxattr", 217: "getdents64", 257: "openat",
    258: "mkdirat", 262: "newfstatat", 263: "unlinkat", 264: "renameat", 265: "linkat", 267: "readlinkat",
    268: "fchmodat", 269: "faccessat", 316: "renameat2", 332: "statx", 439: "faccessat2",
}  # fmt: skip
"""The calls that can meet a disk, by their number."""
WRITES, READS = {"write", "pwrite64"}, {"read", "pread64"}
CHANGES = WRITES | {
    "open", "openat", "close", "fsync", "ftruncate", "rename", "renameat", "renameat2", "mkdir", "rmdir", "link",
    "unlink", "chmod", "fchmod", "fchown", "setxattr", "fsetxattr",
}  # fmt: skip
"""The calls before and after which the disk may differ."""
_EXIT = {60, 231}

_NAMES = (
    "r15 r14 r13 r12 rbp rbx r11 r10 r9 r8 rax rcx rdx rsi rdi orig_rax rip cs eflags rsp ss "
    "fs_base gs_base ds es fs gs"
)


class _Registers(ctypes.Structure):
    _fields_ = [(name, ctypes.c_ulong) for name in _NAMES.split()]


class Fault(NamedTuple):
    """``kind``: kill (before the call), cut (the same, before calls that change the disk only), torn (half of a write,
    then kill), error (the call is not made), late (it is made, and reported as failed), broken (this call and every one
    after it fails), short (a third of a read or write), lie (a third of a write, reported as whole), turn (something
    happens before a call that changes the disk), none. ``at``: which call, from 0; those the kind applies to count.
    """

    kind: str
    at: int
    code: int = 0


class Ended(NamedTuple):
    """``call``: the one meddled with, None where the work had fewer. ``exit``: its code, None where it was killed."""

    call: str | None
    exit: int | None


def why_not() -> str | None:
    """Why calls cannot be traced here."""
    if sys.platform != "linux" or platform.machine() != "x86_64":
        return "system calls are traced on Linux x86-64 only"
    libc = _libc()
    child = os.fork()
    if child == 0:
        os._exit(1 if libc.ptrace(_TRACEME, 0, None, None) else 0)
    return "ptrace is not allowed here" if os.waitpid(child, 0)[1] else None


def _libc() -> ctypes.CDLL:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p]
    libc.ptrace.restype = ctypes.c_long
    return libc


def run(
    work: Callable[[], int],
    fault: Fault,
    *,
    first: Callable[[], None] = lambda: None,
    cut: Callable[[], None] = lambda: None,
) -> Ended:
    """``first`` runs in the child before calls count; ``cut`` in this process just before the child is killed."""
    child = os.fork()
    if child == 0:
        code = 98
        try:
            first()
            _libc().ptrace(_TRACEME, 0, None, None)
            os.kill(os.getpid(), signal.SIGSTOP)
            code = work()
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    os.waitpid(child, 0)
    return _Tracer(child, fault, cut).follow()


class _Tracer:
    def __init__(self, child: int, fault: Fault, cut: Callable[[], None]) -> None:
        self.child, self.fault, self.cut = child, fault, cut
        self.libc, self.registers = _libc(), _Registers()
        self.number, self.size, self.meddling = -1, 0, False
        self.call: str | None = None
        self.ask(_SETOPTIONS, _OPTIONS)

    def ask(self, what: int, data: object) -> None:
        if self.libc.ptrace(what, self.child, None, data) != 0:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))

    def follow(self) -> Ended:
        pending, entering = 0, True
        while True:
            with contextlib.suppress(ProcessLookupError):  # killed
                self.ask(_SYSCALL, pending)
            _, status = os.waitpid(self.child, 0)
            if not os.WIFSTOPPED(status):
                return Ended(self.call, os.WEXITSTATUS(status) if os.WIFEXITED(status) else None)
            pending = 0 if os.WSTOPSIG(status) == _STOPPED_AT_CALL else os.WSTOPSIG(status)
            if pending:
                continue
            if entering:
                self.ask(_GETREGS, ctypes.addressof(self.registers))
                self.enter(self.fault)
            elif self.meddling:
                self.leave(self.fault)
            entering = not entering

    def enter(self, fault: Fault) -> None:
        """Before the call."""
        number = self.registers.orig_rax
        name = FILE_CALLS.get(number)
        self.meddling = False
        if number in _EXIT or not _applies(fault.kind, name):
            return
        self.number += 1
        if self.number < fault.at or (self.number > fault.at and fault.kind != "broken"):
            return
        self.call = self.call or name or f"call {number}"
        if fault.kind in ("kill", "cut"):
            self.kill()
            return
        if fault.kind == "turn":
            self.cut()
            return
        self.meddling = True
        self.size = self.registers.rdx
        if fault.kind in ("torn", "short", "lie"):
            self.registers.rdx = max(1, self.size // (2 if fault.kind == "torn" else 3)) if self.size else 0
            self.ask(_SETREGS, ctypes.addressof(self.registers))
        elif fault.kind in ("error", "broken") and name != "close":
            self.registers.orig_rax = ctypes.c_ulong(-1).value  # no such call: nothing is done
            self.ask(_SETREGS, ctypes.addressof(self.registers))

    def leave(self, fault: Fault) -> None:
        """After the call."""
        if fault.kind == "short":
            return
        if fault.kind == "torn":
            self.kill()
            return
        self.ask(_GETREGS, ctypes.addressof(self.registers))
        self.registers.rax = self.size if fault.kind == "lie" else ctypes.c_ulong(-fault.code).value
        self.ask(_SETREGS, ctypes.addressof(self.registers))

    def kill(self) -> None:
        self.cut()
        os.kill(self.child, signal.SIGKILL)


def _applies(kind: str, name: str | None) -> bool:
    if kind in ("torn", "lie"):
        return name in WRITES
    if kind == "short":
        return name in WRITES or name in READS
    if kind in ("cut", "turn"):
        return name in CHANGES
    return kind == "kill" or (kind != "none" and name is not None)
