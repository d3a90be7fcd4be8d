"""Real Hugo judges headings, links and raw blocks: what was asked for renders, all else as before.

Heading ids, which Hugo derives, are off in the judge.
"""

from __future__ import annotations

import html
import random
import re
from pathlib import Path

import pytest

from tests.document.edit_cases import VALUES, Case, Judged, Refusals, count, documents, judge
from tests.hugo_judge import Facts, needs_hugo
from worklog_tui.document.edits.blocks import replace_block
from worklog_tui.document.edits.headings import set_heading
from worklog_tui.document.edits.links import set_link
from worklog_tui.document.model import Document

pytestmark = [needs_hugo, pytest.mark.hugo, pytest.mark.corpus]

_HEADING = re.compile(r"<(h[1-6])(?:\s[^>]*)?>(.*?)</\1>", re.DOTALL)
_LINK = re.compile(r'<a href="([^"]*)"(?: [^>]*)?>(.*?)</a>|<img src="([^"]*)" alt="([^"]*)"[^>]*>', re.DOTALL)

TEXTS = [v for v in VALUES if v.meaning and "\n" not in v.typed and v.means is None] + [
    type(VALUES[0])(text) for text in ("closed #", "closed ##", "x {.y}", "a {#b c=d}", "#", "=", "a {b}")
]
LABELS = ("label", "a]b", "[a", "a|b", "`x`", "**b**", "Thứ Hai", "a\\", "two words", "&amp;", "!x", "[x]", "")
TARGETS = (
    "https://a.b/c?d=e&f=g", "rel/path", "two words", "/a|b", "https://x.y/(a", "https://x.y/q_(a)_b", "a&amp;b", "<x>",
    "ú/ă", "https://e.org/a\\b", "mailto:a@b.cd", "../x.md#y", "a'b", "https://x.y/.", "https://x.y/*a*_b_", "a\"b",
)  # fmt: skip


@pytest.fixture(scope="module")
def docs() -> list[tuple[Path, Document]]:
    found = documents()
    if len(found) < 100:
        pytest.skip("WORKLOG_CORPUS is not set: no real pages")
    return found


def test_headings_set(docs: list[tuple[Path, Document]]) -> None:
    chosen, refusals, cases = random.Random(31), Refusals(), []
    every = [(p, d, i) for p, d in docs for i, h in enumerate(d.headings) if h.style != "bold"]
    for path, doc, i in chosen.sample(every, count(500)):
        value = chosen.choice(TEXTS)
        label = f"{path} heading {i} {value.typed!r}"
        edit = refusals.tried(label, set_heading, doc, i, value.typed)
        if edit is None:
            continue
        span = doc.headings[i].text_span
        assert all(span.start <= s.start <= s.end <= span.end for s in edit.patch.splices), label
        n = sum(h.style != "bold" for h in doc.headings[:i])
        cases.append(Case(label, edit, _heading_reads(n, value.meaning)))
    refusals.hold()
    assert judge(cases, [v.meaning for v in TEXTS]) == refusals.accepted


def _heading_reads(n: int, meaning: str):  # type: ignore[no-untyped-def]
    def check(case: Case, judged: Judged) -> None:
        before, after = list(judged.before.headings), list(judged.after.headings)
        raw = b"<h" in case.edit.before.source
        if not raw:
            before[n] = (before[n][0], judged.rendered[meaning])
        assert len(before) == len(after), case.name
        assert raw or before == after, case.name
        assert _HEADING.sub("", judged.before.html) == _HEADING.sub("", judged.after.html), case.name
        assert judged.before.tables == judged.after.tables, case.name

    return check


def test_links_set(docs: list[tuple[Path, Document]]) -> None:
    chosen, refusals, cases = random.Random(32), Refusals(), []
    every = [(p, d, i) for p, d in docs for i in range(len(d.links)) if not re.search(rb"<(a|img)\s", d.source)]
    for path, doc, i in chosen.sample(every, count(1000)):
        link = doc.links[i]
        new_label = chosen.choice((None, chosen.choice(LABELS)))
        new_target = chosen.choice(TARGETS) if new_label is None or chosen.random() < 0.5 else None
        label = f"{path} link {i} {new_label!r} {new_target!r}"
        edit = refusals.tried(label, set_link, doc, i, new_label, new_target)
        if edit is None or edit.patch.empty:
            continue
        if link.kind != "reference":
            assert all(link.span.start <= s.start <= s.end <= link.span.end for s in edit.patch.splices), label
        cases.append(Case(label, edit, _link_reads(doc, i, new_label, new_target)))
    refusals.hold()
    assert judge(cases, LABELS) == len(cases)


def links_of(facts: Facts) -> list[tuple[str, str]]:
    """Target (decoded) and label HTML of every link and image, in order; images say their alt text."""
    found = []
    for href, label, src, alt in _LINK.findall(facts.full_html):
        found.append((_plain(href or src), label or alt))
    return found


def _plain(target: str) -> str:
    from urllib.parse import unquote

    return unquote(html.unescape(target))


def _link_reads(doc: Document, i: int, label: str | None, target: str | None):  # type: ignore[no-untyped-def]
    link = doc.links[i]

    def check(case: Case, judged: Judged) -> None:
        before, after = links_of(judged.before), links_of(judged.after)
        assert len(before) == len(after), f"{case.name}: {len(before)} links became {len(after)}"
        changed = [k for k, (one, two) in enumerate(zip(before, after, strict=True)) if one != two]
        assert len(changed) <= 1, f"{case.name}: {[(before[k], after[k]) for k in changed]}"
        assert changed, f"{case.name}: nothing changed"
        got = after[changed[0]]
        if target is not None:
            assert got[0] == _plain(html.escape(target)), f"{case.name}: {got}"
        if label is not None and not link.image:
            assert got[1] == judged.rendered[label].strip() or link.label_span is None, f"{case.name}: {got}"
        if label is not None and link.image:
            wanted = re.sub("<[^>]*>", "", judged.rendered[label])
            assert html.unescape(got[1]) == html.unescape(wanted), f"{case.name}: {got}"
        bare = [_LINK.sub("", facts.full_html) for facts in (judged.before, judged.after)]
        assert bare[0] == bare[1], f"{case.name}: the rest of the page changed"

    return check


def test_blocks_replaced(docs: list[tuple[Path, Document]]) -> None:
    chosen, refusals, cases = random.Random(33), Refusals(), []
    every = [
        (p, d, i)
        for p, d in docs
        for i, b in enumerate(d.blocks)
        if b.kind in ("paragraph", "heading", "table", "list", "code")
    ]
    for path, doc, i in chosen.sample(every, count(300)):
        label = f"{path} block {i} {doc.blocks[i].kind}"
        edit = refusals.tried(label, replace_block, doc, i, b"XSTARTX *new* and\nmore XENDX")
        if edit is None:
            continue
        cases.append(Case(label, edit, _block_reads))
    refusals.hold()
    assert judge(cases) == refusals.accepted


def _block_reads(case: Case, judged: Judged) -> None:
    got = judged.after.full_html
    head, rest = got.split("<p>XSTARTX", 1)
    middle, tail = rest.split("XENDX</p>", 1)
    assert middle == " <em>new</em> and\nmore ", case.name
    before = judged.before.full_html
    assert before.startswith(head.rstrip("\n")), f"{case.name}: what stands above changed"
    assert before.endswith(tail.lstrip("\n")), f"{case.name}: what stands below changed"
