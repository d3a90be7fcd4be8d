"""The order Hugo's menus show weeks in. Source: resources/page/pages_sort.go (DefaultPageSort)."""

from __future__ import annotations

from worklog_tui.checks.model import Brief, Subject
from worklog_tui.checks.places import writable
from worklog_tui.worklog.intentions import SetFrontMatter
from worklog_tui.worklog.site.names import fold


def weight_of(brief: Brief) -> int:
    """The weight as a number; 0: none (Hugo puts those last)."""
    return weight_of_value(brief.weight)


def weight_of_value(value: object) -> int:
    """The number Hugo takes a weight for."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return 0
    try:
        return int(value)
    except (ValueError, OverflowError):
        return 0


def stands_before(one: Brief, two: Brief) -> bool:
    """Whether Hugo lists ``one`` before ``two``: by weight, the newest date, the title, the path."""
    first, second = weight_of(one), weight_of(two)
    if first != second:
        return (first or 1 << 60) < (second or 1 << 60)
    if one.date != two.date:
        return two.date is None or (one.date is not None and one.date > two.date)
    return (fold(one.title or ""), one.rel) < (fold(two.title or ""), two.rel)


def shared_with(brief: Brief, weeks: tuple[Brief, ...]) -> Brief | None:
    """Another week with the same weight."""
    weight = weight_of(brief)
    return next((b for b in weeks if b.rel != brief.rel and weight and weight_of(b) == weight), None)


def numbered(weeks: tuple[Brief, ...]) -> bool:
    """Whether most of the weeks have their number for a weight."""
    return 2 * sum(b.number is not None and weight_of(b) == b.number for b in weeks) > len(weeks)


def weight_fix(subject: Subject) -> tuple[SetFrontMatter, ...]:
    """The week's number for a weight, where most of the journal, or all once mended, is weighted so."""
    doc, number = subject.week.document, subject.number
    entry = doc.front_matter.find("weight")
    if entry is None or number is None or number <= 0 or not writable(doc) or isinstance(entry.value, list | dict):
        return ()
    if any(b.number is None for b in subject.weeks) or weight_of_value(entry.value) == number:
        return ()
    weeks = subject.weeks
    others = [b for b in weeks if b.rel != subject.rel]
    mended = sum(weight_of(b) in (0, b.number) or shared_with(b, weeks) is not None for b in others)
    plain = numbered(tuple(others)) or 3 * mended >= 2 * len(others)
    return (SetFrontMatter(entry.key, number),) if plain else ()
