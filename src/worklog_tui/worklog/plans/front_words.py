"""Front matter values that would read as something else than was meant: refused with a reason, or remarked on. Pure.

What Hugo makes of them: resources/page/pagemeta/page_frontmatter.go and hugolib/page__meta.go: a date it cannot read
stops the build; a weight that is no number counts as 0; ``draft`` that is no truth value counts as false.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from worklog_tui.document.hugo_dates import rfc3339
from worklog_tui.patterns import regex

if TYPE_CHECKING:
    from worklog_tui.document.model import Key

_DATES: Final = frozenset(
    {"date", "lastmod", "publishdate", "expirydate", "modified", "pubdate", "published", "unpublishdate"}
)
_TRUTHS: Final = frozenset({"draft", "headless", "iscjklanguage"})
_TRUTH_WORDS: Final = frozenset({"1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False"})
_WHOLE: Final = regex(r"[+-]?(0|[1-9]\d*)", re.ASCII)


def objection(key: Key, value: object) -> str | None:
    """Why a value must not stand under this key, in a sentence; None: it may. Emptied values may always."""
    name = str(key[0]).lower() if len(key) == 1 else ""
    empty = value is None or (isinstance(value, str) and not value.strip())
    if empty:
        return None
    number = isinstance(value, int) and not isinstance(value, bool)
    if name in _DATES and number:
        return f"To Hugo a bare number is seconds since 1970: write “{key[0]}” like 2025-10-06."
    if name in _DATES and rfc3339(value) is None:
        return f"Hugo cannot read this as a date and would not build the site: write “{key[0]}” like 2025-10-06."
    if name == "weight" and not number and not (isinstance(value, str) and _WHOLE.fullmatch(value)):
        return "Pages are ordered by their weight: write a whole number."
    if name in _TRUTHS and not isinstance(value, bool) and str(value) not in _TRUTH_WORDS:
        return f"“{key[0]}” is true or false, nothing else."
    return None


def remark(key: Key, old: object, new: object) -> str | None:
    """What is odd about a value that is kept: it was of another kind before; None: nothing is."""
    if old is None or isinstance(old, str) or not isinstance(new, str) or not new.strip():
        return None
    was = "true or false" if isinstance(old, bool) else "a number" if isinstance(old, int | float) else "a date"
    if isinstance(old, dict | list):
        return None
    return f"“{key[-1]}” was {was}; now it is text."
