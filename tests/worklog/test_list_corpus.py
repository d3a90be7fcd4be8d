"""Every kind of list of real pages, edited as an outline: Hugo shows what was asked and everything else as before."""

from __future__ import annotations

import random

import pytest

from tests.document.edit_cases import Case, Judged, ListReader, Refusals, count, documents, judge
from tests.hugo_judge import needs_hugo
from tests.worklog.outline_edits import NEW, edits, end_of
from worklog_tui.document.model import Document
from worklog_tui.document.patch import Edit
from worklog_tui.worklog.cells.list_outline import list_outline, steps
from worklog_tui.worklog.intentions import MoveItem, SetListOutline
from worklog_tui.worklog.plans.plan import plan
from worklog_tui.worklog.reading.read import read_week

pytestmark = [pytest.mark.corpus]
Place = tuple[str, Document, int]


@pytest.fixture(scope="module")
def places() -> list[Place]:
    """Every list of every real page whose HTML has no other items (of HTML lists, of footnotes)."""
    out = [
        (str(path), doc, li)
        for path, doc in documents()
        if b"<li" not in doc.source and b"[^" not in doc.source
        for li in range(len(doc.lists))
    ]
    if len(out) < 100:
        pytest.skip("WORKLOG_CORPUS is not set: no real pages")
    return out


def test_one_item_edited_is_one_step(places: list[Place]) -> None:
    seen = 0
    for name, doc, li in places:
        outline = list_outline(doc.lists[li])
        assert steps(doc.lists[li], outline, li) == []
        if not all(item.text for item in outline):
            continue  # items without text of their own (``- - x``)
        for at in range(len(outline)):
            for edit in edits(outline, at):
                made = steps(doc.lists[li], edit.outline, li)
                seen += 1
                assert len(made) == 1, (name, li, at, edit.kind, made)
    assert seen > 1000


@needs_hugo
@pytest.mark.hugo
def test_outlines_written(places: list[Place]) -> None:
    chosen, refusals, cases = random.Random(41), Refusals(), []
    for name, doc, li in chosen.choices(places, k=count(600)):
        outline = list_outline(doc.lists[li])
        edit = chosen.choice(list(edits(outline, chosen.randrange(len(outline)))))
        label = f"{name} list {li} {edit.kind}"
        made = refusals.tried(label, lambda d, o, n: plan(read_week(d), SetListOutline(n, o)), doc, edit.outline, li)
        if made is not None:
            first = sum(len(items.walk()) for items in doc.lists[:li])
            cases.append(
                _case(label, made, first, len(outline), edit.order, [i.level for i in edit.outline], edit.kind)
            )
    refusals.hold(0.01)
    assert judge(cases) == refusals.accepted


@needs_hugo
@pytest.mark.hugo
def test_items_moved(places: list[Place]) -> None:
    chosen, refusals, cases = random.Random(42), Refusals(), []
    movable = [
        (name, doc, li, at)
        for name, doc, li in places
        for outline in [list_outline(doc.lists[li])]
        for at in range(len(outline))
        if end_of(outline, at) < len(outline) and outline[end_of(outline, at)].level == outline[at].level
    ]
    for name, doc, li, at in chosen.choices(movable, k=count(600)):
        outline = list_outline(doc.lists[li])
        label = f"{name} list {li} item {at}"
        made = refusals.tried(label, lambda d, n, a: plan(read_week(d), MoveItem(n, a, 1)), doc, li, at)
        if made is None:
            continue
        end = end_of(outline, at)
        stop, every = end_of(outline, end), range(len(outline))
        order = (*every[:at], *every[end:stop], *every[at:end], *every[stop:])
        levels = [outline[i].level for i in order]
        first = sum(len(items.walk()) for items in doc.lists[:li])
        cases.append(_case(label, made, first, len(outline), order, levels, "move"))
        lines = [sorted(e.source.split(b"\n")) for e in (made.before, made.after)]
        if not any(item.marker[0].isdigit() for item in doc.lists[li].walk()) and made.before.source.endswith(b"\n"):
            assert lines[0] == lines[1], label
    refusals.hold(0.01)
    assert judge(cases) == refusals.accepted


def _case(
    label: str, made: Edit, first: int, size: int, order: tuple[int | None, ...], levels: list[int], kind: str
) -> Case:
    """Hugo's items afterwards are those before in this order, at these levels; one may be new or say something else."""

    def check(case: Case, judged: Judged) -> None:
        before, rest = ListReader.read(judged.before.html)
        after, rest_after = ListReader.read(judged.after.html)
        assert len(after) == len(before) - size + len(order), case.name
        changed = [n for n, i in enumerate(order) if i is None]
        for n, (i, level) in enumerate(zip(order, levels, strict=True)):
            now = after[first + n]
            assert now[0] - after[first][0] == level, case.name
            if i is None:
                assert now[1] == NEW, case.name
            elif now[1] != before[first + i][1]:
                changed.append(n)
                assert kind == "change", case.name
                assert now[1].startswith(NEW), case.name
        assert len(changed) == (kind in ("change", "add", "add below")), case.name
        assert after[:first] == before[:first], case.name
        assert after[first + len(order) :] == before[first + size :], case.name
        assert rest.split() == rest_after.split(), case.name
        tables = ([(t.header, t.rows) for t in facts.tables] for facts in (judged.before, judged.after))
        assert next(tables) == next(tables), case.name

    return Case(label, made, check)
