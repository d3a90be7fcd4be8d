"""Sections begun: a heading and a list between empty lines; all else on the page stays, byte for byte."""

from __future__ import annotations

import random

import pytest

from tests.conftest import corpus_pages
from tests.hugo_judge import HugoJudge, needs_hugo
from worklog_tui.document.edits.sections import NewHeading, start_section
from worklog_tui.document.model import Refused
from worklog_tui.document.parse import parse

ITEMS = [(0, "One thing"), (1, "Under it"), (0, "Another, over\ntwo lines")]
HEADING = NewHeading("What was done", 3)
WRITTEN = "### What was done\n\n- One thing\n  - Under it\n- Another, over\n  two lines\n"
FRONT = "---\ntitle: x\n---\n"


def made(source: str, block: int = -1, heading: NewHeading = HEADING) -> str:
    doc = parse(source.encode())
    edit = start_section(doc, len(doc.blocks) if block < 0 else block, heading, ITEMS)
    assert edit.patch.inverse.apply(edit.after.source) == source.encode()
    return edit.after.source.decode()


@pytest.mark.parametrize(
    ("source", "written"),
    [
        (FRONT + "\nProse.\n", FRONT + "\nProse.\n\n" + WRITTEN),
        (FRONT + "\nProse.", FRONT + "\nProse.\n\n" + WRITTEN.rstrip("\n")),
        (FRONT, FRONT + WRITTEN),
        (FRONT + "\n| a | b |\n| - | - |\n| c | d |\n", FRONT + "\n| a | b |\n| - | - |\n| c | d |\n\n" + WRITTEN),
        (FRONT + "\n* x\n", FRONT + "\n* x\n\n" + WRITTEN.replace("- ", "* ")),
        ("Prose.\r\n", "Prose.\r\n\r\n" + WRITTEN.replace("\n", "\r\n")),
    ],
)
def test_it_stands_behind_what_is_there_in_the_pages_own_line_ends(source: str, written: str) -> None:
    assert made(source).rstrip("\r\n") == written.rstrip("\r\n")


def test_before_a_heading_it_is_parted_from_it() -> None:
    source = FRONT + "\n## One\n\nProse.\n## Two\n\nMore.\n"
    doc = parse(source.encode())
    at = next(i for i, block in enumerate(doc.blocks) if doc.text(block.span).startswith("## Two"))
    assert made(source, at) == source.replace("## Two", f"\n{WRITTEN}\n## Two")


def test_a_bold_line_is_a_heading_too() -> None:
    written = made(FRONT + "\nProse.\n", heading=NewHeading("What was done:", 7, "bold"))
    assert written == FRONT + "\nProse.\n\n" + WRITTEN.replace("### What was done", "**What was done:**")


@pytest.mark.parametrize(
    ("heading", "items"),
    [
        (NewHeading("", 3), ITEMS),
        (NewHeading("Two\nlines", 3), ITEMS),
        (NewHeading("Call {{< x >}}", 3), ITEMS),
        (HEADING, []),
        (HEADING, [(0, "")]),
        (HEADING, [(0, "{{< x >}}")]),
        (NewHeading("Closed ##", 3), ITEMS),
    ],
)
def test_what_would_not_read_so_is_refused(heading: NewHeading, items: list[tuple[int, str]]) -> None:
    doc = parse(b"Prose.\n")
    with pytest.raises(Refused):
        start_section(doc, len(doc.blocks), heading, items)


@needs_hugo
@pytest.mark.hugo
@pytest.mark.corpus
def test_hugo_shows_it_and_all_else_as_before() -> None:
    paths = corpus_pages()
    if not paths:
        pytest.skip("WORKLOG_CORPUS is not set: no real pages")
    random.Random(3).shuffle(paths)
    pages: dict[str, bytes] = {}
    refused = 0
    for path in paths[:120]:
        doc = parse(path.read_bytes())
        if doc.raw or doc.front_matter.error:
            continue
        try:
            pages[f"{path} after"] = start_section(doc, len(doc.blocks), HEADING, ITEMS).after.source
            pages[f"{path} before"] = doc.source
        except Refused:
            refused += 1
    facts = HugoJudge().judge(pages)
    judged = 0
    for name, before in facts.items():
        now = facts.get(name.replace(" before", " after"))
        if not name.endswith(" before") or not hasattr(before, "full_html") or not hasattr(now, "full_html"):
            continue
        judged += 1
        assert now.headings == (*before.headings, (3, "What was done")), name
        assert now.full_html.startswith(before.full_html.rstrip()), name
        assert [table.rows for table in now.tables] == [table.rows for table in before.tables], name
    assert judged > 90
    assert refused <= 3
