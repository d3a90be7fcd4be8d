"""A page whose texts are, word for word, those of an earlier week: it was copied and not written."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.brief import long_texts
from worklog_tui.checks.model import Brief, Finding, Rule, Subject


def find(subject: Subject) -> Iterator[Finding]:
    """At least three longer texts, and a third of all, stand in one earlier week; one task carried over is no copy."""
    own = subject.own.texts if subject.own is not None else frozenset()
    best: Brief | None = None
    for brief in subject.weeks[: max(0, subject.at)]:
        if len(own & brief.texts) > (len(own & best.texts) if best is not None else 0):
            best = brief
    same = len(own & best.texts) if best is not None else 0
    if best is None or same < 3 or 3 * same < len(own):
        return
    line = next(line for line, text in long_texts(subject.week) if text in best.texts)
    yield Finding(line, f"{same} of {len(own)} texts are word for word those of {best.name}: write this week's own.")


RULE = Rule("week-repeats", "warning", "Texts of another week", find)
