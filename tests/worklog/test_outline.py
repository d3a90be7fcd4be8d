"""Cells as outlines and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.worklog.outline_edits import breaks, differences, edits
from worklog_tui.document.model import Refused
from worklog_tui.worklog.cells.dialect import Dialect, Form, read_dialect
from worklog_tui.worklog.cells.outline import normal, read_cell, read_outline, write_outline
from worklog_tui.worklog.model import Outline, OutlineItem


def outline(*lines: str) -> Outline:
    """Two blanks a level."""
    return tuple(OutlineItem((len(t) - len(t.lstrip())) // 2, t.strip()) for t in lines)


@pytest.mark.parametrize(
    ("cell", "lines"),
    [
        ("", []),
        ("-", ["-"]),
        ("one line", ["one line"]),
        ("- one line", ["one line"]),
        ("-one line", ["one line"]),
        ("-5 °C", ["-5 °C"]),
        ("**bold** text", ["**bold** text"]),
        ("*emphasis* text", ["*emphasis* text"]),
        ("- A <br> - B", ["A", "B"]),
        ("- A<br/>- B<BR />- C", ["A", "B", "C"]),
        ("- A:<br> &emsp; + B <br> &emsp; + C <br> - D", ["A:", "  B", "  C", "D"]),
        ("- A:<br> &emsp; + B <br> &emsp; +C", ["A:", "  B", "  C"]),
        ("- A<br>&emsp;&emsp;• B<br>&emsp;&emsp;&emsp;◦ C<br>- D", ["A", "  B", "    C", "D"]),
        ("- A<br>&nbsp;&nbsp;• B<br>&nbsp;&nbsp;• C", ["A", "  B", "  C"]),
        ("- A<br>+ B<br>+ C<br>- D", ["A", "  B", "  C", "D"]),
        ("Title:<br>- A<br>- B<br>Other:<br>- C", ["Title:", "  A", "  B", "Other:", "  C"]),
        ("1. A<br>&emsp;- B<br>2. C", ["1. A", "  B", "2. C"]),
        ("- A <br> ![Pic](/p.png) <br> &emsp; + B <br> - C", ["A", "![Pic](/p.png)", "  B", "C"]),
        ("- A<br><br>- B", ["A", "", "B"]),
        ("- A <br>", ["A"]),
        ("- A <br>&emsp;", ["A"]),
        ("<br>- A", ["A"]),
        ("- see [a<br>b](u) here<br>- `x<br>y`", ["see [a<br>b](u) here", "`x<br>y`"]),
        ("<ul><li>A</li><li>B</li></ul>", ["A", "B"]),
        ("Did:<ul><li>A<ul><li>B</li></ul></li><li>C</li></ul>", ["Did:", "A", "  B", "C"]),
    ],
)
def test_reading(cell: str, lines: list[str]) -> None:
    assert read_outline(cell) == outline(*lines)
    assert str(read_cell(cell)) == cell


PAGE = Dialect(" <br> ", (Form(" <br>", " - "), Form(" <br>", " &emsp; + ")), "- ")


@pytest.mark.parametrize(
    ("cell", "lines", "after"),
    [
        # the cell's own way first
        ("- A<br>- B", ["A", "New", "B"], "- A<br>- New<br>- B"),
        ("- A:<br> &emsp; + B <br> - C", ["A:", "  B", "  New", "C"], "- A:<br> &emsp; + B<br> &emsp; + New <br> - C"),
        ("- A<br>&nbsp;&nbsp;• B", ["A", "  B", "New"], "- A<br>&nbsp;&nbsp;• B<br> - New"),
        ("- A <br> - B <br> - C", ["A", "C"], "- A <br> - C"),
        ("- A <br> - B", ["B"], "- B"),
        ("- A <br> - B", ["A", "Bee"], "- A <br> - Bee"),
        ("- A  <br>   -  B <br>- C", ["A", "B", "C!"], "- A  <br>   -  B <br>- C!"),
        ("- A<br><br>- B", ["A", "", "B", "C"], "- A<br><br>- B<br>- C"),
        ("- A <br>", ["A", "B"], "- A <br> - B <br>"),
        # else the page's
        ("", ["A"], "- A"),
        ("", ["A", "  B", "C"], "- A <br> &emsp; + B <br> - C"),
        ("- A", ["A", "  B"], "- A <br> &emsp; + B"),
        ("A", ["A", "B"], "A <br>B"),
        ("- A", [], ""),
        # what a line cannot hold
        ("- A", ["A", "- B"], "- A <br> - B"),
    ],
)
def test_writing(cell: str, lines: list[str], after: str) -> None:
    assert write_outline(cell, outline(*lines), PAGE) == after


def test_levels_without_a_parent_and_pasted_breaks_are_made_sound() -> None:
    items = [OutlineItem(3, " a\nb "), OutlineItem(5, "c<br>d"), OutlineItem(1, ""), OutlineItem(0, "")]
    assert normal(items) == outline("a", "  b", "    c", "      d") or normal(items)[0] == OutlineItem(0, "a")
    assert [i.text for i in normal(items)] == ["a", "b", "c", "d"]


def test_an_html_list_takes_texts_and_plain_neighbours() -> None:
    cell = "<ul><li>A</li><li>B</li></ul>"
    assert write_outline(cell, outline("A", "Bee")) == "<ul><li>A</li><li>Bee</li></ul>"
    assert write_outline(cell, outline("A", "New", "B")) == "<ul><li>A</li><li>New</li><li>B</li></ul>"
    assert write_outline(cell, outline("B")) == "<ul><li>B</li></ul>"
    with pytest.raises(Refused):
        write_outline(cell, outline("A", "  B"))


def test_the_dialect_of_a_page_is_what_most_cells_do() -> None:
    found = read_dialect(["- A <br> - B <br> &emsp; + C", "- D <br> - E", "F"])
    assert found == Dialect(" <br> ", (Form(" <br>", " - "), Form(" <br>", " &emsp; + ")), "- ")
    assert read_dialect([]) == Dialect()
    assert read_dialect(["A", "B"]).bullet == ""


PIECES = st.lists(
    st.sampled_from(
        [
            "- ",
            "+ ",
            "* ",
            "• ",
            " ",
            "&emsp;",
            "&nbsp;",
            "<br>",
            " <br> ",
            "<br/>",
            "<BR>",
            "A",
            "b c",
            "**x**",
            "1. ",
            "![i](p.png)",
            "[t](u)",
            "`k`",
            "`",
            "[",
            "](",
            "-",
            "+",
            "<ul>",
            "<li>",
            "</li>",
            "</ul>",
            "é",
            "\u00a0",
        ]
    ),
    max_size=24,
).map("".join)
ITEMS = st.lists(
    st.builds(OutlineItem, st.integers(0, 4), st.text("ab-+*• <>`[]()1.&;é\n", max_size=12)), max_size=8
).map(tuple)  # fmt: skip


@given(PIECES)
def test_a_cell_is_the_sum_of_its_lines(cell: str) -> None:
    assert str(read_cell(cell)) == cell


@given(PIECES)
def test_writing_what_is_there_changes_nothing(cell: str) -> None:
    assert write_outline(cell, read_outline(cell), PAGE) == cell


@given(PIECES, ITEMS)
def test_what_was_written_reads_as_asked(cell: str, asked: Outline) -> None:
    try:
        written = write_outline(cell, asked, PAGE)
    except Refused:
        return
    assert read_outline(written) in (normal(asked), asked)


WORDS = st.lists(st.builds(OutlineItem, st.integers(0, 3), st.text("abc é.", min_size=1, max_size=9)), max_size=8)


@given(st.lists(st.sampled_from(["- A", " - B ", "&emsp; + C", "D", "&nbsp;&nbsp;• E", ""]), max_size=8), WORDS)
def test_plain_texts_are_never_refused(lines: list[str], asked: list[OutlineItem]) -> None:
    cell = "<br>".join(lines)
    assert read_outline(write_outline(cell, asked, PAGE)) in (normal(asked), tuple(asked))


@given(st.lists(st.sampled_from(["- A", " - B ", " &emsp; + C", "&emsp;+ D "]), min_size=2, max_size=8), st.data())
def test_untouched_lines_keep_their_bytes(lines: list[str], data: st.DataObject) -> None:
    cell = "- first" + "".join(" <br>" + line for line in lines)
    there = read_outline(cell)
    at = data.draw(st.integers(1, len(there) - 1))
    written = write_outline(cell, [*there[:at], OutlineItem(there[at].level, "changed"), *there[at + 1 :]], PAGE)
    before, after = read_cell(cell).lines, read_cell(written).lines
    assert [(ln.gap, ln.lead) for ln in before] == [(ln.gap, ln.lead) for ln in after]
    assert [ln.text for ln in after] == [i.text if n != at else "changed" for n, i in enumerate(there)]


WAYS = st.sampled_from(
    [
        (" <br>", ("- ", " &emsp; + ", " &emsp; &emsp; + ")),
        ("<br>", ("- ", "&emsp; + ", "&emsp;&emsp; + ")),
        ("<br/>", ("", "&nbsp;&nbsp;• ", "&nbsp;&nbsp;&nbsp;&nbsp;◦ ")),
        (" <br> ", ("- ", "+ ", "&emsp;+ ")),
        ("<BR />", ("* ", "&emsp;", "&emsp;&emsp;")),
    ]
)
TEXTS = st.sampled_from(["one", "**two** and", "[a](u)", "![i](/p.png)", "`c`", "é ơ", "one", "3 + 4"])


@given(WAYS, st.lists(st.tuples(st.integers(0, 2), TEXTS), min_size=2, max_size=12), st.data())
def test_one_item_edited_is_one_item_written(
    way: tuple[str, tuple[str, ...]], drawn: list[tuple[int, str]], data: st.DataObject
) -> None:
    gap, leads = way
    there = normal([OutlineItem(level, text) for level, text in drawn])
    cell = gap.join(leads[item.level] + item.text for item in there).lstrip(" ")
    assert read_outline(cell) == there
    at = data.draw(st.integers(0, len(there) - 1))
    edit = data.draw(st.sampled_from(list(edits(there, at))))
    written = write_outline(cell, edit.outline, read_dialect([cell]))
    assert read_outline(written) == edit.outline
    assert differences(cell, written, edit) == []
    assert set(breaks(written)) <= set(breaks(cell))
