"""Headings, links and raw blocks after an edit, by hand."""

from __future__ import annotations

import pytest

from worklog_tui.document.edits.blocks import replace_block
from worklog_tui.document.edits.headings import set_heading
from worklog_tui.document.edits.links import set_link
from worklog_tui.document.model import Refused
from worklog_tui.document.parse import parse


@pytest.mark.parametrize(
    ("source", "text", "wanted"),
    [
        (b"## a\n", "n", b"## n\n"),
        (b"## a ##\n", "n", b"## n ##\n"),
        (b"##   a\r\n", "n", b"##   n\r\n"),
        (b"## a {#id .x}\n", "n", b"## n {#id .x}\n"),
        (b"## a\n", "n #", b"## n \\#\n"),
        (b"## a\n", "n {.x}", b"## n \\{.x}\n"),
        (b"## a\n", "n\nm", b"## n m\n"),
        (b"## a\n", "- n", b"## - n\n"),
        (b"## a\n", "", b"## \n"),
        (b"##\n", "n", b"## n\n"),
        (b"a\n===\n", "n", b"n\n===\n"),
        (b"a\nb\n---\n", "n", b"n\n---\n"),
        (b"a\n===\n", "- n", b"\\- n\n===\n"),
        (b"a\n---\n", "1. n", b"1\\. n\n---\n"),
        (b"**a**\n", "n", b"**n**\n"),
        (b"**a:**\n\ntext\n", "n", b"**n**\n\ntext\n"),
        (b"**a**\n", "2 * 3 ** 4", b"**2 \\* 3 \\*\\* 4**\n"),
        (b"> ## a\n", "n", b"> ## n\n"),
    ],
)
def test_headings(source: bytes, text: str, wanted: bytes) -> None:
    edit = set_heading(parse(source), 0, text)
    assert edit.after.source == wanted
    assert edit.patch.inverse.apply(wanted) == source


@pytest.mark.parametrize(
    ("source", "label", "target", "wanted"),
    [
        (b"[a](b)", "n", None, b"[n](b)"),
        (b"[a](b)", None, "n", b"[a](n)"),
        (b'[a](b "t")', "n", "m", b'[n](m "t")'),
        (b"![a](b)", "n", "m", b"![n](m)"),
        (b"[a](b)", "x]y", None, b"[x\\]y](b)"),
        (b"[a](b)", "[x]", None, b"[[x]](b)"),
        (b"[a](b)", None, "two words", b"[a](two%20words)"),
        (b"[a](<b c>)", None, "two words", b"[a](<two words>)"),
        (b"[a](b)", None, "x_(y)", b"[a](x_(y))"),
        (b"[a](b)", None, "x(y", b"[a](x%28y)"),
        (b"[a](b)", None, "x|y", b"[a](x%7Cy)"),
        (b"[a](b)", None, "?a=1&copy;=2", b"[a](?a=1&amp;copy;=2)"),
        (b"[a]()", None, "n", b"[a](n)"),
        (b"<https://a.b>", None, "https://c.d", b"<https://c.d>"),
        (b"<https://a.b>", "n", None, b"[n](https://a.b)"),
        (b"<https://a.b>", None, "rel", b"[rel](rel)"),
        (b"<me@a.org>", None, "mailto:you@b.org", b"<you@b.org>"),
        (b"https://a.b/c", None, "https://d.e", b"https://d.e"),
        (b"https://a.b/c", None, "https://d.e/f.", b"<https://d.e/f.>"),
        (b"https://a.b/c", "n", None, b"[n](https://a.b/c)"),
        (b"[a][r]\n\n[r]: /b 't'", None, "/n", b"[a][r]\n\n[r]: /n 't'"),
        (b"[a][r] [c][R]\n\n[r]: /b", None, "/n", b"[a](/n) [c][R]\n\n[r]: /b"),
        (b"[r]\n\n[r]: /b", "n", None, b"[n][r]\n\n[r]: /b"),
        (b"[r][]\n\n[r]: /b", "n", None, b"[n][r]\n\n[r]: /b"),
        (b"| [a](b) |\n|---|\n", "x|y", "c|d", b"| [x\\|y](c%7Cd) |\n|---|\n"),
    ],
)
def test_links(source: bytes, label: str | None, target: str | None, wanted: bytes) -> None:
    edit = set_link(parse(b"\n" + source + b"\n"), 0, label, target)
    assert edit.after.source == b"\n" + wanted + b"\n"
    assert edit.patch.inverse.apply(edit.after.source) == b"\n" + source + b"\n"


def test_a_label_and_target_as_they_are_change_nothing() -> None:
    assert set_link(parse(b"[a](b)\n"), 0, "a", "b").patch.empty


def test_links_refused() -> None:
    with pytest.raises(Refused, match="one line"):
        set_link(parse(b"[a](b)\n"), 0, None, "a\nb")
    with pytest.raises(Refused, match="no link 2"):
        set_link(parse(b"[a](b)\n"), 1, "x")


PAGE = b"# h\n\none\n\ntwo\n\n- a\n"


@pytest.mark.parametrize(
    ("source", "block", "raw", "wanted"),
    [
        (PAGE, 2, b"new\n", PAGE.replace(b"one", b"new")),
        (PAGE, 2, b"new", PAGE.replace(b"one", b"new")),
        (PAGE, 2, b"", PAGE.replace(b"one\n", b"")),
        (PAGE, 2, b"| a |\n|---|\n", PAGE.replace(b"one\n", b"| a |\n|---|\n")),
        (PAGE, 2, b"```\ncode\n```", PAGE.replace(b"one", b"```\ncode\n```")),
        (b"one\n# h\n", 1, b"two", b"one\n\ntwo\n"),
        (b"# h\none\n", 0, b"two", b"two\n\none\n"),
        (b"---\na: b\n---\ntext\n", 0, b"---\nc: d\n---\n", b"---\nc: d\n---\ntext\n"),
    ],
)
def test_blocks(source: bytes, block: int, raw: bytes, wanted: bytes) -> None:
    edit = replace_block(parse(source), block, raw)
    assert edit.after.source == wanted
    assert edit.patch.inverse.apply(wanted) == source


@pytest.mark.parametrize(
    ("source", "block", "raw"),
    [
        (PAGE, 2, b"```\nnever closed"),
        (PAGE, 2, b"<!-- never closed"),
        (PAGE, 2, b"{{% gone %}}"),
        (b"text [r]\n\nother\n", 2, b"[r]: /url\n"),
        (b"{{% notice %}}\nx\n{{% /notice %}}\n\ny\n", 0, b"{{% notice %}}\nx\n"),
        (b"---\na: b\n---\ntext\n", 0, b"---\na: b\n"),
        (b"one\n\ntwo\n", 0, b"---\na: b\n---\n"),
    ],
)
def test_blocks_that_would_change_the_rest_are_refused(source: bytes, block: int, raw: bytes) -> None:
    with pytest.raises(Refused):
        replace_block(parse(source), block, raw)
