"""Other names for files and folders: never over what is there, all or none, with and without the system's help."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from worklog_tui.storage import exchange, moving
from worklog_tui.storage.creating import AlreadyThere
from worklog_tui.storage.errors import NotSaved
from worklog_tui.storage.moving import Move, move_all, moved_back


@pytest.fixture(params=["renameat2", "rename"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """With the call that refuses to write over a name, and on systems that have none."""
    if request.param == "rename":
        monkeypatch.setattr(exchange, "_renameat2", lambda: None)
    return str(request.param)


def weeks(root: Path) -> tuple[Path, Path]:
    for name in ("w1", "w2"):
        (root / name).mkdir()
        (root / name / "page.md").write_text(name)
    return root / "w1", root / "w2"


@pytest.mark.usefixtures("way")
def test_a_folder_and_a_file_in_it_there_and_back(tmp_path: Path) -> None:
    one, _ = weeks(tmp_path)
    moves = [Move(str(one), str(tmp_path / "w7")), Move(str(tmp_path / "w7/page.md"), str(tmp_path / "w7/p7.md"))]
    move_all(moves, tmp_path)
    assert (tmp_path / "w7" / "p7.md").read_text() == "w1"
    assert not one.exists()
    move_all(moved_back(moves), tmp_path)
    assert (one / "page.md").read_text() == "w1"
    assert not (tmp_path / "w7").exists()


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("kind", ["folder", "empty folder", "file", "dangling link"])
def test_nothing_is_written_over_and_what_was_moved_goes_back(kind: str, tmp_path: Path) -> None:
    one, two = weeks(tmp_path)
    taken = tmp_path / "w8"
    if kind == "file":
        taken.write_text("mine")
    elif kind == "dangling link":
        taken.symlink_to("nowhere")
    else:
        taken.mkdir()
        if kind == "folder":
            (taken / "mine").write_text("mine")
    with pytest.raises(AlreadyThere, match="nothing was moved"):
        move_all([Move(str(one), str(tmp_path / "w7")), Move(str(two), str(taken))], tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["w1", "w2", "w8"]
    assert (one / "page.md").read_text() == "w1"
    assert os.path.lexists(taken)


@pytest.mark.usefixtures("way")
def test_a_disk_that_fails_afterwards_leaves_the_old_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = weeks(tmp_path)

    def broken(folder: str) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(moving, "sync_folder", broken)
    with pytest.raises(NotSaved, match="Nothing was moved"):
        move_all([Move(str(one), str(tmp_path / "w7")), Move(str(two), str(tmp_path / "w8"))], tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["w1", "w2"]


def test_not_out_of_the_journal(tmp_path: Path) -> None:
    root = tmp_path / "journal"
    root.mkdir()
    one, _ = weeks(root)
    (root / "out").symlink_to(tmp_path)
    with pytest.raises(NotSaved, match="outside the journal"):
        move_all([Move(str(one), str(root / "out" / "w7"))], root)
    assert one.exists()
