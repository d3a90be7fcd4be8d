"""Whole lists edited as outlines: what is asked reads back, items that stay keep their bytes."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.worklog.pages import week
from worklog_tui.document.model import Refused
from worklog_tui.worklog import intentions as want
from worklog_tui.worklog.cells.list_outline import list_outline, normal_list, steps
from worklog_tui.worklog.model import Outline, OutlineItem
from worklog_tui.worklog.plans.plan import plan


def outline(*lines: str) -> Outline:
    """Two blanks a level."""
    return tuple(OutlineItem((len(t) - len(t.lstrip())) // 2, t.strip()) for t in lines)


def after(page: str, *lines: str) -> str:
    """The page once its first list reads as these lines."""
    return plan(week(page), want.SetListOutline(0, outline(*lines))).after.source.decode()


LIST = "# T\n\n* A\n* B\n    * C  \n    continued\n    * D\n* E\n\nend\n"


@pytest.mark.parametrize(
    ("lines", "made"),
    [
        (["A", "B", "  C\ncontinued", "  D", "E"], LIST),
        (["A", "Bee", "  C\ncontinued", "  D", "E"], LIST.replace("* B", "* Bee")),
        (["A", "B", "  C\ncontinued", "  D", "E", "F"], LIST.replace("* E\n", "* E\n* F\n")),
        (["A", "B", "  C\ncontinued", "  D", "  New", "E"], LIST.replace("    * D\n", "    * D\n    * New\n")),
        (["New", "A", "B", "  C\ncontinued", "  D", "E"], LIST.replace("* A\n", "* New\n* A\n")),
        (["A", "  New", "B", "  C\ncontinued", "  D", "E"], LIST.replace("* A\n", "* A\n    * New\n")),
        (["B", "  C\ncontinued", "  D", "E"], LIST.replace("* A\n", "")),
        (["A", "E"], "# T\n\n* A\n* E\n\nend\n"),
        (
            ["A", "B", "  D", "  C\ncontinued", "E"],
            LIST.replace("    * D\n", "").replace("    * C", "    * D\n    * C"),
        ),
        (["B", "  C\ncontinued", "  D", "A", "E"], "# T\n\n* B\n    * C  \n    continued\n    * D\n* A\n* E\n\nend\n"),
        (["A", "E", "B", "  C\ncontinued", "  D"], "# T\n\n* A\n* E\n* B\n    * C  \n    continued\n    * D\n\nend\n"),
        (["A", "B", "  C\ncontinued", "  D", "  E"], LIST.replace("* E", "    * E")),
        (["A", "B", "  C\ncontinued", "D", "E"], LIST.replace("    * D", "* D")),
        (["A", "B", "  New", "  C\ncontinued", "  D", "E"], LIST.replace("    * C", "    * New\n    * C")),
        (["A", "B", "New", "  C\ncontinued", "  D", "E"], LIST.replace("    * C", "* New\n    * C")),
        (["A", "  B", "    C\ncontinued", "    D", "E"], None),
        ([], "# T\n\n\nend\n"),
    ],
)
def test_one_thing_changed(lines: list[str], made: str | None) -> None:
    got = after(LIST, *lines)
    if made is not None:
        assert got == made
    assert list_outline(week(got).document.lists[0]) == outline(*lines) if lines else not week(got).document.lists


def test_loose_and_numbered_lists_keep_their_empty_lines_and_count_on() -> None:
    page = "1. A\n\n2. B\n\n   - sub\n\n3. C\n"
    assert after(page, "A", "C", "B", "  sub") == "1. A\n\n2. C\n\n3. B\n\n   - sub\n"
    assert after(page, "A", "B", "  sub", "C", "D") == page + "\n4. D\n"


def test_a_bullet_typed_before_a_new_item_falls_away_and_levels_have_no_gaps() -> None:
    assert after("- A\n", "A", "- B", "      C") == "- A\n- B\n  - C\n"


def test_an_item_with_more_than_its_text_is_not_written_anew() -> None:
    page = "- A\n  - B\n\n        code\n- C\n  - D\n"
    with pytest.raises(Refused, match="more than its text"):
        after(page, "A", "C", "  D", "  B")
    assert after(page, "C", "  D", "A", "  B") == "- C\n  - D\n- A\n  - B\n\n        code\n"


ROWS = st.lists(st.tuples(st.integers(0, 3), st.sampled_from("ABCDEFGHIJ")), min_size=1, max_size=9)
WAYS = st.sampled_from([("- ", 2), ("* ", 4), ("1. ", 3), ("-   ", 4)])


def written(rows: list[tuple[int, str]], way: tuple[str, int], loose: bool) -> tuple[str, Outline]:
    items = normal_list([OutlineItem(level, text) for level, text in rows])
    lines = [" " * (way[1] * item.level) + way[0] + item.text + "\n" for item in items]
    return "x\n\n" + ("\n" if loose else "").join(lines) + "\ny\n", items


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ROWS, ROWS, WAYS, st.booleans())
def test_any_outline_becomes_any_other(
    rows: list[tuple[int, str]], asked: list[tuple[int, str]], way: tuple[str, int], loose: bool
) -> None:
    page, items = written(rows, way, loose)
    found = week(page)
    assert list_outline(found.document.lists[0]) == items
    goal = normal_list([OutlineItem(level, text) for level, text in asked])
    edit = plan(found, want.SetListOutline(0, goal))
    assert list_outline(edit.after.lists[0]) == goal
    assert edit.after.source.startswith(b"x\n\n")
    assert edit.after.source.endswith(b"\ny\n")
    assert edit.patch.inverse.apply(edit.after.source) == edit.before.source


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ROWS, WAYS, st.booleans(), st.data())
def test_one_move_is_one_step(
    rows: list[tuple[int, str]], way: tuple[str, int], loose: bool, data: st.DataObject
) -> None:
    distinct = [(level, f"{text}{n}") for n, (level, text) in enumerate(rows)]
    page, items = written(distinct, way, loose)
    found = week(page)
    at = data.draw(st.integers(0, len(items) - 1))
    try:
        edit = plan(found, want.MoveItem(0, at, 1))
    except Refused:
        return
    moved = list_outline(edit.after.lists[0])
    assert len(steps(found.document.lists[0], moved, 0)) == 1
    assert sorted(edit.after.source.split(b"\n")) == sorted(page.encode().split(b"\n"))
