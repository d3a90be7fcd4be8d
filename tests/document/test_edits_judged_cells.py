"""Real Hugo judges edited cells: the value reads back; other cells, the rest of the page and all params as before.

Nothing Hugo derives (heading ids, footnote numbers, looseness of lists) changes with a cell: nothing is left out.
"""

from __future__ import annotations

import itertools
import random

import pytest

from tests.conftest import seed_pages
from tests.document.edit_cases import BREAK, FULL, VALUES, Case, Judged, Refusals, Value, documents, judge
from tests.hugo_judge import needs_hugo
from worklog_tui.document.edits.cells import set_cell
from worklog_tui.document.model import Document
from worklog_tui.document.parse import parse

pytestmark = [needs_hugo, pytest.mark.hugo, pytest.mark.corpus]

Place = tuple[int, int, int]


def places(doc: Document) -> list[Place]:
    """Every cell of the page, the header's and the missing ones included."""
    out = []
    for t, table in enumerate(doc.tables):
        out += [(t, r, c) for r in range(-1, len(table.rows)) for c in range(table.columns)]
    return out


def check(case: Case, judged: Judged) -> None:
    table, row, column = case.facts["place"]  # type: ignore[misc]
    value: Value = case.facts["value"]  # type: ignore[assignment]
    assert judged.before.html == judged.after.html, f"{case.name}: the rest of the page changed"
    before = [[list(t.header), *map(list, t.rows)] for t in judged.before.tables]
    after = [[list(t.header), *map(list, t.rows)] for t in judged.after.tables]
    assert len(before) == len(case.edit.before.tables), case.name
    got = after[table][row + 1][column]
    assert got == judged.rendered[value.meaning], f"{case.name}: {got!r}"
    before[table][row + 1][column] = after[table][row + 1][column] = ""
    assert before == after, f"{case.name}: another cell changed"


def make(name: str, doc: Document, place: Place, value: Value, refusals: Refusals) -> Case | None:
    edit = refusals.tried(
        f"{name} {place} {value.typed!r}", lambda: set_cell(doc, *place, value.typed, line_break=BREAK)
    )
    if edit is None:
        return None
    line = doc.tables[place[0]].header if place[1] < 0 else doc.tables[place[0]].rows[place[1]]
    for splice in edit.patch.splices:
        if place[2] < len(line.cells):
            span = line.cells[place[2]].span
            assert span.start <= splice.start <= splice.end <= span.end, "it reaches beyond the cell"
        else:
            assert line.span.start < splice.start <= splice.end < line.span.end + 1, "it reaches beyond the row"
            assert splice.old in (b"", b"|")
    return Case(f"{name} {place} {value.typed!r}", edit, check, {"place": place, "value": value})


def test_every_cell_of_the_seeds_with_every_value() -> None:
    docs = [(p.name, parse(p.read_bytes())) for p in seed_pages()]
    if not docs:
        pytest.skip("WORKLOG_CORPUS is not set: no sample pages")
    every = [(n, d, place, v) for n, d in docs for place, v in itertools.product(places(d), VALUES)]
    refusals = Refusals()
    chosen = every if FULL else random.Random(1).sample(every, 700)
    cases = [case for one in chosen if (case := make(*one, refusals)) is not None]
    refusals.hold()
    assert judge(cases, [v.meaning for v in VALUES]) == refusals.accepted


def test_cells_of_real_pages() -> None:
    docs = documents()
    if len(docs) < 100:
        pytest.skip("WORKLOG_CORPUS is not set: no real pages")
    chosen = random.Random(2)
    every = [(str(p), d, place) for p, d in docs for place in places(d)]
    refusals = Refusals()
    picked = chosen.sample(every, 3000 if FULL else 400)
    cases = [case for one in picked if (case := make(*one, chosen.choice(VALUES), refusals)) is not None]
    refusals.hold()
    assert judge(cases, [v.meaning for v in VALUES]) == refusals.accepted


ODD = (
    b"a | b\n--|--\nc | d\ne\nf | \n",
    b"a\n-|\nb\nc\n",
    b"|a|b|\n|-|-|\n|c||\n|d|\n|\n||\n",
    b"text\nmore | text\n> text\n> a | b\n> --|--\n> c | d\n",
    b"- x\n\n  | a | b |\n  |---|---|\n  | c | d |\n",
    b"a | b\r\n-|-\r\nc | d",
    b"above\na | b | c\n:-:|-\n",
    b"above\n| a | b |\n|---|---|---|\n| c\n    | d | e |\nlazy\n",
    b"| a   | b |\n|-----|---|\n| x   | y |\n",
    b"| a |\n|---|\n| x |\n{{% notice %}}\n| c | d |\n|--|--|\n| e | f |\n{{% /notice %}}\n",
    b"| a | b |\n|---|---|\n| \\|\n| {{< x >}}\n",
    b"\xef\xbb\xbf---\ntitle: x\n---\n|a\\|b|c\\|\n|--|--|\n|d\\|e|\\\\|\n",
)


def test_odd_tables_with_every_value() -> None:
    refusals = Refusals()
    cases = []
    for body in ODD:
        doc = parse(body if body.startswith(b"\xef") else b"---\ntitle: x\n---\n" + body)
        for place, value in itertools.product(places(doc), VALUES):
            case = make(repr(body), doc, place, value, refusals)
            if case is not None:
                cases.append(case)
    refusals.hold()
    if not FULL:
        cases = random.Random(3).sample(cases, 900)
    assert judge(cases, [v.meaning for v in VALUES]) == len(cases)
