"""All references of a journal, each target once: what it is called, where it is used."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from worklog_tui.worklog.cells.display import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from worklog_tui.worklog.model import Week

_SIGNS = (b"](", b"://", b"www.", b"]:", b"@")


class Use(NamedTuple):
    """One link. ``path``: the page's, relative to the journal's root; ``label``: empty where it is only the address."""

    target: str
    label: str
    path: str
    line: int
    week: int | None
    language: str | None


class ShelfEntry(NamedTuple):
    """One target with all its uses, in the journal's order."""

    target: str
    uses: tuple[Use, ...]

    @property
    def label(self) -> str:
        """What it is called most often; empty where it is never called anything."""
        return self.label_in(None)

    def label_in(self, language: str | None) -> str:
        """The same, on the pages of a language if it has a name there."""
        own = [use.label for use in self.uses if use.label and use.language == language]
        names = own or [use.label for use in self.uses if use.label]
        return Counter(names).most_common(1)[0][0] if names else ""

    @property
    def weeks(self) -> tuple[int, ...]:
        """The numbers of the weeks that use it."""
        return tuple(dict.fromkeys(use.week for use in self.uses if use.week is not None))


def may_link(source: bytes) -> bool:
    """Whether a page's bytes could hold a link at all: most of those that do not need not be parsed."""
    return any(sign in source for sign in _SIGNS)


def page_uses(week: Week, path: str, number: int | None, language: str | None) -> tuple[Use, ...]:
    """The links of one page."""
    return tuple(
        Use(ref.target, _name(ref.label, ref.target), path, ref.line, number, language) for ref in week.references
    )


def _name(label: str, target: str) -> str:
    words = label.strip()
    return "" if words in (target, target.removeprefix("mailto:"), target.split("://", 1)[-1]) else words


def shelve(uses: Iterable[Use]) -> tuple[ShelfEntry, ...]:
    """Every target once, in the order they first come."""
    by_target: dict[str, list[Use]] = {}
    for use in uses:
        if use.target:
            by_target.setdefault(use.target, []).append(use)
    return tuple(ShelfEntry(target, tuple(found)) for target, found in by_target.items())


def shown_label(entry: ShelfEntry, language: str | None = None) -> str:
    """What a list shows: its name as people read it, else its address without the scheme."""
    return plain(entry.label_in(language)) or entry.target.split("://", 1)[-1].rstrip("/")
