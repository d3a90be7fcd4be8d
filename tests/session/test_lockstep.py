"""Lock-step in a session: page and twin are one step, on disk and in undo; marks stand while a text is a copy."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from tests.journal_fixture import build_journal
from worklog_tui.session.journal import PageRef, open_journal
from worklog_tui.session.lockstep import Mode
from worklog_tui.session.session import Session
from worklog_tui.storage.settings import Settings, load, save
from worklog_tui.worklog import intentions as i

DAY = dt.date(2025, 10, 9)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return build_journal(tmp_path / "site")


def opened(site: Path, mode: Mode = "mirror") -> Session:
    journal = open_journal(site, cwd=site)
    return Session(journal, settings=Settings(lock_step=mode), state_dir=site.parent / "state")


def pages(session: Session) -> tuple[PageRef, PageRef]:
    week = session.journal.weeks[0]
    return week.page("en"), week.page("vi")


def on_disk(session: Session) -> tuple[bytes, bytes]:
    assert session.flush(5)
    en, vi = pages(session)
    return en.path.read_bytes(), vi.path.read_bytes()


def marks(site: Path) -> str:
    path = site / ".worklog" / "translate.toml"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def test_page_and_twin_change_in_one_step_which_undo_takes_back_on_both(site: Path) -> None:
    session = opened(site)
    en = pages(session)[0]
    before = on_disk(session)
    step = session.lockstep.execute(en, i.AddTask(3, {1: "Dig"}, DAY), "new task")
    assert step.words == "vi too, to translate"
    after = on_disk(session)
    assert after[0] == before[0].replace(b"| |\n\n###", b"| |\n| 5 | Dig | 09/10/2025 |  |  |\n\n###")
    assert after[1] == before[1].replace(b"| |\n\n###", b"| |\n| 5 | Dig | 09/10/2025 |  |  |\n\n###")
    assert len({entry.number for entry in session.history}) == 1
    undone = session.undo()
    assert undone is not None
    assert undone.label == "new task"
    assert on_disk(session) == before
    assert not session.can_undo()
    session.redo()
    assert on_disk(session) == after
    assert session.close()


def test_the_twin_is_not_read_before_the_first_edit(site: Path) -> None:
    session = opened(site)
    en, vi = pages(session)
    session.week(en)
    assert session.peek(vi) is None
    session.lockstep.execute(en, i.SetFieldDate(1, 3, DAY))
    assert session.peek(vi) is not None
    assert session.close()


def test_where_the_structure_differs_only_this_page_changes_and_it_says_where(site: Path) -> None:
    session = opened(site)
    en, vi = pages(session)
    text = vi.path.read_text(encoding="utf-8")
    vi.path.write_text("\n".join(line for line in text.split("\n") if "Xếp hạt giống theo năm" not in line), "utf-8")
    there = vi.path.read_bytes()
    step = session.lockstep.execute(en, i.RemoveTask(1))
    assert step.words == "only this page was changed: row 2 is missing in vi"
    after = on_disk(session)
    assert b"Measure the beds" not in after[0]
    assert after[1] == there
    assert session.close()


def test_a_link_the_twin_does_not_have_is_said_and_words_are_not(site: Path) -> None:
    session = opened(site)
    en, vi = pages(session)
    text = vi.path.read_text(encoding="utf-8").replace("https://example.org/beds", "https://example.org/vi/beds")
    vi.path.write_text(text, encoding="utf-8")
    step = session.lockstep.execute(en, i.SetField(1, 4, "<https://example.org/garden>"))
    assert step.words == "only this page was changed: row 1 has other links in vi"
    assert session.lockstep.execute(en, i.SetField(2, 1, "Sort all the seeds")).words == ""
    assert on_disk(session)[1] == text.encode()
    assert session.close()


def test_a_twin_that_cannot_be_read_is_left_and_named(site: Path) -> None:
    session = opened(site)
    en, vi = pages(session)
    vi.path.unlink()
    step = session.lockstep.execute(en, i.RemoveTask(1))
    assert "cannot be read" in step.words
    assert session.flush(5)
    assert b"Measure the beds" not in en.path.read_bytes()
    assert session.close()


def test_off_changes_one_page(site: Path) -> None:
    session = opened(site, "off")
    before = on_disk(session)
    step = session.lockstep.execute(pages(session)[0], i.RemoveTask(1))
    assert (step.words, step.followed, step.offered) == ("", (), ())
    assert on_disk(session)[1] == before[1]
    assert session.close()


def test_asked_the_twin_follows_in_the_same_step(site: Path) -> None:
    session = opened(site, "ask")
    before = on_disk(session)
    step = session.lockstep.execute(pages(session)[0], i.RemoveTask(1))
    assert [f.name for f in step.offered] == ["vi"]
    assert on_disk(session)[1] == before[1]
    made = session.lockstep.follow(step)
    assert made.words == "vi too"
    after = on_disk(session)
    assert all(len(a.split(b"\n")) == len(b.split(b"\n")) - 1 for a, b in zip(after, before, strict=True))
    session.undo()
    assert on_disk(session) == before
    assert session.close()


def test_asked_too_late_the_twin_follows_in_a_step_of_its_own(site: Path) -> None:
    session = opened(site, "ask")
    before = on_disk(session)
    en, vi = pages(session)
    step = session.lockstep.execute(en, i.RemoveTask(1))
    assert session.flush(5)
    en.path.write_bytes(en.path.read_bytes() + b"\nAdded elsewhere.\n")
    session.refresh()
    session.lockstep.follow(step)
    session.undo(vi)
    assert on_disk(session)[1] == before[1]
    session.undo(en)
    assert on_disk(session)[0] == before[0] + b"\nAdded elsewhere.\n"
    assert session.close()


def test_a_copied_text_is_marked_until_it_is_edited(site: Path) -> None:
    session = opened(site)
    en, vi = pages(session)
    session.lockstep.execute(en, i.AddTask(3, {1: "Dig a pond"}, DAY))
    assert [(t.part, t.task, t.text) for t in session.to_translate(vi)] == [("tasks", 4, "Dig a pond")]
    assert session.to_translate(en) == ()
    assert session.flush(5)
    lines = marks(site).split("\n")
    assert lines[2] == '["content/1-Worklog/1.1-Week1/_index.vi.md"]'
    assert lines[3].startswith("tasks-")
    assert lines[3].endswith('= "Dig a pond"')
    session.lockstep.execute(vi, i.MoveTask(4, -2))  # the row it speaks of moves: on both pages
    session.lockstep.execute(vi, i.SetFieldDate(2, 3, DAY))
    assert [t.task for t in session.to_translate(vi)] == [2]
    session.lockstep.execute(vi, i.SetField(2, 1, "Đào ao"))
    assert session.to_translate(vi) == ()
    assert session.flush(5)
    assert marks(site) == ""
    session.undo()
    assert [t.task for t in session.to_translate(vi)] == [2]
    assert session.flush(5)
    assert "Dig a pond" in marks(site)
    assert session.close()


def test_marks_outlive_the_session_and_are_sorted_for_git(site: Path) -> None:
    session = opened(site)
    en = pages(session)[0]
    for text in ("Weigh the apples", "Ask for water"):
        session.lockstep.execute(en, i.AddItem(0, None, text))
    session.lockstep.execute(en, i.AddItem(1, None, "https://example.org/only-an-address"))
    assert session.close()
    lines = [line for line in marks(site).split("\n") if " = " in line]
    assert len(lines) == 2
    assert lines == sorted(lines)
    later = opened(site)
    found = later.to_translate(pages(later)[1])
    assert [(t.part, t.list, t.item, t.text) for t in found] == [
        ("objectives", 0, 2, "Weigh the apples"), ("objectives", 0, 3, "Ask for water"),
    ]  # fmt: skip
    later.lockstep.translated(pages(later)[1], found[0])
    assert [t.text for t in later.to_translate(pages(later)[1])] == ["Ask for water"]
    assert later.close()
    assert "apples" not in marks(site)


def test_undo_takes_the_mark_away_with_its_text_and_redo_brings_it_back(site: Path) -> None:
    session = opened(site)
    en, vi = pages(session)
    session.lockstep.execute(en, i.AddItem(0, None, "Ask for water"))
    session.undo()
    assert session.to_translate(vi) == ()
    assert session.flush(5)
    assert marks(site) == ""
    session.redo()
    assert [t.text for t in session.to_translate(vi)] == ["Ask for water"]
    assert session.close()
    assert "Ask for water" in marks(site)


def test_a_mark_someone_else_takes_out_is_gone(site: Path) -> None:
    session = opened(site)
    en, vi = pages(session)
    session.lockstep.execute(en, i.AddItem(0, None, "Ask for water"))
    assert session.flush(5)
    (site / ".worklog" / "translate.toml").unlink()
    assert session.to_translate(vi) == ()
    session.lockstep.execute(en, i.AddItem(0, None, "Ask for tea"))
    assert [t.text for t in session.to_translate(vi)] == ["Ask for tea"]
    assert session.close()
    assert "water" not in marks(site)
    assert "tea" in marks(site)


def test_two_sessions_keep_each_others_marks(site: Path) -> None:
    one, two = opened(site), opened(site)
    one.lockstep.execute(one.journal.weeks[0].page("en"), i.AddItem(0, None, "From one"))
    assert one.flush(5)
    two.lockstep.execute(two.journal.weeks[1].page("en"), i.AddItem(0, None, "From two"))
    assert two.flush(5)
    one.lockstep.execute(one.journal.weeks[2].page("en"), i.AddItem(0, None, "One more"))
    assert one.close()
    assert two.close()
    assert all(text in marks(site) for text in ("From one", "From two", "One more"))


def test_a_broken_file_of_marks_is_not_overwritten(site: Path) -> None:
    (site / ".worklog").mkdir()
    path = site / ".worklog" / "translate.toml"
    path.write_text("<<<<<<< HEAD\n", "utf-8")
    session = opened(site)
    en, vi = pages(session)
    session.lockstep.execute(en, i.AddItem(0, None, "Ask for water"))
    assert [t.text for t in session.to_translate(vi)] == ["Ask for water"]
    assert session.close()
    assert path.read_text("utf-8") == "<<<<<<< HEAD\n"
    assert "not valid TOML" in session.lockstep.marks.failure


def test_no_mark_is_written_through_a_link_to_elsewhere(site: Path) -> None:
    elsewhere = site.parent / "elsewhere"
    elsewhere.mkdir()
    os.symlink(elsewhere, site / ".worklog")
    session = opened(site)
    session.lockstep.execute(pages(session)[0], i.AddItem(0, None, "Ask for water"))
    assert session.close()
    assert list(elsewhere.iterdir()) == []
    assert "outside the journal" in session.lockstep.marks.failure


def test_the_setting_is_read_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('lock-step = "ask"\n')
    assert load(path).settings.lock_step == "ask"
    save(Settings(lock_step="off"), path)
    assert load(path).settings.lock_step == "off"
    save(Settings(), path)
    assert path.read_text() == ""
    path.write_text('lock-step = "sometimes"\n')
    found = load(path)
    assert found.settings.lock_step == "mirror"
    assert "lock-step" in (found.warning or "")
