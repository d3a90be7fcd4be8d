"""Dates of day and month on pages that name no year take it from the weeks beside them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.journal_fixture import build_journal, page_path
from worklog_tui.document.parse import parse
from worklog_tui.session.events import Event, WeekChanged
from worklog_tui.session.journal import open_journal
from worklog_tui.session.session import Session
from worklog_tui.worklog.intentions import SetField
from worklog_tui.worklog.reading.read import read_week
from worklog_tui.worklog.reading.years import expected, guessed, lacks_year


def without_year(path: Path) -> None:
    """Takes every year from a page: dates as 13/10, no date in the front matter."""
    text = path.read_text(encoding="utf-8")
    lines = [line for line in text.replace("/2025", "").split("\n") if not line.startswith("date:")]
    path.write_text("\n".join(lines), encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = build_journal(tmp_path / "site", 4)
    for language in ("en", "vi"):
        without_year(root / page_path(2, language))
    return root


@pytest.fixture
def session(site: Path, tmp_path: Path) -> Session:
    return Session(open_journal(site, cwd=site), state_dir=tmp_path / "state")


def test_the_first_reading_asks_nobody(session: Session) -> None:
    page = session.journal.weeks[1].page("en")
    week = session.week(page)
    assert lacks_year(week)
    assert week.tasks[0].start.date is None
    assert session.peek(session.journal.weeks[0].page("en")) is None


def test_the_year_comes_from_a_week_beside(session: Session) -> None:
    page = session.journal.weeks[1].page("en")
    before = session.week(page).document
    events: list[Event] = []
    session.subscribe(events.append)
    assert session.years.find(page)
    week = session.week(page)
    assert [t.start.date for t in week.tasks] == [dt.date(2025, 10, day) for day in (13, 14, 15)]
    assert week.days == (dt.date(2025, 10, 13), dt.date(2025, 10, 16))
    assert week.document.source == before.source
    assert [type(e) for e in events] == [WeekChanged]
    assert not session.years.find(page)
    session.execute(page, SetField(1, 1, "x"))
    assert session.week(page).tasks[1].start.date == dt.date(2025, 10, 14)
    assert session.undo() is not None
    assert session.close()
    assert page.path.read_bytes() == before.source


def test_the_list_says_its_days(session: Session) -> None:
    page = session.journal.weeks[1].page("en")
    ((_, facts),) = session.facts([page])
    assert facts.span == (dt.date(2025, 10, 13), dt.date(2025, 10, 16))
    assert session.week(page).days == facts.span


def test_the_list_says_its_days_also_where_the_page_was_read_before(session: Session) -> None:
    page = session.journal.weeks[1].page("en")
    assert session.week(page).days is None
    ((_, facts),) = session.facts([page])
    assert facts.span == (dt.date(2025, 10, 13), dt.date(2025, 10, 16))
    assert facts.twin == "step"


def test_where_no_week_has_a_year_the_dates_stay_text(site: Path, tmp_path: Path) -> None:
    for number in (1, 3, 4):
        for language in ("en", "vi"):
            without_year(site / page_path(number, language))
    session = Session(open_journal(site, cwd=site), state_dir=tmp_path / "state")
    page = session.journal.weeks[1].page("en")
    session.week(page)
    assert not session.years.find(page)
    assert session.week(page).tasks[0].start.date is None
    ((_, facts),) = session.facts([page])
    assert facts.span is None


def test_a_page_with_a_year_is_left_alone(session: Session) -> None:
    page = session.journal.weeks[0].page("en")
    week = session.week(page)
    assert not session.years.find(page)
    assert session.week(page) is week


def test_expected() -> None:
    days = (dt.date(2025, 12, 22), dt.date(2025, 12, 26))
    assert expected(7, [(5, None), (6, days)]) == dt.date(2025, 12, 29)
    assert expected(8, [(6, days)]) == dt.date(2026, 1, 5)
    assert expected(None, [(6, days)]) == days[0]
    assert expected(7, [(6, None)]) is None


ALONE = """| Day | Date | Task |
| --- | ---- | ---- |
| {a} | 22/09 | One |
| {b} | 23/09 | Two |
"""


@pytest.mark.parametrize(
    ("days", "year"),
    [(("Mon", "Tue"), 2025), (("1", "2"), 2025), (("Sun", "Mon"), 2024), (("", ""), 2026)],
)
def test_a_page_alone_counts_on_in_the_year_its_weekdays_tell(days: tuple[str, str], year: int) -> None:
    """22 September was a Monday in 2025, a Sunday in 2024 (calendar)."""
    week = read_week(parse(ALONE.format(a=days[0], b=days[1]).encode()), path="w.md")
    assert lacks_year(week)
    assert guessed(week, week.tasks[1], dt.date(2026, 11, 21)) == dt.date(year, 9, 23)
