"""Whatever is edited and undone, in whatever order, and whatever other programs do meanwhile: the bytes come back."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import corpus_pages, seed_pages
from tests.journal_fixture import build_journal
from worklog_tui.document.model import Refused
from worklog_tui.session.journal import PageRef, open_journal
from worklog_tui.session.session import Session
from worklog_tui.worklog.intentions import (
    AddItem,
    AddTask,
    DuplicateTask,
    Intention,
    MoveTask,
    RemoveItem,
    RemoveTask,
    SetField,
    SetFrontMatter,
    SetHeading,
    SetItem,
)

VALUES = [
    "x",
    "",
    "a | b",
    "two\nlines",
    "`code`",
    "Tiếng Việt",
    "🙂",
    "- item",
    "1. one",
    "---",
    "\\",
    "[l](http://e.org)",
]


def _intention(rng: random.Random, session: Session, page: PageRef) -> Intention:
    """Some edit of this page, as likely impossible as not."""
    week = session.week(page)
    task = rng.randint(1, max(1, len(week.tasks)))
    value = rng.choice(VALUES)
    lists = max(1, len(week.document.lists))
    makers: list[Callable[[], Intention]] = [
        lambda: SetField(task, rng.randint(0, 4), value),
        lambda: AddTask(rng.choice([None, 0, task]), {1: value}),
        lambda: RemoveTask(task),
        lambda: MoveTask(task, rng.choice([-1, 1])),
        lambda: DuplicateTask(task),
        lambda: SetFrontMatter(("title",), value.replace("\n", " ")),
        lambda: SetItem(rng.randrange(lists), 0, value),
        lambda: AddItem(rng.randrange(lists), None, value),
        lambda: RemoveItem(rng.randrange(lists), 0),
        lambda: SetHeading(0, value),
    ]
    return rng.choice(makers)()


def _edit(rng: random.Random, session: Session, page: PageRef) -> bool:
    try:
        return not session.execute(page, _intention(rng, session, page)).patch.empty
    except Refused:
        return False


def _undo_all(session: Session) -> int:
    steps = 0
    while session.undo() is not None:
        steps += 1
    return steps


@given(seed=st.integers(0, 2**32), steps=st.integers(1, 12))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_undo_all_brings_the_bytes_back(seed: int, steps: int) -> None:
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        site = build_journal(Path(folder) / "site", 2)
        session = Session(open_journal(site, cwd=site), state_dir=Path(folder) / "state")
        pages = [p for w in session.journal.weeks for p in w.pages]
        before = {p: p.path.read_bytes() for p in pages}
        made = 0
        for _ in range(steps):
            made += _edit(rng, session, rng.choice(pages))
            if rng.random() < 0.3 and session.undo() is not None:
                made -= 1
            if rng.random() < 0.2 and session.redo() is not None:
                made += 1
        after = {p: session.week(p).document.source for p in pages}
        assert session.flush(10)
        assert {p: p.path.read_bytes() for p in pages} == after
        assert _undo_all(session) == made
        assert session.flush(10)
        assert {p: p.path.read_bytes() for p in pages} == before
        while session.can_redo() and made:
            assert session.redo() is not None
            made -= 1
        if made == 0:
            assert {p: session.week(p).document.source for p in pages} == after
        assert session.close(10)
        assert not list(Path(folder).rglob(".wl-*"))


@given(seed=st.integers(0, 2**32))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_others_wrote_is_never_lost(seed: int) -> None:
    """Between our edits another program adds lines of its own: however much we undo, they stay."""
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        site = build_journal(Path(folder) / "site", 1)
        session = Session(open_journal(site, cwd=site), state_dir=Path(folder) / "state")
        page = session.journal.weeks[0].page("en")
        session.week(page)
        theirs: list[bytes] = []
        for number in range(6):
            if rng.random() < 0.5:
                _edit(rng, session, page)
                assert session.flush(10)
            else:
                mark = b"\nTheirs %d.\n" % number
                data = page.path.read_bytes()
                at = len(data) if rng.random() < 0.5 else data.index(b"\n\n") + 1
                page.path.write_bytes(data[:at] + mark + data[at:])
                session.refresh()
                theirs.append(mark.strip())
            if rng.random() < 0.4:
                _try_undo(session)
                assert session.flush(10)
        for _ in range(8):
            _try_undo(session)
        assert session.flush(10)
        assert all(mark in page.path.read_bytes() for mark in theirs)
        assert session.week(page).document.source == page.path.read_bytes()
        session.close(10)


def _try_undo(session: Session) -> None:
    try:
        session.undo()
    except Refused:
        return


@pytest.mark.corpus
def test_real_pages_come_back(corpus: Path, tmp_path: Path) -> None:
    """Up to four random edits on each of 80 real pages, written, undone, written: the file is as before."""
    rng = random.Random(5)
    sample = [*seed_pages(), *rng.sample(corpus_pages(), 75)]
    for number, source in enumerate(sample):
        folder = tmp_path / str(number)
        folder.mkdir()
        copy = Path(shutil.copy(source, folder / "week-1.md"))
        copy.chmod(0o644)
        before = copy.read_bytes()
        journal = open_journal(copy, cwd=tmp_path)
        assert journal.selected is not None
        session = Session(journal, state_dir=tmp_path / "state")
        made = sum(_edit(rng, session, journal.selected) for _ in range(4))
        assert session.flush(10)
        assert (copy.read_bytes() != before) or not made or session.week(journal.selected).document.source == before
        assert _undo_all(session) == made
        assert session.close(10)
        assert copy.read_bytes() == before, source
