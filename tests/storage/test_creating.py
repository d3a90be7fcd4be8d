"""New files: durable, never over another, all or none; taken away only while they are as they were made."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from worklog_tui.storage import creating, lowlevel
from worklog_tui.storage.creating import AlreadyThere, NewFile, create_files, remove_files
from worklog_tui.storage.errors import NotSaved

PAGE, TWIN = b"---\ntitle: Week 5\n---\n", "---\ntitle: Tuần 5\n---\n".encode()


def two(root: Path) -> list[NewFile]:
    folder = root / "content" / "1.5-Week5"
    return [NewFile(str(folder / "_index.md"), PAGE), NewFile(str(folder / "_index.vi.md"), TWIN)]


def left(root: Path) -> list[str]:
    return sorted(p.relative_to(root).as_posix() for p in root.rglob("*"))


def test_files_and_their_folders_are_made(tmp_path: Path) -> None:
    files = two(tmp_path)
    folders = create_files(files, tmp_path)
    assert [Path(f.path).read_bytes() for f in files] == [PAGE, TWIN]
    assert [Path(f).name for f in folders] == ["content", "1.5-Week5"]
    assert left(tmp_path) == [
        "content", "content/1.5-Week5", "content/1.5-Week5/_index.md", "content/1.5-Week5/_index.vi.md",
    ]  # fmt: skip
    remove_files(files, folders)
    assert left(tmp_path) == []


def test_what_is_there_is_never_written_over(tmp_path: Path) -> None:
    files = two(tmp_path)
    Path(files[1].path).parent.mkdir(parents=True)
    Path(files[1].path).write_bytes(b"mine")
    with pytest.raises(AlreadyThere, match="left alone"):
        create_files(files, tmp_path)
    assert left(tmp_path) == ["content", "content/1.5-Week5", "content/1.5-Week5/_index.vi.md"]
    assert Path(files[1].path).read_bytes() == b"mine"


def test_a_file_that_comes_while_ours_is_written_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = two(tmp_path)

    def slow(fd: int) -> None:
        os.fsync(fd)
        Path(files[0].path).write_bytes(b"theirs")

    monkeypatch.setattr(creating, "sync", slow)
    with pytest.raises(AlreadyThere):
        create_files(files, tmp_path)
    assert left(tmp_path) == ["content", "content/1.5-Week5", "content/1.5-Week5/_index.md"]
    assert Path(files[0].path).read_bytes() == b"theirs"


@pytest.mark.skipif(sys.platform == "win32", reason="links are POSIX's")
def test_nothing_is_made_through_a_link_that_leads_out(tmp_path: Path) -> None:
    inner, outer = tmp_path / "site", tmp_path / "out"
    inner.mkdir()
    outer.mkdir()
    (inner / "content").symlink_to(outer)
    with pytest.raises(NotSaved, match="outside"):
        create_files(two(inner), inner)
    assert left(outer) == []


def failing(code: int, at: int, function: Callable[..., object]) -> Callable[..., object]:
    """The function, which fails at its ``at``-th call."""
    calls = [0]

    def call(*args: object) -> object:
        calls[0] += 1
        if calls[0] == at:
            raise OSError(code, os.strerror(code))
        return function(*args)

    return call


@pytest.mark.parametrize("step", ["write_all", "sync", "verify", "sync_folder", "open", "mkdir"])
@pytest.mark.parametrize("at", [1, 2])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_a_fault_at_any_step_leaves_nothing(
    step: str, at: int, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kept.md").write_bytes(b"kept")
    if step in ("open", "mkdir"):
        monkeypatch.setattr(os, step, failing(code, at, getattr(os, step)))
    else:
        monkeypatch.setattr(creating, step, failing(code, at, getattr(lowlevel, step)))
    try:
        with pytest.raises(NotSaved, match="Nothing was written"):
            create_files(two(tmp_path), tmp_path)
    finally:
        monkeypatch.undo()
    assert left(tmp_path) == ["kept.md"]


def test_without_links_files_are_made_exclusively(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", none)
    files = two(tmp_path)
    create_files(files, tmp_path)
    assert [Path(f.path).read_bytes() for f in files] == [PAGE, TWIN]
    assert not list(tmp_path.rglob(".wl-*"))


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
def test_permissions_are_those_of_the_page_it_is_like(tmp_path: Path) -> None:
    like = tmp_path / "like.md"
    like.write_bytes(b"")
    like.chmod(0o644)
    old = os.umask(0o077)
    try:
        create_files([NewFile(str(tmp_path / "new.md"), PAGE, str(like))], tmp_path)
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "new.md").stat().st_mode) == 0o644


def test_a_file_changed_since_is_not_removed(tmp_path: Path) -> None:
    files = two(tmp_path)
    folders = create_files(files, tmp_path)
    Path(files[1].path).write_bytes(TWIN + b"more")
    with pytest.raises(NotSaved, match="changed since"):
        remove_files(files, folders)
    assert Path(files[0].path).exists()
    Path(files[1].path).unlink()
    (tmp_path / "content" / "1.5-Week5" / "photo.jpg").write_bytes(b"")
    remove_files(files, folders)
    assert left(tmp_path) == ["content", "content/1.5-Week5", "content/1.5-Week5/photo.jpg"]
