"""Any text as Markdown that reads as the text: a commit's subject may hold marks, tags and what Hugo would run."""

from __future__ import annotations

import re

from worklog_tui.patterns import regex
from worklog_tui.worklog.visible import visible

_MARKS = regex(
    r"[\\`*\[]|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?])|&(?=#?\w+;)|~(?=~)|(?<=\{)\{|\A(?:[#>|]|[-+](?=\s))|:(?=[a-z0-9_+-]+:)"
)


def as_markdown(text: str) -> str:
    """One line; blanks are single, characters a terminal obeys are shown as signs."""
    return _MARKS.sub(_escaped, visible(" ".join(text.split())))


def _escaped(match: re.Match[str]) -> str:
    return "\\" + match[0]
