"""What columns and headings are for: by their words, and by what the cells hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from worklog_tui.patterns import regex
from worklog_tui.worklog.model import ColumnRole, SectionRole
from worklog_tui.worklog.reading.date_text import find_dates
from worklog_tui.worklog.reading.days import read_day
from worklog_tui.worklog.reading.vocabulary import DEFAULT, Found, Vocabulary
from worklog_tui.worklog.reading.words import words

Table = Sequence[Sequence[str]]  # body rows as texts, all of one width

_PARTS = regex(r"[/&,;(|+–—]|<br")
_OF = frozenset({"of", "for", "in", "to", "this", "trong", "của", "theo"})
_NUMBER_SIGNS = frozenset({"#", "№", "no.", "tt"})


def column_roles(
    headers: Sequence[str], rows: Table, vocabulary: Vocabulary = DEFAULT
) -> tuple[ColumnRole | None, ...]:
    """The roles of a table's columns. Days and dates are told apart by their cells; the first text column is the
    task, a second one its detail; no role but reference and note is given twice.
    """
    meanings = [header_meaning(header, vocabulary) for header in headers]
    columns = [[row[i] for row in rows] for i in range(len(headers))]
    _settle_done(meanings, columns)
    _settle_days(meanings, columns)
    _settle_unnamed(meanings, columns)
    _settle_texts(meanings, columns)
    return tuple(_unique(meanings))


def is_task_table(roles: Sequence[ColumnRole | None]) -> bool:
    """A task-like column beside a day or date column."""
    return "task" in roles and any(r in ("day", "date", "start", "end") for r in roles)


def header_meaning(header: str, vocabulary: Vocabulary = DEFAULT) -> str | None:
    """The role a header names, or "done", "evidence", "number", which the other columns settle; None: unknown."""
    if header.strip(" *_`").casefold() in _NUMBER_SIGNS:
        return "number"
    spare = None
    for part in _PARTS.split(header):
        meaning = _of_part(vocabulary.in_header(part), words(part))
        if meaning not in (None, "note"):
            return meaning
        spare = spare or meaning
    return spare


def _of_part(found: Sequence[Found], its_words: Sequence[str]) -> str | None:
    if not found:
        return None
    meanings = [f.meaning for f in found]
    if "number" in meanings:
        return "number"
    dated = any(m in ("day", "date") for m in meanings)
    for role in ("start", "end"):
        if role in meanings:
            return role
    if "done" in meanings and (dated or not {"task", "status", "note"} & set(meanings)):
        return "done"
    settled = [f for f in found if f.meaning != "done"]
    if any(f.native for f in settled):
        return settled[0].meaning  # Vietnamese: the head word stands first
    heads = [f for f in settled if not any(w in _OF for w in its_words[: f.at])]
    return (heads or settled)[-1].meaning


def _dated(cells: Sequence[str]) -> bool:
    """Whether at least half of the cells that hold something hold a date."""
    full = [c for c in cells if c]
    return bool(full) and 2 * sum(bool(find_dates(c)) for c in full) >= len(full)


def _named_days(cells: Sequence[str]) -> bool:
    full = [c for c in cells if c]
    return bool(full) and 2 * sum(read_day(c).weekday is not None for c in full) >= len(full)


def _settle_done(meanings: list[str | None], columns: Sequence[Sequence[str]]) -> None:
    """``Completed`` heads a date, unless its cells say otherwise; so does an end without any date in it."""
    for i, meaning in enumerate(meanings):
        if meaning != "done":
            continue
        full = [c for c in columns[i] if c.strip("-–—… ")]
        says_date = not full or _dated(full) or any(any(c.isdigit() for c in cell) for cell in full)
        meanings[i] = "end" if says_date else "status"


def _settle_days(meanings: list[str | None], columns: Sequence[Sequence[str]]) -> None:
    """A day column holds days, a date column dates; beside start and end dates, either names the row's day."""
    spans = "start" in meanings and "end" in meanings
    for i, meaning in enumerate(meanings):
        if meaning not in ("day", "date"):
            continue
        if spans:
            meanings[i] = "day"
        elif _dated(columns[i]):
            meanings[i] = "date"
        elif any(columns[i]) and (meaning == "day" or _named_days(columns[i])):
            meanings[i] = "day"
    for role in ("day", "date"):
        both = [i for i, m in enumerate(meanings) if m == role]
        if len(both) < 2:
            continue
        if role == "day" and not spans and "date" not in meanings:
            meanings[both[1]] = "date"  # "Thứ | Ngày", both empty or odd
        keep = next((i for i in both if role == "date" or not _dated(columns[i])), both[0])
        for i in both:
            if meanings[i] == role and i != keep:
                meanings[i] = None


def _settle_unnamed(meanings: list[str | None], columns: Sequence[Sequence[str]]) -> None:
    """Columns with headers of no known meaning show by their cells that they hold days or dates."""
    if any(m in ("day", "date", "start", "end") for m in meanings):
        return
    open_columns = [i for i, m in enumerate(meanings) if m is None]
    dated = [i for i in open_columns if _only_dates(columns[i])]
    if len(dated) == 1:
        meanings[dated[0]] = "date"
    elif len(dated) > 1:
        meanings[dated[0]], meanings[dated[1]] = "start", "end"
    days = [i for i in open_columns if meanings[i] is None and _named_days(columns[i])]
    if days:
        meanings[days[0]] = "day"


def _only_dates(cells: Sequence[str]) -> bool:
    full = [c for c in cells if c]
    return bool(full) and all(len(c) < 40 for c in full) and 5 * sum(bool(find_dates(c)) for c in full) >= 4 * len(full)


def _settle_texts(meanings: list[str | None], columns: Sequence[Sequence[str]]) -> None:
    """The task and its detail; evidence is a reference where there is no other; a task column of unknown wording
    beside sure days or dates is the one that holds most text.
    """
    for i, meaning in enumerate(meanings):
        if meaning == "evidence":
            meanings[i] = "note" if "reference" in meanings else "reference"
    texts = [i for i, m in enumerate(meanings) if m in ("task", "detail")]
    for place, i in enumerate(texts):
        meanings[i] = ("task", "detail")[place] if place < 2 else None
    if not texts and _sure(meanings, columns):
        sizes = {i: sum(map(len, columns[i])) for i, m in enumerate(meanings) if m is None}
        if sizes and max(sizes.values()) > 0:
            meanings[max(sizes, key=lambda i: sizes[i])] = "task"


def _sure(meanings: Sequence[str | None], columns: Sequence[Sequence[str]]) -> bool:
    if "start" in meanings and "end" in meanings:
        return True
    return any(
        (m == "day" and 2 * sum(read_day(c).style is not None for c in columns[i]) >= len(columns[i]) > 0)
        or (m == "date" and _only_dates(columns[i]) and "day" in meanings)
        for i, m in enumerate(meanings)
    )


def _unique(meanings: Sequence[str | None]) -> Iterator[ColumnRole | None]:
    seen: set[str] = set()
    for meaning in meanings:
        role = _ROLES.get(meaning or "")
        if role in seen and role not in ("reference", "note"):
            role = None
        seen.add(role or "")
        yield role


_ROLES: dict[str, ColumnRole] = {
    "day": "day", "task": "task", "detail": "detail", "start": "start", "end": "end", "date": "date",
    "reference": "reference", "status": "status", "note": "note",
}  # fmt: skip
_SECTIONS: dict[str, SectionRole] = {
    "objectives": "objectives", "tasks": "tasks", "achievements": "achievements", "next": "next",
    "challenges": "challenges", "reflection": "reflection", "references": "references",
}  # fmt: skip

# Words that may stand before the naming word without being a subject of their own; for a word that often names a
# technical subject, those that may follow it.
_BEFORE = frozenset(
    re.findall(
        r"\S+",
        """week weekly weeks s this my our the a of for in on at all key main overall general detailed details summary
        list results learning personal specific work project internship daily day tuần các những một số nội dung về và
        and của cho trong worklog báo cáo chi tiết tổng hợp chính cụ thể phần học tập thực tập danh sách planned i what
        completed major some successful encountered faced current report aws team sprint training practical""",
    )
)
_AFTER = frozenset(
    re.findall(
        r"\S+",
        """and or of in for from during with to at this week the used encountered faced met learned learnt drawn
        solutions solution lessons lesson materials material links link resources my our on assessment evaluation
        và về của trong tuần bản chung cuối gặp quá công tham kỳ giải""",
    )
)
_WIDE = frozenset({"tổng quan", "đánh giá", "vấn đề", "tài liệu", "kết luận"})  # Vietnamese words as wide as that
_TOPICS = frozenset({"challenges", "references", "reflection"})  # words that often name a technical subject instead
_LEADING = regex(r"^[\W\d_]*(?:[ivx]{1,4}[.)]\s+)?[\W\d_]*", re.IGNORECASE)
_WEEK_COLON = regex(r"^(?:week|tuần|tuan)\s*\d*\s*(?:worklog)?\s*[:–—-]\s*", re.IGNORECASE)


def section_role(heading: str, vocabulary: Vocabulary = DEFAULT) -> SectionRole | None:
    """The role a heading names; numbering, emoji, ``Week 4`` and marks around it do not count."""
    return _section_role(heading, vocabulary)


@lru_cache(maxsize=4096)
def _section_role(heading: str, vocabulary: Vocabulary) -> SectionRole | None:
    text = _LEADING.sub("", heading).strip()
    text = _LEADING.sub("", _WEEK_COLON.sub("", text))
    found = vocabulary.in_heading(text)
    its_words = words(text)
    if not found or len(its_words) > 16:
        return None
    first = found[0]
    before = [w for w in its_words[: first.at] if w not in _BEFORE and not w.isdigit()]
    allowed = 1 if first.meaning == "objectives" else 0
    if first.native and first.at > 3:
        return None
    if len(before) > allowed or (before and len(its_words) > first.at + first.size + 2):
        return None
    wide = not first.native or " ".join(its_words[first.at : first.at + first.size]) in _WIDE
    rest = its_words[first.at + first.size :]
    if first.meaning in _TOPICS and wide and rest and not (rest[0] in _AFTER or rest[0].isdigit()):
        return None
    return _SECTIONS.get(_strongest(found))


def _strongest(found: Sequence[Found]) -> str:
    """``Next Week Goals`` is of the next week, ``Challenges & Lessons`` a reflection; else the first word rules,
    but for tasks that name what was achieved (``Summary of Achievements``) nothing of theirs is taken.
    """
    meanings = [f.meaning for f in found]
    if "next" in meanings:
        return "next"
    first = meanings[0]
    if first == "challenges" and "reflection" in meanings:
        return "reflection"
    return first
