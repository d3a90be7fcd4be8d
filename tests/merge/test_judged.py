"""Random pairs of edits on real pages, merged: each falls as docs/merge.md says, and Hugo renders both."""

from __future__ import annotations

import os
import random
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import corpus_pages
from tests.hugo_judge import Facts, HugoJudge
from worklog_tui.document.model import Refused
from worklog_tui.document.parse import parse
from worklog_tui.merge.three import merge
from worklog_tui.worklog import intentions as want
from worklog_tui.worklog.model import Week
from worklog_tui.worklog.plans.plan import plan
from worklog_tui.worklog.reading.read import read_week

COUNT = 400 if os.environ.get("WORKLOG_FULL") else 80
pytestmark = [pytest.mark.corpus, pytest.mark.hugo]


class Change(NamedTuple):
    """One side's edit. ``place``: what it touches; two of one place meet."""

    kind: str
    place: tuple[object, ...]
    source: bytes


def _drawn(week: Week, rng: random.Random, name: str) -> Change | None:
    task = rng.choice(week.tasks)
    row = (task.table, task.row)
    kind = rng.choice(["cell", "cell", "cell", "remove", "move", "add", "front", "item", "new item"])
    lists = [n for n, items in enumerate(week.document.lists) if items.items]
    intention: want.Intention
    place: tuple[object, ...] = (kind, *row)
    if kind == "cell":
        column = rng.randrange(len(task.fields))
        intention, place = want.SetField(task.number, column, f"Set by {name}"), ("cell", *row, column)
    elif kind == "remove":
        intention = want.RemoveTask(task.number)
    elif kind == "move":
        intention = want.MoveTask(task.number, 1)
    elif kind == "add":
        intention = want.AddTask(task.number, {task.fields[0].column.index: f"Row of {name}"})
    elif kind == "front":
        intention, place = want.SetFrontMatter(("title",), f"Title by {name}"), ("front", "title")
    elif lists:
        at = rng.choice(lists)
        item = rng.randrange(len(week.document.lists[at].walk()))
        place = ("item", at, item)
        intention = want.SetItem(at, item, f"Item by {name}")
        if kind == "new item":
            intention, place = want.AddItem(at, item, f"New item by {name}"), ("new item", at, item)
    else:
        return None
    try:
        after = plan(week, intention).after.source
    except Refused:
        return None
    return None if after == week.document.source else Change(kind, place, after)


def _meet(one: Change, two: Change) -> bool:
    """The table's conflicts among these edits."""
    if {one.kind, two.kind} == {"cell", "remove"}:
        return one.place[1:3] == two.place[1:3]
    return one.kind == two.kind and one.kind in ("cell", "front", "item") and one.place == two.place


def _leaves(facts: Facts) -> Counter[object]:
    out: Counter[object] = Counter()
    for at, table in enumerate(facts.tables):
        for row in (table.header, *table.rows):
            out[at, row] += 1
    out.update(facts.headings)
    return out


def _cells(facts: Facts) -> Counter[object]:
    return Counter((at, n, c) for at, t in enumerate(facts.tables) for row in t.rows for n, c in enumerate(row))


def test_pairs_of_edits_fall_as_the_table_says(corpus: Path) -> None:
    rng = random.Random(4)
    pages: dict[str, bytes] = {}
    cases: list[tuple[str, Change, Change]] = []
    paths = corpus_pages()
    rng.shuffle(paths)
    while len(cases) < COUNT:
        source = rng.choice(paths).read_bytes()
        week = read_week(parse(source), language=None, number=None, path="")
        if not week.tasks:
            continue
        mine, theirs = _drawn(week, rng, "me"), _drawn(week, rng, "them")
        if mine is None or theirs is None:
            continue
        name = f"{len(cases)}"
        found = merge(source, mine.source, theirs.source)
        if found.conflicts or _meet(mine, theirs):
            both_order = mine.kind == theirs.kind == "move"
            assert bool(found.conflicts) == _meet(mine, theirs) or both_order, (mine[:2], theirs[:2], found.conflicts)
            continue
        cases.append((name, mine, theirs))
        merged = found.resolved(lambda _: b"")
        pages |= {f"{name} base": source, f"{name} mine": mine.source, f"{name} theirs": theirs.source}
        pages[f"{name} merged"] = merged
    facts = HugoJudge().judge(pages)
    for name, mine, theirs in cases:
        base, one, two, both = (facts[f"{name} {which}"] for which in ("base", "mine", "theirs", "merged"))
        if not isinstance(base, Facts):
            continue  # a page that never built
        assert isinstance(one, Facts)
        assert isinstance(two, Facts)
        assert isinstance(both, Facts), (mine[:2], theirs[:2], both)
        assert len(both.tables) == len(base.tables)
        was, now = _cells(base), _cells(both)
        asked = _cells(one) - was + (_cells(two) - was) - (was - _cells(one)) - (was - _cells(two))
        assert asked - now == Counter(), (name, mine[:2], theirs[:2])
        gained = Counter(both.headings) - Counter(base.headings)
        assert gained == Counter(), (name, mine[:2], theirs[:2])
        for side, change in ((one, mine), (two, theirs)):
            if change.kind == "front":
                assert both.params["title"] == side.params["title"]
            if change.kind in ("item", "new item"):
                assert f"tem by {'me' if change is mine else 'them'}" in both.full_html
        kept = _leaves(one) & _leaves(two)
        assert kept - _leaves(both) == Counter(), (name, mine[:2], theirs[:2])
