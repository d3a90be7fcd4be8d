"""What differs between two versions, in words a person would use; and one difference taken back alone."""

from __future__ import annotations

import random

import pytest

from tests.conftest import corpus_pages
from tests.journal_fixture import page_text
from worklog_tui.document.model import Refused
from worklog_tui.document.parse import parse
from worklog_tui.merge.told import changes, put_back
from worklog_tui.worklog.model import Week
from worklog_tui.worklog.reading.read import read_week

PAGE = page_text(1).encode() + b"\nProse of the week,\non two lines.\n"


def read(data: bytes) -> Week:
    return read_week(parse(data), language="en", number=1, path="1.1-Week1/_index.md")


def made(*pairs: tuple[str, str]) -> bytes:
    data = PAGE
    for old, new in pairs:
        assert data.count(old.encode()) == 1, old
        data = data.replace(old.encode(), new.encode())
    return data


ROW = "| 3 | Sort the seeds by year | 07/10/2025 | 07/10/2025 | [Seed list](https://example.org/seeds) |\n"

CASES = [
    ([("| 08/10/2025 | 09/10/2025 |", "| 08/10/2025 | 10/10/2025 |")], ["Task 3 · Completion Date: 9 Oct → 10 Oct"]),
    ([("Sort the seeds by year", "Sort **all** seeds")], ["Task 2 · Task: Sort the seeds by year → Sort all seeds"]),
    ([("+ South wall", "+ West wall")], ["Task 1 · Task: South wall → West wall"]),
    ([(" <br> &emsp; + South wall", "")], ["Task 1 · Task removed: South wall"]),
    ([(ROW, "")], ["Task 2 removed: 3 · Sort the seeds by year · 07/10/2025 · 07/10/2025 · Seed list"]),
    ([(ROW, ROW + "| 3 | Rest | | | |\n")], ["Task 3 added: 3 · Rest"]),
    ([("- Seeds sorted\n", "- Seeds sorted\n- Peas too\n")], ["Week 1 Achievements · item added: Peas too"]),
    ([("- Seeds sorted\n", "")], ["Week 1 Achievements · item removed: Seeds sorted"]),
    (
        [("- Water the beds before nine", "- Water the beds")],
        ["Week 1 Objectives · item: Water the beds before nine → Water the beds"],
    ),
    ([("weight: 1\n", "weight: 7\n")], ["Page · weight: 1 → 7"]),
    ([('title: "Week 1 Worklog"', "title: First week")], ["Page · title: Week 1 Worklog → First week"]),
    ([("### Week 1 Objectives", "### Aims")], ["Heading: Week 1 Objectives → Aims"]),
    (
        [("Prose of the week,", "Words of the week,")],
        ["Week 1 Achievements · text: Prose of the week, / on two lines. → Words of the week, / on two lines."],
    ),
    (
        [("weight: 1\n", "weight: 7\n"), ("- Seeds sorted\n", "- Seeds sown\n")],
        ["Page · weight: 1 → 7", "Week 1 Achievements · item: Seeds sorted → Seeds sown"],
    ),
    ([("### Week 1 Objectives\n", "### Week 1 Objectives\n\n\n")], ["Blank space only"]),
]


@pytest.mark.parametrize(("pairs", "told"), CASES, ids=[told[0][:40] for _, told in CASES])
def test_differences_in_words(pairs: list[tuple[str, str]], told: list[str]) -> None:
    assert [change.sentence for change in changes(read(PAGE), read(made(*pairs)))] == told


def test_a_moved_row() -> None:
    data = made((ROW, "")).replace(b"| 2 | - Measure", ROW.encode() + b"| 2 | - Measure")
    (change,) = changes(read(PAGE), read(data))
    assert change.sort == "moved"
    with pytest.raises(Refused):
        put_back(read(PAGE), read(data), change, read)


def test_nothing_differs() -> None:
    assert changes(read(PAGE), read(PAGE)) == ()


@pytest.mark.parametrize(("pairs", "told"), CASES, ids=[told[0][:40] for _, told in CASES])
def test_one_difference_taken_back_alone(pairs: list[tuple[str, str]], told: list[str]) -> None:
    other = [("chapter: false", "chapter: true"), ("- Twelve beds measured", "- Ten beds measured")]
    before, after = read(PAGE), read(made(*pairs, *other))
    for change in changes(before, after):
        if change.sentence in told:
            data = put_back(before, after, change, read).apply(after.document.source)
            left = [c.sentence for c in changes(before, read(data))]
            assert change.sentence not in left
            assert len(left) == len(changes(before, after)) - 1
    if len(pairs) == 1 and "Blank" not in told[0]:
        (mine,) = (c for c in changes(before, after) if c.sentence == told[0])
        assert put_back(before, after, mine, read).apply(after.document.source) == made(*other)


def test_on_real_pages() -> None:
    """Some lines changed: all differences are taken back one by one, and the page is as it was, but for blanks."""
    rng = random.Random(11)
    done = 0
    pages = corpus_pages()
    if not pages:
        pytest.skip("no corpus")
    for page in rng.sample(pages, 60):
        data = page.read_bytes()
        if len(data) > 40_000:
            continue
        lines = data.splitlines(keepends=True)
        for _ in range(2):
            at = rng.randrange(len(lines))
            if lines[at].strip():
                lines[at] = lines[at].replace(b"a", b"o", 1)
        before, after = read(data), read(b"".join(lines))
        while found := [c for c in changes(before, after) if c.sort not in ("spacing", "moved")]:
            assert all(c.sentence for c in found)
            try:
                after = read(put_back(before, after, found[0], read).apply(after.document.source))
            except Refused:
                break
            done += 1
        else:
            assert after.document.source.split() == data.split()
    assert done
