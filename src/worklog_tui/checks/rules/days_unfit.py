"""Days of which hardly one fits its date, however they are counted: days or dates are those of another week or year."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.days import counts_from_two, fits, none_fits, year_that_fits
from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.checks.pairs import in_step, name_of, pairs
from worklog_tui.checks.places import shown
from worklog_tui.worklog.cells.display import full_date
from worklog_tui.worklog.reading.days import read_day


def find(subject: Subject) -> Iterator[Finding]:
    """One problem a page. Where a week beside it has the same fault, the year may be wrong: one that fits is named."""
    week = subject.week
    if not none_fits(week):
        yield from _as_on_the_twin(subject)
        return
    task = next(t for t in week.tasks if fits(t, week) is False)
    date = task.start.date
    assert date is not None  # noqa: S101 - it was chosen so
    beside = (subject.before, subject.after)
    year = year_that_fits(week) if any(b is not None and b.unfit for b in beside) else None
    words = (
        f"Hardly a day fits its date: row {task.number} says “{shown(task.day.text)}”, its date is "
        f"{full_date(date)}. Correct the days or the dates"
    )
    words += f": in {year} they would fit." if year is not None else "."
    yield Finding(task.line, words, (), task.number)


def _as_on_the_twin(subject: Subject) -> Iterator[Finding]:
    """The same numbers as on a twin whose column says that 2 is Monday, and where they do not fit."""
    for twin in subject.twins:
        if not (counts_from_two(twin.week) and none_fits(twin.week) and in_step(subject.week, twin.week)):
            continue
        rows = [(own, other) for own, other in pairs(subject.week, twin.week) if own is not None and other is not None]
        numbers = [(read_day(own.day.text).number, read_day(other.day.text).number) for own, other in rows]
        if rows and all(own is not None and own == other for own, other in numbers):
            words = (
                f"The days are numbered as on {name_of(twin)}, where 2 is Monday, and do not fit their dates either."
            )
            yield Finding(rows[0][0].line, f"{words} Correct both.", (), rows[0][0].number)
            return


RULE = Rule("days-unfit", "warning", "Days and dates are of different weeks", find)
