"""New lines are spelled as the page spells: what is expected was written by hand from real pages' habits."""

from __future__ import annotations

import pytest

from worklog_tui.document.parse import parse
from worklog_tui.worklog.cells.dialect import Dialect, read_dialect
from worklog_tui.worklog.cells.outline import read_outline, write_outline
from worklog_tui.worklog.intentions import SetFieldOutline
from worklog_tui.worklog.model import OutlineItem
from worklog_tui.worklog.plans.plan import plan
from worklog_tui.worklog.reading.read import read_week


@pytest.mark.parametrize(
    ("cell", "deeper"),
    [
        ("- A <br>&emsp; + B", "- A <br>&emsp; + B <br>&emsp; &emsp; + C"),
        ("- A <br> &emsp; + B", "- A <br> &emsp; + B <br> &emsp; &emsp; + C"),
        ("- A<br>&emsp;+ B", "- A<br>&emsp;+ B<br>&emsp;&emsp;+ C"),
        ("- A<br>&nbsp;&nbsp;- B", "- A<br>&nbsp;&nbsp;- B<br>&nbsp;&nbsp;&nbsp;&nbsp;- C"),
        ("- A <br>\u2003• B", "- A <br>\u2003• B <br>\u2003\u2003• C"),
    ],
)
@pytest.mark.parametrize("own", [True, False])
def test_a_level_deeper_than_any_is_indented_as_the_others_are(cell: str, deeper: str, own: bool) -> None:
    asked = (OutlineItem(0, "A"), OutlineItem(1, "B"), OutlineItem(2, "C"))
    page = read_dialect([cell])
    written = write_outline(cell, asked, Dialect() if own else page)
    assert written == deeper
    assert read_outline(written) == asked
    if not own:
        assert page.form(2).lead == deeper[deeper.rindex(">") + 1 : -1]


PAGE = """---
title: Week 3
---

### Tasks

| Day | Date | Task | Activities |
| --- | ---- | ---- | ---------- |
| 1 | 22/09 | **Databases** | - Deploy one<br>- Watch it |
| 2 | 23/09 | **Queues** | - Read<br>- Write |
| 3 | 24/09 |  |  |
"""


@pytest.mark.parametrize(("column", "written"), [(2, "One <br> Two"), (3, "- One<br>- Two")])
def test_bullets_are_a_columns_own_habit(column: int, written: str) -> None:
    week = read_week(parse(PAGE.encode()), language="en", number=3, path="week3.md")
    assert [c.role for c in week.task_tables[0].columns] == ["day", "date", "task", "detail"]
    one = plan(week, SetFieldOutline(3, column, (OutlineItem(0, "One"),))).after
    row = one.tables[0].rows[2]
    assert row.cells[column].text == written.partition("<br>")[0].strip()
    both = plan(week, SetFieldOutline(3, column, (OutlineItem(0, "One"), OutlineItem(0, "Two")))).after
    assert both.tables[0].rows[2].cells[column].text.replace(" <br> ", "<br>") == written.replace(" <br> ", "<br>")
