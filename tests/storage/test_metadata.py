"""What a file is besides its bytes is the same after a save: one test each, for every way a page may be written."""

from __future__ import annotations

import errno
import os
import stat
import struct
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from worklog_tui.storage import exchange
from worklog_tui.storage.creating import NewFile, create_files
from worklog_tui.storage.files import digest
from worklog_tui.storage.save import save_page

OLD, NEW = b"old\n" * 2000, b"new, longer\n" * 3000
ROOT = hasattr(os, "geteuid") and os.geteuid() == 0

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="owners, modes and links of POSIX")


@pytest.fixture(params=["exchanged", "moved", "in place"])
def save(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Saves NEW: by exchange, by a move, into the file itself (the page gets a second name for that)."""
    if request.param == "moved":
        monkeypatch.setattr(exchange, "_renameat2", lambda: None)

    def run(page: Path) -> None:
        if request.param == "in place":
            os.link(page, tmp_path / "another.md")
        save_page(page, NEW, expected=digest(OLD), state=tmp_path / "state")
        assert page.read_bytes() == NEW

    return run


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "week" / "_index.md"
    path.parent.mkdir()
    path.write_bytes(OLD)
    return path


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755, 0o4755, 0o2755])
def test_mode(page: Path, save: Callable[[Path], None], mode: int) -> None:
    page.chmod(mode)
    save(page)
    found = stat.S_IMODE(page.stat().st_mode)
    # the system itself takes the set-user and set-group bits from a file that someone but root writes into
    assert found in ((mode,) if ROOT else (mode, mode & 0o777))


@pytest.mark.skipif(not ROOT, reason="only root may give files away")
def test_owner_and_group(page: Path, save: Callable[[Path], None]) -> None:
    os.chown(page, 12345, 23456)
    page.chmod(0o640)
    save(page)
    found = page.stat()
    assert (found.st_uid, found.st_gid, stat.S_IMODE(found.st_mode)) == (12345, 23456, 0o640)


@pytest.mark.skipif(not ROOT, reason="only root may give files away")
def test_group_in_a_folder_that_hands_its_own_down(page: Path, save: Callable[[Path], None]) -> None:
    """A new file in a set-group folder gets the folder's group; the page keeps the one it had."""
    os.chown(page.parent, 0, 34567)
    page.parent.chmod(0o2775)
    assert stat.S_IMODE(page.parent.stat().st_mode) == 0o2775
    os.chown(page, 0, 23456)
    save(page)
    assert page.stat().st_gid == 23456
    os.chown(page, 0, 34567)
    page.write_bytes(OLD)
    (page.parent.parent / "another.md").unlink(missing_ok=True)
    save(page)
    assert page.stat().st_gid == 34567


@pytest.mark.skipif(not ROOT, reason="only root may give files away")
def test_a_new_page_has_the_group_its_folder_hands_down(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    os.chown(folder, 0, 34567)
    folder.chmod(0o2775)
    week = folder / "1.5-Week5"
    create_files([NewFile(str(week / "_index.md"), NEW)], folder)
    assert week.stat().st_gid == 34567
    assert week.stat().st_mode & stat.S_ISGID
    assert (week / "_index.md").stat().st_gid == 34567


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="no extended attributes here")
def test_extended_attributes(page: Path, save: Callable[[Path], None]) -> None:
    wanted = {"user.note": b"mine", "user.empty": b"", "user.long": bytes(range(256)) * 2}
    for name, value in wanted.items():
        _set(page, name, value)
    save(page)
    assert {name: os.getxattr(page, name) for name in os.listxattr(page) if name in wanted} == wanted


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="no ACLs of Linux here")
def test_access_control_list(page: Path, save: Callable[[Path], None]) -> None:
    """``user::rw-, user:12345:rwx, group::r--, mask::rwx, other::---``, as the kernel keeps it."""
    wanted = _acl((0x01, 6, -1), (0x02, 7, 12345), (0x04, 4, -1), (0x10, 7, -1), (0x20, 0, -1))
    _set(page, "system.posix_acl_access", wanted)
    before = os.getxattr(page, "system.posix_acl_access"), page.stat().st_mode
    save(page)
    assert (os.getxattr(page, "system.posix_acl_access"), page.stat().st_mode) == before


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="no ACLs of Linux here")
def test_no_access_control_list_comes_from_the_folder(page: Path, save: Callable[[Path], None]) -> None:
    """A folder's default list is for new files: the page has none and gets none."""
    handed_down = _acl((0x01, 7, -1), (0x02, 7, 12345), (0x04, 5, -1), (0x10, 7, -1), (0x20, 5, -1))
    _set(page.parent, "system.posix_acl_default", handed_down)
    before = page.stat().st_mode
    save(page)
    assert "system.posix_acl_access" not in os.listxattr(page)
    assert page.stat().st_mode == before


def test_symlink(page: Path, save: Callable[[Path], None]) -> None:
    link = page.parent.parent / "link.md"
    link.symlink_to("week/_index.md")
    save(link)
    assert os.readlink(link) == "week/_index.md"
    assert not page.is_symlink()


def test_hard_link(page: Path, save: Callable[[Path], None]) -> None:
    other = page.parent / "other.md"
    os.link(page, other)
    inode = page.stat().st_ino
    save(page)
    assert (page.stat().st_ino, other.stat().st_ino, other.read_bytes()) == (inode, inode, NEW)


def _acl(*entries: tuple[int, int, int]) -> bytes:
    """Version 2, then (tag, permissions, id) each: linux/posix_acl_xattr.h."""
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", tag, may, who & 0xFFFFFFFF) for tag, may, who in entries)


def _set(path: Path, name: str, value: bytes) -> None:
    try:
        os.setxattr(path, name, value)
    except OSError as error:
        if error.errno not in (errno.ENOTSUP, errno.EPERM):
            raise
        pytest.skip(f"this file system has no {name.split('.', maxsplit=1)[0]} attributes")
