"""Which checks are on: the user's settings, and over them the journal's own ``.worklog/checks.toml``.

Both hold a table ``[checks]`` of code → ``"off"``, ``"on"``, ``"error"``, ``"warning"`` or ``"info"``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from worklog_tui.checks.model import SEVERITIES, Choice, Severity
from worklog_tui.checks.registry import by_code
from worklog_tui.storage.errors import PageUnreadable
from worklog_tui.storage.shared import load_tables

if TYPE_CHECKING:
    from worklog_tui.session.nouns import Journal

FILE = "checks.toml"
OFF, ON = "off", "on"


def choice_of(settings: Mapping[str, str], journal: Journal) -> tuple[Choice, str | None]:
    """What both say, and a sentence about what cannot be used of it. A missing file says nothing."""
    root = journal.site.root if journal.site is not None else journal.root
    warning = None
    try:
        own = load_tables(root, FILE).get("checks", {})
    except PageUnreadable as error:
        own, warning = {}, str(error)
    said = {**settings, **own}
    wrong = [f"{code} = “{value}”" for code, value in said.items() if code not in by_code() or not _known(value)]
    if wrong and warning is None:
        warning = f"The checks know no {', '.join(sorted(wrong)[:3])}: see docs/checks.md for codes and values."
    off = frozenset(code for code, value in said.items() if value == OFF)
    levels: list[tuple[str, Severity]] = [(c, level) for c, v in said.items() for level in SEVERITIES if v == level]
    return Choice(off, tuple(levels)), warning


def _known(value: str) -> bool:
    return value in (OFF, ON, *SEVERITIES)
