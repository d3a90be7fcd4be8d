"""Intentions become bytes in the page's own way; everything else stays."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.worklog.pages import ENGLISH, VIETNAMESE, table, week
from worklog_tui.document.model import Refused
from worklog_tui.worklog import intentions as want
from worklog_tui.worklog.model import OutlineItem, Week
from worklog_tui.worklog.plans.plan import merged_lines, plan
from worklog_tui.worklog.reading.read import read_week


def after(found: Week, intention: want.Intention) -> str:
    edit = plan(found, intention)
    assert edit.before is found.document
    assert edit.patch.apply(found.document.source) == edit.after.source
    return edit.after.source.decode("utf-8")


def line(text: str, number: int) -> str:
    return text.splitlines()[number - 1]


@pytest.mark.parametrize("column", range(5))
def test_the_same_value_again_changes_nothing(column: int) -> None:
    found = week(ENGLISH)
    for task in found.tasks:
        text = task.fields[column].text
        assert plan(found, want.SetField(task.number, column, text)).patch.empty
        assert plan(found, want.SetField(task.number, column, f"  {text}\n")).patch.empty
    for task in found.tasks:
        assert plan(found, want.SetFieldOutline(task.number, 1, task.task)).patch.empty
        assert plan(found, want.SetFieldDate(task.number, 2, task.start.date)).patch.empty


def test_newlines_become_the_pages_break() -> None:
    found = week(ENGLISH)
    assert line(after(found, want.SetField(2, 1, "- Lab 43\n- Lab 44 | more")), 18).startswith(
        r"| 3   | - Lab 43 <br> - Lab 44 \| more | 30/09/2025 "
    )
    assert plan(found, want.SetField(1, 1, found.tasks[0].fields[1].text.replace(" <br> ", "\n"))).patch.empty


def test_an_outline_in_the_pages_dialect() -> None:
    found = week(ENGLISH)
    items = (*found.tasks[1].task, OutlineItem(1, "with Ann"), OutlineItem(0, "Report"))
    changed = after(found, want.SetFieldOutline(2, 1, items))
    assert line(changed, 18).startswith("| 3   | - Lab 43 <br> &emsp; + with Ann <br> - Report | 30/09/2025 ")
    assert changed.replace(line(changed, 18), line(ENGLISH, 18)) == ENGLISH


@pytest.mark.parametrize(
    ("page", "column", "date", "cell"),
    [
        (["29/9/2025"], 2, dt.date(2025, 10, 5), "5/10/2025"),
        (["2025-09-29"], 2, dt.date(2025, 10, 5), "2025-10-05"),
        (["Sep 29, 2025"], 2, dt.date(2025, 10, 5), "Oct 5, 2025"),
        (["**29/09/2025**"], 2, dt.date(2025, 10, 5), "**05/10/2025**"),
        (["**29/09/2025**"], 2, None, ""),
        (["29/09/2025 <br> - late"], 2, dt.date(2025, 10, 5), "05/10/2025 <br> - late"),
        (["29/09/2025"], 3, dt.date(2025, 10, 5), "05/10/2025"),
    ],
)
def test_dates_in_the_pages_form(page: list[str], column: int, date: dt.date | None, cell: str) -> None:
    found = table("Day|Task|Start|End", *(f"2|x|{c}|" for c in page))
    changed = read_week(plan(found, want.SetFieldDate(1, column, date)).after)
    assert changed.tasks[0].fields[column].text == cell


def test_a_date_in_a_month_first_page() -> None:
    found = table("Day|Task|Start", "2|x|09/29/2025", "3|x|09/30/2025", "4|x|")
    assert (
        read_week(plan(found, want.SetFieldDate(3, 2, dt.date(2025, 10, 1))).after).tasks[2].start.text == "10/01/2025"
    )


def test_text_that_is_no_date_is_allowed_in_a_date_column() -> None:
    assert "| when ready |" in after(week(ENGLISH), want.SetField(3, 3, "when ready"))


def test_a_new_task_of_a_day() -> None:
    changed = after(week(ENGLISH), want.AddTask(date=dt.date(2025, 10, 2), values={1: "Talk\nTea"}))
    assert line(changed, 20) == "| 5 | Talk <br> Tea | 02/10/2025 |  |  |"
    assert changed.replace(line(changed, 20) + "\n", "") == ENGLISH
    first = after(week(VIETNAMESE), want.AddTask(after=0, date=dt.date(2025, 9, 30)))
    assert read_week(parse_text(first)).tasks[0].day.text == "Thứ 3"
    assert "CN" not in line(first, 11)


def parse_text(text: str):  # type: ignore[no-untyped-def]
    from worklog_tui.document.parse import parse

    return parse(text.encode("utf-8"))


def test_a_new_task_on_a_page_whose_day_column_holds_dates() -> None:
    found = table("Ngày|Công việc|Bắt đầu|Kết thúc", "22/06|x|22/06/2026|22/06/2026")
    task = read_week(plan(found, want.AddTask(date=dt.date(2026, 6, 23))).after).tasks[1]
    assert [f.text for f in task.fields] == ["23/06", "", "23/06/2026", ""]


def test_rows_move_inside_their_table() -> None:
    found = week(ENGLISH)
    rows = ENGLISH.splitlines()
    moved = after(found, want.MoveTask(1, 2)).splitlines()
    assert moved[16:19] == [rows[17], rows[18], rows[16]]
    assert plan(found, want.MoveTask(1, -1)).patch.empty
    assert after(found, want.MoveTask(2, -9)).splitlines()[16:19] == [rows[17], rows[16], rows[18]]
    assert after(found, want.RemoveTask(2)).splitlines() == rows[:17] + rows[18:]
    assert after(found, want.DuplicateTask(2)).splitlines() == rows[:18] + rows[17:]


def test_front_matter() -> None:
    assert line(after(week(ENGLISH), want.SetFrontMatter(("title",), "Week 5")), 2) == 'title: "Week 5"'
    assert "weight" not in after(week(ENGLISH), want.RemoveFrontMatter(("weight",)))


def test_items_of_sections() -> None:
    found = week(ENGLISH)
    assert "* Know them all\n  * RDS\n" in after(found, want.SetItem(0, 0, "Know them all"))
    assert "  * RDS\n  * Aurora\n* Plan" in after(found, want.AddItem(0, 1, "Aurora", 1))
    assert "* Plan the proposal\n* Rest\n" in after(found, want.AddSectionItem(0, "Rest"))
    assert "Know" not in after(found, want.RemoveItem(0, 0))


def test_a_first_item_for_a_section_without_a_list() -> None:
    found = week("### Objectives\n\n### Achievements\nprose\n")
    changed = read_week(plan(found, want.AddSectionItem(0, "Learn")).after)
    assert [i.text for i in changed.outline("objectives")] == ["Learn"]
    last = read_week(plan(found, want.AddSectionItem(1, "Wrote")).after)
    assert [i.text for i in last.outline("achievements")] == ["prose", "Wrote"]


@pytest.mark.parametrize(
    "intention",
    [
        want.SetField(9, 0, "x"), want.SetField(0, 0, "x"), want.SetField(1, 9, "x"), want.SetFieldOutline(4, 1, ()),
        want.SetFieldDate(4, 2, None), want.RemoveTask(4), want.MoveTask(4, 1), want.DuplicateTask(0),
        want.AddTask(after=9), want.AddTask(values={7: "x"}), want.AddSectionItem(9, "x"), want.ReplaceBlock(99, "x"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_refused_with_a_sentence(intention: want.Intention) -> None:
    with pytest.raises(Refused) as refusal:
        plan(week(ENGLISH), intention)
    assert str(refusal.value).endswith(".")
    assert len(str(refusal.value).split()) > 4


def test_no_task_table_no_new_task() -> None:
    with pytest.raises(Refused):
        plan(week("# Week 4\n"), want.AddTask())


@pytest.mark.parametrize(
    ("old", "text", "new"),
    [
        (b"a\r\nb\nc\n", "a\nB\nc\n", b"a\r\nB\r\nc\n"),
        (b"a\r\nb\xff\r\n", "a!\nb\ufffd\n", b"a!\r\nb\xff\r\n"),
        (b"a\nb", "a\nb", b"a\nb"),
        (b"a\nb\n", "a\nb", b"a\nb"),
        (b"a\n", "a\nb\n", b"a\nb\n"),
        (b"a\n", "", b""),
    ],
)
def test_lines_of_a_block_that_stay_keep_their_bytes(old: bytes, text: str, new: bytes) -> None:
    from worklog_tui.document.parse import parse

    assert merged_lines(parse(old), old, text) == (new if old.count(b"\r\n") != 1 else new.replace(b"B\r\n", b"B\n"))
