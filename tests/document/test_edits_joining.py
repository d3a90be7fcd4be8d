"""Rows that a pasted line end has broken: found, joined, and nothing else mistaken for one."""

from __future__ import annotations

import pytest

from tests.conftest import corpus_pages
from tests.hugo_judge import HugoJudge, needs_hugo
from worklog_tui.document.edits.joining import find_broken, join_row
from worklog_tui.document.model import Refused
from worklog_tui.document.parse import parse

HEAD = b"text\n\n| d | t | s | e |\n|---|---|---|---|\n| 1 | a | b | c |\n"
BROKEN = [
    (b"| 2 | x\ny | b | c |\n| 3 | z | b | c |\n\nend\n", b"| 2 | x <br> y | b | c |\n| 3 | z | b | c |\n\nend\n"),
    (b"| 2 | - x\n- y | b | c |\n| 3 | z | b | c |\n\n", b"| 2 | - x <br> - y | b | c |\n| 3 | z | b | c |\n\n"),
    (b"| 2 | - x\n\n- y\n\n1. z | b | c |\n| 3 | z |\n", b"| 2 | - x <br> - y <br> 1. z | b | c |\n| 3 | z |\n"),
    (b"| 2 | x\ny | b | c |", b"| 2 | x <br> y | b | c |"),
    (b"| 2 | x <br>\r\n  y | b | `c\\|d` |\r\n", b"| 2 | x <br> y | b | `c\\|d` |\r\n"),
    (b"| 2 | x | b1\n2 | c |\n---\n", b"| 2 | x | b1 <br> 2 | c |\n---\n"),
]  # fmt: skip
WHOLE = [
    b"| 2 | x | b\n| 3 | z | b | c |\n",  # a row that lacks a cell
    b"| 2 | x | b \n\n| n | m |\n|---|---|\n| 1 | 2 |\n",  # a table of its own below
    b"| 2 | x |\n\nsome | words | with | pipes |\n",
    b"| 2 | x\n\n## Heading | b | c |\n",
    b"| 2 | x | b | c\n| 3 | z | b | c\n",
    b"| 2 | x\n\nwords\n",
]


@pytest.mark.parametrize(("tail", "made"), BROKEN)
def test_a_broken_row_is_one_row_again(tail: bytes, made: bytes) -> None:
    doc = parse(HEAD + tail)
    (broken,) = find_broken(doc)
    edit = join_row(doc, broken.table, broken.row, line_break=" <br> ")
    assert edit.after.source == HEAD + made
    assert [len(row.cells) for row in edit.after.tables[0].rows][:2] == [4, 4]
    assert not find_broken(edit.after)
    assert edit.patch.inverse.apply(edit.after.source) == doc.source


@pytest.mark.parametrize("tail", WHOLE)
def test_other_rows_are_left_alone(tail: bytes) -> None:
    doc = parse(HEAD + tail)
    assert find_broken(doc) == ()
    with pytest.raises(Refused, match="not broken"):
        join_row(doc, 0, 1)


@needs_hugo
@pytest.mark.hugo
def test_hugo_shows_joined_rows_as_rows() -> None:
    pages: dict[str, bytes] = {}
    for n, (tail, _) in enumerate(BROKEN):
        doc = parse(HEAD + tail)
        pages[f"made {n} before"] = doc.source
        pages[f"made {n} after"] = join_row(doc, 0, 1, line_break="<br>").after.source
    for path in corpus_pages():
        doc = parse(path.read_bytes())
        for broken in find_broken(doc):
            pages[f"{path} {broken.row} before"] = doc.source
            pages[f"{path} {broken.row} after"] = join_row(doc, broken.table, broken.row).after.source
    facts = HugoJudge().facts(pages)
    for name in pages:
        if name.endswith("before"):
            was, now = facts[name].tables[0], facts[name.removesuffix("before") + "after"].tables[0]
            row = next(i for i, (a, b) in enumerate(zip(was.rows, now.rows, strict=False)) if a != b)
            assert was.rows[:row] == now.rows[:row], name
            assert all(cell for cell in now.rows[row][-2:]) or "corpus" in name, name
            assert was.rows[row][0] == now.rows[row][0], name
            assert "<br>" in now.rows[row][1] + now.rows[row][2], name
