"""The proof stops patches that do more, less or else than was asked for; each of these would be written without it."""

from __future__ import annotations

import pytest

from worklog_tui.document.model import Document, Refused, Span
from worklog_tui.document.parse import parse
from worklog_tui.document.patch import Patch, Splice
from worklog_tui.document.proof import (
    ALL,
    BUT_ROWS,
    Expectation,
    Unproven,
    cells_by_letter,
    facts,
    first_proven,
    prove,
    require,
)

PAGE = b"""---
title: x
---
# Head [r]

text [a](b)

| h | i |
|---|---|
| c | [d](e) |

- one
- two

[r]: /there
"""


def nothing(after: Document) -> None:
    """Asks nothing of the page after: the general checks are on their own."""


def expecting(region: bytes, shape: frozenset[str] = ALL) -> Expectation:
    start = PAGE.index(region)
    return Expectation(Span(start, start + len(region)), nothing, None, shape)


def replacing(old: bytes, new: bytes) -> Patch:
    return Patch((Splice(PAGE.index(old), old, new),))


ROW = b"| c | [d](e) |\n"


@pytest.mark.parametrize(
    ("region", "old", "new", "why"),
    [
        (ROW, b"| c |", b"| c", "something else"),  # a cell less
        (ROW, b"| c |", b"| c | x |", "something else"),  # a cell more
        (ROW, b"one", b"1", "bytes outside"),
        (b"text [a](b)\n", b"text", b"text\n\n# text", "something else"),
        (b"text [a](b)\n", b"text", b"```\n", "something else"),
        (b"text [a](b)\n", b"text", b"<!-- ", "elsewhere|something else"),
        (b"text [a](b)\n", b"text", b"- text", "something else"),
        (b"# Head [r]\n", b"# Head", b"Head", "something else"),
        (b"[r]: /there\n", b"/there", b"/here", "link elsewhere"),
        (b"[r]: /there\n", b"[r]: /there", b"[s]: /there", "link elsewhere"),
        (b"- one\n", b"- one", b"* one", "elsewhere"),
        (b"- one\n", b"- one", b"- one\n  - more", "something else"),
        (b"---\ntitle: x\n---\n", b"title: x\n---", b"title: x\n--", "elsewhere|front matter"),
        (b"# Head [r]\n", b"title: x", b"title: y", "bytes outside"),
    ],
)
def test_unproven(region: bytes, old: bytes, new: bytes, why: str) -> None:
    with pytest.raises(Unproven, match=why):
        prove(parse(PAGE), replacing(old, new), expecting(region))


def test_a_body_edit_that_makes_front_matter_is_unproven() -> None:
    doc = parse(b"a | b\n--|--\nc | d\n")
    patch = Patch((Splice(0, b"a ", b"---\nx: y\n---\na "),))
    with pytest.raises(Unproven, match="front matter"):
        prove(doc, patch, Expectation(Span(0, 6), nothing, None, frozenset()))


def test_proven() -> None:
    after = prove(parse(PAGE), replacing(b"| c |", b"| other |"), expecting(ROW))
    assert after.tables[0].rows[0].cells[0].text == "other"
    removed = prove(parse(PAGE), replacing(ROW, b""), expecting(ROW, BUT_ROWS))
    assert removed.tables[0].rows == ()


def test_stale_bytes_are_refused() -> None:
    with pytest.raises(Refused, match="changed here"):
        prove(parse(PAGE), Patch((Splice(0, b"xxx", b"yyy"),)), expecting(ROW))


def test_what_must_be_read_and_written_is_asked() -> None:
    def reads(after: Document) -> None:
        require(after.tables[0].rows[0].cells[0].text == "other", "the cell would read differently")

    def letter(old: bytes, new: bytes) -> None:
        require(new.count(b"\n") == old.count(b"\n"), "it would break the row")

    start = PAGE.index(ROW)
    expectation = Expectation(Span(start, start + len(ROW)), reads, letter)
    with pytest.raises(Unproven, match="read differently"):
        prove(parse(PAGE), replacing(b"| c |", b"| another |"), expectation)
    with pytest.raises(Unproven, match="break the row"):
        prove(parse(PAGE), replacing(b"| c |", b"| c\n |"), expectation)


def test_the_next_spelling_is_taken_and_the_first_reason_told() -> None:
    doc = parse(PAGE)
    bad = (replacing(b"| c |", b"| c"), expecting(ROW))
    good = (replacing(b"| c |", b"| n |"), expecting(ROW))
    assert first_proven(doc, [bad, good], "No").after.source == PAGE.replace(b"| c |", b"| n |")
    with pytest.raises(Refused, match=r"^No: it would become something else\.$"):
        first_proven(doc, [bad, bad], "No")
    with pytest.raises(Refused, match=r"^No\.$"):
        first_proven(doc, [], "No")


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        (b"| a | b |\n", 2),
        (b"a | b", 2),
        (b"a", 1),
        (b"|", 0),
        (b"||", 0),
        (b"| |", 1),
        (b"|||", 1),
        (b"| a ||\r\n", 1),
        (b"| a\\|b |", 1),
        (b"| a\\\\|b |", 1),
        (b"| a | b\\|", 2),
        (b'| {{< x "a|b" >}} | c |', 2),
        (b"| {{% x | %}} ", 1),
    ],
)
def test_cells_told_from_the_letters(line: bytes, cells: int) -> None:
    assert cells_by_letter(line) == cells


def test_every_construct_is_a_fact() -> None:
    kinds = {str(fact[2][0]) for fact in facts(parse(PAGE))}
    assert kinds == {"block", "heading", "table", "row", "cell", "item", "link"}
