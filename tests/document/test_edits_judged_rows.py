"""Real Hugo judges rows added, removed, moved and doubled: these rows, in this order; all else as before."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from tests.document.edit_cases import VALUES, Case, Judged, Refusals, count, documents, judge
from tests.hugo_judge import needs_hugo
from worklog_tui.document.edits.rows import duplicate_row, insert_row, move_row, remove_row
from worklog_tui.document.model import Document
from worklog_tui.document.patch import Edit

pytestmark = [needs_hugo, pytest.mark.hugo, pytest.mark.corpus]

Rows = list[list[str]]
MEANINGS = [v.meaning for v in VALUES]


@pytest.fixture(scope="module")
def tables() -> list[tuple[str, Document, int]]:
    """Every table of every real page."""
    docs = documents()
    if len(docs) < 100:
        pytest.skip("WORKLOG_CORPUS is not set: no real pages")
    return [(str(path), doc, t) for path, doc in docs for t in range(len(doc.tables))]


def expected(table: int, change: Callable[[Rows, Judged], Rows]) -> Callable[[Case, Judged], None]:
    """A check: the table has the rows ``change`` makes of the rows it had, and nothing else is different."""

    def check(case: Case, judged: Judged) -> None:
        assert judged.before.html == judged.after.html, f"{case.name}: the rest of the page changed"
        before = [(t.header, t.alignments, list(map(list, t.rows))) for t in judged.before.tables]
        after = [(t.header, t.alignments, list(map(list, t.rows))) for t in judged.after.tables]
        header, alignments, rows = before[table]
        before[table] = (header, alignments, change(rows, judged))
        assert before == after, case.name

    return check


def lines_outside(edit: Edit) -> bool:
    """Whether all lines but one are the same lines in the same order (a moved one counts once)."""
    before, after = edit.before.source.split(b"\n"), edit.after.source.split(b"\n")
    changed = [line.rstrip(b"\r") for line in before], [line.rstrip(b"\r") for line in after]
    longer, shorter = sorted(changed, key=len, reverse=True)
    left = list(longer)
    for line in shorter:
        left.remove(line)
    return len(left) == abs(len(before) - len(after)) <= 1


def test_rows_added(tables: list[tuple[str, Document, int]]) -> None:
    chosen, refusals, cases = random.Random(11), Refusals(), []
    for _ in range(count(500)):
        name, doc, t = chosen.choice(tables)
        table = doc.tables[t]
        at = chosen.randint(0, len(table.rows))
        values = [chosen.choice(VALUES) for _ in range(chosen.choice((table.columns, table.columns, 1)))]
        label = f"{name} table {t} row {at} {[v.typed for v in values]}"
        edit = refusals.tried(label, insert_row, doc, t, at, [v.typed for v in values])
        if edit is None:
            continue
        assert lines_outside(edit), label

        def added(rows: Rows, judged: Judged, values=values, at=at, table=table) -> Rows:  # type: ignore[no-untyped-def]
            new = [judged.rendered[v.meaning] for v in values] + [""] * (table.columns - len(values))
            return [*rows[:at], new, *rows[at:]]

        cases.append(Case(label, edit, expected(t, added)))
    refusals.hold()
    assert judge(cases, MEANINGS) == refusals.accepted


def test_rows_removed(tables: list[tuple[str, Document, int]]) -> None:
    chosen, refusals, cases = random.Random(12), Refusals(), []
    for name, doc, t, row in picked(tables, chosen):
        label = f"{name} table {t} row {row}"
        edit = refusals.tried(label, remove_row, doc, t, row)
        if edit is not None:
            assert lines_outside(edit), label
            cases.append(Case(label, edit, expected(t, lambda rows, _, row=row: rows[:row] + rows[row + 1 :])))
    refusals.hold()
    assert judge(cases) == refusals.accepted


def test_rows_moved(tables: list[tuple[str, Document, int]]) -> None:
    chosen, refusals, cases = random.Random(13), Refusals(), []
    for name, doc, t, row in picked(tables, chosen):
        to = chosen.randrange(len(doc.tables[t].rows))
        label = f"{name} table {t} row {row} to {to}"
        edit = refusals.tried(label, move_row, doc, t, row, to)
        if edit is None:
            continue
        assert lines_outside(edit), label

        def moved(rows: Rows, _: Judged, row: int = row, to: int = to) -> Rows:
            rows = list(rows)
            rows.insert(to, rows.pop(row))
            return rows

        cases.append(Case(label, edit, expected(t, moved)))
    refusals.hold()
    assert judge(cases) == refusals.accepted


def test_rows_doubled(tables: list[tuple[str, Document, int]]) -> None:
    chosen, refusals, cases = random.Random(14), Refusals(), []
    for name, doc, t, row in picked(tables, chosen):
        label = f"{name} table {t} row {row}"
        edit = refusals.tried(label, duplicate_row, doc, t, row)
        if edit is not None:
            assert lines_outside(edit), label
            cases.append(Case(label, edit, expected(t, lambda rows, _, row=row: [*rows[: row + 1], *rows[row:]])))
    refusals.hold()
    assert judge(cases) == refusals.accepted


def picked(tables: list[tuple[str, Document, int]], chosen: random.Random) -> list[tuple[str, Document, int, int]]:
    """Body rows of real pages, drawn at random."""
    rows = [(name, doc, t, row) for name, doc, t in tables for row in range(len(doc.tables[t].rows))]
    return chosen.sample(rows, count(500))
