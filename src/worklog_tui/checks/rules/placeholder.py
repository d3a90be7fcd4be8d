"""A place kept for words that never came: ``...``, ``TODO``, ``xxx`` as an item, a task or a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.patterns import regex
from worklog_tui.worklog.cells.display import plain

_HELD = regex(r"[-+*•\s]*(?:\.{2,}|…|todo|tbd|tba|xxx+|n/?a yet|\?\?+)[\s:]*", re.IGNORECASE)


def find(subject: Subject) -> Iterator[Finding]:
    """Items of lists and lines of task cells that say nothing else; the first one of the page is told."""
    week = subject.week
    lines = [(task.line, item.text, task.number) for task in week.tasks for item in (*task.task, *task.detail)]
    items = [(item.line, item.text, None) for found in week.document.lists for item in found.walk()]
    held = [
        (line, words, task) for line, text, task in [*lines, *items] if _HELD.fullmatch(words := plain(text).strip())
    ]
    if held:
        line, words, task = min(held, key=lambda found: found[0])
        many = "" if len(held) == 1 else f" There are {len(held)} such lines here."
        yield Finding(line, f"“{words}” is only a placeholder.{many}", (), task)


RULE = Rule("placeholder", "info", "Placeholder", find)
