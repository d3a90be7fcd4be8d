"""Words being typed survive their process, are offered to the next one only, and go when they are kept."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from worklog_tui.storage.drafts import DraftStore, KeptDraft

DRAFT = KeptDraft("/site/week.md", "Task of task 3", "words “so far”\nand a line", "old", {"pane": "s1", "at": [3]})

SCRIPT = """
    import sys, time
    from pathlib import Path
    from worklog_tui.storage.drafts import DraftStore, KeptDraft
    store = DraftStore(Path(sys.argv[1]))
    for n in range(50):
        store.keep(KeptDraft("/site/week.md", "a field", "word " * n, "", {}))
    store.settle()
    print("ready", flush=True)
    time.sleep(60)
"""


def same(found: KeptDraft, draft: KeptDraft) -> bool:
    """But for the file."""
    return (found.page, found.title, found.words, found.old, found.place) == (
        draft.page, draft.title, draft.words, draft.old, draft.place,
    )  # fmt: skip


def test_the_newest_words_are_kept_and_go(tmp_path: Path) -> None:
    store = DraftStore(tmp_path)
    store.keep(KeptDraft("/site/week.md", "x", "first", "", {}))
    store.keep(DRAFT)
    store.settle()
    other = DraftStore(tmp_path)
    assert other.left_behind() == ()  # its run lives
    store.close()
    (found,) = other.left_behind()
    assert same(found, DRAFT)
    other.forget(found)
    assert other.left_behind() == ()
    assert list((tmp_path / "drafts").iterdir()) == []


def test_words_on_the_page_are_kept_no_longer(tmp_path: Path) -> None:
    store = DraftStore(tmp_path)
    store.keep(DRAFT)
    store.drop()
    store.close()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_nothing_is_written_where_nothing_was_typed(tmp_path: Path) -> None:
    store = DraftStore(tmp_path)
    store.drop()
    store.close()
    assert list(tmp_path.iterdir()) == []


def test_keeping_now_is_on_the_disk_at_once(tmp_path: Path) -> None:
    store = DraftStore(tmp_path)
    store.keep(KeptDraft("/site/week.md", "x", "first", "", {}))
    assert store.keep_now(DRAFT)
    assert b"so far" in store.file.read_bytes()
    store.close()
    (found,) = DraftStore(tmp_path).left_behind()
    assert same(found, DRAFT)


@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9 there")
def test_kill_9_leaves_the_words_and_no_lock(tmp_path: Path) -> None:
    run = subprocess.Popen([sys.executable, "-c", textwrap.dedent(SCRIPT), str(tmp_path)], stdout=subprocess.PIPE)
    assert run.stdout is not None
    assert run.stdout.readline() == b"ready\n"
    assert DraftStore(tmp_path).left_behind() == ()
    run.kill()
    run.wait()
    run.stdout.close()
    (found,) = DraftStore(tmp_path).left_behind()
    assert found.words == "word " * 49


def test_what_is_no_draft_is_passed_over(tmp_path: Path) -> None:
    folder = tmp_path / "drafts"
    folder.mkdir()
    (folder / "a.draft").write_bytes(b"{")
    (folder / "b.draft").write_bytes(b'{"page": "x", "title": "", "words": "", "old": "", "place": 3}')
    (folder / "c.draft").write_bytes(b"[" * 100_000)
    assert DraftStore(tmp_path).left_behind() == ()


def test_a_folder_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "drafts").write_text("a file")
    store = DraftStore(tmp_path)
    store.keep(DRAFT)
    store.settle()
    assert not store.keep_now(DRAFT)
    assert store.left_behind() == ()
    store.close()
