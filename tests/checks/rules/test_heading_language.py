"""The rule heading-language."""

from __future__ import annotations

from tests.checks.pages import found, lines, page, subject, vietnamese

HEAD = "| Thứ | Công việc | Ngày bắt đầu | Ngày hoàn thành | Nguồn tài liệu |"
ENGLISH = "| Day | Task | Start Date | Completion Date | Reference Material |"


def test_a_table_header_that_was_not_translated() -> None:
    asked = subject(vietnamese(4, (HEAD, ENGLISH)), language="vi", twin=page())
    assert lines("heading-language", asked) == [15]
    (one,) = found("heading-language", asked)
    assert one.problem.message == "The table's header is still in English: translate it."


def test_headings_and_title_are_told_together() -> None:
    left = [
        (HEAD, ENGLISH),
        ('"Nhật ký tuần 4"', '"Week 4 Worklog"'),
        ("### Các công việc cần triển khai trong tuần này:", "### Tasks to be carried out this week:"),
    ]
    (one,) = found("heading-language", subject(vietnamese(4, *left), language="vi", twin=page()))
    assert one.problem.line == 2
    assert "The title, “Tasks to be carried out this week:” and the table's header are still in" in one.problem.message


def test_many_headings_are_counted() -> None:
    left = [
        (HEAD, ENGLISH),
        ("### Mục tiêu tuần 4:", "### Week 4 Objectives:"),
        ("### Các công việc cần triển khai trong tuần này:", "### Tasks to be carried out this week:"),
        ("### Kết quả đạt được tuần 4:", "### Week 4 Achievements:"),
    ]
    (one,) = found("heading-language", subject(vietnamese(4, *left), language="vi", twin=page()))
    assert one.problem.message.startswith("3 headings and the table's header are still in English")


def test_the_other_way_round() -> None:
    asked = subject(page(4, (ENGLISH, HEAD)), twin=vietnamese())
    (one,) = found("heading-language", asked)
    assert one.problem.message.endswith("still in Vietnamese: translate it.")


def test_translated_or_alone() -> None:
    assert not lines("heading-language", subject(page(), twin=vietnamese()))
    assert not lines("heading-language", subject(vietnamese(), language="vi", twin=page()))
    assert not lines("heading-language", subject(vietnamese(4, (HEAD, ENGLISH)), language="vi"))
