"""The rule cells-missing."""

from __future__ import annotations

from tests.checks.pages import found, lines, page, subject


def test_a_row_without_its_last_cell() -> None:
    asked = subject(page(4, ("| 03/10/2025 | 03/10/2025 | |", "| 03/10/2025 | 03/10/2025 |")))
    assert lines("cells-missing", asked) == [21]
    assert found("cells-missing", asked)[0].problem.task == 4


def test_rows_without_the_last_cell_are_told_once() -> None:
    ends = [
        ("| 03/10/2025 | 03/10/2025 | |", "| 03/10/2025 | 03/10/2025 |"),
        (" | <https://example.org/pipes> |", " |"),
    ]
    (one,) = found("cells-missing", subject(page(4, *ends)))
    assert one.problem.line == 18
    assert one.problem.message.startswith("2 rows end before “Reference Material”")


def test_a_row_without_its_dates_is_told_by_its_columns() -> None:
    asked = subject(
        page(4, ("| 6 | Compare the offers and choose one once more | 03/10/2025 | 03/10/2025 | |", "| 6 | Compare |"))
    )
    (one,) = found("cells-missing", asked)
    assert "2 cells of 5: “Start Date”, “Completion Date” and “Reference Material” show empty" in one.problem.message
    assert not lines("date-missing", asked)


def test_words_that_slid_under_a_date() -> None:
    slid = "| 03/10/2025 | Final report |"
    (one,) = found("cells-missing", subject(page(4, ("| 03/10/2025 | 03/10/2025 | |", slid))))
    assert "“Final report” stands under “Completion Date”" in one.problem.message


def test_an_empty_last_cell_is_a_cell() -> None:
    assert not lines("cells-missing", subject(page()))
    assert not lines("cells-missing", subject(page(4, ("03/10/2025 | |", "03/10/2025 ||"))))
