"""Whether two lines say the same: equal but for marks, case and stops; or nearly so."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from worklog_tui.patterns import regex
from worklog_tui.worklog.cells.display import plain
from worklog_tui.worklog.reading.words import words

_COUNTED = regex(r"\s*\d{1,3}[.)]\s+(?=\S)")
_IMAGE = regex(r"!\[[^\]]*\](?:\([^()]*\)|\[[^\]]*\])|<img\b[^>]*>")
_STOPS: Final = " .,:;!…-–—"
_NEARLY: Final = 0.86  # of the letters: one verb in another tense, one word more
_MARK: Final = 120  # characters
_LABEL: Final = 2  # words
_ENOUGH: Final = 5  # words that say the same wherever they stand; fewer are a part of what is meant there
_FEW: Final = 3  # words; what is shorter is alike by chance


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """What equal lines have in common: no Markdown, numbering, case, outer stops."""
    words_only = _COUNTED.sub("", plain(text), count=1)
    return " ".join(unicodedata.normalize("NFC", words_only).casefold().split()).strip(_STOPS)


def mark_of(text: str) -> str:
    """What a line of a row is remembered by: what it says, as far as a line of a file goes."""
    return key(text)[:_MARK]


def is_label(text: str) -> bool:
    """Whether a title is so short that it only leads to what stands beneath it: ``Practice:``."""
    return len(key(text).split()) <= _LABEL


def says_something(text: str) -> bool:
    """Whether a line holds a letter or digit to read: not only dots, marks or an image."""
    return any(c.isalnum() for c in plain(_IMAGE.sub("", text) if "!" in text or "<" in text else text))


def counted_off(text: str) -> str:
    """The line without the number it has in a list: ``1. Summary`` is ``Summary``."""
    return _COUNTED.sub("", text, count=1)


@lru_cache(maxsize=4096)
def _said(text: str) -> str:
    """Its words, each between blanks."""
    return f" {' '.join(words(plain(text)))} "


def alike(text: str, known: Sequence[str], few: int = _FEW) -> str | None:
    """The first of ``known`` that nearly says it, or says it among other words; None: none does.

    Texts of less than ``few`` words are like nothing.
    """
    mine = _said(text)
    if mine.count(" ") <= few:
        return None
    for other in known:
        line = _said(other)
        if line.count(" ") <= few:
            continue
        if mine in line and (few < _FEW or 2 * len(mine) >= len(line) or mine.count(" ") > _ENOUGH):
            return other
        match = SequenceMatcher(None, mine, line, autojunk=False)
        if match.real_quick_ratio() >= _NEARLY and match.quick_ratio() >= _NEARLY and match.ratio() >= _NEARLY:
            return other
    return None
