"""Title, headings or table header left in the twin's language: the text below them was translated, they were not."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.model import Finding, Rule, Subject, Twin
from worklog_tui.checks.pairs import language_name
from worklog_tui.checks.places import front_line, shown
from worklog_tui.worklog.model import Week
from worklog_tui.worklog.reading.words import words
from worklog_tui.worklog.site.names import fold, has_vietnamese

_ROLES = ("objectives", "tasks", "achievements")


def find(subject: Subject) -> Iterator[Finding]:
    """The parts' headings and the task table's header, compared with the twin's; told once a page."""
    week = subject.week
    for twin in subject.twins:
        if week.language not in ("en", "vi") or twin.week.language not in ("en", "vi"):
            continue
        left = [(line, name) for line, name, text in _same(week, twin) if not _in_language(text, week.language)]
        if left:
            names = _short([name for _, name in left])
            named = " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
            are, them = ("are", "them") if len(names) > 1 else ("is", "it")
            language = language_name(twin.week.language)
            yield Finding(left[0][0], f"{named[0].upper()}{named[1:]} {are} still in {language}: translate {them}.")
            return


def _same(week: Week, twin: Twin) -> Iterator[tuple[int, str, str]]:
    """Line, name and text of what is word for word the twin's."""
    title = week.title or ""
    if title == twin.week.title and {"week", "tuan"} & set(words(fold(title))):
        yield front_line(week.document, "title"), "the title", title
    theirs = {(s.role, s.heading.text) for s in twin.week.sections if s.heading is not None}
    for section in week.sections:
        heading = section.heading
        if heading is not None and section.role in _ROLES and (section.role, heading.text) in theirs:
            yield heading.line, f"“{shown(heading.text)}”", heading.text
    headers = {tuple(c.header for c in table.columns) for table in twin.week.task_tables}
    for table in week.task_tables:
        header = tuple(column.header for column in table.columns)
        if header in headers:
            yield week.document.tables[table.table].line, "the table's header", " ".join(header)


def _short(names: list[str]) -> list[str]:
    """More than two headings are counted."""
    headings = [name for name in names if name.startswith("“")]
    if len(headings) < 3:
        return names
    at = names.index(headings[0])
    return [*names[:at], f"{len(headings)} headings", *names[at + len(headings) :]]


def _in_language(text: str, language: str | None) -> bool:
    """Whether the words can be the language's: one that has no mark is English, one that has some is not."""
    return has_vietnamese(text) == (language == "vi")


RULE = Rule("heading-language", "info", "Headings in another language", find)
