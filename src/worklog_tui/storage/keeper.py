"""Runs a program, and ends it as soon as whoever asked for it is gone: ``python -I -S keeper.py FOLDER WORDS…``.

Its standard input is a pipe nobody writes to. The pipe ends when the app closes it, and also when the app crashes or is
killed, since the system closes it then: no server of ours is ever left behind. The program runs in a process group of
its own, which is ended whole; on Linux the system ends it too, should the keeper itself be killed. FOLDER, where the
program has written, goes with it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import threading

GRACE = 3.0  # seconds the program has to end by itself


def _with_its_parent() -> None:
    """Asks Linux to end this process with its parent (prctl PR_SET_PDEATHSIG). Called between fork and exec."""
    with contextlib.suppress(Exception):  # a Python without ctypes: the keeper alone sees to it
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def _end(process: subprocess.Popen[bytes], number: int) -> None:
    try:
        if os.name == "posix":
            os.killpg(process.pid, number)
        else:
            process.terminate()
    except OSError:  # it has ended
        return


def main(folder: str, words: list[str]) -> int:
    """Runs ``words`` until they end or standard input does; their exit code."""
    linux = sys.platform == "linux"
    try:
        process = subprocess.Popen(
            words,
            stdin=subprocess.DEVNULL,
            start_new_session=os.name == "posix",
            preexec_fn=_with_its_parent if linux else None,  # noqa: PLW1509 - there is one thread yet
        )
    except OSError as error:
        sys.stdout.write(f"ERROR {error.strerror or error}\n")
        return 127
    for name in ("SIGTERM", "SIGHUP", "SIGINT"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: _end(process, signal.SIGTERM))

    def wait_for_the_end() -> None:
        while os.read(0, 4096):
            pass
        _end(process, signal.SIGTERM)
        try:
            process.wait(GRACE)
        except subprocess.TimeoutExpired:
            _end(process, getattr(signal, "SIGKILL", signal.SIGTERM))

    threading.Thread(target=wait_for_the_end, daemon=True).start()
    code = process.wait()
    _end(process, getattr(signal, "SIGKILL", signal.SIGTERM))  # what it may have started
    if folder:
        shutil.rmtree(folder, ignore_errors=True)
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
