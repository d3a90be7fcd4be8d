"""What a report's template, or a chat bot, says to the writer, handed in with the page."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.checks.places import front_line, shown
from worklog_tui.patterns import regex
from worklog_tui.worklog.reading.words import bare

_PHRASES = regex(
    r"do\W*not copy verbatim|sao chep nguyen van|including this warning|ke ca warning nay|bao gom ca canh bao nay"
    r"|on this page\W* you (?:will )?need to introduce|tai day\W*(?:ban )?can (?:phai )?gioi thieu"
    r"|describe the goal for week|write the result and what you learned"
    r"|mo ta muc tieu cua tuan|viet ket qua va bai hoc rut ra trong tuan"
    r"|lorem ipsum dolor|\byour (?:name|task|text) here\b|\binsert [a-z ]{2,30} here\b"
    r"|\bhere(?:\W?s| is) the (?:translation|translated|rewritten|revised)\b|exact format you provided"
    r"|as an ai (?:language )?model|duoi day la (?:ban|phan) dich"
    r"|\bdoing task [a-z](?:\.\.\.|\u2026)|\blam task [a-z](?:\.\.\.|\u2026)"
)

_ITEM = regex(r"(?:task|cong viec|nhiem vu|noi dung|item|muc) (?:\d|[a-e])\W*")

_TITLES = regex(r"\bdoing task [a-z]\b|\b(?:lam|thuc hien) (?:task|cong viec) [a-z]\b")

_WORDS = tuple(
    word.encode()
    for word in (
        "verbatim", "nguyên văn", "nguyen van", "this warning", "cảnh báo này", "to introduce", "giới thiệu",
        "lorem ipsum", " text here", " name here", " task here", "insert ", "goal for week", "what you learned",
        "mục tiêu của tuần", "bài học rút ra",
        "is the trans", "s the trans", "is the re", "s the re", "format you provided", "ai model", "ai language model",
        "đây là bản", "đây là phần",
        "doing task", "làm task", "task 1", "task a", "việc 1", "việc a", "vụ 1", "vụ a", "item 1", "mục 1", "dung 1",
    )
)  # fmt: skip
"""One of these stands in every page that holds a phrase: most pages are told by a look."""


def find(subject: Subject) -> Iterator[Finding]:
    """The title, each block that holds such words, lists of nothing but ``Task 1`` and ``Task 2``."""
    doc = subject.week.document
    if (title := subject.week.title) and _TITLES.search(bare(title)):
        words = f"The title is left from a template: “{shown(title, 60)}”. Say what the week was about."
        yield Finding(front_line(doc, "title"), words)
    source = doc.source.lower()
    if not _told(source):
        return
    for found in doc.lists:
        if all(_ITEM.fullmatch(bare(item.text.strip())) for item in found.walk()):
            words = f"This list is left from a template: “{shown(found.items[0].text)}”. Say what was done."
            yield Finding(found.line, words)
    seen: set[int] = set()
    for block in doc.blocks:
        if block.kind in ("blank", "front_matter", "code") or not _told(source[block.span.start : block.span.end]):
            continue
        text = doc.text(block.span)
        if not _PHRASES.search(bare(text)):
            continue
        for number, line in enumerate(text.split("\n"), block.line):
            if number not in seen and _PHRASES.search(bare(line)):
                seen.add(number)
                words = f"This is left from a template: “{shown(line, 60)}”. Write your own, or delete it."
                yield Finding(number, words)
                break
        if subject.kind == "index" and len(seen) > 1:
            return


def _told(source: bytes) -> bool:
    """Whether it may hold a phrase."""
    return any(word in source for word in _WORDS)


RULE = Rule("template-leftover", "warning", "Template text", find, kind="any")
