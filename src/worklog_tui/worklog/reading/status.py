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
    """By the status column if there is one, else by an end date that is not after ``today``."""
    status = next((f for f in task.fields if f.column.role == "status"), None)
    if status is not None:
        return says_done(status.text)
    return task.end.date is not None and task.end.date <= today


def says_done(text: str) -> bool:
    """Whether a status cell says that its task is done."""
    words = folded(plain(text))
    return _OPEN.search(words) is None and _DONE.search(words) is not None
