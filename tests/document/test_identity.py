"""Blocks tile any file, nothing raises, spans lie where they should, and time grows with length only."""

from __future__ import annotations

import gc
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import corpus_pages, corpus_root, seed_pages
from tests.document.made_pages import PageMaker
from worklog_tui.document.model import Document, ListItem, Span
from worklog_tui.document.parse import parse

SCRAPS = [
    b"---\n", b"+++\n", b"{", b"}", b"\xef\xbb\xbf", b"\r", b"\r\n", b"\n", b"\n\n", b"\t", b" ", b"    ", b"- ",
    b"* ", b"1. ",
    b"> ", b"# ", b"|", b" | ", b"|---|", b"---", b"```\n", b"~~~\n", b"<div>\n", b"</div>\n", b"<!--", b"-->", b"[",
    b"](",
    b")", b"![", b"[r]: u\n", b"**", b"`", b"\\", b"{{< a >}}", b"{{< /a >}}", b"{{% a %}}", b"{{% /a %}}", b"{{%",
    b"{{<",
    b"https://x.yz", b"www.x.yz", b"a@b.co", b"<http://x>", b": ", b"[^1]: ", b"\x00", b"\xff", b"\xc3", b"\xa0",
    b"text",
    "Thứ 2".encode(), b"title: x\n", b"&emsp;", b"<br>",
]  # fmt: skip


def check(source: bytes) -> Document:
    """Parse and hold every invariant."""
    document = parse(source)
    at = 0
    for block in document.blocks:
        assert block.span.start == at, block
        assert block.span.end > at, block
        if at > document.body.start and block.kind != "blank":
            assert source[at - 1] == 0x0A, "blocks are whole lines"
        assert block.line == source.count(b"\n", 0, at) + 1
        at = block.span.end
    assert at == len(source)
    for table in document.tables:
        _check_span(table.span, source)
        for row in (table.header, table.delimiter, *table.rows):
            _check_span(row.span, source)
            edge = row.span.start
            for cell in row.cells:
                assert (
                    edge <= cell.span.start <= cell.content.start <= cell.content.end <= cell.span.end <= row.span.end
                )
                edge = cell.span.end
            assert source[: row.span.start].endswith(row.prefix)
    for found in document.lists:
        _check_items(found.items, found.span, source)
    for heading in document.headings:
        _check_span(heading.span, source)
        assert heading.span.start <= heading.text_span.start <= heading.text_span.end <= heading.span.end
    starts = [link.span.start for link in document.links]
    assert document.tables == tuple(sorted(document.tables, key=lambda table: table.span))
    for link in document.links:
        _check_span(link.span, source)
        for inner in (link.label_span, link.target_span):
            assert inner is None or link.span.start <= inner.start <= inner.end <= link.span.end
    assert len(starts) == len(set(starts))
    return document


def _check_span(span: Span, source: bytes) -> None:
    assert 0 <= span.start <= span.end <= len(source)


def _check_items(items: tuple[ListItem, ...], within: Span, source: bytes) -> None:
    edge = within.start
    for item in items:
        assert edge <= item.span.start <= item.text_span.start <= item.text_span.end <= item.span.end <= within.end, (
            item
        )
        edge = item.span.end
        if item.children:
            _check_items(item.children, item.span, source)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(SCRAPS), st.binary(max_size=6)), max_size=40).map(b"".join))
def test_any_bytes(source: bytes) -> None:
    check(source)


@pytest.mark.parametrize("kind", ["blocks", "links", "cells", "shortcodes"])
def test_made_pages(kind: str) -> None:
    maker = PageMaker(7)
    for _ in range(400):
        check(maker.page(kind))


@pytest.mark.corpus
def test_real_pages_and_broken_ones() -> None:
    """Every real page, and each of them cut, spliced and scrambled a little."""
    if corpus_root() is None:
        pytest.skip("WORKLOG_CORPUS is not set: no real pages to test on")
    chance = random.Random(4)
    for path in (*corpus_pages(), *seed_pages()):
        source = path.read_bytes()
        check(source)
        broken = bytearray(source)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(broken) + 1)
            if chance.random() < 0.5:
                del broken[at : at + chance.randint(1, 30)]
            else:
                broken[at:at] = chance.choice(SCRAPS)
        check(bytes(broken))
        check(source[: chance.randrange(len(source) + 1)])


NASTY = [
    b"[", b"![", b"*", b"_", b"`", b"`a``", b"<", b"<a ", b"<!--", b"<?", b"<![CDATA[", b"<!A", b"{{%", b"{{<",
    b"{{< a ",
    b"{{% a %}}", b"{{< a >}}", b"{{%a%}}{{%/a%}}", b'{{<a "', b"{{<a`", b'{{<a\\"', b"[a](", b'[a](b "', b"[a](<b",
    b"[a](b",
    b"[a][", b"[a]: ", b"[a]: b\n", b"](", b"> ", b">", b"- ", b"-\n", b"- a\n", b"* - + ", b"1. ", b"|",
    b"|a\n|-|\n", b"\r",
    b"a@", b"a@b", b"https://a.b ", b"www.", b"\twww.", b"&amp;", b"\\", b"x\n---\n", b"```\n", b"<pre>\n", b"[^a]",
    b"a\n: b\n",
    b"[a [b](c)", b"a_b*c`d[e", b"{{% /a %}}", b'<a b="', b"- [ ] a\n\n", b"a\n\n- b\n", b"[[[a]: b\n", b"\x00",
    b"\xff",
]  # fmt: skip


@pytest.mark.parametrize("unit", NASTY, ids=[repr(unit) for unit in NASTY])
def test_time_grows_with_length(unit: bytes) -> None:
    """Four times the text costs about four times the time; quadratic would be sixteen. Best of three."""

    def cost(size: int) -> float:
        source = b"x\n\n" + unit * (size // len(unit))
        times = []
        gc.disable()
        try:
            for _ in range(3):
                begun = time.process_time()
                parse(source)
                times.append(time.process_time() - begun)
        finally:
            gc.enable()
        return min(times)

    large = cost(64_000)
    assert large < 0.1 or large < 9 * cost(16_000)


@pytest.mark.parametrize(
    "source",
    [
        b"[" * 300_000 + b"]" * 300_000,
        b"[" * 100_000 + b"](u)" * 100_000,
        b"> " * 300_000,
        b"- " * 300_000 + b"\n" * 300_000,
        b"{{% a %}}" * 30_000 + b"{{% /a %}}" * 30_000,
        b"{{< a >}}{{% b %}}" * 15_000 + b"{{% /b %}}{{< /a >}}" * 15_000,
        b"|a" * 100_000 + b"|\n" + b"|-" * 100_000 + b"|\n",
        b" ".join(b"`" * n for n in range(1, 1000)),
    ],
    ids=["brackets", "links", "quotes", "items", "shortcodes", "both shortcodes", "columns", "backticks"],
)
def test_deep_and_wide_pages_end(source: bytes) -> None:
    """No recursion, no explosion: a second or so each at most, well under the minute it would take otherwise."""
    begun = time.process_time()
    check(b"x\n\n" + source)
    assert time.process_time() - begun < 8
