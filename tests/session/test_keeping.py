"""What outlives a run: undo goes on behind a restart, as far as the pages are as they were; versions are kept."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journal_fixture import build_journal
from worklog_tui.session.history import Met
from worklog_tui.session.journal import PageRef, open_journal
from worklog_tui.session.session import Session
from worklog_tui.storage.settings import Settings
from worklog_tui.worklog.intentions import AddItem, AddTask, Intention, RemoveTask, SetField, SetItem

NOW = dt.datetime(2025, 10, 9, 9, 41)

Start = Callable[..., Session]


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """Another run on the same journal."""
    site = build_journal(tmp_path / "site")

    def run(days: int = 90) -> Session:
        journal, settings = open_journal(site, cwd=site), Settings(versions_days=days)
        return Session(journal, settings=settings, clock=lambda: NOW, state_dir=tmp_path / "state", keep_history=True)

    return run


def page_of(session: Session, week: int = 1, language: str = "en") -> PageRef:
    return session.journal.weeks[week - 1].page(language)


def other_program(page: PageRef, old: bytes, new: bytes) -> bytes:
    data = page.path.read_bytes()
    assert data.count(old) == 1
    page.path.write_bytes(data.replace(old, new))
    return page.path.read_bytes()


def test_undo_and_redo_behind_a_restart(start: Start) -> None:
    first = start()
    page = page_of(first)
    stages = [page.path.read_bytes()]
    wishes: tuple[Intention, ...] = (SetField(1, 1, "Dig"), AddTask(None, {1: "Plant"}), RemoveTask(2))
    for n, wish in enumerate(wishes):
        first.execute(page, wish, f"edit {n}")
        assert first.flush(5)
        stages.append(page.path.read_bytes())
    first.undo()
    assert first.close()
    second = start()
    second.execute(page, SetItem(0, 0, "Ours"), "more")  # new edits before anybody asked for old ones
    assert [second.undo().label for _ in range(3)] == ["more", "edit 1", "edit 0"]  # type: ignore[union-attr]
    assert second.undo() is None
    assert second.flush(5)
    assert page.path.read_bytes() == stages[0]
    assert second.redo().label == "edit 0"  # type: ignore[union-attr]
    assert second.close()
    third = start()
    assert [third.redo().label for _ in range(2)] == ["edit 1", "more"]  # type: ignore[union-attr]
    assert third.close()


def test_what_was_undone_can_be_made_again_behind_a_restart(start: Start) -> None:
    first = start()
    page = page_of(first)
    before = page.path.read_bytes()
    first.execute(page, SetField(1, 1, "Dig"), "dig")
    assert first.flush(5)
    after = page.path.read_bytes()
    first.undo()
    assert first.close()
    assert page.path.read_bytes() == before
    second = start()
    assert second.redo().label == "dig"  # type: ignore[union-attr]
    assert second.close()
    assert page.path.read_bytes() == after


def test_a_change_between_the_runs_is_an_entry(start: Start) -> None:
    first = start()
    page = page_of(first)
    before = page.path.read_bytes()
    first.execute(page, SetField(1, 1, "Dig"), "dig")
    assert first.close()
    other_program(page, b"- Seeds sorted", b"- Seeds sown")
    second = start()
    assert second.undo().label == "dig"  # type: ignore[union-attr]  # elsewhere: theirs stands
    assert second.close()
    assert page.path.read_bytes() == before.replace(b"- Seeds sorted", b"- Seeds sown")


def test_a_change_in_the_same_place_asks(start: Start) -> None:
    first = start()
    page = page_of(first)
    before = page.path.read_bytes()
    first.execute(page, SetField(1, 1, "Dig"), "dig")
    assert first.close()
    theirs = other_program(page, b"| Dig |", b"| Dug |")
    second = start()
    with pytest.raises(Met):
        second.undo()
    assert second.flush(5)
    assert page.path.read_bytes() == theirs
    assert second.undo(across=True).label == "dig"  # type: ignore[union-attr]
    assert second.flush(5)
    assert page.path.read_bytes() == before
    assert second.redo().label == "dig"  # type: ignore[union-attr]
    assert second.flush(5)
    assert page.path.read_bytes() == theirs
    assert second.close()


def test_a_page_nobody_knows_any_more_is_dropped_silently(start: Start) -> None:
    first = start(days=0)
    page, other = page_of(first), page_of(first, 2)
    first.execute(page, SetField(1, 1, "Dig"), "dig")
    first.execute(other, SetField(1, 1, "Sow"), "sow")
    assert first.close()
    other_program(other, b"| Sow |", b"| Sown |")
    second = start(days=0)
    assert second.undo().label == "dig"  # type: ignore[union-attr]
    assert second.undo() is None
    assert second.close()


def test_a_step_on_two_pages_is_taken_back_on_both_or_not_at_all(start: Start) -> None:
    first = start(days=0)
    page, twin = page_of(first), page_of(first, 1, "vi")
    first.execute(page, SetField(1, 1, "Early"), "early")
    first.execute_together([(page, RemoveTask(1)), (twin, RemoveTask(1))], "both")
    first.execute(page, SetField(1, 1, "Late"), "late")
    assert first.close()
    changed = other_program(twin, "- Đã xếp hạt giống".encode(), b"- Theirs")
    second = start(days=0)
    assert second.undo().label == "late"  # type: ignore[union-attr]
    assert second.undo() is None
    assert second.close()
    assert twin.path.read_bytes() == changed


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_done_and_restarted_undo_brings_each_state_back(start: Start, seed: int) -> None:
    """Against a model: a list of states and a place in it."""
    rng = random.Random(seed)
    session = start()
    page = page_of(session)
    states, at = [page.path.read_bytes()], 0
    for n in range(40):
        what = rng.choice(["edit", "edit", "undo", "undo", "redo", "restart"])
        if what == "edit":
            session.execute(page, SetField(rng.randint(1, 3), 1, f"words {n}"), f"edit {n}")
            states[at + 1 :] = [session.source(page)]
            at += 1
        elif what == "undo":
            assert (session.undo() is None) == (at == 0)
            at = max(0, at - 1)
        elif what == "redo":
            assert (session.redo() is None) == (at == len(states) - 1)
            at = min(len(states) - 1, at + 1)
        else:
            assert session.close()
            session = start()
        assert session.source(page) == states[at], (n, what)
    assert session.close()
    assert page.path.read_bytes() == states[at]


def test_it_is_bounded(start: Start, tmp_path: Path) -> None:
    from worklog_tui.session.steps_text import STEPS

    first = start()
    page = page_of(first)
    for n in range(STEPS + 20):
        first.execute(page, SetItem(0, 0, f"text {n}"), "item")
    assert first.close()
    second = start()
    steps = 0
    while second.undo() is not None:
        steps += 1
    assert steps == STEPS
    assert second.close()


def test_damaged_history_is_none(start: Start, tmp_path: Path) -> None:
    first = start()
    first.execute(page_of(first), SetField(1, 1, "Dig"), "dig")
    assert first.close()
    (kept,) = (tmp_path / "state" / "history").glob("*/*.json")
    whole = kept.read_bytes()
    rng = random.Random(7)
    for damage in (b"", b"{}", b"[" * 90_000, whole[:-20], *(_flip(whole, rng) for _ in range(40))):
        kept.write_bytes(damage)
        session = start()
        assert session.undo() is None
        assert session.redo() is None


def _flip(data: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def test_every_saved_version_and_the_one_found_first(start: Start) -> None:
    session = start()
    page = page_of(session)
    stages = [page.path.read_bytes()]
    wishes: tuple[Intention, ...] = (SetField(1, 1, "Dig"), AddItem(0, None, "Rest"))
    for n, wish in enumerate(wishes):
        session.execute(page, wish, f"edit {n}")
        assert session.flush(5)
        stages.append(page.path.read_bytes())
    session.undo()
    assert session.close()
    found = session.keeping.versions_of(page)
    assert [v.label for v in found] == ["taken back: edit 1", "edit 1", "edit 0", "as it was found"]
    contents = [session.keeping.versions.content(v.digest) for v in found]
    assert contents == [stages[1], stages[2], stages[1], stages[0]]


def test_what_another_program_wrote_is_a_version_once_we_write_over_it(start: Start) -> None:
    session = start()
    page = page_of(session)
    session.execute(page, SetField(1, 1, "Dig"), "dig")
    assert session.flush(5)
    theirs = other_program(page, b"- Seeds sorted", b"- Seeds sown")
    session.execute(page, AddItem(0, None, "Rest"), "rest")
    assert session.close()
    contents = [session.keeping.versions.content(v.digest) for v in session.keeping.versions_of(page)]
    assert theirs in contents
    assert contents[0] == page.path.read_bytes()
