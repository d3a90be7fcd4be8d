"""Where system calls cannot be traced: the same faults at Python's own calls of ``os``, in a forked child."""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Callable
from typing import Any

from tests.faults.tracing import CHANGES, Ended, Fault

_CALLS = (
    "open", "write", "fsync", "lseek", "read", "close", "replace", "fchmod", "fchown", "fstat", "lstat", "stat",
    "ftruncate", "unlink", "mkdir", "makedirs", "link", "rmdir",
)  # fmt: skip


def why_not() -> str | None:
    """Why not even that is possible."""
    return None if hasattr(os, "fork") else "there is no fork"


def run(
    work: Callable[[], int],
    fault: Fault,
    *,
    first: Callable[[], None] = lambda: None,
    cut: Callable[[], None] = lambda: None,
) -> Ended:
    """As ``tracing.run``."""
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        code, leave = 98, os._exit
        try:
            first()
            _Meddler(fault, tell).install()
            code = work()
        except BaseException:
            traceback.print_exc()
        finally:
            leave(code)
    os.close(tell)
    _, status = os.waitpid(child, 0)
    call = os.read(told, 100).decode()
    os.close(told)
    return Ended(call or None, os.WEXITSTATUS(status) if os.WIFEXITED(status) else None)


class _Meddler:
    def __init__(self, fault: Fault, tell: int) -> None:
        self.fault, self.tell, self.number = fault, tell, -1
        self.real = {name: getattr(os, name) for name in _CALLS}

    def install(self) -> None:
        """For this process, for good."""
        for name in self.real:
            setattr(os, name, self._wrap(name))

    def _wrap(self, name: str) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            fault, real = self.fault, self.real[name]
            if not _applies(fault.kind, name):
                return real(*args, **kwargs)
            self.number += 1
            if self.number < fault.at or (self.number > fault.at and fault.kind != "broken"):
                return real(*args, **kwargs)
            if self.number == fault.at:
                self.real["write"](self.tell, name.encode())
            return self._meddle(name, args, kwargs)

        return call

    def _meddle(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        kind, real = self.fault.kind, self.real[name]
        if kind in ("kill", "cut"):
            os.kill(os.getpid(), signal.SIGKILL)
        if kind in ("torn", "short", "lie"):
            part = 2 if kind == "torn" else 3
            if name == "read":
                return real(args[0], max(1, args[1] // part))
            done = real(args[0], bytes(args[1])[: max(1, len(args[1]) // part)])
            if kind == "torn":
                os.kill(os.getpid(), signal.SIGKILL)
            return done if kind == "short" else len(args[1])
        if kind == "late" or name == "close":
            real(*args, **kwargs)
        raise OSError(self.fault.code, os.strerror(self.fault.code))


def _applies(kind: str, name: str) -> bool:
    if kind in ("torn", "lie"):
        return name == "write"
    if kind == "short":
        return name in ("write", "read")
    return kind != "none" and (kind != "cut" or name in CHANGES or name in ("replace", "makedirs"))
