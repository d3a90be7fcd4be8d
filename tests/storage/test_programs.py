"""Other programs: found on PATH only, ended in time, and none outlives us."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from worklog_tui.storage.programs import ProgramMissing, ProgramSlow, find_program, run_program
from worklog_tui.storage.serving import Served, free_port

linux = pytest.mark.skipif(sys.platform != "linux", reason="process groups are looked at as Linux has them")

SPAWN = "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)', MARK]); "


def running(mark: str) -> list[int]:
    """The processes with this word in their command line."""
    return [one.pid for one in psutil.process_iter(["cmdline"]) if mark in (one.info["cmdline"] or [])]


def gone(mark: str, seconds: float = 8.0) -> bool:
    end = time.monotonic() + seconds
    while running(mark):
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def program(folder: Path, name: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text("#!/bin/sh\necho hello\n")
    path.chmod(0o755)
    return path


@linux
def test_the_current_folder_is_no_place_for_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "hugo")
    monkeypatch.chdir(tmp_path)
    for path in ("", ".", "./", "relative", f".{os.pathsep}"):
        assert find_program("hugo", {"PATH": path}) is None
    assert find_program("hugo", {"PATH": f".{os.pathsep}{tmp_path}"}) == str(tmp_path / "hugo")


def test_a_program_is_run_and_what_it_says_is_kept(tmp_path: Path) -> None:
    words = [sys.executable, "-c", "import sys; sys.stdout.write(input()); sys.stderr.write('e'); sys.exit(3)"]
    ran = run_program(words, cwd=str(tmp_path), timeout=30, feed=b"in\n")
    assert (ran.code, ran.out, ran.err) == (3, b"in", b"e")
    with pytest.raises(ProgramMissing, match=r"nothing could not be started: it does not exist\."):
        run_program([str(tmp_path / "nothing")], cwd=str(tmp_path), timeout=1)


@linux
def test_a_slow_program_is_ended_with_all_it_started(tmp_path: Path) -> None:
    mark = f"slow-{os.getpid()}"
    words = [sys.executable, "-c", SPAWN.replace("MARK", repr(mark)) + "time.sleep(60)", mark]
    with pytest.raises(ProgramSlow, match="took longer than 1 seconds and was ended"):
        run_program(words, cwd=str(tmp_path), timeout=1)
    assert gone(mark)


@linux
def test_what_serves_ends_when_it_is_closed_and_its_folder_goes(tmp_path: Path) -> None:
    mark, scratch, said = f"closed-{os.getpid()}", tmp_path / "scratch", []
    (scratch / "inner").mkdir(parents=True)
    words = [sys.executable, "-uc", SPAWN.replace("MARK", repr(mark)) + "print('up'); time.sleep(60)", mark]
    codes: list[int] = []
    served = Served(
        words, cwd=str(tmp_path), environ=os.environ, scratch=str(scratch), told=said.append, ended=codes.append
    )
    end = time.monotonic() + 10
    while not said and time.monotonic() < end:
        time.sleep(0.02)
    assert said == ["up"]
    assert served.alive
    assert len(running(mark)) == 2 + 1  # the program, what it started, the keeper
    served.close()
    assert gone(mark)
    assert codes
    assert not scratch.exists()


@linux
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGSEGV])
def test_nothing_that_serves_outlives_us(tmp_path: Path, number: int) -> None:
    mark = f"orphan-{number}-{os.getpid()}"
    script = f"""
import os, sys, time
from worklog_tui.storage.serving import Served
words = [sys.executable, "-uc", {SPAWN.replace("MARK", repr(mark)) + "print('up'); time.sleep(60)"!r}, {mark!r}]
tell = lambda line: print(line, flush=True)
Served(words, cwd={str(tmp_path)!r}, environ=os.environ, scratch="", told=tell, ended=print)
time.sleep(60)
"""
    app = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert app.stdout is not None
    assert app.stdout.readline() == "up\n"
    assert running(mark)
    app.send_signal(number)
    app.wait(10)
    assert gone(mark)


@linux
def test_the_program_ends_with_its_keeper(tmp_path: Path) -> None:
    mark, said = f"keeper-{os.getpid()}", []
    words = [sys.executable, "-uc", "import time; print('up'); time.sleep(60)", mark]
    served = Served(words, cwd=str(tmp_path), environ=os.environ, scratch="", told=said.append, ended=said.append)
    while "up" not in said:
        time.sleep(0.02)
    (keeper,) = [p for p in running(mark) if "keeper.py" in " ".join(psutil.Process(p).cmdline())]
    os.kill(keeper, signal.SIGKILL)
    assert gone(mark)
    served.close()


def test_a_busy_port_is_not_taken() -> None:
    import socket

    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        other = free_port(port)
        assert other != port
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", other))
