"""A place kept for words that never came: ``...``, ``TODO``, ``(no content yet)`` as an item or a line of a task."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.document.model import ListItem
from worklog_tui.patterns import regex
from worklog_tui.worklog.cells.display import plain

_DOTS = regex(r"[-+*•\s]*(?:\.{2,}|…)[\s:.]*")
_HELD = regex(
    r"[-+*•\s]*\W?(?:\.{2,}|…|todo|tbd|tba|xxx+|\?\?+|n/?a yet|to be (?:added|updated|continued|done|filled in)"
    r"|(?:no|nothing) (?:\w+ ){0,2}(?:provided|recorded|written|added|here) yet|not (?:written|updated|available) yet"
    r"|coming soon|đang cập nhật|cập nhật sau|chưa (?:có|cập nhật)(?: nội dung)?|bổ sung sau)\W*",
    re.IGNORECASE,
)


class _Line(NamedTuple):
    line: int
    level: int
    text: str
    task: int | None = None


def find(subject: Subject) -> Iterator[Finding]:
    """Items of lists and lines of task cells that say nothing else; the first one of the page is told. Dots that end
    a list with words in it mean “and so on”.
    """
    week = subject.week
    groups = [
        [_Line(task.line, item.level, plain(item.text).strip(), task.number) for item in outline]
        for task in week.tasks
        for outline in (task.task, task.detail)
    ]
    groups += [list(_items(found.items)) for found in week.document.lists]
    held = [one for group in groups for one in _held(group)]
    if held:
        first = min(held, key=lambda one: one.line)
        many = "" if len(held) == 1 else f" There are {len(held)} such lines here."
        words = f"“{first.text}” only keeps a place: write what belongs here, or delete it.{many}"
        yield Finding(first.line, words, (), first.task)


def _items(items: Iterable[ListItem]) -> Iterator[_Line]:
    for item in items:
        yield _Line(item.line, item.level, plain(item.text).strip())
        yield from _items(item.children)


def _held(group: Sequence[_Line]) -> Iterator[_Line]:
    for at, one in enumerate(group):
        if _HELD.fullmatch(one.text) and not (_DOTS.fullmatch(one.text) and _goes_on(group, at)):
            yield one


def _goes_on(group: Sequence[_Line], at: int) -> bool:
    """Whether the line is the last of its siblings, and one before it has words."""
    level = group[at].level
    after = next((one for one in group[at + 1 :] if one.level <= level), None)
    if after is not None and after.level == level:
        return False
    for one in reversed(group[:at]):
        if one.level < level:
            return False
        if one.level == level and not _HELD.fullmatch(one.text):
            return True
    return False


RULE = Rule("placeholder", "info", "Placeholder", find)
