"""A document as a week: what stands where, for whom, and when."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.worklog.pages import ENGLISH, FRONT, VIETNAMESE, roles, table, week
from worklog_tui.document.parse import parse
from worklog_tui.worklog.model import OutlineItem
from worklog_tui.worklog.reading.read import read_week, week_number
from worklog_tui.worklog.reading.vocabulary import DEFAULT


def test_a_whole_page() -> None:
    found = week(ENGLISH, "1.4-Week4/_index.md")
    assert (found.language, found.number, found.title, found.date, found.weight) == (
        "en", 4, "Week 4 Worklog", "2025-09-29", 4,
    )  # fmt: skip
    assert found.days == (dt.date(2025, 9, 29), dt.date(2025, 10, 1))
    assert roles(found) == ["day", "task", "start", "end", "reference"]
    assert found.outline("objectives") == (
        OutlineItem(0, "Know the database services"), OutlineItem(1, "RDS"), OutlineItem(0, "Plan the proposal"),
    )  # fmt: skip
    assert [i.text for i in found.outline("achievements")] == [
        "I learned how databases are backed up.", "Wrote the proposal",
    ]  # fmt: skip
    assert found.problems == ()


def test_its_tasks() -> None:
    one, two, three = week(ENGLISH).tasks
    assert [t.number for t in (one, two, three)] == [1, 2, 3]
    assert (one.line, one.day.text, one.day.weekday) == (17, "2", 1)
    assert [(i.level, i.text) for i in one.task] == [
        (0, "Read about RDS:"),
        (1, "Backups"),
        (1, "Log"),
        (0, "Tea"),
    ]
    assert one.references[0].label == "RDS"
    assert [r.target for r in two.references] == ["https://lab.example/43", "/notes"]
    assert (two.start.date, two.end.date) == (dt.date(2025, 9, 30), dt.date(2025, 10, 1))
    assert (three.end.text, three.end.date, three.references) == ("", None, ())


def test_a_vietnamese_page_by_its_words() -> None:
    found = week(VIETNAMESE)
    assert (found.language, found.number) == ("vi", 4)
    assert [s.role for s in found.sections] == ["objectives", "tasks", "achievements"]
    assert [t.day.weekday for t in found.tasks] == [1, 7]
    assert found.days == (dt.date(2025, 9, 29), dt.date(2025, 10, 5))


def test_rows_count_on_through_the_page_and_missing_cells_are_empty_fields() -> None:
    rows = "| Day | Task | Start |\n| - | - | - |\n| Mon | a |\n| | | |\n"
    found = week(rows + "\ntext\n\n" + rows)
    assert [t.number for t in found.tasks] == [1, 2, 3, 4]
    assert [t.table for t in found.tasks] == [0, 0, 1, 1]
    assert [f.text for f in found.tasks[0].fields] == ["Mon", "a", ""]
    assert found.tasks[1].task == ()


def test_extra_cells_and_unread_dates_are_problems() -> None:
    found = week("| Day | Task | Start |\n| - | - | - |\n| Mon | a | 32/13/2025 | lost |\n")
    assert [(p.code, p.line) for p in found.problems] == [("date-unread", 3), ("cells-extra", 3)]


def test_front_matter_that_cannot_be_read_is_a_problem_and_the_body_is_still_read() -> None:
    found = week('---\ntitle: "open\n---\n' + ENGLISH.split("---\n", 2)[2])
    assert [p.code for p in found.problems] == ["front-matter-unreadable"]
    assert len(found.tasks) == 3


def test_one_date_column_is_start_and_end() -> None:
    (task,) = table("Date|Task", "29/09/2025 - 04/10/2025|x").tasks
    assert (task.start.date, task.end.date) == (dt.date(2025, 9, 29), dt.date(2025, 10, 4))
    assert task.start.text == task.end.text == "29/09/2025 - 04/10/2025"


def test_days_fall_back_on_title_and_front_matter() -> None:
    assert week("# Week 4 (29/09 - 04/10/2025)\n").days == (dt.date(2025, 9, 29), dt.date(2025, 10, 4))
    assert week(FRONT).days == (dt.date(2025, 9, 29), dt.date(2025, 9, 29))
    assert week("text\n").days is None


@pytest.mark.parametrize(
    ("path", "title", "headings", "pre", "number"),
    [
        ("content/1-Worklog/1.4-Week4/_index.md", "Week 5", [], None, 4),
        ("1.03-Week3/_index.vi.md", None, [], None, 3),
        ("week-04/index.md", None, [], None, 4),
        ("1.12-Week12.md", None, [], None, 12),
        ("page.md", "Nhật ký Tuần 7", [], None, 7),
        ("page.md", "Log", ["Week 8 Objectives"], None, 8),
        ("page.md", "Log", ["Plan for Week 9", "Week 8 Results"], None, 8),
        ("page.md", "Log", [], " <b> 1.11. </b> ", 11),
        ("1-Worklog/_index.md", "Worklog", ["Week 1: a", "Week 2: b", "Week 3: c"], " <b> 1. </b> ", None),
        ("", None, [], None, None),
    ],
)
def test_numbers(path: str, title: str | None, headings: list[str], pre: str | None, number: int | None) -> None:
    assert week_number(path, title, headings, pre) == number


def test_what_the_site_knows_wins() -> None:
    found = read_week(parse(ENGLISH.encode()), language="vi", number=40, path="1.4-Week4/_index.en.md")
    assert (found.language, found.number) == ("vi", 40)
    assert read_week(parse(b"x\n"), path="Week4/_index.vi.md").language == "vi"
    assert read_week(parse(b"")).language is None


SECTIONS = """intro

# Week 4

## Objectives
- a

## Achievements
before

### Databases
- b
- c

**Networks:**

1. d

Next steps
----------
- e
"""


def test_every_construct_stands_in_one_section() -> None:
    found = week(SECTIONS)
    assert [(s.heading.text if s.heading else None, s.role, s.within) for s in found.sections] == [
        (None, None, None),
        ("Week 4", None, None),
        ("Objectives", "objectives", None),
        ("Achievements", "achievements", None),
        ("Databases", None, "achievements"),
        ("Networks:", None, "achievements"),
        ("Next steps", "next", None),
    ]
    assert [i.text for i in found.outline("achievements")] == ["before", "b", "c", "d"]
    assert [i.text for i in found.outline("next")] == ["e"]
    blocks = [b for s in found.sections for b in s.blocks]
    assert blocks == sorted(set(blocks))
    assert [n for s in found.sections for n in s.lists] == list(range(len(found.document.lists)))
    achievements = found.section("achievements")
    assert achievements is not None
    assert found.document.text(achievements.span).startswith("## Achievements")
    assert found.document.text(achievements.span).endswith("1. d\n\n")


def test_places_say_where_lines_stand() -> None:
    for section in week(ENGLISH).sections:
        assert len(section.places) == len(section.outline)
    found = week(SECTIONS)
    databases = found.sections[4]
    items = found.document.lists[databases.lists[0]].walk()
    assert [items[p.item].text for p in databases.places] == ["b", "c"]


def test_a_first_line_that_names_itself() -> None:
    found = week("### Databases (22/09 – 26/09)\n\n**Objective:** know them\n")
    assert [i.text for i in found.outline("objectives")] == ["**Objective:** know them"]


def test_headings_inside_a_shortcode_count_where_there_are_no_others() -> None:
    found = week("{{% notice note %}}\n### Objectives\n- a\n{{% /notice %}}\n")
    assert [i.text for i in found.outline("objectives")] == ["a"]


def test_images_are_no_references() -> None:
    found = week("| Day | Task |\n| - | - |\n| Mon | ![p](/p.png) [t](u) https://x.example/ |\n\n[after](v)\n")
    assert [(r.target, r.task) for r in found.references] == [("u", 1), ("https://x.example/", 1), ("v", None)]
    assert [found.document.links[i].target for i in found.images] == ["/p.png"]


def test_words_of_ones_own_reach_the_page() -> None:
    own = DEFAULT.extended(columns={"task": ["aufgabe"], "day": ["wochentag"]}, headings={"objectives": ["ziele"]})
    page = b"## Ziele\n- a\n\n| Wochentag | Aufgabe |\n| - | - |\n| Mon | x |\n"
    found = read_week(parse(page), vocabulary=own)
    assert found.outline("objectives")
    assert len(found.tasks) == 1


@pytest.mark.parametrize(("cell", "finished"), [("", False), ("-", False), ("… <br> &emsp; +", False), ("Tea", True)])
def test_a_row_without_words_is_not_finished(cell: str, finished: bool) -> None:
    table = "| Day | Task | Start | End | Status |\n| --- | --- | --- | --- | --- |\n"
    done = table + f"| 2 | {cell} | 29/09/2025 | 30/09/2025 | Done |\n"
    dated = table.replace(" Status |", "").replace("| --- |\n", "|\n") + f"| 2 | {cell} | 29/09/2025 | 30/09/2025 |\n"
    for text in (done, dated):
        week = read_week(parse(f"### Tasks\n\n{text}".encode()), language="en")
        assert [task.finished(dt.date(2025, 10, 1)) for task in week.tasks] == [finished]


def test_finished() -> None:
    today = dt.date(2025, 9, 30)
    ends = table("Day|Task|Start|End", "2|x|29/09/2025|30/09/2025", "3|x|30/09/2025|01/10/2025", "4|x|01/10/2025|")
    assert [t.finished(today) for t in ends.tasks] == [True, False, False]
    words = [
        "Done",
        "✅",
        "Hoàn thành",
        "100%",
        "Completed",
        "[x]",
        "Not done",
        "In progress",
        "Đang làm",
        "",
        "Chưa xong",
    ]
    states = table("Day|Task|End|Status", *(f"2|x|29/09/2025|{w}" for w in words))
    assert [t.finished(today) for t in states.tasks] == [True] * 6 + [False] * 5


@given(st.binary(max_size=400))
def test_any_bytes_are_a_week(data: bytes) -> None:
    assert read_week(parse(data)).document.source == data


@given(st.lists(st.sampled_from(ENGLISH.splitlines(keepends=True) + VIETNAMESE.splitlines(keepends=True)), max_size=30))
def test_shuffled_pages_are_read(lines: list[str]) -> None:
    found = week("".join(lines))
    for task in found.tasks:
        assert len(task.fields) == len(
            found.document.tables[task.table].texts(found.document.tables[task.table].header)
        )
