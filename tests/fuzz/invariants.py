"""What must hold, as functions over texts: shared by the fuzz targets."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

from tests.document.test_identity import check as tiles
from worklog_tui.document.model import Refused
from worklog_tui.document.parse import parse
from worklog_tui.document.patch import Edit
from worklog_tui.worklog.intentions import Intention, SetFrontMatter
from worklog_tui.worklog.model import Week
from worklog_tui.worklog.reading.read import read_week

__all__ = ["tiles"]

TODAY = dt.date(2026, 1, 5)


def read(source: bytes, language: str | None = "en") -> Week:
    """The week of a page."""
    return read_week(parse(source), language=language, path="1.4-Week4/_index.md")


def said(error: Refused) -> None:
    """A refusal is one sentence."""
    words = str(error)
    assert words.endswith((".", "!", "?")), words
    assert "\n" not in words, words


def held(edit: Edit) -> None:
    """The patch makes what was proven, and its inverse takes it back."""
    before, after = edit.before.source, edit.after.source
    assert edit.patch.apply(before) == after
    assert edit.patch.inverse.apply(after) == before
    assert parse(after) == edit.after or any(t.html for t in edit.after.tables)


def edited(week: Week, asked: Intention) -> Edit | None:
    """The edit, if it is one; None: it was refused."""
    from worklog_tui.worklog.plans.plan import plan

    try:
        edit = plan(week, asked)
    except Refused as error:
        said(error)
        return None
    held(edit)
    return edit


def drawn(week: Week) -> None:
    """All panes of a page, row by row with what the detail pane says, through the door to the screen."""
    from worklog_tui.tui.view.detail import detail_of
    from worklog_tui.tui.view.panes import panes_of
    from worklog_tui.tui.view.text import clean, cut
    from worklog_tui.worklog.visible import visible

    for pane in panes_of(week):
        assert visible(clean(pane.title)) == clean(pane.title)
        for row in pane.rows[:20]:
            for cell in row.cells:
                text = cut(clean(cell.text), 30)
                assert text == visible(text)
                assert "\n" not in text
        for row in (None, *pane.rows[:20]):
            for line in detail_of(week, pane, row, 40, "week/_index.md"):
                for text, _ in line:
                    assert text == visible(text), text


def front_set(source: bytes) -> None:
    """Spans inside the file; the first values of each kind, set to another, read back."""
    document = parse(source)
    front = document.front_matter
    assert 0 <= front.span.start <= front.content.start <= front.content.end <= front.span.end <= len(source)
    for said_so in (front.error, front.locked):
        assert said_so is None or "\n" not in said_so
    for entry in front.entries:
        for span in (entry.key_span, entry.value_span, entry.span):
            assert span is None or 0 <= span.start <= span.end <= len(source)
    week = read_week(document)
    for entry in front.entries[:3]:
        for value in ("new: #value", 7, None):
            edit = edited(week, SetFrontMatter(entry.key, value))
            if edit is not None:
                found = edit.after.front_matter.value(*entry.key)
                assert found == value or (value is None and found in (None, "")), (entry.key, found)


def cell_written(old: str, new: str) -> None:
    """What is there, written again, is what is there; what is asked reads back, but levels that neighbours tell."""
    from worklog_tui.worklog.cells.dialect import read_dialect
    from worklog_tui.worklog.cells.display import plain
    from worklog_tui.worklog.cells.outline import normal, read_cell, read_outline, write_outline

    dialect = read_dialect([old])
    assert str(read_cell(old)) == old
    assert write_outline(old, read_outline(old), dialect) == old
    asked = read_outline(new)
    plain(old)
    try:
        written = write_outline(old, asked, dialect)
    except Refused as error:
        said(error)
        return
    found = read_outline(written)
    if found not in (normal(asked), asked):  # a line nobody touched keeps its bytes: its neighbours tell its level
        assert [item.text for item in found] == [item.text for item in normal(asked)]
        assert {item.text for item in found} & {item.text for item in read_outline(old)}


def mirrored_on(week: Week, twin: Week, asked: Intention) -> None:
    """Both edits hold, or there is a reason."""
    from worklog_tui.worklog.twins.pairing import mirrored, pairing

    for difference in pairing(week, twin).differences:
        assert difference.words
    try:
        found = mirrored(week, twin, asked)
    except Refused as error:
        said(error)
        return
    for edit in (found.own, found.edit):
        if edit is not None:
            held(edit)


def three_merged(base: bytes, mine: bytes, theirs: bytes) -> None:
    """One side alone is that side; a merge without conflicts is proven; markers hold both sides whole."""
    from worklog_tui.merge.choosing import places, settled
    from worklog_tui.merge.marked import with_markers
    from worklog_tui.merge.three import merge

    assert merge(base, mine, base).resolved(lambda c: c.mine) == mine
    found = merge(base, mine, theirs)
    assert len(places(found, read(base))) == len(found.conflicts)
    assert settled(found, ["mine"] * len(found.conflicts)) == found.resolved(lambda c: c.mine)
    assert settled(found, ["theirs"] * len(found.conflicts)) == found.resolved(lambda c: c.theirs)
    size = 40
    if any(sign * size in text for sign in (b"<", b"=", b">") for text in (base, mine, theirs)):
        return
    marked = with_markers(found, labels=("ours", "theirs"), size=size)
    for side, text in (("mine", found.resolved(lambda c: c.mine)), ("theirs", found.resolved(lambda c: c.theirs))):
        assert _chosen(marked, size, side).rstrip(b"\r\n") == text.rstrip(b"\r\n"), side


def _chosen(marked: bytes, size: int, side: str) -> bytes:
    """The lines of one side, as a person takes them out of git's markers."""
    out, state = [], "both"
    for line in marked.splitlines(keepends=True) if b"\r" not in marked else marked.split(b"\n"):
        if line.startswith(b"<" * size):
            state = "mine"
        elif line.startswith(b"=" * size):
            state = "theirs"
        elif line.startswith(b">" * size):
            state = "both"
        elif state in ("both", side):
            out.append(line if b"\r" not in marked else line + b"\n")
    return b"".join(out)


def differences_told(one: bytes, two: bytes) -> None:
    """Each difference in a sentence; put back alone, the rest stays (which put_back itself proves)."""
    from worklog_tui.merge.told import changes, put_back

    before, after = read(one), read(two)
    found = changes(before, after)
    assert bool(found) == (one != two)
    for change in found[:4]:
        assert change.sentence
        with suppress(Refused):
            put_back(before, after, change, read).apply(two)


def problems_found(source: bytes, twin: bytes) -> None:
    """Every check looks; lines are lines of the page; fixes are intentions that can be planned or are refused."""
    from worklog_tui.checks.brief import brief_of
    from worklog_tui.checks.model import Subject, Twin
    from worklog_tui.checks.run import check

    week = read(source)
    rel, number = "1.4-Week4/_index.md", 4
    twins = (Twin("_index.vi.md", read(twin, "vi"), False),) if twin else ()
    briefs = (brief_of(read(twin), "1.3-Week3/_index.md", 3), brief_of(week, rel, number))
    last = source.count(b"\n") + 1
    for found in check(Subject(rel, week, TODAY, number, "week", briefs, twins)):
        assert 1 <= found.problem.line <= last, found
        assert found.problem.message
        for asked in found.fix:
            edited(week, asked)


def hits_found(source: bytes, words: str) -> None:
    """Spans lie in the text; a page with hits is let through by both quick looks."""
    from worklog_tui.worklog.finding.query import folded_page, parse_query
    from worklog_tui.worklog.finding.search import search_week
    from worklog_tui.worklog.finding.shelf import page_uses, shelve

    query = parse_query(words)
    week = read(source)
    hits = search_week(week, query)
    for hit in hits:
        assert all(0 <= start < end <= len(hit.text) for start, end in hit.spans)
    if hits:
        assert query.may_hit(folded_page(source)), words
        assert query.may_hit_marked(source), words
    shelve(page_uses(week, "week/_index.md", 4, "en"))


def next_week(last: bytes, before: bytes) -> None:
    """A page that reads as a week with as many rows, or a refusal."""
    from worklog_tui.worklog.newweek.advancing import Advance
    from worklog_tui.worklog.newweek.page import new_page

    model = read(last)
    monday = model.days[0] if model.days else dt.date(2025, 9, 29)
    monday -= dt.timedelta(days=min(monday.weekday(), (monday - dt.date.min).days))
    if monday > dt.date.max - dt.timedelta(days=14):
        return
    try:
        made = new_page(model, read(before) if before else None, Advance(4, 5, monday, monday + dt.timedelta(days=7)))
    except Refused as error:
        said(error)
        return
    tiles(made)


def pasted(source: bytes, target: bytes) -> None:
    """All rows and the items of the first list, pasted at the end; then as Markdown."""
    from worklog_tui.worklog.rows.as_markdown import page_markdown
    from worklog_tui.worklog.rows.copying import copy_items, copy_tasks
    from worklog_tui.worklog.rows.transfer import paste_items, paste_tasks

    week, there = read(source), read(target, "vi")
    page_markdown(week)
    with suppress(Refused):
        tasks = copy_tasks(week, [task.number for task in week.tasks][:5])
        for asked in paste_tasks(there, tasks, None, keep=True).intentions[:1]:
            edited(there, asked)
    if week.document.lists and there.document.lists:
        places = [(0, at) for at in range(len(week.document.lists[0].walk()))][:10]
        with suppress(Refused):
            for asked in paste_items(there, copy_items(week, places), 0, -1).intentions[:1]:
                edited(there, asked)


def text_read(text: str) -> None:
    """Dates, days, names, links and words of any text."""
    from worklog_tui.tui.links import host_of
    from worklog_tui.tui.view.text import clean, wrap
    from worklog_tui.worklog.cells.display import plain
    from worklog_tui.worklog.day.jotting import read_items, without_links
    from worklog_tui.worklog.finding.task_filter import parse_filter
    from worklog_tui.worklog.reading.date_text import find_dates
    from worklog_tui.worklog.reading.days import read_day
    from worklog_tui.worklog.site.names import week_name
    from worklog_tui.worklog.visible import json_safe, visible

    for found in find_dates(text):
        assert 0 <= found.span[0] < found.span[1] <= len(text)
    read_day(text)
    week_name(text)
    host_of(text)
    without_links(read_items(text))
    parse_filter(text)
    plain(text)
    for line in wrap(clean(text), 20):
        assert line == visible(line)
    json_safe(text)
