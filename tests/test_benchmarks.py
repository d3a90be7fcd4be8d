"""What is measured is what it is taken for: the made journals are weeks of five tasks, the verdicts are right."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from benchmarks import journals
from benchmarks.report import Figure, median_ratio, percentile, table
from worklog_tui.document.parse import parse
from worklog_tui.worklog.reading.read import read_week


@pytest.mark.parametrize("number", range(1, 6))
def test_made_pages_are_weeks_of_five_tasks(tmp_path: Path, number: int) -> None:
    journals.write(tmp_path / "site", 5, last=dt.date(2025, 10, 24))
    for page in (tmp_path / "site" / "content" / "1-Worklog" / f"1.{number}-Week{number}").iterdir():
        week = read_week(parse(page.read_bytes()))
        assert len(week.tasks) == 5
        assert week.tasks[0].task[0].text.strip("*").startswith(journals.mark(number))


def test_the_last_week_holds_the_day_asked_for() -> None:
    text = journals.page(7, dt.date(2025, 10, 20), journals.ENGLISH)
    assert "| 2 | Task 7.1 " in text
    assert "| 24/10/2025 |" in text


@pytest.mark.parametrize(
    ("value", "higher", "verdict"),
    [
        (1.0, False, "ok"),
        (1.4, False, "under ceiling"),
        (1.6, False, "OVER"),
        (None, False, "not measured"),
        (1.6, True, "ok"),
        (0.9, True, "OVER"),
    ],
)
def test_verdicts(value: float | None, higher: bool, verdict: str) -> None:
    target, ceiling = (1.5, 1.1) if higher else (1.2, 1.5)
    figure = Figure("start", "× hello", value, target, ceiling, higher=higher)
    assert figure.verdict == verdict
    assert verdict in table([figure])


def test_numbers() -> None:
    assert median_ratio([2.0, 3.0, 40.0], [1.0, 1.0, 10.0]) == 3.0
    assert percentile(range(100), 0.99) == 99
