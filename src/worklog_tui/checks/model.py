"""What rules are made of: what they look at, what they find, what is reported."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from worklog_tui.worklog.intentions import Intention
from worklog_tui.worklog.model import Problem, Week

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
Days = tuple[dt.date, dt.date]


class Brief(NamedTuple):
    """What a week's neighbours need to know of it."""

    rel: str
    number: int | None
    title: str | None
    weight: object
    date: dt.date | None  # of the front matter
    days: Days | None  # of the tasks; a mistyped date does not move them
    texts: frozenset[str]  # its longer task and item texts, folded
    pre: str | None = None
    unfit: bool = False  # hardly a day of its tasks fits its date

    @property
    def name(self) -> str:
        """What sentences call it."""
        return f"week {self.number}" if self.number is not None else (self.title or self.rel)


class Twin(NamedTuple):
    """The same week in another language."""

    rel: str
    week: Week
    first: bool  # it stands before the page in the journal's order of languages


class Site(NamedTuple):
    """What is known of the site around. ``unsafe`` None: not said; ``leads`` None: targets are not looked up."""

    unsafe: bool | None = None
    configured: bool = False
    leads: Callable[[str], bool] | None = None
    """Whether a target inside the site leads to a page or a file."""
    names: tuple[tuple[str, int], ...] = ()
    """Folder or file names of the journal's weeks, lower case, with their numbers."""


class Subject(NamedTuple):
    """One page with what stands around it. ``number``: its week by folder or file name."""

    rel: str
    week: Week
    today: dt.date
    number: int | None = None
    kind: Literal["week", "index"] = "week"
    weeks: tuple[Brief, ...] = ()  # weeks of its language around it in order, itself with them
    twins: tuple[Twin, ...] = ()
    site: Site = Site()
    languages: int = 1  # in how many languages most weeks of the journal are written

    @property
    def at(self) -> int:
        """The place of the page in ``weeks``; -1: it is none of them."""
        return next((n for n, brief in enumerate(self.weeks) if brief.rel == self.rel), -1)

    @property
    def own(self) -> Brief | None:
        """The page itself in short."""
        at = self.at
        return self.weeks[at] if at >= 0 else None

    @property
    def before(self) -> Brief | None:
        """The week before it."""
        at = self.at
        return self.weeks[at - 1] if at > 0 else None

    @property
    def after(self) -> Brief | None:
        """The week after it."""
        at = self.at
        return self.weeks[at + 1] if 0 <= at < len(self.weeks) - 1 else None


class Finding(NamedTuple):
    """What a rule found. ``line``: 1-based line of the file; ``task`` from 1, ``column`` from 0; ``fix``: intentions
    that certainly mend it, and nothing where that is not certain.
    """

    line: int
    message: str
    fix: tuple[Intention, ...] = ()
    task: int | None = None
    column: int | None = None


class Rule(NamedTuple):
    """One rule. ``title`` names it in lists; ``kind``: the pages it looks at."""

    code: str
    severity: Severity
    title: str
    find: Callable[[Subject], Iterable[Finding]]
    kind: Literal["week", "index", "any"] = "week"


class Found(NamedTuple):
    """A problem of a page, and the fix where one is certain."""

    page: str
    problem: Problem
    fix: tuple[Intention, ...] = ()


class Choice(NamedTuple):
    """What the user says about rules: codes that are off, and other severities."""

    off: frozenset[str] = frozenset()
    severities: tuple[tuple[str, Severity], ...] = ()

    def severity(self, rule: Rule) -> Severity:
        """The severity a rule's problems have."""
        return dict(self.severities).get(rule.code, rule.severity)
