"""HTML tables read as tasks, and their simple texts edited; judged by what Hugo renders."""

from __future__ import annotations

import datetime as dt
import random
from html.parser import HTMLParser

import pytest

from tests.conftest import corpus_pages
from tests.document.edit_cases import count
from tests.hugo_judge import HugoJudge, needs_hugo
from worklog_tui.document.edits.html_cells import is_simple
from worklog_tui.document.html_tables import find_html_tables
from worklog_tui.document.model import Refused
from worklog_tui.document.parse import parse
from worklog_tui.worklog import intentions as want
from worklog_tui.worklog.model import OutlineItem, Week
from worklog_tui.worklog.plans.plan import plan
from worklog_tui.worklog.reading.read import read_week

PAGE = """---
title: "Week 4"
---

### Tasks

<table class="t">
<thead><tr><th style="x">Day</th><th>Task</th><th>Start Date</th><th>End Date</th></tr></thead>
<tbody>

<tr>
<td>2</td>
<td>
  Read &amp; write <br/> again
</td>
<td style="a">29/09/2025</td><td></td>
</tr>

<tr><td>3</td><td><ul><li>One</li><li>Two</li></ul></td><td>30/09/2025</td><td>01/10/2025</td></tr>
</tbody>
</table>

| a | b |
|---|---|
| 1 | 2 |

After
"""


def week(text: str = PAGE) -> Week:
    return read_week(parse(text.encode()))


def test_rows_are_tasks_with_days_and_dates() -> None:
    found = week()
    assert [t.kind for t in found.task_tables] == ["html"]
    assert [(t.number, t.line, t.start.date, t.end.date) for t in found.tasks] == [
        (1, 11, dt.date(2025, 9, 29), None),
        (2, 19, dt.date(2025, 9, 30), dt.date(2025, 10, 1)),
    ]
    assert [c.role for c in found.task_tables[0].columns] == ["day", "task", "start", "end"]
    assert [i.text for i in found.tasks[0].task] == ["Read &amp; write", "again"]
    assert [i.text for i in found.tasks[1].task] == ["One", "Two"]
    assert found.tasks[0].day.weekday == 1


@pytest.mark.parametrize(
    ("intention", "old", "new"),
    [
        (want.SetField(1, 1, "Tea & <b> cake"), "Read &amp; write <br/> again", "Tea &amp; &lt;b&gt; cake"),
        (want.SetField(1, 1, "One\nTwo"), "Read &amp; write <br/> again", "One<br/>Two"),
        (want.SetField(1, 1, "R&amp;D"), "Read &amp; write <br/> again", "R&amp;D"),
        (want.SetField(1, 0, ""), "<td>2</td>", "<td></td>"),
        (want.SetFieldDate(1, 3, dt.date(2025, 10, 2)), "2025</td><td></td>", "2025</td><td>02/10/2025</td>"),
        (want.SetFieldDate(2, 2, dt.date(2025, 10, 3)), "<td>30/09/2025", "<td>03/10/2025"),
        (
            want.SetFieldOutline(1, 1, (OutlineItem(0, "Read &amp; write"), OutlineItem(1, "B & C"))),
            "<br/> again",
            "<br/>&emsp;+ B &amp; C",
        ),
    ],
)
def test_only_the_cell_s_inner_bytes_change(intention: want.Intention, old: str, new: str) -> None:
    edit = plan(week(), intention)
    assert edit.after.source.decode() == PAGE.replace(old, new, 1)
    assert edit.patch.inverse.apply(edit.after.source) == PAGE.encode()


def test_the_same_again_changes_nothing_and_markdown_beside_it_is_edited_as_ever() -> None:
    found = week()
    assert plan(found, want.SetField(1, 1, found.tasks[0].fields[1].text)).patch.empty
    assert plan(found, want.SetFieldDate(1, 2, dt.date(2025, 9, 29))).patch.empty
    heading = plan(found, want.SetHeading(0, "Jobs"))
    assert heading.after.source.decode() == PAGE.replace("### Tasks", "### Jobs")


@pytest.mark.parametrize(
    "intention",
    [
        want.SetField(2, 1, "x"),
        want.SetFieldOutline(2, 1, (OutlineItem(0, "One"), OutlineItem(0, "B"))),
        want.RemoveTask(1),
        want.MoveTask(1, 1),
        want.DuplicateTask(2),
        want.AddTask(1),
        want.AddTask(None),
        want.SetField(1, 1, "{{< nothing >}}"),
    ],
)
def test_what_cannot_be_proven_is_refused_with_a_sentence(intention: want.Intention) -> None:
    with pytest.raises(Refused) as refused:
        plan(week(), intention)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<td>2</td>", "<td rowspan=2>2</td>"),
        ("<td>2</td>", "<td>2"),
        ("<td>2</td>", "<td><table><tr><td>2</td></tr></table></td>"),
        ("<td>2</td>", ""),
        ("<tbody>\n\n", "<tbody>\n\nwords\n\n"),
        ("<tbody>", "<tbody>{{< x >}}"),
        ("</table>", ""),
        ("<tr>\n<td>2", "<tr>words\n<td>2"),
    ],
)
def test_odd_tables_are_left_alone(old: str, new: str) -> None:
    assert week(PAGE.replace(old, new, 1)).tasks == ()


class Cells(HTMLParser):
    """The texts of all table cells."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._open = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in ("td", "th"):
            self.texts.append("")
            self._open = True
        elif tag == "br" and self._open:
            self.texts[-1] += "\n"

    def handle_endtag(self, tag: str) -> None:
        self._open = self._open and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts[-1] += data


@needs_hugo
@pytest.mark.hugo
@pytest.mark.corpus
def test_hugo_shows_the_new_text_and_every_other_as_before() -> None:
    chosen = random.Random(51)
    places = [(PAGE, t, c) for t in (0, 1) for c in (0, 1, 2, 3)]
    for path in corpus_pages():
        text = path.read_text("utf-8", "replace")
        if "<table" in text and path.read_bytes().decode("utf-8", "replace") == text:
            places += [(text, t.number - 1, f.column.index) for t in week(text).tasks for f in t.fields]
    places = [p for p in places if is_simple(week(p[0]).tasks[p[1]].fields[p[2]].text)]
    pages: dict[str, bytes] = {}
    cases: list[tuple[str, str, int, str]] = []
    for text, task, column in chosen.choices(places, k=count(200)):
        found = week(text)
        value = chosen.choice(["plain words", "a & b < c > d", "*star* [x](y) `z`", "# not | a heading", "Đã xong ẫ"])
        edit = plan(found, want.SetField(task + 1, column, value))
        before, after = f"before {len(cases)}", f"after {len(cases)}"
        pages[before], pages[after] = edit.before.source, edit.after.source
        table = find_html_tables(edit.before)[0]
        cases.append((before, after, table.columns * (1 + task) + column, value))
    facts = HugoJudge().facts(pages)
    for before, after, at, value in cases:
        was, now = Cells(facts[before].html).texts, Cells(facts[after].html).texts
        assert now[at].strip() == value
        assert was[:at] == now[:at]
        assert was[at + 1 :] == now[at + 1 :]
        assert facts[before].headings == facts[after].headings
