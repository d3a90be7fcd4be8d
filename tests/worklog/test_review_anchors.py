"""A comment finds its row again by words, day and neighbours; where it cannot be told, it says that it is gone."""

from __future__ import annotations

import pytest

from tests.journal_fixture import page_text
from worklog_tui.document.parse import parse
from worklog_tui.worklog.finding.search import Spot
from worklog_tui.worklog.model import Week
from worklog_tui.worklog.reading.read import read_week
from worklog_tui.worklog.review.anchors import Anchor, anchor_of, find, likeness, stands_in
from worklog_tui.worklog.review.pieces import piece_at, pieces
from worklog_tui.worklog.review.wording import place_words

PAGE = page_text(2)
ROWS = [line for line in PAGE.splitlines(keepends=True) if line.startswith("| ") and "/2025" in line]
HEAD, TAIL = PAGE.split("".join(ROWS))


def read(text: str) -> Week:
    return read_week(parse(text.encode()), language="en", number=2)


def on_row(number: int, text: str = PAGE) -> Anchor:
    week = read(text)
    return anchor_of(week, piece_at(week, Spot("task", (number,))), "p.md", "en")


def row_now(text: str, anchor: Anchor, *, strict: bool = False) -> tuple[int, bool] | None:
    found = find(pieces(read(text)), anchor, strict=strict)
    return (found.piece.number, found.same) if found is not None and found.piece is not None else None


def page(*rows: str) -> str:
    return HEAD + "".join(rows) + TAIL


def test_the_fixture_has_three_rows() -> None:
    assert len(ROWS) == 3
    assert page(*ROWS) == PAGE


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_row_that_moved_is_found_where_it_is(number: int) -> None:
    anchor = on_row(number)
    turned = page(ROWS[2], ROWS[0], ROWS[1])
    assert row_now(turned, anchor) == (number % 3 + 1, True)


def test_rows_before_it_came_and_went() -> None:
    anchor = on_row(3)
    new = "| 2 | Paint the shed | 13/10/2025 | 13/10/2025 | |\n"
    assert row_now(page(new, new, *ROWS), anchor) == (5, True)
    assert row_now(page(ROWS[2]), anchor) == (1, True)


def test_words_that_changed_beside_others_that_did_not() -> None:
    anchor = on_row(2)
    assert row_now(PAGE.replace("Sort the seeds by year", "Sort seeds by colour"), anchor) == (2, False)
    assert row_now(
        PAGE.replace("Sort the seeds by year", "Sort the seeds by year, then by colour <br> + red"), anchor
    ) == (2, False)
    assert row_now(PAGE.replace("Sort the seeds by year", "Something else altogether"), anchor) == (2, False)


def test_a_row_that_moved_and_changed() -> None:
    anchor = on_row(2)
    changed = ROWS[1].replace("by year", "by the year of harvest")
    assert row_now(page(ROWS[0], ROWS[2], changed), anchor) == (3, False)


def test_a_row_that_is_gone_is_not_mistaken_for_its_neighbour() -> None:
    anchor = on_row(2)
    assert row_now(page(ROWS[0], ROWS[2]), anchor) is None
    assert row_now(page(ROWS[0], ROWS[2], "| 6 | Order new gloves | 17/10/2025 | 17/10/2025 | |\n"), anchor) is None


def test_of_rows_with_the_same_words_it_is_the_one_of_its_day() -> None:
    same = [f"| {d} | Continue the labs | {11 + d}/10/2025 | {11 + d}/10/2025 | |\n" for d in (2, 3, 4)]
    anchor = on_row(2, page(*same))
    assert row_now(page(*same[::-1]), anchor) == (2, True)
    assert row_now(page(same[2], same[1]), anchor) == (2, True)
    edited = same[1].replace("labs", "labs: 43")
    assert row_now(page(same[0], edited, same[2]), anchor) == (
        2,
        False,
    )  # not the one of Monday, which has the very words


def test_all_dates_moved_by_a_week() -> None:
    same = [f"| {d} | Continue the labs | {11 + d}/10/2025 | {11 + d}/10/2025 | |\n" for d in (2, 3, 4)]
    anchor = on_row(2, page(*same))
    later = "".join(same)
    for day in (13, 14, 15):
        later = later.replace(f"| {day}/", f"| {day + 7}/")
    assert row_now(page(later), anchor) == (2, True)


def test_what_was_seen_to_go_is_not_taken_for_what_comes_in_its_place() -> None:
    anchor = on_row(2)
    other = "| 3 | Order new gloves | 14/10/2025 | 14/10/2025 | |\n"
    assert row_now(page(ROWS[0], other, ROWS[2]), anchor) == (2, False)
    assert row_now(page(ROWS[0], other, ROWS[2]), anchor, strict=True) is None
    assert row_now(PAGE, anchor, strict=True) == (2, True)


def test_items_and_sections() -> None:
    week = read(PAGE)
    item = next(p for p in pieces(week) if p.words == "Seeds sorted")
    heading = next(p for p in pieces(week) if p.words == "Week 2 Achievements")
    on_item, on_heading = (anchor_of(week, p, "p.md", "en") for p in (item, heading))
    now = pieces(read(PAGE.replace("- Twelve beds measured\n", "").replace("Week 2 A", "Week 3: a")))
    found = find(now, on_item)
    assert found is not None
    assert found.piece is not None
    assert (found.piece.words, found.same) == ("Seeds sorted", True)
    section = find(now, on_heading)
    assert section is not None
    assert section.piece is not None
    assert section.piece.words == "Week 3: achievements"
    assert find(pieces(read(HEAD)), on_item) is None


def test_a_page_is_known_by_its_rows_whatever_it_is_called() -> None:
    anchor = on_row(2)
    other = read(page_text(3).replace("Sort the seeds by year", "Rake the leaves"))
    assert likeness(pieces(read(PAGE)), 2, anchor) == 1.0
    assert likeness(pieces(other), 3, anchor) == pytest.approx(2 / 3)


def test_a_row_is_carried_to_a_later_day_and_short_words_prove_nothing() -> None:
    long = "Sort the seeds by year, colour and size, and write labels for them"
    anchor = on_row(2, PAGE.replace("Sort the seeds by year", long))
    later, earlier = (page_text(n).replace("Sort the seeds by year", long) for n in (3, 1))
    assert stands_in(pieces(read(later)), anchor) is not None
    assert stands_in(pieces(read(earlier)), anchor) is None
    assert stands_in(pieces(read(page_text(3))), on_row(2)) is None


def test_places_are_called_as_people_call_them() -> None:
    week = read(PAGE)
    assert place_words(on_row(2), piece_at(week, Spot("task", (2,)))) == "Task 2, Tue 14 Oct"
    assert place_words(anchor_of(week, None, "p.md", "en"), None) == "The page"
