"""Rows copied from page to page: the same meaning in the target's spelling, by role, and nothing lost in silence."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.conftest import corpus_pages
from tests.worklog.pages import week
from worklog_tui.document.model import Refused
from worklog_tui.document.parse import parse
from worklog_tui.worklog.cells.outline import normal, write_outline
from worklog_tui.worklog.model import OutlineItem, Week
from worklog_tui.worklog.plans.plan import page_dialect, plan
from worklog_tui.worklog.reading.read import read_week
from worklog_tui.worklog.rows.bulk import double, move, remove
from worklog_tui.worklog.rows.carrying import carry, monday_of, unfinished
from worklog_tui.worklog.rows.copying import Clip, copy_items, copy_links, copy_tasks
from worklog_tui.worklog.rows.transfer import (
    as_items,
    paste_first_items,
    paste_items,
    paste_lines,
    paste_links,
    paste_tasks,
)

EMSP = """| Day | Task | Start Date | Completion Date | Reference Material |
| --- | --- | --- | --- | --- |
| 2 | - Read about RDS: <br> &emsp; + Backups <br> &emsp; + Log <br> - Tea | 29/09/2025 | 29/09/2025 | [RDS](/rds) |
| 3 | - Lab \\| 43 | 30/09/2025 | 01/10/2025 | <https://lab.example/43> |
"""
DOTS = """|Ngày|Thứ|Công việc|Nguồn|Trạng thái|
|-|-|-|-|-|
|2025-10-06|Thứ Hai|• Một<br/>&emsp;&emsp;◦ Hai| |Xong|
|2025-10-07|Thứ Ba|• Ba|[Tài liệu](/x)<br/>[Khác](/y)|Chưa|
"""
PLAIN = "Task | Start | End | Day\n--- | --- | --- | ---\nWrote a thing | Oct 6, 2025 | Oct 7, 2025 | Monday\n"
HTML = """| Day | Task | Date |
| --- | --- | --- |
| T2 | <ul><li>One</li><li>Two</li></ul> | 6/10 - 7/10/2025 |
| T4 | <ul><li>Three</li></ul> | 8/10/2025 |
"""
PAGES = {"emsp": EMSP, "dots": DOTS, "plain": PLAIN, "html": HTML}


def made(page: Week, intentions: object) -> Week:
    """The page after all of them."""
    for intention in intentions:  # type: ignore[attr-defined]
        page = read_week(plan(page, intention).after)
    return page


@pytest.mark.parametrize("source", PAGES)
@pytest.mark.parametrize("target", PAGES)
def test_a_pasted_row_means_what_it_meant(source: str, target: str) -> None:
    here, there = week(PAGES[source]), week(PAGES[target])
    pasted = paste_tasks(there, copy_tasks(here, [1]), 1)
    after = made(there, pasted.intentions)
    was, now = here.tasks[0], after.tasks[1]
    assert [i.text for i in now.task] == [i.text for i in was.task]
    assert [i.level for i in now.task] == [i.level for i in was.task]
    assert now.start.date == was.start.date
    roles = {f.column.role for f in now.fields}
    if "reference" in roles:
        assert {r.target for r in now.references} == {r.target for r in was.references}
    else:
        assert ("Reference Material: “RDS”" in pasted.lost) == (source == "emsp")
    if "day" in roles:
        assert now.day.weekday == was.day.weekday
    if roles & {"end", "date"}:
        assert now.end.date == was.end.date or "end date" in str(pasted.lost).lower()
    others = [t.fields for t in after.tasks if t.number != 2]
    assert others == [t.fields for t in there.tasks]


def test_each_page_keeps_its_own_spelling() -> None:
    emsp, dots, plain, html = (week(text) for text in PAGES.values())
    row = made(dots, paste_tasks(dots, copy_tasks(emsp, [1]), 2).intentions).document.source.split(b"\n")[4].decode()
    assert row == (
        "|2025-09-29|Thứ Hai|• Read about RDS:<br/>&emsp;&emsp;◦ Backups<br/>&emsp;&emsp;◦ Log<br/>• Tea|[RDS](/rds)| |"
    )
    row = made(plain, paste_tasks(plain, copy_tasks(dots, [2]), 1).intentions).document.source.split(b"\n")[3].decode()
    assert row == "Ba | Oct 7, 2025 | Oct 7, 2025 | Tuesday"
    row = made(emsp, paste_tasks(emsp, copy_tasks(html, [1]), 0).intentions).document.source.split(b"\n")[2].decode()
    assert row == "| 2 | - One <br> - Two | 06/10/2025 | 07/10/2025 |  |"
    row = made(html, paste_tasks(html, copy_tasks(emsp, [2]), 2).intentions).document.source.split(b"\n")[4].decode()
    assert row.startswith("| T3 | Lab \\| 43 | 30/9/2025 - 1/10/2025 |")


def test_what_has_no_column_is_named_or_kept_among_the_lines() -> None:
    emsp, dots = week(EMSP), week(DOTS)
    clip = copy_tasks(dots, [1])
    assert paste_tasks(emsp, clip, 1).lost == ("Trạng thái: “Xong”",)
    kept = paste_tasks(emsp, clip, 1, keep=True)
    assert kept.lost == ()
    after = made(emsp, kept.intentions)
    assert after.tasks[1].task == (OutlineItem(0, "Một"), OutlineItem(1, "Hai"), OutlineItem(1, "Trạng thái: Xong"))
    assert paste_tasks(week(PLAIN), copy_tasks(emsp, [2]), 1).lost == ("Reference Material: “https://lab.example/43”",)


def test_definitions_stay_behind_and_their_addresses_come_along() -> None:
    here = week(EMSP.replace("[RDS](/rds)", "[the *docs*][d]") + "\n[d]: /deep 'Title'\n\n- see [d]\n")
    there = week(EMSP)
    after = made(there, paste_tasks(there, copy_tasks(here, [1]), 2).intentions)
    assert after.tasks[2].references[0].target == "/deep"
    assert copy_items(here, [(0, 0)]) == (OutlineItem(0, "see [d](/deep)"),)


def test_a_column_that_counts_the_rows_goes_on_counting() -> None:
    there = week("| # | Task | Date |\n|---|---|---|\n| 01 | One | 06/10/2025 |\n| 02 | Two | 07/10/2025 |\n")
    clip = copy_tasks(there, [1, 2])
    after = made(there, paste_tasks(there, clip, 2).intentions)
    assert [t.fields[0].text for t in after.tasks] == ["01", "02", "03", "04"]


def test_rows_go_to_where_there_is_a_table() -> None:
    with pytest.raises(Refused, match="no task table"):
        paste_tasks(week("Just words\n"), copy_tasks(week(EMSP), [1]), None)


def test_items_go_with_what_stands_under_them() -> None:
    here = week("- a\n  - b\n    - c\n- d\n")
    assert copy_items(here, [(0, 1), (0, 2)]) == (OutlineItem(0, "b"), OutlineItem(1, "c"))
    there = week("* x\n    * y\n* z\n")
    after = made(there, paste_items(there, copy_items(here, [(0, 0)]), 0, 0).intentions)
    assert after.document.source == b"* x\n    * y\n* a\n    * b\n      * c\n* z\n"
    after = made(there, paste_items(there, copy_items(here, [(0, 3)]), 0, -1).intentions)
    assert after.document.source == b"* d\n* x\n    * y\n* z\n"


def test_items_begin_a_list_where_there_is_none() -> None:
    there = week("- before\n\n## Achievements\n\nWords.\n\n## Next\n\n- after\n")
    items = (OutlineItem(0, "one"), OutlineItem(1, "two"), OutlineItem(0, "three"))
    section = next(i for i, s in enumerate(there.sections) if s.heading and s.heading.text == "Achievements")
    after = made(there, paste_first_items(there, items, section).intentions)
    assert after.document.source == (
        b"- before\n\n## Achievements\n\nWords.\n\n- one\n  - two\n- three\n\n## Next\n\n- after\n"
    )


def test_tasks_become_items_and_items_become_lines() -> None:
    here = week(EMSP)
    clip = Clip(tasks=copy_tasks(here, [1]), links=copy_links(here, [0]))
    assert [i.text for i in as_items(clip)] == ["Read about RDS:", "Backups", "Log", "Tea", "[RDS](/rds)"]
    after = made(here, paste_lines(here, (OutlineItem(0, "More"),), 1).intentions)
    assert b"<br> - Tea <br> - More | 29/09" in after.document.source


def test_references_are_added_once_in_the_pages_form() -> None:
    here = week(DOTS)
    links = copy_links(week("[A](/a) [Tài liệu](/x)\n"), [0, 1])
    after = made(here, paste_links(here, links, 2).intentions)
    assert "|[Tài liệu](/x)<br/>[Khác](/y)<br/>[A](/a)|".encode() in after.document.source
    with pytest.raises(Refused, match="already"):
        paste_links(here, links[1:], 2)


# --- carried over ------------------------------------------------------------------------------------------------

NEXT = EMSP.split("| 2 ", 1)[0] + "| 2 |  | 06/10/2025 |  |  |\n| 3 |  | 07/10/2025 |  |  |\n"


def test_unfinished_tasks_are_those_without_an_end_so_far() -> None:
    page = week(EMSP.replace("01/10/2025", ""))
    assert unfinished(page, dt.date(2025, 10, 3)) == (2,)
    assert unfinished(page, dt.date(2025, 9, 28)) == (1, 2)
    assert unfinished(week(DOTS), dt.date(2025, 10, 8)) == (2,)


def test_a_row_left_for_monday_is_filled_first() -> None:
    here, there = week(EMSP), week(NEXT)
    carried = carry(here, [1, 2], there)
    lines = made(there, carried.intentions).document.source.split(b"\n")
    assert carried.rows == (1, 2)
    assert lines[2].decode() == (
        "| 2 | - Read about RDS: <br> &emsp; + Backups <br> &emsp; + Log <br> - Tea | 06/10/2025 |  | [RDS](/rds) |"
    )
    assert lines[3] == b"| 2 | - Lab \\| 43 | 06/10/2025 |  | <https://lab.example/43> |"
    assert lines[4] == b"| 3 |  | 07/10/2025 |  |  |"


def test_a_page_that_writes_no_dates_gets_none() -> None:
    bare = "| Day | Task | Start | End |\n|---|---|---|---|\n| Mon | One | | |\n| Tue | Two | | |\n"
    here, there = week(bare), week(bare.replace("One", "Three"))
    after = made(there, carry(here, [2], there).intentions)
    assert monday_of(there, here) is None
    assert b"| | Two | | |" in after.document.source.replace(b"  ", b" ")


# --- properties --------------------------------------------------------------------------------------------------

WORDS = st.text(st.sampled_from("abc đê .,*_`[]()|-+&<>:/0189"), min_size=1, max_size=12).filter(str.strip)
OUTLINES = st.lists(st.tuples(st.integers(0, 2), WORDS), min_size=1, max_size=5)


@settings(max_examples=150, deadline=None)
@given(OUTLINES, st.sampled_from(sorted(PAGES)), st.sampled_from(sorted(PAGES)))
def test_any_outline_reads_the_same_where_it_is_pasted(lines: list[tuple[int, str]], source: str, target: str) -> None:
    outline = normal(OutlineItem(level, text) for level, text in lines)
    assume(outline)
    here, there = week(PAGES[source]), week(PAGES[target])
    column = next(c.index for c in here.task_tables[0].columns if c.role == "task")
    try:
        from worklog_tui.worklog.intentions import SetField

        here = made(here, [SetField(1, column, write_outline("", outline, page_dialect(here)))])
    except Refused:
        assume(False)
    assume(here.tasks[0].task == outline)
    try:
        after = made(there, paste_tasks(there, copy_tasks(here, [1]), 1).intentions)
    except Refused:
        return
    assert after.tasks[1].task == outline
    assert len(after.tasks) == len(there.tasks) + 1


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.integers(1, 5), min_size=1, unique=True), st.sampled_from([-1, 1]), st.sampled_from(["tasks", "items"])
)
def test_rows_in_bulk(chosen: list[int], by: int, kind: str) -> None:
    """Removing leaves the others; doubling stands each twice; moving keeps all rows and the order of the rest."""
    names = ["a", "b", "c", "d", "e"]
    rows = "".join(f"| {name} | 06/10/2025 |\n" for name in names)
    text = f"| Task | Date |\n|---|---|\n{rows}" if kind == "tasks" else "".join(f"- {name}\n" for name in names)
    page = week(text)
    tasks = chosen if kind == "tasks" else []
    items = [(0, n - 1) for n in chosen] if kind == "items" else []

    def read(found: Week) -> list[str]:
        if kind == "tasks":
            return [t.task[0].text for t in found.tasks]
        return [i.text for of in found.document.lists for i in of.walk()]

    picked = {names[n - 1] for n in chosen}
    rest = [name for name in names if name not in picked]
    assert read(made(page, remove(tasks, items, page))) == rest
    assert read(made(page, double(tasks, items, page))) == [
        n for name in names for n in [name] * (1 + (name in picked))
    ]
    moved = read(made(page, move(tasks, items, page, by)))
    assert sorted(moved) == names
    assert [name for name in moved if name not in picked] == rest
    end = names if by < 0 else names[::-1]
    free = next((i for i, name in enumerate(end) if name not in picked), len(names))  # those before it are at the end
    for at, name in enumerate(end):
        now = (moved if by < 0 else moved[::-1]).index(name)
        if name in picked:
            assert now == (at if at < free else at - 1)


@pytest.mark.corpus
def test_rows_of_real_pages_are_pasted_into_others() -> None:
    pages = [read_week(parse(path.read_bytes()), path=str(path)) for path in _some(corpus_pages(), 150)]
    pages = [page for page in pages if page.tasks]
    if not pages:
        pytest.skip("WORKLOG_CORPUS is not set: no real pages to test on")
    refused = 0
    for here, there in zip(pages, pages[1:] + pages[:1], strict=True):
        number = next((t.number for t in here.tasks if t.task), 1)
        clip = copy_tasks(here, [number])
        try:
            after = made(there, paste_tasks(there, clip, len(there.tasks)).intentions)
        except Refused:
            refused += 1
            continue
        was, now = here.tasks[number - 1], after.tasks[-1]
        assert [i.text for i in now.task] == [i.text for i in was.task]
        assert len(after.tasks) == len(there.tasks) + 1
    assert refused <= len(pages) // 20


def _some(paths: list[Path], most: int) -> list[Path]:
    return paths[:: max(1, len(paths) // most)]
