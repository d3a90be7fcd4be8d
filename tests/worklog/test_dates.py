"""Dates in every spelling met, the page's order, missing years, and new dates in the page's form."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.worklog.pages import FRONT, table, week
from worklog_tui.worklog.reading.date_text import find_dates
from worklog_tui.worklog.reading.dates import (
    Anchors,
    DateForm,
    find_order,
    form_of,
    format_like,
    page_form,
    replace_date,
)
from worklog_tui.worklog.reading.days import read_day

NEAR = Anchors("dmy", (dt.date(2025, 9, 29),))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("29/09/2025", "2025-09-29", "2025-09-29"),
        ("9/9/2025", "2025-09-09", "2025-09-09"),
        ("010/09/2025", "2025-09-10", "2025-09-10"),
        ("29-09-2025", "2025-09-29", "2025-09-29"),
        ("29.9.25", "2025-09-29", "2025-09-29"),
        ("29 / 09 / 2025", "2025-09-29", "2025-09-29"),
        ("2025-09-29", "2025-09-29", "2025-09-29"),
        ("2025/9/5", "2025-09-05", "2025-09-05"),
        ("2025-09-29T08:30:00+07:00", "2025-09-29", "2025-09-29"),
        ("29/09/2025 08:30", "2025-09-29", "2025-09-29"),
        ("**29/09/2025**", "2025-09-29", "2025-09-29"),
        ("29/09", "2025-09-29", "2025-09-29"),
        ("29/09/2025 - 04/10/2025", "2025-09-29", "2025-10-04"),
        ("29/09/2025-04/10/2025", "2025-09-29", "2025-10-04"),
        ("29/09-04/10", "2025-09-29", "2025-10-04"),
        ("17-18/10/2025", "2025-10-17", "2025-10-18"),
        ("29/12 - 03/01", "2025-12-29", "2026-01-03"),
        ("6/10 - 10/10/2024", "2024-10-06", "2024-10-10"),
        ("2025-09-29 → 2025-10-03", "2025-09-29", "2025-10-03"),
        ("29/09/2025 08:30 - 30/09/2025 17:00", "2025-09-29", "2025-09-30"),
        ("Sep 29, 2025", "2025-09-29", "2025-09-29"),
        ("Sep 29, 2025 - Oct 3, 2025", "2025-09-29", "2025-10-03"),
        ("September 29th – 30th, 2025", "2025-09-29", "2025-09-30"),
        ("Mon, 29 Sep 2025", "2025-09-29", "2025-09-29"),
        ("29 tháng 9 năm 2025", "2025-09-29", "2025-09-29"),
        ("ngày 29 tháng 9", "2025-09-29", "2025-09-29"),
        ("01/10/2025 <br> - School subject of 5/10", "2025-10-01", "2025-10-01"),
        ("13/13/2025", None, None),
        ("31/02/2025", None, None),
        ("2-3", None, None),
        ("1.4", None, None),
        ("Week 3-4", None, None),
        ("https://x.example/2025/09/29", None, None),
        ("[slides](https://x.example/29/09/2025)", None, None),
        ("10.0.0.1", None, None),
        ("Final Report", None, None),
        ("", None, None),
    ],
)
def test_spellings(text: str, first: str | None, last: str | None) -> None:
    found = (NEAR.first(text), NEAR.last(text))
    assert tuple(d.isoformat() if d else None for d in found) == (first, last)


def _order(*rows: tuple[str, str], hint: dt.date | None = None) -> str:
    return find_order([(f, read_day(day)) for day, text in rows for f in find_dates(text)], hint)


@pytest.mark.parametrize(
    ("rows", "order"),
    [
        ([("", "29/09/2025"), ("", "30/09/2025")], "dmy"),
        ([("", "09/29/2025"), ("", "10/01/2025")], "mdy"),
        ([("", "10/06/2025"), ("", "10/10/2025")], "mdy"),  # 6 and 10 October, not 10 June and 10 October
        ([("", "06/10/2025"), ("", "10/10/2025")], "dmy"),
        ([("Sat", "09/08/2025")], "dmy"),  # 9 August 2025 is a Saturday
        ([("Mon", "09/08/2025")], "mdy"),  # 8 September 2025 is a Monday
        ([("2", "09/08/2025"), ("3", "09/09/2025")], "mdy"),
        ([], "dmy"),
    ],
)
def test_the_order_of_a_page(rows: list[tuple[str, str]], order: str) -> None:
    assert _order(*rows) == order


def test_the_front_matter_breaks_a_tie() -> None:
    assert _order(("", "08/09/2025"), hint=dt.date(2025, 9, 8)) == "dmy"
    assert _order(("", "08/09/2025"), hint=dt.date(2025, 8, 9)) == "mdy"


def test_a_row_in_the_other_order_is_read_where_it_can_only_be_that() -> None:
    found = table("Day|Task|Start|End", "2|a|29/09/2025|29/09/2025", "3|b|09/30/2025|30/09/2025")
    assert found.tasks[1].start.date == dt.date(2025, 9, 30)


def test_a_row_in_the_other_order_is_read_where_only_that_is_near() -> None:
    found = table("Day|Task|Start", "2|a|9/29/2025", "3|b|9/30/2025", "4|c|10/1/2025", "6|d|3/10/2025")
    assert found.tasks[3].start.date == dt.date(2025, 10, 3)


def test_a_missing_year_comes_from_neighbours_front_matter_or_title() -> None:
    rows = "| Day | Task | Date |\n| - | - | - |\n| 2 | x | 29/09 |\n"
    assert week(rows).tasks[0].start.date is None
    assert week(FRONT + rows).tasks[0].start.date == dt.date(2025, 9, 29)
    titled = week('---\ntitle: "Week 1 (29/12/2025 - 03/01/2026)"\n---\n' + rows.replace("29/09", "02/01"))
    assert titled.tasks[0].start.date == dt.date(2026, 1, 2)
    beside = table("Day|Task|Start|End", "2|x|29/12|29/12/2025", "3|x|02/01|")
    assert [t.start.date for t in beside.tasks] == [dt.date(2025, 12, 29), dt.date(2026, 1, 2)]


@pytest.mark.parametrize(
    ("texts", "written"),
    [
        (["29/09/2025"], "05/10/2025"),
        (["9/9/2025", "29/9/2025"], "5/10/2025"),
        (["29/09/2025", "9/9/2025", "08/09/2025"], "05/10/2025"),
        (["29-09-2025"], "05-10-2025"),
        (["2025-09-29"], "2025-10-05"),
        (["29/09"], "05/10"),
        (["9/9"], "5/10"),
        (["Sep 29, 2025"], "Oct 5, 2025"),
        (["September 29, 2025"], "October 5, 2025"),
        (["29 Sep 2025"], "5 Oct 2025"),
        (["29/09/25"], "05/10/25"),
        (["29/09/2025 08:30"], "05/10/2025"),
        (["29/09/2025 - 30/09/2025"], "05/10/2025"),
        (["", "-"], "05/10/2025"),
    ],
)
def test_new_dates_in_the_pages_own_form(texts: list[str], written: str) -> None:
    assert format_like(texts, "dmy", dt.date(2025, 10, 5)) == written


def test_new_dates_in_a_month_first_page() -> None:
    assert format_like(["09/29/2025"], "mdy", dt.date(2025, 10, 5)) == "10/05/2025"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("29/09/2025", "05/10/2025"),
        ("**29/09/2025**", "**05/10/2025**"),
        ("29/09/2025 08:30", "05/10/2025 08:30"),
        ("01/10/2025 <br> - School 5/10", "05/10/2025 <br> - School 5/10"),
        ("29/09/2025 - 30/09/2025", "05/10/2025"),
        ("TBD", "05/10/2025"),
        ("", "05/10/2025"),
    ],
)
def test_a_date_is_replaced_where_it_stands(text: str, after: str) -> None:
    assert replace_date(text, dt.date(2025, 10, 5), DateForm("{d}/{m}/{y}")) == after


FORMS = [
    "{d}/{m}/{y}", "{m}/{d}/{y}", "{d}-{m}-{y}", "{d}.{m}.{y}", "{y}-{m}-{d}", "{d}/{m}", "{b} {d}, {y}",
    "{B} {d}, {y}", "{d} {b} {y}",
]  # fmt: skip


@given(st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)), st.sampled_from(FORMS), st.booleans(), st.booleans())
def test_a_written_date_reads_back(date: dt.date, pattern: str, pad_day: bool, pad_month: bool) -> None:
    form = DateForm(pattern, pad_day, pad_month)
    order = "mdy" if pattern.startswith("{m}") else "dmy"
    text = form.write(date)
    (found,) = find_dates(text)
    assert Anchors(order, (date,)).date(found) == date
    again = form_of(text, found, order)
    assert again is not None
    assert again.write(date) == text
    learned = page_form([text], order)
    assert learned is not None
    assert learned.write(date) == text


@given(st.text(max_size=200))
def test_any_text_is_looked_through(text: str) -> None:
    for found in find_dates(text):
        assert 0 <= found.span[0] < found.span[1] <= len(text)
