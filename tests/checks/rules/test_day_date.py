"""The rule day-date."""

from __future__ import annotations

from tests.checks.pages import changed, found, lines, mended, page, subject


def test_a_date_written_twice_becomes_its_own_day_s() -> None:
    text = page(4, ("offers in writing once more | 01/10/2025 | 02/10/2025", "offers | 30/09/2025 | 30/09/2025"))
    asked = subject(text)
    assert lines("day-date", asked) == [20]
    assert changed(text, mended("day-date", asked)) == [
        "| 4 | Ask three firms for offers | 01/10/2025 | 01/10/2025 | <https://example.org/firms> |"
    ]


def test_where_day_or_date_may_be_meant_nothing_is_guessed() -> None:
    (one,) = found("day-date", subject(page(4, ("| 6 | Compare", "| 7 | Compare"))))
    assert (one.problem.line, one.problem.task, one.problem.column) == (21, 4, 0)
    assert not one.fix


def test_monday_may_be_1() -> None:
    days = [("| 2 | Measure", "| 1 | Measure"), ("| 3 | Read", "| 2 | Read"), ("| 4 | Ask", "| 3 | Ask")]
    assert not lines("day-date", subject(page(4, *days, ("| 6 | Compare", "| 5 | Compare"))))


def test_a_task_of_several_days_may_name_its_last() -> None:
    assert not lines("day-date", subject(page(4, ("| 4 | Ask", "| 5 | Ask"))))


def test_under_thu_2_is_monday_whatever_fits() -> None:
    names = [
        ("| Day |", "| Thứ |"),
        ("29/09", "30/09"),
        ("| 30/09/2025 | 30/09/2025 | [", "| 01/10/2025 | 01/10/2025 | ["),
    ]
    later = page(4, *names, ("03/10", "05/10"))
    shifted = later.replace("01/10/2025 | 02/10/2025", "02/10/2025 | 02/10/2025")
    assert lines("days-unfit", subject(shifted)) == [18]
    named = page(4, ("| Day |", "| Thứ |"), ("29/09", "28/09"), ("03/10", "04/10"))
    assert lines("day-date", subject(named)) == [18, 21]
    assert "“2” (Monday), but its date is Sun 28 Sep 2025" in found("day-date", subject(named))[0].problem.message
    assert not lines("days-unfit", subject(shifted.replace("Thứ", "Day")))


def test_a_day_that_is_named_needs_no_others() -> None:
    days = [("| 2 | Measure", "| Tue | Measure"), ("| 3 | Read", "| - | Read"), ("| 4 | Ask", "| - | Ask")]
    assert lines("day-date", subject(page(4, *days, ("| 6 | Compare", "| - | Compare")))) == [18]
