"""A page whose texts are, word for word, those of an earlier week: it was copied and not written."""

from __future__ import annotations

from collections.abc import Iterator

from worklog_tui.checks.brief import long_texts
from worklog_tui.checks.model import Brief, Finding, Rule, Subject

_FEW = 4  # texts: with fewer, two that are the same are a form
_WEEKS = 3  # earlier weeks a text stands in that is the same from week to week


def find(subject: Subject) -> Iterator[Finding]:
    """At least three longer texts, and a third of all, stand in one earlier week; one task carried over is no copy. Or
    two of them, and a third of all, in three earlier weeks: the same sentences are handed in again and again.
    """
    own = subject.own.texts if subject.own is not None else frozenset()
    earlier = subject.weeks[: max(0, subject.at)]
    best: Brief | None = None
    for brief in earlier:
        if len(own & brief.texts) > (len(own & best.texts) if best is not None else 0):
            best = brief
    if best is None:
        return
    same, every = len(own & best.texts), frozenset(t for t in own if sum(t in b.texts for b in earlier) >= _WEEKS)
    if same >= 3 and 3 * same >= len(own):
        words = f"{same} of {len(own)} texts are word for word those of {best.name}: write this week's own."
        yield Finding(_line(subject, best.texts), words)
    elif len(every) >= 2 and _FEW <= len(own) <= 3 * len(every):
        weeks = sum(bool(every & b.texts) for b in earlier)
        words = f"{len(every)} of {len(own)} texts stand in {weeks} weeks before word for word: write this week's own."
        yield Finding(_line(subject, every), words)


def _line(subject: Subject, texts: frozenset[str]) -> int:
    return next(line for line, text in long_texts(subject.week) if text in texts)


RULE = Rule("week-repeats", "warning", "Texts of another week", find)
