"""``read_week``: a document as a week of a worklog."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from worklog_tui.document.model import Document, FrontMatter
from worklog_tui.patterns import regex
from worklog_tui.worklog.model import Habits, Section, TaskTable, Week
from worklog_tui.worklog.reading.date_text import find_dates
from worklog_tui.worklog.reading.dates import Anchors
from worklog_tui.worklog.reading.language import language_of
from worklog_tui.worklog.reading.problems import reading_problems
from worklog_tui.worklog.reading.references import by_task, page_references
from worklog_tui.worklog.reading.roles import section_role
from worklog_tui.worklog.reading.sections import read_sections
from worklog_tui.worklog.reading.tasks import find_task_tables, page_habits, read_tasks, with_html_tables
from worklog_tui.worklog.reading.vocabulary import DEFAULT, Vocabulary
from worklog_tui.worklog.site.names import week_name

_PRE = regex(r"\d+\.0*(\d{1,3})\.?\s*(?:<|$)")
_LANGUAGE = regex(r"\.([a-z]{2})\.(?:md|markdown)$")


def read_week(
    document: Document,
    *,
    language: str | None = None,
    number: int | None = None,
    path: str = "",
    vocabulary: Vocabulary = DEFAULT,
    today: dt.date | None = None,  # noqa: ARG001  # part of the contract: readings that depend on the day take it here
    about: dt.date | None = None,
) -> Week:
    """The week of a page. ``language`` and ``number`` as the site knows them; where not given they are found from
    ``path`` (relative, "/"), title, headings, ``pre`` and text. ``about``: a day near it, which lends its year where
    the page names none. Reads any document without raising.
    """
    front = document.front_matter
    title = _text(front.value("title"))
    document = with_html_tables(document, vocabulary)
    raw_tables = find_task_tables(document, vocabulary)
    sections = read_sections(document, vocabulary)
    headings = [h.text for h in document.headings if not h.nested]
    dates = _dates(front)
    habits = page_habits(raw_tables, dates, [title or "", *headings, *_opening(document, sections)])
    if about is not None and not habits.known_dates:
        habits = page_habits(raw_tables, [about], [])
    references = page_references(document, raw_tables)
    count = sum(len(t.rows) for t in raw_tables)
    tables = read_tasks(document, raw_tables, habits, by_task(references, count))
    return Week(
        document=document,
        language=language or _language(document, path, title),
        number=number if number is not None else week_number(path, title, headings, _text(front.value("pre"))),
        title=title,
        date=_text(front.value("date")),
        weight=front.value("weight"),
        sections=sections,
        task_tables=tables,
        references=references,
        images=tuple(i for i, link in enumerate(document.links) if link.image),
        days=_days(tables, [title or "", *headings], habits, dates),
        problems=reading_problems(document, tables),
        habits=habits,
    )


def week_number(path: str, title: str | None, headings: Sequence[str] = (), pre: str | None = None) -> int | None:
    """The week's number by folder or file name, else title, else its headings, else the last number of ``pre``."""
    for part in reversed(path.split("/")):
        if (found := _number(part)) is not None:
            return found
    if title and (found := _number(title)) is not None:
        return found
    named = [n for h in headings if (n := _number(h)) and section_role(h) != "next"]
    if named and len(set(named)) <= 2:
        return named[0]
    match = _PRE.search(pre) if pre else None
    return int(match[1]) if match else None


def _number(text: str) -> int | None:
    found = week_name(text)
    return found.number if found else None


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return value.isoformat() if isinstance(value, dt.date | dt.datetime) else str(value)


def _dates(front: FrontMatter) -> list[dt.date]:
    value = front.value("date")
    if isinstance(value, dt.datetime):
        return [value.date()]
    if isinstance(value, dt.date):
        return [value]
    if isinstance(value, str):
        return [d for f in find_dates(value)[:1] if (d := f.date("dmy")) is not None]
    return []


def _opening(document: Document, sections: Sequence[Section]) -> list[str]:
    """Texts before the first table that say when the week was: quotes and paragraphs with a year."""
    end = document.tables[0].span.start if document.tables else document.body.start
    out = []
    for section in sections:
        for i in section.blocks:
            block = document.blocks[i]
            if (
                block.span.start < end
                and block.kind in ("paragraph", "quote")
                and block.span.end - block.span.start < 600
            ):
                out.append(document.text(block.span))
    return out


def _language(document: Document, path: str, title: str | None) -> str | None:
    if match := _LANGUAGE.search(path.lower()):
        return match[1]
    body = document.source[document.body.start : document.body.start + 8000].decode("utf-8", "replace")
    return language_of(f"{title or ''}\n{body}")


def _days(
    tables: Sequence[TaskTable], texts: Sequence[str], habits: Habits, front: Sequence[dt.date]
) -> tuple[dt.date, dt.date] | None:
    """First and last date of the tasks, else of a title or heading that names a span, else the front matter's date."""
    dates = [d for table in tables for t in table.tasks for d in (t.start.date, t.end.date) if d is not None]
    anchors = Anchors(habits.order, habits.known_dates)
    for text in texts:
        if dates:
            break
        dates = list(anchors.read(text))
    dates = dates or list(front)
    return (min(dates), max(dates)) if dates else None
