"""Saved versions: each content once, found again by page, old ones gone by the settings."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

from worklog_tui.storage.files import digest
from worklog_tui.storage.versions import VersionStore

NOON = dt.datetime(2025, 9, 10, 12, 0)
DAY = dt.timedelta(days=1)


def stored(state: Path) -> int:
    """How many contents lie in the store."""
    return len(list((state / "versions" / "objects").glob("*/*")))


def test_versions_of_a_page_newest_first(tmp_path: Path) -> None:
    store = VersionStore(tmp_path, days=90, size=1 << 20)
    assert store.keep("/a.md", b"one", at=NOON, label="as it was found")
    assert store.keep("/a.md", b"two", at=NOON + DAY, label="a row")
    assert store.keep("/b.md", b"one", at=NOON, label="")
    found = store.of("/a.md")
    assert [(v.at, v.size, v.label) for v in found] == [(NOON + DAY, 3, "a row"), (NOON, 3, "as it was found")]
    assert [store.content(v.digest) for v in found] == [b"two", b"one"]
    assert stored(tmp_path) == 2  # what both pages hold lies there once
    assert store.of("/c.md") == ()


def test_the_same_bytes_again_are_no_version(tmp_path: Path) -> None:
    store = VersionStore(tmp_path, days=90, size=1 << 20)
    assert store.keep("/a.md", b"one", at=NOON)
    assert not store.keep("/a.md", b"one", at=NOON + DAY)
    assert not VersionStore(tmp_path, days=90, size=1 << 20).keep("/a.md", b"one", at=NOON)
    assert store.keep("/a.md", b"two", at=NOON)
    assert store.keep("/a.md", b"one", at=NOON)  # back again: that is news
    assert len(store.of("/a.md")) == 3


def test_zero_days_keep_nothing(tmp_path: Path) -> None:
    assert not VersionStore(tmp_path, days=0, size=1 << 20).keep("/a.md", b"one", at=NOON)
    assert not (tmp_path / "versions").exists()


def test_old_versions_go_and_their_contents(tmp_path: Path) -> None:
    store = VersionStore(tmp_path, days=10, size=1 << 20)
    store.keep("/a.md", b"old", at=NOON - 20 * DAY)
    store.keep("/a.md", b"new", at=NOON)
    store.keep("/b.md", b"old too", at=NOON - 20 * DAY)
    store.keep("/c.md", b"new", at=NOON)
    assert store.prune(NOON) == 2
    assert [store.content(v.digest) for v in store.of("/a.md")] == [b"new"]
    assert store.of("/b.md") == ()
    assert stored(tmp_path) == 1
    assert store.keep("/b.md", b"again", at=NOON)
    assert store.content(digest(b"again")) == b"again"


def test_the_oldest_go_until_all_fits(tmp_path: Path) -> None:
    store = VersionStore(tmp_path, days=90, size=3_500)
    contents = [os.urandom(1_000) for _ in range(6)]
    for n, data in enumerate(contents):
        store.keep("/a.md", data, at=NOON + n * DAY)
    assert store.prune(NOON + 6 * DAY) == 3
    assert [store.content(v.digest) for v in store.of("/a.md")] == [contents[5], contents[4], contents[3]]
    taken = sum(p.stat().st_size for p in (tmp_path / "versions" / "objects").glob("*/*"))
    assert taken <= 3_500


def test_it_is_pruned_without_being_asked(tmp_path: Path) -> None:
    store = VersionStore(tmp_path, days=10, size=1 << 20)
    store.keep("/a.md", b"old", at=NOON - 20 * DAY)
    (tmp_path / "versions" / "pruned").unlink()
    VersionStore(tmp_path, days=10, size=1 << 20).keep("/a.md", b"new", at=NOON)
    assert [store.content(v.digest) for v in store.of("/a.md")] == [b"new"]


def test_what_is_damaged_is_not_given_out(tmp_path: Path) -> None:
    store = VersionStore(tmp_path, days=90, size=1 << 20)
    store.keep("/a.md", b"one", at=NOON)
    (log,) = (tmp_path / "versions" / "pages").iterdir()
    with log.open("ab") as file:
        file.write(b'["2025-09-')  # a torn line
    assert len(store.of("/a.md")) == 1
    (content,) = (tmp_path / "versions" / "objects").glob("*/*")
    content.write_bytes(b"nonsense")
    assert store.content(digest(b"one")) is None
    assert store.content("../../etc/passwd") is None


def test_a_bomb_in_the_store_is_not_unpacked(tmp_path: Path) -> None:
    import zlib

    store = VersionStore(tmp_path, days=90, size=1 << 20)
    store.keep("/a.md", b"one", at=NOON)
    (content,) = (tmp_path / "versions" / "objects").glob("*/*")
    content.write_bytes(zlib.compress(bytes(64 * 1024 * 1024)))
    assert store.content(digest(b"one")) is None
