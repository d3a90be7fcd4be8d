"""Real Hugo judges list items set, added, removed, indented; other items, the rest and all params are as before.

What Hugo derives and is left out of the comparison: whether a list is loose (``<p>`` in its items), and the number its
first item has.
"""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from tests.document.edit_cases import (
    ITEM_VALUES,
    Case,
    Judged,
    ListReader,
    Refusals,
    Value,
    count,
    documents,
    judge,
    squeezed,
)
from tests.hugo_judge import needs_hugo
from worklog_tui.document.edits.items import add_item, indent_item, remove_item, set_item, start_list
from worklog_tui.document.model import Document, ListItem

pytestmark = [needs_hugo, pytest.mark.hugo, pytest.mark.corpus]

Items = list[tuple[int, str]]
Place = tuple[str, Document, int, int]


def meaning(value: Value) -> str:
    return value.item or value.typed.strip(" \t\r\n")


MEANINGS = [v.typed.strip(" \t\r\n") for v in ITEM_VALUES]


@pytest.fixture(scope="module")
def places() -> list[Place]:
    """Every list item of every real page whose HTML has no other items (of HTML lists, of footnotes)."""
    docs = documents()
    if len(docs) < 100:
        pytest.skip("WORKLOG_CORPUS is not set: no real pages")
    return [
        (str(path), doc, li, i)
        for path, doc in docs
        if b"<li" not in doc.source and b"[^" not in doc.source
        for li, items in enumerate(doc.lists)
        for i in range(len(items.walk()))
    ]


def index_of(doc: Document, li: int, item: int) -> int:
    """The item's place among all items of the page."""
    return sum(len(items.walk()) for items in doc.lists[:li]) + item


def size(item: ListItem) -> int:
    return 1 + sum(size(child) for child in item.children)


def rendered(value: Value, judged: Judged) -> str:
    html = value.item if value.item is not None else judged.rendered[value.typed.strip(" \t\r\n")]
    return squeezed(html)


def expected(change: Callable[[Items, Judged], Items]) -> Callable[[Case, Judged], None]:
    def check(case: Case, judged: Judged) -> None:
        assert judged.before.tables == judged.after.tables or _but_lines(judged), f"{case.name}: a table changed"
        before, rest = ListReader.read(judged.before.html)
        after, rest_after = ListReader.read(judged.after.html)
        assert len(before) == sum(len(items.walk()) for items in case.edit.before.lists), case.name
        assert change(before, judged) == after, case.name
        assert rest.replace("<list>", "").split() == rest_after.replace("<list>", "").replace("<!-- -->", "").split(), (
            case.name
        )

    return check


def _but_lines(judged: Judged) -> bool:
    """Tables stand on other lines when lines come or go above them."""
    one, two = ([(t.header, t.rows, t.alignments) for t in facts.tables] for facts in (judged.before, judged.after))
    return one == two


def test_items_set(places: list[Place]) -> None:
    chosen, refusals, cases = random.Random(21), Refusals(), []
    for name, doc, li, i in chosen.sample(places, count(500)):
        value = chosen.choice(ITEM_VALUES)
        item = doc.lists[li].walk()[i]
        label = f"{name} list {li} item {i} {value.typed!r}"
        edit = refusals.tried(label, set_item, doc, li, i, value.typed)
        if edit is None:
            continue
        assert all(item.text_span.start <= s.start <= s.end <= item.text_span.end for s in edit.patch.splices), label
        n = index_of(doc, li, i)
        was = "\n".join(line.lstrip(" \t") for line in doc.text(item.text_span).split("\n"))

        def changed(items: Items, judged: Judged, n=n, value=value, was=was) -> Items:  # type: ignore[no-untyped-def]
            level, html = items[n]
            old = squeezed(judged.rendered[was])
            assert html.startswith(old), (html, old)
            return [*items[:n], (level, rendered(value, judged) + html[len(old) :]), *items[n + 1 :]]

        cases.append(Case(label, edit, expected(changed), {"was": was}))
    refusals.hold()
    assert judge(cases, [*MEANINGS, *(str(case.facts["was"]) for case in cases)]) == refusals.accepted


def test_items_added(places: list[Place]) -> None:
    chosen, refusals, cases = random.Random(22), Refusals(), []
    for name, doc, li, i in chosen.sample(places, count(500)):
        value = chosen.choice([v for v in ITEM_VALUES if v.typed.strip(" \t\r\n")])
        walked = doc.lists[li].walk()
        level = chosen.choice((walked[i].level, walked[i].level, 0, walked[i].level + 1))
        label = f"{name} list {li} item {i} level {level} {value.typed!r}"
        edit = refusals.tried(label, add_item, doc, li, i, value.typed, level)
        if edit is None:
            continue
        assert all(not s.old for s in edit.patch.splices), label
        at = i
        while walked[at].level > level:
            at -= 1
        n = index_of(doc, li, at) + (1 if level > walked[i].level else size(walked[at]))

        def added(items: Items, judged: Judged, n=n, value=value, level=level) -> Items:  # type: ignore[no-untyped-def]
            return [*items[:n], (level, rendered(value, judged)), *items[n:]]

        cases.append(Case(label, edit, expected(added)))
    refusals.hold()
    assert judge(cases, MEANINGS) == refusals.accepted


def test_items_removed(places: list[Place]) -> None:
    chosen, refusals, cases = random.Random(23), Refusals(), []
    for name, doc, li, i in chosen.sample(places, count(500)):
        label = f"{name} list {li} item {i}"
        edit = refusals.tried(label, remove_item, doc, li, i)
        if edit is None:
            continue
        walked = doc.lists[li].walk()
        n, gone = index_of(doc, li, i), size(walked[i])
        cases.append(Case(label, edit, expected(lambda items, _, n=n, gone=gone: items[:n] + items[n + gone :])))
    refusals.hold()
    assert judge(cases) == refusals.accepted


def test_items_indented(places: list[Place]) -> None:
    chosen, refusals, cases = random.Random(24), Refusals(), []
    movable = [
        (*place, by)
        for place in places
        for by in (1, -1)
        if (by < 0 and place[1].lists[place[2]].walk()[place[3]].level) or (by > 0 and has_sibling_above(*place[1:]))
    ]
    for name, doc, li, i, by in chosen.sample(movable, count(500)):
        label = f"{name} list {li} item {i} by {by}"
        edit = refusals.tried(label, indent_item, doc, li, i, by)
        if edit is None:
            continue
        n, moved = index_of(doc, li, i), size(doc.lists[li].walk()[i])

        def shifted(items: Items, _: Judged, n: int = n, moved: int = moved, by: int = by) -> Items:
            return [(lv + by if n <= k < n + moved else lv, html) for k, (lv, html) in enumerate(items)]

        cases.append(Case(label, edit, expected(shifted)))
    refusals.hold()
    assert judge(cases) == refusals.accepted


def has_sibling_above(doc: Document, li: int, i: int) -> bool:
    walked = doc.lists[li].walk()
    above = next((item for item in reversed(walked[:i]) if item.level <= walked[i].level), None)
    return above is not None and above.level == walked[i].level


def test_lists_begun(places: list[Place]) -> None:
    chosen, refusals, cases = random.Random(25), Refusals(), []
    docs = {name: doc for name, doc, _, _ in places if doc.headings}
    for name in chosen.sample(sorted(docs), min(len(docs), count(200))):
        doc = docs[name]
        heading = chosen.choice([h for h in doc.headings if not h.nested] or doc.headings)
        at = next(i for i, b in enumerate(doc.blocks) if b.span.start <= heading.span.start < b.span.end) + 1
        value = chosen.choice([v for v in ITEM_VALUES if v.typed.strip(" \t\r\n")])
        label = f"{name} block {at} {value.typed!r}"
        edit = refusals.tried(label, start_list, doc, at, value.typed)
        if edit is None:
            continue
        position = doc.blocks[at].span.start if at < len(doc.blocks) else len(doc.source)
        n = sum(len(items.walk()) for items in doc.lists if items.span.start < position)

        def begun(items: Items, judged: Judged, n=n, value=value) -> Items:  # type: ignore[no-untyped-def]
            return [*items[:n], (0, rendered(value, judged)), *items[n:]]

        cases.append(Case(label, edit, expected(begun)))
    refusals.hold()
    assert judge(cases, MEANINGS) == refusals.accepted
