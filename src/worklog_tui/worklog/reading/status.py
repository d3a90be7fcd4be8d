"""Whether a task is done."""

from __future__ import annotations

import datetime as dt

from worklog_tui.patterns import regex
from worklog_tui.worklog.cells.display import plain
from worklog_tui.worklog.model import Task
from worklog_tui.worklog.reading.words import folded

_OPEN = regex(
    r"\b(?:not|in ?complete|unfinished|in progress|ongoing|doing|pending|to ?do|planned|partial\w*|waiting|blocked|"
    r"chưa|đang|dở|chờ|dự kiến|một phần)\b|☐|⬜|🔄|⏳|🚧|❌|✗|✘|\[ \]"
)
_DONE = regex(
    r"\b(?:done|complet\w+|finish\w*|closed|resolved|yes|ok|hoàn thành|hoàn tất|hoan thanh|hoan tat|xong|đã làm|"
    r"kết thúc)\b|✅|✔|✓|☑|\[x\]|\b100 ?%"
)


def is_finished(task: Task, today: dt.date) -> bool:
    """By the status column if there is one, else by an end date that is not after ``today``. A row that says nothing is
    not finished: a new week's table has its dates before anything was done.
    """
    if not has_words(task):
        return False
    status = next((f for f in task.fields if f.column.role == "status"), None)
    if status is not None:
        return says_done(status.text)
    return task.end.date is not None and task.end.date <= today


def has_words(task: Task) -> bool:
    """Whether the row says what was done: a letter or a digit stands in its task, its detail or, of an unknown table,
    anywhere but in its day and dates. ``-`` and ``…`` say nothing.
    """
    texts = [item.text for item in (*task.task, *task.detail)]
    if not any(field.column.role in ("task", "detail") for field in task.fields):
        texts = [field.text for field in task.fields if field.column.role not in ("day", "start", "end", "date")]
    return any(char.isalnum() for text in texts for char in text)


def says_done(text: str) -> bool:
    """Whether a status cell says that its task is done."""
    words = folded(plain(text))
    return _OPEN.search(words) is None and _DONE.search(words) is not None
