"""What others do in the folders is told; what is ours, hidden or no page is not."""

from __future__ import annotations

import threading
from pathlib import Path

from worklog_tui.storage.watching import FolderWatch


class Told:
    """Gathers what a watch tells."""

    def __init__(self) -> None:
        self.paths: set[str] = set()
        self._changed = threading.Condition()

    def __call__(self, paths: frozenset[str]) -> None:
        with self._changed:
            self.paths |= paths
            self._changed.notify_all()

    def wait_for(self, path: Path, seconds: float = 10) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: str(path) in self.paths, seconds)


def test_pages_and_folders_are_told_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "week-1").mkdir()
    page = tmp_path / "week-1" / "index.md"
    page.write_text("one")
    told = Told()
    watch = FolderWatch([str(tmp_path)], told)
    watch.start()
    try:
        probe = tmp_path / "probe.md"
        for _ in range(100):  # until the thread stands
            probe.write_text("x")
            if told.wait_for(probe, 0.1):
                break
        (tmp_path / "week-1" / ".wl-abc.tmp").write_text("ours")
        (tmp_path / "week-1" / "photo.jpg").write_text("no page")
        page.write_text("two")
        assert told.wait_for(page)
        (tmp_path / "week-2").mkdir()
        assert told.wait_for(tmp_path / "week-2")
    finally:
        watch.stop()
    assert told.paths <= {str(probe), str(page), str(tmp_path / "week-2"), str(tmp_path / "week-1")}


def test_a_folder_that_is_not_there_is_no_error(tmp_path: Path) -> None:
    watch = FolderWatch([str(tmp_path / "none")], Told())
    watch.start()
    watch.stop()
