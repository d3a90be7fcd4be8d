"""Markdown that is none, so that readers see its signs: ``-text`` without a blank, a lone ``**``, ``&emsp`` without
its semicolon. Source: CommonMark 0.31, sections 5.2 (list items), 6.2 (emphasis), 2.5 (entities).
"""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.checks.places import glued_lines, shown
from worklog_tui.document.model import Document
from worklog_tui.patterns import regex
from worklog_tui.worklog.cells.display import plain
from worklog_tui.worklog.intentions import Intention, SetField
from worklog_tui.worklog.model import Task

_HALF = regex(r"&(?:emsp|ensp|nbsp)(?![;\w])")
_CODE = regex(r"(`+)[^`].*?\1", 16)  # 16: a dot is any character
_LONGEST = 4000
"""Characters of a line in which code is looked for: a run of backticks that is not closed is looked for to its end."""
_TEXT = ("paragraph", "list", "table", "heading", "quote")


def find(subject: Subject) -> Iterator[Finding]:
    """Lists (told once a page), halves of entities, lone stars. Code is left alone."""
    doc = subject.week.document
    if glued := glued_lines(doc):
        first = shown(doc.source.split(b"\n")[glued[0] - 1].decode("utf-8", "replace").strip())
        words = f"“{first}” and {len(glued) - 1} more like it are no list to Hugo: write a blank behind each -."
        yield Finding(glued[0], words)
    if b"&emsp" in doc.source or b"&nbsp" in doc.source or b"&ensp" in doc.source:
        yield from _halves(doc, {task.line: task for task in subject.week.tasks})
    odd = {n for n, line in enumerate(doc.source.split(b"\n"), 1) if line.count(b"**") % 2}
    if odd:
        yield from _stars(doc, odd)


def _halves(doc: Document, tasks: dict[int, Task]) -> Iterator[Finding]:
    for block in doc.blocks:
        if block.kind not in _TEXT:
            continue
        for number, line in enumerate(doc.text(block.span).split("\n"), block.line):
            if (match := _HALF.search(_without_code(line))) is not None:
                words = f"“{match[0]}” shows as it is written: end it with a semicolon, {match[0]};."
                task = tasks.get(number)
                yield Finding(number, words, _mended(task), task.number if task is not None else None)


def _without_code(text: str) -> str:
    return _CODE.sub("", text) if len(text) <= _LONGEST else ""


def _mended(task: Task | None) -> tuple[Intention, ...]:
    """The semicolons, where the text stands in a task's row."""
    if task is None or task.kind != "markdown":
        return ()
    return tuple(
        SetField(task.number, f.column.index, _HALF.sub(lambda m: f"{m[0]};", f.text))
        for f in task.fields
        if "`" not in f.text and _HALF.search(f.text)
    )


def _stars(doc: Document, odd: set[int]) -> Iterator[Finding]:
    texts = [(row.line, cell.text) for table in doc.tables for row in (table.header, *table.rows) for cell in row.cells]
    texts += [(item.line, item.text) for found in doc.lists for item in found.walk()]
    texts += [(b.line, doc.text(b.span)) for b in doc.blocks if b.kind in ("paragraph", "heading")]
    told: set[int] = set()
    for line, text in texts:
        if text.count("**") % 2 and line not in told and odd & set(range(line, line + text.count("\n") + 1)):
            left = _without_code(text)
            if left.count("**") % 2 and "\\" not in left and "**" in (seen := plain(left)):
                told.add(line)
                at = seen.index("**")
                cut = shown(seen[max(0, at - 16) : at + 18].strip())
                yield Finding(line, f"“{cut}” shows its stars: close the bold text, or drop them.")


RULE = Rule("markup-shown", "warning", "Markup that shows", find, kind="any")
