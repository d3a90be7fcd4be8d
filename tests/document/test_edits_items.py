"""List items after an edit, by hand."""

from __future__ import annotations

import pytest

from worklog_tui.document.edits.items import add_item, indent_item, remove_item, set_item, start_list
from worklog_tui.document.model import Refused
from worklog_tui.document.parse import parse

NESTED = b"# h\n\n- a\n  - b\n    wrap\n  - c\n- d\n\nafter\n"
LOOSE = b"* a\n\n* b\n\n* c\n\nafter\n"
NUMBERS = b"1. a\n2. b\n   - c\n3. d"


@pytest.mark.parametrize(
    ("source", "item", "text", "wanted"),
    [
        (NESTED, 0, "n", NESTED.replace(b"- a", b"- n")),
        (NESTED, 1, "n", NESTED.replace(b"b\n    wrap", b"n")),
        (NESTED, 1, "b\nn", NESTED.replace(b"wrap", b"n")),
        (NESTED, 0, "n\nm", NESTED.replace(b"- a\n", b"- n\n  m\n")),
        (NESTED, 0, "1. n", NESTED.replace(b"- a", b"- 1\\. n")),
        (NESTED, 0, "- n", NESTED.replace(b"- a", b"- \\- n")),
        (NESTED, 0, "# n", NESTED.replace(b"- a", b"- \\# n")),
        (NESTED, 0, "> n", NESTED.replace(b"- a", b"- \\> n")),
        (NESTED, 0, "[^x]: n", NESTED.replace(b"- a", b"- \\[^x]: n")),
        (NESTED, 0, "---", NESTED.replace(b"- a", b"- \\---")),
        (NESTED, 0, "n\n: m", NESTED.replace(b"- a", b"- n\n  \\: m")),
        (NESTED, 0, "n\n===", NESTED.replace(b"- a", b"- n\n  \\===")),
        (NESTED, 0, "a | b\n--|--", NESTED.replace(b"- a", b"- a | b\n  \\--|--")),
        (NESTED, 0, "10 percent", NESTED.replace(b"- a", b"- 10 percent")),
        (b"> - a\n> - b\n", 0, "n\nm", b"> - n\n>   m\n> - b\n"),
        (b"-\ta\r\n-\tb\r\n", 0, "n\nm", b"-\tn\r\n \tm\r\n-\tb\r\n"),
        (b"- a\n-\n- c\n", 1, "n", b"- a\n- n\n- c\n"),
        (b"- + x\n- y\n", 0, "n", b"- n\n  + x\n- y\n"),
        (b"- hard  \n  break\n", 0, "hard\nbroken", b"- hard  \n  broken\n"),
        (b"- # title\n- b\n", 0, "n", b"- # n\n- b\n"),
    ],
)
def test_set(source: bytes, item: int, text: str, wanted: bytes) -> None:
    edit = set_item(parse(source), 0, item, text)
    assert edit.after.source == wanted
    assert edit.patch.inverse.apply(wanted) == source


@pytest.mark.parametrize(
    ("source", "after", "level", "wanted"),
    [
        (NESTED, 0, 0, NESTED.replace(b"- d", b"- n\n- d")),
        (NESTED, 0, 1, NESTED.replace(b"  - b", b"  - n\n  - b")),
        (NESTED, 1, 1, NESTED.replace(b"  - c", b"  - n\n  - c")),
        (NESTED, 1, 0, NESTED.replace(b"- d", b"- n\n- d")),
        (NESTED, 1, 2, NESTED.replace(b"wrap\n", b"wrap\n    - n\n")),
        (NESTED, 1, 9, NESTED.replace(b"wrap\n", b"wrap\n    - n\n")),
        (NESTED, None, 0, NESTED.replace(b"- d\n", b"- d\n- n\n")),
        (LOOSE, 0, 0, LOOSE.replace(b"* b", b"* n\n\n* b")),
        (LOOSE, None, 0, LOOSE.replace(b"* c\n", b"* c\n\n* n\n")),
        (NUMBERS, 0, 0, NUMBERS.replace(b"2. b", b"2. n\n2. b")),
        (NUMBERS, None, 0, NUMBERS + b"\n4. n"),
        (b"1. a\n1. b\n", None, 0, b"1. a\n1. b\n1. n\n"),
        (b"- a\n\n  - b\n\n  - c\n", 0, 1, b"- a\n\n  - n\n\n  - b\n\n  - c\n"),
        (b"9) a\n10) b\n", None, 0, b"9) a\n10) b\n11) n\n"),
        (b"> - a\n>\n> - b\n", 0, 0, b"> - a\n>\n> - n\n>\n> - b\n"),
        (b"-   a\r\n-   b", None, 0, b"-   a\r\n-   b\r\n-   n"),
        (b"- a\n    - b\n- c\n", 2, 1, b"- a\n    - b\n- c\n    - n\n"),
    ],
)
def test_add(source: bytes, after: int | None, level: int, wanted: bytes) -> None:
    edit = add_item(parse(source), 0, after, "n", level)
    assert edit.after.source == wanted
    assert edit.patch.inverse.apply(wanted) == source


@pytest.mark.parametrize(
    ("source", "item", "wanted"),
    [
        (NESTED, 0, NESTED.replace(b"- a\n  - b\n    wrap\n  - c\n", b"")),
        (NESTED, 1, NESTED.replace(b"  - b\n    wrap\n", b"")),
        (NESTED, 2, NESTED.replace(b"  - c\n", b"")),
        (NESTED, 3, NESTED.replace(b"- d\n", b"")),
        (LOOSE, 1, LOOSE.replace(b"* b\n\n", b"")),
        (LOOSE, 2, LOOSE.replace(b"* c\n\n", b"")),
        (NUMBERS, 3, NUMBERS.replace(b"\n3. d", b"")),
        (b"x\n\n- a\n\ny\n", 0, b"x\n\n\ny\n"),
        # text right above a list that goes on with another number than 1
        (b"text\n1. a\n2. b\n", 0, b"text\n\n2. b\n"),
        # two lists that nothing parts any more
        (b"- a\n\n1. x\n\n- b\n", 1, b"- a\n\n<!-- -->\n\n- b\n"),
        (b"- + x\n- y\n", 1, b"- y\n"),
        (b"- + x\n  + z\n- y\n", 1, b"- + z\n- y\n"),
    ],
)
def test_remove(source: bytes, item: int, wanted: bytes) -> None:
    doc = parse(source)
    one = next((i for i, items in enumerate(doc.lists) if len(doc.lists) > 1 and items.items[0].marker == "1."), 0)
    edit = remove_item(doc, one, 0 if one else item)
    assert edit.after.source == wanted
    assert edit.patch.inverse.apply(wanted) == source


@pytest.mark.parametrize(
    ("source", "item", "by", "wanted"),
    [
        (NESTED, 3, 1, NESTED.replace(b"- d", b"  - d")),
        (NESTED, 1, -1, NESTED.replace(b"  - b\n    wrap\n  - c", b"- b\n  wrap\n  - c")),
        (NESTED, 2, 1, NESTED.replace(b"  - c", b"    - c")),
        (NUMBERS, 3, 1, NUMBERS.replace(b"3. d", b"   - d")),
        (NUMBERS, 1, 1, NUMBERS.replace(b"2. b\n   - c", b"   1. b\n      - c")),
        (NUMBERS, 2, -1, NUMBERS.replace(b"   - c", b"3. c")),
        (b"> - a\n> - b\n>   wrap\n", 1, 1, b"> - a\n>   - b\n>     wrap\n"),
        (b"- a\n- > q\n  > r\n", 1, 1, b"- a\n  - > q\n    > r\n"),
        (b"> - a\n> - > q\n>   > r\n", 1, 1, b"> - a\n>   - > q\n>     > r\n"),
        # what follows becomes its child, and stands as far in as its text must
        (b"* a\n\n  *  b\n\n  *  c\n", 1, -1, b"* a\n\n* b\n\n  *  c\n"),
        (b"- a\n  1. b\n  2. c\n", 1, -1, b"- a\n- b\n\n  2. c\n"),
    ],
)
def test_indent(source: bytes, item: int, by: int, wanted: bytes) -> None:
    edit = indent_item(parse(source), 0, item, by)
    assert edit.after.source == wanted
    assert edit.patch.inverse.apply(wanted) == source


@pytest.mark.parametrize(
    ("source", "at", "wanted"),
    [
        (b"# h\n", 1, b"# h\n\n- n\n"),
        (b"# h", 1, b"# h\n\n- n"),
        (b"# h\n\ntext\n", 2, b"# h\n\n- n\n\ntext\n"),
        (b"# h\n\n", 1, b"# h\n\n- n\n\n"),
        (b"# h\n\n# i\n\n* a\n", 1, b"# h\n\n* n\n\n# i\n\n* a\n"),
        (b"---\na: b\n---\n", 1, b"---\na: b\n---\n- n\n"),
    ],
)
def test_begin(source: bytes, at: int, wanted: bytes) -> None:
    edit = start_list(parse(source), at, "n")
    assert edit.after.source == wanted
    assert edit.patch.inverse.apply(wanted) == source


def test_begun_beside_another_list_with_another_marker() -> None:
    edit = start_list(parse(b"- a\n"), 0, "n")
    assert edit.after.source == b"* n\n\n- a\n"
    assert [len(items.walk()) for items in edit.after.lists] == [1, 1]


def test_refusals() -> None:
    doc = parse(NESTED)
    for make, said in (
        (lambda: set_item(doc, 0, 0, " "), "needs text"),
        (lambda: set_item(doc, 0, 0, "a\n\nb"), "empty line"),
        (lambda: set_item(doc, 0, 9, "a"), "no item 10"),
        (lambda: set_item(doc, 1, 0, "a"), "no list 2"),
        (lambda: set_item(doc, 0, 0, "<div>"), "cannot be written"),
        (lambda: indent_item(doc, 0, 0, 1), "no item above"),
        (lambda: indent_item(doc, 0, 0, -1), "outermost"),
        (lambda: indent_item(doc, 0, 1, 2), "one level at a time"),
        (lambda: start_list(doc, 99, "a"), "no block 100"),
    ):
        with pytest.raises(Refused, match=said):
            make()
