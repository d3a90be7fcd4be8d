"""A draft of lines to put into a section, each with where it came from."""

from __future__ import annotations

import datetime as dt
from typing import Literal, NamedTuple

from worklog_tui.worklog.model import Outline, OutlineItem

Why = Literal["", "there", "like", "dropped"]
"""Why a line is left out: the section says it already, says nearly that, or the user dropped it."""


class Source(NamedTuple):
    """Where a line came from: line ``line`` (from 0) of a task's cell, or a commit."""

    task: int = 0
    """The row, from 1; 0: none."""
    column: int = 0
    line: int = 0
    day: str = ""
    """As the page writes it."""
    date: dt.date | None = None
    repository: str = ""
    commit: str = ""
    said: str = ""
    """The commit's subject as Markdown."""


class Commit(NamedTuple):
    """One commit as git tells it: ``subject`` is any text, no Markdown."""

    repository: str
    commit: str
    date: dt.date
    subject: str


class Line(NamedTuple):
    """One line of a draft. ``under``: lines folded away beneath it, which are not put in; ``said``: the line of the
    section that says it, or nearly, already.
    """

    level: int
    text: str
    sources: tuple[Source, ...] = ()
    under: tuple[Line, ...] = ()
    why: Why = ""
    said: str = ""


class Draft(NamedTuple):
    """``lines`` are put in; ``out`` were left out, each with its reason, and can be brought back."""

    lines: tuple[Line, ...] = ()
    out: tuple[Line, ...] = ()

    @property
    def outline(self) -> Outline:
        """What is put in, as levels and Markdown lines."""
        return tuple(OutlineItem(line.level, put_text(line)) for line in self.lines)

    @property
    def tasks(self) -> tuple[int, ...]:
        """Every row some line came from, also those left out and folded, in order."""
        return tuple(sorted({s.task for line in (*self.lines, *self.out) for s in all_sources(line) if s.task}))


def all_sources(line: Line) -> tuple[Source, ...]:
    """The sources of a line and of what is folded beneath it."""
    return (*line.sources, *(s for under in line.under for s in all_sources(under)))


def put_text(line: Line) -> str:
    """The line as it is put in. Where what it led to is folded away it ends without a colon."""
    if not line.under:
        return line.text
    bare = line.text.rstrip(" \t")
    marks = bare[len(bare.rstrip("*_")) :]
    inner = bare[: len(bare) - len(marks)].rstrip(" \t")
    if inner.endswith(":"):
        return inner.rstrip(": \t") + marks
    return line.text
