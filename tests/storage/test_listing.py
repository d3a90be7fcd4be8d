"""Which pages a folder has: names only, within bounds."""

from __future__ import annotations

from pathlib import Path

import pytest

from worklog_tui.storage.listing import Limits, Listing, list_pages


def _make(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")


def _files(listing: Listing) -> set[str]:
    return {f"{folder}/{name}".lstrip("/") for folder, names in listing.folders for name in names}


def test_pages_only_and_ignored_folders(tmp_path: Path) -> None:
    _make(
        tmp_path, "a.md", "b/c.markdown", "b/d.txt", ".git/x.md", "public/y.md", "resources/z.md", "themes/t/u.md",
        "node_modules/p/README.md", "b/public/q.md", "b/.hidden.md",
    )  # fmt: skip
    assert _files(list_pages(tmp_path)) == {"a.md", "b/c.markdown"}


def test_a_content_section_may_be_called_public(tmp_path: Path) -> None:
    _make(tmp_path, "content/public/week-1.md", "content/node_modules/x.md")
    found = list_pages(tmp_path, under=("content",), ignored=frozenset({"node_modules"}))
    assert _files(found) == {"content/public/week-1.md"}


def test_links_are_not_followed_out(tmp_path: Path) -> None:
    journal, outside = tmp_path / "j", tmp_path / "o"
    _make(journal, "a.md")
    _make(outside, "b.md")
    (journal / "folder").symlink_to(outside, target_is_directory=True)
    (journal / "out.md").symlink_to(outside / "b.md")
    (journal / "in.md").symlink_to(journal / "a.md")
    (journal / "dead.md").symlink_to(journal / "none.md")
    (journal / "loop").symlink_to(journal, target_is_directory=True)
    assert _files(list_pages(journal)) == {"a.md", "in.md"}


def test_a_folder_named_like_a_page_is_none(tmp_path: Path) -> None:
    _make(tmp_path, "odd.md/inner.txt")
    assert _files(list_pages(tmp_path)) == set()


def test_bounded_in_depth_number_and_time(tmp_path: Path) -> None:
    _make(tmp_path, "/".join("abcdefghijkl") + "/deep.md", "top.md", *(f"many/{i}.md" for i in range(50)))
    deep = list_pages(tmp_path, limits=Limits(depth=4))
    assert "top.md" in _files(deep)
    assert not any(name.endswith("deep.md") for name in _files(deep))
    assert deep.stopped is not None
    few = list_pages(tmp_path, limits=Limits(entries=10))
    assert few.stopped is not None
    assert "files were looked at" in few.stopped
    now = iter(range(0, 10_000, 10))
    slow = list_pages(tmp_path, limits=Limits(seconds=3), clock=lambda: float(next(now)))
    assert slow.stopped is not None
    assert "3 seconds" in slow.stopped


def test_left_over_temporary_files_are_named(tmp_path: Path) -> None:
    _make(tmp_path, "w/.wl-0a1b2c3d.tmp", "w/a.md", "w/.wl-note.txt")
    assert list_pages(tmp_path).temps == (str(tmp_path.resolve() / "w" / ".wl-0a1b2c3d.tmp"),)


def test_an_unreadable_folder_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    _make(tmp_path, "a.md", "locked/b.md")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("locked"):
            raise PermissionError(13, "no")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert _files(list_pages(tmp_path)) == {"a.md"}


def test_a_first_look_goes_into_the_highest_folders_only(tmp_path: Path) -> None:
    for n in range(1, 31):
        (tmp_path / "log" / f"week-{n}").mkdir(parents=True)
        (tmp_path / "log" / f"week-{n}" / "index.md").touch()
    way = str(tmp_path.resolve() / "log" / "week-2" / "index.md")
    found = list_pages(tmp_path, limits=Limits(last=3, way=way))
    assert {folder for folder, _ in found.folders} == {f"log/week-{n}" for n in (2, 28, 29, 30)}
    assert found.partial
    whole = list_pages(tmp_path, limits=Limits(last=30))
    assert len(whole.folders) == 30
    assert not whole.partial
