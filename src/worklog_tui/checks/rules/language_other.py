"""A page whose text is in another language than its name says: a twin that was copied and never translated."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.worklog.cells.display import plain
from worklog_tui.worklog.site.names import guess_language

_ENOUGH = 200  # characters: fewer tell nothing
_NAMES = {"en": "English", "vi": "Vietnamese"}


def find(subject: Subject) -> Iterator[Finding]:
    """English and Vietnamese are told apart by their letters; only pages that have a twin are asked."""
    week = subject.week
    if week.language not in _NAMES or not subject.twins:
        return
    texts = [item.text for task in week.tasks for item in (*task.task, *task.detail)]
    texts += [item.text for section in week.sections for item in section.outline]
    text = " ".join(plain(one) for one in texts)
    if len(text) < _ENOUGH:
        return
    told = guess_language(text)
    if told is not None and told != week.language:
        words = f"The page is the {_NAMES[week.language]} one, its text is in {_NAMES[told]}."
        yield Finding(week.document.body_line, words)


RULE = Rule("language-other", "warning", "Text in another language", find)
