"""The table of docs/merge.md, case by case, and what holds for any three versions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worklog_tui.merge.marked import with_markers
from worklog_tui.merge.three import merge

ROW = b"| 2 | Mulch the beds <br> - north | 29/09 |\n"
PAGE = b"""---
title: "Week 4"   # of twelve
weight: 4
---

### Objectives

- Water
- Weed
  - by hand
- Sow

### Tasks

| Day | Task | Start |
| --- | --- | --- |
| 2 | Mulch the beds <br> - north | 29/09 |
| 3 | Mend the fence | 30/09 |
| 4 | Call the nursery about bulbs | 01/10 |

Some words on the weather.

### Achievements

- Beds mulched
"""


def changed(*pairs: tuple[bytes, bytes], page: bytes = PAGE) -> bytes:
    for old, new in pairs:
        assert page.count(old) == 1, old
        page = page.replace(old, new)
    return page


CELL = (b"Mulch the beds", b"Mulch all beds")
DAY = (b"| 2 |", b"| Mon |")
GONE = (ROW, b"")
LAST = b"| 4 | Call the nursery about bulbs | 01/10 |\n"
MOVED = (LAST, LAST + ROW)

BOTH = {
    "the same edit twice": ([CELL], [CELL], [CELL]),
    "different cells of a row": ([CELL], [DAY], [CELL, DAY]),
    "cells of different rows": ([CELL], [(b"Mend", b"Paint")], [CELL, (b"Mend", b"Paint")]),
    "different lines of a cell": (
        [CELL],
        [(b"- north |", b"- north <br> - south |")],
        [CELL, (b"- north |", b"- north <br> - south |")],
    ),
    "lines added to a cell by both, ours first": (
        [(b"- north |", b"- north <br> - east |")],
        [(b"- north |", b"- north<br>- west |")],
        [(b"- north |", b"- north <br> - east<br>- west |")],
    ),
    "a row moved and edited by the other": (
        [CELL],
        [GONE, MOVED],
        [GONE, (LAST, LAST + ROW.replace(*CELL))],
    ),
    "two rows added at one place, ours first": (
        [(LAST, LAST + b"| 5 | Ours | |\n")],
        [(LAST, LAST + b"| 5 | Theirs | |\n")],
        [(LAST, LAST + b"| 5 | Ours | |\n| 5 | Theirs | |\n")],
    ),
    "the same row added by both": (
        [(LAST, LAST + b"| 5 | Same | |\n")],
        [(LAST, LAST + b"| 5 | Same | |\n")],
        [(LAST, LAST + b"| 5 | Same | |\n")],
    ),
    "a row deleted and another edited": ([GONE], [(b"Mend", b"Paint")], [GONE, (b"Mend", b"Paint")]),
    "front matter by key": (
        [(b"weight: 4", b"weight: 5")],
        [(b'"Week 4"', b'"The fourth"')],
        [(b"weight: 4", b"weight: 5"), (b'"Week 4"', b'"The fourth"')],
    ),
    "an entry added and another changed": (
        [(b"weight: 4\n", b"weight: 4\ndraft: true\n")],
        [(b'"Week 4"', b'"The fourth"')],
        [(b"weight: 4\n", b"weight: 4\ndraft: true\n"), (b'"Week 4"', b'"The fourth"')],
    ),
    "an item edited and its child added to": (
        [(b"- Weed\n", b"- Weed the path\n")],
        [(b"  - by hand\n", b"  - by hand\n  - at dusk\n")],
        [(b"- Weed\n", b"- Weed the path\n"), (b"  - by hand\n", b"  - by hand\n  - at dusk\n")],
    ),
    "an item deleted and another edited": (
        [(b"- Sow\n", b"")],
        [(b"- Water\n", b"- Water twice\n")],
        [(b"- Sow\n", b""), (b"- Water\n", b"- Water twice\n")],
    ),
    "prose here, a heading there": (
        [(b"words on", b"thoughts on")],
        [(b"### Achievements", b"### Done")],
        [(b"words on", b"thoughts on"), (b"### Achievements", b"### Done")],
    ),
}

NEITHER = {
    "a cell edited and its row deleted": ([CELL], [GONE], "row"),
    "the same line of a cell, different text": ([CELL], [(b"Mulch the beds", b"Cover the beds")], "line"),
    "the same cell, different text": ([(b"Mend", b"Paint")], [(b"Mend", b"Build")], "cell"),
    "the same entry": ([(b"weight: 4", b"weight: 5")], [(b"weight: 4", b"weight: 6")], "entry"),
    "the same paragraph": ([(b"words on", b"thoughts on")], [(b"the weather", b"rain")], "block"),
    "the same item": ([(b"- Weed\n", b"- Dig\n")], [(b"- Weed\n", b"- Rake\n")], "words"),
    "an entry of one name added by both": (
        [(b"weight: 4\n", b"weight: 4\ndraft: true\n")],
        [(b"weight: 4\n", b"weight: 4\ndraft: false\n")],
        "entry",
    ),
}


@pytest.mark.parametrize("case", BOTH)
@pytest.mark.parametrize("ends", [b"\n", b"\r\n"])
def test_both_changes_stand(case: str, ends: bytes) -> None:
    mine, theirs, both = (changed(*pairs) for pairs in BOTH[case])
    versions = [text.replace(b"\n", ends) for text in (PAGE, mine, theirs, both)]
    found = merge(*versions[:3])
    assert found.conflicts == ()
    assert found.resolved(lambda _: b"") == versions[3]


@pytest.mark.parametrize("case", NEITHER)
def test_somebody_must_decide(case: str) -> None:
    ours, others, kind = NEITHER[case]
    mine, theirs = changed(*ours), changed(*others)
    found = merge(PAGE, mine, theirs)
    assert [conflict.kind for conflict in found.conflicts] == [kind]
    assert found.resolved(lambda conflict: conflict.mine) == mine
    assert found.resolved(lambda conflict: conflict.theirs) == theirs


def test_a_conflict_leaves_all_else_merged() -> None:
    mine = changed(CELL, (b"weight: 4", b"weight: 5"))
    theirs = changed((b"Mulch the beds", b"Cover the beds"), (b"- Sow", b"- Plant"))
    found = merge(PAGE, mine, theirs)
    assert len(found.conflicts) == 1
    assert found.resolved(lambda conflict: conflict.mine) == changed(
        CELL, (b"weight: 4", b"weight: 5"), (b"- Sow", b"- Plant")
    )
    marked = with_markers(found, labels=("mine", "theirs"))
    assert marked == changed(
        (b"weight: 4", b"weight: 5"),
        (b"- Sow", b"- Plant"),
        (
            ROW,
            b"<<<<<<< mine\n"
            + ROW.replace(*CELL)
            + b"=======\n"
            + ROW.replace(b"Mulch", b"Cover")
            + b">>>>>>> theirs\n",
        ),
    )


def test_a_last_line_without_an_end() -> None:
    page = PAGE.rstrip(b"\n")
    mine, theirs = page + b"\n- Ours", page + b"\n- Theirs"
    found = merge(page, mine, theirs)
    assert found.conflicts == ()
    assert found.resolved(lambda _: b"") == page + b"\n- Ours\n- Theirs"


_LINES = st.sampled_from(
    [b"", b"# Head", b"- one", b"- two", b"  - deep", b"text", b"| a | b |", b"|---|---|", b"| 1 | 2 |", b"| 3 |",
     b"---", b"title: x", b"weight: 1", b"```", b"{{% a %}}", b"> quote", b"\xff\x00"]
)  # fmt: skip
_PAGES = st.lists(_LINES, max_size=14).map(b"\n".join)


@given(_PAGES, _PAGES)
def test_one_side_alone_is_that_side(base: bytes, other: bytes) -> None:
    assert merge(base, other, base).pieces == (other,)
    assert merge(base, base, other).pieces == (other,)
    assert merge(base, other, other).pieces == (other,)


@given(_PAGES, _PAGES, _PAGES)
def test_any_three_versions_end_and_conflicts_are_marked(base: bytes, mine: bytes, theirs: bytes) -> None:
    one = merge(base, mine, theirs)
    marked = with_markers(one)
    assert marked.count(b"<<<<<<< ours") == marked.count(b">>>>>>> theirs")
    assert bool(one.conflicts) == (b"<<<<<<< ours" in marked)
