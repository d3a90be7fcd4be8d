"""Which lines of a week are its frame and which are that week's own words. The week before it shows the frame."""

from __future__ import annotations

import re
from functools import cached_property

from worklog_tui.patterns import regex
from worklog_tui.record import record
from worklog_tui.worklog.model import Week
from worklog_tui.worklog.newweek.advancing import mentions
from worklog_tui.worklog.newweek.titles import shape
from worklog_tui.worklog.reading.date_text import find_dates
from worklog_tui.worklog.reading.roles import section_role

_LABEL = regex(r"[\s>]*(?:(?:[-*+•]|\d+[.)])\s+)?(?:\[[ xX]\]\s+)?(\*\*|__)(?P<words>[^*_\n]{1,60}?):?\1:?(?=\s|$|:)")
_ADDRESS = regex(r"\]\(|<img|<a |https?:|src=|href=")
_QUOTE = regex(r"^[\s>]*")
_LABEL_LENGTH = 100  # characters of a line that ends in a colon and names what follows
_FEW = 6  # words beside the dates of a line that says when the week was


def label_of(line: str) -> str | None:
    """The bold label a line begins with, as written with all before it: ``> **Theme:**``; None: there is none."""
    found = _LABEL.match(line)
    if found is None or ":" not in line[: found.end() + 1]:
        return None
    return line[: found.end()] + (":" if line[found.end() : found.end() + 1] == ":" else "")


@record(slots=False)
class Frame:
    """What of a page stays from week to week; without a week before the model, what looks like it."""

    before: Week | None

    @cached_property
    def text(self) -> str:
        """The body of the week before."""
        doc = self.before.document if self.before is not None else None
        return doc.text(doc.body) if doc is not None else ""

    @cached_property
    def _lines(self) -> frozenset[str]:
        return frozenset(shape(line) for line in self.text.splitlines() if line.strip())

    @cached_property
    def _exact(self) -> frozenset[str]:
        return frozenset(line.strip() for line in self.text.splitlines())

    @cached_property
    def _labels(self) -> frozenset[str]:
        return frozenset(shape(label) for line in self.text.splitlines() if (label := label_of(line)))

    @cached_property
    def headings(self) -> frozenset[str]:
        """The headings of the week before, by shape."""
        return (
            frozenset(shape(h.text) for h in self.before.document.headings) if self.before is not None else frozenset()
        )

    def heading(self, role: str | None) -> str | None:
        """Its heading that names the week and has this role."""
        if self.before is None:
            return None
        headings = [h.text for h in self.before.document.headings if mentions(h.text)]
        return next((text for text in headings if section_role(text) == role), None)

    @cached_property
    def headers(self) -> frozenset[tuple[str, ...]]:
        """The header rows of its tables, by shape."""
        if self.before is None:
            return frozenset()
        doc = self.before.document
        return frozenset(tuple(shape(text) for text in t.texts(t.header)) for t in doc.tables)

    @cached_property
    def firsts(self) -> frozenset[str]:
        """The first cells of its tables' rows, by shape."""
        if self.before is None:
            return frozenset()
        doc = self.before.document
        return frozenset(shape(t.texts(r)[0]) for t in doc.tables for r in t.rows if t.texts(r)) - {""}

    @cached_property
    def telling(self) -> bool:
        """Whether the week before shows anything."""
        return bool(self._lines)

    def same(self, text: str) -> bool:
        """Whether a block of text stands there too, byte for byte."""
        return self.telling and text.strip() in self.text

    def line(self, line: str, *, leads: bool = False) -> str | None:
        """What of a line stays: all of it, its label, or None of it. ``leads``: a table that stays follows."""
        if not line.strip():
            return line
        if not _QUOTE.sub("", line):
            return line
        if self.telling:
            if line.strip() in self._exact or (not _ADDRESS.search(line) and shape(line) in self._lines):
                return line
            label = label_of(line)
            if label is not None and shape(label) in self._labels:
                if says_when(line):
                    return line
                return label + line[len(line.rstrip(" ")) :]
            if not leads:
                return None
        plain = line.rstrip().rstrip("*_")
        if plain.endswith(":") and len(plain) < _LABEL_LENGTH and not _ADDRESS.search(line):
            return line
        return line if not self.telling and says_when(line) else None

    def lines(self, text: str, *, leads: bool = False) -> str | None:
        """What of a paragraph or quote stays; None: nothing."""
        parts = text.splitlines(keepends=True)
        kept = [(self.line(p.rstrip("\r\n"), leads=leads), p[len(p.rstrip("\r\n")) :]) for p in parts]
        if not any(line is not None and _QUOTE.sub("", line) for line, _ in kept):
            return None
        return "".join(line + end for line, end in kept if line is not None)


def says_when(line: str) -> bool:
    """Whether a line holds dates and few words beside them."""
    dates = find_dates(line)
    for found in reversed(dates):
        line = line[: found.span[0]] + " " + line[found.span[1] :]
    return bool(dates) and len(re.findall(r"[^\W\d_]+", line)) <= _FEW
