"""What ``parse`` finds against what the real Hugo makes of the same pages: tables, headings, items, links, images."""

from __future__ import annotations

import html
import re
from collections import Counter
from urllib.parse import unquote

import pytest

from tests.conftest import corpus_pages, corpus_root, seed_pages
from tests.document.goldmark import cells, comparable, rendered, shape
from tests.document.made_pages import PageMaker, table_pages
from tests.hugo_judge import Facts, HugoJudge, needs_hugo
from worklog_tui.document.model import Document
from worklog_tui.document.parse import parse

pytestmark = [pytest.mark.hugo, needs_hugo]

_HREF = re.compile(r'<a\s+(?:[^<>]*?\s)?href="([^"]*)"')
_RAW_HREF = re.compile(rb"""<a\s[^<>]*?href=["']([^"']*)["']""")
_ITEM = re.compile(r"<li[\s>]")
_RAW_ITEM = re.compile(rb"<li[\s>]")
_RAW_HEADING = re.compile(rb"<h([1-6])[\s>]")
_SHORTCODE_OUTPUT = re.compile(r"shortcode[0-9a-f]{32}|HAHAHUGO")


def _shape(facts: Facts) -> list[list[int]]:
    return [[len(row) for row in (table.header, *table.rows)] for table in facts.tables]


def _tables(name: str, document: Document, facts: Facts) -> list[str]:
    """How the tables differ: their number, rows, cells, and what the cells say."""
    if shape(document) != _shape(facts):
        return [f"{name}: tables {shape(document)}, Hugo has {_shape(facts)}"]
    body = document.text(document.body)
    out = []
    for table, want in zip(document.tables, facts.tables, strict=True):
        for row, want_row in zip((table.header, *table.rows), (want.header, *want.rows), strict=True):
            for raw, said in zip(cells(document, table, row), want_row, strict=True):
                if _plain(rendered(raw, body)) != _plain(said):
                    out.append(f"{name}: cell {raw!r} is {said!r} to Hugo")
    return out


def _plain(text: str) -> str:
    """Comparable, without anchors (bare URLs get theirs elsewhere) and breaks at the end of a line."""
    return re.sub(r"</?a\b[^>]*>|<br>(?=\n)", "", comparable(text))


def _href(target: str) -> str:
    return unquote(target, errors="replace")


def _raw_html_is_out(wanted: list[str], raw: list[str]) -> list[str]:
    """Hugo's targets without those of tags written as HTML."""
    left = Counter(raw)
    out = []
    for target in wanted:
        if left[target]:
            left[target] -= 1
        else:
            out.append(target)
    return out


def _others(name: str, document: Document, facts: Facts, *, in_order: bool = True) -> list[str]:
    """How headings, items, links and images differ."""
    source = document.source
    raw = Counter(int(level) for level in _RAW_HEADING.findall(source))
    got = Counter(heading.level for heading in document.headings if heading.style != "bold")
    want = Counter(level for level, _ in facts.headings)
    out = [] if got + raw == want else [f"{name}: headings {dict(got + raw)}, Hugo has {dict(want)}"]
    items = sum(len(found.walk()) for found in document.lists) + len(_RAW_ITEM.findall(source))
    if items != len(_ITEM.findall(facts.full_html)):
        out.append(f"{name}: {items} items, Hugo has {len(_ITEM.findall(facts.full_html))}")
    raw_targets = [html.unescape(href.decode("utf-8", "replace")) for href in _RAW_HREF.findall(source)]
    for what, image, found in (
        ("links", False, [html.unescape(href) for href in _HREF.findall(facts.full_html)]),
        ("images", True, [target for target, _ in facts.images]),
    ):
        wanted = [
            _href(target) for target in _raw_html_is_out(found, raw_targets) if not _SHORTCODE_OUTPUT.search(target)
        ]
        targets = [_href(link.target) for link in document.links if link.image is image and "{{" not in link.target]
        if (wanted != targets) if in_order else (sorted(wanted) != sorted(targets)):
            out.append(f"{name}: {what} {targets}, Hugo has {wanted}")
    return out


@pytest.fixture(scope="module")
def corpus_facts() -> dict[str, tuple[Document, Facts]]:
    root = corpus_root()
    if root is None:
        pytest.skip("WORKLOG_CORPUS is not set: no real pages to test on")
    pages = {str(path.relative_to(root.parent)): path.read_bytes() for path in (*corpus_pages(), *seed_pages())}
    judged = HugoJudge().judge(pages)
    built = {name: (parse(pages[name]), facts) for name, facts in judged.items() if isinstance(facts, Facts)}
    assert len(built) > len(pages) * 0.97
    return built


@pytest.mark.corpus
def test_tables_of_real_pages(corpus_facts: dict[str, tuple[Document, Facts]]) -> None:
    """Every table of every real page, every row, every cell, and what each says."""
    wrong = [text for name, (document, facts) in corpus_facts.items() for text in _tables(name, document, facts)]
    assert sum(len(document.tables) for document, _ in corpus_facts.values()) > 500
    assert not wrong, "\n".join(wrong[:20])


@pytest.mark.corpus
def test_headings_items_and_links_of_real_pages(corpus_facts: dict[str, tuple[Document, Facts]]) -> None:
    """All of them, tags that are written as HTML counted apart."""
    wrong = [text for name, (document, facts) in corpus_facts.items() for text in _others(name, document, facts)]
    assert not wrong, "\n".join(wrong[:20])


@pytest.mark.corpus
def test_heading_texts_of_real_pages(corpus_facts: dict[str, tuple[Document, Facts]]) -> None:
    """What a heading says, without its marks."""
    wrong = []
    for name, (document, facts) in corpus_facts.items():
        if _RAW_HEADING.search(document.source):
            continue
        ours = [heading.text for heading in document.headings if heading.style != "bold"]
        for text, (_, said) in zip(ours, facts.headings, strict=True):
            if _plain(rendered(text, "")) != _plain(said):
                wrong.append(f"{name}: {text!r} is {said!r} to Hugo")
    assert not wrong, "\n".join(wrong[:20])


def test_tables_wherever_they_stand() -> None:
    """200 pages with tables under text, in lists and quotes, inside and nested inside shortcodes."""
    pages = table_pages(200)
    wrong: list[str] = []
    for name, facts in HugoJudge().facts(pages).items():
        wrong += _tables(name, parse(pages[name]), facts)
    assert not wrong, "\n".join(wrong[:20])


@pytest.mark.parametrize("kind", ["blocks", "links", "cells"])
def test_pages_made_at_random(kind: str) -> None:
    """500 pages of each kind agree in everything that is compared, order aside.

    Order: where an underlined heading follows a table in one paragraph, goldmark puts the table first.
    """
    maker = PageMaker(20250929)
    pages = {str(number): maker.page(kind) for number in range(500)}
    wrong: list[str] = []
    for name, facts in HugoJudge().facts(pages).items():
        document = parse(pages[name])
        if shape(document) != _shape(facts):
            wrong.append(f"{name}: tables {shape(document)}, Hugo has {_shape(facts)}")
        wrong += [f"{text}\n{pages[name]!r}" for text in _others(name, document, facts, in_order=False)]
    assert not wrong, "\n".join(wrong[:5])


def test_shortcodes_made_at_random() -> None:
    """500 pages with shortcodes in odd places; at most 1 in 100 may differ.

    Known to: an inner text of one paragraph, inside another shortcode, is put into the page as text and read twice;
    what a ``{{< >}}`` shortcode prints into a cell or into code is not looked at.
    """
    maker = PageMaker(20250929)
    pages = {str(number): maker.page("shortcodes") for number in range(500)}
    wrong: dict[str, list[str]] = {}
    for name, facts in HugoJudge().facts(pages).items():
        document = parse(pages[name])
        texts = [] if shape(document) == _shape(facts) else [f"tables {shape(document)}, Hugo has {_shape(facts)}"]
        texts += _others(name, document, facts, in_order=False)
        if texts:
            wrong[name] = [*texts, repr(pages[name])]
    assert len(wrong) <= 5, "\n".join(str(text) for text in list(wrong.values())[:5])
