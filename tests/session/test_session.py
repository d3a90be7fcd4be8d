"""Accept, undo, redo, refresh, save: what the session says is what is on the disk."""

from __future__ import annotations

import datetime as dt
import threading
from pathlib import Path

import pytest

from tests.journal_fixture import build_journal
from worklog_tui.document.model import Refused
from worklog_tui.session.events import Event, JournalChanged, SaveChanged, WeekChanged
from worklog_tui.session.journal import PageRef, open_journal
from worklog_tui.session.session import PageUnreadable, Session
from worklog_tui.storage.recovery import RecoveryStore
from worklog_tui.storage.settings import Settings
from worklog_tui.worklog.intentions import AddTask, RemoveTask, SetField, SetFrontMatter

NOW = dt.datetime(2025, 10, 9, 9, 41)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return build_journal(tmp_path / "site")


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def session(site: Path, state: Path) -> Session:
    journal = open_journal(site, cwd=site)
    return Session(journal, settings=Settings(), clock=lambda: NOW, state_dir=state)


def _events(session: Session) -> list[Event]:
    out: list[Event] = []
    session.subscribe(out.append)
    return out


def _page(session: Session, week: int = 0, language: str = "en") -> PageRef:
    return session.journal.weeks[week].page(language)


def test_reading_caches_by_content(session: Session) -> None:
    page = _page(session)
    assert session.peek(page) is None
    week = session.week(page)
    assert session.week(page) is week is session.peek(page)
    assert (week.number, week.language, len(week.tasks)) == (1, "en", 3)


def test_an_edit_is_shown_kept_and_saved(session: Session) -> None:
    page = _page(session)
    events = _events(session)
    before = page.path.read_bytes()
    edit = session.execute(page, SetField(2, 1, "Sorted | by *year*"), label="sort seeds")
    assert edit.before.source == before
    assert session.flush(5)
    assert page.path.read_bytes() == edit.after.source == edit.patch.apply(before)
    assert session.week(page).document is edit.after
    assert "Sorted | by *year*" in session.week(page).tasks[1].task[0].text
    changed = [e for e in events if isinstance(e, WeekChanged)]
    assert [(e.page, e.cause) for e in changed] == [(page, "edit")]
    assert changed[0].week is session.week(page)
    saves = [e for e in events if isinstance(e, SaveChanged)]
    assert [(e.state, e.at) for e in saves] == [("saving", NOW), ("saved", NOW)]
    assert [(h.label, h.cause, h.at) for h in session.history] == [("sort seeds", "edit", NOW)]
    assert session.close()


def test_an_edit_that_changes_nothing_leaves_no_trace(session: Session) -> None:
    page = _page(session)
    events = _events(session)
    found = page.path.stat()
    text = session.week(page).tasks[1].fields[1].text
    assert session.execute(page, SetField(2, 1, text)).patch.empty
    assert session.flush(5)
    assert (events, session.history, session.can_undo()) == ([], (), False)
    assert page.path.stat().st_mtime_ns == found.st_mtime_ns


def test_an_edit_of_other_bytes_than_the_pages_is_refused(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the planner returns: it must have been proven on exactly the bytes that are the page now."""

    from worklog_tui.worklog.plans import plan as planning

    page, other = _page(session, 0), _page(session, 1)
    week = session.week(other)
    stale = planning.plan(week, SetField(1, 1, "x"))
    lying = planning.plan(session.week(page), SetField(1, 1, "x"))._replace(after=stale.after)
    before = page.path.read_bytes()
    for edit in (stale, lying):
        monkeypatch.setattr(planning, "plan", lambda *_, edit=edit: edit)
        with pytest.raises(Refused):
            session.execute(page, SetField(1, 1, "y"))
    assert session.close()
    assert (page.path.read_bytes(), session.history) == (before, ())


def test_a_refused_edit_changes_nothing(session: Session) -> None:
    page = _page(session)
    before = page.path.read_bytes()
    with pytest.raises(Refused):
        session.execute(page, SetField(99, 1, "x"))
    assert session.flush(5)
    assert (page.path.read_bytes(), session.history) == (before, ())


def test_undo_and_redo_are_the_same_door(session: Session) -> None:
    page = _page(session)
    before = page.path.read_bytes()
    events = _events(session)
    session.execute(page, SetField(1, 1, "one"))
    session.execute(page, RemoveTask(3))
    after = session.week(page).document.source
    for _ in range(2):
        entry = session.undo(page)
        assert entry is not None
    assert session.undo(page) is None
    assert session.flush(5)
    assert page.path.read_bytes() == before
    assert (session.can_undo(), session.can_redo()) == (False, True)
    while session.redo() is not None:
        pass
    assert session.flush(5)
    assert page.path.read_bytes() == after
    assert [e.cause for e in events if isinstance(e, WeekChanged)] == ["edit", "edit", "undo", "undo", "redo", "redo"]


def test_undo_without_a_page_goes_back_in_time(session: Session) -> None:
    one, two = _page(session, 0), _page(session, 1)
    session.execute(one, SetField(1, 1, "first"))
    session.execute(two, SetField(1, 1, "second"))
    session.execute(one, SetField(1, 1, "third"))
    undone = [session.undo(), session.undo(), session.undo()]
    assert [e.page if e else None for e in undone] == [one, two, one]
    redone = [session.redo(), session.redo(), session.redo(), session.redo()]
    assert [e.page if e else None for e in redone] == [one, two, one, None]
    assert session.undo(two) is not None
    assert session.undo(two) is None
    assert session.can_undo(one)
    assert session.can_redo(two)


def test_a_new_edit_ends_what_could_be_redone(session: Session) -> None:
    page = _page(session)
    session.execute(page, SetField(1, 1, "one"))
    session.undo()
    session.execute(page, SetField(1, 1, "two"))
    assert session.redo() is None


def test_an_outside_change_is_taken_in(session: Session) -> None:
    page, twin = _page(session), _page(session, 0, "vi")
    session.week(page)
    session.week(twin)
    events = _events(session)
    assert session.refresh() == []
    page.path.write_bytes(page.path.read_bytes().replace(b"hose", b"pipe"))
    assert session.refresh() == [page]
    assert [(e.page, e.cause) for e in events if isinstance(e, WeekChanged)] == [(page, "disk")]
    assert "pipe" in session.week(page).tasks[2].task[0].text
    assert (session.can_undo(), session.refresh()) == (False, [])
    assert session.save_state(page) == "saved"


def test_our_own_save_is_no_outside_change(session: Session) -> None:
    page = _page(session)
    session.execute(page, SetField(1, 1, "one"))
    assert session.flush(5)
    events = _events(session)
    assert session.refresh() == []
    page.path.touch()
    assert session.refresh() == []
    assert events == []


def test_undo_after_an_outside_change_keeps_it(session: Session) -> None:
    page = _page(session)
    session.execute(page, SetField(1, 1, "ours"))
    assert session.flush(5)
    page.path.write_bytes(page.path.read_bytes().replace(b"hose", b"pipe").replace(b"Water the", b"Do water all the"))
    theirs = page.path.read_bytes()
    session.refresh()
    assert [h.cause for h in session.history] == ["edit", "disk"]
    session.undo()
    assert session.flush(5)
    now = page.path.read_bytes()
    assert b"Do water all the" in now
    assert b"pipe" in now
    assert b"Measure the beds <br>" in now
    session.redo()
    assert session.flush(5)
    assert page.path.read_bytes() == theirs


def test_undo_at_a_place_changed_outside_is_refused(session: Session) -> None:
    page = _page(session)
    session.execute(page, SetField(1, 1, "ours"))
    assert session.flush(5)
    page.path.write_bytes(page.path.read_bytes().replace(b"ours", b"theirs"))
    session.refresh()
    theirs = page.path.read_bytes()
    with pytest.raises(Refused):
        session.undo()
    assert session.flush(5)
    assert page.path.read_bytes() == theirs
    assert session.can_undo()


def test_redo_after_an_outside_change(session: Session) -> None:
    page = _page(session)
    session.execute(page, SetField(1, 1, "ours"))
    session.undo()
    assert session.flush(5)
    page.path.write_bytes(page.path.read_bytes().replace(b"Water the", b"Do water all the"))
    session.refresh()
    session.redo()
    assert session.flush(5)
    assert b"Do water all the" in page.path.read_bytes()
    assert b"| 2 | ours |" in page.path.read_bytes()


def test_a_page_changed_under_an_edit_is_not_overwritten(session: Session, state: Path) -> None:
    page = _page(session)
    session.week(page)
    theirs = page.path.read_bytes().replace(b"Measure", b"Weigh")
    page.path.write_bytes(theirs)
    events = _events(session)
    session.execute(page, SetField(1, 1, "ours"))
    assert not session.flush(5)
    assert page.path.read_bytes() == theirs
    assert session.save_state(page) == "failed"
    assert "another program" in (session.failure(page) or "")
    assert session.unsaved() == (page,)
    assert b"ours" in session.recovery_file(page).read_bytes()
    assert session.week(page).tasks[0].task[0].text == "ours"
    assert [e.state for e in events if isinstance(e, SaveChanged)] == ["saving", "failed"]
    assert session.refresh() in ([], [page])
    assert session.save_state(page) == "failed"
    session.keep_mine(page)
    assert session.flush(5)
    assert b"ours" in page.path.read_bytes()
    assert session.save_state(page) == "saved"


def test_the_disks_version_may_be_taken(session: Session) -> None:
    page = _page(session)
    session.week(page)
    theirs = page.path.read_bytes().replace(b"Measure", b"Weigh")
    page.path.write_bytes(theirs)
    session.execute(page, SetField(1, 1, "ours"))
    assert not session.flush(5)
    week = session.reload(page)
    assert week.document.source == theirs
    assert (session.save_state(page), session.failure(page)) == ("saved", None)
    assert session.flush(5)
    assert page.path.read_bytes() == theirs
    session.execute(page, SetField(1, 1, "again"))
    assert session.flush(5)
    assert b"again" in page.path.read_bytes()


def test_a_page_that_went_away(session: Session) -> None:
    page = _page(session)
    session.week(page)
    page.path.unlink()
    events = _events(session)
    assert session.refresh() == [page]
    assert [type(e) for e in events] == [JournalChanged]
    assert [len(w.pages) for w in session.journal.weeks] == [1, 2, 2]
    session.execute(page, SetField(1, 1, "ours"))
    assert not session.flush(5)
    assert not page.path.exists()
    assert session.save_state(page) == "failed"


def test_new_weeks_are_seen(session: Session, site: Path) -> None:
    build_journal(site, 4)
    changed = session.refresh()
    assert len(changed) == 2
    assert session.journal.weeks[3].number == 4
    assert session.week(session.journal.weeks[3].page("vi")).number == 4


def test_an_unreadable_page(session: Session) -> None:
    page = _page(session)
    page.path.unlink()
    page.path.mkdir()
    with pytest.raises(PageUnreadable, match="folder"):
        session.week(page)
    (facts,) = session.facts([page])
    assert facts[1].error is not None


def test_facts_of_weeks_and_twins(session: Session) -> None:
    pages = [p for w in session.journal.weeks for p in w.pages]
    facts = dict(session.facts(pages))
    assert all((f.tasks, f.twin) == (3, "step") for f in facts.values())
    repeats = [f.problems for p, f in facts.items() if p.language == "en"]
    assert repeats == [0, 2, 2]  # dates after NOW, and word for word the first week
    assert facts[pages[0]].span == (dt.date(2025, 10, 6), dt.date(2025, 10, 9))
    assert session.peek(pages[0]) is None
    session.execute(pages[0], AddTask())
    again = dict(session.facts(pages[:2]))
    assert [(f.tasks, f.twin) for f in again.values()] == [(4, "differs"), (3, "differs")]
    session.close()
    pages[4].path.write_bytes(pages[4].path.read_bytes().replace(b"20/10/2025", b"21/10/2025"))
    assert session.refresh() == [pages[4]]
    assert dict(session.facts(pages[5:]))[pages[5]].twin == "differs"


def test_a_week_in_one_language_has_no_twin(tmp_path: Path) -> None:
    site = build_journal(tmp_path / "one", layout="single")
    session = Session(open_journal(site, cwd=site), state_dir=tmp_path / "state")
    assert {f.twin for _, f in session.facts(w.page() for w in session.journal.weeks)} == {None}


def test_many_pages_are_not_all_kept(tmp_path: Path) -> None:
    site = build_journal(tmp_path / "many", 100)
    session = Session(open_journal(site, cwd=site), state_dir=tmp_path / "state")
    pages = [w.page("en") for w in session.journal.weeks]
    session.execute(pages[0], SetField(1, 1, "kept"))
    for page in pages:
        session.week(page)
    assert sum(session.peek(p) is not None for p in pages) <= 64
    assert session.peek(pages[0]) is None
    assert session.week(pages[0]).tasks[0].task[0].text == "kept"
    assert session.undo() is not None
    assert session.close()
    assert session.week(pages[0]).tasks[0].task[0].text != "kept"


def test_front_matter_through_the_session(session: Session) -> None:
    page = _page(session)
    before = page.path.read_bytes()
    session.execute(page, SetFrontMatter(("title",), "Another title"))
    assert session.week(page).title == "Another title"
    session.undo()
    assert session.close()
    assert page.path.read_bytes() == before


def test_the_users_words_are_roles(site: Path, state: Path) -> None:
    page_path = site / "content" / "1-Worklog" / "1.1-Week1" / "_index.md"
    page_path.write_bytes(page_path.read_bytes().replace(b"| Task |", b"| Zorblax |"))
    journal = open_journal(site, cwd=site)
    plain = Session(journal, state_dir=state)
    taught = Session(journal, settings=Settings(columns={"task": ("Zorblax",)}), state_dir=state)
    page = journal.weeks[0].page("en")
    headers = {f.column.header: f.column.role for f in taught.week(page).tasks[0].fields}
    assert headers["Zorblax"] == "task"
    plain.week(page)


def test_what_an_earlier_run_could_not_save(session: Session, site: Path, state: Path) -> None:
    page = _page(session)
    session.week(page)
    page.path.write_bytes(page.path.read_bytes().replace(b"Measure", b"Weigh"))
    session.execute(page, SetField(1, 1, "ours"))
    assert not session.close(2)
    later = Session(open_journal(site, cwd=site), state_dir=state)
    (kept,) = later.left_behind()
    assert Path(kept.page) == page.path.resolve()
    assert b"ours" in kept.data
    page.path.write_bytes(kept.data)
    assert later.left_behind() == ()
    assert len(RecoveryStore(state).left_behind()) == 1


def test_what_a_killed_run_left_is_cleared_away(site: Path, state: Path) -> None:
    import os

    from worklog_tui.storage import inplace

    section = site / "content" / "1-Worklog" / "1.1-Week1"
    stale = section / ".wl-0123abcd.tmp"
    stale.write_bytes(b"half a pa")
    os.utime(stale, (1, 1))
    page = section / "_index.md"
    old = page.read_bytes()
    new = old.replace(b"hose", b"long red garden hose")
    inplace._keep(os.path.realpath(page), old, new, state)
    cut = new.index(b"garden")
    page.write_bytes(new[:cut] + old[cut:])
    session = Session(open_journal(site, cwd=site), state_dir=state)
    assert not stale.exists()
    assert session.notes == ()
    assert session.week(_page(session)).document.source == new


def test_unsubscribing(session: Session) -> None:
    out: list[Event] = []
    end = session.subscribe(out.append)
    end()
    end()
    session.execute(_page(session), SetField(1, 1, "x"))
    assert session.close()
    assert out == []


def test_a_listener_may_use_the_session_and_may_fail(session: Session) -> None:
    page, seen = _page(session), []

    def listen(event: Event) -> None:
        if isinstance(event, WeekChanged) and event.cause == "edit":
            session.undo(page)
        seen.append((type(event).__name__, session.save_state(page)))
        raise RuntimeError("a listener's own fault")

    session.subscribe(listen)
    before = page.path.read_bytes()
    session.execute(page, SetField(1, 1, "x"))
    assert session.close()
    assert page.path.read_bytes() == before
    assert len(seen) >= 3


def test_many_threads(session: Session) -> None:
    """Readers, editors of different pages and a refresher at once; every edit is in the file at the end."""
    pages = [w.page("en") for w in session.journal.weeks]
    errors: list[BaseException] = []

    def work(task: object) -> None:
        try:
            task()  # type: ignore[operator]
        except BaseException as error:
            errors.append(error)

    def edit(page: PageRef) -> None:
        for number in range(15):
            session.execute(page, SetField(1, 1, f"edit {number}"))

    def read() -> None:
        for _ in range(30):
            for page in pages:
                session.week(page)
            list(session.facts(pages))

    def look() -> None:
        for _ in range(20):
            session.refresh()

    jobs = [lambda p=p: edit(p) for p in pages] + [read, look]
    threads = [threading.Thread(target=work, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert errors == []
    assert session.close()
    for page in pages:
        assert b"| 2 | edit 14 |" in page.path.read_bytes()
        assert sum(h.page == page for h in session.history) == 15
    assert {h.cause for h in session.history} == {"edit"}


def test_several_intentions_are_one_step(session: Session) -> None:
    page = _page(session)
    before = page.path.read_bytes()
    asked = [AddTask(1, {}), SetField(2, 1, "The new row"), RemoveTask(1)]
    edit = session.execute(page, asked, "three at once")
    week = session.week(page)
    assert week.tasks[0].fields[1].text == "The new row"
    assert edit.patch.apply(before) == week.document.source
    assert [e.label for e in session.history] == ["three at once"]
    assert session.undo() is not None
    assert session.week(page).document.source == before


def test_of_several_intentions_one_refused_means_none(session: Session) -> None:
    page = _page(session)
    before = page.path.read_bytes()
    with pytest.raises(Refused):
        session.execute(page, [RemoveTask(1), RemoveTask(99)])
    assert session.week(page).document.source == before
    assert session.history == ()


def test_a_step_on_two_pages_is_undone_and_redone_as_one(session: Session) -> None:
    pages = [_page(session, 0, "en"), _page(session, 0, "vi")]
    before = [p.path.read_bytes() for p in pages]
    session.execute_together([(p, RemoveTask(1)) for p in pages], "both")
    after = [session.week(p).document.source for p in pages]
    assert all(a != b for a, b in zip(after, before, strict=True))
    session.undo(pages[1])
    assert [session.week(p).document.source for p in pages] == before
    session.redo(pages[0])
    assert [session.week(p).document.source for p in pages] == after
    assert session.flush(5)
    assert [p.path.read_bytes() for p in pages] == after


def test_a_step_on_two_pages_is_not_undone_by_half(session: Session) -> None:
    pages = [_page(session, 0, "en"), _page(session, 0, "vi")]
    session.execute_together([(p, RemoveTask(1)) for p in pages], "both")
    session.execute(pages[1], SetField(1, 1, "since then"))
    held = [session.week(p).document.source for p in pages]
    with pytest.raises(Refused, match="another page"):
        session.undo(pages[0])
    assert [session.week(p).document.source for p in pages] == held


def test_of_two_pages_one_refused_means_neither(session: Session) -> None:
    pages = [_page(session, 0, "en"), _page(session, 0, "vi")]
    before = [p.path.read_bytes() for p in pages]
    with pytest.raises(Refused):
        session.execute_together([(pages[0], RemoveTask(1)), (pages[1], RemoveTask(99))])
    assert [session.week(p).document.source for p in pages] == before
