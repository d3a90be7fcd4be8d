"""A page whose text is in another language than its name says: a twin that was copied and never translated."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.checks.pairs import language_name
from worklog_tui.worklog.cells.display import plain
from worklog_tui.worklog.site.names import vietnamese_share

_ENOUGH = 200  # characters: fewer tell nothing
_PLENTY = 3000  # characters: more tell no more
_NONE = 0.008  # of the letters: Vietnamese full of English names still has twice as many of its own
_MUCH = 0.05  # of the letters: English with Vietnamese names in it has a third of that


def find(subject: Subject) -> Iterator[Finding]:
    """English and Vietnamese are told apart by their letters; only pages that have a twin are asked."""
    week = subject.week
    if week.language not in ("en", "vi") or not subject.twins:
        return
    texts = [item.text for task in week.tasks for item in (*task.task, *task.detail)]
    texts += [item.text for section in week.sections for item in section.outline]
    text = ""
    for one in texts:
        text += f" {plain(one)}"
        if len(text) > _PLENTY:
            break
    share = vietnamese_share(text) if len(text) >= _ENOUGH else None
    if share is None:
        return
    told = "en" if share < _NONE else "vi" if share > _MUCH else week.language
    if told != week.language:
        words = f"This is the {language_name(week.language)} page and its text is {language_name(told)}: translate it."
        yield Finding(week.document.body_line, words)


RULE = Rule("language-other", "warning", "Text in another language", find)
