"""A cell's bytes after an edit, by hand: FORMATS of goldmark's tables."""

from __future__ import annotations

import pytest

from worklog_tui.document.edits.cells import set_cell
from worklog_tui.document.model import Refused
from worklog_tui.document.parse import parse


def after(source: bytes, table: int, row: int, column: int, value: str, **options: object) -> bytes:
    return set_cell(parse(source), table, row, column, value, **options).after.source  # type: ignore[arg-type]


def row_after(line: bytes, column: int, value: str, columns: int = 3) -> bytes:
    """The line, as the second row of a table, after its cell was set."""
    head = b"|h" * columns + b"|\n" + b"|-" * columns + b"|\n|x|y|z|\n"
    got = after(head + line + b"\n| last | row | here |\n", 0, 1, column, value)
    assert got.startswith(head)
    assert got.endswith(b"\n| last | row | here |\n")
    return got[len(head) : -len(b"\n| last | row | here |\n")]


@pytest.mark.parametrize(
    ("line", "column", "value", "wanted"),
    [
        (b"| a | b | c |", 1, "new", b"| a | new | c |"),
        (b"|a|b|c|", 1, "new", b"|a|new|c|"),
        (b"|  a|b   | c |", 1, "new", b"|  a|new   | c |"),
        (b"| a | b | c |", 1, "x|y", b"| a | x\\|y | c |"),
        (b"| a | b | c |", 1, "x\\|y", b"| a | x\\|y | c |"),
        (b"| a | b | c |", 1, "`x|y`", b"| a | `x\\|y` | c |"),
        (b"| a | b | c |", 1, "x\ny", b"| a | x<br>y | c |"),
        (b"|a|b|c|", 1, "slash\\", b"|a|slash\\ |c|"),
        (b"|a|b|c|", 1, "", b"|a| |c|"),
        (b"|a|b|c|", 2, "", b"|a|b| |"),
        (b"| a | b | c |", 2, "", b"| a | b |  |"),
        (b"| a |  | c |", 1, "n", b"| a | n | c |"),
        (b"| a | | c |", 1, "n", b"| a | n | c |"),
        (b"| a || c |", 1, "n", b"| a | n | c |"),
        (b"|a||c|", 1, "n", b"|a|n|c|"),
        # what stays keeps its bytes, also an address whose pipe would be written %7C today
        (b"| a | https://x/a\\|b <br> z | c |", 1, "https://x/a|b <br> zz", b"| a | https://x/a\\|b <br> zz | c |"),
        (b"| a | https://x/a\\|b z | c |", 1, "https://x/a|b z\ny", b"| a | https://x/a\\|b z<br>y | c |"),
        # two pipes at the end: no cell stands there, its text goes between them
        (b"| a | b ||", 2, "n", b"| a | b | n |"),
        (b"|a|b||", 2, "n", b"|a|b|n|"),
        # missing cells
        (b"| a |", 2, "n", b"| a | | n |"),
        (b"| a", 2, "n", b"| a | | n"),
        (b"| a", 2, "n|", b"| a | | n\\| |"),
        (b"|", 1, "n", b"| | n |"),
        # no leading, no trailing pipe
        (b"a | b | c", 0, "n", b"n | b | c"),
        (b"a | b | c", 0, "- n", b"| - n | b | c"),
        (b"a | b | c", 0, "1. n", b"| 1. n | b | c"),
        (b"a | b | c", 0, "---", b"--- | b | c"),
        (b"a | b | c", 0, "# n", b"| # n | b | c"),
        (b"a | b | c", 0, "> n", b"| > n | b | c"),
        (b"a | b | c", 0, "", b"| | b | c"),
        (b"a | b | c", 2, "n|", b"a | b | n\\| |"),
        (b"a | b | c", 2, "n\\", b"a | b | n\\ "),
        (b"a | b | c", 2, "", b"a | b | |"),
        # the last pipe is frame, even behind a backslash
        (b"| a | b\\|", 2, "n", b"| a | b\\ | n |"),
        # content, not blanks
        (b"| a | b | c |", 1, " \u00a0n\u00a0\t", "| a | \u00a0n\u00a0 | c |".encode()),
        (b"| a | b | c |", 1, "https://e.org/x|y", b"| a | https://e.org/x%7Cy | c |"),
        (b"| a | b | c |", 1, "{{\nx", b"| a | {{ <br>x | c |"),
    ],
)  # fmt: skip
def test_the_row_after(line: bytes, column: int, value: str, wanted: bytes) -> None:
    assert row_after(line, column, value) == wanted


def test_the_pages_own_break_is_written() -> None:
    source = b"| a |\n|---|\n| b |\n"
    assert after(source, 0, 0, 0, "x\r\ny", line_break=" <br> ") == b"| a |\n|---|\n| x <br> y |\n"


FULL = b"| Day | Task       |\n| --- | ---------- |\n| 2   | read       |\n| 3   | write      |\n"


def test_a_fully_padded_table_keeps_its_width() -> None:
    assert after(FULL, 0, 0, 1, "go") == FULL.replace(b"read       |", b"go         |")
    assert after(FULL, 0, 0, 1, "ten chars!") == FULL.replace(b"read       |", b"ten chars! |")
    assert after(FULL, 0, 0, 1, "eleven char") == FULL.replace(b"read       |", b"eleven char |")
    assert after(FULL, 0, 0, 0, "") == FULL.replace(b"| 2   |", b"|     |")


def test_width_counts_characters_not_bytes() -> None:
    assert after(FULL, 0, 1, 1, "đã viết") == FULL.replace(b"write     ", "đã viết   ".encode())


def test_a_ragged_table_is_not_padded() -> None:
    source = b"| Day | Task |\n| --- | --- |\n| 2 | read       |\n"
    assert after(source, 0, 0, 0, "10") == source.replace(b"| 2 |", b"| 10 |")


def test_the_header_is_row_minus_one() -> None:
    assert after(b"| a | b |\n|---|---|\n| c | d |\n", 0, -1, 1, "n") == b"| a | n |\n|---|---|\n| c | d |\n"


def test_a_line_of_one_cell_without_pipes() -> None:
    source = b"a\n-|\nb\nc\n"
    for value, wanted in (("---", b"| ---"), ("- n", b"| - n"), ("<div>", b"| <div>"), ("", b"| |"), ("|", b"\\| |")):
        assert after(source, 0, 0, 0, value) == source.replace(b"\nb", b"\n" + wanted), value


def test_a_header_that_would_be_a_delimiter_line_is_escaped() -> None:
    source = b"text above\n| a |\n|---|\n| c |\n"
    assert after(source, 0, -1, 0, "---") == source.replace(b"| a |", b"| \\--- |")


def test_line_ends_and_a_missing_last_one_stay() -> None:
    assert after(b"a | b\r\n-|-\r\nc | d", 0, 0, 1, "n") == b"a | b\r\n-|-\r\nc | n"


def test_the_same_value_changes_nothing() -> None:
    doc = parse(b"| a |\n|---|\n|  x\\|y<br>z |\n")
    assert set_cell(doc, 0, 0, 0, "x|y<br>z").patch.empty
    assert set_cell(doc, 0, 0, 0, "x|y\nz").patch.empty


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        ((0, 0, 5), "x", "2 columns"),
        ((0, 9, 0), "x", "no row 10"),
        ((3, 0, 0), "x", "no table 4"),
        ((0, 0, 0), "a\0b", "NUL"),
        ((0, 0, 0), "a\ud800b", "surrogate"),
        ((0, 0, 0), "{{< gone >}}", "no shortcode “gone”"),
        ((0, 0, 0), "{{%", "write the braces apart"),
        ((0, 0, 0), "x<!--more-->y", "<!--more-->"),
    ],
)
def test_refusals_say_what_to_do(place: tuple[int, int, int], value: str, said: str) -> None:
    with pytest.raises(Refused, match=said) as error:
        set_cell(parse(b"| a | b |\n|---|---|\n| c | d |\n"), *place, value)
    assert str(error.value).endswith(".")
    assert "\n" not in str(error.value)


def test_shortcodes_of_the_site_or_of_the_page_may_be_typed() -> None:
    doc = parse(b"| a | {{< icon x >}} |\n|---|---|\n| c | d |\n")
    assert set_cell(doc, 0, 0, 0, "see {{< icon x >}}").after.tables[0].rows[0].cells[0].text == "see {{< icon x >}}"
    known = set_cell(doc, 0, 0, 0, '{{< badge "a|b" >}}', shortcodes={"badge"})
    assert known.after.source.endswith(b'| {{< badge "a|b" >}} | d |\n')  # pipes in calls do not count
    with pytest.raises(Refused, match="closed here but not opened"):
        set_cell(doc, 0, 0, 0, "{{< /badge >}}", shortcodes={"badge"})
