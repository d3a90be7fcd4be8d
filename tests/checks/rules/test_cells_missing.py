"""The rule cells-missing."""

from __future__ import annotations

from tests.checks.pages import found, lines, page, subject


def test_a_row_without_its_last_cell() -> None:
    asked = subject(page(4, ("| 03/10/2025 | 03/10/2025 | |", "| 03/10/2025 | 03/10/2025 |")))
    assert lines("cells-missing", asked) == [21]
    assert found("cells-missing", asked)[0].problem.task == 4


def test_an_empty_last_cell_is_a_cell() -> None:
    assert not lines("cells-missing", subject(page()))
    assert not lines("cells-missing", subject(page(4, ("03/10/2025 | |", "03/10/2025 ||"))))
