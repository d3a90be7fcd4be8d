"""A term in numbers: words, days with entries, gaps; every expected value counted by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.worklog.pages import ENGLISH, VIETNAMESE, table, week
from worklog_tui.worklog.term.calendar import main_monday, term_of
from worklog_tui.worklog.term.days import entry_days
from worklog_tui.worklog.term.totals import count_words, domains, host_of, page_totals, sum_of

D = dt.date
MONDAY = D(2025, 9, 1)


def days(*numbers: int) -> list[dt.date]:
    """Days counted from Monday 1 September 2025 = 0."""
    return [MONDAY + dt.timedelta(days=n) for n in numbers]


def test_a_page_in_numbers() -> None:
    totals = page_totals(week(ENGLISH))
    assert totals.tasks == 3
    assert totals.references == 3
    # objectives 4 + 1 + 3, tasks 3 + 1 + 1 + 1, 2, 3, references 1, 2, achievements 7 + 3
    assert totals.words == 32
    assert totals.days == (D(2025, 9, 29), D(2025, 9, 30), D(2025, 10, 1))
    assert totals.span == (D(2025, 9, 29), D(2025, 10, 1))


@pytest.mark.parametrize(("day", "finished"), [((2025, 9, 28), 0), ((2025, 9, 29), 1), ((2025, 10, 1), 2)])
def test_a_task_is_finished_from_its_end_date_on(day: tuple[int, int, int], finished: int) -> None:
    assert page_totals(week(ENGLISH)).finished(D(*day)) == finished


def test_a_status_column_decides_alone() -> None:
    found = table(
        "Day | Task | Start Date | Completion Date | Status",
        "2 | One | 29/09/2025 | 29/09/2025 | Done",
        "3 | Two | 30/09/2025 | 30/09/2025 | In progress",
    )
    totals = page_totals(found)
    assert (totals.done, totals.ends) == (1, ())
    assert totals.finished(D(2020, 1, 1)) == 1


def test_words_are_what_stands_between_blanks() -> None:
    assert count_words(week("Don't panic — e.g. see https://example.org/a-b/c?d=1 (twice).\n")) == 6
    assert count_words(week("### Heading\n\n- Đo các luống\n")) == 3
    assert count_words(week("---\ntitle: Words here\n---\n")) == 0


def test_weekends_count_only_where_a_task_begins_or_ends_there() -> None:
    header = "Day | Task | Start Date | Completion Date"
    over = table(header, "6 | Over the weekend | 03/10/2025 | 06/10/2025")  # Friday to Monday
    assert entry_days(over) == (D(2025, 10, 3), D(2025, 10, 6))
    assert entry_days(week(VIETNAMESE)) == (D(2025, 9, 29), D(2025, 10, 5))


def test_rows_without_dates_count_by_their_weekday() -> None:
    header = "Day | Task | Start Date | Completion Date"
    found = table(header, "2 | One | 29/09/2025 | 29/09/2025", "4 | Two | | ", "5 | | | ", "6 | | 03/10/2025 | ")
    assert entry_days(found) == (D(2025, 9, 29), D(2025, 10, 1))  # day 4 is a Wednesday; empty rows are no entries


def test_a_table_of_weekdays_is_of_the_week_the_front_matter_tells() -> None:
    front = "---\ntitle: Week 4\ndate: 2026-05-06\n---\n"
    page = front + "| Day | Task |\n| --- | --- |\n| 2-3 | Plan |\n| 4-5 | - |\n| 6 | Test |\n"
    assert entry_days(week(page)) == (D(2026, 5, 4), D(2026, 5, 5), D(2026, 5, 8))  # 6 May was a Wednesday


def test_a_mistyped_date_is_left_out() -> None:
    header = "Day | Task | Start Date | Completion Date"
    rows = [f"{n} | Task | {27 + n}/09/2025 | {27 + n}/09/2025" for n in (2, 3)]
    found = table(header, *rows, "4 | Task | 01/10/2052 | 01/10/2052")
    assert entry_days(found) == (D(2025, 9, 29), D(2025, 9, 30))


def test_headings_that_name_days_stand_for_rows() -> None:
    found = week("# Week 4 (29/09/2025 - 03/10/2025)\n\n## Monday\n\n- Read\n\n## Tuesday\n\n## 02/10/2025\n\nWrote.\n")
    assert entry_days(found) == (D(2025, 9, 29), D(2025, 10, 2))


def test_the_term_has_gaps_weekends_and_a_today() -> None:
    term = term_of([days(1, 2, 4), days(7, 8, 12)], MONDAY + dt.timedelta(days=15))
    assert term is not None
    assert (term.first, term.last) == (MONDAY + dt.timedelta(days=1), MONDAY + dt.timedelta(days=15))
    states = [term.state(MONDAY + dt.timedelta(days=n)) for n in range(17)]
    assert states == [
        "outside", "entry", "entry", "gap", "entry", "free", "free",
        "entry", "entry", "gap", "gap", "gap", "entry", "free",
        "gap", "open", "ahead",
    ]  # fmt: skip
    assert term.gaps == tuple(days(3, 9, 10, 11, 14))
    assert term.covered(days(1, 2, 4)) == (3, 4)  # Monday was before the term
    assert term.covered(days(7, 8, 12)) == (2, 5)  # a Saturday is no weekday
    assert term.missing(days(7, 8, 12)) == tuple(days(9, 10, 11))
    assert term.mondays == tuple(days(0, 7, 14))


def test_a_sunday_before_a_week_does_not_make_it_two() -> None:
    term = term_of([days(0, 1, 2, 3, 4), days(6, 7, 8, 9)], D(2026, 3, 1))
    assert term is not None
    assert main_monday(days(6, 7, 8, 9)) == MONDAY + dt.timedelta(days=7)
    assert term.covered(days(6, 7, 8, 9)) == (3, 3)  # the term ends on its Wednesday
    assert main_monday(days(6)) == MONDAY
    assert main_monday(days(3, 4, 7, 8)) == MONDAY


def test_a_term_that_is_over_ends_with_its_last_entry() -> None:
    term = term_of([days(0, 1, 2)], D(2026, 3, 1))
    assert term is not None
    assert term.last == MONDAY + dt.timedelta(days=2)
    assert term.state(MONDAY + dt.timedelta(days=3)) == "outside"
    assert term.gaps == ()


def test_pages_copied_ahead_and_mistyped_years_do_not_stretch_it() -> None:
    weeks = [days(0, 4), days(7, 11), days(14, 18)]
    copied = term_of([*weeks, days(0, 4)], D(2026, 3, 1))
    assert copied is not None
    assert copied.last == MONDAY + dt.timedelta(days=18)
    wrong = term_of([[D(2024, 9, 1)], *weeks, [D(2052, 9, 1)]], D(2026, 3, 1))
    assert wrong is not None
    assert (wrong.first, wrong.last) == (MONDAY, MONDAY + dt.timedelta(days=18))
    assert term_of([[], []], MONDAY) is None


def test_sums_count_a_day_once() -> None:
    english, vietnamese = page_totals(week(ENGLISH)), page_totals(week(VIETNAMESE))
    total = sum_of([english, vietnamese], D(2025, 10, 1))
    assert (total.weeks, total.tasks, total.finished, total.references) == (2, 5, 3, 3)
    assert total.days == 4  # 29 and 30 September, 1 and 5 October


def test_domains_of_addresses() -> None:
    targets = [
        "https://www.Example.org/a",
        "http://example.org",
        "/rds",
        "www.other.net/x",
        "mailto:a@b.c",
        "https://[x",
    ]
    assert domains(targets) == (("example.org", 2), ("other.net", 1))
    assert host_of("ftp://example.org") == ""
