"""Putting a finished temporary file in a page's place, so that a change made at the last moment is noticed and kept.

Where the system can exchange two names in one step (Linux, ``renameat2``), what stood there is looked at after the
exchange, and goes back if it is not the version that was read: no moment is left to lose another editor's save in.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from worklog_tui.storage.errors import ChangedOnDisk, PageUnreadable
from worklog_tui.storage.files import read_page

_AT_FDCWD = -100
_RENAME_NOREPLACE = 1
_RENAME_EXCHANGE = 2
_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM}
_MOVE_ATTEMPTS = 10


@lru_cache(maxsize=1)
def _renameat2() -> Callable[..., int] | None:
    if sys.platform != "linux":
        return None
    import ctypes

    try:
        function: Any = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return None
    function.argtypes = [ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint]
    return function  # type: ignore[no-any-return]


def exchange(one: str, two: str) -> bool:
    """Exchange two names in one step. False: this system or file system cannot. Raises OSError."""
    function = _renameat2()
    if function is None:
        return False
    import ctypes

    if function(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(two), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT:
        return False
    raise OSError(code, os.strerror(code))


def give_name(one: str, two: str) -> None:
    """``one`` is called ``two`` from now on, if nothing is called so. Raises FileExistsError, OSError."""
    function = _renameat2()
    if function is not None:
        import ctypes

        if function(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(two), _RENAME_NOREPLACE) == 0:
            return
        code = ctypes.get_errno()
        if code not in _CANNOT:
            raise OSError(code, os.strerror(code))  # FileExistsError where its code says so
    if os.path.lexists(two):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
    os.rename(one, two)


def put_in_place(
    temp: str, real: str, *, ours: str, expected: str, changed: str, keep: Callable[[bytes], object] = lambda _: None
) -> None:
    """``temp`` becomes ``real``, if what stands there has the digest ``ours`` or ``expected``.

    ``keep`` is given the text of another program that had to give way to a later one of another program.
    Raises ChangedOnDisk (saying ``changed``), OSError.
    """
    if not exchange(temp, real):
        _move(temp, real)
        return
    fine = _digest(temp) in (ours, expected)
    if not fine:
        exchange(temp, real)
        if _digest(temp) not in (ours, None):  # they wrote once more meanwhile: the later one stands
            exchange(temp, real)
            with contextlib.suppress(PageUnreadable):
                keep(read_page(temp).data)
    with contextlib.suppress(OSError):
        os.unlink(temp)
    if not fine:
        raise ChangedOnDisk(changed)


def _digest(path: str) -> str | None:
    try:
        return read_page(path).version.digest
    except PageUnreadable:
        return None


def _move(temp: str, real: str) -> None:
    """``os.replace``; on Windows another program may hold the file for a moment."""
    for attempt in range(1, _MOVE_ATTEMPTS + 1):
        try:
            os.replace(temp, real)
            return
        except PermissionError:
            if sys.platform != "win32" or attempt == _MOVE_ATTEMPTS:
                raise
            time.sleep(0.05)
