"""A week with next to nothing on it."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.patterns import regex
from worklog_tui.worklog.cells.display import plain

_WORD = regex(r"[^\W\d_]{2,}")
_FEW = 16  # words of the page's own: less than one day's line and one achievement


def find(subject: Subject) -> Iterator[Finding]:
    """Words of tasks, lists and paragraphs; headings and headers are the form's. A week to come may be empty."""
    week = subject.week
    doc = week.document
    if doc.raw or not doc.source.strip() or (week.days is not None and week.days[1] >= subject.today):
        return
    texts = [item.text for task in week.tasks for item in (*task.task, *task.detail)]
    texts += [item.text for section in week.sections for item in section.outline]
    tasks = {t.table for t in week.task_tables}
    texts += [c for i, t in enumerate(doc.tables) if i not in tasks for row in t.rows for c in t.texts(row)]
    texts += [doc.text(b.span) for b in doc.blocks if b.kind in ("html", "code", "shortcode")]
    if sum(len(_WORD.findall(plain(text))) for text in texts[:200]) < _FEW:
        yield Finding(doc.body_line, "There is next to nothing on this page: write the week, or say why there is none.")


RULE = Rule("near-empty", "warning", "Nearly empty page", find)
