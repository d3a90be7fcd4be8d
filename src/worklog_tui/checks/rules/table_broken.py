"""Lines that look like rows of a table and are none: Hugo shows their pipes as text."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.model import Finding, Rule, Subject

_PIPES = 2


def find(subject: Subject) -> Iterator[Finding]:
    """Paragraphs whose lines all begin with a pipe: no delimiter row stands below the header, or an empty line has
    ended the table above. A row that a line end has broken is told as that.
    """
    week = subject.week
    doc = week.document
    broken = [p.line for p in week.problems if p.code == "row-broken"]
    for block in doc.blocks:
        if block.kind != "paragraph":
            continue
        lines = [line.strip() for line in doc.source[block.span.start : block.span.end].splitlines()]
        if not all(line.startswith(b"|") and line.count(b"|") > _PIPES for line in lines):
            continue
        if not any(0 < block.line - line < 60 for line in broken):
            rows = "This line looks" if len(lines) == 1 else f"These {len(lines)} lines look"
            them = "it" if len(lines) == 1 else "them"
            words = f"{rows} like a table, the site shows the pipes: move {them} up to the table, or add a header."
            yield Finding(block.line, words)


RULE = Rule("table-broken", "error", "Rows outside a table", find)
