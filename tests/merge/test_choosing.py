"""Conflicts decided one by one: what each choice makes of the bytes."""

from __future__ import annotations

import pytest

from tests.journal_fixture import page_text
from tests.merge.test_told import read
from worklog_tui.merge.choosing import Choice, places, settled
from worklog_tui.merge.three import merge

PAGE = page_text(1).encode() + b"\nProse of the week.\n"

CASES: list[tuple[str, str, str, str, str | None]] = [
    # old, mine, theirs, where, what both make
    ("Sort the seeds by year", "Sort seeds", "Burn seeds", "Task 2 · Task", "Sort seeds <br> Burn seeds"),
    ("09/10/2025", "10/10/2025", "11/10/2025", "Task 3 · Completion Date", None),
    ("+ South wall", "+ West wall", "+ East wall", "Task 1 · Task", "+ West wall <br> &emsp; + East wall"),
    ("- Seeds sorted", "- Seeds sown", "- Seeds lost", "Week 1 Achievements · item", "- Seeds sown\n- Seeds lost"),
    ("weight: 1", "weight: 2", "weight: 3", "Page · weight", None),
    ("### Week 1 Objectives", "### Aims", "### Goals", "Heading", "### Aims\n\n### Goals"),
    ("Prose of the week.", "Mine.", "Theirs.", "Week 1 Achievements · text", "Mine.\n\nTheirs."),
]


@pytest.mark.parametrize(("old", "mine", "theirs", "where", "both"), CASES, ids=[case[3] for case in CASES])
def test_each_choice(old: str, mine: str, theirs: str, where: str, both: str | None) -> None:
    def page(new: str) -> bytes:
        assert PAGE.count(old.encode()) == 1
        return PAGE.replace(old.encode(), new.encode())

    merged = merge(PAGE, page(mine), page(theirs))
    (place,) = places(merged, read(PAGE))
    assert place.where == where
    assert place.both == (both is not None)
    assert settled(merged, ["mine"]) == page(mine)
    assert settled(merged, ["theirs"]) == page(theirs)
    if both is not None:
        assert settled(merged, ["both"]) == page(both)
    elif "10/10" not in mine:
        with pytest.raises(ValueError, match="Both"):
            settled(merged, ["both"])


def test_deleted_here_changed_there() -> None:
    row = b"| 3 | Sort the seeds by year | 07/10/2025 | 07/10/2025 | [Seed list](https://example.org/seeds) |\n"
    mine, theirs = PAGE.replace(row, b""), PAGE.replace(b"Sort the seeds", b"Burn the seeds")
    merged = merge(PAGE, mine, theirs)
    (place,) = places(merged, read(PAGE))
    assert (place.where, place.mine, place.both) == ("Task 2", "", False)
    assert place.theirs == "3 · Burn the seeds by year · 07/10/2025 · 07/10/2025 · Seed list"
    assert settled(merged, ["mine"]) == mine
    assert settled(merged, ["theirs"]) == theirs


def test_several_places_each_by_itself() -> None:
    mine = PAGE.replace(b"weight: 1", b"weight: 2").replace(b"- Seeds sorted", b"- Mine").replace(b"Prose", b"Words")
    theirs = PAGE.replace(b"weight: 1", b"weight: 3").replace(b"- Seeds sorted", b"- Theirs")
    merged = merge(PAGE, mine, theirs)
    choices: list[Choice] = ["theirs", "both"]
    assert [p.where for p in places(merged, read(PAGE))] == ["Page · weight", "Week 1 Achievements · item"]
    right = PAGE.replace(b"weight: 1", b"weight: 3").replace(b"- Seeds sorted", b"- Mine\n- Theirs")
    assert settled(merged, choices) == right.replace(b"Prose", b"Words")
