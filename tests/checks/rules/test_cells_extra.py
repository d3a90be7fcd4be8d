"""The rule cells-extra."""

from __future__ import annotations

from tests.checks.pages import lines, page, subject


def test_a_cell_more_than_the_header_has() -> None:
    assert lines(
        "cells-extra", subject(page(4, ("<https://example.org/pipes> |", "<https://example.org/pipes> | lost |")))
    ) == [18]


def test_an_escaped_pipe_is_no_cell() -> None:
    assert not lines("cells-extra", subject(page(4, ("Measure the", "Measure \\| weigh the"))))
