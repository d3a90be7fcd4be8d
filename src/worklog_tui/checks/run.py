"""A page through all rules: what is switched off or silenced in the page is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from worklog_tui.checks.model import Choice, Found, Subject
from worklog_tui.checks.registry import all_rules
from worklog_tui.document.model import Document
from worklog_tui.patterns import regex
from worklog_tui.worklog.model import Problem

_SILENCE = regex(rb"<!--\s*worklog:\s*ignore\s+([a-z*][a-z0-9*,\s-]*?)\s*-->", re.IGNORECASE)
ALL = "*"


def check(subject: Subject, choice: Choice = Choice()) -> tuple[Found, ...]:  # noqa: B008 - a frozen value
    """The problems of a page, in the order of their lines."""
    silent = silenced(subject.week.document)
    found: list[Found] = []
    for rule in all_rules():
        if rule.kind not in (subject.kind, "any") or rule.code in choice.off:
            continue
        lines = silent.get(rule.code, frozenset()) | silent.get(ALL, frozenset())
        if None in lines:
            continue
        severity = choice.severity(rule)
        for one in rule.find(subject):
            if one.line not in lines:
                problem = Problem(
                    rule.code, one.line, severity, one.message, bool(one.fix), task=one.task, column=one.column
                )
                found.append(Found(subject.rel, problem, one.fix))
    return tuple(sorted(found, key=lambda f: f.problem.line))


def silenced(doc: Document) -> dict[str, frozenset[int | None]]:
    """Code → the lines on which a comment of the page silences it; None: on all of the page.

    ``<!-- worklog: ignore CODE -->`` on a line of its own speaks of the page, beside other text of that line.
    """
    if b"worklog:" not in doc.source:
        return {}
    out: dict[str, set[int | None]] = {}
    for line, codes in _comments(doc):
        for code in codes:
            out.setdefault(ALL if code == "all" else code, set()).add(line)
    return {code: frozenset(lines) for code, lines in out.items()}


def _comments(doc: Document) -> Iterator[tuple[int | None, list[str]]]:
    for match in _SILENCE.finditer(doc.source):
        start = doc.source.rfind(b"\n", 0, match.start()) + 1
        end = doc.source.find(b"\n", match.end())
        rest = doc.source[start : match.start()] + doc.source[match.end() : end if end >= 0 else None]
        codes = re.split(r"[\s,]+", match[1].decode("ascii", "replace").lower())
        yield (doc.line_of(match.start()) if _SILENCE.sub(b"", rest).strip() else None), [c for c in codes if c]
