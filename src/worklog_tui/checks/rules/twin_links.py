"""Links the same row has on the twin and not here."""

from __future__ import annotations

import re
from collections.abc import Iterator

from worklog_tui.checks.model import Finding, Rule, Subject
from worklog_tui.checks.pairs import Pair, in_step, name_of, other_weeks, pairs
from worklog_tui.checks.places import count
from worklog_tui.patterns import regex
from worklog_tui.worklog.intentions import SetField

_BARE = regex(r"(?:\s|<br\s*/?>|,|<https?://[^\s<>|]+>|https?://[^\s<>|\\]+)+", re.IGNORECASE)


def find(subject: Subject) -> Iterator[Finding]:
    """Compared by their number: labels and targets may be each language's own. A link in a cell that does not show is
    told as that.
    """
    for twin in subject.twins:
        if not in_step(subject.week, twin.week) or other_weeks(subject.week, twin.week):
            continue  # rows are missing, or the weeks differ: told as that
        lost = {p.line for p in subject.week.problems if p.code == "cells-extra"}
        for pair in pairs(subject.week, twin.week):
            own, other = pair
            if own is None or other is None or len(own.references) >= len(other.references) or own.line in lost:
                continue
            have = "no link" if not own.references else count(len(own.references), "link")
            words = f"Row {own.number} has {have}, {len(other.references)} on {name_of(twin)}; add what is missing."
            yield Finding(own.line, words, _fix(pair), own.number)


def _fix(pair: Pair) -> tuple[SetField, ...]:
    """The twin's addresses into an empty cell; words are never taken over."""
    own, other = pair
    if own is None or other is None:
        return ()
    here, there = own.field("reference"), other.field("reference")
    if here is None or there is None or here.text.strip() or own.start.date != other.start.date:
        return ()
    return (SetField(own.number, here.column.index, there.text),) if _BARE.fullmatch(there.text) else ()


RULE = Rule("twin-links", "warning", "Links missing beside the twin", find)
