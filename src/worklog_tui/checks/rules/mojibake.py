"""UTF-8 text read as Windows-1252 and saved again (``Tuáº§n`` for ``Tuần``). Only what decodes back counts."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.checks.places import front_line, shown, writable
from worklog_tui.document.model import Document
from worklog_tui.patterns import regex
from worklog_tui.worklog.intentions import Intention, ReplaceBlock, SetFrontMatter
from worklog_tui.worklog.reading.words import repaired

_SIGN = regex("[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0178\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]")
_RUN = regex("[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0178\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]+")


def find(subject: Subject) -> Iterator[Finding]:
    """One problem for each value and each block that holds such text."""
    doc = subject.week.document
    if doc.source.isascii() or not _SIGN.search(doc.source.decode("utf-8", "replace")):
        return
    yield from _front(doc)
    for number, block in enumerate(doc.blocks):
        text = doc.text(block.span) if block.kind not in ("blank", "front_matter") else ""
        mended = mend(text)
        if mended is not None and mended != text:
            line, (old, new) = _first(text, block.line)
            words = f"“{shown(old)}” was saved in the wrong encoding: it should read “{shown(new)}”."
            fix: tuple[Intention, ...] = () if "\ufffd" in text else (ReplaceBlock(number, mended),)
            yield Finding(line, words, fix)


def _front(doc: Document) -> Iterator[Finding]:
    for entry in doc.front_matter.entries:
        if isinstance(entry.value, str) and (mended := mend(entry.value)) is not None and mended != entry.value:
            words = f"“{shown(entry.value)}” was saved in the wrong encoding: it should read “{shown(mended)}”."
            fix = (SetFrontMatter(entry.key, mended),) if writable(doc) else ()
            yield Finding(front_line(doc, *[str(k) for k in entry.key]), words, fix)


def mend(text: str) -> str:
    """The text with every run of such characters that is whole UTF-8 decoded; all else stays."""
    if text.isascii():
        return text
    return _RUN.sub(lambda m: _decoded(m[0]), text)


def _decoded(run: str) -> str:
    """The run decoded, or, where only its beginning decodes, that."""
    for end in range(len(run), 1, -1):
        if (found := repaired(run[:end])) is not None:
            return found + (_decoded(run[end:]) if len(run) - end > 1 else run[end:])
    return run


def _first(text: str, line: int) -> tuple[int, tuple[str, str]]:
    """The line of the first such text, and that line's words before and after."""
    for number, old in enumerate(text.split("\n")):
        new = mend(old)
        if new != old:
            at = next(i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b)
            return line + number, (old[max(0, at - 12) : at + 28].strip(), new[max(0, at - 12) : at + 20].strip())
    return line, (text, mend(text))


RULE = Rule("mojibake", "warning", "Wrong encoding", find, kind="any")
