"""A task finished, and dates moved by a day: the bytes by hand, in the forms real pages use."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.conftest import corpus_pages, seed_pages
from tests.worklog.pages import week
from tests.worklog.test_daily import done, page
from worklog_tui.document.model import Refused
from worklog_tui.document.parse import parse
from worklog_tui.worklog.day.closing import finish, shift
from worklog_tui.worklog.reading.read import read_week

TODAY = dt.date(2025, 10, 1)
DATED = "Day | Task | Start | End"
STATUS = "Day | Task | Start | Status"


def finished(text: str, row: int, **more: bool) -> str:
    found = week(text)
    return done(found, finish(found, row, TODAY, **more).intentions).document.source.decode()


@pytest.mark.parametrize("cell", ["", "-", "…"])
def test_an_empty_end_becomes_today_in_the_pages_form(cell: str) -> None:
    text = page("2 | a | 29/9/2025 | 29/9/2025", f"3 | b | 30/9/2025 | {cell}", header=DATED)
    assert finished(text, 2) == page("2 | a | 29/9/2025 | 29/9/2025", "3 | b | 30/9/2025 | 1/10/2025", header=DATED)


def test_another_end_is_asked_about_and_changed_only_then() -> None:
    text = page("2 | a | 29/09/2025 | 30/09/2025 <br> - School", header=DATED)
    asked = finish(week(text), 1, TODAY)
    assert (asked.intentions, asked.date) == ((), dt.date(2025, 9, 30))
    assert asked.other == "30/09/2025 <br> - School"
    assert finished(text, 1, over=True) == text.replace("30/09/2025 <br>", "01/10/2025 <br>")


def test_a_task_that_ends_today_is_left_alone() -> None:
    text = page("2 | a | 29/09/2025 | 01/10/2025", header=DATED)
    assert finish(week(text), 1, TODAY) == ((), "", None)


@pytest.mark.parametrize(
    ("words", "now", "after"),
    [
        (("Completed", "Completed", "In Progress"), "In progress", "Completed"),
        (("✅ Done", "⏳"), "", "✅ Done"),
        (("Hoàn thành",), "Đang làm", "Hoàn thành"),
        (("In progress",), "", "Done"),
    ],
)
def test_the_status_in_the_pages_own_words(words: tuple[str, ...], now: str, after: str) -> None:
    rows = [f"2 | a | 29/09/2025 | {word}" for word in words]
    last = "3 | b | 30/09/2025 | {}"
    text = page(*rows, last.format(now), header=STATUS)
    assert finished(text, len(words) + 1) == page(*rows, last.format(after), header=STATUS)


def test_a_vietnamese_page_without_an_example() -> None:
    text = page(
        "2 | Đọc về cơ sở dữ liệu và viết báo cáo | 29/09/2025 | ", header="Thứ | Công việc | Bắt đầu | Trạng thái"
    )
    assert "| Hoàn thành |" in finished(text, 1)


def test_status_and_end_together() -> None:
    header = "Task | Start Date | End Date | Status"
    text = page("a | 29/09/2025 | 29/09/2025 | Done", "b | 30/09/2025 | | Doing", header=header)
    assert finished(text, 2) == text.replace("| 30/09/2025 | | Doing |", "| 30/09/2025 | 01/10/2025 | Done |")


def test_no_column_to_finish_in() -> None:
    with pytest.raises(Refused, match="no column"):
        finish(week(page("2 | a", header="Day | Task")), 1, TODAY)


# --- a day later, a day earlier ------------------------------------------------------------------------------------


def moved(text: str, row: int, by: int, column: int | None = None) -> str:
    found = week(text)
    return done(found, shift(found, row, by, column)).document.source.decode()


@pytest.mark.parametrize(
    ("row", "by", "after"),
    [
        ("2 | a | 29/09/2025 | 30/09/2025", 1, "3 | a | 30/09/2025 | 01/10/2025"),
        ("Mon | a | 29/09/2025 | ", 1, "Tue | a | 30/09/2025 | "),
        ("Monday | a | 29/09 | 30/09", -1, "Sunday | a | 28/09 | 29/09"),
        ("Thứ 2 | a | 29-09-2025 | ", 2, "Thứ 4 | a | 01-10-2025 | "),
        ("T7 | a | 4/10/2025 | ", 1, "CN | a | 5/10/2025 | "),
        ("3 | a | 29/09/2025 | ", 1, "3 | a | 30/09/2025 | "),
        ("2 - 3 | a | 29/09/2025 | 30/09/2025", 1, "2 - 3 | a | 30/09/2025 | 01/10/2025"),
        ("29/09 (Mon) | a | 29/09/2025 | ", 1, "30/09 (Tue) | a | 30/09/2025 | "),
        ("2 (T2) | a | 29/09/2025 | ", 1, "3 (T3) | a | 30/09/2025 | "),
        ("2 | a | 2025-09-29 | ", 1, "3 | a | 2025-09-30 | "),
        ("2 | a | Sep 29, 2025 | ", 2, "4 | a | Oct 1, 2025 | "),
        ("2 | a | 29/09/2025 08:30 | ", 1, "3 | a | 30/09/2025 08:30 | "),
        ("2 | a | 29/09/2025 <br> - School | ", 1, "3 | a | 30/09/2025 <br> - School | "),
        ("2 | a | 29/09/2025 - 30/09/2025 | ", 1, "3 | a | 30/09/2025 - 01/10/2025 | "),
        ("4 | a | 31/12/2025 | 31/12/2025", 1, "5 | a | 01/01/2026 | 01/01/2026"),
    ],
)
def test_dates_move_in_their_own_form_and_the_day_follows(row: str, by: int, after: str) -> None:
    rest = "5 | b | 02/10/2025 | "
    assert moved(page(row, rest, header=DATED), 1, by) == page(after, rest, header=DATED)


def test_only_the_highlighted_date_moves() -> None:
    text = page("2 | a | 29/09/2025 | 29/09/2025", header=DATED)
    assert moved(text, 1, 1, 3) == text.replace("29/09/2025 |\n", "30/09/2025 |\n")
    assert moved(text, 1, 1, 2) == text.replace("| 2 | a | 29/09", "| 3 | a | 30/09")


def test_month_first_pages_keep_their_order() -> None:
    text = page("Mon | a | 09/29/2025 | ", "Tue | b | 09/30/2025 | ", header=DATED)
    assert moved(text, 2, 1) == text.replace("Tue | b | 09/30", "Wed | b | 10/01")


@pytest.mark.parametrize("row", ["2 | a | | ", "2 | a | soon | ", "2 | a | 17-18/10/2025 | "])
def test_what_cannot_be_moved_is_refused(row: str) -> None:
    with pytest.raises(Refused):
        shift(week(page(row, header=DATED)), 1, 1)


@pytest.mark.skipif(not corpus_pages(), reason="no corpus")
def test_every_real_date_goes_there_and_back() -> None:
    seen = same = 0
    for path in [*seed_pages(), *corpus_pages()[::5]]:
        found = read_week(parse(path.read_bytes()), path=str(path))
        for task in found.tasks[:3]:
            if task.start.date is None:
                continue
            try:
                there = done(found, shift(found, task.number, 1))
                back = done(there, shift(there, task.number, -1))
            except Refused:
                continue
            moved_to = there.tasks[task.number - 1].start.date
            assert moved_to == task.start.date + dt.timedelta(days=1), path
            if there.tasks[task.number - 1].day.text == task.day.text and task.day.weekday is not None:
                continue  # the day did not fit its date before, and may afterwards
            seen += 1
            same += back.document.source == found.document.source
    assert seen > 100
    assert same == seen
