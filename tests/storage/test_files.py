"""Reading a page: bytes as they are, or one sentence."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from worklog_tui.storage.errors import PageUnreadable
from worklog_tui.storage.files import MAX_PAGE, digest, read_page


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf---\r\n\r\x00\xff", b"x" * 3_000_000])
def test_reads_bytes_as_they_are(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(data)
    page = read_page(path)
    assert page.data == data
    assert page.version.digest == digest(data)
    assert page.version.looks_like(os.stat(path))


def test_the_version_tells_a_change(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"one")
    version = read_page(path).version
    path.write_bytes(b"two, longer")
    assert not version.looks_like(os.stat(path))
    assert read_page(path).version.digest != version.digest


def test_size_limit_is_exact(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"x" * MAX_PAGE)
    assert len(read_page(path).data) == MAX_PAGE
    path.write_bytes(b"x" * (MAX_PAGE + 1))
    with pytest.raises(PageUnreadable, match="larger than 4 MiB"):
        read_page(path)


def test_missing_folder_and_odd_names(tmp_path: Path) -> None:
    with pytest.raises(PageUnreadable, match="does not exist"):
        read_page(tmp_path / "none.md")
    with pytest.raises(PageUnreadable, match="is a folder"):
        read_page(tmp_path)
    with pytest.raises(PageUnreadable):
        read_page(str(tmp_path / "a\x00.md"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs here")
def test_a_fifo_does_not_stop_us(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    began = time.monotonic()
    with pytest.raises(PageUnreadable, match="not a regular file"):
        read_page(tmp_path / "a.md")
    assert time.monotonic() - began < 2


@pytest.mark.linux
@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="no /dev/zero")
def test_a_link_to_a_device_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to("/dev/zero")
    with pytest.raises(PageUnreadable, match="not a regular file"):
        read_page(tmp_path / "a.md")


def test_links_lead_only_inside(tmp_path: Path) -> None:
    inside, outside = tmp_path / "journal", tmp_path / "other"
    inside.mkdir()
    outside.mkdir()
    (outside / "secret.md").write_bytes(b"s")
    (inside / "real.md").write_bytes(b"r")
    (inside / "out.md").symlink_to(outside / "secret.md")
    (inside / "in.md").symlink_to(inside / "real.md")
    (tmp_path / "journal-2").mkdir()
    (tmp_path / "journal-2" / "x.md").write_bytes(b"x")
    (inside / "sibling.md").symlink_to(tmp_path / "journal-2" / "x.md")
    assert read_page(inside / "in.md", within=inside).data == b"r"
    for name in ("out.md", "sibling.md"):
        with pytest.raises(PageUnreadable, match="outside the journal"):
            read_page(inside / name, within=inside)


def test_a_circle_of_links(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to(tmp_path / "b.md")
    (tmp_path / "b.md").symlink_to(tmp_path / "a.md")
    with pytest.raises(PageUnreadable):
        read_page(tmp_path / "a.md")


def test_never_half_a_file_while_it_is_rewritten(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    texts = [b"a" * 200_000, b"b" * 350_000]
    path.write_bytes(texts[0])
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            for text in texts:
                temp = path.with_suffix(".part")
                temp.write_bytes(text)
                os.replace(temp, path)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(100):
            assert read_page(path).data in texts
    finally:
        stop.set()
        writer.join()
