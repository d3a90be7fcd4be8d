"""The time machine without a screen: which versions there are, what they differ in, restoring as an edit."""

from __future__ import annotations

import pytest

from tests.session.test_keeping import Start, other_program, page_of, start
from worklog_tui.document.model import Refused
from worklog_tui.session.versions import Versions
from worklog_tui.worklog.intentions import AddItem, Intention, SetField

__all__ = ["start"]  # the fixture

EDITS: tuple[Intention, ...] = (SetField(3, 3, "10/10/2025"), AddItem(0, None, "Rest"), SetField(1, 1, "Dig"))


def test_versions_and_history_are_one_list(start: Start) -> None:
    first = start()
    page = page_of(first)
    for n, wish in enumerate(EDITS):
        first.execute(page, wish, f"edit {n}")
        assert first.flush(5)
    first.undo()
    assert first.close()
    second = start()
    found = Versions(second, page).moments()
    assert [m.label for m in found if m.undo] == ["edit 1", "edit 0"]
    assert sorted(m.label for m in found if not m.undo) == ["as it was found", "edit 2", "taken back: edit 2"]
    contents = [Versions(second, page).content(m) for m in found if not m.undo]
    assert None not in contents
    assert second.close()


def test_differences_since_and_restoring(start: Start) -> None:
    session = start()
    page = page_of(session)
    before = page.path.read_bytes()
    for n, wish in enumerate(EDITS):
        session.execute(page, wish, f"edit {n}")
        assert session.flush(5)
    after = page.path.read_bytes()
    versions = Versions(session, page)
    oldest = next(m for m in versions.moments() if m.label == "as it was found")
    found = versions.since(oldest)
    assert found is not None
    assert [c.sentence for c in found] == [
        "Week 1 Objectives · item added: Rest",
        "Task 1 · Task: Measure the beds / North wall / South wall → Dig",
        "Task 3 · Completion Date: 9 Oct → 10 Oct",
    ]
    assert versions.restore_one(oldest, found[2])
    assert session.flush(5)
    assert page.path.read_bytes() == after.replace(b"10/10/2025", b"09/10/2025")
    with pytest.raises(Refused, match="changed since"):
        versions.restore_one(oldest, found[2])
    assert versions.restore(oldest)
    assert session.flush(5)
    assert page.path.read_bytes() == before
    assert not versions.restore(oldest)
    session.undo()
    session.undo()
    assert session.flush(5)
    assert page.path.read_bytes() == after
    assert session.close()


def test_what_another_program_wrote_is_in_the_list(start: Start) -> None:
    session = start()
    page = page_of(session)
    session.execute(page, EDITS[0], "mine")
    assert session.flush(5)
    theirs = other_program(page, b"- Seeds sorted", b"- Seeds sown")
    session.refresh()
    versions = Versions(session, page)
    newest = versions.moments()[0]
    assert newest.theirs
    assert versions.content(newest) == theirs
    assert session.close()


def test_a_version_that_is_gone_is_refused(start: Start) -> None:
    session = start()
    page = page_of(session)
    session.execute(page, EDITS[0], "mine")
    assert session.flush(5)
    versions = Versions(session, page)
    moment = versions.moments()[0]._replace(digest="00" * 20)
    assert versions.since(moment) is None
    with pytest.raises(Refused, match="gone"):
        versions.restore(moment)
    assert session.close()


def test_a_very_large_page_is_put_back_as_a_whole(start: Start) -> None:
    session = start()
    page = page_of(session)
    page.path.write_bytes(page.path.read_bytes() + b"\nword" * 150_000)
    session.execute(page, EDITS[0], "mine")
    assert session.flush(10)
    versions = Versions(session, page)
    oldest = versions.moments()[-1]
    (told,) = versions.since(oldest) or ()
    assert "too large" in told.sentence
    with pytest.raises(Refused):
        versions.restore_one(oldest, told)
    assert versions.restore(oldest)
    assert session.close()


def test_what_could_not_be_saved_is_in_the_list_too(start: Start) -> None:
    session = start(days=0)
    page = page_of(session)
    before = page.path.read_bytes()
    session.execute(page, EDITS[0], "mine")
    versions = Versions(session, page)
    found = versions.moments()
    assert [m.label for m in found] == ["mine", "as it was found"]
    assert versions.content(found[1]) == before
    assert session.close()
