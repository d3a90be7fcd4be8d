"""Accent-blind comparing: case and marks do not matter unless the mark was typed; ``đ`` counts as a marked ``d``.

A letter is compared as its base and the set of its marks (Unicode's combining diacritical marks, after canonical
decomposition): ``tuan`` and ``tuâ`` both find ``tuần``, ``tuấ`` does not. So a word stays found while an input method
still composes it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from worklog_tui.patterns import regex

_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f"
_ANY_MARKS = regex(f"[{_MARKS}]+")
_SOME = f"[{_MARKS}]*"
_STROKE = "\u0335"  # the mark đ stands for: it has no decomposition of its own


def decomposed(text: str) -> str:
    """Case-folded bases, each followed by its marks."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFD", text.casefold()).replace("đ", "d" + _STROKE)


def folded(text: str) -> str:
    """Case-folded bases without any mark: what everything is found by, whatever was typed."""
    return text.lower() if text.isascii() else _ANY_MARKS.sub("", decomposed(text))


def marked(text: str) -> bool:
    """Whether a mark was typed, which must then be there."""
    return not text.isascii() and _ANY_MARKS.search(decomposed(text)) is not None


def blind(text: str) -> re.Pattern[str]:
    """What finds ``text`` in decomposed text: each base, with its typed marks at least; blanks match any blanks."""
    out: list[str] = []
    bases: list[tuple[str, set[str]]] = []
    for char in decomposed(text):
        if _ANY_MARKS.match(char) is None:
            bases.append((char, set()))
        elif bases:  # a mark without a letter before it is not compared
            bases[-1][1].add(char)
    for base, marks in bases:
        if base.isspace():
            out.append(r"\s+" if out[-1:] != [r"\s+"] else "")
        else:
            out.append(re.escape(base) + "".join(f"(?={_SOME}{mark})" for mark in sorted(marks)) + _SOME)
    return regex("".join(out))


@lru_cache(maxsize=8192)
def placed(text: str) -> tuple[str, tuple[int, ...] | None]:
    """The decomposed text, and for each of its characters the one of ``text`` it came from (None: the same one)."""
    if text.isascii():
        return text.lower(), None
    out: list[str] = []
    places: list[int] = []
    for at, char in enumerate(text):
        pieces = decomposed(char)
        out.append(pieces)
        places += [at] * len(pieces)
    return "".join(out), tuple(places)


def spans(pattern: re.Pattern[str], text: str, most: int = 20) -> list[tuple[int, int]]:
    """Where ``blind``'s pattern is found in ``text``: (start, end) in characters, at most ``most``."""
    where, places = placed(text)
    out: list[tuple[int, int]] = []
    for match in pattern.finditer(where):
        if match.end() == match.start():
            continue
        first, last = match.start(), match.end() - 1
        out.append((first, last + 1) if places is None else (places[first], places[last] + 1))
        if len(out) >= most:
            break
    return out
