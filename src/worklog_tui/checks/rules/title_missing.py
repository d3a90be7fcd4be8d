"""A page without a title: menu and page head are empty."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.checks.places import front_line
from worklog_tui.patterns import regex

_FAR = 600  # bytes: a title further down is part of the text
_FENCE = regex(rb"(?m)^.*(?P<fence>---)[ \t]*\r?\n\s*title[ \t]*:")


def find(subject: Subject) -> Iterator[Finding]:
    """No front matter, or none with a title; one that cannot be read is told elsewhere."""
    doc = subject.week.document
    front = doc.front_matter
    if front.error or front.locked or (subject.week.title or "").strip():
        return
    if not doc.source.strip():
        yield Finding(1, "The page is empty: write it, or delete the file.")
    elif front.kind is None and (late := _FENCE.search(doc.source[:_FAR])) is not None:
        line = doc.line_of(late.start("fence"))
        words = f"Hugo sees no front matter: take out what stands before its --- on line {line}."
        yield Finding(1, words)
    elif front.kind is None:
        words = "The page has no front matter: begin it with a title between two lines ---, or the menu shows none."
        yield Finding(1, words)
    else:
        yield Finding(front_line(doc, "title"), "The page has no title: its place in the menu is empty. Write one.")


RULE = Rule("title-missing", "warning", "No title", find, kind="any")
