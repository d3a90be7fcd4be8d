"""Twins: where they differ, and what an edit of one asks of the other, in the other's own forms."""

from __future__ import annotations

import datetime as dt

import pytest

from worklog_tui.document.parse import parse
from worklog_tui.worklog import intentions as i
from worklog_tui.worklog.model import OutlineItem, Week
from worklog_tui.worklog.plans.plan import plan
from worklog_tui.worklog.reading.read import read_week
from worklog_tui.worklog.twins.pairing import Mirror, mirrored, pairing

ENGLISH = """---
title: "Week 4"
---
### Objectives

- Learn the databases
- Write the plan
  - Its first page

### Tasks

| Day | Task | Start Date | Completion Date | Reference Material |
| --- | --- | --- | --- | --- |
| Mon | - Read <br> &emsp; + Backups | 09/29/2025 | 09/29/2025 | [Guide](https://example.org/guide) |
| Tue | Lab | 09/30/2025 | | https://example.org/lab |
| Wed | Ask | 10/01/2025 | 10/01/2025 | - |

### Achievements

- Wrote the plan
"""
VIETNAMESE = """---
title: "Tuần 4"
---
### Mục tiêu

* Học cơ sở dữ liệu
* Viết kế hoạch
    * Trang đầu

### Công việc

|Thứ|Công việc|Ngày bắt đầu|Ngày hoàn thành|Nguồn tài liệu|
|---|---|---|---|---|
|Thứ 2|• Đọc<br/>&nbsp;&nbsp;◦ Sao lưu|29-9-2025|29-9-2025|[Hướng dẫn](https://example.org/guide)|
|Thứ 3|Bài tập|30-9-2025||<https://example.org/lab>|
|Thứ 4|Hỏi|1-10-2025|1-10-2025|-|

### Kết quả đạt được

* Đã viết kế hoạch
"""


def english(text: str = ENGLISH) -> Week:
    return read_week(parse(text.encode()), language="en")


def vietnamese(text: str = VIETNAMESE) -> Week:
    return read_week(parse(text.encode()), language="vi")


def followed(asked: i.Intention | list[i.Intention], own: Week | None = None, twin: Week | None = None) -> list[str]:
    """The lines of the twin that are new or gone (``-``) once it has followed."""
    own, twin = own or english(), twin or vietnamese()
    mirror = mirrored(own, twin, asked)
    assert mirror.reason is None, mirror.reason
    before = twin.document.source.decode().split("\n")
    for one in mirror.intentions:
        twin = read_week(plan(twin, one).after, language=twin.language)
    after = twin.document.source.decode().split("\n")
    return [f"-{line}" for line in before if line not in after] + [line for line in after if line not in before]


def mirror(asked: i.Intention) -> Mirror:
    return mirrored(english(), vietnamese(), asked)


def test_twins_that_differ_in_words_only_are_in_step() -> None:
    assert pairing(english(), vietnamese()).in_step
    assert pairing(vietnamese(), english()).in_step


ROW = "|Thứ 4|Hỏi|1-10-2025|1-10-2025|-|\n"


@pytest.mark.parametrize(
    ("there", "words"),
    [
        (VIETNAMESE.replace(ROW, ""), "row 3 is missing in vi"),
        (VIETNAMESE.replace("|Thứ 3|Bài tập|30-9-2025||<https://example.org/lab>|\n", ""), "row 2 is missing in vi"),
        (VIETNAMESE.replace(ROW, ROW + "|Thứ 5||2-10-2025|||\n"), "vi has a row more: its row 4"),
        (VIETNAMESE.replace("30-9-2025", "3-10-2025"), "row 2: its start is another date in vi"),
        (VIETNAMESE.replace("* Viết kế hoạch\n    * Trang đầu\n", ""), "Objectives: 3 items, vi has 1"),
        (VIETNAMESE.replace("    * Trang", "* Trang"), "Objectives: item 3 is further out in vi"),
        (VIETNAMESE.replace("* Đã viết kế hoạch", "Đã viết kế hoạch"), "Achievements: 1 item, vi has 0"),
        (VIETNAMESE.split("|Thứ|", maxsplit=1)[0], "vi has no task table"),
    ],
)
def test_where_the_structures_differ_it_says_the_place(there: str, words: str) -> None:
    found = pairing(english(), vietnamese(there)).differences
    assert words in [d.words for d in found if d.hard]


def test_a_date_on_one_side_only_is_told_but_keeps_nothing_from_being_mirrored() -> None:
    found = pairing(english(), vietnamese(VIETNAMESE.replace("30-9-2025||", "30-9-2025|30-9-2025|")))
    assert [(d.words, d.hard) for d in found.differences] == [("row 2 has no end date in this page", False)]
    assert found.reason("tasks") is None


@pytest.mark.parametrize(
    ("asked", "lines"),
    [
        (i.RemoveTask(2), ["-|Thứ 3|Bài tập|30-9-2025||<https://example.org/lab>|"]),
        (i.AddTask(3, {}, dt.date(2025, 10, 2)), ["|Thứ 5| |2-10-2025| | |"]),
        (i.AddTask(None, {1: "Rest<br>&emsp; + well", 4: "https://a.example/b"}, dt.date(2025, 10, 5)),
         ["|Chủ nhật|Rest<br/>&nbsp;&nbsp;◦ well|5-10-2025| |<https://a.example/b>|"]),
        (i.SetFieldDate(2, 3, dt.date(2025, 10, 3)),
         ["-|Thứ 3|Bài tập|30-9-2025||<https://example.org/lab>|",
          "|Thứ 3|Bài tập|30-9-2025|3-10-2025|<https://example.org/lab>|"]),
        (i.SetField(3, 2, "10/02/2025"), ["-" + ROW[:-1], "|Thứ 4|Hỏi|2-10-2025|1-10-2025|-|"]),
        (i.SetFieldDate(3, 3, None), ["-" + ROW[:-1], "|Thứ 4|Hỏi|1-10-2025| |-|"]),
        (i.SetField(3, 0, "Sunday"), ["-" + ROW[:-1], "|Chủ nhật|Hỏi|1-10-2025|1-10-2025|-|"]),
        (i.SetField(1, 4, "[Guide](https://example.org/new)"),
         ["-|Thứ 2|• Đọc<br/>&nbsp;&nbsp;◦ Sao lưu|29-9-2025|29-9-2025|[Hướng dẫn](https://example.org/guide)|",
          "|Thứ 2|• Đọc<br/>&nbsp;&nbsp;◦ Sao lưu|29-9-2025|29-9-2025|[Hướng dẫn](https://example.org/new)|"]),
        (i.SetField(2, 4, "https://example.org/other"),
         ["-|Thứ 3|Bài tập|30-9-2025||<https://example.org/lab>|",
          "|Thứ 3|Bài tập|30-9-2025||<https://example.org/other>|"]),
        (i.AddItem(0, 0, "Sleep"), ["* Sleep"]),
        (i.AddItem(0, 1, "Its last page", 1), ["    * Its last page"]),
        (i.RemoveItem(0, 1), ["-* Viết kế hoạch", "-    * Trang đầu"]),
        (i.MoveItem(0, 0, 1), []),
        (
            i.SetListOutline(0, (OutlineItem(0, "Learn the databases"), OutlineItem(0, "Sleep"),
                                 OutlineItem(0, "Write the plan"), OutlineItem(1, "Its first page"))),
            ["* Sleep"],
        ),
        (i.IndentItem(0, 2, -1), ["-    * Trang đầu", "* Trang đầu"]),
    ],
)  # fmt: skip
def test_rows_items_days_dates_and_links_follow_in_the_twins_own_forms(asked: i.Intention, lines: list[str]) -> None:
    assert followed(asked) == lines


def test_a_moved_row_moves_there_too() -> None:
    twin = vietnamese()
    asked = mirrored(english(), twin, i.MoveTask(3, -1)).intentions
    moved = read_week(plan(twin, asked[0]).after)
    assert [t.fields[1].text for t in moved.tasks] == ["• Đọc<br/>&nbsp;&nbsp;◦ Sao lưu", "Hỏi", "Bài tập"]


def outline(*lines: tuple[int, str]) -> tuple[OutlineItem, ...]:
    return tuple(OutlineItem(level, text) for level, text in lines)


@pytest.mark.parametrize(
    ("lines", "cell"),
    [
        ([(0, "Read"), (1, "Backups"), (1, "Logs")], "• Đọc<br/>&nbsp;&nbsp;◦ Sao lưu<br/>&nbsp;&nbsp;◦ Logs"),
        ([(0, "Read"), (0, "Walk"), (1, "Backups")], "• Đọc<br/>• Walk<br/>&nbsp;&nbsp;◦ Sao lưu"),
        ([(0, "Backups"), (0, "Read")], "• Sao lưu<br/>• Đọc"),
        ([(0, "Read")], "• Đọc"),
        ([(0, "Read a book"), (1, "Backups"), (1, "Logs")], "• Đọc<br/>&nbsp;&nbsp;◦ Sao lưu<br/>&nbsp;&nbsp;◦ Logs"),
    ],
)
def test_lines_of_a_cell_come_go_and_move_there_too(lines: list[tuple[int, str]], cell: str) -> None:
    out = followed(i.SetFieldOutline(1, 1, outline(*lines)))
    assert [line.split("|")[2] for line in out if line.startswith("|")] == [cell]


def test_changed_words_stay_each_pages_own() -> None:
    for asked in (
        i.SetFieldOutline(1, 1, outline((0, "Read a book"), (1, "Backups"))),
        i.SetField(2, 1, "Another lab"),
        i.SetItem(0, 1, "Write all of the plan"),
        i.SetField(1, 4, "[A guide](https://example.org/guide)"),
    ):
        found = mirror(asked)
        assert found.intentions == ()
        assert found.reason is None
        assert found.notes
    for asked in (i.SetHeading(0, "Aims"), i.SetFrontMatter(("title",), "Week IV")):
        found = mirror(asked)
        assert (found.intentions, found.notes, found.reason) == ((), (), None)


def test_a_first_text_arrives_as_a_copy_and_is_named() -> None:
    found = mirror(i.AddTask(None, {1: "Rest<br>and sleep", 4: "https://a.example/b"}, dt.date(2025, 10, 5)))
    assert [(c.part, c.text) for c in found.copies] == [("tasks", "Rest"), ("tasks", "and sleep")]
    assert [(c.part, c.text) for c in mirror(i.AddItem(1, None, "A thing done")).copies] == [
        ("achievements", "A thing done")
    ]
    assert mirror(i.DuplicateTask(2)).copies == ()
    assert mirror(i.RemoveTask(2)).copies == ()


def test_what_differs_in_one_part_does_not_hold_up_the_others() -> None:
    twin = vietnamese(VIETNAMESE.replace(ROW, ""))
    found = mirrored(english(), twin, i.RemoveTask(1))
    assert (found.intentions, found.reason) == ((), "row 3 is missing in vi")
    assert mirrored(english(), twin, i.RemoveItem(0, 0)).intentions == (i.RemoveItem(0, 0),)


def test_lines_that_differ_in_number_are_not_guessed() -> None:
    twin = vietnamese(VIETNAMESE.replace("<br/>&nbsp;&nbsp;◦ Sao lưu", ""))
    found = mirrored(english(), twin, i.SetFieldOutline(1, 1, outline((0, "Read"), (1, "Backups"), (1, "Logs"))))
    assert found.intentions == ()
    assert found.reason == "row 1: “Task” has 2 lines, vi has 1"


def test_several_intentions_follow_each_on_what_the_one_before_made() -> None:
    lines = followed([i.AddTask(3, {}, dt.date(2025, 10, 2)), i.SetField(4, 1, "Rest"), i.RemoveTask(1)])
    assert lines == [
        "-|Thứ 2|• Đọc<br/>&nbsp;&nbsp;◦ Sao lưu|29-9-2025|29-9-2025|[Hướng dẫn](https://example.org/guide)|",
        "|Thứ 5| Rest |2-10-2025| | |",
    ]


def test_columns_are_matched_by_what_they_are_not_by_their_place() -> None:
    there = """| Ngày bắt đầu | Nội dung | Ngày hoàn thành | Thứ |
|---|---|---|---|
| 29/09 | Đọc | 29/09 | T2 |
"""
    here = """| Day | Task | Start | End |
|---|---|---|---|
| 1 | Read | 2025-09-29 | 2025-09-29 |
"""
    assert followed(i.AddTask(1, {1: "Walk"}, dt.date(2025, 9, 30)), english(here), vietnamese(there)) == [
        "| 30/09 | Walk |  | T3 |"
    ]


def test_finished_here_is_finished_there_in_the_twins_own_word() -> None:
    here = "| Day | Task | End | Status |\n|---|---|---|---|\n| Mon | Read | | Doing |\n| Tue | Lab | | Done |\n"
    there = "| Thứ | Công việc | Kết thúc | Trạng thái |\n|---|---|---|---|\n"
    there += "| T2 | Đọc | | Đang làm |\n| T3 | B | | Xong ✅ |\n"
    asked: list[i.Intention] = [i.SetField(1, 3, "Done"), i.SetFieldDate(1, 2, dt.date(2025, 9, 29))]
    assert followed(asked, english(here), vietnamese(there)) == [
        "-| T2 | Đọc | | Đang làm |", "| T2 | Đọc | 29/09/2025 | Xong ✅ |",
    ]  # fmt: skip
    assert mirrored(english(here), vietnamese(there), i.SetField(1, 3, "Waiting")).intentions == ()


def test_a_span_of_days_moves_as_far_as_it_moved_here() -> None:
    here = "| Day | Task | Date |\n|---|---|---|\n"
    here += "| Mon-Tue | Read | 09/29/2025 - 09/30/2025 |\n| Wed | Lab | 10/01/2025 |\n"
    there = "| Thứ | Công việc | Ngày |\n|---|---|---|\n| 2-3 | Đọc | 29–30/9/2025 |\n| 4 | Bài | 1/10/2025 |\n"
    asked = i.SetField(1, 2, "09/30/2025 - 10/01/2025")
    assert pairing(english(here), vietnamese(there)).in_step
    found = mirrored(english(here), vietnamese(there), asked)
    assert found.intentions == () or followed(asked, english(here), vietnamese(there))[-1].startswith(
        "| 2-3 | Đọc | 30"
    )
    wide = there.replace("29–30/9/2025", "29/9/2025 – 30/9/2025")
    assert followed(asked, english(here), vietnamese(wide)) == [
        "-| 2-3 | Đọc | 29/9/2025 – 30/9/2025 |", "| 2-3 | Đọc | 30/9/2025 – 1/10/2025 |",
    ]  # fmt: skip


YEARLESS = """---
title: "Week 3"
---
### Tasks

| Day | Date | Task | Activities |
| --- | --- | --- | --- |
| 1 | 22/09 | **Readings** | - Connect one probe<br>- Print a value |
| 2 | 23/09 | **Boxes** | - Drill<br>- Seal |
"""


@pytest.mark.parametrize("about", [None, dt.date(2025, 9, 22)])
@pytest.mark.parametrize(("day", "number"), [(27, 6), (28, 7)])  # Saturday, Sunday: the pages count from Monday as 1
def test_a_new_row_of_a_page_without_a_year_is_the_day_it_was_made_for(
    about: dt.date | None, day: int, number: int
) -> None:
    own = read_week(parse(YEARLESS.encode()), language="en", about=about)
    twin = read_week(parse(YEARLESS.replace("Week", "Tuần").encode()), language="vi")
    asked = i.AddTask(2, {}, dt.date(2025, 9, day))
    assert followed(asked, own, twin) == [f"| {number} | {day}/09 |  |  |"]


def test_a_first_line_is_written_as_the_twins_column_writes_its_lines() -> None:
    own, twin = english(YEARLESS), vietnamese(YEARLESS.replace("| - ", "| • ").replace("<br>- ", "<br/>• "))
    asked = i.AddTask(2, {0: "3", 1: "24/09", 2: "**Sleep**", 3: "- Measure"})
    assert followed(asked, own, twin) == ["| 3 | 24/09 | **Sleep** | • Measure |"]
