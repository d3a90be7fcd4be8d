"""Rows after an edit, by hand."""

from __future__ import annotations

import pytest

from worklog_tui.document.edits.rows import duplicate_row, insert_row, move_row, remove_row
from worklog_tui.document.model import Refused
from worklog_tui.document.parse import parse

PLAIN = b"| a | b |\n|---|---|\n| 1 | x |\n| 2 | y |\n| 3 | z |\n\nafter\n"


@pytest.mark.parametrize(
    ("source", "at", "cells", "wanted"),
    [
        (PLAIN, 0, ["n", "m"], PLAIN.replace(b"| 1 |", b"| n | m |\n| 1 |")),
        (PLAIN, 3, ["n", "m"], PLAIN.replace(b"| z |\n", b"| z |\n| n | m |\n")),
        (PLAIN, 1, ["n"], PLAIN.replace(b"| 2 |", b"| n |   |\n| 2 |")),
        (PLAIN, 1, [], PLAIN.replace(b"| 2 |", b"|   |   |\n| 2 |")),
        (PLAIN, 1, ["a|b", "c\nd"], PLAIN.replace(b"| 2 |", b"| a\\|b | c<br>d |\n| 2 |")),
        (b"|a|b|\n|-|-|\n|1|x|\n", 1, ["n", "m"], b"|a|b|\n|-|-|\n|1|x|\n|n|m|\n"),
        (b"a | b\n--|--\n1 | x\n", 1, ["n", "m"], b"a | b\n--|--\n1 | x\nn | m\n"),
        (b"a | b\n--|--\n1 | x\n", 1, ["- n", "m"], b"a | b\n--|--\n1 | x\n| - n | m |\n"),
        (b"| a | b |\n|---|---|\n| 1 | x |", 1, ["n", "m"], b"| a | b |\n|---|---|\n| 1 | x |\n| n | m |"),
        (b"| a | b |\r\n|---|---|", 0, ["n", "m"], b"| a | b |\r\n|---|---|\r\n| n | m |"),
        (
            b"> | a | b |\n> |---|---|\n> | 1 | x |\n",
            1,
            ["n", "m"],
            b"> | a | b |\n> |---|---|\n> | 1 | x |\n> | n | m |\n",
        ),
        (b"- t\n\n  | a |\n  |---|\n  | 1 |\n- u\n", 0, ["n"], b"- t\n\n  | a |\n  |---|\n  | n |\n  | 1 |\n- u\n"),
        (
            b"| a   | b  |\n| --- | -- |\n| 1   | x  |\n",
            1,
            ["n", "long"],
            b"| a   | b  |\n| --- | -- |\n| 1   | x  |\n| n   | long |\n",
        ),
    ],
)
def test_a_row_is_written_as_its_neighbour(source: bytes, at: int, cells: list[str], wanted: bytes) -> None:
    edit = insert_row(parse(source), 0, at, cells)
    assert edit.after.source == wanted
    assert edit.patch.inverse.apply(wanted) == source


def test_remove() -> None:
    assert remove_row(parse(PLAIN), 0, 1).after.source == PLAIN.replace(b"| 2 | y |\n", b"")
    assert remove_row(parse(b"|a|\n|-|\n|b|\n"), 0, 0).after.source == b"|a|\n|-|\n"
    assert remove_row(parse(b"|a|\r\n|-|\r\n|b|"), 0, 0).after.source == b"|a|\r\n|-|"
    quoted = b"> |a|\n> |-|\n> |b|\n> |c|\n"
    assert remove_row(parse(quoted), 0, 0).after.source == b"> |a|\n> |-|\n> |c|\n"


def test_inserting_and_removing_are_inverse_at_the_end_of_the_file() -> None:
    source = b"|a|\n|-|\n|b|"
    assert remove_row(insert_row(parse(source), 0, 1, ["c"]).after, 0, 1).after.source == source


def test_move() -> None:
    assert move_row(parse(PLAIN), 0, 0, 2).after.source == PLAIN.replace(b"| 1 | x |\n", b"").replace(
        b"| 3 | z |\n", b"| 3 | z |\n| 1 | x |\n"
    )
    assert move_row(parse(PLAIN), 0, 2, 1).after.source == PLAIN.replace(
        b"| 2 | y |\n| 3 | z |\n", b"| 3 | z |\n| 2 | y |\n"
    )
    assert move_row(parse(PLAIN), 0, 1, 1).patch.empty


def test_moving_the_last_row_of_a_file_without_a_final_newline() -> None:
    source = b"|a|\r\n|-|\r\n|b|\r\n|c|"
    assert move_row(parse(source), 0, 1, 0).after.source == b"|a|\r\n|-|\r\n|c|\r\n|b|"


def test_duplicate() -> None:
    source = b"|a|b|\n|-|-|\n| x\\|y ||\n|c|d|e| hidden |"
    assert duplicate_row(parse(source), 0, 0).after.source == source.replace(b"| x\\|y ||\n", b"| x\\|y ||\n" * 2)
    assert duplicate_row(parse(source), 0, 1).after.source == source + b"\n|c|d|e| hidden |"


def test_refusals() -> None:
    doc = parse(PLAIN)
    with pytest.raises(Refused, match="has 2 columns, not 3"):
        insert_row(doc, 0, 0, ["a", "b", "c"])
    with pytest.raises(Refused, match="no row"):
        insert_row(doc, 0, 4, ["a"])
    with pytest.raises(Refused, match="no row 4"):
        remove_row(doc, 0, 3)
    with pytest.raises(Refused, match="no row 0"):
        remove_row(doc, 0, -1)
