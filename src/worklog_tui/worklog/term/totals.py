"""What one page holds, in numbers. Pure: the board, the list of journals and the exports count by these rules."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlsplit

from worklog_tui.worklog.finding.search import texts
from worklog_tui.worklog.reading.status import has_words
from worklog_tui.worklog.term.days import entry_days

if TYPE_CHECKING:
    from worklog_tui.worklog.model import Week

_NO_WORDS: Final = frozenset({"day", "start", "end", "date"})  # days and dates are no words


class PageTotals(NamedTuple):
    """One page. ``done``: tasks finished whatever the day; ``ends``: end dates of those that are finished from that day
    on (the status column if there is one, else the end date; a row without words is never finished).
    """

    tasks: int = 0
    done: int = 0
    ends: tuple[dt.date, ...] = ()
    references: int = 0
    words: int = 0
    days: tuple[dt.date, ...] = ()  # with an entry, in order
    span: tuple[dt.date, dt.date] | None = None

    def finished(self, today: dt.date) -> int:
        """How many tasks are finished today."""
        return self.done + sum(end <= today for end in self.ends)


def page_totals(week: Week) -> PageTotals:
    """The numbers of a page. References are links, one counted as often as it stands there."""
    done, ends = 0, []
    for task in week.tasks:
        if any(field.column.role == "status" for field in task.fields):
            done += task.finished(dt.date.max)
        elif task.end.date is not None and has_words(task):
            ends.append(task.end.date)
    days, span = entry_days(week), week.days
    if days and (span is None or span[0] == span[1]):
        span = days[0], days[-1]  # the page names one day of its week only
    return PageTotals(
        tasks=len(week.tasks),
        done=done,
        ends=tuple(ends),
        references=len(week.references),
        words=count_words(week),
        days=days,
        span=span,
    )


def count_words(week: Week) -> int:
    """The words one wrote: those of tasks, items and other text, without headings, days, dates and front matter.

    A word is what stands between blanks and has a letter or a digit; an address is one word.
    """
    tasks = {task.number: task for task in week.tasks}
    out = 0
    for unit in texts(week):
        spot = unit.spot
        if spot.what == "heading":
            continue
        if spot.what == "task" and tasks[spot.at[0]].fields[spot.column].column.role in _NO_WORDS:
            continue
        out += sum(any(map(str.isalnum, word)) for word in unit.text.split())
    return out


class Sum(NamedTuple):
    """Several weeks together."""

    weeks: int = 0
    tasks: int = 0
    finished: int = 0
    references: int = 0
    words: int = 0
    days: int = 0  # with an entry, each counted once


def sum_of(pages: Iterable[PageTotals], today: dt.date) -> Sum:
    """The numbers of several weeks, one page each."""
    held = tuple(pages)
    return Sum(
        weeks=len(held),
        tasks=sum(page.tasks for page in held),
        finished=sum(page.finished(today) for page in held),
        references=sum(page.references for page in held),
        words=sum(page.words for page in held),
        days=len({day for page in held for day in page.days}),
    )


def domains(targets: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """The hosts web addresses lead to, without ``www.``, with how many do; the most frequent first, then by name."""
    counts = Counter(host for target in targets if (host := host_of(target)))
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def host_of(target: str) -> str:
    """The host of a web address; empty where it is none."""
    address = target if "://" in target else f"https://{target}" if target.lower().startswith("www.") else ""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.") if parts.scheme.lower() in ("http", "https") else ""
