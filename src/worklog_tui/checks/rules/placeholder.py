"""A place kept for words that never came: ``...``, ``TODO``, ``xxx`` as an item, a task or a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.worklog.cells.display import plain

_HELD = re.compile(r"\W*(?:\.{2,}|…|todo|tbd|tba|xxx+|n/?a yet|\?\?+)\W*", re.IGNORECASE)


def find(subject: Subject) -> Iterator[Finding]:
    """Items of lists and lines of task cells that say nothing else."""
    week = subject.week
    told: set[int] = set()
    lines = [(task.line, item.text, task.number) for task in week.tasks for item in (*task.task, *task.detail)]
    items = [(item.line, item.text, None) for found in week.document.lists for item in found.walk()]
    for line, text, task in [*lines, *items]:
        words = plain(text).strip()
        if words and line not in told and _HELD.fullmatch(words):
            told.add(line)
            yield Finding(line, f"“{words}” is only a placeholder.", (), task)


RULE = Rule("placeholder", "info", "Placeholder", find)
