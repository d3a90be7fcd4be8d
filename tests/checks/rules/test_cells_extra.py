"""The rule cells-extra."""

from __future__ import annotations

from tests.checks.pages import found, lines, page, subject


def test_a_cell_more_than_the_header_has() -> None:
    assert lines(
        "cells-extra", subject(page(4, ("<https://example.org/pipes> |", "<https://example.org/pipes> | lost |")))
    ) == [18]


def test_what_is_lost_is_named() -> None:
    asked = subject(page(4, ("<https://example.org/pipes> |", "<https://example.org/pipes> | lost and gone |")))
    (one,) = found("cells-extra", asked)
    assert one.problem.message.startswith("Row 1 has 6 cells, the table 5: “lost and gone” does not show.")


def test_an_escaped_pipe_is_no_cell() -> None:
    assert not lines("cells-extra", subject(page(4, ("Measure the", "Measure \\| weigh the"))))
