"""The rule date-invalid."""

from __future__ import annotations

from tests.checks.pages import changed, found, lines, mended, page, subject


def test_the_first_day_stands_for_code_nobody_ran() -> None:
    asked = subject(page(4, ("date: 2025-09-29", 'date: "`r Sys.Date()`"')))
    assert lines("date-invalid", asked) == [3]
    assert mended("date-invalid", asked).splitlines()[2] in ("date: 2025-09-29", 'date: "2025-09-29"')


def test_a_date_that_can_be_read_in_one_way_only() -> None:
    text = page(4, ("date: 2025-09-29", "date: 29/09/2025"))
    assert changed(text, mended("date-invalid", subject(text))) == ["date: 2025-09-29"]


def test_a_date_that_can_be_read_in_two_is_that_near_the_tasks() -> None:
    text = page(4, ("date: 2025-09-29", "date: 01/10/2025"))
    assert changed(text, mended("date-invalid", subject(text))) == ["date: 2025-10-01"]


def test_nothing_is_guessed_where_the_tasks_say_nothing() -> None:
    text = page(4, ("date: 2025-09-29", "date: 02/03/2024"))
    assert not found("date-invalid", subject(text))[0].fix


def test_what_hugo_takes() -> None:
    for value in ("2025-09-29", '"2025-09-29"', "2025-09-29T08:00:00+07:00", ""):
        assert not lines("date-invalid", subject(page(4, ("date: 2025-09-29", f"date: {value}"))))
