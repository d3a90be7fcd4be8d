"""Made twins in many dialects under random edits: what was in step stays in step, and no page loses its own words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from worklog_tui.document.parse import parse
from worklog_tui.worklog import intentions as i
from worklog_tui.worklog.cells.outline import read_outline
from worklog_tui.worklog.model import OutlineItem, Week
from worklog_tui.worklog.plans.plan import plan
from worklog_tui.worklog.reading.read import read_week
from worklog_tui.worklog.twins.pairing import mirrored, pairing

MONDAY = dt.date(2025, 9, 15)
ENGLISH = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Hand:
    """How a page writes."""

    language: str
    header: str
    date: str
    day: str  # "name", "number", "t"
    line: str
    under: str
    bullet: str
    end: str

    def row(self, offset: int, lines: list[int], row: int) -> str:
        day = MONDAY + dt.timedelta(offset)
        name = {
            "name": ENGLISH[offset][:3], "number": str(offset + 2), "t": f"T{offset + 2}" if offset < 6 else "CN",
        }[self.day]  # fmt: skip
        task = ""
        for n, level in enumerate(lines):
            words = f"{self.language} words {row}{n}"
            task += (self.line if n else "") + (self.under if level else "") + words
        written = day.strftime(self.date)
        return f"| {name} | {task} | {written} | {written} | <https://example.org/{row}> |"

    def page(self, rows: list[tuple[int, list[int]]], aims: list[int]) -> bytes:
        items = [f"{'    ' * level}{self.bullet} {self.language} aim {n}" for n, level in enumerate(aims)]
        title = {"en": "### Objectives", "vi": "### Mục tiêu"}[self.language]
        table = [self.header, "|---|---|---|---|---|", *(self.row(*row, n) for n, row in enumerate(rows))]
        return self.end.join([title, "", *items, "", "### Tasks" if self.language == "en" else "### Công việc", "",
                              *table, ""]).encode()  # fmt: skip


EN_HEADER = "| Day | Task | Start Date | Completion Date | Reference Material |"
VI_HEADER = "| Thứ | Công việc | Ngày bắt đầu | Ngày hoàn thành | Nguồn tài liệu |"
HANDS_EN = [
    Hand("en", EN_HEADER, "%m/%d/%Y", "name", " <br> ", "&emsp; + ", "-", "\n"),
    Hand("en", EN_HEADER, "%Y-%m-%d", "number", "<br>", "- ", "*", "\r\n"),
    Hand("en", EN_HEADER, "%d %b %Y", "name", "<br/>", "&nbsp;&nbsp;• ", "+", "\n"),
]
HANDS_VI = [
    Hand("vi", VI_HEADER, "%d/%m/%Y", "t", "<br/>", "&nbsp;&nbsp;◦ ", "*", "\r\n"),
    Hand("vi", VI_HEADER, "%d-%m-%Y", "number", " <br>", "&emsp; - ", "-", "\n"),
]


def levels(most: int) -> st.SearchStrategy[list[int]]:
    return st.lists(st.integers(0, 1), min_size=0, max_size=most).map(lambda rest: [0, *rest])


@st.composite
def twins(draw: st.DrawFn) -> tuple[Week, Week]:
    offsets = sorted(draw(st.sets(st.integers(0, 6), min_size=2, max_size=5)))
    rows = [(offset, draw(levels(3))) for offset in offsets]
    aims = draw(levels(4))
    en, vi = draw(st.sampled_from(HANDS_EN)), draw(st.sampled_from(HANDS_VI))
    weeks = [read_week(parse(hand.page(rows, aims)), language=hand.language) for hand in (en, vi)]
    return (weeks[0], weeks[1]) if draw(st.booleans()) else (weeks[1], weeks[0])


@st.composite
def edits(draw: st.DrawFn, week: Week) -> i.Intention:
    task = draw(st.sampled_from(week.tasks))
    day = MONDAY + dt.timedelta(draw(st.integers(0, 6)))
    number, count = task.number, len(week.tasks)
    lines = list(read_outline(task.fields[1].text))
    items = week.document.lists[0].walk() if week.document.lists else ()
    kinds = ["add", "duplicate", "move", "start", "end", "line", "swap", "link"] + ["remove"] * (count > 1)
    kind = draw(st.sampled_from(kinds + (["item", "item gone"] if len(items) > 1 else [])))
    if kind == "add":
        return i.AddTask(number, {1: draw(st.sampled_from(["", "fresh", "fresh one<br>fresh two"]))}, day)
    if kind == "line":
        lines.insert(draw(st.integers(0, len(lines))), OutlineItem(0, "fresh line"))
        return i.SetFieldOutline(number, 1, tuple(lines))
    if kind == "swap":
        lines = [line._replace(level=0) for line in lines]
        return i.SetFieldOutline(number, 1, tuple(draw(st.permutations(lines))))
    if kind == "link" and task.references:
        return i.SetLink(task.references[0].link, target=f"https://example.net/{draw(st.integers(0, 9))}")
    if kind in ("item", "item gone"):
        at = draw(st.integers(0, len(items) - 1))
        return i.AddItem(0, at, "fresh aim", items[at].level) if kind == "item" else i.RemoveItem(0, len(items) - 1)
    return {
        "duplicate": i.DuplicateTask(number), "remove": i.RemoveTask(number),
        "move": i.MoveTask(number, draw(st.sampled_from([-1, 1]))), "end": i.SetFieldDate(number, 3, day),
    }.get(kind, i.SetFieldDate(number, 2, day))  # fmt: skip


def words(week: Week) -> list[str]:
    cells = [item.text for task in week.tasks for item in read_outline(task.fields[1].text)]
    return cells + [item.text for items in week.document.lists for item in items.walk()]


def after(week: Week, asked: tuple[i.Intention, ...]) -> Week:
    for one in asked:
        week = read_week(plan(week, one).after, language=week.language)
    return week


@given(st.data())
@settings(max_examples=120, deadline=None)
def test_what_was_in_step_stays_in_step_and_words_stay_each_pages_own(data: st.DataObject) -> None:
    own, twin = data.draw(twins())
    assert pairing(own, twin).in_step
    for _ in range(data.draw(st.integers(1, 4))):
        asked = data.draw(edits(own))
        mirror = mirrored(own, twin, asked)
        assert mirror.reason is None, mirror.reason
        before, there = words(twin), twin
        own, twin = after(own, (asked,)), after(twin, mirror.intentions)
        found = pairing(own, twin).differences  # a day's number is read by the dates around it, so a date may turn it
        assert [d.words for d in found if d.hard or "another day" not in d.words] == []
        assert [[x.level for x in read_outline(t.fields[1].text)] for t in own.tasks] == [
            [x.level for x in read_outline(t.fields[1].text)] for t in twin.tasks
        ]
        copied = [copy.text for copy in mirror.copies]
        assert all("fresh" in text for text in copied)
        assert set(words(twin)) <= set(before) | set(copied)
        kept = [text for text in before if text not in words(twin)]
        assert not kept or isinstance(asked, i.RemoveTask | i.RemoveItem)
        if not mirror.intentions:
            assert twin is there
