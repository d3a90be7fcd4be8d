"""Columns and headings get their roles by words and by what cells hold."""

from __future__ import annotations

import pytest

from tests.worklog.pages import WORDINGS, roles, table
from worklog_tui.worklog.reading.roles import column_roles, header_meaning, section_role
from worklog_tui.worklog.reading.vocabulary import DEFAULT

FIVE = ["day", "task", "start", "end", "reference"]


@pytest.mark.parametrize("role", FIVE)
def test_every_known_wording_of_a_role_beside_the_usual_others(role: str) -> None:
    usual = dict(zip(FIVE, ["Day", "Task", "Start Date", "Completion Date", "Reference Material"], strict=True))
    for wording in WORDINGS[role].split("|"):
        for text in (wording, wording.title(), wording.upper(), f"**{wording}**"):
            header = "|".join((usual | {role: text}).values())
            assert roles(table(header, "2|x|29/09/2025|29/09/2025|")) == FIVE, text
            assert roles(table(header)) == FIVE, text


@pytest.mark.parametrize("day", ["Day", "Thứ", "Ngày", "Weekday", "Thu", "Ngay"])
@pytest.mark.parametrize("task", ["Task", "Tasks", "Work Item", "Công việc", "Nhiệm vụ", "Nội dung", "Cong viec"])
def test_day_and_task_in_any_wording(day: str, task: str) -> None:
    found = table(f"{day}|{task}|Start Date|End Date|References", "2|x|29/09/2025|29/09/2025|")
    assert roles(found) == FIVE


@pytest.mark.parametrize("start", ["Start", "Start date", "Begun On", "Ngày bắt đầu", "Bắt đầu", "Ngày BĐ", "From"])
@pytest.mark.parametrize("end", ["End", "Completion Date", "Finished On", "Ngày hoàn thành", "Ngày hoàn thần",
                                 "Kết thúc", "Ngày HT", "Hoàn thành", "Due date", "Deadline"])  # fmt: skip
def test_start_and_end_in_any_wording(start: str, end: str) -> None:
    found = table(f"Day|Task|{start}|{end}|Sources", "2|x|29/09/2025|29/09/2025|")
    assert roles(found) == FIVE


@pytest.mark.parametrize("reference", ["Reference Material", "Resources / Notes", "Learning Resources", "Tài liệu",
                                       "Nguồn tài liệu / Ghi chú", "Evidence / notes", "Tài nguyên", "Links",
                                       "Ghi chú / bằng chứng", "TÀI LIỆU THAM KHẢO"])  # fmt: skip
def test_references_in_any_wording(reference: str) -> None:
    assert roles(table(f"Day|Task|Start|End|{reference}", "2|x|29/09/2025|29/09/2025|")) == FIVE


def test_composed_and_decomposed_letters_read_alike() -> None:
    import unicodedata

    header = unicodedata.normalize("NFD", "Thứ|Công việc|Ngày bắt đầu|Ngày hoàn thành|Nguồn tài liệu")
    assert roles(table(header, "2|x|1/9/2025|1/9/2025|")) == FIVE


def test_mojibake_headers_read_as_what_they_were() -> None:
    header = "Thứ|Công việc|Bắt đầu|Kết thúc|Tài liệu".encode().decode("latin-1")
    assert roles(table(header, "2|x|1/9/2025|1/9/2025|")) == FIVE


def test_marks_that_are_typed_count() -> None:
    assert header_meaning("Thứ") == "day"
    assert header_meaning("Thử") is None
    assert header_meaning("Thu") == "day"


def test_ngay_is_a_date_where_its_cells_are_dates() -> None:
    assert roles(table("Ngày|Công việc", "29/09/2025|x", "30/09/2025|y")) == ["date", "task"]
    assert roles(table("Ngày|Công việc", "2|x", "3|y")) == ["day", "task"]
    assert roles(table("Ngày|Công việc|Bắt đầu|Kết thúc", "22/06|x|22/06/2026|22/06/2026")) == [
        "day", "task", "start", "end",
    ]  # fmt: skip


def test_a_day_column_beside_a_date_column() -> None:
    assert roles(table("Day|Date|Task|Activities", "1|22/09|a|b")) == ["day", "date", "task", "detail"]
    assert roles(table("Thứ|Ngày|Công việc", "2|22/09/2025|a", "3|23/09/2025|a")) == ["day", "date", "task"]
    assert roles(table("Date|Task", "Mon|x", "Tue|y")) == ["day", "task"]


def test_completed_is_a_status_where_no_cell_is_a_date() -> None:
    assert roles(table("Day|Task|Hoàn thành", "2|x|Rồi", "3|y|Chưa")) == ["day", "task", "status"]
    assert roles(table("Day|Work completed|Status", "2|x|Done")) == ["day", "task", "status"]


def test_unknown_and_numbering_columns_have_no_role() -> None:
    assert roles(table("#|Task ID|Day|Task|Mood", "1|T-1|Mon|x|:)")) == [None, None, "day", "task", None]
    assert roles(table("Tuần|Ngày|Nội dung", "11|29/06/2026 - 05/07/2026|x")) == [None, "date", "task"]


def test_the_task_column_of_an_unknown_wording_is_the_one_with_most_text() -> None:
    assert roles(table("Day|Was ich tat|Mood", "Mon|read a long chapter|ok", "Tue|wrote a report|ok")) == [
        "day", "task", None,
    ]  # fmt: skip


@pytest.mark.parametrize("header", ["Feature|Description", "Load Level|Response Time|Error Rate",
                                    "Port|Protocol|Source", "Before|After", "Split|Rows|Date Range",
                                    "Task|Owner"])  # fmt: skip
def test_other_tables_are_no_task_tables(header: str) -> None:
    cells = "|".join("x" for _ in header.split("|"))
    assert table(header, cells).task_tables == ()


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Week 4 Objectives:", "objectives"),
        ("1. Objectives", "objectives"),
        ("🎯 Mục tiêu tuần 4", "objectives"),
        ("Mục tiêu Tuần 12 (29/09 – 05/10/2025)", "objectives"),
        ("Learning Objectives for Week 6", "objectives"),
        ("MUC TIEU TUAN 4", "objectives"),
        ("Week 4: Objectives", "objectives"),
        ("Key Goals for Week 4", "objectives"),
        ("Các công việc cần triển khai trong tuần này:", "tasks"),
        ("🛠 Tasks Performed", "tasks"),
        ("Weekly Implementation Details", "tasks"),
        ("Daily Progress", "tasks"),
        ("Công việc đã hoàn thành", "tasks"),
        ("Kết quả đạt được tuần 4:", "achievements"),
        ("Summary of Achievements in Week 6", "achievements"),
        ("Summary of Work", "achievements"),
        ("Kiến thức AWS đã học", "achievements"),
        ("Thành tựu Tuần 4", "achievements"),
        ("Next Week's Plan", "next"),
        ("Mục tiêu tuần tới", "next"),
        ("6. Bước tiếp theo", "next"),
        ("Kế hoạch Tuần 5", "next"),
        ("4. Issues & Solutions", "challenges"),
        ("2.1 Khó khăn gặp phải", "challenges"),
        ("Challenges & Lessons", "reflection"),
        ("Expected Outcomes", "reflection"),
        ("Week 4 Summary", "reflection"),
        ("Bài học rút ra", "reflection"),
        ("Week 4 References", "references"),
        ("Tài liệu tham khảo Tuần 4", "references"),
        ("Targeted Resource Initialization", None),
        ("Managing AWS Resources with AWS CLI", None),
        ("Problem Statement", None),
        ("Benchmark Results", None),
        ("Amazon EC2 Deep Dive", None),
        ("Week 4 Worklog", None),
        ("Thời gian: 17/04/2026 - 26/04/2026", None),
        ("", None),
    ],
)
def test_headings(heading: str, role: str | None) -> None:
    assert section_role(heading) == role


def test_words_of_ones_own() -> None:
    own = DEFAULT.extended(columns={"task": ["aufgabe*"], "day": ["Tag"]}, headings={"objectives": ["ziele"]})
    assert column_roles(["Tag", "Aufgaben"], [["Mo", "x"]], own) == ("day", "task")
    assert section_role("Ziele der Woche", own) == "objectives"
    assert section_role("Ziele der Woche") is None
    assert own.extended(columns={"nonsense": ["x"]}).columns == own.columns
