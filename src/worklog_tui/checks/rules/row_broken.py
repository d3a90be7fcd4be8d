"""A row that a pasted line end has cut in two."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.worklog.intentions import JoinRow


def find(subject: Subject) -> Iterator[Finding]:
    """The reading problem, with its fix: the row becomes one line again."""
    told = [p for p in subject.week.problems if p.code == "row-broken"]
    if not told:
        return
    from worklog_tui.document.edits.joining import find_broken

    doc = subject.week.document
    places = {doc.tables[b.table].rows[b.row].line: (b.table, b.row) for b in find_broken(doc)}
    for problem in told:
        place = places.get(problem.line)
        yield Finding(problem.line, problem.message, (JoinRow(*place),) if place else ())


RULE = Rule("row-broken", "error", "Row broken by a line end", find)
