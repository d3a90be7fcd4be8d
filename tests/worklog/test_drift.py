"""What differs between twins, what of it is certain, and what would bring each page beside the other."""

from __future__ import annotations

import pytest

from tests.worklog.test_twins import ENGLISH, VIETNAMESE, english, vietnamese
from worklog_tui.document.parse import parse
from worklog_tui.worklog.model import Week
from worklog_tui.worklog.plans.plan import plan
from worklog_tui.worklog.reading.read import read_week
from worklog_tui.worklog.twins.beside import Thing, matched
from worklog_tui.worklog.twins.drift import Drift, Place, drifts


def only(own: Week, twin: Week) -> Drift:
    found = drifts(own, twin)
    assert len(found) == 1, found
    return found[0]


def made(week: Week, drift: Drift, side: int) -> str:
    way = drift.ways[side]
    assert way is not None
    for intention in way.intentions:
        document = plan(week, intention).after
        week = read_week(document, language=week.language, number=week.number)
    return week.document.source.decode()


def test_pages_in_step_have_none() -> None:
    assert drifts(english(), vietnamese()) == ()


def test_a_date_goes_either_way_in_the_pages_own_form() -> None:
    own, twin = english(), vietnamese(VIETNAMESE.replace("|1-10-2025|1-10-2025|", "|1-10-2025|3-10-2025|"))
    drift = only(own, twin)
    assert (drift.kind, drift.part, drift.places) == ("date", "end", ((Place("task", 3, 3),), (Place("task", 3, 3),)))
    assert drift.words == "Row 3 ends 1 Oct in en, 3 Oct in vi"
    assert made(own, drift, 0) == ENGLISH.replace("10/01/2025 | 10/01/2025", "10/01/2025 | 10/03/2025")
    assert made(twin, drift, 1) == VIETNAMESE


def test_a_date_only_one_page_has_is_never_taken_away() -> None:
    own, twin = english(), vietnamese(VIETNAMESE.replace("30-9-2025||", "30-9-2025|2-10-2025|"))
    drift = only(own, twin)
    assert drift.words == "Row 2 ends no day in en, 2 Oct in vi"
    assert drift.ways[1] is None
    assert drift.changes(0) == drift.changes(1) == 0
    assert made(own, drift, 0) == ENGLISH.replace("09/30/2025 | |", "09/30/2025 | 10/02/2025 |")


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("đang làm", "vi says “đang làm” there"),
        ("1-10-2025 – 3-10-2025", "“Ngày hoàn thành” holds more than one day"),
    ],
)
def test_a_cell_that_says_something_else_is_left_alone(cell: str, why: str) -> None:
    own, twin = english(), vietnamese(VIETNAMESE.replace("|1-10-2025|1-10-2025|", f"|1-10-2025|{cell}|"))
    drift = next(d for d in drifts(own, twin) if d.part == "end")
    assert drift.ways[1] is None
    assert drift.certain or drift.why == why


def test_dates_that_stand_one_row_lower_there_may_mean_a_missing_row() -> None:
    text = VIETNAMESE.replace("Thứ 2", "").replace("Thứ 3", "").replace("Thứ 4", "")
    text = text.replace("|29-9-2025|29-9-2025|", "|30-9-2025|30-9-2025|").replace("|30-9-2025||", "|1-10-2025||", 1)
    text = text.replace("|1-10-2025|1-10-2025|", "|2-10-2025|2-10-2025|")
    found = drifts(english(), vietnamese(text))
    assert {d.certain for d in found if d.kind == "date"} == {False}
    assert all(d.why.startswith("the same dates stand in other rows there") for d in found if d.kind == "date")


def test_pages_of_different_weeks_are_told_once() -> None:
    text = (
        VIETNAMESE.replace("-9-2025", "-6-2025").replace("-10-2025", "-6-2025").replace("Thứ", "T.").replace("• ", "")
    )
    text = text.replace("Đọc<br/>&nbsp;&nbsp;◦ Sao lưu", "Đọc")
    drift = drifts(english(), vietnamese(text))[0]
    assert (drift.kind, drift.certain, drift.why) == ("table", False, "one of the pages seems to be of another week")


def test_a_day_goes_either_way_in_the_pages_own_words() -> None:
    own, twin = english(), vietnamese(VIETNAMESE.replace("Thứ 4", "Thứ 6"))
    drift = only(own, twin)
    assert drift.kind == "day"
    assert made(own, drift, 0) == ENGLISH.replace("| Wed |", "| Fri |")
    assert made(twin, drift, 1) == VIETNAMESE


def test_a_missing_row_is_told_by_its_date_and_comes_in_the_pages_forms() -> None:
    own, twin = english(), vietnamese(VIETNAMESE.replace("|Thứ 3|Bài tập|30-9-2025||<https://example.org/lab>|\n", ""))
    drift = only(own, twin)
    assert drift.words == "Row 2 (30 Sep) of en is missing in vi"
    assert drift.ways[0] is None
    row = "|Thứ 3|• Lab|30-9-2025| |https://example.org/lab|\n"
    assert made(twin, drift, 1) == twin.document.source.decode().replace("|Thứ 4|", f"{row}|Thứ 4|")


def test_a_date_of_its_own_hides_no_missing_row() -> None:
    text = VIETNAMESE.replace("|Thứ 3|Bài tập|30-9-2025||<https://example.org/lab>|\n", "")
    found = drifts(english(), vietnamese(text.replace("|29-9-2025|29-9-2025|", "|29-9-2025|30-9-2025|")))
    assert [(drift.kind, drift.certain) for drift in found] == [("date", True), ("row", True)]


def test_of_two_rows_of_one_day_none_is_certain_without_a_name() -> None:
    row = "| Tue | Lab | 09/30/2025 | | https://example.org/lab |\n"
    drift = only(english(ENGLISH.replace(row, row + "| Tue | Tea | 09/30/2025 | | |\n")), vietnamese())
    assert drift.certain  # the link tells which one is there
    bare = ENGLISH.replace("https://example.org/lab", "").replace("| Tue | Lab | 09/30/2025 | |  |\n", "")
    two = bare.replace("| Wed |", "| Tue | Lab | 09/30/2025 | | |\n| Tue | Tea | 09/30/2025 | | |\n| Wed |")
    drift = only(english(two), vietnamese(VIETNAMESE.replace("<https://example.org/lab>", "")))
    assert (drift.kind, drift.certain) == ("row", False)


def test_an_empty_row_is_not_brought_over() -> None:
    drift = only(english(ENGLISH.replace("| Wed |", "| | | | | |\n| Wed |")), vietnamese())
    assert (drift.kind, drift.certain, drift.why) == ("row", False, "it is empty: delete it, or fill it first")


def test_a_link_that_is_missing_comes_in_the_pages_form() -> None:
    own, twin = english(), vietnamese(VIETNAMESE.replace("<https://example.org/lab>", "-"))
    drift = only(own, twin)
    assert drift.words == "Row 2: the link to example.org/lab is missing in vi"
    assert drift.ways[0] is None
    way = drift.ways[1]
    assert way is not None
    assert not way.copies
    assert "https://example.org/lab" in made(twin, drift, 1)


def test_a_link_that_leads_elsewhere_goes_either_way_and_labels_stay() -> None:
    own, twin = (
        english(),
        vietnamese(VIETNAMESE.replace("](https://example.org/guide)", "](https://example.org/other)")),
    )
    drift = only(own, twin)
    assert drift.kind == "link"
    assert made(twin, drift, 1) == VIETNAMESE
    assert made(own, drift, 0) == ENGLISH.replace(
        "[Guide](https://example.org/guide)", "[Guide](https://example.org/other)"
    )


@pytest.mark.parametrize(
    "target",
    ["https://example.org/vi/guide", "https://www.example.org/guide/", "http://example.org/guide?lang=vi"],
)
def test_the_other_languages_version_of_a_page_is_the_same_link(target: str) -> None:
    assert drifts(english(), vietnamese(VIETNAMESE.replace("https://example.org/guide", target))) == ()


def test_an_empty_task_cell_is_filled_and_lines_that_differ_are_not_guessed() -> None:
    own, twin = english(), vietnamese(VIETNAMESE.replace("|Hỏi|", "||"))
    drift = only(own, twin)
    assert drift.kind == "text"
    assert made(twin, drift, 1) == VIETNAMESE.replace("Hỏi", "• Ask")
    drift = only(own, vietnamese(VIETNAMESE.replace("|Hỏi|", "|Hỏi<br/>&nbsp;&nbsp;◦ Trà|")))
    assert not drift.certain
    assert drift.words == "Row 3: lines of “Task”: 1 in en, 2 in vi"


def test_a_line_that_stands_deeper_takes_the_level_of_the_other() -> None:
    own, twin = english(), vietnamese(VIETNAMESE.replace("<br/>&nbsp;&nbsp;◦ Sao lưu", "<br/>• Sao lưu"))
    drift = only(own, twin)
    assert drift.kind == "level"
    after = read_week(parse(made(twin, drift, 1).encode()), language="vi")
    assert [(item.level, item.text) for item in after.tasks[0].task] == [(0, "Đọc"), (1, "Sao lưu")]
    assert after.tasks[1:] == vietnamese().tasks[1:]


def test_a_missing_item_is_told_by_the_names_both_languages_share() -> None:
    aims = "- Learn the databases\n- Write the plan\n  - Its first page\n"
    theirs = "* Học cơ sở dữ liệu\n* Viết kế hoạch\n    * Trang đầu\n"
    own = english(ENGLISH.replace(aims, "- Try Docker\n- Set up S3\n  - Buckets\n- Read about Lambda\n"))
    twin = vietnamese(VIETNAMESE.replace(theirs, "* Thử Docker\n* Đọc về Lambda\n"))
    drift = only(own, twin)
    assert drift.words == "Objectives: “Set up S3” and 1 below it is missing in vi"
    after = made(twin, drift, 1)
    assert "* Thử Docker\n* Set up S3\n  * Buckets\n* Đọc về Lambda\n" in after.replace("    *", "  *")
    nothing = vietnamese(VIETNAMESE.replace(theirs, "* Thử việc\n* Đọc sách\n"))
    assert [d.certain for d in drifts(own, nothing)] == [False]


def test_a_first_item_that_is_missing_comes_to_the_top() -> None:
    own = english(ENGLISH.replace("- Wrote the plan\n", "- Wrote the plan\n- Met Jonas\n"))
    twin = vietnamese(VIETNAMESE.replace("* Đã viết kế hoạch\n", "* Đã gặp Jonas\n"))
    drift = only(own, twin)
    assert made(twin, drift, 1).endswith("* Wrote the plan\n* Đã gặp Jonas\n")


def test_a_section_without_items_gets_them_all() -> None:
    twin = vietnamese(VIETNAMESE.replace("* Học cơ sở dữ liệu\n* Viết kế hoạch\n    * Trang đầu\n\n", ""))
    drift = only(english(), twin)
    assert drift.words == "Objectives: 3 items in en, 0 in vi"
    after = made(twin, drift, 1)
    assert "### Mục tiêu\n\n* Learn the databases\n* Write the plan\n  * Its first page\n\n### Công việc" in after
    prose = vietnamese(VIETNAMESE.replace("* Học cơ sở dữ liệu\n* Viết kế hoạch\n    * Trang đầu\n", "Học.\n"))
    assert only(english(), prose).why == "vi has other text there"


def test_a_heading_comes_with_what_stands_below_it() -> None:
    twin = vietnamese(VIETNAMESE.replace("\n### Kết quả đạt được\n\n* Đã viết kế hoạch\n", "").replace("\n", "\r\n"))
    drift = only(english(), twin)
    assert drift.words == "“Achievements” is missing in vi"
    assert made(twin, drift, 1).endswith("|-|\r\n\r\n### Achievements\r\n\r\n- Wrote the plan\r\n")
    aims = "### Objectives\n\n- Learn the databases\n- Write the plan\n  - Its first page\n\n"
    own = english(ENGLISH.replace(aims, ""))
    drift = only(own, vietnamese())
    assert "---\n### Mục tiêu\n\n* Học cơ sở dữ liệu\n* Viết kế hoạch\n    * Trang đầu\n\n### Tasks" in made(
        own, drift, 0
    )


def test_a_table_comes_with_its_heading() -> None:
    start, end = VIETNAMESE.index("### Công việc"), VIETNAMESE.index("### Kết quả")
    twin = vietnamese(VIETNAMESE[:start] + VIETNAMESE[end:])
    drift = only(english(), twin)
    assert (drift.kind, drift.certain) == ("heading", True)
    after = read_week(parse(made(twin, drift, 1).encode()), language="vi")
    assert [len(table.tasks) for table in after.task_tables] == [3]
    bare = vietnamese(VIETNAMESE[:start] + "### Công việc\n\n" + VIETNAMESE[end:])
    assert only(english(), bare).why == "a table is added in your editor"


def test_a_finished_task_is_finished_there_too_and_never_the_other_way() -> None:
    page = "### Tasks\n\n| Day | Task | Status |\n| --- | --- | --- |\n| 2 | A | {} |\n| 3 | B | {} |\n"
    own = read_week(parse(page.format("Done", "Done").encode()), language="en")
    twin = read_week(parse(page.format("Xong", "Đang làm").encode()), language="vi")
    drift = only(own, twin)
    assert (drift.kind, drift.ways[0]) == ("status", None)
    assert made(twin, drift, 1) == page.format("Xong", "Xong")


def test_matching_takes_no_guess() -> None:
    def things(*names: str) -> list[Thing]:
        return [Thing(0, frozenset(name.split())) for name in names]

    assert matched(things("a", "b", "c"), things("a", "c")) == [(0, 0), (1, None), (2, 1)]
    assert matched(things("a", "c"), things("a", "b", "c")) == [(0, 0), (None, 1), (1, 2)]
    assert matched(things("", "", ""), things("", "")) is None
    assert matched(things("a", "b"), things("c", "d")) == [(0, 0), (1, 1)]
    assert matched(things("a", "b x", "c"), things("a", "y")) is None  # is y b or c?
    assert matched([Thing(0, frozenset()), Thing(1, frozenset())], [Thing(0, frozenset())]) == [(0, 0), (1, None)]
