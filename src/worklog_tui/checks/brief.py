"""A week in short: what the rules of its neighbours ask of it."""

from __future__ import annotations

from worklog_tui.checks.days import none_fits, page_days
from worklog_tui.checks.model import Brief
from worklog_tui.document.hugo_dates import read_date
from worklog_tui.worklog.cells.display import plain
from worklog_tui.worklog.model import Week
from worklog_tui.worklog.reading.words import words

_LONG = 24  # characters: shorter texts are the same from week to week
_SECTIONS = ("objectives", "achievements")


def brief_of(week: Week, rel: str, number: int | None) -> Brief:
    """The week in short."""
    front = week.document.front_matter
    pre = front.value("pre")
    return Brief(
        rel=rel,
        number=number,
        title=week.title,
        weight=week.weight,
        date=read_date(front.value("date")),
        days=page_days(week),
        texts=frozenset(text for _, text in long_texts(week)),
        pre=pre if isinstance(pre, str) else None,
        unfit=none_fits(week),
    )


def long_texts(week: Week) -> list[tuple[int, str]]:
    """Line and folded words of the longer texts of tasks, objectives and achievements; numbers do not count."""
    out = []
    walked = [x.walk() for x in week.document.lists]
    for task in week.tasks:
        out += [(task.line, item.text) for item in (*task.task, *task.detail)]
    for section in week.sections:
        if (section.role or section.within) in _SECTIONS:
            for item, place in zip(section.outline, section.places, strict=True):
                if place.list is not None:
                    line = walked[place.list][place.item].line
                else:
                    line = week.document.blocks[place.block].line
                out.append((line, item.text))
    folded = ((line, " ".join(w for w in words(plain(text)) if not w.isdigit())) for line, text in out)
    return [(line, text) for line, text in folded if len(text) >= _LONG]
