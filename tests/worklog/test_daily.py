"""An item logged on a day: the bytes it makes, written by hand, on pages of several dialects."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import corpus_pages, seed_pages
from tests.hugo_judge import HugoJudge, needs_hugo
from tests.worklog.pages import week
from worklog_tui.document.model import Refused
from worklog_tui.document.parse import parse
from worklog_tui.worklog.day.logging import Added, add_item, day_row
from worklog_tui.worklog.day.today import dated
from worklog_tui.worklog.model import Week
from worklog_tui.worklog.plans.plan import plan
from worklog_tui.worklog.reading.read import read_week

WED = dt.date(2025, 10, 1)
THU = dt.date(2025, 10, 2)


def done(found: Week, asked: Sequence[object]) -> Week:
    """The week after these intentions, each planned on what the one before made."""
    for one in asked:
        edit = plan(found, one)  # type: ignore[arg-type]
        found = read_week(edit.after, language=found.language, number=found.number)
    return found


def logged(text: str, words: str, day: dt.date = WED, **more: object) -> str:
    """The page's text with an item logged."""
    found = week(text)
    return done(found, add_item(found, words, day, **more).intentions).document.source.decode()  # type: ignore[arg-type]


def page(*rows: str, header: str = "Day | Task | Start Date | Completion Date | Reference Material") -> str:
    """A page that is one table."""
    columns = header.count("|") + 1
    lines = [f"| {header} |", "|" + " --- |" * columns, *(f"| {row} |" for row in rows)]
    return '---\ntitle: "Week 4"\n---\n' + "\n".join(lines) + "\n"


MON = "2 | - Plan the roof<br>&emsp; + Boxes | 29/09/2025 | 29/09/2025 | <https://example.org/a>"
TUE = "3 | - Walk the line | 30/09/2025 | 30/09/2025 | "


@pytest.mark.parametrize(
    ("cell", "words", "after"),
    [
        ("- One<br>&emsp; + Under", "Two", "- One<br>&emsp; + Under<br>- Two"),
        ("- One <br> - Two", "Three", "- One <br> - Two <br> - Three"),
        ("One line", "Two", "One line<br>Two"),
        ("", "First", "- First"),
        ("-", "First", "- First"),
        ("Topics: <br>- a <br>- b", "c", "Topics: <br>- a <br>- b <br>- c"),
        ("1. a<br>2. b", "c", "1. a<br>2. b<br>3. c"),
        ("<ul><li>a</li><li>b</li></ul>", "c", "<ul><li>a</li><li>b</li><li>c</li></ul>"),
        ("- a<br/>- b", "c", "- a<br/>- b<br/>- c"),
        ("• a<br>• b", "c", "• a<br>• b<br>• c"),
        ("- a", "- typed with a bullet", "- a<br>- typed with a bullet"),
        ("- a", "b\n  under b", "- a<br>- b<br>&emsp; + under b"),
        ("- a", "x | y", "- a<br>- x \\| y"),
        ("- ![Plan](/a.png)", "b", "- ![Plan](/a.png)<br>- b"),
    ],
)
def test_an_item_in_the_cells_own_dialect(cell: str, words: str, after: str) -> None:
    text = page(MON, TUE, f"4 | {cell} | 01/10/2025 | 01/10/2025 | ")
    assert logged(text, words) == text.replace(f"| 4 | {cell} |", f"| 4 | {after} |")


def test_a_line_becomes_a_heading_with_an_item_where_the_page_does_so() -> None:
    text = page(
        "2 | Roof:<br>- plan<br>- walk | 29/09/2025 | | ",
        "3 | Cellar:<br>- sweep | 30/09/2025 | | ",
        "4 | Garden: | 01/10/2025 | | ",
    )
    assert logged(text, "weed") == text.replace("Garden:", "Garden:<br>- weed")


def test_the_items_of_a_detail_column() -> None:
    header = "Day | Date | Task | Activities"
    text = page("1 | 29/09 | **Roof** | - Plan<br>- Walk", "3 | 01/10 | **Cable** | - Lay", header=header)
    assert logged(text, "Test").splitlines()[-1] == "| 3 | 01/10 | **Cable** | - Lay<br>- Test |"


@pytest.mark.parametrize(
    ("rows", "words", "line"),
    [
        ((MON, TUE), "Lay cable", "| 4 | - Lay cable | 01/10/2025 |  |  |"),
        (("Mon | a | 29/9/2025 | | ", "Tue | b | 30/9/2025 | | "), "c", "| Wed | c | 1/10/2025 |  |  |"),
        (("Thứ 2 | a | 29-09-2025 | | ",), "c", "| Thứ 4 | c | 01-10-2025 |  |  |"),
        (("T2 | - a<br>- b | 29/09 | | ",), "c", "| T4 | - c | 01/10 |  |  |"),
        (("**Monday** | • a | 2025-09-29 | | ",), "c", "| **Wednesday** | • c | 2025-10-01 |  |  |"),
        (("Day 16 | a | 30/09/2025 | | ",), "c", "| Day 17 | c | 01/10/2025 |  |  |"),
    ],
)
def test_a_missing_row_is_made_in_the_pages_own_forms(rows: tuple[str, ...], words: str, line: str) -> None:
    text = page(*rows)
    assert logged(text, words) == text + line + "\n"


def test_the_row_is_made_at_its_place_by_date() -> None:
    thursday = "5 | - Rest | 02/10/2025 | 02/10/2025 | "
    text = page(MON, thursday)
    assert logged(text, "x") == page(MON, "4 | - x | 01/10/2025 |  | ", thursday)
    assert logged(page(thursday), "x") == page("4 | - x | 01/10/2025 |  | ", thursday)


def test_a_page_that_begins_with_the_newest_day() -> None:
    text = page(TUE, MON)
    assert logged(text, "x") == page("4 | - x | 01/10/2025 |  | ", TUE, MON)


def test_an_empty_row_that_was_left_for_the_day_is_filled() -> None:
    text = page(MON, TUE, " |  |  |  | ", " |  |  |  | ")
    assert logged(text, "x") == page(MON, TUE, "4 | - x | 01/10/2025 |  | ", " |  |  |  | ")


def test_a_prepared_row_gets_its_date() -> None:
    text = page(MON, TUE, "4 |  |  |  | ", "5 |  |  |  | ")
    assert logged(text, "x") == page(MON, TUE, "4 | - x | 01/10/2025 |  | ", "5 |  |  |  | ")


@pytest.mark.parametrize(
    ("first", "second", "day", "row"),
    [
        ("2-4 | - a | 29/09/2025 | 01/10/2025 | ", "5 | - b | 02/10/2025 | | ", WED, 1),
        ("2 | - a | 29/09/2025 - 01/10/2025 | | ", "5 | - b | 02/10/2025 | | ", THU, 2),
        ("2 | - a | 29/09/2025 | 03/10/2025 | ", "4 | - b | 01/10/2025 | 01/10/2025 | ", WED, 1 + 1),
        ("2, 3 | - a | | | ", "4, 5 | - b | | | ", THU, 2),
    ],
)
def test_rows_for_a_span_of_days(first: str, second: str, day: dt.date, row: int) -> None:
    found = week(page(first, second))
    assert day_row(found, day) == row
    assert add_item(found, "x", day)[1:3] == (row, False)


@pytest.mark.parametrize("day_cell", ["29/09 – 01/10", "29/09/2025", "Monday (29/09/2025)"])
def test_dates_in_the_day_column(day_cell: str) -> None:
    found = week("# Week of 29/09/2025\n\n| Day | Task |\n| --- | --- |\n" + f"| {day_cell} | - a |\n| 05/10 | - b |\n")
    assert day_row(found, dt.date(2025, 9, 29)) == 1
    assert day_row(found, dt.date(2025, 10, 5)) == 2


def test_a_day_column_only() -> None:
    text = "# Week 4 (29/09/2025)\n\n| Day | Task |\n| --- | --- |\n| Mon | a |\n| Wed | b |\n| Fri | c |\n"
    assert logged(text, "x") == text.replace("| b |", "| b<br>x |")
    assert logged(text, "x", THU) == text.replace("| Wed | b |\n", "| Wed | b |\n| Thu | x |\n")


def test_one_date_column() -> None:
    text = page("29/09/2025 | - a | Done", "01/10/2025 | - b | ", header="Date | Task | Status")
    assert logged(text, "x") == text.replace("- b", "- b<br>- x")
    assert logged(text, "x", THU) == text + "| 02/10/2025 | - x |  |\n"


def test_a_counting_column_goes_on_counting() -> None:
    text = page("1 | Mon | a | 29/09/2025", "2 | Tue | b | 30/09/2025", header="# | Day | Task | Start Date")
    assert logged(text, "x") == text + "| 3 | Wed | x | 01/10/2025 |\n"


def test_where_each_task_has_a_row_the_item_gets_one() -> None:
    rows = [f"{d} | task {n} | {d + 27}/09/2025 | " for d in (2, 3) for n in (1, 2, 3)]
    text = page(*rows, header="Day | Task | Start Date | End Date")
    made = "| 2 | x | 29/09/2025 |  |\n"
    after = logged(text, "x", dt.date(2025, 9, 29))
    assert after == text.replace("| 3 | task 1", made + "| 3 | task 1")


def test_the_second_table_of_a_page() -> None:
    one, two = page(MON, TUE), "\nText\n\n| Day | Task | Start |\n| --- | --- | --- |\n| 5 | - a | 02/10/2025 |\n"
    assert logged(one + two, "x", THU) == one + two.replace("- a", "- a<br>- x")
    assert logged(one + two, "x", dt.date(2025, 10, 3)) == one + two + "| 6 | - x | 03/10/2025 |\n"


LISTS = (
    "---\ntitle: Week 4\n---\n## Monday 29/09/2025\n\n- a\n\n## Wednesday 01/10/2025\n\n* b\n  * c\n\n"
    "## Next week\n\n- more\n"
)


@pytest.mark.parametrize(
    ("text", "words", "after"),
    [
        (LISTS, "x", LISTS.replace("  * c\n", "  * c\n* x\n")),
        (LISTS, "x\n  y", LISTS.replace("  * c\n", "  * c\n* x\n  * y\n")),
        ("## Thứ 4\n\n- b\n\n## Thứ 5\n\n- c\n", "x", "## Thứ 4\n\n- b\n- x\n\n## Thứ 5\n\n- c\n"),
        ("## Wed: cables\n\nText.\n", "x", "## Wed: cables\n\nText.\n\n- x\n"),
        ("## Tasks\n\n1. b\n\n## Results\n\n- c\n", "x", "## Tasks\n\n1. b\n2. x\n\n## Results\n\n- c\n"),
    ],
)
def test_a_page_of_lists(text: str, words: str, after: str) -> None:
    assert logged(text, words) == after


@pytest.mark.parametrize("text", [LISTS.replace("Wednesday 01/10", "Thursday 02/10"), "## Results\n\n- c\n"])
def test_a_page_of_lists_without_one_for_the_day(text: str) -> None:
    with pytest.raises(Refused, match="no list of that day"):
        logged(text, "x")


# --- links -------------------------------------------------------------------------------------------------------

AUTO, BARE = "<https://example.org/a>", "https://example.org/a"
INLINE, BOLD = "[A](https://example.org/a)", "**[A](https://example.org/a)**"


@pytest.mark.parametrize(
    ("other", "words", "item", "reference"),
    [
        (AUTO, "Lab https://example.org/b", "Lab", "<https://example.org/b>"),
        (BARE, "Lab https://example.org/b", "Lab", "https://example.org/b"),
        (INLINE, "Lab https://example.org/b", "Lab", "[Lab](https://example.org/b)"),
        (BOLD, "Lab https://example.org/b", "Lab", "**[Lab](https://example.org/b)**"),
        (INLINE, "Read [the book](https://example.org/b) twice", "Read the book twice", "[the book](https://example.org/b)"),
        (AUTO, "Read [the book](https://example.org/b)", "Read the book", "<https://example.org/b>"),
        (INLINE, "Again https://example.org/a", "Again", "[A](https://example.org/a)"),
        (
            INLINE,
            "A sentence too long to be the name of anything https://www.example.org/b?x=1",
            "A sentence too long to be the name of anything",
            "[example.org](https://www.example.org/b?x=1)",
        ),
        ("", "Lab (https://example.org/b)", "Lab", "<https://example.org/b>"),
        (AUTO, "See https://example.org/b", "See https://example.org/b", ""),
        (AUTO, "Open https://example.org/b first", "Open https://example.org/b first", ""),
        (AUTO, "`curl https://example.org/b`", "`curl https://example.org/b`", ""),
    ],
)  # fmt: skip
def test_a_link_goes_to_the_reference_column(other: str, words: str, item: str, reference: str) -> None:
    text = page(f"2 | - a | 29/09/2025 | | {other}", "4 | - b | 01/10/2025 | | ")
    shown = f" {reference} " if reference else "  "
    assert logged(text, words) == text.replace(
        "| 4 | - b | 01/10/2025 | |  |", f"| 4 | - b<br>- {item} | 01/10/2025 | |{shown}|"
    )


@pytest.mark.parametrize(
    ("example", "cell", "after"),
    [
        (f"{AUTO} <br> <https://example.org/c>", AUTO, f"{AUTO} <br> <https://example.org/b>"),
        (f"{INLINE}<br><br>[C](https://example.org/c)", INLINE, f"{INLINE}<br><br>[x](https://example.org/b)"),
        (f"{INLINE}, [C](https://example.org/c)", INLINE, f"{INLINE}, [x](https://example.org/b)"),
        (f"{AUTO}", "–", "<https://example.org/b>"),
        (f"- {AUTO}<br>- <https://example.org/c>", "", "- <https://example.org/b>"),
        (f"{AUTO}", "<https://example.org/b>", "<https://example.org/b>"),
    ],
)
def test_references_are_parted_as_on_the_page(example: str, cell: str, after: str) -> None:
    text = page(f"2 | - a | 29/09/2025 | | {example}", f"4 | - b | 01/10/2025 | | {cell}")
    wanted = text.replace(f"| 4 | - b | 01/10/2025 | | {cell} |", f"| 4 | - b<br>- x | 01/10/2025 | | {after} |")
    assert logged(text, "x https://example.org/b") == wanted


def test_links_stay_in_the_text_where_the_page_keeps_them_there() -> None:
    text = page(f"2 | - a {AUTO} | 29/09/2025 | | ", "4 | - b | 01/10/2025 | | ")
    assert logged(text, f"x {BARE}") == text.replace("- b", f"- b<br>- x {BARE}")
    bare = page("4 | - b | 01/10/2025 ", header="Day | Task | Start")
    assert logged(bare, f"x {BARE}") == bare.replace("- b", f"- b<br>- x {BARE}")
    assert logged(bare, "x", references=[BARE]) == bare.replace("- b", f"- b<br>- x <{BARE}>")


def test_a_link_alone_is_a_reference_alone() -> None:
    text = page(f"2 | - a | 29/09/2025 | | {AUTO}", "4 | - b | 01/10/2025 | | ")
    assert logged(text, "https://example.org/b") == text.replace(
        "| 4 | - b | 01/10/2025 | |  |", "| 4 | - b | 01/10/2025 | | <https://example.org/b> |"
    )


def test_end_and_row_of_its_own() -> None:
    text = page(MON, TUE)
    assert (
        logged(text, "x", dt.date(2025, 9, 30), end=WED, row=True)
        == text + "| 3 | - x | 30/09/2025 | 01/10/2025 |  |\n"
    )


# --- what is refused, and what always holds -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("# Week 4\n\nProse.\n", "x"),
        (page(MON, TUE), " \n- \n"),
        (page(MON, TUE), "{{< secret >}}"),
    ],
)
def test_what_is_refused_is_said_in_one_sentence(text: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        logged(text, words)
    assert "\n" not in str(refused.value)
    assert str(refused.value).endswith((".", ":", "{."))


_WORDS = st.text(st.sampled_from("ab |\\`*_[]()<>&;:#+-.1&nđươ\u00a0{"), min_size=1, max_size=24)


@settings(max_examples=120, deadline=None)
@given(st.lists(_WORDS, min_size=1, max_size=3), st.sampled_from([dt.date(2025, 9, 29 + n) for n in (0, 1)] + [WED]))
def test_whatever_is_typed_all_else_reads_as_before(words: list[str], day: dt.date) -> None:
    found = week(page(MON, TUE))
    try:
        added = add_item(found, "\n".join(words), day)
        after = done(found, added.intentions)
    except Refused:
        return
    old = [t for t in found.tasks if t.number != added.task or added.made]
    now = [t for t in after.tasks if t.number != added.task]
    assert [[f.text for f in t.fields] for t in now] == [[f.text for f in t.fields] for t in old]
    if not added.made:
        there = found.tasks[added.task - 1].task
        assert after.tasks[added.task - 1].task[: len(there)] == there


def _days(found: Week) -> list[dt.date]:
    """Days to log on; none where the tasks are an HTML table, which takes no rows."""
    known = dated(found).days
    if known is None or any(table.kind == "html" for table in found.task_tables):
        return []
    monday = known[0] - dt.timedelta(days=known[0].weekday())
    return [monday + dt.timedelta(days=n) for n in (1, 3, 6)]


@pytest.mark.skipif(not corpus_pages(), reason="no corpus")
def test_every_real_table_takes_an_item_on_any_day() -> None:
    seen = made = 0
    for path in [*seed_pages(), *corpus_pages()]:
        found = read_week(parse(path.read_bytes()), path=str(path))
        if not found.task_tables or found.task_tables[0].kind == "html":  # rows of those are for an editor
            continue
        for day in _days(found):
            added = add_item(found, "Checked the pump https://pump.example/manual", day)
            after = done(found, added.intentions)
            seen, made = seen + 1, made + added.made
            _only_this_row(found, after, added)
            task = after.tasks[added.task - 1]
            assert any("Checked the pump" in i.text for i in task.task + task.detail), path
            assert "https://pump.example/manual" in {r.target for r in task.references}, path
            if added.made and any(f.column.role in ("start", "date") for f in task.fields):
                assert task.start.date == day, path
    assert seen > 300
    assert 20 < made < seen / 2


def _only_this_row(before: Week, after: Week, added: Added) -> None:
    """Every line but the row's own is as it was."""
    line = after.tasks[added.task - 1].line
    now = after.document.source.splitlines(keepends=True)
    was = before.document.source.splitlines(keepends=True)
    del now[line - 1]
    if not added.made:
        del was[line - 1]
    assert b"".join(now).rstrip(b"\r\n") == b"".join(was).rstrip(b"\r\n")


def _holds(cell: str, before: str) -> bool:
    """Whether one piece was put into the cell and nothing else changed."""
    more = len(cell) - len(before)
    return more > 0 and any(cell[:at] + cell[at + more :] == before for at in range(len(before) + 1))


@needs_hugo
@pytest.mark.skipif(not seed_pages(), reason="no seeds")
def test_hugo_shows_the_new_item_and_all_the_others_as_before() -> None:
    pages: dict[str, bytes] = {}
    asked: dict[str, tuple[str, int, int, bool]] = {}
    for path in [*seed_pages(), *corpus_pages()[::9]]:
        found = read_week(parse(path.read_bytes()), path=str(path))
        for day in _days(found) if found.task_tables and found.task_tables[0].kind == "markdown" else []:
            added = add_item(found, "Checked the pump", day)
            after = done(found, added.intentions)
            task = after.tasks[added.task - 1]
            name = f"{path}-{day}"
            pages |= {str(path): found.document.source, name: after.document.source}
            asked[name] = (str(path), task.table, task.row, added.made)
    said = HugoJudge().facts(pages)
    compared = 0
    for name, (model, table, row, made) in asked.items():
        if name not in said or model not in said:
            continue
        was = [list(t.rows) for t in said[model].tables]
        now = [list(t.rows) for t in said[name].tables]
        new = now[table].pop(row)
        old = ("",) * len(new) if made else was[table].pop(row)
        assert now == was, name
        assert sum("Checked the pump" in cell for cell in new) == 1, name
        for before, cell in zip(old, new, strict=True):
            assert made or cell == before or _holds(cell, before), name
        compared += 1
    assert compared > 60
