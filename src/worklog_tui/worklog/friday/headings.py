"""The heading of a section a page lacks: as other weeks have it, else in the page's form and language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from worklog_tui.document.model import Document
from worklog_tui.worklog.model import Section, SectionRole, Week

_WORDS: Final = {
    ("en", "achievements"): ("Week {n} Achievements", "Achievements"),
    ("vi", "achievements"): ("Kết quả đạt được tuần {n}", "Kết quả đạt được"),
    ("en", "objectives"): ("Week {n} Objectives", "Objectives"),
    ("vi", "objectives"): ("Mục tiêu tuần {n}", "Mục tiêu"),
}  # the words most pages have (VOCABULARY.md)
_LEVEL: Final = 3  # of a heading on a page that has none
_BEFORE: Final[dict[SectionRole, tuple[SectionRole, ...]]] = {
    "objectives": ("tasks", "achievements", "next", "challenges", "reflection", "references"),
    "achievements": ("next", "challenges", "reflection", "references"),
}


class Heading(NamedTuple):
    """``level`` 0: a bold line."""

    text: str
    level: int


def heading_for(week: Week, role: SectionRole, others: Iterable[Week] = ()) -> Heading | None:
    """What the page's own heading for ``role`` would be; None: nobody knows the words in its language.

    ``others``: pages in the same language, the nearest first: they have words for it already.
    """
    level = _level(week)
    number = week.number
    for other in others:
        section = other.section(role)
        if section is None or section.heading is None or section.heading.style == "setext":
            continue
        text = _renumbered(section.heading.text, other.number, number)
        if text is not None:
            own = 0 if section.heading.style == "bold" else section.heading.level
            return Heading(text, own if level is None else level)
    words = _WORDS.get(((week.language or "").split("-")[0].casefold(), role))
    if words is None:
        return None
    text = words[0].format(n=number) if number is not None else words[1]
    return Heading(text + _stop(week), _LEVEL if level is None else level)


def place_for(week: Week, role: SectionRole) -> int:
    """The block the section goes before: objectives stand above the tasks, achievements below them."""
    doc = week.document
    first = next(
        (s for s in week.sections if s.role in _BEFORE.get(role, ()) and _top(s) and _behind(week, s, role)), None
    )
    if first is not None and first.heading is not None:
        return _block_at(doc, first.heading.span.start)
    return len(doc.blocks)


def _behind(week: Week, section: Section, role: SectionRole) -> bool:
    """Achievements stand behind the tasks, wherever those are."""
    start = section.span.start
    return role != "achievements" or all(week.document.tables[t.table].span.start < start for t in week.task_tables)


def _top(section: Section) -> bool:
    return section.heading is not None and not section.heading.nested


def _block_at(doc: Document, offset: int) -> int:
    return next((i for i, block in enumerate(doc.blocks) if block.span.start >= offset), len(doc.blocks))


def _level(week: Week) -> int | None:
    """The level of the headings that name what the page's parts are; 0: bold lines; None: it has none."""
    named = [s.heading for s in week.sections if s.role is not None and s.heading is not None and not s.heading.nested]
    if not named:
        return None
    levels = [0 if heading.style == "bold" else heading.level for heading in named]
    return max(dict.fromkeys(levels), key=levels.count)


def _stop(week: Week) -> str:
    """The colon most of these headings end with."""
    texts = [s.heading.text for s in week.sections if s.role in ("objectives", "tasks") and s.heading is not None]
    return ":" if texts and 2 * sum(text.rstrip().endswith(":") for text in texts) > len(texts) else ""


def _renumbered(text: str, old: int | None, new: int | None) -> str | None:
    """The heading of week ``old`` for week ``new``; None where it names what only that week has: dates, a subject."""
    from worklog_tui.worklog.newweek.advancing import mentions
    from worklog_tui.worklog.reading.date_text import find_dates

    if find_dates(text):
        return None
    named = mentions(text)
    if not named:
        return text
    if old is None or new is None or int(named[0][0]) != old or len(named) > 1:
        return None
    start, end = named[0].span()
    return (
        f"{text[:start]}{new:0{end - start}d}{text[end:]}"
        if named[0][0].startswith("0")
        else f"{text[:start]}{new}{text[end:]}"
    )
