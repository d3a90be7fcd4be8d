"""Real twins: random edits of one, mirrored on the other, both judged by Hugo. WORKLOG_FULL=1 makes 500 of them."""

from __future__ import annotations

import datetime as dt
import os
import random
from collections import Counter
from functools import cache
from typing import NamedTuple

import pytest

from tests.conftest import corpus_root
from tests.hugo_judge import Facts, HugoJudge, needs_hugo
from worklog_tui.document.model import Refused
from worklog_tui.document.parse import parse
from worklog_tui.session.facts import compare, page_facts
from worklog_tui.session.journal import open_journal
from worklog_tui.worklog import intentions as i
from worklog_tui.worklog.cells.outline import read_outline
from worklog_tui.worklog.model import OutlineItem, Week
from worklog_tui.worklog.plans.plan import plan
from worklog_tui.worklog.reading.read import read_week
from worklog_tui.worklog.twins.pairing import mirrored, pairing, part_of

pytestmark = [pytest.mark.corpus, pytest.mark.skipif(corpus_root() is None, reason="WORKLOG_CORPUS is not set")]

EDITS = 500 if os.environ.get("WORKLOG_FULL") == "1" else 60


class Pair(NamedTuple):
    name: str
    own: Week
    twin: Week


@cache
def pairs() -> tuple[Pair, ...]:
    root = corpus_root()
    assert root is not None
    out = []
    for site in sorted(root.glob("site*")):
        for week in open_journal(site, cwd=site).weeks:
            if len(week.pages) == 2:
                read = [
                    read_week(parse(p.path.read_bytes()), language=p.language, number=p.number, path=p.rel)
                    for p in week.pages
                ]
                out.append(Pair(f"{site.name} {week.label}", *read))
    return tuple(out)


def row_edit(week: Week, rng: random.Random) -> i.Intention | None:
    """A random edit of a row."""
    task = rng.choice(week.tasks)
    columns = {f.column.role: f.column.index for f in reversed(task.fields)}
    day = task.start.date or dt.date(2025, 9, 8)
    kind = rng.choice(["add", "remove", "move", "duplicate", "start", "end", "day", "line", "link"])
    if kind == "add":
        text = "**Dig** a pond<br>and `fill` it"
        return i.AddTask(task.number, {columns["task"]: text} if "task" in columns else {}, day + dt.timedelta(1))
    if kind in ("start", "end") and kind in columns:
        return i.SetFieldDate(task.number, columns[kind], day + dt.timedelta(rng.randint(1, 5)))
    if kind == "day" and "day" in columns:
        return i.SetField(task.number, columns["day"], rng.choice(["Monday", "T3", "Thursday", "Chủ nhật"]))
    if kind == "line" and "task" in columns:
        lines = list(read_outline(task.fields[columns["task"]].text))
        lines.insert(rng.randint(0, len(lines)), OutlineItem(0, "A new *line*"))
        return i.SetFieldOutline(task.number, columns["task"], tuple(lines))
    if kind == "link" and task.references:
        return i.SetLink(rng.choice(task.references).link, target="https://example.org/new?a=1&b=2")
    if kind == "move":
        return i.MoveTask(task.number, rng.choice([-2, -1, 1, 2]))
    return i.RemoveTask(task.number) if kind == "remove" else i.DuplicateTask(task.number)


def item_edit(week: Week, rng: random.Random) -> i.Intention | None:
    """A random edit of an objective or an achievement."""
    lists = [n for s in week.sections if (s.role or s.within) in ("objectives", "achievements") for n in s.lists]
    if not lists:
        return None
    number = rng.choice(lists)
    items = week.document.lists[number].walk()
    at = rng.randrange(len(items))
    return rng.choice(
        [i.AddItem(number, at, "Something *new*", items[at].level), i.RemoveItem(number, at), i.MoveItem(number, at, 1)]
    )


def test_most_real_twins_are_in_step_and_the_others_say_where() -> None:
    assert len(pairs()) > 250
    in_step = 0
    for pair in pairs():
        found = pairing(pair.own, pair.twin)
        back = pairing(pair.twin, pair.own)
        assert found.in_step == back.in_step, pair.name
        in_step += found.in_step
        mark = compare(page_facts(pair.own), [page_facts(pair.twin)]).twin
        assert mark == ("step" if found.in_step else "differs"), pair.name
        for difference in found.differences:
            assert difference.words
            assert pair.twin.language is not None
            assert pair.twin.language in difference.words or "this page" in difference.words
    assert in_step >= 210


def test_what_differs_is_refused_with_its_place() -> None:
    rng = random.Random(3)
    refused = 0
    for pair in pairs():
        why = pairing(pair.own, pair.twin).reason("tasks")
        if why is None or not pair.own.tasks or pair.own.tasks[0].kind == "html":
            continue
        for _ in range(3):
            asked = row_edit(pair.own, rng)
            if asked is None or plan(pair.own, asked).patch.empty:
                continue
            mirror = mirrored(pair.own, pair.twin, asked)
            assert (mirror.intentions, mirror.reason) == ((), why), pair.name
            refused += 1
    assert refused > 40


def test_side_by_side_every_task_and_item_stands_once_on_its_side() -> None:
    from worklog_tui.tui.drafts import draft_for
    from worklog_tui.tui.view.side_by_side import side_of, stops_of

    for pair in pairs()[::3]:
        sides = (side_of(pair.own, ()), side_of(pair.twin, ()))
        stops = stops_of(*sides)
        for which, side in enumerate(sides):
            places = [half.at for stop in stops if (half := stop.halves[which]) is not None]
            assert len(places) == len(set(places)), pair.name
            rows = {(at.pane, at.row) for at in places if at.row >= 0}
            wanted = {
                (p, r) for p, pane in enumerate(side.panes) if pane.id not in ("front", "links")
                for r, row in enumerate(pane.rows) if row.kind in ("task", "item", "text")
            }  # fmt: skip
            assert wanted <= rows, pair.name
            for at in places[:: max(1, len(places) // 20)]:
                pane = side.panes[at.pane]
                draft_for(side.week, pane, pane.rows[at.row] if at.row >= 0 else None, at.column)


class Done(NamedTuple):
    asked: i.Intention
    own: tuple[bytes, bytes]  # before and after
    twin: tuple[bytes, bytes]


def made(pair: Pair, asked: i.Intention, outcome: Counter[str]) -> Done | None:
    try:
        own = plan(pair.own, asked)
    except Refused:
        outcome["refused here"] += 1
        return None
    mirror = mirrored(pair.own, pair.twin, asked)
    if mirror.reason is not None:
        assert pair.twin.language is not None
        assert pair.twin.language in mirror.reason
        outcome["not mirrored"] += 1
    elif not mirror.intentions:
        outcome["nothing to mirror"] += 1
    if not mirror.intentions:
        return None
    twin = pair.twin
    for one in mirror.intentions:
        twin = read_week(plan(twin, one).after, language=twin.language, number=twin.number)
    after = read_week(own.after, language=pair.own.language, number=pair.own.number)
    part = part_of(pair.own, asked)
    assert part is not None
    assert pairing(after, twin).reason(part) is None, (pair.name, asked)
    outcome["mirrored"] += 1
    return Done(
        asked,
        (pair.own.document.source, own.after.source),
        (pair.twin.document.source, twin.document.source),
    )


def rows_of(facts: Facts) -> list[tuple[tuple[str, ...], ...]]:
    return [table.rows for table in facts.tables]


def check(asked: i.Intention, before: Facts, after: Facts, own: Week) -> None:
    """By Hugo's word: the rows are those there were but for the edited one, and everything else is the same."""
    if isinstance(asked, i.AddItem | i.RemoveItem | i.MoveItem):
        assert rows_of(after) == rows_of(before)
        assert after.headings == before.headings
        grown = after.html.count("<li>") - before.html.count("<li>")
        assert grown == 1 if isinstance(asked, i.AddItem) else grown <= 0
        return
    assert after.html == before.html  # tables left out
    assert [t.header for t in after.tables] == [t.header for t in before.tables]
    number = asked.after if isinstance(asked, i.AddTask) else getattr(asked, "task", None)
    if number is None:
        assert isinstance(asked, i.SetLink)
        number = next(r.task for r in own.references if r.link == asked.link)
    assert number is not None
    task = own.tasks[number - 1]
    old, new = list(rows_of(before)[task.table]), list(rows_of(after)[task.table])
    others = [n for n in range(len(before.tables)) if n != task.table]
    assert [rows_of(before)[n] for n in others] == [rows_of(after)[n] for n in others]
    if isinstance(asked, i.AddTask):
        assert len(new.pop(task.row + 1)) == len(old[0])
        assert new == old
    elif isinstance(asked, i.RemoveTask):
        assert new == old[: task.row] + old[task.row + 1 :]
    elif isinstance(asked, i.DuplicateTask):
        assert new == old[: task.row + 1] + old[task.row :]
    elif isinstance(asked, i.MoveTask):
        old.insert(max(0, min(len(old) - 1, task.row + asked.by)), old.pop(task.row))
        assert new == old
    else:
        assert len(new) == len(old)
        assert [n for n in range(len(new)) if new[n] != old[n]] in ([task.row], [])
        assert sum(a != b for a, b in zip(old[task.row], new[task.row], strict=True)) <= 1


@needs_hugo
def test_random_edits_mirrored_pass_hugo_on_both_pages() -> None:
    rng = random.Random(20250908)
    outcome: Counter[str] = Counter()
    done: list[tuple[Pair, Done]] = []
    able = [p for p in pairs() if p.own.tasks and pairing(p.own, p.twin).reason("tasks") is None]
    able = [p for p in able if all(t.kind == "markdown" for w in (p.own, p.twin) for t in w.task_tables)]
    lists = [p for p in pairs() if pairing(p.own, p.twin).reason("objectives") is None]
    lists = [p for p in lists if pairing(p.own, p.twin).reason("achievements") is None]
    while len(done) < EDITS:
        items = rng.random() < 0.2
        pair = rng.choice(lists if items else able)
        if rng.random() < 0.5 and items is False:
            pair = Pair(pair.name, pair.twin, pair.own)
        asked = (item_edit if items else row_edit)(pair.own, rng)
        found = made(pair, asked, outcome) if asked is not None else None
        if found is not None:
            done.append((pair, found))
    sources = {
        f"{n} {side} {when}": getattr(found, side)[when]
        for n, (_, found) in enumerate(done) for side in ("own", "twin") for when in (0, 1)
    }  # fmt: skip
    facts = HugoJudge().facts(sources)
    wrong: list[str] = []
    for n, (pair, found) in enumerate(done):
        assert facts[f"{n} own 0"].params == facts[f"{n} own 1"].params
        for side in ("own", "twin"):
            try:
                check(found.asked, facts[f"{n} {side} 0"], facts[f"{n} {side} 1"], pair.own)
            except AssertionError as error:
                wrong.append(f"{pair.name} ({side}): {found.asked}: {str(error)[:200]}")
    assert not wrong, "\n".join(wrong)
    assert outcome["not mirrored"] <= 0.1 * len(done), outcome
    print(f"\n{dict(outcome)}")
