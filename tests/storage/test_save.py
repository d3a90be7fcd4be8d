"""The durable save: the file is the old bytes or the new ones, "saved" means the new ones, nothing is left over."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from worklog_tui.storage import exchange
from worklog_tui.storage import save as saving
from worklog_tui.storage.errors import ChangedOnDisk, NotSaved, NotWritable, StorageError
from worklog_tui.storage.files import digest, read_page
from worklog_tui.storage.inplace import finish_interrupted
from worklog_tui.storage.save import save_page, sweep_temps

OLD = b"old text\n" * 700
NEW = b"new text, somewhat longer\n" * 900
CALLS = (
    "open", "write", "fsync", "lseek", "read", "close", "replace", "fchmod", "fchown", "setxattr", "getxattr",
    "listxattr", "fstat", "ftruncate",
)  # fmt: skip


@pytest.fixture(params=["exchanged", "moved"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """With the system's exchange of two names, and as where there is none."""
    if request.param == "moved":
        monkeypatch.setattr(exchange, "_renameat2", lambda: None)
    elif exchange._renameat2() is None:
        pytest.skip("no exchange of names here")
    return str(request.param)


@pytest.fixture
def page(tmp_path: Path, way: str) -> Path:
    folder = tmp_path / "week"
    folder.mkdir()
    path = folder / "_index.md"
    path.write_bytes(OLD)
    return path


@pytest.fixture
def state(tmp_path: Path) -> Path:
    folder = tmp_path / "state"
    folder.mkdir()
    return folder


def _leftovers(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir() if p.name.startswith("."))


class Faults:
    """Counts the calls of ``os`` made on the way of a save and runs ``action`` instead of the one of this number."""

    def __init__(self, at: int | None = None, action: Callable[[str, Any, tuple[Any, ...]], Any] | None = None) -> None:
        self.at, self.action = at, action
        self.made: list[str] = []

    @contextlib.contextmanager
    def injected(self) -> Iterator[Faults]:
        real = {name: getattr(os, name) for name in CALLS if hasattr(os, name)}

        def wrap(name: str) -> Callable[..., Any]:
            def call(*args: Any, **kwargs: Any) -> Any:
                self.made.append(name)
                if self.at == len(self.made) - 1 and self.action is not None:
                    return self.action(name, real[name], args)
                return real[name](*args, **kwargs)

            return call

        for name in real:
            setattr(os, name, wrap(name))
        try:
            yield self
        finally:
            for name, function in real.items():
                setattr(os, name, function)


def _save(page: Path, state: Path, data: bytes = NEW, base: bytes = OLD) -> None:
    save_page(page, data, expected=digest(base), state=state)


def _attempt(page: Path, state: Path) -> str | None:
    """The sentence of a failed save."""
    try:
        _save(page, state)
    except StorageError as error:
        return str(error)
    return None


def _calls_of_a_save(page: Path, state: Path) -> list[str]:
    _save(page, state, OLD)  # warm: the lock's folder is there, modules are imported
    with Faults().injected() as faults:
        _save(page, state)
    page.write_bytes(OLD)
    return faults.made


def test_saves_and_tells_the_version(page: Path, state: Path) -> None:
    version = save_page(page, NEW, expected=digest(OLD), state=state)
    assert page.read_bytes() == NEW
    assert version == read_page(page).version
    assert _leftovers(page.parent) == []


def test_synced_and_read_back_before_it_is_moved_and_the_folder_after(page: Path, state: Path, way: str) -> None:
    """The order is what a power cut sees."""
    if way == "exchanged":
        pytest.skip("the exchange is not a call of os")
    calls = _calls_of_a_save(page, state)
    moved = calls.index("replace")
    write = len(calls[:moved]) - 1 - calls[:moved][::-1].index("write")
    sync = calls.index("fsync")
    assert write < sync < moved
    assert "read" in calls[sync:moved]
    assert calls[moved:].count("fsync") == 1
    assert calls[:moved].count("fsync") == 1


@pytest.mark.parametrize("data", [b"", b"\x00\xff\r\n", b"x" * 5_000_000], ids=["empty", "odd", "large"])
def test_any_bytes(page: Path, state: Path, data: bytes) -> None:
    if len(data) > 4_000_000:
        with pytest.raises(NotSaved, match="larger than"):  # what could not be read again is not written either
            _save(page, state, data)
        assert page.read_bytes() == OLD
        return
    _save(page, state, data)
    assert page.read_bytes() == data


def test_a_long_name(tmp_path: Path, state: Path) -> None:
    path = tmp_path / ("n" * 250 + ".md")
    path.write_bytes(OLD)
    _save(path, state)
    assert path.read_bytes() == NEW


@pytest.mark.parametrize("mode", [0o644, 0o600, 0o664, 0o755, 0o620])
def test_the_mode_stays(page: Path, state: Path, mode: int) -> None:
    page.chmod(mode)
    _save(page, state)
    assert stat.S_IMODE(page.stat().st_mode) == mode
    assert page.read_bytes() == NEW


def test_a_link_stays_a_link(page: Path, state: Path) -> None:
    link = page.parent.parent / "link.md"
    link.symlink_to(page)
    _save(link, state)
    assert link.is_symlink()
    assert page.read_bytes() == NEW
    assert _leftovers(link.parent) == []


def test_a_hard_link_stays_one(page: Path, state: Path) -> None:
    other = page.parent / "other.md"
    os.link(page, other)
    _save(page, state)
    assert other.read_bytes() == NEW
    assert other.stat().st_ino == page.stat().st_ino
    assert _leftovers(page.parent) == []
    assert list((state / "copies").iterdir()) == []


@pytest.mark.parametrize("data", [b"short", OLD + NEW], ids=["shorter", "longer"])
def test_in_place_shorter_and_longer(page: Path, state: Path, data: bytes) -> None:
    os.link(page, page.parent / "other.md")
    _save(page, state, data)
    assert page.read_bytes() == data


@pytest.mark.linux
@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="no extended attributes here")
def test_extended_attributes_stay(page: Path, state: Path) -> None:
    try:
        os.setxattr(page, "user.note", b"mine")
    except OSError:
        pytest.skip("this file system has no extended attributes")
    _save(page, state)
    assert os.getxattr(page, "user.note") == b"mine"


@pytest.mark.linux
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may change owners")
def test_the_owner_stays(page: Path, state: Path) -> None:
    os.chown(page, 12345, 23456)
    _save(page, state)
    found = page.stat()
    assert (found.st_uid, found.st_gid, page.read_bytes()) == (12345, 23456, NEW)


def test_where_the_owner_cannot_be_kept_the_file_is_written_itself(
    page: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inode = page.stat().st_ino

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "no")

    real = os.fstat

    def other_owner(fd: int) -> object:
        found = real(fd)
        return os.stat_result((*found[:4], found.st_uid + 1, *found[5:10]))

    monkeypatch.setattr(saving.os, "fchown", refuse)
    monkeypatch.setattr(saving.os, "fstat", other_owner)
    with contextlib.suppress(StorageError):
        _save(page, state)
    monkeypatch.undo()
    assert page.stat().st_ino == inode
    assert _leftovers(page.parent) == []


def test_read_only_is_refused(page: Path, state: Path) -> None:
    page.chmod(0o444)
    with pytest.raises(NotWritable, match="read-only"):
        _save(page, state)
    assert page.read_bytes() == OLD


def test_changed_meanwhile_is_not_overwritten(page: Path, state: Path) -> None:
    page.write_bytes(b"theirs")
    with pytest.raises(ChangedOnDisk, match="changed by another program"):
        _save(page, state)
    assert page.read_bytes() == b"theirs"
    page.unlink()
    with pytest.raises(ChangedOnDisk, match="removed"):
        _save(page, state)
    assert not page.exists()
    assert _leftovers(page.parent) == []


def test_changed_at_the_last_moment_is_not_overwritten(page: Path, state: Path) -> None:
    """The other program writes while ours is syncing its temporary file."""

    def theirs(_name: str, real: Any, args: tuple[Any, ...]) -> Any:
        page.write_bytes(b"theirs")
        return real(*args)

    calls = _calls_of_a_save(page, state)
    with Faults(calls.index("fsync"), theirs).injected(), pytest.raises(ChangedOnDisk):
        _save(page, state)
    assert page.read_bytes() == b"theirs"
    assert _leftovers(page.parent) == []


def test_changed_between_the_look_and_the_move_is_put_back(
    page: Path, state: Path, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other program saves after the last comparison: only an exchange can notice, and it does."""
    if way == "moved":
        pytest.skip("a move cannot know what it replaced")
    compare = saving.check_unchanged
    compared = []

    def then_theirs(*args: Any) -> None:
        compare(*args)
        compared.append(1)
        if len(compared) == 2:
            page.write_bytes(b"theirs")

    monkeypatch.setattr(saving, "check_unchanged", then_theirs)
    with pytest.raises(ChangedOnDisk):
        _save(page, state)
    assert page.read_bytes() == b"theirs"
    assert _leftovers(page.parent) == []


def test_a_second_change_during_the_exchange_stands(
    page: Path, state: Path, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if way == "moved":
        pytest.skip("a move cannot know what it replaced")
    real = exchange.exchange
    count = 0

    def meddled(temp: str, target: str) -> bool:
        nonlocal count
        count += 1
        page.write_bytes(b"theirs %d" % count) if count < 3 else None
        return real(temp, target)

    monkeypatch.setattr(exchange, "exchange", meddled)
    with pytest.raises(ChangedOnDisk):
        _save(page, state)
    assert page.read_bytes() == b"theirs 2"
    (kept,) = (state / "set-aside").iterdir()
    assert kept.read_bytes() == b"theirs 1"  # both were saved by somebody
    assert _leftovers(page.parent) == []


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES])
@pytest.mark.parametrize("linked", [False, True], ids=["replaced", "in place"])
def test_an_error_at_any_call(page: Path, state: Path, code: int, linked: bool) -> None:
    if linked:
        os.link(page, page.parent / "other.md")

    def fail(name: str, real: Any, args: tuple[Any, ...]) -> Any:
        if name == "close":
            real(*args)
        raise OSError(code, os.strerror(code))

    calls = _calls_of_a_save(page, state)
    assert len(calls) > 12
    failed = 0
    for number in range(len(calls)):
        page.write_bytes(OLD)
        with Faults(number, fail).injected():
            sentence = _attempt(page, state)
        failed += sentence is not None
        assert "\n" not in (sentence or "")
        assert page.read_bytes() in ((NEW,) if sentence is None else (OLD, NEW)), (number, calls[number])
        assert _leftovers(page.parent) == [], (number, calls[number])
        if page.read_bytes() == OLD:
            _save(page, state)  # and the next try goes through
            assert page.read_bytes() == NEW
    assert failed > len(calls) // 3
    assert not list((state / "copies").glob("*")) if linked else True


def test_an_error_after_the_move_may_be_tried_again(page: Path, state: Path) -> None:
    """The folder could not be synced: the new bytes are there, but it is not called saved."""
    calls = _calls_of_a_save(page, state)
    last = len(calls) - 1 - calls[::-1].index("fsync")

    def fail(_name: str, _real: Any, _args: tuple[Any, ...]) -> Any:
        raise OSError(errno.EIO, "no")

    with Faults(last, fail).injected(), pytest.raises(NotSaved):
        _save(page, state)
    assert page.read_bytes() == NEW
    _save(page, state)
    assert page.read_bytes() == NEW


@pytest.mark.parametrize("linked", [False, True], ids=["replaced", "in place"])
def test_short_writes_are_completed(page: Path, state: Path, linked: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if linked:
        os.link(page, page.parent / "other.md")
    write = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: write(fd, bytes(data)[: max(1, len(data) // 3)]))
    _save(page, state)
    assert page.read_bytes() == NEW


def _lie(_name: str, real: Any, args: tuple[Any, ...]) -> Any:
    real(args[0], bytes(args[1])[:100])
    return len(args[1])


def _garble(_name: str, real: Any, args: tuple[Any, ...]) -> Any:
    return real(args[0], bytes(args[1]).replace(b"t", b"?"))


@pytest.mark.parametrize("lie", [_lie, _garble])
@pytest.mark.parametrize("linked", [False, True], ids=["replaced", "in place"])
def test_a_lying_write_is_found_out(page: Path, state: Path, lie: Callable[..., Any], linked: bool) -> None:
    if linked:
        os.link(page, page.parent / "other.md")
    calls = _calls_of_a_save(page, state)
    for number in [i for i, name in enumerate(calls) if name == "write"][-1:]:
        with Faults(number, lie).injected(), pytest.raises(NotSaved):
            _save(page, state)
        assert page.read_bytes() == OLD
        assert _leftovers(page.parent) == []


@pytest.mark.linux
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("linked", [False, True], ids=["replaced", "in place"])
def test_killed_at_any_call(page: Path, state: Path, linked: bool) -> None:
    import signal

    if linked:
        os.link(page, page.parent / "other.md")
    calls = _calls_of_a_save(page, state)

    def die(_name: str, _real: Any, _args: tuple[Any, ...]) -> Any:
        os.kill(os.getpid(), signal.SIGKILL)

    seen = set()
    for number in range(len(calls)):
        page.write_bytes(OLD)
        child = os.fork()
        if child == 0:
            with Faults(number, die).injected():
                _save(page, state)
            os._exit(3)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status)
        if linked:
            assert finish_interrupted(state, now=3e9) == ()
            assert list((state / "copies").iterdir()) == []
        assert page.read_bytes() in (OLD, NEW), (number, calls[number])
        seen.add(page.read_bytes())
        temps = tuple(str(page.parent / name) for name in _leftovers(page.parent))
        assert sweep_temps(temps, now=3e9) == len(temps)
        assert _leftovers(page.parent) == []
        _save(page, state, base=page.read_bytes())  # no lock stays behind either
    assert seen == {OLD, NEW}


@pytest.mark.linux
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_torn_in_place_writes_are_finished(page: Path, state: Path) -> None:
    """Killed in the middle of the bytes: the next start puts the new ones in whole."""
    import signal

    os.link(page, page.parent / "other.md")
    calls = _calls_of_a_save(page, state)
    last = [i for i, name in enumerate(calls) if name == "write"][-1]

    def half(_name: str, real: Any, args: tuple[Any, ...]) -> Any:
        real(args[0], bytes(args[1])[: len(OLD) // 2])
        os.kill(os.getpid(), signal.SIGKILL)

    child = os.fork()
    if child == 0:
        with Faults(last, half).injected():
            _save(page, state)
    os.waitpid(child, 0)
    assert page.read_bytes() not in (OLD, NEW)
    assert finish_interrupted(state) == ()
    assert page.read_bytes() == NEW
    assert (page.parent / "other.md").read_bytes() == NEW


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (NEW[:5000] + OLD[5000:], True),  # stopped in the middle of the bytes
        (OLD[:512] + NEW[512:1024] + OLD[1024:], True),  # the disk wrote one block and not the one before
        (NEW[: len(OLD)], True),  # the size was not yet written
        (NEW[:8192] + bytes(len(NEW) - 8192), True),  # the size was, but not all bytes
        (OLD[:1000] + b"theirs" + OLD[1006:], False),
        (OLD + b"theirs", False),
        (NEW[:100] + OLD[100:600] + NEW[600:700] + OLD[700:], False),  # no disk leaves that
        (b"", False),
    ],
)
def test_which_text_an_interrupted_write_has_left(found: bytes, told: bool) -> None:
    from worklog_tui.storage.inplace import torn

    assert torn(found, OLD, NEW) is told
    ended = NEW[:1000] + bytes(24) + OLD[1024:]  # a shorter text: its last block filled up, the old size still there
    assert torn(ended, OLD, NEW[:1000])


def test_a_page_rewritten_after_an_interrupted_save_is_left_alone(page: Path, state: Path) -> None:
    from worklog_tui.storage import inplace

    inplace._keep(os.path.realpath(page), OLD, NEW, state)
    page.write_bytes(b"theirs, afterwards")
    (note,) = finish_interrupted(state)
    assert "interrupted" in note
    assert page.read_bytes() == b"theirs, afterwards"
    (kept,) = (state / "set-aside").iterdir()  # where no later save comes
    assert str(kept) in note
    assert kept.read_bytes() == NEW
    assert finish_interrupted(state) == ()  # said once


@pytest.mark.linux
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_file_size_limit(page: Path, state: Path) -> None:
    import resource
    import signal

    _save(page, state, OLD)
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        try:
            _save(page, state)
        except NotSaved:
            os._exit(7)
        os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 7
    assert page.read_bytes() == OLD
    assert _leftovers(page.parent) == []


@pytest.mark.linux
def test_a_full_disk(page: Path, state: Path) -> None:
    """A real one: a small tmpfs, where mounting is allowed."""
    import subprocess

    disk = page.parent.parent / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16k", "none", str(disk)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("mounting is not allowed here")
    try:
        full = disk / "a.md"
        full.write_bytes(OLD[:6000])
        with pytest.raises(NotSaved, match="disk is full"):
            _save(full, state, NEW, OLD[:6000])
        assert full.read_bytes() == OLD[:6000]
        assert _leftovers(disk) == []
        os.link(full, disk / "b.md")
        with pytest.raises(NotSaved, match="disk is full"):
            _save(full, state, NEW, OLD[:6000])
        assert full.read_bytes() == OLD[:6000]
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def _as_nobody(work: Callable[[], int]) -> int:
    """The exit code of ``work`` run without root's rights."""
    child = os.fork()
    if child == 0:
        code = 99
        try:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(65534)
                os.setuid(65534)
            code = work()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.linux
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_an_unwritable_folder(state: Path) -> None:
    import shutil
    import tempfile

    base = Path(tempfile.mkdtemp())
    try:
        base.chmod(0o777)
        folder, own = base / "week", base / "state"
        folder.mkdir()
        own.mkdir(mode=0o777)
        own.chmod(0o777)
        page = folder / "a.md"
        page.write_bytes(OLD)
        page.chmod(0o666)
        folder.chmod(0o555)
        inode = page.stat().st_ino

        def work() -> int:
            _save(page, own)
            return 0

        assert _as_nobody(work) == 0
        assert page.read_bytes() == NEW
        assert page.stat().st_ino == inode
        assert list((own / "copies").iterdir()) == []
    finally:
        folder.chmod(0o755)
        shutil.rmtree(base)


@pytest.mark.linux
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_three_writers_lose_nothing(page: Path, state: Path) -> None:
    """Each appends 40 lines, reading anew when another was faster."""
    page.write_bytes(b"")
    children = []
    for name in (b"a", b"b", b"c"):
        child = os.fork()
        if child == 0:
            code = 1
            try:
                done = 0
                while done < 40:
                    found = read_page(page)
                    with contextlib.suppress(ChangedOnDisk):
                        save_page(page, found.data + name + b"\n", expected=found.version.digest, state=state)
                        done += 1
                code = 0
            finally:
                os._exit(code)
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(c, 0)[1]) for c in children] == [0, 0, 0]
    assert sorted(page.read_bytes().split()) == [b"a"] * 40 + [b"b"] * 40 + [b"c"] * 40


def test_no_state_folder_is_no_reason_not_to_save(page: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    _save(page, blocked / "state")
    assert page.read_bytes() == NEW


def test_a_held_lock_is_waited_for_and_said(page: Path, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from filelock import FileLock

    from worklog_tui.storage import locks

    (state / "locks").mkdir()
    held = FileLock(state / "locks" / f"{locks.page_key(os.path.realpath(page))}.lock")
    with (
        held,
        pytest.raises(NotSaved, match="another program"),
        locks.page_lock(str(page.resolve()), state, seconds=0.05),
    ):
        pass
    _save(page, state)


def test_only_our_own_old_leftovers_are_swept(tmp_path: Path) -> None:
    old, fresh = tmp_path / ".wl-00000001.tmp", tmp_path / ".wl-00000002.tmp"
    notes, folder = tmp_path / ".wl-notes.tmp", tmp_path / ".wl-00000003.tmp"
    for path in (old, fresh, notes):
        path.write_bytes(b"")
    folder.mkdir()
    os.utime(old, (1, 1))
    os.utime(notes, (1, 1))
    assert sweep_temps(tuple(str(p) for p in (old, fresh, notes, folder))) == 1
    assert not old.exists()
    assert fresh.exists()
    assert notes.exists()
