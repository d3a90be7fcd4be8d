"""What holds for every edit of any page: the inverse undoes it byte for byte, and it touches only its construct."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from worklog_tui.document.edits.blocks import replace_block
from worklog_tui.document.edits.cells import set_cell
from worklog_tui.document.edits.headings import set_heading
from worklog_tui.document.edits.items import add_item, indent_item, remove_item, set_item, start_list
from worklog_tui.document.edits.links import set_link
from worklog_tui.document.edits.rows import duplicate_row, insert_row, move_row, remove_row
from worklog_tui.document.model import Document, Refused, Span
from worklog_tui.document.parse import parse
from worklog_tui.document.patch import Edit

PIECES = (
    "| a | b |\n|---|---|\n| c | d |\n",
    "a | b\n--|--\nc\nd ||\n",
    "> | q |\n> |---|\n> | r |\n",
    "|x|\r\n|-|\r\n|y|\r\n",
    "- one\n- two\n  - three\n",
    "* a\n\n* b\n",
    "1. x\n2. y\n   more\n",
    "# head\n",
    "title\n===\n",
    "**bold**\n",
    "text [l](t)\n",
    "<https://a.b> https://c.d\n",
    "![i](/p)\n",
    "```\ncode | x\n```\n",
    "\n",
    "\n\n",
    "---\n",
    "<div>\n",
    "[r]: /u\n",
    "[r]\n",
    "{{% notice %}}\n| n |\n|---|\n| o |\n{{% /notice %}}\n",
    "text\n| t | u |\n|--|--|\n",
    "- | k |\n  |---|\n  | v |\n",
    "\x0b\n",
)
HEADS = ("", "---\ntitle: x\n---\n", "+++\na = 1\n+++\n", "\ufeff---\nx: y\n---\n", '{"a": 1}\n')

pages = st.builds(
    lambda head, body, cut: (head + "".join(body)).encode().removesuffix(b"\n" if cut else b""),
    st.sampled_from(HEADS),
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=8),
    st.booleans(),
)
ATOMS = (
    "a",
    " ",
    "|",
    "\\",
    "`",
    "\n",
    "-",
    "1.",
    "#",
    ">",
    "*",
    "_",
    "[",
    "]",
    "(",
    ")",
    "<",
    "{",
    "é",
    "\t",
    "=",
    ":",
)
values = st.lists(st.sampled_from(ATOMS), max_size=7).map("".join) | st.text(max_size=12)
numbers = st.integers(0, 40)


def attempt(make: object, *args: object) -> Edit:
    """The edit; a refused one is no case."""
    try:
        edit = make(*args)  # type: ignore[operator]
    except Refused as error:
        said = str(error)
        assert said.endswith((".", "!")), said
        assert "\n" not in said, said
        assume(False)
        raise
    assert isinstance(edit, Edit)
    return edit


def holds(edit: Edit, *within: Span) -> None:
    """The inverse undoes it; every splice lies in its construct; ``after`` is what the bytes parse to."""
    assert edit.patch.apply(edit.before.source) == edit.after.source
    assert edit.patch.inverse.apply(edit.after.source) == edit.before.source
    assert edit.patch.inverse.inverse == edit.patch
    assert parse(edit.after.source) == edit.after
    for splice in edit.patch.splices:
        assert any(span.start <= splice.start and splice.end <= span.end for span in within)


def pick(things: tuple[object, ...] | list[object], number: int) -> int:
    assume(len(things) > 0)
    return number % len(things)


def line(doc: Document, start: int, end: int) -> Span:
    """The lines of these bytes, with the line end before them."""
    begin = doc.source.rfind(b"\n", 0, start)
    return Span(max(begin - 1, 0), end)


@settings(max_examples=400, deadline=None)
@given(pages, numbers, numbers, numbers, values)
def test_cells(page: bytes, t: int, r: int, c: int, value: str) -> None:
    doc = parse(page)
    t = pick(doc.tables, t)
    table = doc.tables[t]
    r = r % (len(table.rows) + 1) - 1
    c %= table.columns
    row = table.header if r < 0 else table.rows[r]
    edit = attempt(set_cell, doc, t, r, c, value)
    holds(edit, row.cells[c].span if c < len(row.cells) else row.span)
    again = set_cell(edit.after, t, r, c, edit.after.tables[t].texts(_row(edit.after, t, r))[c])
    assert again.patch.empty


def _row(doc: Document, t: int, r: int):  # type: ignore[no-untyped-def]
    return doc.tables[t].header if r < 0 else doc.tables[t].rows[r]


@settings(max_examples=300, deadline=None)
@given(pages, numbers, numbers, numbers, st.lists(values, max_size=2), st.sampled_from("irmd"))
def test_rows(page: bytes, t: int, r: int, to: int, cells: list[str], kind: str) -> None:
    doc = parse(page)
    t = pick(doc.tables, t)
    table = doc.tables[t]
    rows = table.rows
    if kind == "i":
        at = r % (len(rows) + 1)
        edit = attempt(insert_row, doc, t, at, cells[: table.columns])
        end = (rows[at - 1] if at else table.delimiter).span.end
        holds(edit, Span(end, end))
        assert len(edit.after.tables[t].rows) == len(rows) + 1
        return
    r = pick(rows, r)
    row = rows[r]
    if kind == "r":
        edit = attempt(remove_row, doc, t, r)
        holds(edit, line(doc, row.span.start, row.span.end))
    elif kind == "m":
        to %= len(rows)
        edit = attempt(move_row, doc, t, r, to)
        first, last = rows[min(r, to)], rows[max(r, to)]
        holds(edit, line(doc, first.span.start, last.span.end))
        assert sorted(edit.after.source.split(b"\n")) == sorted(doc.source.split(b"\n")) or b"\r" in doc.source
    else:
        edit = attempt(duplicate_row, doc, t, r)
        holds(edit, Span(row.span.end, row.span.end))


@settings(max_examples=400, deadline=None)
@given(pages, numbers, numbers, values, st.sampled_from("sarion"), st.integers(0, 3))
def test_items(page: bytes, li: int, i: int, text: str, kind: str, level: int) -> None:
    doc = parse(page)
    if kind == "n":
        edit = attempt(start_list, doc, i % (len(doc.blocks) + 1), text)
        assert all(not s.old for s in edit.patch.splices)
        holds(edit, Span(0, len(page)))
        return
    li = pick(doc.lists, li)
    walked = doc.lists[li].walk()
    i %= len(walked)
    item = walked[i]
    if kind == "s":
        holds(attempt(set_item, doc, li, i, text), item.text_span)
    elif kind == "a":
        edit = attempt(add_item, doc, li, i, text, level)
        assert all(not s.old for s in edit.patch.splices)
        holds(edit, line(doc, doc.lists[li].span.start, doc.lists[li].span.end + 2))
    elif kind == "r":
        holds(attempt(remove_item, doc, li, i), Span(0, len(page)))
    else:
        edit = attempt(indent_item, doc, li, i, 1 if kind == "i" else -1)
        holds(edit, line(doc, item.span.start, len(page)))


@settings(max_examples=400, deadline=None)
@given(pages, numbers, values, values, st.sampled_from("hlb"))
def test_headings_links_blocks(page: bytes, i: int, one: str, two: str, kind: str) -> None:
    doc = parse(page)
    if kind == "h":
        i = pick(doc.headings, i)
        holds(attempt(set_heading, doc, i, one), doc.headings[i].text_span)
    elif kind == "l":
        i = pick(doc.links, i)
        span = doc.links[i].span
        edit = attempt(set_link, doc, i, one, two)
        holds(edit, span, *(b.span for b in doc.blocks if b.kind == "definition"))
    else:
        i = pick(doc.blocks, i)
        raw = (one + "\n" + two).encode("utf-8", "surrogatepass")
        holds(attempt(replace_block, doc, i, raw), doc.blocks[i].span)
