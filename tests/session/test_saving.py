"""The save queue: the newest bytes of each page, one at a time, and "saved" only when they are on the disk."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from worklog_tui.session.saving import SaveQueue
from worklog_tui.storage.errors import ChangedOnDisk, NotSaved
from worklog_tui.storage.files import Version, digest
from worklog_tui.storage.recovery import RecoveryStore

START = Version(digest(b"0"), 1, 0, 0)


class Disk:
    """Stands in for ``save_page``: can be held, can fail."""

    def __init__(self) -> None:
        self.content: dict[str, bytes] = {"a": b"0", "b": b"0"}
        self.written: list[tuple[str, bytes]] = []
        self.go = threading.Event()
        self.go.set()
        self.entered = threading.Event()
        self.fail: list[Exception] = []

    def save(self, path: str, data: bytes, expected: str, _state: Path) -> Version:
        self.entered.set()
        assert self.go.wait(5)
        if self.fail:
            raise self.fail.pop(0)
        if digest(self.content[path]) != expected:
            raise ChangedOnDisk("changed")
        self.content[path] = data
        self.written.append((path, data))
        return Version(digest(data), len(data), 0, 0)


@pytest.fixture
def disk() -> Disk:
    return Disk()


def _queue(disk: Disk, state: Path) -> tuple[SaveQueue, list[tuple[str, str, str]]]:
    told: list[tuple[str, str, str]] = []
    queue = SaveQueue(state, lambda key, how, why: told.append((key, how, why)), disk.save)
    for key in ("a", "b"):
        queue.track(key, key, START)
    return queue, told


def test_saving_then_saved(disk: Disk, tmp_path: Path) -> None:
    queue, told = _queue(disk, tmp_path)
    disk.go.clear()
    queue.accept("a", b"1")
    assert queue.state("a") == "saving"
    assert not queue.flush(0.05)
    disk.go.set()
    assert queue.flush(5)
    assert queue.state("a") == "saved"
    assert disk.content["a"] == b"1"
    assert queue.close(5)
    assert told == [("a", "saving", ""), ("a", "saved", "")]


def test_only_the_newest_bytes_are_written(disk: Disk, tmp_path: Path) -> None:
    queue, told = _queue(disk, tmp_path)
    disk.go.clear()
    queue.accept("a", b"1")
    assert disk.entered.wait(5)
    for data in (b"2", b"3", b"4"):
        queue.accept("a", data)
    queue.accept("b", b"5")
    disk.go.set()
    assert queue.flush(5)
    assert disk.written == [("a", b"1"), ("a", b"4"), ("b", b"5")]
    queue.close(5)
    assert [t for t in told if t[1] == "saved"] == [("a", "saved", ""), ("b", "saved", "")]


def test_a_failure_is_said_kept_and_tried_again(disk: Disk, tmp_path: Path) -> None:
    queue, told = _queue(disk, tmp_path)
    disk.fail = [NotSaved("The disk is full.")]
    queue.accept("a", b"1")
    while queue.state("a") == "saving":
        pass
    assert (queue.state("a"), queue.failure("a")) == ("failed", "The disk is full.")
    assert queue.unsaved() == ("a",)
    assert [k.data for k in RecoveryStore(tmp_path).left_behind()] == [b"1"]
    assert queue.flush(5)
    assert (queue.state("a"), queue.failure("a"), disk.content["a"]) == ("saved", None, b"1")
    assert RecoveryStore(tmp_path).left_behind() == ()
    queue.close(5)
    assert [t[1] for t in told] == ["saving", "failed", "saved"]


@pytest.mark.parametrize("error", [NotSaved("no"), ChangedOnDisk("theirs")])
def test_newer_bytes_outlive_the_failure_of_older_ones(disk: Disk, tmp_path: Path, error: Exception) -> None:
    queue, _ = _queue(disk, tmp_path)
    disk.go.clear()
    disk.fail = [error]
    queue.accept("a", b"1")
    assert disk.entered.wait(5)
    queue.accept("a", b"2")
    disk.go.set()
    if isinstance(error, ChangedOnDisk):
        assert not queue.flush(5)
        assert [k.data for k in RecoveryStore(tmp_path).left_behind()] == [b"2"]
        queue.track("a", "a", START)
        assert queue.state("a") == "failed"
    assert queue.flush(5)
    assert disk.written == [("a", b"2")]
    queue.close(5)


def test_the_next_edit_tries_again_too(disk: Disk, tmp_path: Path) -> None:
    queue, _ = _queue(disk, tmp_path)
    disk.fail = [NotSaved("no")]
    queue.accept("a", b"1")
    while queue.state("a") == "saving":
        pass
    queue.accept("a", b"2")
    assert queue.flush(5)
    assert disk.content["a"] == b"2"
    queue.close(5)


def test_another_programs_change_holds_ours_back(disk: Disk, tmp_path: Path) -> None:
    queue, _ = _queue(disk, tmp_path)
    disk.content["a"] = b"theirs"
    queue.accept("a", b"1")
    assert not queue.flush(5)
    assert queue.state("a") == "failed"
    queue.accept("a", b"2")
    assert not queue.flush(5)
    assert disk.content["a"] == b"theirs"
    assert [k.data for k in RecoveryStore(tmp_path).left_behind()] == [b"2"]
    queue.track("a", "a", Version(digest(b"theirs"), 6, 0, 0))  # the user looked at theirs, and keeps ours
    queue.accept("a", b"2")
    assert queue.flush(5)
    assert disk.content["a"] == b"2"
    queue.close(5)


def test_undone_while_held_back_is_nothing_to_save(disk: Disk, tmp_path: Path) -> None:
    queue, _ = _queue(disk, tmp_path)
    disk.content["a"] = b"theirs"
    queue.accept("a", b"1")
    assert not queue.flush(5)
    queue.accept("a", b"0")
    assert queue.state("a") == "saved"
    assert queue.flush(5)
    assert disk.content["a"] == b"theirs"
    queue.close(5)


def test_an_unforeseen_error_does_not_end_the_worker(disk: Disk, tmp_path: Path) -> None:
    queue, _ = _queue(disk, tmp_path)
    disk.fail = [RuntimeError("odd")]
    queue.accept("a", b"1")
    while queue.state("a") == "saving":
        pass
    assert "RuntimeError" in (queue.failure("a") or "")
    queue.accept("b", b"2")
    assert queue.flush(5)
    assert disk.content == {"a": b"1", "b": b"2"}
    queue.close(5)


def test_accepted_bytes_are_kept_before_they_are_written(disk: Disk, tmp_path: Path) -> None:
    queue, _ = _queue(disk, tmp_path)
    disk.go.clear()
    queue.accept("a", b"1")
    (kept,) = RecoveryStore(tmp_path).left_behind()
    assert (kept.page, kept.base, kept.data) == ("a", digest(b"0"), b"1")
    disk.go.set()
    assert queue.close(5)
    assert RecoveryStore(tmp_path).left_behind() == ()


def test_no_recovery_folder_is_no_reason_not_to_save(disk: Disk, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    queue, _ = _queue(disk, tmp_path / "file" / "state")
    queue.accept("a", b"1")
    assert queue.close(5)
    assert disk.content["a"] == b"1"
