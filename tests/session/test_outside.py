"""Another program at work on the same page: both changes where they do not meet, a question where they do."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.journal_fixture import build_journal
from worklog_tui.document.model import Refused
from worklog_tui.session.events import Event, SaveChanged, WeekChanged
from worklog_tui.session.journal import PageRef, open_journal
from worklog_tui.session.reconcile import reconciled
from worklog_tui.session.session import Session
from worklog_tui.worklog.intentions import AddTask, RemoveTask, SetField, SetFrontMatter

NOW = dt.datetime(2025, 10, 9, 9, 41)


@pytest.fixture
def session(tmp_path: Path) -> Session:
    site = build_journal(tmp_path / "site")
    return Session(open_journal(site, cwd=site), clock=lambda: NOW, state_dir=tmp_path / "state")


@pytest.fixture
def page(session: Session) -> PageRef:
    found = session.journal.weeks[0].page("en")
    session.week(found)
    return found


def other_program(page: PageRef, old: bytes, new: bytes) -> None:
    """Writes as another program would: without asking us."""
    data = page.path.read_bytes()
    assert data.count(old) == 1
    page.path.write_bytes(data.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"hose", b"pipe"),  # another row
        (b"Water the", b"Do water all the"),  # a list above
        (b"- Seeds sorted\n", b"- Seeds sorted\n- Peas too\n"),  # a list below
        (b"weight: 1", b"weight: 7"),  # front matter
        (b"| 2 | - Measure", b"| 3 | - Measure"),  # another cell of the same row
        (b"| 3 | Sort", b"| 4 | Fetch water | | | |\n| 3 | Sort"),  # a row above
        (b"\n### Week 1 Achievements", b"\n### New words\n\n> said\n\n### Week 1 Achievements"),
    ],
)
def test_a_change_elsewhere_does_not_block_a_save(session: Session, page: PageRef, old: bytes, new: bytes) -> None:
    session.execute(page, SetField(1, 4, "ours"))
    assert session.flush(5)
    before = page.path.read_bytes()
    other_program(page, old, new)
    session.execute(page, [SetField(1, 1, "Dig the beds"), SetFrontMatter(("title",), "Ours")])
    assert session.flush(5)
    row = before.index(b"- Measure"), before.index(b" | ", before.index(b"- Measure"))
    asked = before[: row[0]] + b"Dig the beds" + before[row[1] :]
    assert page.path.read_bytes() == asked.replace(b'"Week 1 Worklog"', b'"Ours"').replace(
        old.replace(b"- Measure", b"Dig"), new.replace(b"- Measure", b"Dig")
    )
    assert session.week(page).document.source == page.path.read_bytes()
    assert session.save_state(page) == "saved"


def test_undo_takes_ours_back_and_leaves_theirs(session: Session, page: PageRef) -> None:
    other_program(page, b"hose", b"pipe")
    theirs = page.path.read_bytes()
    session.execute(page, SetField(1, 1, "ours"))
    assert session.flush(5)
    assert [h.cause for h in session.history] == ["edit", "disk"]
    assert b"pipe" in session.week(page).document.source
    session.undo()
    assert session.flush(5)
    assert page.path.read_bytes() == theirs
    session.redo()
    assert session.flush(5)
    assert b"| 2 | ours |" in page.path.read_bytes()
    assert b"pipe" in page.path.read_bytes()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"North wall", b"East wall"),  # the same line of the cell
        (b"| 2 | - Measure the beds <br> &emsp; + North wall <br> &emsp; + South wall ", b"| 2 | "),
        (b"| 3 | Sort", b"| 3 | x |\n\n| 3 | Sort"),  # the table breaks in two
    ],
)
def test_where_both_meet_nothing_is_written(session: Session, page: PageRef, old: bytes, new: bytes) -> None:
    other_program(page, old, new)
    theirs = page.path.read_bytes()
    mine = session.week(page).tasks[0].fields[1].text.replace("North wall", "North fence")
    session.execute(page, [SetField(1, 1, mine), SetField(2, 1, "also ours")])
    assert not session.flush(5)
    assert page.path.read_bytes() == theirs
    assert session.in_conflict(page)
    session.refresh()
    assert session.in_conflict(page)
    assert page.path.read_bytes() == theirs


def test_a_removed_row_of_ours_that_others_changed(session: Session, page: PageRef) -> None:
    other_program(page, b"hose", b"pipe")
    session.execute(page, RemoveTask(3))
    assert not session.flush(5)
    assert b"pipe" in page.path.read_bytes()


def test_a_page_put_back_as_it_was_saves_again(session: Session, page: PageRef) -> None:
    before = page.path.read_bytes()
    page.path.unlink()
    session.execute(page, SetField(1, 1, "ours"))
    assert not session.flush(5)
    assert session.in_conflict(page)
    page.path.write_bytes(before)
    assert session.flush(5)
    assert b"| 2 | ours |" in page.path.read_bytes()
    assert not session.in_conflict(page)


def test_a_removed_page_is_written_again_where_that_is_wished(session: Session, page: PageRef) -> None:
    page.path.unlink()
    session.execute(page, SetField(1, 1, "ours"))
    assert not session.flush(5)
    assert not page.path.exists()
    session.keep_mine(page)
    assert session.flush(5)
    assert page.path.read_bytes() == session.week(page).document.source
    session.execute(page, SetField(1, 1, "and on"))
    assert session.flush(5)
    assert b"| 2 | and on |" in page.path.read_bytes()


def test_both_may_make_the_same_change(session: Session, page: PageRef) -> None:
    other_program(page, b"hose", b"pipe")
    other_program(page, b"Sort the seeds", b"Count the seeds")
    text = session.week(page).tasks[2].fields[1].text.replace("hose", "pipe")
    session.execute(page, [SetField(3, 1, text), SetField(1, 1, "ours")])
    assert session.flush(5)
    found = page.path.read_bytes()
    assert (found.count(b"pipe"), found.count(b"Count"), found.count(b"| ours |")) == (1, 1, 1)


def test_refresh_settles_a_conflict_once_it_is_gone(session: Session, page: PageRef) -> None:
    before = page.path.read_bytes()
    other_program(page, b"North", b"East")
    session.execute(page, SetField(1, 1, "ours"))
    assert not session.flush(5)
    page.path.write_bytes(before.replace(b"hose", b"pipe"))
    events: list[Event] = []
    session.subscribe(events.append)
    assert session.refresh() == [page]
    assert session.flush(5)
    assert b"| 2 | ours |" in page.path.read_bytes()
    assert b"pipe" in page.path.read_bytes()
    assert [e.cause for e in events if isinstance(e, WeekChanged)] == ["disk"]


def test_what_an_editor_of_ours_wrote_is_one_edit(session: Session, page: PageRef) -> None:
    session.execute(page, AddTask())
    assert session.flush(5)
    before = page.path.read_bytes()
    assert session.outside.adopt(page, "edited in nano") == 0
    other_program(page, b"hose", b"pipe")
    other_program(page, b"- Seeds sorted\n", b"- Seeds sorted\n- And\n- more\n")
    events: list[Event] = []
    session.subscribe(events.append)
    assert session.outside.adopt(page, "edited in nano") == 3
    assert [h.label for h in session.history][1:] == ["edited in nano"]
    assert [e.state for e in events if isinstance(e, SaveChanged)] == ["saved"]
    assert session.refresh() == []
    entry = session.undo()
    assert entry is not None
    assert entry.label == "edited in nano"
    assert session.flush(5)
    assert page.path.read_bytes() == before


BASE = "# Tiêu đề\n\n- một\n- hai\n\n| a | b |\n| - | - |\n| ê | ề |\n| 1 | 2 |\n\n[x]: https://a.example\n\n[x]\n".encode()


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [
        (("| ê |", "| ề |"), ("| ề |", "| ể |"), True),  # bytes shared by different letters
        (("- một", "- ba"), ("- hai", "- bốn"), True),  # neighbours
        (("- một\n", ""), ("- hai\n", ""), False),  # of the list nothing would be left
        (("- một\n- hai\n", ""), ("- hai\n", "- hai hai\n"), False),
        (("# Tiêu", "## Tiêu"), ("a.example", "b.example"), True),
        (("[x]\n", "[x] `\n"), ("# Tiêu", "# `Tiêu"), True),
    ],
)
def test_two_changes_of_one_text(mine: tuple[str, str], theirs: tuple[str, str], both: bool) -> None:
    def changed(data: bytes, pair: tuple[str, str]) -> bytes:
        old, new = (part.encode() for part in pair)
        at = data.rindex(old)
        return data[:at] + new + data[at + len(old) :]

    one, two = changed(BASE, mine), changed(BASE, theirs)
    if not both:
        with pytest.raises(Refused):
            reconciled(BASE, one, two)
        return
    assert reconciled(BASE, one, two).source == changed(one, theirs)
    assert reconciled(BASE, two, one).source == changed(one, theirs)


def test_what_was_asked_for_is_done_to_the_row_that_was_seen(session: Session, page: PageRef) -> None:
    """Another program's row came in while the key was on its way: rows are counted as they were seen."""
    seen = session.week(page)
    other_program(page, b"| 3 | Sort", b"| 4 | Fetch water | | | |\n| 3 | Sort")
    session.refresh()
    session.execute(page, SetField(2, 1, "ours"), seen=seen)
    assert session.flush(5)
    data = page.path.read_bytes()
    assert b"| 4 | Fetch water | | | |\n| 3 | ours |" in data


def test_what_was_asked_for_a_place_changed_since_is_refused(session: Session, page: PageRef) -> None:
    seen = session.week(page)
    other_program(page, b"Sort the seeds", b"Count the seeds")
    session.refresh()
    with pytest.raises(Refused):
        session.execute(page, SetField(2, 1, "ours"), seen=seen)
    step = session.lockstep.execute(page, SetField(3, 1, "ours"), seen=seen)
    assert "only this page was changed" in step.words
    assert session.flush(5)
    assert b"Count the seeds" in page.path.read_bytes()
    assert b"| 4 | ours |" in page.path.read_bytes()


def test_neither_side_of_a_conflict_is_thrown_away(session: Session, page: PageRef, tmp_path: Path) -> None:
    for choose in (session.keep_mine, session.reload):
        data = page.path.read_bytes()
        mine, theirs = (f"{word} {choose.__name__}" for word in ("mine", "theirs"))
        cell = session.week(page).tasks[1].fields[1].text
        page.path.write_bytes(data.replace(cell.encode(), theirs.encode()))
        session.execute(page, SetField(2, 1, mine))
        assert not session.flush(5)
        choose(page)
        assert session.flush(5)
        kept = b"".join(p.read_bytes() for p in (tmp_path / "state" / "set-aside").glob("*"))
        both = page.path.read_bytes() + kept
        assert mine.encode() in both
        assert theirs.encode() in both
        assert (mine if choose == session.keep_mine else theirs).encode() in page.path.read_bytes()
